//! Whose opinion counts: shares of stake, activity and validator permits.

use alloc::{vec, vec::Vec};

use taonet_fixed::{I64F64, conversion::fixed64_to_u64};

use crate::{
    raw::{normalize, share_of},
    state::{MechanismState, SubnetState},
};

/// Stake side of an epoch, by uid; raw numbers are I32F32.
#[derive(Clone, Debug)]
pub(crate) struct StakeTerms {
    /// Share of the stake that passes the threshold.
    pub(crate) stake: Vec<u64>,
    /// Share among active permit holders.
    pub(crate) active_stake: Vec<u64>,
    pub(crate) active: Vec<bool>,
    /// Permits that were in force until now.
    pub(crate) old_permits: Vec<bool>,
    pub(crate) new_permits: Vec<bool>,
    /// Stake weights as integers, unfiltered.
    pub(crate) raw_stake_rao: Vec<u64>,
}

pub(crate) fn stake_terms(subnet: &SubnetState, mechanism: &MechanismState) -> StakeTerms {
    let n = subnet.stake_weights.len();
    let owner = subnet.owner_uid.map(usize::from);
    let active = active(subnet, mechanism);
    let raw_stake_rao: Vec<u64> = subnet
        .stake_weights
        .iter()
        .map(|weight| fixed64_to_u64(*weight))
        .collect();
    let stake = stake_shares(subnet, &raw_stake_rao);

    let mut old_permits: Vec<bool> = subnet.validator_permits.iter().take(n).copied().collect();
    // The owner's permit counts only where a permit is stored at all.
    if let Some(permit) = owner.and_then(|uid| old_permits.get_mut(uid)) {
        *permit = true;
    }
    old_permits.resize(n, false);

    let mut new_permits = top_stakes(&stake, subnet.parameters.max_allowed_validators.into());
    if let Some(permit) = owner.and_then(|uid| new_permits.get_mut(uid)) {
        *permit = true;
    }

    let mut active_stake = stake.clone();
    for ((share, active), permit) in active_stake.iter_mut().zip(&active).zip(&old_permits) {
        if !active || !permit {
            *share = 0;
        }
    }
    normalize(&mut active_stake);
    StakeTerms {
        stake,
        active_stake,
        active,
        old_permits,
        new_permits,
        raw_stake_rao,
    }
}

/// A neuron is active until its last update is more than the cutoff ago.
fn active(subnet: &SubnetState, mechanism: &MechanismState) -> Vec<bool> {
    let cutoff = subnet.parameters.activity_cutoff_blocks;
    (0..subnet.stake_weights.len())
        .map(|uid| {
            let updated = mechanism.last_update.get(uid).copied().unwrap_or(0);
            updated.saturating_add(cutoff) >= subnet.block
        })
        .collect()
}

fn stake_shares(subnet: &SubnetState, raw_stake_rao: &[u64]) -> Vec<u64> {
    let threshold = subnet.parameters.stake_threshold_rao;
    let owner = subnet.owner_uid.map(usize::from);
    let passing: Vec<u128> = subnet
        .stake_weights
        .iter()
        .zip(raw_stake_rao)
        .enumerate()
        .map(|(uid, (weight, rao))| {
            let counts = *rao >= threshold || owner == Some(uid);
            if counts { non_negative(*weight) } else { 0 }
        })
        .collect();
    let sum = passing
        .iter()
        .fold(0_u128, |sum, weight| sum.wrapping_add(*weight));
    if sum == 0 {
        return vec![0; passing.len()];
    }
    passing
        .into_iter()
        .map(|weight| share_of(weight, sum))
        .collect()
}

fn non_negative(weight: I64F64) -> u128 {
    u128::try_from(weight.to_bits()).unwrap_or(0)
}

/// Marks the `k` largest stakes that are not zero; among equals the higher uid wins.
fn top_stakes(stake: &[u64], k: usize) -> Vec<bool> {
    let mut marks: Vec<bool> = stake.iter().map(|share| *share != 0).collect();
    let surplus = stake.len().saturating_sub(k);
    let staked = marks.iter().filter(|mark| **mark).count();
    // Uids without stake are the smallest and have no mark to lose.
    let losing = surplus.saturating_sub(stake.len().saturating_sub(staked));
    if losing == 0 {
        return marks;
    }
    let mut order: Vec<(u64, usize)> = stake
        .iter()
        .enumerate()
        .filter(|(_, share)| **share != 0)
        .map(|(uid, share)| (*share, uid))
        .collect();
    if losing < order.len() {
        order.select_nth_unstable(losing);
    }
    for (_, uid) in order.into_iter().take(losing) {
        if let Some(mark) = marks.get_mut(uid) {
            *mark = false;
        }
    }
    marks
}
