//! A subnet's settings, in the three generations that clients ask for, and its summary.

use crate::*;
use alloc::vec::Vec;
use codec::{Compact, Decode, Encode};
use scale_info::TypeInfo;
use substrate_fixed::types::{I32F32, U64F64};
use taonet_primitives::{NetUid, TaoBalance};

/// Summary of a subnet.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[scale_info(replace_segment("runtime_api", "rpc_info"))]
pub struct SubnetInfo<AccountId> {
    /// The subnet.
    pub netuid: Compact<NetUid>,
    /// Steepness of trust.
    pub rho: Compact<u16>,
    /// Majority that consensus asks for, in parts of 65,535.
    pub kappa: Compact<u16>,
    /// Proof-of-work difficulty.
    pub difficulty: Compact<u64>,
    /// Blocks in which a new neuron cannot be replaced.
    pub immunity_period: Compact<u16>,
    /// Most validators.
    pub max_allowed_validators: Compact<u16>,
    /// Fewest weights a validator must set.
    pub min_allowed_weights: Compact<u16>,
    /// Always 65,535.
    pub max_weights_limit: Compact<u16>,
    /// Unused.
    pub scaling_law_power: Compact<u16>,
    /// Number of neurons.
    pub subnetwork_n: Compact<u16>,
    /// Most neurons.
    pub max_allowed_uids: Compact<u16>,
    /// Blocks since the last epoch.
    pub blocks_since_last_step: Compact<u64>,
    /// Blocks between epochs.
    pub tempo: Compact<u16>,
    /// Always 0.
    pub network_modality: Compact<u16>,
    /// Always empty.
    pub network_connect: Vec<[u16; 2]>,
    /// Always 0.
    pub emission_values: Compact<u64>,
    /// Price of a registration, in rao.
    pub burn: Compact<TaoBalance>,
    /// The owner's coldkey.
    pub owner: AccountId,
}

/// Summary of a subnet with its identity.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[scale_info(replace_segment("runtime_api", "rpc_info"))]
pub struct SubnetInfov2<AccountId> {
    /// The subnet.
    pub netuid: Compact<NetUid>,
    /// Steepness of trust.
    pub rho: Compact<u16>,
    /// Majority that consensus asks for, in parts of 65,535.
    pub kappa: Compact<u16>,
    /// Proof-of-work difficulty.
    pub difficulty: Compact<u64>,
    /// Blocks in which a new neuron cannot be replaced.
    pub immunity_period: Compact<u16>,
    /// Most validators.
    pub max_allowed_validators: Compact<u16>,
    /// Fewest weights a validator must set.
    pub min_allowed_weights: Compact<u16>,
    /// Always 65,535.
    pub max_weights_limit: Compact<u16>,
    /// Unused.
    pub scaling_law_power: Compact<u16>,
    /// Number of neurons.
    pub subnetwork_n: Compact<u16>,
    /// Most neurons.
    pub max_allowed_uids: Compact<u16>,
    /// Blocks since the last epoch.
    pub blocks_since_last_step: Compact<u64>,
    /// Blocks between epochs.
    pub tempo: Compact<u16>,
    /// Always 0.
    pub network_modality: Compact<u16>,
    /// Always empty.
    pub network_connect: Vec<[u16; 2]>,
    /// Always 0.
    pub emission_value: Compact<u64>,
    /// Price of a registration, in rao.
    pub burn: Compact<TaoBalance>,
    /// The owner's coldkey.
    pub owner: AccountId,
    /// What the subnet says about itself.
    pub identity: Option<SubnetIdentityV3>,
}

/// Settings, first generation.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[scale_info(replace_segment("runtime_api", "rpc_info"))]
pub struct SubnetHyperparams {
    /// Steepness of trust.
    pub rho: Compact<u16>,
    /// Majority that consensus asks for, in parts of 65,535.
    pub kappa: Compact<u16>,
    /// Blocks in which a new neuron cannot be replaced.
    pub immunity_period: Compact<u16>,
    /// Fewest weights a validator must set.
    pub min_allowed_weights: Compact<u16>,
    /// Always 65,535.
    pub max_weights_limit: Compact<u16>,
    /// Blocks between epochs.
    pub tempo: Compact<u16>,
    /// Lower bound of the difficulty.
    pub min_difficulty: Compact<u64>,
    /// Upper bound of the difficulty.
    pub max_difficulty: Compact<u64>,
    /// Version key that weights must carry at least.
    pub weights_version: Compact<u64>,
    /// Blocks between two weight settings.
    pub weights_rate_limit: Compact<u64>,
    /// Blocks between two adjustments of the difficulty.
    pub adjustment_interval: Compact<u16>,
    /// Blocks without weights after which a neuron is inactive.
    pub activity_cutoff: Compact<u64>,
    /// Whether registration is open.
    pub registration_allowed: bool,
    /// Registrations aimed at per interval.
    pub target_regs_per_interval: Compact<u16>,
    /// Lower bound of the price, in rao.
    pub min_burn: Compact<TaoBalance>,
    /// Upper bound of the price, in rao.
    pub max_burn: Compact<TaoBalance>,
    /// Weight of old bonds, in parts of a million.
    pub bonds_moving_avg: Compact<u64>,
    /// Most registrations in a block.
    pub max_regs_per_block: Compact<u16>,
    /// Blocks between two announcements of an endpoint.
    pub serving_rate_limit: Compact<u64>,
    /// Most validators.
    pub max_validators: Compact<u16>,
    /// Inertia of the difficulty.
    pub adjustment_alpha: Compact<u64>,
    /// Proof-of-work difficulty.
    pub difficulty: Compact<u64>,
    /// Epochs between commit and reveal.
    pub commit_reveal_period: Compact<u64>,
    /// Whether weights are committed first and revealed later.
    pub commit_reveal_weights_enabled: bool,
    /// Upper bound of liquid alpha, in parts of 65,535.
    pub alpha_high: Compact<u16>,
    /// Lower bound of liquid alpha, in parts of 65,535.
    pub alpha_low: Compact<u16>,
    /// Whether bonds move with liquid alpha.
    pub liquid_alpha_enabled: bool,
}

