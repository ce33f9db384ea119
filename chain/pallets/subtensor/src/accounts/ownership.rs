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
    /// `CannotUseSystemAccount` when the hotkey is the account of a subnet, and
    /// `NonAssociatedColdKey` when others stake on it, see [`Pallet::ensure_may_adopt`].
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
        Self::ensure_may_adopt(coldkey, hotkey)?;
        Self::set_hotkey_owner(hotkey, coldkey);
        StakingHotkeys::<T>::mutate(coldkey, |hotkeys| {
            if !hotkeys.contains(hotkey) {
                hotkeys.push(hotkey.clone());
            }
        });
        Ok(())
    }

    /// Whether the coldkey may become the owner of a hotkey that has none.
    ///
    /// A hotkey that was swapped away with its stake left behind has no owner, but weight. Whoever
    /// owned it next could lend that weight to others, so it is open only to those who stake on
    /// it.
    ///
    /// # Errors
    /// `NonAssociatedColdKey`.
    pub fn ensure_may_adopt(coldkey: &T::AccountId, hotkey: &T::AccountId) -> DispatchResult {
        let is_staked_on = AlphaV2::<T>::iter_key_prefix((hotkey,)).next().is_some()
            || Alpha::<T>::iter_key_prefix((hotkey,)).next().is_some();
        let stakes = || {
            let mut current = AlphaV2::<T>::iter_key_prefix((hotkey, coldkey));
            let mut legacy = Alpha::<T>::iter_key_prefix((hotkey, coldkey));
            current.next().or_else(|| legacy.next()).is_some()
        };
        ensure!(!is_staked_on || stakes(), Error::<T>::NonAssociatedColdKey);
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
