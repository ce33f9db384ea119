//! Examples worked by hand from the protocol's text.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use taonet_emission::{
    AlphaOutSplit, BurnBounds, Dividend, DividendPots, EpochClock, I96F32, LockCostInput, LockKind,
    LockRates, LockState, MovingPriceInput, RootAccrual, ShareInput, TakeSplit, U64F64, U96F32,
    accrue_root_dividend, activity_cutoff_blocks, auto_claim_indices, block_emission,
    block_emissions, bumped_burn, decay_factor_q32, decayed_burn, dissolution_payouts,
    distribute_dividends, exp_decay, initial_last_epoch_block, initial_pool_alpha, lease_part,
    lease_payout, lease_refund, lease_share, lock_cost, median_price, moving_price, root_claimable,
    root_owed, root_proportion, root_sell_flag, root_watermark, split_alpha_out, split_take,
    subnet_shares, subnet_terms,
};

const TAO: u64 = 1_000_000_000;
const TAO_WEIGHT: u64 = 971_718_665_099_567_868;
const OWNER_CUT: u16 = 11_796;
const TAKE: u16 = 11_796;
const TAU: u64 = 934_866;

#[test]
fn one_block_of_two_subnets() {
    let subnets = [
        ShareInput {
            moving_price: U64F64::from_num(0.75),
            miner_burned: U96F32::from_num(0),
            enabled: true,
        },
        ShareInput {
            moving_price: U64F64::from_num(0.5),
            miner_burned: U96F32::from_num(0.5),
            enabled: true,
        },
    ];
    assert!(root_sell_flag(
        subnets.iter().map(|subnet| subnet.moving_price)
    ));
    let shares: Vec<_> = subnet_shares(&subnets)
        .into_iter()
        .map(U64F64::to_bits)
        .collect();
    assert_eq!(
        shares,
        [13_835_058_055_282_163_712, 4_611_686_018_427_387_904]
    );
    let emissions = block_emissions(&subnets, TAO);
    assert_eq!(emissions[0].to_num::<u64>(), 750_000_000);
    assert_eq!(emissions[1].to_num::<u64>(), 250_000_000);

    let root_tao = 5_000_000_000_000_000;
    let issuance = 2_040_000_000_000_000;
    let root = root_proportion(root_tao, TAO_WEIGHT, issuance);
    assert_eq!(root.to_bits(), 491_116_106);
    let terms = subnet_terms(emissions[0], U64F64::from_num(0.75), root, issuance);
    assert_eq!(terms.alpha_in_rao(), 114_346_879);
    assert_eq!(terms.tao_in_rao(), 85_760_159);
    assert_eq!(terms.excess_tao_rao(), 664_239_840);
    assert_eq!(terms.alpha_out_rao(), TAO);

    let root = root_proportion(
        root_tao,
        TAO_WEIGHT,
        39_999_228_713_369 + 2_000_001_885_633_510,
    );
    assert_eq!(root.to_bits(), 491_115_868);
    assert_eq!(
        split_alpha_out(terms.alpha_out, Some(OWNER_CUT), root),
        AlphaOutSplit {
            owner_rao: 179_995_422,
            server_rao: 410_002_288,
            validator_rao: 363_119_829,
            root_rao: 46_882_459,
        }
    );

    // A price just above the average does not move it: the step is below the last digit.
    let input = MovingPriceInput {
        before: U64F64::from_num(0.75),
        spot_price: U64F64::from_num(0.750_033_2),
        moving_alpha: I96F32::from_bits(12_885),
        block: 1_000,
        first_emission_block: 1,
        halving_blocks: 201_600,
    };
    assert_eq!(moving_price(&input).to_bits(), 3_221_225_472);
    // A price just below it moves it by a whole digit.
    let below = MovingPriceInput {
        spot_price: U64F64::from_num(0.749_9),
        ..input
    };
    assert_eq!(moving_price(&below).to_bits(), 3_221_225_471);
}

