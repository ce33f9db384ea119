//! Weights, bonds, and weights that are committed and not yet shown.

use super::reads;
use crate::{AccountId, ClientError, StateAt};

/// Where the chain stores what a sub-mechanism of a subnet has for itself.
///
/// ```
/// assert_eq!(taonet_client::storage_index(7, 2), 8_199);
/// ```
pub const fn storage_index(netuid: u16, mechid: u8) -> u16 {
    // Lossless widening; `From` is not const.
    (mechid as u16).saturating_mul(4_096).saturating_add(netuid)
}

/// A hash of weights that wait to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeightCommit {
    /// Hash of the weights with their salt.
    pub hash: [u8; 32],
    /// Epoch of the commit; in older runtimes, its block.
    pub epoch: u64,
    /// Block of the commit; in older runtimes, the first in which it can be shown.
    pub block: u64,
}

/// Encrypted weights that the chain opens by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelockedCommit {
    /// Who committed.
    pub hotkey: AccountId,
    /// Block of the commit.
    pub block: u64,
    /// Ciphertext.
    pub ciphertext: Vec<u8>,
    /// Round of the beacon that opens it.
    pub reveal_round: u64,
}

type Row = Vec<(u16, u16)>;
type Queue = Vec<([u8; 32], u64, u64, u64)>;
type Timelocked = Vec<(AccountId, u64, Vec<u8>, u64)>;

const SUBTENSOR: &str = "SubtensorModule";

impl StateAt {
    /// Weights of a sub-mechanism: for each UID that set some, what it gives to which UID.
    pub async fn weights(&self, netuid: u16, mechid: u8) -> Result<Vec<(u16, Row)>, ClientError> {
        self.rows("Weights", netuid, mechid).await
    }

    /// Bonds of a sub-mechanism: for each validator, what it holds of which UID.
    pub async fn bonds(&self, netuid: u16, mechid: u8) -> Result<Vec<(u16, Row)>, ClientError> {
        self.rows("Bonds", netuid, mechid).await
    }

    async fn rows(
        &self,
        item: &str,
        netuid: u16,
        mechid: u8,
    ) -> Result<Vec<(u16, Row)>, ClientError> {
        let mut rows: Vec<(u16, Row)> = self
            .storage_map(SUBTENSOR, item, (storage_index(netuid, mechid),))
            .await?;
        rows.sort_unstable_by_key(|(uid, _)| *uid);
        Ok(rows)
    }

    /// The weights of one UID.
    pub async fn weights_of(&self, netuid: u16, mechid: u8, uid: u16) -> Result<Row, ClientError> {
        let index = storage_index(netuid, mechid);
        self.value(SUBTENSOR, "Weights", (index, uid)).await
    }

    /// Hashes that a hotkey committed and did not show yet, oldest first.
    pub async fn weight_commits_of(
        &self,
        netuid: u16,
        mechid: u8,
        hotkey: &AccountId,
    ) -> Result<Vec<WeightCommit>, ClientError> {
        let index = storage_index(netuid, mechid);
        let found: Option<Queue> = self
            .storage(SUBTENSOR, "WeightCommits", (index, hotkey))
            .await?;
        Ok(commits(found.unwrap_or_default()))
    }

    /// Hashes that the hotkeys of a sub-mechanism committed and did not show yet.
    pub async fn weight_commits(
        &self,
        netuid: u16,
        mechid: u8,
    ) -> Result<Vec<(AccountId, Vec<WeightCommit>)>, ClientError> {
        let index = storage_index(netuid, mechid);
        let found: Vec<(AccountId, Queue)> = self
            .storage_map(SUBTENSOR, "WeightCommits", (index,))
            .await?;
        Ok(found
            .into_iter()
            .map(|(hotkey, queue)| (hotkey, commits(queue)))
            .collect())
    }

    /// Encrypted weights of a sub-mechanism that wait to be opened, by epoch of the commit.
    pub async fn timelocked_commits(
        &self,
        netuid: u16,
        mechid: u8,
    ) -> Result<Vec<(u64, Vec<TimelockedCommit>)>, ClientError> {
        let index = storage_index(netuid, mechid);
        let mut found: Vec<(u64, Timelocked)> = self
            .storage_map(SUBTENSOR, "TimelockedWeightCommits", (index,))
            .await?;
        found.sort_unstable_by_key(|(epoch, _)| *epoch);
        let commit = |(hotkey, block, ciphertext, reveal_round)| TimelockedCommit {
            hotkey,
            block,
            ciphertext,
            reveal_round,
        };
        Ok(found
            .into_iter()
            .map(|(epoch, commits)| (epoch, commits.into_iter().map(commit).collect()))
            .collect())
    }

    /// Block of the last weights of each UID of a sub-mechanism.
    pub async fn last_updates(&self, netuid: u16, mechid: u8) -> Result<Vec<u64>, ClientError> {
        let index = storage_index(netuid, mechid);
        self.value(SUBTENSOR, "LastUpdate", (index,)).await
    }

    /// Share of the miners' reward of each UID of a sub-mechanism.
    pub async fn incentives(&self, netuid: u16, mechid: u8) -> Result<Vec<u16>, ClientError> {
        let index = storage_index(netuid, mechid);
        self.value(SUBTENSOR, "Incentive", (index,)).await
    }
}

fn commits(queue: Queue) -> Vec<WeightCommit> {
    queue
        .into_iter()
        .map(|(hash, epoch, block, _)| WeightCommit { hash, epoch, block })
        .collect()
}

reads! {
    /// Whether a subnet's weights are committed before they are shown.
    fn commit_reveal_enabled(netuid: u16) -> bool
        = "SubtensorModule" / "CommitRevealWeightsEnabled";
    /// Epochs between committing weights and showing them.
    fn reveal_period_epochs(netuid: u16) -> u64 = "SubtensorModule" / "RevealPeriodEpochs";
    /// Version that timelocked commits must name.
    fn commit_reveal_version() -> u16 = "SubtensorModule" / "CommitRevealWeightsVersion";
    /// Blocks between two settings of weights by one neuron.
    fn weights_rate_limit_blocks(netuid: u16) -> u64 = "SubtensorModule" / "WeightsSetRateLimit";
    /// Least version that weights must name; 0 lets every version pass.
    fn weights_version_key(netuid: u16) -> u64 = "SubtensorModule" / "WeightsVersionKey";
    /// Fewest entries in a row of weights.
    fn min_allowed_weights(netuid: u16) -> u16 = "SubtensorModule" / "MinAllowedWeights";
    /// Largest share of one entry.
    fn max_weights_limit(netuid: u16) -> u16 = "SubtensorModule" / "MaxWeightsLimit";
}
