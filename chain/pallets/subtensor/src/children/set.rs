//! Asking for children, and what a child keeps.

use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::ensure;
use sp_runtime::{DispatchResult, PerU16};
use taonet_primitives::NetUid;

use crate::{limits::TransactionType, *};

/// Most children of a parent on a subnet.
const MAX_CHILDREN: usize = 5;

impl<T: Config> Pallet<T> {
    /// `set_children`: applied at once on a subnet that has not started, else left pending until
    /// the cooldown is over.
    ///
    /// # Errors
    /// `TxRateLimitExceeded`, `RegistrationNotPermittedOnRootSubnet`, `SubnetNotExists`,
    /// `NonAssociatedColdKey`, `DuplicateChild`, `InvalidChild`, `TooManyChildren`,
    /// `ProportionOverflow`, `ChildParentInconsistency`, `NotEnoughStakeToSetChildkeys`.
    pub fn do_set_children(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuid: NetUid,
        children: Vec<(u64, T::AccountId)>,
    ) -> DispatchResult {
        let limit = TransactionType::SetChildren;
        ensure!(
            limit.passes_rate_limit_on_subnet::<T>(hotkey, netuid),
            Error::<T>::TxRateLimitExceeded
        );
        ensure!(
            !netuid.is_root(),
            Error::<T>::RegistrationNotPermittedOnRootSubnet
        );
        ensure!(Self::subnet_exists(netuid), Error::<T>::SubnetNotExists);
        ensure!(
            Self::coldkey_owns_hotkey(coldkey, hotkey),
            Error::<T>::NonAssociatedColdKey
        );
        Self::ensure_children_fit(hotkey, netuid, &children)?;
        ensure!(
            children.is_empty()
                || Self::total_stake_for_hotkey(hotkey).to_u64() >= StakeThreshold::<T>::get()
                || SubnetOwnerHotkey::<T>::try_get(netuid).as_ref() == Ok(hotkey),
            Error::<T>::NotEnoughStakeToSetChildkeys
        );

        let now = Self::now();
        limit.set_last_block_on_subnet::<T>(hotkey, netuid, now);
        if !SubtokenEnabled::<T>::get(netuid) {
            Self::apply_children(hotkey, netuid, children);
            return Ok(());
        }
        let cooldown_block = now.saturating_add(PendingChildKeyCooldown::<T>::get());
        PendingChildKeys::<T>::insert(netuid, hotkey, (children.clone(), cooldown_block));
        Self::deposit_event(Event::SetChildrenScheduled(
            hotkey.clone(),
            netuid,
            cooldown_block,
            children,
        ));
        Ok(())
    }

    pub(crate) fn ensure_children_fit(
        hotkey: &T::AccountId,
        netuid: NetUid,
        children: &[(u64, T::AccountId)],
    ) -> DispatchResult {
        let distinct: BTreeSet<&T::AccountId> = children.iter().map(|(_, child)| child).collect();
        ensure!(distinct.len() == children.len(), Error::<T>::DuplicateChild);
        ensure!(!distinct.contains(hotkey), Error::<T>::InvalidChild);
        ensure!(children.len() <= MAX_CHILDREN, Error::<T>::TooManyChildren);
        let sum = children
            .iter()
            .try_fold(0u64, |sum, (proportion, _)| sum.checked_add(*proportion));
        ensure!(sum.is_some(), Error::<T>::ProportionOverflow);
        let parents = ParentKeys::<T>::get(hotkey, netuid);
        ensure!(
            !parents.iter().any(|(_, parent)| distinct.contains(parent)),
            Error::<T>::ChildParentInconsistency
        );
        Ok(())
    }

    /// `set_childkey_take`. Lowering is free, raising is limited.
    ///
    /// # Errors
    /// `NonAssociatedColdKey`, `InvalidChildkeyTake`, `TxChildkeyTakeRateLimitExceeded`.
    pub fn do_set_childkey_take(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuid: NetUid,
        take: PerU16,
    ) -> DispatchResult {
        ensure!(
            Self::coldkey_owns_hotkey(coldkey, hotkey),
            Error::<T>::NonAssociatedColdKey
        );
        let lowest = MinChildkeyTake::<T>::get().max(MinChildkeyTakePerSubnet::<T>::get(netuid));
        ensure!(
            take >= lowest && take <= MaxChildkeyTake::<T>::get(),
            Error::<T>::InvalidChildkeyTake
        );
        let limit = TransactionType::SetChildkeyTake;
        ensure!(
            take.deconstruct() <= Self::effective_childkey_take(hotkey, netuid)
                || limit.passes_rate_limit_on_subnet::<T>(hotkey, netuid),
            Error::<T>::TxChildkeyTakeRateLimitExceeded
        );
        limit.set_last_block_on_subnet::<T>(hotkey, netuid, Self::now());
        ChildkeyTake::<T>::insert(hotkey, netuid, take);
        Self::deposit_event(Event::ChildKeyTakeSet(hotkey.clone(), take));
        Ok(())
    }
}
