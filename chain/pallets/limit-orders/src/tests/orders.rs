//! Orders one by one, cancelling, and switching.

use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok, traits::Hooks};
use sp_runtime::DispatchError;

#[test]
fn a_purchase_spends_what_the_fee_leaves() {
    market(|| {
        let order = with_fee(&buy("Alice", 10_000), "Alice", 1, "collector");
        assert_ok!(execute(vec![order.clone()], true));
        // 9,900 into a pool of 1,000,000 each.
        assert_eq!(tao_of(&account("Alice")), 90_000);
        assert_eq!(alpha_of(&account("Alice"), &hotkey()), 9_802);
        assert_eq!(tao_of(&account("collector")), 100);
        assert_eq!(status(&order), Some(OrderStatus::Fulfilled));
        let executed = Event::OrderExecuted {
            order_id: order.order.id(),
            signer: account("Alice"),
            netuid: NETUID,
            order_type: OrderType::LimitBuy,
            amount_in: 9_900,
            amount_out: 9_802,
        };
        assert_eq!(events(), [executed]);
    });
}

#[test]
fn a_sale_pays_the_fee_from_the_proceeds() {
    for order_type in [OrderType::TakeProfit, OrderType::StopLoss] {
        market(|| {
            let order = signed_by("Charlie", order("Charlie", order_type, 10_000));
            let order = with_fee(&order, "Charlie", 1, "collector");
            assert_ok!(execute(vec![order.clone()], true));
            // 9,900 out of the pool, of which 99 are the fee.
            assert_eq!(alpha_of(&account("Charlie"), &hotkey()), 90_000);
            assert_eq!(tao_of(&account("Charlie")), 9_801);
            assert_eq!(tao_of(&account("collector")), 99);
            let executed = Event::OrderExecuted {
                order_id: order.order.id(),
                signer: account("Charlie"),
                netuid: NETUID,
                order_type,
                amount_in: 10_000,
                amount_out: 9_801,
            };
            assert_eq!(events(), [executed]);
        });
    }
}

#[test]
fn a_failed_order_leaves_the_others_alone() {
    market(|| {
        let poor = buy("Nobody", 1_000);
        let good = buy("Alice", 1_000);
        assert_ok!(execute(vec![poor.clone(), good.clone()], false));
        assert_eq!(status(&poor), None);
        assert_eq!(status(&good), Some(OrderStatus::Fulfilled));
        let skipped = Event::OrderSkipped {
            order_id: poor.order.id(),
            reason: DispatchError::Other("too little"),
        };
        assert_eq!(events().first(), Some(&strip(skipped)));
        assert_eq!(events().len(), 2);
    });
}

/// Texts of errors do not survive storage.
fn strip(event: Event<Test>) -> Event<Test> {
    codec::Decode::decode(&mut &event.encode()[..]).unwrap()
}

#[test]
fn what_a_failed_order_did_is_undone() {
    market(|| {
        // The purchase works, the fee cannot be paid: nothing may remain of it.
        let order = with_fee(&buy("Eve", 1_000), "Eve", 50, "collector");
        give_tao(&account("Eve"), 600);
        assert_ok!(execute(vec![order.clone()], false));
        assert_eq!(tao_of(&account("Eve")), 600);
        assert_eq!(alpha_of(&account("Eve"), &hotkey()), 0);
        assert_eq!(pool(), (1_000_000, 1_000_000));
        assert_eq!(status(&order), None);
    });
}

#[test]
fn one_failure_can_undo_all() {
    market(|| {
        let orders = vec![buy("Alice", 1_000), buy("Nobody", 1_000)];
        let refused = DispatchError::Other("too little");
        assert_noop!(execute(orders, true), refused);
    });
}

#[test]
fn an_order_is_filled_in_parts_up_to_its_amount() {
    market(|| {
        let mut wanted = order("Alice", OrderType::LimitBuy, 1_000);
        wanted.partial_fills_enabled = true;
        wanted.relayer = Some(vec![account("relayer")].try_into().unwrap());
        let mut part = signed_by("Alice", wanted);
        part.partial_fill = Some(300);
        assert_ok!(execute(vec![part.clone()], true));
        assert_eq!(status(&part), Some(OrderStatus::PartiallyFilled(300)));
        assert_ok!(execute(vec![part.clone()], true));
        assert_eq!(status(&part), Some(OrderStatus::PartiallyFilled(600)));

        part.partial_fill = Some(401);
        let refused = Error::<Test>::IncorrectPartialFillAmount;
        assert_noop!(execute(vec![part.clone()], true), refused);
        part.partial_fill = None;
        let refused = Error::<Test>::IncorrectPartialFillAmount;
        assert_noop!(execute(vec![part.clone()], true), refused);

        part.partial_fill = Some(400);
        assert_ok!(execute(vec![part.clone()], true));
        assert_eq!(status(&part), Some(OrderStatus::Fulfilled));
        assert_eq!(tao_of(&account("Alice")), 99_000);
        let refused = Error::<Test>::OrderAlreadyProcessed;
        assert_noop!(execute(vec![part], true), refused);
    });
}

