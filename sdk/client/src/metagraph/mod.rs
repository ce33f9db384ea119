//! A subnet and all its neurons at one block.
//!
//! [`StateAt::metagraph`](crate::StateAt::metagraph) reads it, [`Metagraph::save_json`] and
//! [`Metagraph::save_arrow`] keep it.
//! What is kept is exact: amounts in rao, fractions as parts of 65,535. The attributes that the
//! Python SDK's metagraph has are methods of the same name, in its units: tokens and fractions as
//! 32-bit floats.

mod arrow_file;
mod attributes;
mod changes;
mod fields;
mod files;
mod json_file;
mod parts;
mod read;

pub use changes::{Change, changes};
pub use fields::{FIELD_NAMES, MetagraphField, MetagraphFields, commitment_text};
pub use files::{FileError, default_directory, newest_file};
pub(crate) use parts::big;
pub use parts::{MetagraphEmissions, MetagraphPool, MetagraphRules};

use serde::{Deserialize, Serialize};

use self::parts::{account, accounts, pairs};
use crate::{AccountId, AxonInfo, Identity, SubnetIdentity};

/// Rows of a matrix that are not empty: UID of the row, then UID of the column and entry.
pub type SparseRows = Vec<(u16, Vec<(u16, u16)>)>;

/// A sub-mechanism of a subnet and all its neurons at one block. Lists are by UID.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Metagraph {
    /// Version of the client that read it, three numbers of three digits.
    pub version: u32,
    /// Network that it was read from.
    pub network: String,
    /// Subnet.
    pub netuid: u16,
    /// Sub-mechanism.
    pub mechid: u8,
    /// Block.
    pub block: u64,
    /// Name of the subnet.
    pub name: String,
    /// Symbol of its alpha.
    pub symbol: String,
    /// What the owner says of it.
    pub identity: Option<SubnetIdentity>,
    /// Block of its creation.
    pub network_registered_at: u64,
    /// Hotkey of the owner.
    #[serde(with = "account")]
    pub owner_hotkey: AccountId,
    /// Coldkey of the owner.
    #[serde(with = "account")]
    pub owner_coldkey: AccountId,
    /// Blocks from one epoch to the next.
    pub tempo: u16,
    /// Block of the last epoch.
    pub last_step: u64,
    /// Blocks since then.
    pub blocks_since_last_step: u64,
    /// Neurons.
    pub num_uids: u16,
    /// Most neurons.
    pub max_uids: u16,
    /// Sub-mechanisms of the subnet.
    pub mechanism_count: u8,
    /// How the emission is split among them, in parts of 65,535; `None` for even parts.
    pub emissions_split: Option<Vec<u16>>,
    /// Weight of root TAO beside alpha, as a part of 2^64 - 1.
    pub tao_weight: u64,
    /// Rules of the subnet.
    pub hparams: MetagraphRules,
    /// Its pool.
    pub pool: MetagraphPool,
    /// What it gets with each block.
    pub emissions: MetagraphEmissions,

    /// Hotkeys.
    #[serde(with = "accounts")]
    pub hotkeys: Vec<AccountId>,
    /// Their coldkeys.
    #[serde(with = "accounts")]
    pub coldkeys: Vec<AccountId>,
    /// What the coldkeys' owners say of themselves.
    pub identities: Vec<Option<Identity>>,
    /// Where they serve.
    pub axons: Vec<AxonInfo>,
    /// Which set weights of late.
    #[serde(rename = "active_flags")]
    pub active: Vec<bool>,
    /// Which may validate.
    pub validator_permit: Vec<bool>,
    /// Blocks of their last weights.
    pub last_update: Vec<u64>,
    /// Blocks in which they registered.
    pub block_at_registration: Vec<u64>,
    /// What they earned in the last epoch, in rao of alpha.
    pub emission_rao: Vec<u64>,
    /// Shares of the validators' reward.
    pub dividends_u16: Vec<u16>,
    /// Shares of the miners' reward.
    pub incentive_u16: Vec<u16>,
    /// Agreed weights.
    pub consensus_u16: Vec<u16>,
    /// How much of a validator's weights the consensus shares.
    pub validator_trust_u16: Vec<u16>,
    /// Empty in all runtimes that there are now.
    pub pruning_score: Vec<u16>,
    /// Stake weight from alpha, in rao.
    pub alpha_stake_rao: Vec<u64>,
    /// Root TAO behind them, before it is weighed, in rao.
    pub root_stake_rao: Vec<u64>,
    /// Stake weight: alpha and weighed TAO, in rao.
    pub total_stake_rao: Vec<u64>,
    /// Zero for each hotkey in all runtimes that there are now.
    #[serde(with = "pairs")]
    pub tao_dividends_per_hotkey: Vec<(AccountId, u64)>,
    /// What each hotkey earned as a validator, in rao of alpha.
    #[serde(with = "pairs")]
    pub alpha_dividends_per_hotkey: Vec<(AccountId, u64)>,
    /// Weights that were set; `None` unless they were asked for.
    pub weight_rows: Option<SparseRows>,
    /// Bonds; `None` unless they were asked for.
    pub bond_rows: Option<SparseRows>,
}
