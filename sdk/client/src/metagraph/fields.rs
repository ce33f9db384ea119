//! What the chain answers about a subnet and its neurons, whole or in parts.

use serde_json::Value as Json;

use crate::decode::Fixed;
use crate::{AccountId, Alpha, AxonInfo, Identity, SubnetIdentity, Tao, record};

/// A list by UID.
type Column<T> = Option<Vec<T>>;

record! {
    /// The fields of a metagraph that were asked for, or that the runtime has. The number of a
    /// field, by which it is asked for, is its place here, beginning with 0.
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct MetagraphFields {
        /// Storage index of the sub-mechanism: subnet + 4,096 times its number.
        pub netuid: u16,
        /// Name of the subnet.
        pub name: Option<String>,
        /// Symbol of its alpha.
        pub symbol: Option<String>,
        /// What the owner says of it.
        pub identity: Option<Option<SubnetIdentity>>,
        /// Block of its creation.
        pub network_registered_at: Option<u64>,
        /// Hotkey of the owner.
        pub owner_hotkey: Option<AccountId>,
        /// Coldkey of the owner.
        pub owner_coldkey: Option<AccountId>,
        /// Block of the answer.
        pub block: Option<u64>,
        /// Blocks from one epoch to the next.
        pub tempo: Option<u16>,
        /// Block of the last epoch.
        pub last_step: Option<u64>,
        /// Blocks since then.
        pub blocks_since_last_step: Option<u64>,
        /// Always zero.
        pub subnet_emission: Option<u64>,
        /// Alpha in the pool.
        pub alpha_in: Option<Alpha>,
        /// Alpha outside of the pool.
        pub alpha_out: Option<Alpha>,
        /// TAO in the pool.
        pub tao_in: Option<Tao>,
        /// Alpha that participants get with each block.
        pub alpha_out_emission: Option<Alpha>,
        /// Alpha that the pool gets with each block.
        pub alpha_in_emission: Option<Alpha>,
        /// TAO that the pool gets with each block.
        pub tao_in_emission: Option<Tao>,
        /// Alpha that waits for the next epoch.
        pub pending_alpha_emission: Option<Alpha>,
        /// Always zero.
        pub pending_root_emission: Option<Tao>,
        /// TAO that went through the pool, in rao.
        pub subnet_volume: Option<u128>,
        /// Moving average of the price in TAO.
        pub moving_price: Option<Fixed<32>>,
        /// A rule without effect.
        pub rho: Option<u16>,
        /// Majority needed for consensus.
        pub kappa: Option<u16>,
        /// Fewest entries in a row of weights.
        pub min_allowed_weights: Option<u16>,
        /// Largest share of one entry.
        pub max_weights_limit: Option<u16>,
        /// Version that weights must name.
        pub weights_version: Option<u64>,
        /// Blocks between two settings of weights.
        pub weights_rate_limit: Option<u64>,
        /// Blocks after which a silent validator no longer counts.
        pub activity_cutoff: Option<u64>,
        /// Most neurons with a permit.
        pub max_validators: Option<u16>,
        /// Neurons.
        pub num_uids: Option<u16>,
        /// Most neurons.
        pub max_uids: Option<u16>,
        /// Price of a registration.
        pub burn: Option<Tao>,
        /// Difficulty of a registration by work.
        pub difficulty: Option<u64>,
        /// Whether neurons may register.
        pub registration_allowed: Option<bool>,
        /// Whether they could by work.
        pub pow_registration_allowed: Option<bool>,
        /// Blocks in which a new neuron cannot be replaced.
        pub immunity_period: Option<u16>,
        /// Least difficulty.
        pub min_difficulty: Option<u64>,
        /// Greatest difficulty.
        pub max_difficulty: Option<u64>,
        /// Lowest price of a registration.
        pub min_burn: Option<Tao>,
        /// Highest price of a registration.
        pub max_burn: Option<Tao>,
        /// A rule without effect.
        pub adjustment_alpha: Option<u64>,
        /// A rule without effect.
        pub adjustment_interval: Option<u16>,
        /// Registrations that the root network aims at.
        pub target_regs_per_interval: Option<u16>,
        /// Most registrations in one block.
        pub max_regs_per_block: Option<u16>,
        /// Blocks between two announcements of one neuron.
        pub serving_rate_limit: Option<u64>,
        /// Whether weights are committed before they are shown.
        pub commit_reveal_weights_enabled: Option<bool>,
        /// Epochs between the two.
        pub commit_reveal_period: Option<u64>,
        /// Whether bonds grow at a rate of their own.
        pub liquid_alpha_enabled: Option<bool>,
        /// Upper bound of that rate.
        pub alpha_high: Option<u16>,
        /// Lower bound of that rate.
        pub alpha_low: Option<u16>,
        /// Weight of the past in the average of bonds.
        pub bonds_moving_avg: Option<u64>,
        /// Hotkeys.
        pub hotkeys: Column<AccountId>,
        /// Their coldkeys.
        pub coldkeys: Column<AccountId>,
        /// What the coldkeys' owners say of themselves.
        pub identities: Column<Option<Identity>>,
        /// Where they serve.
        pub axons: Column<AxonInfo>,
        /// Which set weights of late.
        pub active: Column<bool>,
        /// Which may validate.
        pub validator_permit: Column<bool>,
        /// Empty.
        pub pruning_score: Column<u16>,
        /// Blocks of their last weights.
        pub last_update: Column<u64>,
        /// What they earned in the last epoch, in rao of alpha.
        pub emission: Column<u64>,
        /// Shares of the validators' reward.
        pub dividends: Column<u16>,
        /// Shares of the miners' reward.
        pub incentives: Column<u16>,
        /// Agreed weights.
        pub consensus: Column<u16>,
        /// Empty.
        pub trust: Column<u16>,
        /// Empty.
        pub rank: Column<u16>,
        /// Blocks in which they registered.
        pub block_at_registration: Column<u64>,
        /// Stake weight from alpha, in rao.
        pub alpha_stake: Column<u64>,
        /// Root TAO behind them, in rao.
        pub tao_stake: Column<u64>,
        /// Stake weight, in rao.
        pub total_stake: Column<u64>,
        /// Zero for each hotkey.
        pub tao_dividends_per_hotkey: Column<(AccountId, u64)>,
        /// What each hotkey earned as a validator, in rao of alpha.
        pub alpha_dividends_per_hotkey: Column<(AccountId, u64)>,
        /// UIDs that may validate and have stake enough, by stake. Only where it was asked for.
        pub validators: Column<u16>,
        /// Commitments by hotkey: their encoding. Only where it was asked for.
        pub commitments: Column<(AccountId, Vec<u8>)>,
    }
}