#[test]
fn trades_carry_the_limit_of_the_order() {
    market(|| {
        let mut wanted = order("Alice", OrderType::LimitBuy, 1_000);
        wanted.limit_price = ONE_TAO;
        wanted.max_slippage = Some(Perbill::from_percent(1));
        assert_ok!(execute(vec![signed_by("Alice", wanted.clone())], true));
        wanted.amount = 20_000;
        wanted.limit_price = 2 * ONE_TAO;
        wanted.max_slippage = None;
        assert_ok!(execute(vec![signed_by("Alice", wanted.clone())], true));
        let mut sale = order("Charlie", OrderType::StopLoss, 1_000);
        sale.limit_price = 2 * ONE_TAO;
        assert_ok!(execute(vec![signed_by("Charlie", sale.clone())], true));
        sale.max_slippage = Some(Perbill::from_percent(60));
        assert_ok!(execute(vec![signed_by("Charlie", sale)], true));
        assert_eq!(LIMITS.take(), [1_010_000_000, u64::MAX, 0, 800_000_000]);
        // Beyond its limit an order does not trade.
        wanted.limit_price = 2 * ONE_TAO;
        wanted.max_slippage = Some(Perbill::zero());
        wanted.amount = 70_000;
        set_pool(100_000, 70_000);
        let refused = DispatchError::Other("slippage");
        assert_noop!(execute(vec![signed_by("Alice", wanted)], true), refused);
    });
}

#[test]
fn a_signer_cancels_once() {
    market(|| {
        let order = buy("Alice", 1_000);
        let cancel = |who: &str| {
            LimitOrders::cancel_order(RuntimeOrigin::signed(account(who)), order.order.clone())
        };
        assert_noop!(cancel("Bob"), Error::<Test>::Unauthorized);
        assert_noop!(
            LimitOrders::cancel_order(RuntimeOrigin::root(), order.order.clone()),
            DispatchError::BadOrigin
        );
        assert_ok!(cancel("Alice"));
        assert_eq!(status(&order), Some(OrderStatus::Cancelled));
        let cancelled = Event::OrderCancelled {
            order_id: order.order.id(),
            signer: account("Alice"),
        };
        assert_eq!(events(), [cancelled]);
        assert_noop!(cancel("Alice"), Error::<Test>::OrderAlreadyProcessed);
        let refused = Error::<Test>::OrderCancelled;
        assert_noop!(execute(vec![order.clone()], true), refused);
    });
}

#[test]
fn what_was_executed_cannot_be_cancelled() {
    market(|| {
        let order = buy("Alice", 1_000);
        assert_ok!(execute(vec![order.clone()], true));
        assert_noop!(
            LimitOrders::cancel_order(RuntimeOrigin::signed(account("Alice")), order.order),
            Error::<Test>::OrderAlreadyProcessed
        );
    });
}

#[test]
fn root_switches_the_pallet() {
    market(|| {
        let switch = |on| LimitOrders::set_pallet_status(RuntimeOrigin::root(), on);
        assert!(LimitOrdersEnabled::<Test>::get(), "on from genesis");
        assert_noop!(
            LimitOrders::set_pallet_status(relayer(), false),
            DispatchError::BadOrigin
        );
        assert_ok!(switch(false));
        assert_eq!(
            events(),
            [Event::LimitOrdersPalletStatusChanged { enabled: false }]
        );
        let refused = Error::<Test>::LimitOrdersDisabled;
        assert_noop!(execute(vec![buy("Alice", 1_000)], false), refused);
        let refused = Error::<Test>::LimitOrdersDisabled;
        assert_noop!(execute_batch(vec![buy("Alice", 1_000)]), refused);
        // A signer may always withdraw.
        assert_ok!(LimitOrders::cancel_order(
            RuntimeOrigin::signed(account("Alice")),
            buy("Alice", 1_000).order
        ));
        assert_ok!(switch(true));
        assert_ok!(execute(vec![buy("Alice", 2_000)], true));
    });
}

#[test]
fn an_older_chain_gets_the_hotkey_on_upgrade() {
    sp_io::TestExternalities::default().execute_with(|| {
        assert!(!LimitOrdersEnabled::<Test>::get());
        let on = |enabled| LimitOrders::set_pallet_status(RuntimeOrigin::root(), enabled);
        assert_noop!(on(true), Error::<Test>::PalletHotkeyNotRegistered);
        LimitOrders::on_runtime_upgrade();
        assert_eq!(HasMigrationRun::<Test>::iter().count(), 1);
        assert_ok!(on(true));
        // Once only.
        forget_hotkey(&OrdersHotkey::get());
        LimitOrders::on_runtime_upgrade();
        assert!(!Market::is_registered(&OrdersHotkey::get()));
    });
}
