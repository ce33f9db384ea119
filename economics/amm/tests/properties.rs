//! What must hold for every pool, whatever the numbers.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use proptest::prelude::*;
use taonet_amm::{
    AmmError, Balancer, MIN_WEIGHT, PERQUINTILL, Pool, Side, SwapRequest, max_amount_move,
    pow_ratio, pow_ratio_reference,
};

fn weights() -> impl Strategy<Value = Balancer> {
    prop_oneof![
        Just(Balancer::EVEN),
        (MIN_WEIGHT..=PERQUINTILL - MIN_WEIGHT).prop_map(|quote| Balancer::new(quote).unwrap()),
    ]
}

prop_compose! {
    fn pools()(
        alpha in 1_000_000u64..=21_000_000_000_000_000,
        tao in 1_000_000u64..=21_000_000_000_000_000,
        balancer in weights(),
        fee_rate in 0u16..=10_000,
    ) -> Pool {
        Pool::dynamic(alpha, tao, balancer, fee_rate)
    }
}

fn sides() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::Buy), Just(Side::Sell)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_swap_never_pays_more_than_the_reserve_nor_takes_more_than_offered(
        pool in pools(), side in sides(), amount in 0u64..=u64::MAX / 2, limit in 1_000u64..1_000_000_000_000_000,
    ) {
        let request = SwapRequest { side, amount, limit_price: limit, drop_fees: false };
        if let Ok(swap) = pool.swap(&request) {
            let reserve = match side { Side::Buy => pool.alpha_reserve, Side::Sell => pool.tao_reserve };
            prop_assert!(swap.amount_paid_out <= reserve);
            prop_assert!(swap.total_in() <= amount.saturating_add(1));
            prop_assert!(swap.fee_to_block_author <= swap.fee_paid);
        }
    }

    #[test]
    fn there_and_back_never_gains(pool in pools(), amount in 1_000_000u64..1_000_000_000_000) {
        let Ok(bought) = pool.quote(Side::Buy, amount) else { return Ok(()) };
        let after = Pool {
            alpha_reserve: pool.alpha_reserve - bought.amount_paid_out,
            tao_reserve: pool.tao_reserve + bought.amount_paid_in,
            ..pool
        };
        if let Ok(sold) = after.quote(Side::Sell, bought.amount_paid_out) {
            prop_assert!(sold.amount_paid_out <= amount);
        }
    }

    #[test]
    fn injection_keeps_the_price(
        pool in pools(), alpha in 0u64..1_000_000_000, tao in 0u64..1_000_000_000,
    ) {
        let before = pool.spot_price();
        match pool.balancer.after_liquidity(pool.alpha_reserve, pool.tao_reserve, alpha, tao) {
            Ok(balancer) => {
                let after = balancer.price(pool.alpha_reserve + alpha, pool.tao_reserve + tao);
                let (low, high) = (before.min(after), before.max(after));
                // Within 10^-9 of each other, or a few units of the last place for tiny prices.
                prop_assert!(high.to_bits() - low.to_bits() <= high.to_bits() / 1_000_000_000 + 256);
            }
            Err(error) => prop_assert_eq!(error, AmmError::WeightOutOfRange),
        }
    }

    #[test]
    fn a_limit_order_of_the_maximum_is_filled(pool in pools(), percent in 101u64..200) {
        let spot: u64 = pool.spot_price().saturating_mul(taonet_amm::U64F64::from_num(1_000_000_000)).saturating_to_num();
        let limit = (spot / 100).saturating_mul(percent);
        if let Ok(max) = pool.max_amount_in(Side::Buy, limit) {
            let request = SwapRequest { side: Side::Buy, amount: max, limit_price: limit, drop_fees: false };
            if let Ok(swap) = pool.swap(&request) {
                prop_assert!(swap.total_in() <= max);
            }
        }
    }

    #[test]
    fn moves_are_bounded(a in pools(), b in pools(), limit in any::<u64>()) {
        let amount = max_amount_move(&a, &b, limit);
        if limit == 0 {
            prop_assert_eq!(amount, Ok(u64::MAX));
        }
        prop_assert!(amount.is_ok());
    }
}

/// An integer of any length up to the given number of bits.
fn wide(bits: u32) -> impl Strategy<Value = u128> {
    (1..=bits, any::<u128>()).prop_map(|(bits, value)| (value >> (128 - bits)).max(1))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn powers_of_swaps_agree_with_the_definition(
        reserve in wide(64), change in wide(64), balancer in weights(), inverse in any::<bool>(),
    ) {
        let (num, den) = (balancer.quote_weight(), balancer.base_weight());
        let (num, den) = if inverse { (den, num) } else { (num, den) };
        let grown = reserve + change;
        for (base, over) in [(reserve, grown), (grown, reserve)] {
            prop_assert_eq!(
                pow_ratio(base, over, num, den, 256, PERQUINTILL),
                pow_ratio_reference(base, over, num, den, 256, PERQUINTILL)
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn powers_of_limits_agree_with_the_definition(
        high in wide(128), low in wide(128), balancer in weights(),
    ) {
        let weight = balancer.quote_weight();
        for (base, over) in [(high, low), (low, high)] {
            prop_assert_eq!(
                pow_ratio(base, over, weight, PERQUINTILL, 1024, PERQUINTILL),
                pow_ratio_reference(base, over, weight, PERQUINTILL, 1024, PERQUINTILL)
            );
        }
    }

    #[test]
    fn close_prices_agree_with_the_definition(
        price in wide(90), step in wide(80), balancer in weights(),
    ) {
        let weight = balancer.quote_weight();
        let (high, low) = (price + step, price);
        for precision in [256, 1024] {
            prop_assert_eq!(
                pow_ratio(high, low, weight, PERQUINTILL, precision, PERQUINTILL),
                pow_ratio_reference(high, low, weight, PERQUINTILL, precision, PERQUINTILL)
            );
        }
    }
}
