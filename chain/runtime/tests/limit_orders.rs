//! Limit orders over the real pools: what they trade, what refuses them, and that the books
//! balance.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod chain;

use chain::{events, free, in_first_block, send};
use codec::Encode;
use frame_support::{BoundedVec, assert_noop, assert_ok};
use frame_system::RawOrigin;
use pallet_limit_orders::{
    Call, Config, Error, Event, LimitOrdersEnabled, Order, OrderSide, OrderStatus, OrderType,
    Orders, SignedOrder, VersionedOrder,
};
use pallet_subtensor::{
    Error as Main, LastColdkeyHotkeyStakeBlock, Lock, LockState, Pallet, SubnetMechanism,
    SubtokenEnabled,
};
use sp_core::{Pair, sr25519};
use sp_runtime::{DispatchError, DispatchResult, Perbill};
use std::{cell::RefCell, collections::BTreeMap};
use taonet_primitives::{MultiSignature, NetUid, SwapHandler};
use taonet_runtime::{AccountId, Balance, LimitOrders, Runtime, RuntimeEvent, RuntimeOrigin, Swap};

const TAO: u64 = 1_000_000_000;
const ONE: NetUid = NetUid::new(1);
const BUYERS: [&str; 2] = ["Alice", "Bob"];
const SELLERS: [&str; 2] = ["Dave", "Eve"];

thread_local! {
    static PAIRS: RefCell<BTreeMap<String, sr25519::Pair>> = RefCell::default();
}

/// The key pair of a development account. Deriving one takes longer than executing an order.
fn pair(name: &str) -> sr25519::Pair {
    PAIRS.with_borrow_mut(|pairs| {
        pairs
            .entry(name.to_owned())
            .or_insert_with(|| chain::pair(name))
            .clone()
    })
}

fn account(name: &str) -> AccountId {
    AccountId::new(pair(name).public().0)
}

fn hotkey() -> AccountId {
    account("Hot")
}

fn stake(coldkey: &AccountId, hotkey: &AccountId) -> u64 {
    Pallet::<Runtime>::stake_for_hotkey_and_coldkey_on_subnet(hotkey, coldkey, ONE).to_u64()
}

fn stake_of(name: &str) -> u64 {
    stake(&account(name), &hotkey())
}

/// What passed through the pallet and stayed: TAO and alpha.
fn dust() -> (u64, u64) {
    let ours = LimitOrders::account();
    let tao = taonet_runtime::Balances::free_balance(&ours).to_u64();
    (tao, stake(&ours, &<Runtime as Config>::PalletHotkey::get()))
}

/// The books have to balance, and no share may be worth more than its pool.
fn balanced() {
    Pallet::<Runtime>::do_try_state().expect("the books balance");
}

/// A chain with a subnet whose pool trades, buyers with TAO and sellers with 100 TAO of stake.
fn market(test: impl FnOnce()) {
    in_first_block(false, || {
        SubtokenEnabled::<Runtime>::insert(ONE, true);
        assert_eq!(SubnetMechanism::<Runtime>::get(ONE), 1);
        Pallet::<Runtime>::create_account_if_absent(&account("Ferdie"), &hotkey()).unwrap();
        deepen_pool();
        // The presets begin with endowments that no block has minted.
        let issued = taonet_runtime::Balances::total_issuance();
        pallet_subtensor::TotalIssuance::<Runtime>::put(issued);
        for seller in SELLERS {
            let call = pallet_subtensor::Call::<Runtime>::add_stake {
                hotkey: hotkey(),
                netuid: ONE,
                amount_staked: Balance::new(100 * TAO),
            };
            assert_ok!(send(seller, call).expect("valid"));
        }
        frame_system::Pallet::<Runtime>::reset_events();
        balanced();
        test();
        balanced();
    });
}

/// Gives the pool a thousand TAO and four thousand alpha.
fn deepen_pool() {
    use pallet_subtensor::{SubnetAlphaIn, SubnetTAO};
    let account = Pallet::<Runtime>::subnet_account_id(ONE).unwrap();
    Pallet::<Runtime>::transfer_tao(
        &chain::account("Charlie"),
        &account,
        Balance::new(1_000 * TAO),
    )
    .unwrap();
    SubnetTAO::<Runtime>::insert(ONE, Balance::new(1_000 * TAO));
    SubnetAlphaIn::<Runtime>::insert(ONE, taonet_primitives::AlphaBalance::new(4_000 * TAO));
}

