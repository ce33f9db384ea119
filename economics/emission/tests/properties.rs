//! What must hold for all numbers: nothing is paid that was not minted, locked or collected.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use proptest::{collection::vec, prelude::*};
use taonet_emission::{
    BurnBounds, Dividend, DividendPots, LockKind, LockRates, LockState, MovingPriceInput,
    ShareInput, U64F64, U96F32, block_emission, block_emissions, bumped_burn, decayed_burn,
    dissolution_payouts, distribute_dividends, moving_price, root_proportion, split_alpha_out,
    split_take, subnet_terms,
};

const SUPPLY: u64 = 21_000_000_000_000_000;

prop_compose! {
    fn subnets()(price in 0..1u128 << 66, burned in 0..=1u128 << 32, enabled in any::<bool>()) -> ShareInput {
        ShareInput {
            moving_price: U64F64::from_bits(price),
            miner_burned: U96F32::from_bits(burned),
            enabled,
        }
    }
}

fn whole(value: U96F32) -> u64 {
    value.saturating_to_num()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_block_never_gives_more_than_it_emits(
        subnets in vec(subnets(), 0..40), emission in 0u64..=1_000_000_000,
    ) {
        let emissions = block_emissions(&subnets, emission);
        prop_assert_eq!(emissions.len(), subnets.len());
        let total = emissions.iter().fold(U96F32::from_num(0), |sum, part| sum + *part);
        prop_assert!(total <= U96F32::from_num(emission));
        if subnets.iter().any(|subnet| !subnet.enabled) {
            for (subnet, part) in subnets.iter().zip(emissions) {
                prop_assert!(subnet.enabled || part == U96F32::from_num(0));
            }
        }
    }

    #[test]
    fn terms_conserve_tao(
        tao in 0u128..1_000_000_000 << 32,
        price in 0u128..1 << 80,
        root_tao in 0..SUPPLY,
        tao_weight in any::<u64>(),
        issuance in 0..SUPPLY,
    ) {
        let root = root_proportion(root_tao, tao_weight, issuance);
        prop_assert!(root <= U96F32::from_num(1));
        let tao = U96F32::from_bits(tao);
        let terms = subnet_terms(tao, U64F64::from_bits(price), root, issuance);
        prop_assert_eq!(terms.tao_in + terms.excess_tao, tao);
        prop_assert!(terms.alpha_in <= terms.alpha_out);
        prop_assert!(terms.tao_in_rao() + terms.excess_tao_rao() <= whole(tao));
    }

    #[test]
    fn pots_never_exceed_the_alpha(
        alpha in 0u64..=1_000_000_000,
        cut in proptest::option::of(any::<u16>()),
        root in 0..=1u128 << 32,
    ) {
        let split = split_alpha_out(U96F32::from_num(alpha), cut, U96F32::from_bits(root));
        let sum = split.owner_rao + split.server_rao + split.validator_rao + split.root_rao;
        prop_assert!(sum <= alpha);
        prop_assert!(alpha - sum <= 4);
    }

    #[test]
    fn the_curve_falls(issuance in 0..SUPPLY, more in 0..SUPPLY) {
        prop_assert!(block_emission(issuance) >= block_emission(issuance.saturating_add(more)));
    }

    #[test]
    fn dividends_never_exceed_the_pots(
        rows in vec((proptest::option::of((0..SUPPLY, 0..SUPPLY)), 0..SUPPLY), 0..20),
        alpha in 0..SUPPLY,
        root_alpha in 0..SUPPLY,
        tao_weight in 0..=1u128 << 32,
        take in any::<u16>(),
    ) {
        let rows = rows
            .into_iter()
            .enumerate()
            .map(|(hotkey, (stakes, dividend))| Dividend { hotkey, stakes, dividend })
            .collect();
        let pots = DividendPots { alpha, root_alpha };
        let (mut alpha_paid, mut root_paid) = (0, 0);
        for share in distribute_dividends(rows, pots, U96F32::from_bits(tao_weight)) {
            for (part, paid) in [(share.alpha, &mut alpha_paid), (share.root, &mut root_paid)] {
                let split = split_take(part, take);
                prop_assert!(split.take_rao + split.rest_rao <= whole(part));
                *paid += split.take_rao + split.rest_rao;
            }
        }
        prop_assert!(alpha_paid <= alpha);
        prop_assert!(root_paid <= root_alpha);
    }

    #[test]
    fn the_average_stays_between_price_and_past(
        before in 0u128..1 << 64, spot in 0u128..1 << 65, age in 0u64..10_000_000, halving in 0u64..1_000_000,
    ) {
        let input = MovingPriceInput {
            before: U64F64::from_bits(before >> 32 << 32),
            spot_price: U64F64::from_bits(spot),
            moving_alpha: taonet_emission::I96F32::from_bits(12_885),
            block: 100 + age,
            first_emission_block: 100,
            halving_blocks: halving,
        };
        let after = U64F64::from_num(moving_price(&input));
        let spot = input.spot_price.min(U64F64::from_num(1));
        let digit = U64F64::from_bits(1 << 32);
        prop_assert!(after <= input.before.max(spot));
        prop_assert!(after.saturating_add(digit) >= input.before.min(spot));
    }

    #[test]
    fn prices_of_registration_stay_in_bounds(
        burn in any::<u64>(), half_life in any::<u16>(), mult in any::<u128>(), a in any::<u64>(), b in any::<u64>(),
    ) {
        let bounds = BurnBounds { min_rao: a.min(b), max_rao: a.max(b) };
        for price in [decayed_burn(burn, half_life, 2, bounds), bumped_burn(burn, U64F64::from_bits(mult), bounds)] {
            prop_assert!((bounds.min_rao..=bounds.max_rao).contains(&price));
        }
    }

    #[test]
    fn a_dissolved_pot_is_paid_to_the_last_rao(
        pot in 0..SUPPLY, values in vec(0..SUPPLY, 0..20), protocol in 0..SUPPLY,
    ) {
        let (amounts, rest) = dissolution_payouts(pot, &values, protocol);
        prop_assert_eq!(amounts.len(), values.len());
        let total: u64 = amounts.iter().sum::<u64>() + rest;
        let anybody = protocol > 0 || values.iter().any(|value| *value > 0);
        prop_assert_eq!(total, if anybody { pot } else { 0 });
    }

    #[test]
    fn locks_only_fade(
        mass in 0..SUPPLY, conviction in 0..SUPPLY, elapsed in 0u64..100_000_000,
        unlock in 0u64..10_000_000, maturity in 0u64..10_000_000, owner in any::<bool>(), perpetual in any::<bool>(),
    ) {
        let lock = LockState { locked_mass: mass, conviction: U64F64::from_num(conviction.min(mass)), last_update: 7 };
        let kind = LockKind { owner, perpetual };
        let rolled = lock.roll(7 + elapsed, kind, LockRates { unlock, maturity });
        prop_assert_eq!(rolled.state.last_update, 7 + elapsed);
        prop_assert!(rolled.state.locked_mass <= mass);
        prop_assert_eq!(rolled.mass_decrease, mass - rolled.state.locked_mass);
        if perpetual && mass >= 100 {
            prop_assert_eq!(rolled.state.locked_mass, mass);
        }
    }
}
