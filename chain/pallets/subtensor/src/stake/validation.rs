//! Checks before stake is added or removed. Each refuses what would fail or be too small to be
//! worth a pool's rounding.

use crate::pallet::*;
use frame_support::ensure;
use sp_runtime::DispatchResult;
use taonet_amm::fee_for_amount;
use taonet_primitives::{AlphaBalance, NetUid, SwapHandler, TaoBalance};

/// Nobody may bring in more than this many times the reserve at once.
const MAX_RESERVES: u64 = 1_000;

impl<T: Config> Pallet<T> {
    fn has_pool(netuid: NetUid) -> bool {
        !netuid.is_root() && SubnetMechanism::<T>::get(netuid) == 1
    }

    /// Refuses additions far beyond the pool's TAO.
    pub(crate) fn ensure_add_within_pool(netuid: NetUid, amount: TaoBalance) -> DispatchResult {
        let cap = SubnetTAO::<T>::get(netuid).saturating_mul(MAX_RESERVES.into());
        ensure!(
            !Self::has_pool(netuid) || amount <= cap,
            Error::<T>::InsufficientLiquidity
        );
        Ok(())
    }

    /// Refuses removals far beyond the pool's alpha.
    pub(crate) fn ensure_remove_within_pool(
        netuid: NetUid,
        amount: AlphaBalance,
    ) -> DispatchResult {
        let cap = SubnetAlphaIn::<T>::get(netuid).saturating_mul(MAX_RESERVES.into());
        ensure!(
            !Self::has_pool(netuid) || amount <= cap,
            Error::<T>::InsufficientLiquidity
        );
        Ok(())
    }

    /// Checks an addition of `amount`, of which `max` can be executed. With `partial` the surplus
    /// is cut off, without it is an error.
    pub(crate) fn validate_add(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuid: NetUid,
        amount: TaoBalance,
        max: TaoBalance,
        partial: bool,
    ) -> DispatchResult {
        ensure!(NetworksAdded::<T>::get(netuid), Error::<T>::SubnetNotExists);
        ensure!(
            SubtokenEnabled::<T>::get(netuid),
            Error::<T>::SubtokenDisabled
        );
        let min_stake = Self::min_stake();
        let fee = match T::SwapInterface::quote_buy(netuid, min_stake) {
            Ok(bought) => bought.fee,
            Err(_) => fee_for_amount(min_stake.to_u64(), Self::swap_fee_rate(netuid)).into(),
        };
        ensure!(
            amount >= min_stake.saturating_add(fee),
            Error::<T>::AmountTooLow
        );
        ensure!(partial || amount <= max, Error::<T>::SlippageTooHigh);
        let amount = amount.min(max);
        ensure!(
            Self::can_afford(coldkey, amount),
            Error::<T>::NotEnoughBalanceToStake
        );
        ensure!(
            Self::hotkey_account_exists(hotkey),
            Error::<T>::HotKeyAccountNotExists
        );
        let bought = T::SwapInterface::quote_buy(netuid, amount)
            .map_err(|_| Error::<T>::InsufficientLiquidity)?;
        ensure!(bought.paid_in >= min_stake, Error::<T>::AmountTooLow);
        ensure!(
            !bought.paid_out.is_zero(),
            Error::<T>::InsufficientLiquidity
        );
        ensure!(
            Self::share_pool(hotkey, netuid).accepts(bought.paid_out.to_u64()),
            Error::<T>::InsufficientLiquidity
        );
        Ok(())
    }

    fn swap_fee_rate(netuid: NetUid) -> u16 {
        if Self::has_pool(netuid) {
            T::SwapInterface::fee_rate(netuid)
        } else {
            0
        }
    }

    /// Checks a removal of `amount`, of which `max` can be executed. With `partial` the surplus
    /// is cut off later, without it is an error.
    pub(crate) fn validate_remove(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
        max: AlphaBalance,
        partial: bool,
    ) -> DispatchResult {
        ensure!(NetworksAdded::<T>::get(netuid), Error::<T>::SubnetNotExists);
        ensure!(!amount.is_zero(), Error::<T>::AmountTooLow);
        let held = Self::stake_for_hotkey_and_coldkey_on_subnet(hotkey, coldkey, netuid);
        ensure!(held >= amount, Error::<T>::NotEnoughStakeToWithdraw);
        let sold = T::SwapInterface::quote_sell(netuid, amount)
            .map_err(|_| Error::<T>::InsufficientLiquidity)?;
        ensure!(
            held == amount || sold.paid_out >= Self::min_stake(),
            Error::<T>::AmountTooLow
        );
        ensure!(partial || amount <= max, Error::<T>::SlippageTooHigh);
        ensure!(
            Self::hotkey_account_exists(hotkey),
            Error::<T>::HotKeyAccountNotExists
        );
        Self::ensure_unlocked(coldkey, netuid, amount)
    }

    /// Refuses what the coldkey's lock on the subnet holds back.
    pub(crate) fn ensure_unlocked(
        coldkey: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
    ) -> DispatchResult {
        ensure!(
            Self::available_alpha(coldkey, netuid) >= amount,
            Error::<T>::StakeUnavailable
        );
        Ok(())
    }
}
