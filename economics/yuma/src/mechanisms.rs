//! A subnet with several mechanisms: one epoch each, one result per neuron.

use alloc::{vec, vec::Vec};

use taonet_fixed::{SafeDiv, U64F64};

use crate::{
    epoch::run_epoch,
    outcome::{Epoch, MechanismEpoch, NeuronTerms, SubnetEpoch},
    state::{MechanismState, SubnetState},
};

/// Distance between the storage indices of a subnet's mechanisms, and bound of netuids.
pub const NETUIDS_PER_MECHANISM: u16 = 4_096;

/// Key under which a mechanism of a subnet stores its own terms.
#[must_use]
pub fn storage_index(netuid: u16, mechanism: u8) -> u16 {
    u16::from(mechanism)
        .saturating_mul(NETUIDS_PER_MECHANISM)
        .saturating_add(netuid)
}

/// Subnet and mechanism of a storage index.
#[must_use]
pub fn netuid_and_mechanism(index: u16) -> (u16, u8) {
    let mechanism = u8::try_from(index / NETUIDS_PER_MECHANISM).unwrap_or(u8::MAX);
    (index % NETUIDS_PER_MECHANISM, mechanism)
}

/// Splits alpha over mechanisms: by the stored split if it is valid, evenly otherwise. What
/// rounding leaves goes to mechanism 0.
#[must_use]
pub fn split_emission(total_rao: u64, mechanisms: usize, split: Option<&[u16]>) -> Vec<u64> {
    let valid = split.filter(|split| {
        split.len() <= mechanisms
            && split.iter().map(|part| u64::from(*part)).sum::<u64>() == u64::from(u16::MAX)
    });
    let mut parts = match valid {
        Some(split) => split
            .iter()
            .map(|part| {
                let exact = u128::from(total_rao) * u128::from(*part) / u128::from(u16::MAX);
                u64::try_from(exact).unwrap_or(u64::MAX)
            })
            .collect(),
        None => vec![total_rao.safe_div(mechanisms as u64); mechanisms],
    };
    parts.resize(mechanisms, 0);
    let shared = parts
        .iter()
        .fold(0_u64, |sum, part| sum.saturating_add(*part));
    if let Some(main) = parts.first_mut() {
        *main = main.saturating_add(total_rao.saturating_sub(shared));
    }
    parts
}

/// Runs the epoch of every mechanism of a subnet and aggregates the neurons' terms.
///
/// `mechanisms` are the mechanisms in order, `split` the stored emission split. The payments are
/// plain sums; the fractions are sums weighted by each mechanism's part of the emission, floored
/// at every step.
#[must_use]
pub fn run_subnet_epoch(
    subnet: &SubnetState,
    mechanisms: &[MechanismState],
    split: Option<&[u16]>,
    emission_rao: u64,
) -> SubnetEpoch {
    let parts = split_emission(emission_rao, mechanisms.len(), split);
    let mut neurons = NeuronTerms::empty(subnet.stake_weights.len());
    let mut results = Vec::with_capacity(mechanisms.len());
    for (index, (mechanism, part_rao)) in mechanisms.iter().zip(parts).enumerate() {
        let epoch = run_epoch(subnet, mechanism, part_rao);
        neurons.add(&epoch, mechanism_share(index, part_rao, emission_rao));
        results.push(MechanismEpoch {
            emission_rao: part_rao,
            incentive: epoch.incentive,
            server_emission_rao: epoch.server_emission_rao,
            bonds: epoch.bonds,
        });
    }
    SubnetEpoch {
        mechanisms: results,
        neurons,
    }
}

/// A mechanism's part of the emission; without emission the main mechanism counts alone.
fn mechanism_share(index: usize, part_rao: u64, total_rao: u64) -> U64F64 {
    if total_rao == 0 {
        return U64F64::from_num(u8::from(index == 0));
    }
    U64F64::from_num(part_rao).safe_div(U64F64::from_num(total_rao))
}

impl NeuronTerms {
    fn empty(n: usize) -> Self {
        Self {
            active: vec![false; n],
            validator_permits: vec![false; n],
            stake_weight: vec![0; n],
            consensus: vec![0; n],
            dividends: vec![0; n],
            validator_trust: vec![0; n],
            emission_rao: vec![0; n],
            server_emission_rao: vec![0; n],
            validator_emission_rao: vec![0; n],
            raw_stake_rao: vec![0; n],
        }
    }

    fn add(&mut self, epoch: &Epoch, share: U64F64) {
        let either = |terms: &mut [bool], more: &[bool]| {
            terms
                .iter_mut()
                .zip(more)
                .for_each(|(term, more)| *term |= more);
        };
        either(&mut self.active, &epoch.active);
        either(&mut self.validator_permits, &epoch.validator_permits);

        let fraction = |terms: &mut [u16], more: &[u16]| {
            terms.iter_mut().zip(more).for_each(|(term, more)| {
                *term = weighted(u64::from(*term), u64::from(*more), share).saturating_to_num();
            });
        };
        fraction(&mut self.stake_weight, &epoch.stake_weight);
        fraction(&mut self.consensus, &epoch.consensus);
        fraction(&mut self.dividends, &epoch.dividends);
        fraction(&mut self.validator_trust, &epoch.validator_trust);
        for (term, more) in self.emission_rao.iter_mut().zip(&epoch.emission_rao) {
            *term = weighted(*term, *more, share).saturating_to_num();
        }

        let plain = |terms: &mut [u64], more: &[u64]| {
            terms
                .iter_mut()
                .zip(more)
                .for_each(|(term, more)| *term = term.saturating_add(*more));
        };
        plain(&mut self.server_emission_rao, &epoch.server_emission_rao);
        plain(
            &mut self.validator_emission_rao,
            &epoch.validator_emission_rao,
        );
        plain(&mut self.raw_stake_rao, &epoch.raw_stake_rao);
    }
}

/// `so_far + more * share`; the caller floors it.
fn weighted(so_far: u64, more: u64, share: U64F64) -> U64F64 {
    U64F64::from_num(so_far).saturating_add(U64F64::from_num(more).saturating_mul(share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn split_gives_the_rest_to_the_main_mechanism() {
        assert_eq!(split_emission(10, 3, None), [4, 3, 3]);
        assert_eq!(split_emission(100, 2, Some(&[32_767, 32_768])), [50, 50]);
        assert_eq!(split_emission(100, 2, Some(&[u16::MAX])), [100, 0]);
        // Not a split: the parts do not sum to the whole.
        assert_eq!(split_emission(100, 2, Some(&[1, 2])), [50, 50]);
        assert_eq!(split_emission(100, 1, Some(&[1, 65_534])), [100]);
        assert!(split_emission(100, 0, None).is_empty());
    }

    #[test]
    fn storage_indices() {
        assert_eq!(storage_index(7, 0), 7);
        assert_eq!(storage_index(7, 2), 8_199);
        assert_eq!(netuid_and_mechanism(8_199), (7, 2));
        assert_eq!(storage_index(7, 200), u16::MAX);
    }
}
