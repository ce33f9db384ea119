//! Swaps over a table of reserves, and the calls.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use core::num::NonZeroU64;
use std::{cell::RefCell, collections::BTreeMap};

use frame_support::{
    PalletId, assert_noop, assert_ok, derive_impl, parameter_types,
    traits::{ConstU16, ConstU64},
};
use sp_runtime::{BuildStorage, DispatchError};
use taonet_primitives::{AlphaBalance, NetUid, Subnets, SwapHandler, TaoBalance};

use crate as pallet_swap;
use crate::{Balancer, Error, FeeRate, PalSwapInitialized, SwapBalancer};

frame_support::construct_runtime!(
    pub enum Test {
        System: frame_system,
        Swap: pallet_swap,
    }
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlock<Test>;
}

#[derive(Clone, Copy, Default)]
struct Reserves {
    mechanism: u16,
    tao: u64,
    alpha: u64,
}

thread_local! {
    static RESERVES: RefCell<BTreeMap<NetUid, Reserves>> = RefCell::default();
}

fn reserves(netuid: NetUid) -> Reserves {
    RESERVES.with_borrow(|all| all.get(&netuid).copied().unwrap_or_default())
}

fn set_reserves(netuid: NetUid, mechanism: u16, tao: u64, alpha: u64) {
    RESERVES.with_borrow_mut(|all| {
        all.insert(
            netuid,
            Reserves {
                mechanism,
                tao,
                alpha,
            },
        )
    });
}

/// Subnets are what the table lists.
#[allow(
    unreachable_pub,
    reason = "the runtime made here is public to the macros"
)]
pub struct Table;

impl Subnets for Table {
    fn exists(netuid: NetUid) -> bool {
        RESERVES.with_borrow(|all| all.contains_key(&netuid))
    }
    fn mechanism(netuid: NetUid) -> u16 {
        reserves(netuid).mechanism
    }
    fn tao_reserve(netuid: NetUid) -> TaoBalance {
        reserves(netuid).tao.into()
    }
    fn alpha_reserve(netuid: NetUid) -> AlphaBalance {
        reserves(netuid).alpha.into()
    }
    fn decrease_tao_reserve(netuid: NetUid, amount: TaoBalance) {
        let Reserves {
            mechanism,
            tao,
            alpha,
        } = reserves(netuid);
        set_reserves(
            netuid,
            mechanism,
            tao.saturating_sub(amount.to_u64()),
            alpha,
        );
    }
    fn decrease_alpha_reserve(netuid: NetUid, amount: AlphaBalance) {
        let Reserves {
            mechanism,
            tao,
            alpha,
        } = reserves(netuid);
        set_reserves(
            netuid,
            mechanism,
            tao,
            alpha.saturating_sub(amount.to_u64()),
        );
    }
}

parameter_types! {
    pub const ProtocolId: PalletId = PalletId(*b"ten/swap");
    pub const MinimumReserve: NonZeroU64 = NonZeroU64::MIN.saturating_add(99);
}

impl pallet_swap::Config for Test {
    type Subnets = Table;
    type ProtocolId = ProtocolId;
    type MaxFeeRate = ConstU16<10_000>;
    type MinimumLiquidity = ConstU64<1_000>;
    type MinimumReserve = MinimumReserve;
}

const ONE: NetUid = NetUid::new(1);

fn with_pool(test: impl FnOnce()) {
    let storage = frame_system::GenesisConfig::<Test>::default()
        .build_storage()
        .unwrap();
    sp_io::TestExternalities::new(storage).execute_with(|| {
        System::set_block_number(1);
        RESERVES.with_borrow_mut(BTreeMap::clear);
        set_reserves(NetUid::ROOT, 0, 0, 0);
        set_reserves(ONE, 1, 1_000_000_000_000, 4_000_000_000_000);
        test();
    });
}

#[test]
fn a_first_swap_opens_the_pool_and_a_quote_does_not() {
    with_pool(|| {
        let skewed = taonet_amm::Balancer::new(600_000_000_000_000_000).unwrap();
        SwapBalancer::<Test>::insert(ONE, Balancer::from(skewed));
        let tao = TaoBalance::new(10_000_000_000);
        let quoted = Swap::quote_buy(ONE, tao).unwrap();
        assert!(!PalSwapInitialized::<Test>::get(ONE));
        let bought = Swap::buy(ONE, tao, Swap::max_price(), false).unwrap();
        assert_eq!(quoted, bought);
        assert_eq!(bought.paid_in.saturating_add(bought.fee), tao);
        assert!(PalSwapInitialized::<Test>::get(ONE));
        assert_eq!(SwapBalancer::<Test>::get(ONE), Balancer::default());
        assert_eq!(
            reserves(ONE).tao,
            1_000_000_000_000,
            "the caller moves reserves"
        );
    });
}