#[test]
fn disabled_subnets_leave_their_share_to_the_others() {
    let subnet = |enabled| ShareInput {
        moving_price: U64F64::from_num(0.25),
        miner_burned: U96F32::from_num(0),
        enabled,
    };
    let emissions = block_emissions(&[subnet(true), subnet(false)], TAO);
    assert_eq!(emissions[0].to_num::<u64>(), TAO);
    assert_eq!(emissions[1].to_num::<u64>(), 0);
    let emissions = block_emissions(&[subnet(false), subnet(false)], TAO);
    assert_eq!(emissions, [U96F32::from_num(0); 2]);
}

#[test]
fn dividends_of_two_validators() {
    let rows = vec![
        Dividend {
            hotkey: 1,
            stakes: Some((3_000_000_000_000, 0)),
            dividend: 400_000_000,
        },
        Dividend {
            hotkey: 2,
            stakes: Some((500_000_000_000, 10_000_000_000_000)),
            dividend: 99_999_999,
        },
    ];
    let pots = DividendPots {
        alpha: 400_000_000,
        root_alpha: 100_000_000,
    };
    let shares = distribute_dividends(rows, pots, taonet_shares::proportion(TAO_WEIGHT));
    assert_eq!(shares[0].alpha.to_num::<u64>(), 356_588_545);
    assert_eq!(shares[1].alpha.to_num::<u64>(), 43_411_454);
    assert_eq!(shares[0].root, U96F32::from_num(0));
    assert_eq!(shares[1].root, U96F32::from_num(100_000_000));
    let split = |take_rao, rest_rao| TakeSplit { take_rao, rest_rao };
    assert_eq!(
        split_take(shares[0].alpha, TAKE),
        split(64_184_305, 292_404_239)
    );
    assert_eq!(
        split_take(shares[1].alpha, TAKE),
        split(7_813_863, 35_597_591)
    );
    assert_eq!(
        split_take(shares[1].root, TAKE),
        split(17_999_542, 82_000_457)
    );
    assert_eq!(
        accrue_root_dividend(I96F32::from_num(0), 82_000_457, 10_000_000_000_000),
        RootAccrual::Rate(I96F32::from_bits(35_218))
    );
}

#[test]
fn root_claims() {
    let rate = I96F32::from_bits(35_218);
    let stake = 10_000_000_000_000;
    let threshold = I96F32::from_num(500_000);
    assert_eq!(root_watermark(rate, stake), 81_998_296);
    let owed = root_owed(rate, stake, 0);
    assert_eq!(root_claimable(owed, threshold), 81_998_296);
    assert_eq!(
        root_claimable(root_owed(rate, stake, 81_998_296), threshold),
        0
    );
    assert_eq!(
        root_claimable(root_owed(rate, 1, 81_998_296), I96F32::from_num(0)),
        0
    );
    assert_eq!(
        accrue_root_dividend(rate, 11, 10),
        RootAccrual::StakeInstead
    );
    assert_eq!(accrue_root_dividend(rate, 0, 0), RootAccrual::Rate(rate));
}

#[test]
fn automatic_claims_follow_the_parent_hash() {
    let hash = [0x45; 32];
    let drawn = |coldkeys| {
        auto_claim_indices(&hash, coldkeys, 5)
            .into_iter()
            .collect::<Vec<_>>()
    };
    assert_eq!(drawn(0), [0]);
    assert_eq!(drawn(1), [0]);
    assert_eq!(drawn(2), [0, 1]);
    assert_eq!(drawn(3), [0]);
    assert_eq!(drawn(4), [0, 1, 2, 3]);
    assert_eq!(drawn(5), [0, 1, 2, 3, 4]);
    assert_eq!(drawn(6), [0, 3]);
    assert_eq!(drawn(7), [1, 3, 4, 5, 6]);
    assert_eq!(drawn(8), [1, 2, 4, 6, 7]);
    assert!(auto_claim_indices(&hash, 8, 0).is_empty());
}

