//! Root dividends of an epoch become claimable.

use alloc::collections::btree_map::Entry;
use substrate_fixed::types::I96F32;
use taonet_emission::RootAccrual;
use taonet_primitives::{AlphaBalance, NetUid};

use crate::*;

impl<T: Config> Pallet<T> {
    /// Makes `amount` alpha of the subnet claimable by those who stake on the hotkey on root.
    ///
    /// An amount larger than that stake goes to the hotkey's owner as stake instead.
    pub fn increase_root_claimable(hotkey: &T::AccountId, netuid: NetUid, amount: AlphaBalance) {
        let mut rates = RootClaimable::<T>::get(hotkey);
        if amount.is_zero() {
            // The subnet gets its entry with the first dividend, even if it is none.
            if let Entry::Vacant(entry) = rates.entry(netuid) {
                entry.insert(I96F32::from_bits(0));
                RootClaimable::<T>::insert(hotkey, rates);
            }
            return;
        }
        let root_stake = TotalHotkeyAlpha::<T>::get(hotkey, NetUid::ROOT).to_u64();
        let existing = rates.get(&netuid).copied().unwrap_or(I96F32::from_bits(0));
        match taonet_emission::accrue_root_dividend(existing, amount.to_u64(), root_stake) {
            RootAccrual::Rate(rate) => {
                rates.insert(netuid, rate);
                RootClaimable::<T>::insert(hotkey, rates);
            }
            RootAccrual::StakeInstead => {
                let owner = Owner::<T>::get(hotkey);
                Self::increase_stake_for_hotkey_and_coldkey_on_subnet(
                    hotkey, &owner, netuid, amount,
                );
            }
        }
    }

    /// Forgets all root dividends of a subnet that is being dissolved.
    pub fn remove_root_claims_for_subnet(netuid: NetUid) {
        let hotkeys: alloc::vec::Vec<T::AccountId> = RootClaimable::<T>::iter()
            .filter(|(_, rates)| rates.contains_key(&netuid))
            .map(|(hotkey, _)| hotkey)
            .collect();
        for hotkey in hotkeys {
            RootClaimable::<T>::mutate(hotkey, |rates| rates.remove(&netuid));
        }
        let _ = RootClaimed::<T>::clear_prefix((netuid,), u32::MAX, None);
    }
}
