//! Movements of TAO between accounts, and in and out of existence.

use crate::pallet::*;
use frame_support::{
    ensure,
    traits::{
        Get,
        fungible::{Balanced, Credit, Inspect, Mutate},
        tokens::{Fortitude, Precision, Preservation},
    },
};
use sp_runtime::{DispatchError, DispatchResult};
use taonet_primitives::{NetUid, TaoBalance};

/// No more TAO than this is ever issued, in rao.
pub(crate) const TOTAL_SUPPLY_RAO: TaoBalance = TaoBalance::new(21_000_000_000_000_000);

impl<T: Config> Pallet<T> {
    /// TAO that the account can spend, itself included: it may fall to zero and vanish.
    pub fn spendable_tao(account: &T::AccountId) -> TaoBalance {
        T::Currency::reducible_balance(account, Preservation::Expendable, Fortitude::Polite)
    }

    /// TAO that the account can spend and stay alive.
    pub fn free_balance(account: &T::AccountId) -> TaoBalance {
        T::Currency::reducible_balance(account, Preservation::Preserve, Fortitude::Polite)
    }

    /// Whether the account can spend the amount.
    pub fn can_afford(account: &T::AccountId, amount: TaoBalance) -> bool {
        amount <= Self::spendable_tao(account)
    }

    /// Moves TAO; the sender may vanish, and what it leaves below the existential deposit is
    /// taken out of the issuance.
    ///
    /// # Errors
    /// `InsufficientTaoBalance`, or what the balances say.
    pub fn transfer_tao(
        from: &T::AccountId,
        to: &T::AccountId,
        amount: TaoBalance,
    ) -> DispatchResult {
        ensure!(
            Self::can_afford(from, amount),
            Error::<T>::InsufficientTaoBalance
        );
        let before = T::Currency::total_issuance();
        T::Currency::transfer(from, to, amount, Preservation::Expendable)?;
        let dust = before.saturating_sub(T::Currency::total_issuance());
        if !dust.is_zero() {
            TotalIssuance::<T>::mutate(|total| *total -= dust);
        }
        Ok(())
    }

    /// Moves TAO into the subnet's account and gives back how much: at most what leaves the
    /// sender alive.
    ///
    /// # Errors
    /// `SubnetNotExists`, or `InsufficientTaoBalance` when nothing can be moved.
    pub fn transfer_tao_to_subnet(
        netuid: NetUid,
        from: &T::AccountId,
        amount: TaoBalance,
    ) -> Result<TaoBalance, DispatchError> {
        if amount.is_zero() {
            return Ok(amount);
        }
        let account = Self::subnet_account_id(netuid).ok_or(Error::<T>::SubnetNotExists)?;
        let moved = amount.min(Self::free_balance(from));
        ensure!(!moved.is_zero(), Error::<T>::InsufficientTaoBalance);
        T::Currency::transfer(from, &account, moved, Preservation::Preserve)?;
        Ok(moved)
    }

    /// Moves TAO out of the subnet's account.
    ///
    /// # Errors
    /// `SubnetNotExists`, or those of [`Pallet::transfer_tao`].
    pub fn transfer_tao_from_subnet(
        netuid: NetUid,
        to: &T::AccountId,
        amount: TaoBalance,
    ) -> DispatchResult {
        let account = Self::subnet_account_id(netuid).ok_or(Error::<T>::SubnetNotExists)?;
        Self::transfer_tao(&account, to, amount)
    }

    /// Takes TAO of the account out of existence. The account stays alive.
    ///
    /// # Errors
    /// `InsufficientTaoBalance` or `BalanceWithdrawalError`.
    pub fn recycle_tao(account: &T::AccountId, amount: TaoBalance) -> DispatchResult {
        ensure!(
            amount <= Self::free_balance(account),
            Error::<T>::InsufficientTaoBalance
        );
        let gone = T::Currency::withdraw(
            account,
            amount,
            Precision::Exact,
            Preservation::Preserve,
            Fortitude::Polite,
        )
        .map_err(|_| Error::<T>::BalanceWithdrawalError)?;
        TotalIssuance::<T>::mutate(|total| *total -= amount);
        drop(gone);
        Ok(())
    }

    /// Sends TAO where nobody can spend it. It stays issued.
    ///
    /// # Errors
    /// Those of [`Pallet::transfer_tao`].
    pub fn burn_tao(account: &T::AccountId, amount: TaoBalance) -> DispatchResult {
        Self::transfer_tao(account, &Self::burn_account_id(), amount)
    }

    /// Issues TAO, never beyond the total supply. Whoever calls resolves the credit into
    /// accounts; what is left of it when it is dropped is taken back by [`Pallet::unmint_tao`].
    pub fn mint_tao(amount: TaoBalance) -> Credit<T::AccountId, T::Currency> {
        let room = TOTAL_SUPPLY_RAO.saturating_sub(T::Currency::total_issuance());
        let credit = T::Currency::issue(amount.min(room));
        let minted = frame_support::traits::Imbalance::peek(&credit);
        TotalIssuance::<T>::mutate(|total| *total += minted);
        credit
    }

    /// Takes an unused credit back out of the issuance.
    pub fn unmint_tao(credit: Credit<T::AccountId, T::Currency>) {
        let amount = frame_support::traits::Imbalance::peek(&credit);
        TotalIssuance::<T>::mutate(|total| *total -= amount);
        drop(credit);
    }

    /// The smallest stake that can be added or left, in rao of TAO.
    pub fn min_stake() -> TaoBalance {
        T::InitialMinStake::get()
    }
}
