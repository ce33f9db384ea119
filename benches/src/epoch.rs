//! Subnets for the epoch kernel.

use taonet_fixed::I64F64;
use taonet_yuma::{EpochParameters, MechanismState, StoredRows, SubnetState, run_epoch};

use crate::Random;

/// What a benchmarked subnet looks like.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Neurons.
    pub neurons: u16,
    /// Neurons with weights: the first ones.
    pub validators: u16,
    /// Chance of a weight, in percent.
    pub density_percent: u64,
    /// Yuma 3 instead of the original rule.
    pub yuma3: bool,
    /// Liquid alpha.
    pub liquid_alpha: bool,
}

/// A subnet in its second epoch: fresh weights, and bonds from weights that were different.
#[must_use]
pub fn subnet(shape: Shape) -> (SubnetState, MechanismState) {
    let mut random = Random::new(0x7a0);
    let neurons = usize::from(shape.neurons);
    let validators = usize::from(shape.validators);
    let mut state = SubnetState {
        parameters: EpochParameters {
            yuma3: shape.yuma3,
            liquid_alpha: shape.liquid_alpha,
            max_allowed_validators: shape.validators,
            ..EpochParameters::default()
        },
        block: 1_000,
        last_mechanism_step_block: 640,
        owner_uid: None,
        stake_weights: (0..neurons)
            .map(|uid| {
                let rao = if uid < validators {
                    1_000_000_000_000
                } else {
                    1_000_000_000
                };
                I64F64::from_num(rao + random.below(rao))
            })
            .collect(),
        validator_permits: (0..neurons).map(|uid| uid < validators).collect(),
        registered_at: vec![10; neurons],
    };
    // Neurons differ in worth, validators in their estimate of it.
    let worth: Vec<u64> = (0..neurons).map(|_| 1_000 + random.below(40_000)).collect();
    let opinions = |random: &mut Random| {
        let mut rows = StoredRows::new();
        for uid in 0..neurons {
            let row: Vec<(u16, u16)> = (0..shape.neurons)
                .zip(&worth)
                .filter(|_| uid < validators && random.below(100) < shape.density_percent)
                .collect::<Vec<_>>()
                .into_iter()
                .map(|(column, worth)| {
                    let noise = worth / 2 + random.below(*worth);
                    (column, u16::try_from(noise).unwrap_or(u16::MAX))
                })
                .collect();
            rows.push_row(row);
        }
        rows
    };
    let before = opinions(&mut random);
    let now = opinions(&mut random);
    let mut mechanism = MechanismState {
        last_update: vec![990; neurons],
        earliest_commits: None,
        weights: before,
        bonds: StoredRows::new(),
    };
    mechanism.bonds = run_epoch(&state, &mechanism, 1_000_000_000).bonds;
    mechanism.weights = now;
    state.block += 360;
    mechanism.last_update = vec![1_350; neurons];
    state.last_mechanism_step_block = 1_000;
    (state, mechanism)
}
