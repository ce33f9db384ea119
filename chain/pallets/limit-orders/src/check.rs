//! Whether an order may be executed now.

use crate::{
    pallet::*,
    settlement::{price_rao, swap_limit},
    *,
};
use frame_support::{
    ensure,
    traits::{Get, Time},
};
use sp_core::sr25519;
use sp_runtime::DispatchError;

/// An order that may be executed now.
pub(crate) struct Executable<'a, AccountId> {
    pub(crate) id: H256,
    pub(crate) order: &'a Order<AccountId>,
    /// How much of the order's amount is executed, in rao.
    pub(crate) amount: u64,
    /// What the chain remembers afterwards.
    pub(crate) status: OrderStatus,
}

impl<AccountId> Executable<'_, AccountId> {
    /// The price that the trade may not pass.
    pub(crate) fn swap_limit(&self) -> u64 {
        let order = self.order;
        swap_limit(
            order.order_type.side(),
            order.limit_price,
            order.max_slippage,
        )
    }

    /// Whose alpha the order is about.
    pub(crate) const fn position(&self) -> Position<'_, AccountId> {
        Position {
            coldkey: &self.order.signer,
            hotkey: &self.order.hotkey,
        }
    }
}

impl<T: Config> Pallet<T> {
    /// Checks an order that `relayer` brings. The first refusal in this order is the answer.
    pub(crate) fn check_order<'a>(
        relayer: &T::AccountId,
        signed: &'a SignedOrder<T::AccountId>,
    ) -> Result<Executable<'a, T::AccountId>, DispatchError> {
        let order = signed.order.order();
        ensure!(!order.netuid.is_root(), Error::<T>::RootNetUidNotAllowed);
        ensure!(
            order.chain_id == T::ChainId::get(),
            Error::<T>::ChainIdMismatch
        );
        ensure!(is_signed(signed), Error::<T>::InvalidSignature);
        let id = signed.order.id();
        let filled = match Orders::<T>::get(id) {
            Some(OrderStatus::Fulfilled) => {
                return Err(Error::<T>::OrderAlreadyProcessed.into());
            }
            Some(OrderStatus::Cancelled) => return Err(Error::<T>::OrderCancelled.into()),
            Some(OrderStatus::PartiallyFilled(filled)) => filled,
            None => 0,
        };
        ensure!(T::Clock::now() <= order.expiry, Error::<T>::OrderExpired);
        ensure!(
            is_triggered(order, price_rao(T::Swap::spot_price(order.netuid))),
            Error::<T>::PriceConditionNotMet
        );
        if let Some(relayers) = &order.relayer {
            ensure!(relayers.contains(relayer), Error::<T>::RelayerMissMatch);
        }
        let amount = match signed.partial_fill {
            Some(fill) => {
                ensure!(
                    order.relayer.is_some(),
                    Error::<T>::RelayerRequiredForPartialFill
                );
                ensure!(
                    order.partial_fills_enabled,
                    Error::<T>::PartialFillsNotEnabled
                );
                let remaining = order.amount.saturating_sub(filled);
                ensure!(
                    fill > 0 && fill <= remaining,
                    Error::<T>::IncorrectPartialFillAmount
                );
                fill
            }
            None => {
                ensure!(filled == 0, Error::<T>::IncorrectPartialFillAmount);
                order.amount
            }
        };
        let total = filled.saturating_add(amount);
        let status = if total >= order.amount {
            OrderStatus::Fulfilled
        } else {
            OrderStatus::PartiallyFilled(total)
        };
        Ok(Executable {
            id,
            order,
            amount,
            status,
        })
    }
}

/// Whether the signer's sr25519 key made the signature. Other kinds of keys sign no orders.
fn is_signed(signed: &SignedOrder<sp_runtime::AccountId32>) -> bool {
    let MultiSignature::Sr25519(signature) = &signed.signature else {
        return false;
    };
    let signer: &[u8; 32] = signed.order.order().signer.as_ref();
    let signer = sr25519::Public::from_raw(*signer);
    sp_io::crypto::sr25519_verify(signature, &signed.order.encode(), &signer)
}

/// Whether the price is where the order waits for it.
const fn is_triggered<AccountId>(order: &Order<AccountId>, price_rao: u64) -> bool {
    match order.order_type {
        OrderType::LimitBuy | OrderType::StopLoss => price_rao <= order.limit_price,
        OrderType::TakeProfit => price_rao >= order.limit_price,
    }
}