#[test]
fn emission_curve() {
    assert_eq!(block_emission(10_500_000_000_000_000 - 1), TAO);
    assert_eq!(block_emission(10_500_000_000_000_000), TAO / 2);
    assert_eq!(block_emission(15_750_000_000_000_000), TAO / 4);
    assert_eq!(block_emission(18_375_000_000_000_000), TAO / 8);
    assert_eq!(block_emission(u64::MAX), 0);
}

#[test]
fn registration_price() {
    assert_eq!(decay_factor_q32(360), 4_286_705_684);
    assert_eq!(decay_factor_q32(7_200), 4_294_553_838);
    assert_eq!(decay_factor_q32(36_100), 4_294_884_830);
    let bounds = BurnBounds {
        min_rao: 500_000,
        max_rao: 100 * TAO,
    };
    let burn = (2..362).fold(TAO, |burn, block| decayed_burn(burn, 360, block, bounds));
    assert_eq!(burn, 499_999_865);
    assert_eq!(decayed_burn(TAO, 360, 1, bounds), TAO);
    assert_eq!(decayed_burn(1, 360, 2, bounds), 500_000);
    let mult = U64F64::from_bits(23_242_897_532_874_035_200);
    assert_eq!(bumped_burn(TAO, mult, bounds), 1_260_000_000);
    assert_eq!(bumped_burn(TAO, U64F64::from_num(0), bounds), TAO);
    assert_eq!(bumped_burn(u64::MAX, mult, bounds), bounds.max_rao);
}

#[test]
fn decay_of_locks() {
    assert_eq!(exp_decay(1, TAU).to_bits(), 18_446_724_341_754_161_508);
    assert_eq!(exp_decay(7_200, TAU).to_bits(), 18_305_219_603_617_754_201);
    assert_eq!(exp_decay(648_000, TAU).to_bits(), 9_223_369_393_771_673_268);
    assert_eq!(exp_decay(100_000_000, TAU).to_bits(), 78);

    let lock = LockState {
        locked_mass: 1_000_000_000_000,
        conviction: U64F64::from_num(0),
        last_update: 10,
    };
    let rates = LockRates {
        unlock: TAU,
        maturity: TAU,
    };
    let kind = |owner, perpetual| LockKind { owner, perpetual };

    let decaying = lock.roll(7_210, kind(false, false), rates);
    assert_eq!(decaying.state.locked_mass, 992_327_943_103);
    assert_eq!(
        decaying.state.conviction.to_bits(),
        140_980_184_482_105_274_000_000_000_000
    );
    assert_eq!(decaying.state.last_update, 7_210);
    assert_eq!(decaying.mass_decrease, 1_000_000_000_000 - 992_327_943_103);
    assert_eq!(decaying.conviction_decrease, U64F64::from_num(0));

    let perpetual = lock.roll(7_210, kind(false, true), rates);
    assert_eq!(perpetual.state.locked_mass, lock.locked_mass);
    assert_eq!(
        perpetual.state.conviction.to_bits(),
        141_524_470_091_797_415_000_000_000_000
    );

    let owner = lock.roll(10, kind(true, true), rates);
    assert_eq!(owner.state.conviction, U64F64::from_num(lock.locked_mass));

    let dust = LockState {
        locked_mass: 99,
        ..lock
    };
    assert!(dust.roll(10, kind(false, true), rates).state.is_empty());
    assert_eq!(lock.reduced_by(lock.locked_mass).locked_mass, 0);
    let gained = owner.state.reduced_by(lock.locked_mass / 4);
    assert_eq!(gained.conviction, U64F64::from_num(gained.locked_mass));
}

