//! Orders one by one, and their withdrawal.

use crate::{check::Executable, pallet::*, settlement::part, *};
use frame_support::{ensure, storage::with_storage_layer};
use sp_runtime::{DispatchError, DispatchResult};
use taonet_primitives::TaoBalance;

impl<T: Config> Pallet<T> {
    /// See [`Pallet::execute_orders`].
    pub(crate) fn do_execute_orders(
        relayer: &T::AccountId,
        orders: &[SignedOrder<T::AccountId>],
        should_fail: bool,
    ) -> DispatchResult {
        ensure!(
            LimitOrdersEnabled::<T>::get(),
            Error::<T>::LimitOrdersDisabled
        );
        for signed in orders {
            let outcome = with_storage_layer(|| Self::execute_order(relayer, signed));
            if let Err(reason) = outcome {
                if should_fail {
                    return Err(reason);
                }
                let order_id = signed.order.id();
                Self::deposit_event(Event::OrderSkipped { order_id, reason });
            }
        }
        Ok(())
    }

    fn execute_order(relayer: &T::AccountId, signed: &SignedOrder<T::AccountId>) -> DispatchResult {
        let executable = Self::check_order(relayer, signed)?;
        let (amount_in, amount_out) = match executable.order.order_type.side() {
            OrderSide::Buy => Self::execute_purchase(&executable)?,
            OrderSide::Sell => Self::execute_sale(&executable)?,
        };
        Self::conclude(&executable, amount_in, amount_out);
        Ok(())
    }

    /// Buys with what the fee leaves, then pays the fee. Gives back what went in and came out.
    fn execute_purchase(
        executable: &Executable<'_, T::AccountId>,
    ) -> Result<(u64, u64), DispatchError> {
        let order = executable.order;
        let fee = part(order.fee_rate, executable.amount);
        let input = executable.amount.saturating_sub(fee);
        let alpha = T::Swap::buy_alpha(
            &executable.position(),
            order.netuid,
            input.into(),
            executable.swap_limit().into(),
            true,
        )?;
        Self::pay_tao(&order.signer, &order.fee_recipient, fee)?;
        Ok((input, alpha.to_u64()))
    }

    /// Sells everything, then pays the fee from the proceeds. Gives back what went in and came
    /// out.
    fn execute_sale(
        executable: &Executable<'_, T::AccountId>,
    ) -> Result<(u64, u64), DispatchError> {
        let order = executable.order;
        let proceeds = T::Swap::sell_alpha(
            &executable.position(),
            order.netuid,
            executable.amount.into(),
            executable.swap_limit().into(),
            true,
        )?
        .to_u64();
        let fee = part(order.fee_rate, proceeds);
        Self::pay_tao(&order.signer, &order.fee_recipient, fee)?;
        Ok((executable.amount, proceeds.saturating_sub(fee)))
    }

    /// Remembers and announces that an order traded.
    pub(crate) fn conclude(
        executable: &Executable<'_, T::AccountId>,
        amount_in: u64,
        amount_out: u64,
    ) {
        let order = executable.order;
        Orders::<T>::insert(executable.id, executable.status);
        Self::deposit_event(Event::OrderExecuted {
            order_id: executable.id,
            signer: order.signer.clone(),
            netuid: order.netuid,
            order_type: order.order_type,
            amount_in,
            amount_out,
        });
    }

    /// Moves TAO, if there is any to move.
    pub(crate) fn pay_tao(from: &T::AccountId, to: &T::AccountId, rao: u64) -> DispatchResult {
        if rao == 0 {
            return Ok(());
        }
        T::Swap::transfer_tao(from, to, TaoBalance::new(rao))
    }

    /// See [`Pallet::cancel_order`].
    pub(crate) fn do_cancel_order(
        who: T::AccountId,
        order: &VersionedOrder<T::AccountId>,
    ) -> DispatchResult {
        ensure!(order.order().signer == who, Error::<T>::Unauthorized);
        let order_id = order.id();
        ensure!(
            !Orders::<T>::contains_key(order_id),
            Error::<T>::OrderAlreadyProcessed
        );
        Orders::<T>::insert(order_id, OrderStatus::Cancelled);
        Self::deposit_event(Event::OrderCancelled {
            order_id,
            signer: who,
        });
        Ok(())
    }
}
