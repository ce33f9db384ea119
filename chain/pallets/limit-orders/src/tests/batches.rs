//! Batches: who gets what, to the last rao, and each reason for refusing one.

use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

fn summary(net_side: OrderSide, net_amount: u64, actual_out: u64, count: u32) -> Event<Test> {
    Event::GroupExecutionSummary {
        netuid: NETUID,
        net_side,
        net_amount,
        actual_out,
        executed_count: count,
    }
}

fn outputs() -> Vec<(AccountId, u64, u64)> {
    events()
        .into_iter()
        .filter_map(|event| match event {
            Event::OrderExecuted {
                signer,
                amount_in,
                amount_out,
                ..
            } => Some((signer, amount_in, amount_out)),
            _ => None,
        })
        .collect()
}

fn pallet_holds() -> (u64, u64) {
    let ours = LimitOrders::account();
    (tao_of(&ours), alpha_of(&ours, &OrdersHotkey::get()))
}

#[test]
fn when_buyers_have_more_sellers_get_the_spot_price() {
    market(|| {
        let orders = vec![
            with_fee(&buy("Alice", 10_000), "Alice", 1, "collector"),
            sell("Charlie", 4_000),
            buy("Bob", 5_001),
        ];
        assert_ok!(execute_batch(orders.clone()));
        // 9,900 + 5,001 TAO meet 4,000 alpha at price 1. 10,901 go to the pool, for 10,783.
        let for_buyers = 4_000 + 10_783;
        let alice = for_buyers * 9_900 / 14_901;
        let bob = for_buyers * 5_001 / 14_901;
        assert_eq!((alice, bob), (9_821, 4_961));
        assert_eq!(
            outputs(),
            [
                (account("Alice"), 10_000, alice),
                (account("Bob"), 5_001, bob),
                (account("Charlie"), 4_000, 4_000),
            ]
        );
        assert_eq!(
            events().last(),
            Some(&summary(OrderSide::Buy, 10_901, 10_783, 3))
        );
        assert_eq!(tao_of(&account("collector")), 100);
        assert_eq!(tao_of(&account("Charlie")), 4_000);
        assert_eq!(alpha_of(&account("Bob"), &hotkey()), bob);
        assert_eq!(pallet_holds(), (0, 1), "dust");
        for order in &orders {
            assert_eq!(status(order), Some(OrderStatus::Fulfilled));
        }
    });
}

#[test]
fn when_sellers_have_more_buyers_get_the_spot_price() {
    market(|| {
        set_pool(2_000_000, 1_000_000);
        let orders = vec![
            with_fee(&sell("Charlie", 9_000), "Charlie", 1, "collector"),
            buy("Alice", 5_001),
            sell("Dave", 4_001),
        ];
        assert_ok!(execute_batch(orders));
        // At price 2, 5,001 TAO are worth 2,500 alpha; 13,001 - 2,500 go to the pool.
        let out = 10_501_u64 * 2_000_000 / 1_010_501;
        let for_sellers = out + 5_001;
        let charlie = for_sellers * 18_000 / 26_002;
        let dave = for_sellers * 8_002 / 26_002;
        let fee = charlie / 100;
        assert_eq!(
            outputs(),
            [
                (account("Alice"), 5_001, 2_500),
                (account("Charlie"), 9_000, charlie - fee),
                (account("Dave"), 4_001, dave),
            ]
        );
        assert_eq!(
            events().last(),
            Some(&summary(OrderSide::Sell, 10_501, out, 3))
        );
        assert_eq!(tao_of(&account("collector")), fee);
        let (tao, alpha) = pallet_holds();
        assert!(tao < 2 && alpha == 0, "{tao} {alpha}");
    });
}