fn order(signer: &str, order_type: OrderType, amount: u64) -> Order<AccountId> {
    Order {
        signer: account(signer),
        hotkey: hotkey(),
        netuid: ONE,
        order_type,
        amount,
        limit_price: match order_type {
            OrderType::TakeProfit => 0,
            OrderType::LimitBuy | OrderType::StopLoss => u64::MAX,
        },
        expiry: u64::MAX,
        fee_rate: Perbill::from_percent(1),
        fee_recipient: account("Two"),
        relayer: None,
        max_slippage: None,
        chain_id: 42,
        partial_fills_enabled: false,
    }
}

fn signed(signer: &str, order: Order<AccountId>) -> SignedOrder<AccountId> {
    let order = VersionedOrder::V1(order);
    let signature = MultiSignature::Sr25519(pair(signer).sign(&order.encode()));
    SignedOrder {
        order,
        signature,
        partial_fill: None,
    }
}

fn buy(signer: &str, amount: u64) -> SignedOrder<AccountId> {
    signed(signer, order(signer, OrderType::LimitBuy, amount))
}

fn sell(signer: &str, amount: u64) -> SignedOrder<AccountId> {
    signed(signer, order(signer, OrderType::TakeProfit, amount))
}

type Bounded = BoundedVec<SignedOrder<AccountId>, <Runtime as Config>::MaxOrdersPerBatch>;

fn bounded(orders: Vec<SignedOrder<AccountId>>) -> Bounded {
    orders.try_into().unwrap()
}

fn execute(orders: Vec<SignedOrder<AccountId>>) -> DispatchResult {
    let origin = RuntimeOrigin::signed(account("One"));
    LimitOrders::execute_orders(origin, bounded(orders), true)
}

fn execute_batch(orders: Vec<SignedOrder<AccountId>>) -> DispatchResult {
    let origin = RuntimeOrigin::signed(account("One"));
    LimitOrders::execute_batched_orders(origin, ONE, bounded(orders))
}

fn own_events() -> Vec<Event<Runtime>> {
    events()
        .into_iter()
        .filter_map(|event| match event {
            RuntimeEvent::LimitOrders(event) => Some(event),
            _ => None,
        })
        .collect()
}

#[test]
fn genesis_switches_the_pallet_on() {
    in_first_block(false, || {
        assert!(LimitOrdersEnabled::<Runtime>::get());
        let hotkey = <Runtime as Config>::PalletHotkey::get();
        assert_eq!(
            Pallet::<Runtime>::owning_coldkey(&hotkey),
            LimitOrders::account()
        );
    });
}

#[test]
fn anybody_may_bring_orders_in_a_transaction() {
    market(|| {
        let purchase = buy("Alice", 10 * TAO);
        let sale = sell("Dave", 10 * TAO);
        let ids = [purchase.order.id(), sale.order.id()];
        let (tao, alpha) = (free("Alice"), stake_of("Dave"));
        let call = Call::<Runtime>::execute_orders {
            orders: bounded(vec![purchase, sale]),
            should_fail: false,
        };
        assert_ok!(send("One", call).expect("valid"));
        for id in ids {
            assert_eq!(Orders::<Runtime>::get(id), Some(OrderStatus::Fulfilled));
        }
        assert_eq!(free("Alice"), tao - 10 * TAO);
        assert!(stake_of("Alice") > 25 * TAO);
        assert_eq!(stake_of("Dave"), alpha - 10 * TAO);
        assert_eq!(own_events().len(), 2);
        let Event::OrderExecuted { amount_in, .. } = own_events()[0] else {
            panic!("{:?}", own_events())
        };
        assert_eq!(amount_in, 10 * TAO - TAO / 10);
    });
}

#[test]
fn a_price_beyond_the_slippage_stops_an_order() {
    market(|| {
        let price =
            (Swap::spot_price(ONE) * substrate_fixed::types::U64F64::from_num(TAO)).to_num::<u64>();
        let mut wanted = order("Alice", OrderType::LimitBuy, 500 * TAO);
        wanted.limit_price = price + 1;
        wanted.max_slippage = Some(Perbill::from_percent(1));
        let beyond = Main::<Runtime>::SlippageTooHigh;
        assert_noop!(execute(vec![signed("Alice", wanted.clone())]), beyond);
        let beyond = Main::<Runtime>::SlippageTooHigh;
        assert_noop!(execute_batch(vec![signed("Alice", wanted.clone())]), beyond);
        wanted.max_slippage = None;
        assert_ok!(execute(vec![signed("Alice", wanted)]));

        let mut sale = order("Dave", OrderType::TakeProfit, 200 * TAO);
        sale.limit_price = price;
        sale.max_slippage = Some(Perbill::from_perthousand(1));
        // The purchase raised the price far above the limit: there is room again.
        assert_ok!(execute(vec![signed("Dave", sale)]));
    });
}