/// A field of [`MetagraphFields`] by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MetagraphField(pub u16);

/// Names of the fields, in the order of their numbers.
pub const FIELD_NAMES: [&str; 74] = [
    "netuid",
    "name",
    "symbol",
    "identity",
    "network_registered_at",
    "owner_hotkey",
    "owner_coldkey",
    "block",
    "tempo",
    "last_step",
    "blocks_since_last_step",
    "subnet_emission",
    "alpha_in",
    "alpha_out",
    "tao_in",
    "alpha_out_emission",
    "alpha_in_emission",
    "tao_in_emission",
    "pending_alpha_emission",
    "pending_root_emission",
    "subnet_volume",
    "moving_price",
    "rho",
    "kappa",
    "min_allowed_weights",
    "max_weights_limit",
    "weights_version",
    "weights_rate_limit",
    "activity_cutoff",
    "max_validators",
    "num_uids",
    "max_uids",
    "burn",
    "difficulty",
    "registration_allowed",
    "pow_registration_allowed",
    "immunity_period",
    "min_difficulty",
    "max_difficulty",
    "min_burn",
    "max_burn",
    "adjustment_alpha",
    "adjustment_interval",
    "target_regs_per_interval",
    "max_regs_per_block",
    "serving_rate_limit",
    "commit_reveal_weights_enabled",
    "commit_reveal_period",
    "liquid_alpha_enabled",
    "alpha_high",
    "alpha_low",
    "bonds_moving_avg",
    "hotkeys",
    "coldkeys",
    "identities",
    "axons",
    "active",
    "validator_permit",
    "pruning_score",
    "last_update",
    "emission",
    "dividends",
    "incentives",
    "consensus",
    "trust",
    "rank",
    "block_at_registration",
    "alpha_stake",
    "tao_stake",
    "total_stake",
    "tao_dividends_per_hotkey",
    "alpha_dividends_per_hotkey",
    "validators",
    "commitments",
];

impl MetagraphField {
    /// The field of a name, if there is one.
    pub fn by_name(name: &str) -> Option<Self> {
        let place = FIELD_NAMES.iter().position(|known| *known == name)?;
        u16::try_from(place).ok().map(Self)
    }
}

/// A commitment's payload without the fixed part in front of it.
pub fn commitment_text(encoded: &[u8]) -> Json {
    const FRONT_BYTES: usize = 14;
    let text = encoded.get(FRONT_BYTES..).unwrap_or_default();
    String::from_utf8_lossy(text).into_owned().into()
}
