//! One epoch of one mechanism, from stored state to stored state.

use alloc::vec::Vec;

use crate::{
    bonds::{BondInput, Rate, classic, yuma3},
    consensus::{consensus, ranks},
    emission::share_out,
    liquid_alpha::LiquidRate,
    outcome::Epoch,
    raw::{normalize, to_u16},
    stake::stake_terms,
    state::{MechanismState, SubnetState},
    weights::{BondView, arranged_for, load},
};

/// Runs the epoch of one mechanism and shares out `emission_rao`.
///
/// Total: every input has a result, and vectors that are too short count as padded with zeros.
#[must_use]
pub fn run_epoch(subnet: &SubnetState, mechanism: &MechanismState, emission_rao: u64) -> Epoch {
    let n = subnet.stake_weights.len();
    let parameters = &subnet.parameters;
    let mut registered_at: Vec<u64> = subnet.registered_at.iter().take(n).copied().collect();
    registered_at.resize(n, 0);

    let terms = stake_terms(subnet, mechanism);
    let weights = load(subnet, mechanism, &terms.old_permits, &registered_at);
    let consensus = consensus(&weights, &terms.active_stake, parameters.kappa);
    let clipped = ranks(&weights, &consensus, &terms.active_stake);
    let mut incentive = clipped.ranks.clone();
    normalize(&mut incentive);

    let previous = previous_epoch(subnet);
    let forgotten: Vec<bool> = registered_at
        .iter()
        .map(|block| previous <= *block)
        .collect();
    let view = BondView::new(parameters.bonds_penalty);
    let weights = arranged_for(view, weights);
    let input = BondInput {
        weights: &weights,
        view,
        consensus: &consensus,
        incentive: &incentive,
        active_stake: &terms.active_stake,
        stored: &mechanism.bonds,
        forgotten: &forgotten,
        foreign_forgotten: previous == 0,
        new_permits: &terms.new_permits,
        rate: Rate::new(parameters.bonds_moving_average),
    };
    let outcome = if parameters.yuma3 {
        let liquid = parameters.liquid_alpha && consensus.iter().any(|value| *value != 0);
        let rate = liquid.then(|| {
            LiquidRate::new(
                parameters.alpha_low,
                parameters.alpha_high,
                parameters.alpha_sigmoid_steepness,
            )
        });
        yuma3(&input, rate.as_ref())
    } else {
        classic(&input, &clipped.ranks)
    };

    let emission = share_out(
        &incentive,
        &outcome.dividends,
        &terms.stake,
        &terms.active_stake,
        emission_rao,
    );
    let parts = |values: &[u64]| values.iter().map(|value| to_u16(*value)).collect();
    Epoch {
        stake_weight: parts(&terms.stake),
        consensus: parts(&consensus),
        incentive: parts(&incentive),
        dividends: parts(&outcome.dividends),
        validator_trust: parts(&clipped.validator_trust),
        active: terms.active,
        validator_permits: terms.new_permits,
        server_emission_rao: emission.server_rao,
        validator_emission_rao: emission.validator_rao,
        emission_rao: emission.combined_rao,
        raw_stake_rao: terms.raw_stake_rao,
        bonds: outcome.bonds,
    }
}

/// The block that bonds must be older than: neurons registered since have new owners.
fn previous_epoch(subnet: &SubnetState) -> u64 {
    match subnet.last_mechanism_step_block {
        0 => subnet.block.saturating_sub(subnet.parameters.tempo_blocks),
        block => block.saturating_add(1),
    }
}
