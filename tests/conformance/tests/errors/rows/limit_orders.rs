//! Limit orders. An account of its own signs them, the first coldkey has them executed.

use super::{TAO, c, h};
use crate::play::{Play, Table, hex};
use codec::Encode;
use pallet_limit_orders::{Call, Config, Order, OrderType, SignedOrder, VersionedOrder};
use pallet_subtensor::Owner;
use serde_json::json;
use sp_core::{Pair, sr25519};
use sp_runtime::Perbill;
use taonet_conformance::random::account;
use taonet_primitives::MultiSignature;
use taonet_runtime::{AccountId, Runtime, RuntimeCall};

type Signed = SignedOrder<AccountId>;

pub(super) fn rows(t: &mut Table) {
    t.pallet("LimitOrders");
    single(t);
    partial(t);
    batches(t);
}

fn trader() -> sr25519::Pair {
    sr25519::Pair::from_seed(&[9; 32])
}

/// A purchase at any price on subnet 2, of a tenth of what the trader gets.
fn order() -> Order<AccountId> {
    Order {
        signer: AccountId::new(trader().public().0),
        hotkey: account(h(2)),
        netuid: 2.into(),
        order_type: OrderType::LimitBuy,
        amount: 10 * TAO,
        limit_price: u64::MAX,
        expiry: u64::MAX,
        fee_rate: Perbill::zero(),
        fee_recipient: account(c(7)),
        relayer: None,
        max_slippage: None,
        chain_id: 42,
        partial_fills_enabled: false,
    }
}

/// The order with something changed, signed.
fn signed(change: impl FnOnce(&mut Order<AccountId>)) -> Signed {
    let mut order = order();
    change(&mut order);
    let order = VersionedOrder::V1(order);
    SignedOrder {
        signature: MultiSignature::Sr25519(trader().sign(&order.encode())),
        order,
        partial_fill: None,
    }
}

/// The same, to be executed in part.
fn part_of(fill: u64, change: impl FnOnce(&mut Order<AccountId>)) -> Signed {
    SignedOrder {
        partial_fill: Some(fill),
        ..signed(change)
    }
}

/// Names a relayer.
fn relayed_by(order: &mut Order<AccountId>, n: usize) {
    order.relayer = vec![account(c(n))].try_into().ok();
}

fn execute(w: &mut Play<'_, '_>, order: Signed) -> String {
    let orders = vec![order].try_into().unwrap_or_default();
    let call = Call::execute_orders {
        orders,
        should_fail: true,
    };
    w.by_call(c(0), RuntimeCall::LimitOrders(call))
}

fn batch(w: &mut Play<'_, '_>, netuid: u16, orders: Vec<Signed>) -> String {
    let call = Call::execute_batched_orders {
        netuid: netuid.into(),
        orders: orders.try_into().unwrap_or_default(),
    };
    w.by_call(c(0), RuntimeCall::LimitOrders(call))
}

fn cancel(w: &mut Play<'_, '_>, order: &Signed) -> String {
    let order = order.order.clone();
    let signer = order.order().signer.clone();
    let call = RuntimeCall::LimitOrders(Call::cancel_order { order });
    w.dispatched_as(signer, call)
}

/// Gives the trader a hundred TAO.
fn endow(w: &mut Play<'_, '_>) {
    let who = hex(&order().signer);
    w.root(
        "force_set_balance",
        json!({ "who": who, "new_free": 100 * TAO }),
    );
}

fn single(t: &mut Table) {
    t.row("LimitOrdersDisabled", |w| {
        w.root("LimitOrders.set_pallet_status", json!({ "enabled": false }));
        execute(w, signed(|_| {}))
    });
    t.row("ChainIdMismatch", |w| {
        execute(w, signed(|order| order.chain_id = 945))
    });
    t.row("InvalidSignature", |w| {
        execute(w, signed(|order| order.signer = account(c(1))))
    });
    t.row("OrderAlreadyProcessed", |w| {
        endow(w);
        let executed = execute(w, signed(|_| {}));
        w.expect_ok("order", &executed);
        execute(w, signed(|_| {}))
    });
    t.row("OrderCancelled", |w| {
        endow(w);
        let cancelled = cancel(w, &signed(|_| {}));
        w.expect_ok("cancellation", &cancelled);
        execute(w, signed(|_| {}))
    });
    t.row("OrderExpired", |w| {
        execute(w, signed(|order| order.expiry = 1))
    });
    t.row("PriceConditionNotMet", |w| {
        execute(w, signed(|order| order.limit_price = 1))
    });
    t.row("RelayerMissMatch", |w| {
        execute(w, signed(|order| relayed_by(order, 1)))
    });
    t.row("Unauthorized", |w| {
        let order = signed(|_| {}).order;
        w.by_call(c(0), RuntimeCall::LimitOrders(Call::cancel_order { order }))
    });
    t.row("PalletHotkeyNotRegistered", |w| {
        w.state(|| Owner::<Runtime>::remove(<Runtime as Config>::PalletHotkey::get()));
        w.by_root("LimitOrders.set_pallet_status", json!({ "enabled": true }))
    });
}

fn partial(t: &mut Table) {
    t.row("RelayerRequiredForPartialFill", |w| {
        execute(w, part_of(TAO, |_| {}))
    });
    t.row("PartialFillsNotEnabled", |w| {
        execute(w, part_of(TAO, |order| relayed_by(order, 0)))
    });
    t.row("IncorrectPartialFillAmount", |w| {
        let more = part_of(11 * TAO, |order| {
            relayed_by(order, 0);
            order.partial_fills_enabled = true;
        });
        execute(w, more)
    });
}

fn batches(t: &mut Table) {
    t.row("RootNetUidNotAllowed", |w| batch(w, 0, vec![]));
    t.row("OrderNetUidMismatch", |w| batch(w, 3, vec![signed(|_| {})]));
    t.row("DuplicateOrderInBatch", |w| {
        batch(w, 2, vec![signed(|_| {}), signed(|_| {})])
    });
    t.row("ArithmeticOverflow", |w| {
        let huge = |expiry| signed(|order| (order.amount, order.expiry) = (u64::MAX, expiry));
        batch(w, 2, vec![huge(u64::MAX), huge(u64::MAX - 1)])
    });
    t.row("ZeroShareInBatch", |w| {
        endow(w);
        batch(w, 2, vec![signed(|_| {}), signed(|order| order.amount = 1)])
    });
    t.pallet("SubtensorModule");
    t.row("InsufficientTaoBalance", |w| {
        batch(w, 2, vec![signed(|_| {})])
    });
    t.row("HotKeyAccountNotExists", |w| {
        endow(w);
        execute(w, signed(|order| order.hotkey = account(h(31))))
    });
}