#[test]
fn an_even_batch_leaves_the_pool_alone() {
    market(|| {
        assert_ok!(execute_batch(vec![
            buy("Alice", 4_000),
            sell("Charlie", 4_000)
        ]));
        assert_eq!(pool(), (1_000_000, 1_000_000));
        assert_eq!(events().last(), Some(&summary(OrderSide::Buy, 0, 0, 2)));
        assert_eq!(alpha_of(&account("Alice"), &hotkey()), 4_000);
        assert_eq!(tao_of(&account("Charlie")), 4_000);
        assert_eq!(pallet_holds(), (0, 0));
    });
}

#[test]
fn one_side_alone_trades_with_the_pool() {
    market(|| {
        assert_ok!(execute_batch(vec![buy("Alice", 4_000)]));
        assert_eq!(
            events().last(),
            Some(&summary(OrderSide::Buy, 4_000, 3_984, 1))
        );
    });
    market(|| {
        assert_ok!(execute_batch(vec![sell("Charlie", 4_000)]));
        assert_eq!(
            events().last(),
            Some(&summary(OrderSide::Sell, 4_000, 3_984, 1))
        );
    });
    market(|| {
        assert_ok!(execute_batch(vec![]));
        assert_eq!(events(), [summary(OrderSide::Buy, 0, 0, 0)]);
    });
}

#[test]
fn each_recipient_is_paid_once_sellers_fees_first() {
    market(|| {
        assert_ok!(execute_batch(vec![
            with_fee(&buy("Alice", 1_000), "Alice", 10, "Eve"),
            with_fee(&buy("Bob", 1_000), "Bob", 20, "Ferdie"),
            with_fee(&sell("Charlie", 1_000), "Charlie", 30, "Ferdie"),
            with_fee(&sell("Dave", 100), "Dave", 10, "Grace"),
        ]));
        let ours = LimitOrders::account();
        let fees: Vec<_> = PAYMENTS
            .take()
            .into_iter()
            .filter(|(from, to, _)| {
                *from == ours && ["Eve", "Ferdie", "Grace"].map(account).contains(to)
            })
            .map(|(_, to, rao)| (to, rao))
            .collect();
        assert_eq!(
            fees,
            [
                (account("Ferdie"), 300 + 200),
                (account("Grace"), 10),
                (account("Eve"), 100),
            ]
        );
    });
}

#[test]
fn the_strictest_limit_counts_for_all() {
    let limited = |signer: &str, order_type, percent| {
        let mut wanted = order(signer, order_type, 2_000);
        wanted.limit_price = ONE_TAO;
        wanted.max_slippage = Some(Perbill::from_percent(percent));
        signed_by(signer, wanted)
    };
    market(|| {
        assert_ok!(execute_batch(vec![
            limited("Alice", OrderType::LimitBuy, 5),
            limited("Bob", OrderType::LimitBuy, 3),
            limited("Charlie", OrderType::TakeProfit, 7),
        ]));
        assert_eq!(LIMITS.take(), [1_030_000_000]);
    });
    market(|| {
        assert_ok!(execute_batch(vec![
            limited("Alice", OrderType::LimitBuy, 5),
            limited("Charlie", OrderType::TakeProfit, 7),
            limited("Dave", OrderType::TakeProfit, 4),
        ]));
        assert_eq!(LIMITS.take(), [960_000_000]);
    });
}

#[test]
fn parts_of_orders_join_batches() {
    market(|| {
        let mut wanted = order("Charlie", OrderType::TakeProfit, 1_000);
        wanted.partial_fills_enabled = true;
        wanted.relayer = Some(vec![account("relayer")].try_into().unwrap());
        let mut part = signed_by("Charlie", wanted);
        part.partial_fill = Some(400);
        assert_ok!(execute_batch(vec![part.clone(), buy("Alice", 400)]));
        assert_eq!(status(&part), Some(OrderStatus::PartiallyFilled(400)));
        assert_eq!(alpha_of(&account("Charlie"), &hotkey()), 99_600);
    });
}

