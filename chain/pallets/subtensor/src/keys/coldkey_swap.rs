//! Swapping a coldkey: all that one coldkey has becomes another's.

use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::ensure;
use sp_runtime::DispatchResult;
use taonet_primitives::NetUid;

use crate::*;

/// Hotkeys with stake of one coldkey, by subnet, oldest first.
type Holdings<A> = BTreeMap<NetUid, Vec<A>>;

impl<T: Config> Pallet<T> {
    /// Gives everything that `old` has to `new`: subnets, hotkeys, stake with its claims and
    /// locks, automatic stake, identity and free balance.
    ///
    /// # Errors
    /// `ColdKeyAlreadyAssociated` if `new` has staked before, `NewColdKeyIsHotkey`,
    /// `ActiveLockExists` if `new` has alpha locked; those of a transfer.
    pub(super) fn swap_coldkeys(old: &T::AccountId, new: &T::AccountId) -> DispatchResult {
        ensure!(
            StakingHotkeys::<T>::get(new).is_empty(),
            Error::<T>::ColdKeyAlreadyAssociated
        );
        ensure!(
            !Self::hotkey_account_exists(new),
            Error::<T>::NewColdKeyIsHotkey
        );
        Self::ensure_nothing_locked(new)?;

        if !IdentitiesV2::<T>::contains_key(new)
            && let Some(identity) = IdentitiesV2::<T>::take(old)
        {
            IdentitiesV2::<T>::insert(new, identity);
        }
        let holdings = Self::holdings_of(old);
        let networks: Vec<NetUid> = Self::staked_networks().collect();
        for netuid in networks {
            if SubnetOwner::<T>::try_get(netuid).as_ref() == Ok(old) {
                SubnetOwner::<T>::insert(netuid, new);
            }
            Self::move_auto_stake_destination(netuid, old, new);
            for hotkey in holdings.get(&netuid).into_iter().flatten() {
                Self::move_holding(netuid, hotkey, old, new);
            }
        }
        for hotkey in holdings.get(&NetUid::ROOT).into_iter().flatten() {
            for netuid in RootClaimable::<T>::get(hotkey).into_keys() {
                Self::move_root_watermark(netuid, hotkey, old, new);
            }
        }
        Self::unindex_root_coldkey(old);
        Self::move_hotkey_lists(old, new);
        Self::move_locks_of_coldkey(old, new);
        let balance = Self::spendable_tao(old);
        if !balance.is_zero() {
            Self::transfer_tao(old, new, balance)?;
        }
        Self::set_last_rate_limited_block(&RateLimitKey::LastTxBlock(new.clone()), Self::now());
        Self::deposit_event(Event::ColdkeySwapped {
            old_coldkey: old.clone(),
            new_coldkey: new.clone(),
        });
        Ok(())
    }

    fn holdings_of(coldkey: &T::AccountId) -> Holdings<T::AccountId> {
        let mut holdings = Holdings::new();
        for hotkey in StakingHotkeys::<T>::get(coldkey) {
            let legacy = Alpha::<T>::iter_key_prefix((&hotkey, coldkey));
            let current = AlphaV2::<T>::iter_key_prefix((&hotkey, coldkey));
            for netuid in legacy.chain(current) {
                let hotkeys = holdings.entry(netuid).or_default();
                if hotkeys.last() != Some(&hotkey) {
                    hotkeys.push(hotkey.clone());
                }
            }
        }
        holdings
    }

    fn move_auto_stake_destination(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
        let Some(hotkey) = AutoStakeDestination::<T>::take(old, netuid) else {
            return;
        };
        if let Some(previous) = AutoStakeDestination::<T>::get(new, netuid) {
            AutoStakeDestinationColdkeys::<T>::mutate(previous, netuid, |coldkeys| {
                coldkeys.retain(|coldkey| coldkey != new);
            });
        }
        AutoStakeDestination::<T>::insert(new, netuid, &hotkey);
        AutoStakeDestinationColdkeys::<T>::mutate(hotkey, netuid, |coldkeys| {
            coldkeys.retain(|coldkey| coldkey != old && coldkey != new);
            coldkeys.push(new.clone());
        });
    }

    fn move_holding(netuid: NetUid, hotkey: &T::AccountId, old: &T::AccountId, new: &T::AccountId) {
        let alpha = Self::stake_for_hotkey_and_coldkey_on_subnet(hotkey, old, netuid);
        Self::decrease_stake_for_hotkey_and_coldkey_on_subnet(hotkey, old, netuid, alpha);
        Self::increase_stake_for_hotkey_and_coldkey_on_subnet(hotkey, new, netuid, alpha);
        if Self::stake_for_hotkey_and_coldkey_on_subnet(hotkey, new, netuid).is_zero() {
            return;
        }
        // The record of the new coldkey is written even where neither had one.
        let claimed = RootClaimed::<T>::take((netuid, hotkey, old));
        RootClaimed::<T>::mutate((netuid, hotkey, new), |total| {
            *total = total.saturating_add(claimed);
        });
        if netuid.is_root() {
            Self::index_root_coldkey(new);
        }
    }

    /// Moves what was claimed for root stake on a subnet. It belongs to the root stake, not to
    /// stake on that subnet: left behind, everything could be claimed once more.
    fn move_root_watermark(
        netuid: NetUid,
        hotkey: &T::AccountId,
        old: &T::AccountId,
        new: &T::AccountId,
    ) {
        if let Ok(claimed) = RootClaimed::<T>::try_get((netuid, hotkey, old)) {
            RootClaimed::<T>::remove((netuid, hotkey, old));
            RootClaimed::<T>::mutate((netuid, hotkey, new), |total| {
                *total = total.saturating_add(claimed);
            });
        }
    }

    fn move_hotkey_lists(old: &T::AccountId, new: &T::AccountId) {
        let staking = StakingHotkeys::<T>::take(old);
        StakingHotkeys::<T>::mutate(new, |hotkeys| append_missing(hotkeys, staking));
        let owned = OwnedHotkeys::<T>::take(old);
        for hotkey in &owned {
            Owner::<T>::insert(hotkey, new.clone());
        }
        OwnedHotkeys::<T>::mutate(new, |hotkeys| append_missing(hotkeys, owned));
    }
}

fn append_missing<A: PartialEq>(list: &mut Vec<A>, others: Vec<A>) {
    for other in others {
        if !list.contains(&other) {
            list.push(other);
        }
    }
}
