//! Bounds of child-key takes, and who lends its root stake to new subnets.

use crate::*;
use frame_support::{ensure, pallet_prelude::DispatchResult};
use frame_system::{ensure_root, pallet_prelude::OriginFor};
use sp_arithmetic::PerU16;
use taonet_primitives::NetUid;

impl<T: Config> Pallet<T> {
    /// Body of `sudo_set_tx_childkey_take_rate_limit`, in blocks.
    ///
    /// # Errors
    /// `BadOrigin` unless root calls.
    pub fn do_set_tx_childkey_take_rate_limit(
        origin: OriginFor<T>,
        limit_blocks: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        TxChildkeyTakeRateLimit::<T>::put(limit_blocks);
        Self::deposit_event(Event::TxChildKeyTakeRateLimitSet(limit_blocks));
        Ok(())
    }

    /// Body of `sudo_set_min_childkey_take`.
    ///
    /// # Errors
    /// `BadOrigin` unless root calls.
    pub fn do_set_min_childkey_take(origin: OriginFor<T>, take: PerU16) -> DispatchResult {
        ensure_root(origin)?;
        MinChildkeyTake::<T>::put(take);
        Self::deposit_event(Event::MinChildKeyTakeSet(take));
        Ok(())
    }

    /// Body of `sudo_set_max_childkey_take`.
    ///
    /// # Errors
    /// `BadOrigin` unless root calls.
    pub fn do_set_max_childkey_take(origin: OriginFor<T>, take: PerU16) -> DispatchResult {
        ensure_root(origin)?;
        MaxChildkeyTake::<T>::put(take);
        Self::deposit_event(Event::MaxChildKeyTakeSet(take));
        Ok(())
    }

    /// Body of `set_auto_parent_delegation_enabled`: whether the hotkey becomes a parent of the
    /// owner's hotkey of every new subnet.
    ///
    /// # Errors
    /// `NonAssociatedColdKey`, `HotKeyNotRegisteredInSubNet` for a hotkey without a seat on root.
    pub fn do_set_auto_parent_delegation_enabled(
        coldkey: &T::AccountId,
        hotkey: T::AccountId,
        enabled: bool,
    ) -> DispatchResult {
        ensure!(
            Self::coldkey_owns_hotkey(coldkey, &hotkey),
            Error::<T>::NonAssociatedColdKey
        );
        ensure!(
            Self::uid_for_hotkey(NetUid::ROOT, &hotkey).is_some(),
            Error::<T>::HotKeyNotRegisteredInSubNet
        );
        AutoParentDelegationEnabled::<T>::insert(&hotkey, enabled);
        Self::deposit_event(Event::AutoParentDelegationEnabledSet { hotkey, enabled });
        Ok(())
    }
}
