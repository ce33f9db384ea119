//! What an epoch writes and pays.

use alloc::vec::Vec;

use crate::rows::StoredRows;

/// Result of one mechanism's epoch, by uid. Fractions are parts of 65,535, floored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Epoch {
    /// Whether the neuron acted within the activity cutoff.
    pub active: Vec<bool>,
    /// Permits for the next epoch.
    pub validator_permits: Vec<bool>,
    /// Share of the stake that passes the threshold.
    pub stake_weight: Vec<u16>,
    /// Weight that a majority of stake supports.
    pub consensus: Vec<u16>,
    /// Share of the miners' payment.
    pub incentive: Vec<u16>,
    /// Share of the validators' payment.
    pub dividends: Vec<u16>,
    /// Part of the validator's weights that survived clipping.
    pub validator_trust: Vec<u16>,
    /// Alpha for mining.
    pub server_emission_rao: Vec<u64>,
    /// Alpha for validating.
    pub validator_emission_rao: Vec<u64>,
    /// Alpha in total.
    pub emission_rao: Vec<u64>,
    /// Stake weight before the threshold.
    pub raw_stake_rao: Vec<u64>,
    /// New bonds; empty rows for neurons without a new permit.
    pub bonds: StoredRows,
}

/// The terms stored per mechanism.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MechanismEpoch {
    /// Alpha that the mechanism shared out.
    pub emission_rao: u64,
    /// Share of the miners' payment by uid.
    pub incentive: Vec<u16>,
    /// Alpha for mining by uid.
    pub server_emission_rao: Vec<u64>,
    /// New bonds.
    pub bonds: StoredRows,
}

/// The terms stored per subnet, aggregated over its mechanisms, by uid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NeuronTerms {
    /// Whether the neuron is active in any mechanism.
    pub active: Vec<bool>,
    /// Permits for the next epoch.
    pub validator_permits: Vec<bool>,
    /// Share of stake.
    pub stake_weight: Vec<u16>,
    /// Consensus.
    pub consensus: Vec<u16>,
    /// Share of the validators' payment.
    pub dividends: Vec<u16>,
    /// Part of the validator's weights that survived clipping.
    pub validator_trust: Vec<u16>,
    /// The number stored as the neuron's emission.
    pub emission_rao: Vec<u64>,
    /// Alpha for mining: input of the distribution.
    pub server_emission_rao: Vec<u64>,
    /// Alpha for validating: input of the distribution.
    pub validator_emission_rao: Vec<u64>,
    /// Stake weight summed over mechanisms: input of the voting power.
    pub raw_stake_rao: Vec<u64>,
}

/// Result of all mechanisms of a subnet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SubnetEpoch {
    /// Per mechanism, in order.
    pub mechanisms: Vec<MechanismEpoch>,
    /// Per neuron.
    pub neurons: NeuronTerms,
}
