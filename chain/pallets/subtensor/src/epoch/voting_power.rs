//! Voting power: a slow moving average of validators' stake, kept for subnets that want it.

use alloc::vec::Vec;
use taonet_primitives::NetUid;
use taonet_yuma::{NeuronTerms, voting_power::after_epoch};

use crate::*;

impl<T: Config> Pallet<T> {
    /// Updates the subnet's voting powers from a finished epoch, if tracking is on.
    pub(crate) fn update_voting_power_after_epoch(
        netuid: NetUid,
        hotkeys: &[Option<T::AccountId>],
        neurons: &NeuronTerms,
    ) {
        if !VotingPowerTrackingEnabled::<T>::get(netuid) {
            return;
        }
        let disable_at = VotingPowerDisableAtBlock::<T>::get(netuid);
        if disable_at > 0 && Self::now() >= disable_at {
            let _ = VotingPower::<T>::clear_prefix(netuid, u32::MAX, None);
            VotingPowerTrackingEnabled::<T>::insert(netuid, false);
            VotingPowerDisableAtBlock::<T>::remove(netuid);
            Self::deposit_event(Event::VotingPowerTrackingDisabled { netuid });
            return;
        }
        let alpha = VotingPowerEmaAlpha::<T>::get(netuid);
        let threshold = StakeThreshold::<T>::get();
        let terms = neurons.validator_permits.iter().zip(&neurons.raw_stake_rao);
        for (hotkey, (permit, stake)) in hotkeys.iter().zip(terms) {
            let Some(hotkey) = hotkey else { continue };
            let previous = VotingPower::<T>::get(netuid, hotkey);
            match after_epoch(previous, *stake, alpha, *permit, threshold) {
                None => VotingPower::<T>::remove(netuid, hotkey),
                Some(0) => {}
                Some(power) => VotingPower::<T>::insert(netuid, hotkey, power),
            }
        }
        let departed: Vec<T::AccountId> = VotingPower::<T>::iter_key_prefix(netuid)
            .filter(|hotkey| !IsNetworkMember::<T>::get(hotkey, netuid))
            .collect();
        for hotkey in departed {
            VotingPower::<T>::remove(netuid, hotkey);
        }
    }
}