#[test]
fn orders_pass_the_checks_of_stake() {
    market(|| {
        let mut unknown = order("Alice", OrderType::LimitBuy, TAO);
        unknown.hotkey = account("Nobody");
        let refused = Main::<Runtime>::HotKeyAccountNotExists;
        assert_noop!(execute(vec![signed("Alice", unknown.clone())]), refused);
        let refused = Main::<Runtime>::HotKeyAccountNotExists;
        assert_noop!(execute_batch(vec![signed("Alice", unknown)]), refused);

        let refused = Main::<Runtime>::AmountTooLow;
        assert_noop!(execute(vec![buy("Alice", 1_000_000)]), refused);
        let refused = Main::<Runtime>::AmountTooLow;
        assert_noop!(execute(vec![sell("Dave", 1_000_000)]), refused);
        let refused = Main::<Runtime>::AmountTooLow;
        assert_noop!(execute_batch(vec![sell("Dave", 1_000_000)]), refused);
        let refused = Main::<Runtime>::AmountTooLow;
        assert_noop!(execute_batch(vec![sell("Dave", 0)]), refused);

        let refused = Main::<Runtime>::NotEnoughBalanceToStake;
        assert_noop!(execute(vec![buy("Ferdie", 100_000 * TAO)]), refused);
        let refused = Main::<Runtime>::NotEnoughStakeToWithdraw;
        assert_noop!(execute(vec![sell("Alice", TAO)]), refused);

        let mut elsewhere = order("Alice", OrderType::LimitBuy, TAO);
        elsewhere.netuid = NetUid::new(77);
        let refused = Main::<Runtime>::SubnetNotExists;
        assert_noop!(execute(vec![signed("Alice", elsewhere)]), refused);

        SubtokenEnabled::<Runtime>::insert(ONE, false);
        for order in [buy("Alice", TAO), sell("Dave", TAO)] {
            let refused = Main::<Runtime>::SubtokenDisabled;
            assert_noop!(execute(vec![order]), refused);
        }
        let refused = Main::<Runtime>::SubtokenDisabled;
        assert_noop!(execute_batch(vec![sell("Dave", TAO)]), refused);
    });
}

#[test]
fn locked_stake_stays() {
    market(|| {
        let everything = stake_of("Dave");
        let call = pallet_subtensor::Call::<Runtime>::lock_stake {
            hotkey: hotkey(),
            netuid: ONE,
            amount: everything.into(),
        };
        assert_ok!(send("Dave", call).expect("valid"));
        let lock: Option<LockState> = Lock::<Runtime>::get((account("Dave"), ONE, hotkey()));
        assert!(lock.is_some());
        let refused = Main::<Runtime>::StakeUnavailable;
        assert_noop!(execute(vec![sell("Dave", 10 * TAO)]), refused);
        let refused = Main::<Runtime>::StakeUnavailable;
        assert_noop!(execute_batch(vec![sell("Dave", 10 * TAO)]), refused);
    });
}

#[test]
fn a_batch_shares_what_the_pool_gives() {
    market(|| {
        let dave = stake_of("Dave");
        let sellers_tao = free("Dave");
        assert_ok!(execute_batch(vec![
            buy("Alice", 50 * TAO),
            buy("Bob", 25 * TAO),
            sell("Dave", 40 * TAO),
        ]));
        let Some(Event::GroupExecutionSummary {
            net_side,
            actual_out,
            executed_count,
            ..
        }) = own_events().pop()
        else {
            panic!("{:?}", own_events())
        };
        assert_eq!((net_side, executed_count), (OrderSide::Buy, 3));
        assert_eq!(stake_of("Dave"), dave - 40 * TAO);
        assert!(free("Dave") > sellers_tao);
        let given = stake_of("Alice") + stake_of("Bob");
        let available = actual_out + 40 * TAO;
        assert!(
            given <= available && available - given <= 4,
            "{given} {available}"
        );
        let twice = stake_of("Bob") * 2;
        assert!(stake_of("Alice").abs_diff(twice) <= 4);
        let (tao, alpha) = dust();
        assert!(tao <= 1_000 && alpha <= 4, "{tao} {alpha}");
        // The movements within the batch count as changes of stake.
        assert_eq!(
            LastColdkeyHotkeyStakeBlock::<Runtime>::get(account("Alice"), hotkey()),
            Some(1)
        );
    });
}

