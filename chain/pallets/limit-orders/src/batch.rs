//! Orders of one subnet together, at one price.
//!
//! 1. All orders are checked; one that is invalid refuses the batch.
//! 2. Buyers hand over their TAO and sellers their alpha.
//! 3. At the spot price one side has more. What it has more than the other trades with the pool.
//! 4. Buyers share the alpha and sellers the TAO that is there now, in proportion to what they
//!    brought.
//! 5. Every recipient gets its fees in one payment.

use crate::{
    check::Executable,
    pallet::*,
    settlement::{alpha_value, part, portion, tao_value},
    *,
};
use alloc::vec::Vec;
use frame_support::{ensure, traits::Get};
use sp_runtime::{DispatchError, DispatchResult, traits::AccountIdConversion};
use substrate_fixed::types::U64F64;

/// One order and what it brings, in rao.
struct Leg<'a, AccountId> {
    executable: Executable<'a, AccountId>,
    /// What the signer hands over.
    gross: u64,
    /// What of it is traded.
    net: u64,
    /// What of it goes to the fee recipient; known in advance of purchases only.
    fee: u64,
}

/// A batch after the checks.
struct Batch<'a, AccountId> {
    netuid: NetUid,
    buys: Vec<Leg<'a, AccountId>>,
    sells: Vec<Leg<'a, AccountId>>,
    /// TAO of all buyers without fees.
    net_buys: u64,
    /// Alpha of all sellers.
    net_sells: u64,
}

/// What there is to share, in rao.
struct Outcome {
    net_side: OrderSide,
    /// What went to the pool, and what came back.
    net_amount: u64,
    actual_out: u64,
    /// Alpha for the buyers.
    for_buyers: u64,
    /// TAO for the sellers, fees included.
    for_sellers: u64,
}

/// Fees owed to each recipient, in the order in which recipients first appear.
struct Fees<AccountId>(Vec<(AccountId, u64)>);

impl<AccountId: Clone + PartialEq> Fees<AccountId> {
    fn add(&mut self, recipient: &AccountId, rao: u64) -> Option<()> {
        if rao == 0 {
            return Some(());
        }
        match self.0.iter_mut().find(|(known, _)| known == recipient) {
            Some((_, owed)) => *owed = owed.checked_add(rao)?,
            None => self.0.push((recipient.clone(), rao)),
        }
        Some(())
    }
}

impl<T: Config> Pallet<T> {
    /// The account that the TAO of a batch passes through.
    pub fn account() -> T::AccountId {
        T::PalletId::get().into_account_truncating()
    }

    /// Makes the pallet's account the owner of its hotkey.
    pub(crate) fn claim_hotkey() -> DispatchResult {
        T::Swap::register(&Self::account(), &T::PalletHotkey::get())
    }

    /// See [`Pallet::execute_batched_orders`].
    pub(crate) fn do_execute_batched_orders(
        relayer: &T::AccountId,
        netuid: NetUid,
        orders: &[SignedOrder<T::AccountId>],
    ) -> DispatchResult {
        ensure!(
            LimitOrdersEnabled::<T>::get(),
            Error::<T>::LimitOrdersDisabled
        );
        ensure!(!netuid.is_root(), Error::<T>::RootNetUidNotAllowed);
        let batch = Self::check_batch(relayer, netuid, orders)?;
        let price = T::Swap::spot_price(netuid);
        Self::collect(&batch)?;
        let outcome = Self::trade(&batch, price)?;
        let mut fees = Fees(Vec::new());
        Self::pay_buyers(&batch, outcome.for_buyers)?;
        Self::pay_sellers(&batch, outcome.for_sellers, price, &mut fees)?;
        for leg in &batch.buys {
            let recipient = &leg.executable.order.fee_recipient;
            fees.add(recipient, leg.fee)
                .ok_or(Error::<T>::ArithmeticOverflow)?;
        }
        for (recipient, rao) in &fees.0 {
            Self::pay_tao(&Self::account(), recipient, *rao)?;
        }
        Self::deposit_event(Event::GroupExecutionSummary {
            netuid,
            net_side: outcome.net_side,
            net_amount: outcome.net_amount,
            actual_out: outcome.actual_out,
            executed_count: u32::try_from(orders.len()).unwrap_or(u32::MAX),
        });
        Ok(())
    }