/// Settings, second generation.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[scale_info(replace_segment("runtime_api", "rpc_info"))]
pub struct SubnetHyperparamsV2 {
    /// Steepness of trust.
    pub rho: Compact<u16>,
    /// Majority that consensus asks for, in parts of 65,535.
    pub kappa: Compact<u16>,
    /// Blocks in which a new neuron cannot be replaced.
    pub immunity_period: Compact<u16>,
    /// Fewest weights a validator must set.
    pub min_allowed_weights: Compact<u16>,
    /// Always 65,535.
    pub max_weights_limit: Compact<u16>,
    /// Blocks between epochs.
    pub tempo: Compact<u16>,
    /// Lower bound of the difficulty.
    pub min_difficulty: Compact<u64>,
    /// Upper bound of the difficulty.
    pub max_difficulty: Compact<u64>,
    /// Version key that weights must carry at least.
    pub weights_version: Compact<u64>,
    /// Blocks between two weight settings.
    pub weights_rate_limit: Compact<u64>,
    /// Blocks between two adjustments of the difficulty.
    pub adjustment_interval: Compact<u16>,
    /// Blocks without weights after which a neuron is inactive.
    pub activity_cutoff: Compact<u64>,
    /// Whether registration is open.
    pub registration_allowed: bool,
    /// Registrations aimed at per interval.
    pub target_regs_per_interval: Compact<u16>,
    /// Lower bound of the price, in rao.
    pub min_burn: Compact<TaoBalance>,
    /// Upper bound of the price, in rao.
    pub max_burn: Compact<TaoBalance>,
    /// Weight of old bonds, in parts of a million.
    pub bonds_moving_avg: Compact<u64>,
    /// Most registrations in a block.
    pub max_regs_per_block: Compact<u16>,
    /// Blocks between two announcements of an endpoint.
    pub serving_rate_limit: Compact<u64>,
    /// Most validators.
    pub max_validators: Compact<u16>,
    /// Inertia of the difficulty.
    pub adjustment_alpha: Compact<u64>,
    /// Proof-of-work difficulty.
    pub difficulty: Compact<u64>,
    /// Epochs between commit and reveal.
    pub commit_reveal_period: Compact<u64>,
    /// Whether weights are committed first and revealed later.
    pub commit_reveal_weights_enabled: bool,
    /// Upper bound of liquid alpha, in parts of 65,535.
    pub alpha_high: Compact<u16>,
    /// Lower bound of liquid alpha, in parts of 65,535.
    pub alpha_low: Compact<u16>,
    /// Whether bonds move with liquid alpha.
    pub liquid_alpha_enabled: bool,
    /// Steepness of liquid alpha.
    pub alpha_sigmoid_steepness: I32F32,
    /// 3 or 2.
    pub yuma_version: Compact<u16>,
    /// Whether the subnet's token trades.
    pub subnet_is_active: bool,
    /// Whether stake may be transferred.
    pub transfers_enabled: bool,
    /// Whether a new commitment resets bonds.
    pub bonds_reset_enabled: bool,
    /// Always false.
    pub user_liquidity_enabled: bool,
}

/// One setting, third generation.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[scale_info(replace_segment("runtime_api", "rpc_info"))]
pub struct HyperparamEntry {
    /// Name of the setting.
    pub name: Vec<u8>,
    /// Its value.
    pub value: HyperparamValue,
}

/// The value of a setting.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[scale_info(replace_segment("runtime_api", "rpc_info"))]
#[allow(
    missing_docs,
    reason = "each variant is named after the type that it holds"
)]
pub enum HyperparamValue {
    Bool(bool),
    U16(Compact<u16>),
    U32(Compact<u32>),
    U64(Compact<u64>),
    U128(Compact<u128>),
    TaoBalance(Compact<TaoBalance>),
    I32F32(I32F32),
    U64F64(U64F64),
}
