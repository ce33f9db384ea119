//! Random batches: nothing appears, nothing vanishes, nobody gets more than there was.

use super::mock::*;
use crate::*;
use proptest::prelude::*;

const TRADERS: [&str; 4] = ["Alice", "Bob", "Charlie", "Dave"];

fn books() -> (u64, u64) {
    let ours = LimitOrders::account();
    let accounts = TRADERS.map(account).into_iter().chain([
        account("collector"),
        account("Eve"),
        ours.clone(),
    ]);
    let (mut tao, mut alpha) = pool();
    for holder in accounts {
        tao += tao_of(&holder);
        alpha += alpha_of(&holder, &hotkey());
    }
    alpha += alpha_of(&ours, &OrdersHotkey::get());
    (tao, alpha)
}

#[derive(Clone, Debug)]
struct Wish {
    trader: usize,
    order_type: OrderType,
    amount: u64,
    fee_percent: u32,
    collector: bool,
}

prop_compose! {
    fn wish()(
        trader in 0..TRADERS.len(),
        order_type in prop::sample::select(vec![
            OrderType::LimitBuy, OrderType::TakeProfit, OrderType::StopLoss,
        ]),
        amount in 1_u64..50_000,
        fee_percent in 0_u32..=100,
        collector in any::<bool>(),
    ) -> Wish {
        Wish { trader, order_type, amount, fee_percent, collector }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn batches_give_what_they_take(
        wishes in prop::collection::vec(wish(), 1..12),
        pool_tao in 1_000_u64..10_000_000,
        pool_alpha in 1_000_u64..10_000_000,
    ) {
        market(|| {
            set_pool(pool_tao, pool_alpha);
            for trader in TRADERS {
                give_tao(&account(trader), 1_000_000);
                give_alpha(&account(trader), &hotkey(), 1_000_000);
            }
            let before = books();
            let orders: Vec<_> = wishes
                .iter()
                .enumerate()
                .map(|(number, wish)| {
                    let signer = TRADERS[wish.trader];
                    // Different expiries make different orders.
                    let mut wanted = order(signer, wish.order_type, wish.amount);
                    wanted.expiry += number as u64;
                    let collector = if wish.collector { "collector" } else { "Eve" };
                    let signed = signed_by(signer, wanted);
                    with_fee(&signed, signer, wish.fee_percent, collector)
                })
                .collect();
            let count = orders.len() as u64;
            let outcome = frame_support::storage::with_storage_layer(|| execute_batch(orders));
            prop_assert_eq!(books(), before);
            if outcome.is_err() {
                prop_assert_eq!(pool(), (pool_tao, pool_alpha));
                return Ok(());
            }
            // What stays with the pallet is dust: less than a unit for each order, and at high
            // prices of alpha less than the worth of a unit.
            let ours = LimitOrders::account();
            let (tao_dust, alpha_dust) =
                (tao_of(&ours), alpha_of(&ours, &OrdersHotkey::get()));
            let unit = pool_tao.div_ceil(pool_alpha) + pool_alpha.div_ceil(pool_tao);
            prop_assert!(tao_dust <= count * (unit + 1), "{tao_dust} TAO of {count} orders");
            prop_assert!(alpha_dust <= count * (unit + 1), "{alpha_dust} alpha of {count} orders");

            let (mut for_buyers, mut for_sellers, mut sold, mut bought) = (0, 0, 0, 0);
            let mut pool_out = (0, 0);
            for event in events() {
                match event {
                    Event::OrderExecuted { order_type, amount_in, amount_out, .. } => {
                        match order_type.side() {
                            OrderSide::Buy => {
                                bought += amount_in;
                                for_buyers += amount_out;
                            }
                            OrderSide::Sell => {
                                sold += amount_in;
                                for_sellers += amount_out;
                            }
                        }
                    }
                    Event::GroupExecutionSummary { net_side, actual_out, .. } => {
                        match net_side {
                            OrderSide::Buy => pool_out.1 = actual_out,
                            OrderSide::Sell => pool_out.0 = actual_out,
                        }
                    }
                    other => panic!("{other:?}"),
                }
            }
            let fees = tao_of(&account("collector")) + tao_of(&account("Eve"));
            prop_assert!(for_buyers <= sold + pool_out.1);
            prop_assert!(for_sellers + fees <= bought + pool_out.0);
            Ok(())
        })?;
    }
}
