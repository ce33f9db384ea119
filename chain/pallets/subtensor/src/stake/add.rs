//! Adding stake.

use crate::pallet::*;
use sp_runtime::{DispatchError, DispatchResult};
use taonet_primitives::{AlphaBalance, NetUid, SwapHandler, TaoBalance};

impl<T: Config> Pallet<T> {
    /// Stakes `amount` at any price. Gives back the alpha.
    ///
    /// # Errors
    /// See [`Pallet::add_stake`].
    pub fn do_add_stake(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuid: NetUid,
        amount: TaoBalance,
    ) -> Result<AlphaBalance, DispatchError> {
        Self::ensure_add_within_pool(netuid, amount)?;
        Self::validate_add(coldkey, hotkey, netuid, amount, amount, false)?;
        let limit = T::SwapInterface::max_price();
        Self::stake_into(hotkey, coldkey, netuid, amount, limit, false)
    }

    /// Stakes `amount`, or as much of it as the limit price allows. Gives back the alpha.
    ///
    /// # Errors
    /// See [`Pallet::add_stake_limit`].
    pub fn do_add_stake_limit(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuid: NetUid,
        amount: TaoBalance,
        limit: TaoBalance,
        allow_partial: bool,
    ) -> Result<AlphaBalance, DispatchError> {
        Self::ensure_add_within_pool(netuid, amount)?;
        let max = T::SwapInterface::max_buy(netuid, limit)?;
        Self::validate_add(coldkey, hotkey, netuid, amount, max, allow_partial)?;
        if !Self::coldkey_owns_hotkey(coldkey, hotkey) {
            Self::become_delegate(hotkey);
        }
        Self::stake_into(hotkey, coldkey, netuid, amount.min(max), limit, false)
    }

    /// Associates a hotkey that nobody owns with the coldkey.
    ///
    /// # Errors
    /// `CannotUseSystemAccount`.
    pub fn do_try_associate_hotkey(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
    ) -> DispatchResult {
        Self::create_account_if_absent(coldkey, hotkey)
    }

    /// Sends the mining incentive of the coldkey's hotkeys on the subnet to `hotkey` as stake.
    ///
    /// # Errors
    /// `SubnetNotExists`, `HotKeyNotRegisteredInSubNet`, `SameAutoStakeHotkeyAlreadySet`.
    pub fn do_set_coldkey_auto_stake_hotkey(
        coldkey: &T::AccountId,
        netuid: NetUid,
        hotkey: &T::AccountId,
    ) -> DispatchResult {
        use frame_support::ensure;
        ensure!(NetworksAdded::<T>::get(netuid), Error::<T>::SubnetNotExists);
        ensure!(
            Uids::<T>::contains_key(netuid, hotkey),
            Error::<T>::HotKeyNotRegisteredInSubNet
        );
        if let Some(current) = AutoStakeDestination::<T>::get(coldkey, netuid) {
            ensure!(
                current != *hotkey,
                Error::<T>::SameAutoStakeHotkeyAlreadySet
            );
            AutoStakeDestinationColdkeys::<T>::mutate(&current, netuid, |coldkeys| {
                coldkeys.retain(|key| key != coldkey);
            });
        }
        AutoStakeDestination::<T>::insert(coldkey, netuid, hotkey.clone());
        AutoStakeDestinationColdkeys::<T>::mutate(hotkey, netuid, |coldkeys| {
            if !coldkeys.contains(coldkey) {
                coldkeys.push(coldkey.clone());
            }
        });
        Self::deposit_event(Event::AutoStakeDestinationSet {
            coldkey: coldkey.clone(),
            netuid,
            hotkey: hotkey.clone(),
        });
        Ok(())
    }
}
