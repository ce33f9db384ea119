//! The hotkey that stands for a subnet's owner: it always has a validator permit, receives the
//! owner's cut, and cannot be evicted.

use crate::{limits::TransactionType, *};
use frame_support::pallet_prelude::*;
use frame_system::{ensure_signed, ensure_signed_or_root, pallet_prelude::OriginFor};
use taonet_primitives::NetUid;

impl<T: Config> Pallet<T> {
    /// Lets the subnet's owner through and returns it.
    ///
    /// # Errors
    /// `BadOrigin` for everybody else, root included.
    pub fn ensure_subnet_owner(
        origin: OriginFor<T>,
        netuid: NetUid,
    ) -> Result<T::AccountId, DispatchError> {
        let coldkey = ensure_signed(origin)?;
        ensure!(
            Self::is_subnet_owner(netuid, &coldkey),
            DispatchError::BadOrigin
        );
        Ok(coldkey)
    }

    /// Lets root and the subnet's owner through; returns the owner, or `None` for root.
    ///
    /// # Errors
    /// `BadOrigin` for everybody else.
    pub fn ensure_subnet_owner_or_root(
        origin: OriginFor<T>,
        netuid: NetUid,
    ) -> Result<Option<T::AccountId>, DispatchError> {
        match ensure_signed_or_root(origin)? {
            None => Ok(None),
            Some(coldkey) => {
                ensure!(
                    Self::is_subnet_owner(netuid, &coldkey),
                    DispatchError::BadOrigin
                );
                Ok(Some(coldkey))
            }
        }
    }

    /// Appoints the owner's hotkey. The limit of one change in 50,400 blocks binds root too. The
    /// hotkey need not be registered nor belong to the owner.
    ///
    /// # Errors
    /// `BadOrigin` unless root or the owner calls, `SubnetNotExists`, `TxRateLimitExceeded`,
    /// `CannotUseSystemAccount`.
    pub fn do_set_owner_hotkey(
        origin: OriginFor<T>,
        netuid: NetUid,
        hotkey: &T::AccountId,
    ) -> DispatchResult {
        Self::ensure_subnet_owner_or_root(origin, netuid)?;
        Self::ensure_subnet_exists(netuid)?;
        // The limit is the subnet's: the account in the key does not matter.
        let limit = TransactionType::SetSNOwnerHotkey;
        ensure!(
            limit.passes_rate_limit_on_subnet::<T>(hotkey, netuid),
            Error::<T>::TxRateLimitExceeded
        );
        limit.set_last_block_on_subnet::<T>(hotkey, netuid, Self::now());
        Self::set_subnet_owner_hotkey(netuid, hotkey)
    }

    /// Stores the owner's hotkey without further checks.
    ///
    /// # Errors
    /// `CannotUseSystemAccount` if the hotkey is a subnet's own account.
    pub fn set_subnet_owner_hotkey(netuid: NetUid, hotkey: &T::AccountId) -> DispatchResult {
        ensure!(
            Self::is_subnet_account(hotkey).is_none(),
            Error::<T>::CannotUseSystemAccount
        );
        SubnetOwnerHotkey::<T>::insert(netuid, hotkey.clone());
        Self::deposit_event(Event::SubnetOwnerHotkeySet(netuid, hotkey.clone()));
        Ok(())
    }
}