#[test]
fn epoch_clock() {
    let clock = EpochClock {
        tempo: 360,
        last_epoch_block: 1_000,
        ..EpochClock::default()
    };
    assert!(!clock.is_due(1_359));
    assert!(clock.is_due(1_360));
    assert_eq!(clock.next_start(), Some(1_360));
    let ordered = EpochClock {
        pending_epoch_at: 1_100,
        ..clock
    };
    assert!(!ordered.is_due(1_099));
    assert!(ordered.is_due(1_100));
    assert_eq!(ordered.next_start(), Some(1_100));
    assert!(
        EpochClock {
            blocks_since_last_step: 50_401,
            ..clock
        }
        .is_due(1_001)
    );
    assert!(
        !EpochClock {
            tempo: 0,
            ..ordered
        }
        .is_due(u64::MAX)
    );
    assert!(!clock.is_frozen(1_350, 10));
    assert!(clock.is_frozen(1_351, 10));
    assert!(ordered.is_frozen(1_050, 10));
    assert_eq!(activity_cutoff_blocks(13_889, 360), 5_000);
    assert_eq!(activity_cutoff_blocks(1_000, 0), 1);
    assert_eq!(initial_last_epoch_block(1_000, 365, 360), 995);
    assert_eq!(initial_last_epoch_block(1_000, 365, 0), 1_000);
}

#[test]
fn price_of_a_subnet() {
    let input = LockCostInput {
        last_lock_cost: 1_000 * TAO,
        min_lock_cost: 100 * TAO,
        last_registration_block: 0,
        block: 5,
        reduction_interval: 100_800,
        total_issuance: 0,
    };
    // Without any registration the time runs from block zero.
    assert_eq!(lock_cost(&input), 1_000 * TAO - 5 * (1_000 * TAO / 100_800));
    let doubled = LockCostInput {
        last_registration_block: 5,
        ..input
    };
    assert_eq!(lock_cost(&doubled), 2_000 * TAO);
    let waited = LockCostInput {
        block: 5 + 100_800,
        ..doubled
    };
    assert_eq!(
        lock_cost(&waited),
        2_000 * TAO - 100_800 * (1_000 * TAO / 100_800)
    );
    let forgotten = LockCostInput {
        block: 1_000_000,
        ..doubled
    };
    assert_eq!(lock_cost(&forgotten), 100 * TAO);

    let price = |number: f64| U64F64::from_num(number);
    assert_eq!(median_price(vec![]), price(1.0));
    assert_eq!(median_price(vec![price(0.0), price(0.5)]), price(0.5));
    assert_eq!(median_price(vec![price(0.5), price(0.25)]), price(0.375));
    assert_eq!(
        median_price(vec![price(3.0), price(1.0), price(2.0)]),
        price(2.0)
    );
    assert_eq!(initial_pool_alpha(1_000, price(0.25)), 4_000);
}

#[test]
fn end_of_a_subnet() {
    assert_eq!(dissolution_payouts(10, &[1, 1, 1], 0), (vec![4, 3, 3], 0));
    assert_eq!(dissolution_payouts(10, &[1, 1], 1), (vec![4, 3], 3));
    assert_eq!(dissolution_payouts(10, &[0, 0], 0), (vec![0, 0], 0));
    assert_eq!(dissolution_payouts(7, &[], 3), (vec![], 7));
    assert_eq!(lease_part(101, 10), 11);
    assert_eq!(lease_part(100, 10), 10);
    assert_eq!(lease_payout(U64F64::from_num(0.25), 5), 2);
    assert_eq!(lease_share(1, 4), U64F64::from_num(0.25));
    assert_eq!(lease_share(1, 0), U64F64::from_num(0));
    assert_eq!(lease_refund(U64F64::from_num(0.25), 7), 1);
}

#[test]
fn refunds_of_a_lease_never_exceed_what_is_left() {
    let raised = 1_000_000_007u64;
    let parts = [3, 333_333_333, 333_333_333, 333_333_338];
    assert_eq!(parts.iter().sum::<u64>(), raised);
    for leftover in [0, 1, 999, 21_000_000_000_000_000] {
        let refunds = parts.map(|part| lease_refund(lease_share(part, raised), leftover));
        let sum: u64 = refunds.iter().sum();
        assert!(sum <= leftover && leftover - sum <= 8, "{leftover}: {sum}");
    }
}