    fn check_batch<'a>(
        relayer: &T::AccountId,
        netuid: NetUid,
        orders: &'a [SignedOrder<T::AccountId>],
    ) -> Result<Batch<'a, T::AccountId>, DispatchError> {
        let mut batch = Batch {
            netuid,
            buys: Vec::new(),
            sells: Vec::new(),
            net_buys: 0,
            net_sells: 0,
        };
        let mut seen = Vec::with_capacity(orders.len());
        for signed in orders {
            let order = signed.order.order();
            ensure!(order.netuid == netuid, Error::<T>::OrderNetUidMismatch);
            let executable = Self::check_order(relayer, signed)?;
            ensure!(
                !seen.contains(&executable.id),
                Error::<T>::DuplicateOrderInBatch
            );
            seen.push(executable.id);
            let gross = executable.amount;
            let (legs, total, fee) = match order.order_type.side() {
                OrderSide::Buy => (
                    &mut batch.buys,
                    &mut batch.net_buys,
                    part(order.fee_rate, gross),
                ),
                OrderSide::Sell => (&mut batch.sells, &mut batch.net_sells, 0),
            };
            let net = gross
                .checked_sub(fee)
                .ok_or(Error::<T>::ArithmeticOverflow)?;
            *total = total
                .checked_add(net)
                .ok_or(Error::<T>::ArithmeticOverflow)?;
            legs.push(Leg {
                executable,
                gross,
                net,
                fee,
            });
        }
        Ok(batch)
    }

    /// Takes what the signers bring.
    fn collect(batch: &Batch<'_, T::AccountId>) -> DispatchResult {
        let (account, hotkey) = (Self::account(), T::PalletHotkey::get());
        let ours = Position {
            coldkey: &account,
            hotkey: &hotkey,
        };
        for leg in &batch.buys {
            Self::pay_tao(&leg.executable.order.signer, &account, leg.gross)?;
        }
        for leg in &batch.sells {
            let theirs = leg.executable.position();
            let alpha = leg.gross.into();
            T::Swap::transfer_staked_alpha(&theirs, &ours, batch.netuid, alpha, true, false)?;
        }
        Ok(())
    }

    /// Trades with the pool what one side has more than the other.
    fn trade(batch: &Batch<'_, T::AccountId>, price: U64F64) -> Result<Outcome, DispatchError> {
        let (account, hotkey) = (Self::account(), T::PalletHotkey::get());
        let ours = Position {
            coldkey: &account,
            hotkey: &hotkey,
        };
        let overflow = || Error::<T>::ArithmeticOverflow;
        let sells_in_tao = tao_value(price, batch.net_sells).ok_or_else(overflow)?;
        if let Some(net_amount) = batch.net_buys.checked_sub(sells_in_tao) {
            let limits = batch.buys.iter().map(|leg| leg.executable.swap_limit());
            let limit = limits.min().unwrap_or(u64::MAX);
            let actual_out = Self::unless_zero(net_amount, || {
                let tao = net_amount.into();
                T::Swap::buy_alpha(&ours, batch.netuid, tao, limit.into(), false).map(u64::from)
            })?;
            return Ok(Outcome {
                net_side: OrderSide::Buy,
                net_amount,
                actual_out,
                for_buyers: actual_out
                    .checked_add(batch.net_sells)
                    .ok_or_else(overflow)?,
                for_sellers: sells_in_tao,
            });
        }
        let buys_in_alpha = alpha_value(price, batch.net_buys).ok_or_else(overflow)?;
        let net_amount = batch
            .net_sells
            .checked_sub(buys_in_alpha)
            .ok_or_else(overflow)?;
        let floors = batch.sells.iter().map(|leg| leg.executable.swap_limit());
        let floor = floors.max().unwrap_or(0);
        let actual_out = Self::unless_zero(net_amount, || {
            let alpha = net_amount.into();
            T::Swap::sell_alpha(&ours, batch.netuid, alpha, floor.into(), false).map(u64::from)
        })?;
        Ok(Outcome {
            net_side: OrderSide::Sell,
            net_amount,
            actual_out,
            for_buyers: buys_in_alpha,
            for_sellers: actual_out
                .checked_add(batch.net_buys)
                .ok_or_else(overflow)?,
        })
    }

    /// The result of a trade that has to give something for something.
    fn unless_zero(
        input: u64,
        trade: impl FnOnce() -> Result<u64, DispatchError>,
    ) -> Result<u64, DispatchError> {
        if input == 0 {
            return Ok(0);
        }
        let output = trade()?;
        ensure!(output > 0, Error::<T>::SwapReturnedZero);
        Ok(output)
    }

    /// Shares alpha among the buyers.
    fn pay_buyers(batch: &Batch<'_, T::AccountId>, alpha: u64) -> DispatchResult {
        let (account, hotkey) = (Self::account(), T::PalletHotkey::get());
        let ours = Position {
            coldkey: &account,
            hotkey: &hotkey,
        };
        for leg in &batch.buys {
            let share = Self::share(alpha, leg.net, batch.net_buys)?;
            let theirs = leg.executable.position();
            let netuid = batch.netuid;
            T::Swap::transfer_staked_alpha(&ours, &theirs, netuid, share.into(), false, true)?;
            Self::conclude(&leg.executable, leg.gross, share);
        }
        Ok(())
    }

    /// Shares TAO among the sellers, keeping back their fees.
    fn pay_sellers(
        batch: &Batch<'_, T::AccountId>,
        tao: u64,
        price: U64F64,
        fees: &mut Fees<T::AccountId>,
    ) -> DispatchResult {
        let overflow = || Error::<T>::ArithmeticOverflow;
        let whole = tao_value(price, batch.net_sells).ok_or_else(overflow)?;
        for leg in &batch.sells {
            let order = leg.executable.order;
            let value = tao_value(price, leg.net).ok_or_else(overflow)?;
            let share = Self::share(tao, value, whole)?;
            let fee = part(order.fee_rate, share);
            let payment = share.checked_sub(fee).ok_or_else(overflow)?;
            Self::pay_tao(&Self::account(), &order.signer, payment)?;
            fees.add(&order.fee_recipient, fee).ok_or_else(overflow)?;
            Self::conclude(&leg.executable, leg.gross, payment);
        }
        Ok(())
    }

    fn share(total: u64, part: u64, whole: u64) -> Result<u64, DispatchError> {
        let share = portion(total, part, whole).unwrap_or(0);
        ensure!(share > 0, Error::<T>::ZeroShareInBatch);
        Ok(share)
    }
}
