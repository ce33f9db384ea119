//! Which coldkey owns which hotkey.

use crate::pallet::*;
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    /// Whether the hotkey has an owner on record.
    pub fn hotkey_account_exists(hotkey: &T::AccountId) -> bool {
        Owner::<T>::contains_key(hotkey)
    }

    /// The coldkey that owns the hotkey; the zero account for unknown hotkeys.
    pub fn owning_coldkey(hotkey: &T::AccountId) -> T::AccountId {
        Owner::<T>::get(hotkey)
    }

    /// Whether the hotkey exists and belongs to the coldkey.
    pub fn coldkey_owns_hotkey(coldkey: &T::AccountId, hotkey: &T::AccountId) -> bool {
        Self::hotkey_account_exists(hotkey) && Owner::<T>::get(hotkey) == *coldkey
    }

    /// Records `coldkey` as the owner of `hotkey`, if the hotkey has no owner yet.
    ///
    /// # Errors
    /// `CannotUseSystemAccount` when the hotkey is the account of a subnet.
    pub fn create_account_if_absent(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
    ) -> DispatchResult {
        ensure!(
            Self::is_subnet_account(hotkey).is_none(),
            Error::<T>::CannotUseSystemAccount
        );
        if Self::hotkey_account_exists(hotkey) {
            return Ok(());
        }
        Self::set_hotkey_owner(hotkey, coldkey);
        StakingHotkeys::<T>::mutate(coldkey, |hotkeys| {
            if !hotkeys.contains(hotkey) {
                hotkeys.push(hotkey.clone());
            }
        });
        Ok(())
    }

    /// Writes the owner of a hotkey and lists the hotkey under it.
    pub fn set_hotkey_owner(hotkey: &T::AccountId, coldkey: &T::AccountId) {
        Owner::<T>::insert(hotkey, coldkey.clone());
        OwnedHotkeys::<T>::mutate(coldkey, |hotkeys| {
            if !hotkeys.contains(hotkey) {
                hotkeys.push(hotkey.clone());
            }
        });
    }
}
