//! The kernel against the plain epoch on random subnets, and what holds of every result.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod plain_epoch;

use std::ops::Range;

use plain_epoch::plain_epoch;
use proptest::prelude::*;
use taonet_fixed::I64F64;
use taonet_yuma::{
    EpochParameters, MechanismState, StoredRows, SubnetState, run_epoch, run_subnet_epoch,
};

/// Values that meet: few distinct ones, so that ties, zeros and exact halves are frequent.
fn value() -> impl Strategy<Value = u16> {
    prop_oneof![
        3 => 0_u16..4,
        2 => Just(u16::MAX),
        3 => any::<u16>(),
    ]
}

/// A row, usually in ascending order, sometimes not, sometimes with repeated or foreign columns.
fn row(n: usize) -> impl Strategy<Value = Vec<(u16, u16)>> {
    let columns = n as u16 + 2;
    let dense = prop::collection::vec(value(), n)
        .prop_map(|values| (0_u16..).zip(values).collect::<Vec<_>>());
    let sparse = prop::collection::btree_map(0..columns, value(), 0..=n)
        .prop_map(|map| map.into_iter().collect::<Vec<_>>());
    let wild = prop::collection::vec((0..columns, value()), 0..=n + 2);
    prop_oneof![4 => dense, 4 => sparse, 2 => wild]
}

fn rows(n: usize) -> impl Strategy<Value = StoredRows> {
    prop::collection::vec(prop_oneof![1 => Just(Vec::new()), 3 => row(n)], n)
        .prop_map(StoredRows::from_rows)
}

fn fraction() -> impl Strategy<Value = u16> {
    prop_oneof![2 => Just(0_u16), 4 => Just(32_767), 3 => Just(u16::MAX), 4 => any::<u16>()]
}

fn parameters() -> impl Strategy<Value = EpochParameters> {
    let average =
        prop_oneof![4 => Just(900_000_u64), 4 => 0..=1_000_000_u64, 1 => 0..3_000_000_u64];
    let threshold = prop_oneof![3 => Just(0_u64), 1 => 0..2_000_000_000_000_u64];
    let steepness = prop_oneof![3 => Just(1_000_i16), 2 => any::<i16>(), 1 => -300_i16..300];
    (
        (fraction(), fraction(), average, threshold, 0_u16..20),
        (
            any::<bool>(),
            any::<bool>(),
            any::<u16>(),
            any::<u16>(),
            steepness,
        ),
    )
        .prop_map(
            |((kappa, penalty, average, threshold, validators), (y3, la, low, high, steep))| {
                EpochParameters {
                    kappa,
                    bonds_penalty: penalty,
                    bonds_moving_average: average,
                    stake_threshold_rao: threshold,
                    max_allowed_validators: validators,
                    tempo_blocks: 100,
                    activity_cutoff_blocks: 500,
                    yuma3: y3,
                    liquid_alpha: la,
                    alpha_low: low,
                    alpha_high: high,
                    alpha_sigmoid_steepness: steep,
                }
            },
        )
}

fn stake() -> impl Strategy<Value = I64F64> {
    prop_oneof![
        2 => Just(I64F64::from_num(0)),
        3 => (1_u64..4).prop_map(|s| I64F64::from_num(s * 1_000_000_000_000)),
        3 => (0..u128::MAX >> 10).prop_map(|raw| I64F64::from_bits(raw as i128)),
        1 => (0_u64..3).prop_map(I64F64::from_num),
    ]
}

fn block() -> impl Strategy<Value = u64> {
    prop_oneof![4 => Just(0_u64), 4 => 850_u64..1_000, 2 => 0_u64..1_000]
}

fn commits(n: usize) -> impl Strategy<Value = Option<Vec<u64>>> {
    let commit = prop_oneof![2 => Just(u64::MAX), 1 => 0_u64..1_000];
    prop::option::of(prop::collection::vec(commit, n))
}

fn world() -> impl Strategy<Value = (SubnetState, MechanismState)> {
    world_of(1..14)
}

