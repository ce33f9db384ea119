//! Stake, and what it has earned, moves from a hotkey to the one that replaces it.

use alloc::{collections::BTreeSet, vec::Vec};
use taonet_primitives::NetUid;

use super::hotkey_swap::{HotkeySwap, Positions};
use crate::*;

impl<T: Config> Pallet<T> {
    /// Who stakes where on the hotkey that goes. Nobody, if stake stays where it is.
    pub(super) fn positions_to_move(swap: &HotkeySwap<T::AccountId>) -> Positions<T::AccountId> {
        let mut positions = Positions::new();
        if swap.keep_stake {
            return positions;
        }
        let legacy = Alpha::<T>::iter_prefix((&swap.old,))
            .filter_map(|(position, shares)| (shares != 0).then_some(position));
        let current = AlphaV2::<T>::iter_prefix((&swap.old,))
            .filter_map(|(position, shares)| (!shares.is_zero()).then_some(position));
        for (coldkey, netuid) in legacy.chain(current) {
            positions.entry(netuid).or_default().insert(coldkey);
        }
        positions
    }

    /// Moves the stake of `coldkeys` on the subnet from `old` to `new`, with the hotkey's
    /// dividends and voting power; on root also what its stakers can claim.
    pub(super) fn move_hotkey_stake(
        netuid: NetUid,
        old: &T::AccountId,
        new: &T::AccountId,
        coldkeys: &BTreeSet<T::AccountId>,
    ) {
        let last_epoch = TotalHotkeyAlphaLastEpoch::<T>::take(old, netuid);
        TotalHotkeyAlphaLastEpoch::<T>::mutate(new, netuid, |alpha| {
            *alpha = alpha.saturating_add(last_epoch);
        });
        let dividends = AlphaDividendsPerSubnet::<T>::take(netuid, old);
        AlphaDividendsPerSubnet::<T>::mutate(netuid, new, |alpha| {
            *alpha = alpha.saturating_add(dividends);
        });
        let power = VotingPower::<T>::take(netuid, old);
        if power > 0 {
            VotingPower::<T>::mutate(netuid, new, |total| *total = total.saturating_add(power));
        }
        for coldkey in coldkeys {
            let alpha = Self::stake_for_hotkey_and_coldkey_on_subnet(old, coldkey, netuid);
            Self::decrease_stake_for_hotkey_and_coldkey_on_subnet(old, coldkey, netuid, alpha);
            Self::increase_stake_for_hotkey_and_coldkey_on_subnet(new, coldkey, netuid, alpha);
            StakingHotkeys::<T>::mutate(coldkey, |hotkeys| {
                if hotkeys.contains(old) && !hotkeys.contains(new) {
                    hotkeys.push(new.clone());
                }
            });
        }
        if netuid.is_root() {
            Self::move_root_claims_of_hotkey(old, new);
        }
    }

    /// Moves rates and watermarks of root dividends, and whether the hotkey lends its stake on
    /// root by itself.
    fn move_root_claims_of_hotkey(old: &T::AccountId, new: &T::AccountId) {
        let mut rates = RootClaimable::<T>::get(new);
        for (netuid, rate) in RootClaimable::<T>::take(old) {
            let total = rates.entry(netuid).or_default();
            *total = total.saturating_add(rate);
        }
        let netuids: Vec<NetUid> = rates.keys().copied().collect();
        RootClaimable::<T>::insert(new, rates);
        for netuid in netuids {
            let watermarks: Vec<(T::AccountId, u128)> =
                RootClaimed::<T>::drain_prefix((netuid, old)).collect();
            for (coldkey, claimed) in watermarks {
                RootClaimed::<T>::mutate((netuid, new, &coldkey), |total| {
                    *total = total.saturating_add(claimed);
                });
            }
        }
        if let Ok(enabled) = AutoParentDelegationEnabled::<T>::try_get(old) {
            AutoParentDelegationEnabled::<T>::remove(old);
            AutoParentDelegationEnabled::<T>::insert(new, enabled);
        }
    }
}
