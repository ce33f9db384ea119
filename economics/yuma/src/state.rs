//! What an epoch reads.

use alloc::vec::Vec;

use taonet_fixed::I64F64;

use crate::rows::StoredRows;

/// Hyperparameters of a subnet that the epoch reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpochParameters {
    /// Majority of stake that a weight needs, in parts of 65,535.
    pub kappa: u16,
    /// How far bonds follow clipped instead of raw weights, in parts of 65,535.
    pub bonds_penalty: u16,
    /// Share of the old bond that survives an epoch, in parts of a million.
    pub bonds_moving_average: u64,
    /// Stake weight below which a neuron counts as having no stake.
    pub stake_threshold_rao: u64,
    /// Number of validator permits.
    pub max_allowed_validators: u16,
    /// Blocks between epochs.
    pub tempo_blocks: u64,
    /// Blocks without an update after which a neuron is inactive; see
    /// [`activity_cutoff_blocks`](crate::schedule::activity_cutoff_blocks).
    pub activity_cutoff_blocks: u64,
    /// Bonds are not scaled by stake (Yuma 3).
    pub yuma3: bool,
    /// The bond average depends on the cell (only with `yuma3`).
    pub liquid_alpha: bool,
    /// Lower end of the liquid average, in parts of 65,535.
    pub alpha_low: u16,
    /// Upper end of the liquid average, in parts of 65,535.
    pub alpha_high: u16,
    /// Steepness of the logistic function of the liquid average, in hundredths.
    pub alpha_sigmoid_steepness: i16,
}

impl Default for EpochParameters {
    fn default() -> Self {
        Self {
            kappa: 32_767,
            bonds_penalty: u16::MAX,
            bonds_moving_average: 900_000,
            stake_threshold_rao: 0,
            max_allowed_validators: 64,
            tempo_blocks: 360,
            activity_cutoff_blocks: 5_000,
            yuma3: false,
            liquid_alpha: false,
            alpha_low: 45_875,
            alpha_high: 58_982,
            alpha_sigmoid_steepness: 1_000,
        }
    }
}

/// State of a subnet that all its mechanisms share.
///
/// The length of `stake_weights` is the number of neurons. A shorter vector elsewhere means zero
/// or false for the uids that it lacks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SubnetState {
    /// Hyperparameters.
    pub parameters: EpochParameters,
    /// Current block.
    pub block: u64,
    /// Block of the previous epoch that ran, 0 if none did.
    pub last_mechanism_step_block: u64,
    /// The uid of the subnet owner's hotkey, if it is registered.
    pub owner_uid: Option<u16>,
    /// Stake weight by uid, in rao. Never negative; a negative number counts as zero.
    pub stake_weights: Vec<I64F64>,
    /// Permits granted by the previous epoch.
    pub validator_permits: Vec<bool>,
    /// Block of registration, 0 for a uid without hotkey.
    pub registered_at: Vec<u64>,
}

/// State of one mechanism of a subnet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MechanismState {
    /// Block of the last weights (or commit) by uid.
    pub last_update: Vec<u64>,
    /// With commit-reveal: the block of the oldest commit that has not expired, `u64::MAX` for
    /// none. Without commit-reveal: nothing.
    pub earliest_commits: Option<Vec<u64>>,
    /// Weights by validator uid.
    pub weights: StoredRows,
    /// Bonds by validator uid.
    pub bonds: StoredRows,
}
