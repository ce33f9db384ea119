//! What is asked of [`ChainClient::set_weights`](crate::ChainClient::set_weights), and what comes of
//! it.

use std::path::PathBuf;

use taonet_wallet::Keypair;

use super::WeightsError;
use super::conversion::convert_for_emission;
use super::pending::{PendingCommit, PendingCommits};
use crate::{Inclusion, WaitFor};

/// Attempts of a request that says nothing about it.
const ATTEMPTS: u32 = 5;

/// How weights reach the chain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WeightsMethod {
    /// As the subnet's rules and the chain's runtime allow: in the clear where weights are not
    /// committed, else under a timelock where the chain opens those, else by hash.
    #[default]
    Auto,
    /// In the clear.
    Direct,
    /// By a hash, to be revealed by this client later: see [`ChainClient::reveal_due`](crate::ChainClient::reveal_due).
    HashCommit,
    /// Encrypted to a round of the chain's beacon; the chain reveals it.
    Timelock,
}

/// What to give to whom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WeightValues<'a> {
    /// Shares of any scale; the largest becomes 65,535, what rounds to 0 is left out.
    Scores(&'a [(u16, f64)]),
    /// The chain's own 16-bit values, sent untouched.
    Raw(&'a [(u16, u16)]),
}

/// A request to set weights. Make one by [`SetWeights::new`] and change what should be different.
#[derive(Debug)]
pub struct SetWeights<'a> {
    /// Subnet.
    pub netuid: u16,
    /// Mechanism of the subnet; 0 is the main one.
    pub mechid: u8,
    /// Key of the validator; it signs.
    pub hotkey: &'a Keypair,
    /// The weights.
    pub weights: WeightValues<'a>,
    /// Version of the validator, at least the one that the subnet asks for.
    pub version_key: u64,
    /// The way to the chain.
    pub method: WeightsMethod,
    /// How often to try when trouble is of the kind that passes.
    pub attempts: u32,
    /// Blocks to wait for the rate limit. 0 fails at once, with the number of blocks.
    pub patience_blocks: u64,
    /// When the weights count as set.
    pub wait_for: WaitFor,
    /// Folder for commits by hash; none is `.bittensor/pending_commits` of the home folder.
    pub pending_folder: Option<PathBuf>,
}

impl<'a> SetWeights<'a> {
    /// Weights for the main mechanism of a subnet with version key 0, tried five times, until a
    /// best block holds them.
    pub fn new(netuid: u16, hotkey: &'a Keypair, weights: WeightValues<'a>) -> Self {
        Self {
            netuid,
            mechid: 0,
            hotkey,
            weights,
            version_key: 0,
            method: WeightsMethod::Auto,
            attempts: ATTEMPTS,
            patience_blocks: 0,
            wait_for: WaitFor::Inclusion,
            pending_folder: None,
        }
    }

    pub(super) fn row(&self) -> Result<Vec<(u16, u16)>, WeightsError> {
        let row = match self.weights {
            WeightValues::Scores(scores) => convert_for_emission(scores)?,
            WeightValues::Raw(row) => row.to_vec(),
        };
        if row.is_empty() {
            return Err(WeightsError::Empty);
        }
        Ok(row)
    }

    pub(super) fn store(&self) -> Result<PendingCommits, super::PendingError> {
        match &self.pending_folder {
            Some(folder) => Ok(PendingCommits::in_folder(folder)),
            None => PendingCommits::in_home(),
        }
    }
}

/// When committed weights will show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RevealPlan {
    /// The chain opens them by itself.
    ByChain {
        /// Round of the beacon that opens them.
        round: u64,
        /// First block of the epoch of the reveal.
        first_reveal_block: u64,
    },
    /// This client has to show them in that epoch: [`ChainClient::reveal_due`](crate::ChainClient::reveal_due).
    ByClient(PendingCommit),
}

/// Weights that the chain has taken.
#[derive(Clone, Debug)]
pub struct SetWeightsOutcome {
    /// The way they went; never [`WeightsMethod::Auto`].
    pub method: WeightsMethod,
    /// The row as it was sent.
    pub row: Vec<(u16, u16)>,
    /// The transaction; `None` if the connection was lost after sending and the weights were found
    /// on chain afterwards.
    pub inclusion: Option<Inclusion>,
    /// When they will show; `None` if they show already.
    pub reveal: Option<RevealPlan>,
    /// Attempts it took.
    pub attempts: u32,
}