#[test]
fn a_refused_swap_leaves_the_pool_closed() {
    with_pool(|| {
        let limit = TaoBalance::new(250_000_000);
        let refused = Swap::buy(ONE, TaoBalance::new(10_000_000), limit, false);
        assert_eq!(refused, Err(Error::<Test>::PriceLimitExceeded.into()));
        assert!(!PalSwapInitialized::<Test>::get(ONE));
        let huge = TaoBalance::new(2_000_000_000_000_000);
        let refused = Swap::buy(ONE, huge, Swap::max_price(), false);
        assert_eq!(refused, Err(Error::<Test>::SwapInputTooLarge.into()));
        set_reserves(ONE, 1, 99, 4_000_000_000_000);
        let refused = Swap::sell(ONE, AlphaBalance::new(10_000), Swap::min_price(), false);
        assert_eq!(refused, Err(Error::<Test>::ReservesTooLow.into()));
    });
}

#[test]
fn root_is_one_to_one_and_free() {
    with_pool(|| {
        let sold = Swap::sell(NetUid::ROOT, 77u64.into(), Swap::min_price(), false).unwrap();
        assert_eq!((sold.paid_in.to_u64(), sold.paid_out.to_u64()), (77, 77));
        assert!(sold.fee.is_zero());
        assert_eq!(Swap::spot_price(NetUid::ROOT), 1);
        let nowhere = Swap::quote_buy(NetUid::new(9), 5u64.into()).unwrap();
        assert!(nowhere.paid_out.is_zero());
    });
}

#[test]
fn added_liquidity_keeps_the_price() {
    with_pool(|| {
        let before = Swap::spot_price(ONE);
        let (tao, alpha) = Swap::adjust_liquidity(ONE, 500_000_000u64.into(), 9_000u64.into());
        assert_eq!((tao.to_u64(), alpha.to_u64()), (500_000_000, 9_000));
        set_reserves(ONE, 1, 1_000_500_000_000, 4_000_000_009_000);
        let after = Swap::spot_price(ONE);
        let drift = (after.to_num::<f64>() / before.to_num::<f64>() - 1.0).abs();
        assert!(drift < 1e-12, "{before} became {after}");
        // So lopsided an addition would push a weight out of range.
        let huge = TaoBalance::new(u64::MAX / 2);
        let rejected = Swap::adjust_liquidity(ONE, huge, AlphaBalance::ZERO);
        assert_eq!(rejected, (TaoBalance::ZERO, AlphaBalance::ZERO));
    });
}

#[test]
fn clearing_forgets_everything() {
    with_pool(|| {
        Swap::buy(ONE, 10_000_000u64.into(), Swap::max_price(), false).unwrap();
        FeeRate::<Test>::insert(ONE, 50);
        assert_ok!(Swap::clear_pool(ONE));
        assert_eq!((reserves(ONE).tao, reserves(ONE).alpha), (0, 0));
        assert_eq!(FeeRate::<Test>::get(ONE), 33);
        assert!(!PalSwapInitialized::<Test>::contains_key(ONE));
        assert!(!SwapBalancer::<Test>::contains_key(ONE));
        assert_eq!(Swap::spot_price(ONE), 0);
    });
}

#[test]
fn only_root_sets_fees_in_range() {
    with_pool(|| {
        let root = RuntimeOrigin::root;
        assert_ok!(Swap::set_fee_rate(root(), ONE, 10_000));
        assert_eq!(Swap::fee_rate(ONE), 10_000);
        System::assert_last_event(
            pallet_swap::Event::FeeRateSet {
                netuid: ONE,
                rate: 10_000,
            }
            .into(),
        );
        assert_noop!(
            Swap::set_fee_rate(root(), ONE, 10_001),
            Error::<Test>::FeeRateTooHigh
        );
        let unknown = Swap::set_fee_rate(root(), NetUid::new(9), 1);
        assert_noop!(unknown, Error::<Test>::MechanismDoesNotExist);
        let signed = Swap::set_fee_rate(RuntimeOrigin::signed(1), ONE, 1);
        assert_noop!(signed, DispatchError::BadOrigin);
    });
}

#[test]
fn retired_calls_refuse() {
    with_pool(|| {
        let signed = || RuntimeOrigin::signed(1);
        let refused = Swap::toggle_user_liquidity(signed(), ONE, true);
        assert_noop!(refused, Error::<Test>::Deprecated);
        assert_noop!(Swap::disable_lp(signed()), Error::<Test>::Deprecated);
    });
}
