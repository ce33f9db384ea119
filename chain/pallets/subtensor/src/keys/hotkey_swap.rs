//! Swapping a hotkey, on one subnet or everywhere.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};
use frame_support::{dispatch::DispatchResultWithPostInfo, ensure, traits::Get};
use sp_runtime::{DispatchError, DispatchResult};
use taonet_primitives::{NetUid, TaoBalance};

use crate::*;

/// Who swaps which hotkey for which.
#[derive(Clone, Debug)]
pub(super) struct HotkeySwap<A> {
    /// The owner of both hotkeys.
    pub(super) coldkey: A,
    /// The hotkey that goes.
    pub(super) old: A,
    /// The hotkey that takes its place.
    pub(super) new: A,
    /// Whether stake stays where it is.
    pub(super) keep_stake: bool,
}

/// Coldkeys with shares of a hotkey's pools.
pub(super) type Positions<A> = BTreeMap<NetUid, BTreeSet<A>>;

impl<T: Config> Pallet<T> {
    /// Swaps the coldkey's hotkey `old` for `new`: on the given subnet, or everywhere.
    ///
    /// # Errors
    /// `NonAssociatedColdKey`, `NewHotKeyIsSameWithOld`, `HotKeySetTxRateLimitExceeded`,
    /// `HotKeyAlreadyRegisteredInSubNet`, `NewHotKeyNotCleanForRootSwap`, `SubnetNotExists`,
    /// `HotKeySwapOnSubnetIntervalNotPassed`, `CannotUseSystemAccount`,
    /// `NotEnoughBalanceToPaySwapHotKey`, `InvalidChild` and those of children that do not fit.
    pub fn do_swap_hotkey(
        coldkey: T::AccountId,
        old: T::AccountId,
        new: T::AccountId,
        netuid: Option<NetUid>,
        keep_stake: bool,
    ) -> DispatchResultWithPostInfo {
        let swap = HotkeySwap {
            coldkey,
            old,
            new,
            keep_stake,
        };
        Self::check_hotkey_swap(&swap, netuid)?;
        for record in [
            RateLimitKey::LastTxBlock,
            RateLimitKey::LastTxBlockDelegateTake,
            RateLimitKey::LastTxBlockChildKeyTake,
        ] {
            let block = Self::last_rate_limited_block(&record(swap.old.clone()));
            Self::set_last_rate_limited_block(&record(swap.new.clone()), block);
        }
        let weight = match netuid {
            Some(netuid) => Self::swap_hotkey_on_subnet(&swap, netuid)?,
            None => Self::swap_hotkey_everywhere(&swap)?,
        };
        Ok(Some(weight).into())
    }

    fn check_hotkey_swap(
        swap: &HotkeySwap<T::AccountId>,
        netuid: Option<NetUid>,
    ) -> DispatchResult {
        let HotkeySwap {
            coldkey, old, new, ..
        } = swap;
        ensure!(
            Self::coldkey_owns_hotkey(coldkey, old),
            Error::<T>::NonAssociatedColdKey
        );
        if Self::hotkey_account_exists(new) {
            ensure!(
                Self::coldkey_owns_hotkey(coldkey, new),
                Error::<T>::NonAssociatedColdKey
            );
        } else {
            Self::ensure_may_adopt(coldkey, new)?;
        }
        ensure!(old != new, Error::<T>::NewHotKeyIsSameWithOld);
        ensure!(
            !Self::exceeds_tx_rate_limit(coldkey),
            Error::<T>::HotKeySetTxRateLimitExceeded
        );
        let registered = match netuid {
            Some(netuid) => IsNetworkMember::<T>::contains_key(new, netuid),
            None => IsNetworkMember::<T>::iter_prefix_values(new).any(|member| member),
        };
        ensure!(!registered, Error::<T>::HotKeyAlreadyRegisteredInSubNet);
        if netuid.is_none_or(|netuid| netuid.is_root()) {
            let clean = RootClaimable::<T>::get(new).is_empty()
                && TotalHotkeyAlpha::<T>::get(new, NetUid::ROOT).is_zero()
                && RootClaimed::<T>::iter_key_prefix((NetUid::ROOT, new))
                    .next()
                    .is_none();
            ensure!(clean, Error::<T>::NewHotKeyNotCleanForRootSwap);
        }
        Ok(())
    }

    fn swap_hotkey_on_subnet(
        swap: &HotkeySwap<T::AccountId>,
        netuid: NetUid,
    ) -> Result<frame_support::weights::Weight, DispatchError> {
        let HotkeySwap {
            coldkey, old, new, ..
        } = swap;
        let now = Self::now();
        ensure!(Self::subnet_exists(netuid), Error::<T>::SubnetNotExists);
        let last = LastHotkeySwapOnNetuid::<T>::get(netuid, coldkey);
        ensure!(
            Self::swap_interval_passed(last, now),
            Error::<T>::HotKeySwapOnSubnetIntervalNotPassed
        );
        ensure!(
            Self::is_subnet_account(new).is_none(),
            Error::<T>::CannotUseSystemAccount
        );
        Self::pay_for_hotkey_swap(coldkey, T::KeySwapOnSubnetCost::get())?;

        Self::set_hotkey_owner(new, coldkey);
        Self::move_locks_of_hotkey(netuid, old, new);
        let mut positions = Self::positions_to_move(swap);
        let coldkeys = positions.remove(&netuid).unwrap_or_default();
        Self::swap_hotkey_in(swap, netuid, &coldkeys)?;
        Self::set_last_rate_limited_block(&RateLimitKey::LastTxBlock(coldkey.clone()), now);
        LastHotkeySwapOnNetuid::<T>::insert(netuid, coldkey, now);
        Self::deposit_event(Event::HotkeySwappedOnSubnet {
            coldkey: coldkey.clone(),
            old_hotkey: old.clone(),
            new_hotkey: new.clone(),
            netuid,
        });
        Ok(call_weights::swapped_hotkey(1, coldkeys.len()))
    }

