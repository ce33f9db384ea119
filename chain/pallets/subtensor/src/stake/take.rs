//! The share that a delegate keeps of its nominators' dividends.

use crate::{RateLimitKey, pallet::*};
use frame_support::ensure;
use sp_arithmetic::PerU16;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    /// Whether the hotkey is a delegate.
    pub fn is_delegate(hotkey: &T::AccountId) -> bool {
        Delegates::<T>::contains_key(hotkey)
    }

    /// Makes the hotkey a delegate with the default take, unless it is one.
    pub fn become_delegate(hotkey: &T::AccountId) {
        if !Self::is_delegate(hotkey) {
            Delegates::<T>::insert(hotkey, Delegates::<T>::get(hotkey));
        }
    }

    /// Lowers the take.
    ///
    /// # Errors
    /// `HotKeyAccountNotExists`, `NonAssociatedColdKey`, `DelegateTakeTooLow`.
    pub fn do_decrease_take(
        coldkey: T::AccountId,
        hotkey: T::AccountId,
        take: PerU16,
    ) -> DispatchResult {
        Self::ensure_owns(&coldkey, &hotkey)?;
        let lower = Delegates::<T>::try_get(&hotkey).map_or(true, |current| take < current);
        ensure!(lower, Error::<T>::DelegateTakeTooLow);
        ensure!(
            take >= MinDelegateTake::<T>::get(),
            Error::<T>::DelegateTakeTooLow
        );
        Self::store_take(&hotkey, take);
        Self::deposit_event(Event::TakeDecreased(coldkey, hotkey, take));
        Ok(())
    }

    /// Raises the take, some time after its last change.
    ///
    /// # Errors
    /// `HotKeyAccountNotExists`, `NonAssociatedColdKey`, `DelegateTakeTooLow`,
    /// `DelegateTakeTooHigh`, `DelegateTxRateLimitExceeded`.
    pub fn do_increase_take(
        coldkey: T::AccountId,
        hotkey: T::AccountId,
        take: PerU16,
    ) -> DispatchResult {
        Self::ensure_owns(&coldkey, &hotkey)?;
        let higher = Delegates::<T>::try_get(&hotkey).map_or(true, |current| take > current);
        ensure!(higher, Error::<T>::DelegateTakeTooLow);
        ensure!(
            take <= MaxDelegateTake::<T>::get(),
            Error::<T>::DelegateTakeTooHigh
        );
        ensure!(
            !Self::exceeds_delegate_take_limit(&hotkey),
            Error::<T>::DelegateTxRateLimitExceeded
        );
        Self::store_take(&hotkey, take);
        Self::deposit_event(Event::TakeIncreased(coldkey, hotkey, take));
        Ok(())
    }

    fn ensure_owns(coldkey: &T::AccountId, hotkey: &T::AccountId) -> DispatchResult {
        ensure!(
            Self::hotkey_account_exists(hotkey),
            Error::<T>::HotKeyAccountNotExists
        );
        ensure!(
            Self::coldkey_owns_hotkey(coldkey, hotkey),
            Error::<T>::NonAssociatedColdKey
        );
        Ok(())
    }

    fn store_take(hotkey: &T::AccountId, take: PerU16) {
        Delegates::<T>::insert(hotkey, take);
        let key = RateLimitKey::LastTxBlockDelegateTake(hotkey.clone());
        Self::set_last_rate_limited_block(&key, Self::now());
    }
}