fn world_of(sizes: Range<usize>) -> impl Strategy<Value = (SubnetState, MechanismState)> {
    sizes.prop_flat_map(|n| {
        let subnet = (
            parameters(),
            prop::collection::vec(stake(), n),
            prop::collection::vec(prop::bool::weighted(0.8), 0..=n),
            prop::collection::vec(block(), 0..=n),
            prop::option::of(0..n as u16),
            prop_oneof![Just(0_u64), Just(899), 0_u64..1_000],
        );
        let updates = prop::collection::vec(prop_oneof![4 => Just(990_u64), 1 => block()], 0..=n);
        (subnet, updates, commits(n), rows(n), rows(n)).prop_map(
            |((parameters, stake, permits, registered, owner, last), updates, commits, w, b)| {
                let subnet = SubnetState {
                    parameters,
                    block: 1_000,
                    last_mechanism_step_block: last,
                    owner_uid: owner,
                    stake_weights: stake,
                    validator_permits: permits,
                    registered_at: registered,
                };
                let mechanism = MechanismState {
                    last_update: updates,
                    earliest_commits: commits,
                    weights: w,
                    bonds: b,
                };
                (subnet, mechanism)
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 6_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Every bit of every output, over three epochs that build on each other.
    #[test]
    fn kernel_equals_the_plain_epoch((subnet, mechanism) in world(), emission in any::<u64>()) {
        assert_plain(subnet, mechanism, emission)?;
    }
}

/// Every bit of every output, over three epochs that build on each other.
fn assert_plain(
    mut subnet: SubnetState,
    mut mechanism: MechanismState,
    emission: u64,
) -> Result<(), TestCaseError> {
    for _ in 0..3 {
        let fast = run_epoch(&subnet, &mechanism, emission);
        prop_assert_eq!(&fast, &plain_epoch(&subnet, &mechanism, emission));
        subnet.validator_permits.clone_from(&fast.validator_permits);
        subnet.last_mechanism_step_block = subnet.block;
        subnet.block += 100;
        mechanism
            .last_update
            .iter_mut()
            .for_each(|block| *block += 100);
        mechanism.bonds = fast.bonds;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 150,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Several blocks of columns, and columns long enough for the better pivot.
    #[test]
    fn large_subnets_equal_the_plain_epoch(
        (mut subnet, mechanism) in world_of(60..130),
        emission in any::<u64>(),
        crowded in any::<bool>(),
    ) {
        if crowded {
            subnet.parameters.max_allowed_validators = u16::MAX;
            subnet.parameters.stake_threshold_rao = 0;
            subnet.registered_at = Vec::new();
            subnet.validator_permits = vec![true; subnet.stake_weights.len()];
        }
        assert_plain(subnet, mechanism, emission)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 6_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Nothing is created: no payment sums to more than the epoch's emission.
    #[test]
    fn payments_stay_within_the_emission((subnet, mechanism) in world(), emission in any::<u64>()) {
        let epoch = run_epoch(&subnet, &mechanism, emission);
        let total = |parts: &[u64]| parts.iter().map(|p| u128::from(*p)).sum::<u128>();
        let paid = total(&epoch.server_emission_rao) + total(&epoch.validator_emission_rao);
        prop_assert!(paid <= u128::from(emission));
        prop_assert!(total(&epoch.emission_rao) <= u128::from(emission));
        let share = |parts: &[u16]| parts.iter().map(|p| u32::from(*p)).sum::<u32>();
        prop_assert!(share(&epoch.incentive) <= u32::from(u16::MAX));
        prop_assert!(share(&epoch.dividends) <= u32::from(u16::MAX));
        prop_assert!(share(&epoch.stake_weight) <= u32::from(u16::MAX));
    }

    /// Permits go to at most K neurons, and to the owner; rows of others are empty.
    #[test]
    fn permits_are_limited((subnet, mechanism) in world()) {
        let epoch = run_epoch(&subnet, &mechanism, 1);
        let granted = epoch.validator_permits.iter().filter(|permit| **permit).count();
        let limit = usize::from(subnet.parameters.max_allowed_validators);
        prop_assert!(granted <= limit + usize::from(subnet.owner_uid.is_some()));
        for (uid, permit) in epoch.validator_permits.iter().enumerate() {
            prop_assert!(*permit || epoch.bonds.row(uid).is_empty());
        }
    }

    /// A larger majority never raises the consensus of a column.
    #[test]
    fn consensus_falls_with_kappa((mut subnet, mechanism) in world(), other in any::<u16>()) {
        let first = subnet.parameters.kappa;
        subnet.parameters.kappa = first.min(other);
        let lenient = run_epoch(&subnet, &mechanism, 1);
        subnet.parameters.kappa = first.max(other);
        let strict = run_epoch(&subnet, &mechanism, 1);
        for (strict, lenient) in strict.consensus.iter().zip(&lenient.consensus) {
            prop_assert!(strict <= lenient);
        }
    }

    /// More emission never pays anybody less.
    #[test]
    fn payments_grow_with_emission((subnet, mechanism) in world(), a in any::<u64>(), b in any::<u64>()) {
        let less = run_epoch(&subnet, &mechanism, a.min(b));
        let more = run_epoch(&subnet, &mechanism, a.max(b));
        for (less, more) in less.emission_rao.iter().zip(&more.emission_rao) {
            prop_assert!(less <= more);
        }
    }

    /// One mechanism passes through the aggregation unchanged; several share the emission exactly.
    #[test]
    fn mechanisms_share_the_emission(
        (subnet, mechanism) in world(), emission in 1_u64.., split in 0..=u16::MAX
    ) {
        let alone = run_epoch(&subnet, &mechanism, emission);
        let single = run_subnet_epoch(&subnet, std::slice::from_ref(&mechanism), None, emission);
        prop_assert_eq!(&single.neurons.emission_rao, &alone.emission_rao);
        prop_assert_eq!(&single.neurons.dividends, &alone.dividends);
        prop_assert_eq!(&single.mechanisms[0].bonds, &alone.bonds);

        let split = [split, u16::MAX - split];
        let both = run_subnet_epoch(&subnet, &[mechanism.clone(), mechanism], Some(&split), emission);
        let shared: u64 = both.mechanisms.iter().map(|m| m.emission_rao).sum();
        prop_assert_eq!(shared, emission);
        for (two, one) in both.neurons.raw_stake_rao.iter().zip(&alone.raw_stake_rao) {
            prop_assert_eq!(*two, one.saturating_mul(2));
        }
    }
}