    fn swap_hotkey_everywhere(
        swap: &HotkeySwap<T::AccountId>,
    ) -> Result<frame_support::weights::Weight, DispatchError> {
        let HotkeySwap {
            coldkey, old, new, ..
        } = swap;
        let now = Self::now();
        let networks: Vec<NetUid> = Self::staked_networks().collect();
        let affected: Vec<NetUid> = networks
            .iter()
            .copied()
            .filter(|netuid| {
                IsNetworkMember::<T>::get(old, netuid)
                    || !ChildKeys::<T>::get(old, netuid).is_empty()
            })
            .collect();
        for netuid in &affected {
            let last = LastHotkeySwapOnNetuid::<T>::get(netuid, coldkey);
            ensure!(
                last == 0 || Self::swap_interval_passed(last, now),
                Error::<T>::HotKeySwapOnSubnetIntervalNotPassed
            );
        }
        Self::pay_for_hotkey_swap(coldkey, T::KeySwapCost::get())?;
        ensure!(
            Self::is_subnet_account(new).is_none(),
            Error::<T>::CannotUseSystemAccount
        );

        let positions = Self::positions_to_move(swap);
        for netuid in &networks {
            Self::move_locks_of_hotkey(*netuid, old, new);
        }
        Owner::<T>::remove(old);
        Self::set_hotkey_owner(new, coldkey);
        OwnedHotkeys::<T>::mutate(coldkey, |hotkeys| hotkeys.retain(|hotkey| hotkey != old));
        let nobody = BTreeSet::new();
        for netuid in &networks {
            Self::swap_hotkey_in(swap, *netuid, positions.get(netuid).unwrap_or(&nobody))?;
        }
        for record in [
            RateLimitKey::LastTxBlock,
            RateLimitKey::LastTxBlockDelegateTake,
            RateLimitKey::LastTxBlockChildKeyTake,
        ] {
            Self::remove_last_rate_limited_block(&record(old.clone()));
        }
        if Self::is_delegate(old) {
            Delegates::<T>::insert(new, Delegates::<T>::take(old));
        }
        for staker in positions.values().flatten().collect::<BTreeSet<_>>() {
            StakingHotkeys::<T>::mutate(staker, |hotkeys| {
                if hotkeys.contains(old) {
                    hotkeys.retain(|hotkey| hotkey != old && hotkey != new);
                    hotkeys.push(new.clone());
                }
            });
        }
        for netuid in affected {
            LastHotkeySwapOnNetuid::<T>::insert(netuid, coldkey, now);
        }
        Self::set_last_rate_limited_block(&RateLimitKey::LastTxBlock(coldkey.clone()), now);
        Self::deposit_event(Event::HotkeySwapped {
            coldkey: coldkey.clone(),
            old_hotkey: old.clone(),
            new_hotkey: new.clone(),
        });
        let moved = positions.values().map(BTreeSet::len).sum();
        Ok(call_weights::swapped_hotkey(networks.len(), moved))
    }

    fn swap_interval_passed(last: u64, now: u64) -> bool {
        last.saturating_add(T::HotkeySwapOnSubnetInterval::get()) < now
    }

    fn pay_for_hotkey_swap(coldkey: &T::AccountId, cost: TaoBalance) -> DispatchResult {
        ensure!(
            Self::can_afford(coldkey, cost),
            Error::<T>::NotEnoughBalanceToPaySwapHotKey
        );
        Self::recycle_tao(coldkey, cost)
    }

    /// Everything that the swap has to do on one subnet.
    fn swap_hotkey_in(
        swap: &HotkeySwap<T::AccountId>,
        netuid: NetUid,
        coldkeys: &BTreeSet<T::AccountId>,
    ) -> DispatchResult {
        let HotkeySwap { old, new, .. } = swap;
        Self::move_slot(netuid, old, new);
        Self::move_relations(netuid, old, new)?;
        Self::rename_pending_child(netuid, old, new);
        Self::move_auto_stake_followers(netuid, old, new);
        if SubnetOwnerHotkey::<T>::try_get(netuid).as_ref() == Ok(old) {
            SubnetOwnerHotkey::<T>::insert(netuid, new);
            Self::deposit_event(Event::SubnetOwnerHotkeySet(netuid, new.clone()));
        }
        if !swap.keep_stake {
            Self::move_hotkey_stake(netuid, old, new, coldkeys);
        }
        Ok(())
    }
}
