//! Commitments as the other pallets see them.

use alloc::{collections::BTreeSet, vec::Vec};
use codec::Encode;
use taonet_primitives::{CommitmentsHandler, CommitmentsSource, NetUid};

use crate::{reveal::MAX_REVEALED, *};

impl<T: Config> Pallet<T> {
    /// What holds after every block: exactly the commitments with a timelocked field are listed,
    /// and nobody has more revelations than are kept.
    ///
    /// # Errors
    /// What does not hold.
    pub fn check_state() -> Result<(), &'static str> {
        let index = TimelockedIndex::<T>::get();
        let timelocked: BTreeSet<(NetUid, T::AccountId)> = CommitmentOf::<T>::iter()
            .filter(|(_, _, registration)| registration.info.first_reveal_round().is_some())
            .map(|(netuid, hotkey, _)| (netuid, hotkey))
            .collect();
        if index != timelocked {
            return Err("the list of timelocked commitments is not theirs");
        }
        if RevealedCommitments::<T>::iter_values().any(|texts| texts.len() > MAX_REVEALED) {
            return Err("more revelations than are kept");
        }
        Ok(())
    }
}

impl<T: Config> CommitmentsHandler for Pallet<T> {
    fn purge_netuid(netuid: NetUid) {
        // A subnet has at most as many hotkeys as it ever registered; each map holds one small
        // record of each, so all of them go at once.
        let _ = CommitmentOf::<T>::clear_prefix(netuid, u32::MAX, None);
        let _ = LastCommitment::<T>::clear_prefix(netuid, u32::MAX, None);
        let _ = LastBondsReset::<T>::clear_prefix(netuid, u32::MAX, None);
        let _ = RevealedCommitments::<T>::clear_prefix(netuid, u32::MAX, None);
        let _ = UsedSpaceOf::<T>::clear_prefix(netuid, u32::MAX, None);
        TimelockedIndex::<T>::mutate(|index| index.retain(|(other, _)| *other != netuid));
    }
}

impl<T: Config> CommitmentsSource<T::AccountId> for Pallet<T> {
    fn commitments_of(netuid: NetUid) -> Vec<(T::AccountId, Vec<u8>)> {
        CommitmentOf::<T>::iter_prefix(netuid)
            .map(|(hotkey, registration)| (hotkey, registration.encode()))
            .collect()
    }
}
