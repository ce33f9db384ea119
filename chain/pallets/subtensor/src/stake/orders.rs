//! What limit orders do with stake: trades that must go through as a whole, and movements that no
//! stake event announces.

use super::position::Holder;
use crate::pallet::*;
use frame_support::{
    ensure,
    storage::{TransactionOutcome, with_storage_layer, with_transaction},
};
use sp_runtime::{DispatchError, DispatchResult};
use taonet_primitives::{AlphaBalance, NetUid, SwapHandler, TaoBalance};

impl<T: Config> Pallet<T> {
    /// Buys alpha for an order and stakes it. Gives back the alpha.
    ///
    /// With `validate` the hotkey has to exist, and the coldkey to afford at least the minimum
    /// stake.
    ///
    /// # Errors
    /// `SubnetNotExists`, `SubtokenDisabled`, `HotKeyAccountNotExists`, `AmountTooLow`,
    /// `NotEnoughBalanceToStake`, `SlippageTooHigh` when the price would pass `limit` before all
    /// TAO is spent, and those of [`Pallet::stake_into`].
    pub fn buy_for_order(
        to: &Holder<T::AccountId>,
        netuid: NetUid,
        tao: TaoBalance,
        limit: TaoBalance,
        validate: bool,
    ) -> Result<AlphaBalance, DispatchError> {
        with_storage_layer(|| {
            Self::ensure_tradable(netuid)?;
            if validate {
                ensure!(
                    Self::hotkey_account_exists(&to.hotkey),
                    Error::<T>::HotKeyAccountNotExists
                );
                ensure!(tao >= Self::min_stake(), Error::<T>::AmountTooLow);
                ensure!(
                    Self::can_afford(&to.coldkey, tao),
                    Error::<T>::NotEnoughBalanceToStake
                );
            }
            if Self::is_dynamic(netuid) {
                let bought = rehearse(|| T::SwapInterface::buy(netuid, tao, limit, false))?;
                ensure!(
                    bought.paid_in.saturating_add(bought.fee) >= tao,
                    Error::<T>::SlippageTooHigh
                );
            }
            Self::stake_into(&to.hotkey, &to.coldkey, netuid, tao, limit, false)
        })
    }

    /// Sells staked alpha for an order. Gives back the TAO, which the coldkey has then.
    ///
    /// With `validate` the sale passes the checks of any removal of stake.
    ///
    /// # Errors
    /// `SubnetNotExists`, `SubtokenDisabled`, those of the checks, `SlippageTooHigh` when the
    /// price would pass `limit` before all alpha is sold, and those of [`Pallet::unstake_from`].
    pub fn sell_for_order(
        from: &Holder<T::AccountId>,
        netuid: NetUid,
        alpha: AlphaBalance,
        limit: TaoBalance,
        validate: bool,
    ) -> Result<TaoBalance, DispatchError> {
        let Holder { coldkey, hotkey } = from;
        with_storage_layer(|| {
            Self::ensure_tradable(netuid)?;
            if validate {
                Self::validate_remove(coldkey, hotkey, netuid, alpha, alpha, false)?;
            }
            if Self::is_dynamic(netuid) {
                let sold = rehearse(|| T::SwapInterface::sell(netuid, alpha, limit, false))?;
                ensure!(
                    sold.paid_in.saturating_add(sold.fee) >= alpha,
                    Error::<T>::SlippageTooHigh
                );
            }
            Self::unstake_from(hotkey, coldkey, coldkey, netuid, alpha, limit, false)
        })
    }

    /// Moves staked alpha for an order: no event, no lock that moves along.
    ///
    /// `validate_sender` asks for a hotkey that exists, the minimum stake and alpha that is not
    /// locked; `validate_receiver` for a hotkey that exists.
    ///
    /// # Errors
    /// `SubnetNotExists`, `SubtokenDisabled`, `HotKeyAccountNotExists`, `AmountTooLow`,
    /// `StakeUnavailable`, `NotEnoughStakeToWithdraw`.
    pub fn transfer_stake_for_order(
        from: &Holder<T::AccountId>,
        to: &Holder<T::AccountId>,
        netuid: NetUid,
        alpha: AlphaBalance,
        validate_sender: bool,
        validate_receiver: bool,
    ) -> DispatchResult {
        with_storage_layer(|| {
            Self::ensure_tradable(netuid)?;
            if validate_sender {
                ensure!(
                    Self::hotkey_account_exists(&from.hotkey),
                    Error::<T>::HotKeyAccountNotExists
                );
                ensure!(!alpha.is_zero(), Error::<T>::AmountTooLow);
                let value = T::SwapInterface::tao_at_spot(netuid, alpha);
                ensure!(value >= Self::min_stake(), Error::<T>::AmountTooLow);
                Self::ensure_unlocked(&from.coldkey, netuid, alpha)?;
            }
            if validate_receiver {
                ensure!(
                    Self::hotkey_account_exists(&to.hotkey),
                    Error::<T>::HotKeyAccountNotExists
                );
            }
            let held =
                Self::stake_for_hotkey_and_coldkey_on_subnet(&from.hotkey, &from.coldkey, netuid);
            ensure!(held >= alpha, Error::<T>::NotEnoughStakeToWithdraw);
            Self::decrease_stake_for_hotkey_and_coldkey_on_subnet(
                &from.hotkey,
                &from.coldkey,
                netuid,
                alpha,
            );
            Self::increase_stake_for_hotkey_and_coldkey_on_subnet(
                &to.hotkey,
                &to.coldkey,
                netuid,
                alpha,
            );
            LastColdkeyHotkeyStakeBlock::<T>::insert(&to.coldkey, &to.hotkey, Self::now());
            Ok(())
        })
    }

    fn ensure_tradable(netuid: NetUid) -> DispatchResult {
        ensure!(NetworksAdded::<T>::get(netuid), Error::<T>::SubnetNotExists);
        ensure!(
            SubtokenEnabled::<T>::get(netuid),
            Error::<T>::SubtokenDisabled
        );
        Ok(())
    }

    fn is_dynamic(netuid: NetUid) -> bool {
        !netuid.is_root() && SubnetMechanism::<T>::get(netuid) == 1
    }
}

/// What a swap would do; it leaves no trace.
fn rehearse<R>(swap: impl FnOnce() -> Result<R, DispatchError>) -> Result<R, DispatchError> {
    with_transaction(|| TransactionOutcome::Rollback(swap()))
}