#[test]
fn one_bad_order_refuses_the_batch() {
    market(|| {
        let mut foreign = order("Bob", OrderType::LimitBuy, 1_000);
        foreign.netuid = NetUid::new(2);
        let mut late = order("Bob", OrderType::LimitBuy, 1_000);
        late.expiry = NOW_MS - 1;
        for (bad, error) in [
            (
                signed_by("Bob", foreign),
                Error::<Test>::OrderNetUidMismatch,
            ),
            (signed_by("Bob", late), Error::<Test>::OrderExpired),
            (buy("Alice", 1_000), Error::<Test>::DuplicateOrderInBatch),
        ] {
            assert_noop!(execute_batch(vec![buy("Alice", 1_000), bad]), error);
        }
        assert_noop!(
            LimitOrders::execute_batched_orders(relayer(), NetUid::ROOT, Default::default()),
            Error::<Test>::RootNetUidNotAllowed
        );
        assert_noop!(
            LimitOrders::execute_batched_orders(RuntimeOrigin::root(), NETUID, Default::default()),
            DispatchError::BadOrigin
        );
    });
}

#[test]
fn who_cannot_pay_refuses_the_batch() {
    market(|| {
        let refused = DispatchError::Other("too little");
        let orders = vec![buy("Alice", 1_000), buy("Bob", 100_001)];
        assert_noop!(execute_batch(orders), refused);
        let refused = DispatchError::Other("too small");
        assert_noop!(execute_batch(vec![sell("Charlie", 9)]), refused);
    });
}

#[test]
fn alpha_goes_to_known_hotkeys_only() {
    market(|| {
        let mut wanted = order("Alice", OrderType::LimitBuy, 1_000);
        wanted.hotkey = account("stranger");
        let refused = DispatchError::Other("no hotkey");
        assert_noop!(execute_batch(vec![signed_by("Alice", wanted)]), refused);
    });
}

#[test]
fn a_pool_that_gives_nothing_refuses_the_batch() {
    market(|| {
        DRY.set(true);
        for order in [buy("Alice", 1_000), sell("Charlie", 1_000)] {
            assert_noop!(execute_batch(vec![order]), Error::<Test>::SwapReturnedZero);
        }
    });
}

#[test]
fn a_share_of_nothing_refuses_the_batch() {
    market(|| {
        // An alpha costs ten TAO: one rao buys none.
        set_pool(1_000_000, 100_000);
        let orders = vec![buy("Alice", 10_000), buy("Bob", 1)];
        assert_noop!(execute_batch(orders), Error::<Test>::ZeroShareInBatch);
        // The fee is everything.
        let orders = vec![
            buy("Alice", 10_000),
            with_fee(&buy("Bob", 100), "Bob", 100, "collector"),
        ];
        assert_noop!(execute_batch(orders), Error::<Test>::ZeroShareInBatch);
        // A hundred alpha cost one TAO: what Charlie sells is worth none.
        set_pool(10_000, 1_000_000);
        let orders = vec![sell("Charlie", 99), buy("Alice", 1_000)];
        assert_noop!(execute_batch(orders), Error::<Test>::ZeroShareInBatch);
    });
}

#[test]
fn sums_that_cannot_be_counted_refuse_the_batch() {
    market(|| {
        for (one, other) in [
            (buy("Alice", u64::MAX), buy("Bob", 1)),
            (sell("Charlie", u64::MAX), sell("Dave", 1)),
        ] {
            let refused = Error::<Test>::ArithmeticOverflow;
            assert_noop!(execute_batch(vec![one, other]), refused);
        }
        // Worth more than can be counted.
        set_pool(10_000_000_000, 1);
        give_alpha(&account("Charlie"), &hotkey(), u64::MAX / 2);
        let refused = Error::<Test>::ArithmeticOverflow;
        assert_noop!(execute_batch(vec![sell("Charlie", u64::MAX / 2)]), refused);
    });
}