#[test]
fn only_root_switches() {
    in_first_block(false, || {
        let off = LimitOrders::set_pallet_status(RuntimeOrigin::signed(account("Bob")), false);
        assert_eq!(off, Err(DispatchError::BadOrigin));
        assert_ok!(LimitOrders::set_pallet_status(
            RawOrigin::Root.into(),
            false
        ));
        assert_eq!(
            execute(vec![]),
            Err(Error::<Runtime>::LimitOrdersDisabled.into())
        );
    });
}

/// A small generator; the seed is printed when a test fails.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// Random batches and single orders over the real pool: the books balance after each, and nobody
/// receives more than the pool and the others gave.
#[test]
fn random_orders_conserve_everything() {
    for seed in [1, 2, 3] {
        println!("seed {seed}");
        market(|| {
            let mut random = Random(seed);
            let mut executed = 0;
            for round in 0..60 {
                let count = 1 + random.below(6);
                let orders: Vec<_> = (0..count)
                    .map(|number| {
                        let is_buy = random.below(2) == 0;
                        let names = if is_buy { BUYERS } else { SELLERS };
                        let name = names[random.below(2) as usize];
                        let order_type = match (is_buy, random.below(2)) {
                            (true, _) => OrderType::LimitBuy,
                            (false, 0) => OrderType::TakeProfit,
                            (false, _) => OrderType::StopLoss,
                        };
                        let amount = TAO / 50 + random.below(20 * TAO);
                        let mut wanted = order(name, order_type, amount);
                        wanted.fee_rate = Perbill::from_percent(random.below(100) as u32);
                        // Makes every order another one.
                        wanted.expiry -= round * 10 + number;
                        signed(name, wanted)
                    })
                    .collect();
                frame_system::Pallet::<Runtime>::reset_events();
                let before = dust();
                let origin = RuntimeOrigin::signed(account("One"));
                let is_batch = random.below(3) > 0;
                let call: taonet_runtime::RuntimeCall = if is_batch {
                    let netuid = ONE;
                    let orders = bounded(orders);
                    Call::execute_batched_orders { netuid, orders }.into()
                } else {
                    let orders = bounded(orders);
                    let should_fail = false;
                    Call::execute_orders {
                        orders,
                        should_fail,
                    }
                    .into()
                };
                let outcome = sp_runtime::traits::Dispatchable::dispatch(call, origin);
                balanced();
                let after = dust();
                if outcome.is_err() || !is_batch {
                    assert_eq!(after, before, "only batches pass through the pallet");
                    continue;
                }
                executed += 1;
                // Nobody got what belongs to the pallet.
                assert!(after.1 >= before.1, "{before:?} {after:?}");
                assert!(after.1 - before.1 <= count, "{before:?} {after:?}");
                assert!(after.0 + 500 >= before.0, "{before:?} {after:?}");
                check_shares();
            }
            assert!(executed > 20, "only {executed} batches went through");
        });
    }
}

/// The alpha of the buyers of a batch is at most what the pool and the sellers gave, and the other
/// way round.
fn check_shares() {
    let (mut to_buyers, mut to_sellers, mut sold, mut paid) = (0, 0, 0, 0);
    let mut pool = (0, 0);
    for event in own_events() {
        match event {
            Event::OrderExecuted {
                order_type,
                amount_in,
                amount_out,
                ..
            } if order_type.side() == OrderSide::Buy => {
                paid += amount_in;
                to_buyers += amount_out;
            }
            Event::OrderExecuted {
                amount_in,
                amount_out,
                ..
            } => {
                sold += amount_in;
                to_sellers += amount_out;
            }
            Event::GroupExecutionSummary {
                net_side: OrderSide::Buy,
                actual_out,
                ..
            } => pool.1 = actual_out,
            Event::GroupExecutionSummary { actual_out, .. } => pool.0 = actual_out,
            other => panic!("{other:?}"),
        }
    }
    assert!(to_buyers <= sold + pool.1);
    assert!(to_sellers <= paid + pool.0);
}
