//! Removing stake.

use crate::pallet::*;
use alloc::vec::Vec;
use frame_support::ensure;
use sp_runtime::DispatchResult;
use taonet_primitives::{AlphaBalance, NetUid, SwapHandler, TaoBalance};

impl<T: Config> Pallet<T> {
    /// Sells `amount` of the stake, or all of it if it is less, at any price.
    ///
    /// # Errors
    /// See [`Pallet::remove_stake`].
    pub fn do_remove_stake(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
    ) -> DispatchResult {
        ensure!(
            SubtokenEnabled::<T>::get(netuid),
            Error::<T>::SubtokenDisabled
        );
        // Fees may have been taken in alpha since the amount was chosen.
        let held = Self::stake_for_hotkey_and_coldkey_on_subnet(hotkey, coldkey, netuid);
        let amount = amount.min(held);
        Self::ensure_remove_within_pool(netuid, amount)?;
        Self::validate_remove(coldkey, hotkey, netuid, amount, amount, false)?;
        let floor = T::SwapInterface::min_price();
        Self::unstake_from(hotkey, coldkey, coldkey, netuid, amount, floor, false)?;
        Self::clear_small_nomination(hotkey, coldkey, netuid);
        Self::drop_pending_children_of_small_hotkey(hotkey);
        Ok(())
    }

    /// Sells `amount` of the stake, or as much of it as the limit price allows.
    ///
    /// # Errors
    /// See [`Pallet::remove_stake_limit`].
    pub fn do_remove_stake_limit(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
        limit: TaoBalance,
        allow_partial: bool,
    ) -> DispatchResult {
        Self::ensure_remove_within_pool(netuid, amount)?;
        let max = T::SwapInterface::max_sell(netuid, limit)?;
        Self::validate_remove(coldkey, hotkey, netuid, amount, max, allow_partial)?;
        let amount = amount.min(max);
        Self::unstake_from(hotkey, coldkey, coldkey, netuid, amount, limit, false)?;
        Self::clear_small_nomination(hotkey, coldkey, netuid);
        Self::drop_pending_children_of_small_hotkey(hotkey);
        Ok(())
    }

    /// Sells the whole stake, at any price or above a limit.
    ///
    /// # Errors
    /// Those of the two calls above.
    pub fn do_remove_stake_full_limit(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuid: NetUid,
        limit: Option<TaoBalance>,
    ) -> DispatchResult {
        let held = Self::stake_for_hotkey_and_coldkey_on_subnet(hotkey, coldkey, netuid);
        match limit {
            Some(limit) => Self::do_remove_stake_limit(coldkey, hotkey, netuid, held, limit, false),
            None => Self::do_remove_stake(coldkey, hotkey, netuid, held),
        }
    }

    /// Sells the coldkey's stake on the hotkey everywhere.
    ///
    /// # Errors
    /// `HotKeyAccountNotExists`, and those of selling. Subnets on which nothing can be removed are
    /// left out.
    pub fn do_unstake_all(coldkey: &T::AccountId, hotkey: &T::AccountId) -> DispatchResult {
        ensure!(
            Self::hotkey_account_exists(hotkey),
            Error::<T>::HotKeyAccountNotExists
        );
        let networks: Vec<NetUid> = Self::staked_networks().collect();
        for netuid in networks {
            Self::unstake_everything(coldkey, hotkey, netuid)?;
        }
        Ok(())
    }

    /// Sells the coldkey's alpha on the hotkey everywhere but on root, and stakes the proceeds on
    /// root.
    ///
    /// # Errors
    /// As [`Pallet::do_unstake_all`]; `AmountTooLow` when there was nothing to sell.
    pub fn do_unstake_all_alpha(coldkey: &T::AccountId, hotkey: &T::AccountId) -> DispatchResult {
        ensure!(
            Self::hotkey_account_exists(hotkey),
            Error::<T>::HotKeyAccountNotExists
        );
        let networks: Vec<NetUid> = Self::staked_networks().collect();
        let mut proceeds = TaoBalance::ZERO;
        for netuid in networks.into_iter().filter(|netuid| !netuid.is_root()) {
            proceeds += Self::unstake_everything(coldkey, hotkey, netuid)?;
        }
        let limit = T::SwapInterface::max_price();
        Self::stake_into(hotkey, coldkey, NetUid::ROOT, proceeds, limit, false)?;
        Ok(())
    }

    fn unstake_everything(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuid: NetUid,
    ) -> Result<TaoBalance, sp_runtime::DispatchError> {
        if !SubtokenEnabled::<T>::get(netuid) {
            return Ok(TaoBalance::ZERO);
        }
        let held = Self::stake_for_hotkey_and_coldkey_on_subnet(hotkey, coldkey, netuid);
        if Self::validate_remove(coldkey, hotkey, netuid, held, held, false).is_err() {
            return Ok(TaoBalance::ZERO);
        }
        let floor = T::SwapInterface::min_price();
        let tao = Self::unstake_from(hotkey, coldkey, coldkey, netuid, held, floor, false)?;
        Self::clear_small_nomination(hotkey, coldkey, netuid);
        Ok(tao)
    }
}
