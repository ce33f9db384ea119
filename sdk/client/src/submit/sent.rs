//! A transaction that the pool has.

use std::sync::Arc;
use std::time::Duration;

use subxt_rpcs::client::RpcSubscription;

use super::fate::Fate;
use super::lanes::Lane;
use super::{Inclusion, WaitFor};
use crate::{AccountId, ChainClient, ClientError};

/// What the pool tells of a transaction from time to time.
pub(super) type Updates = RpcSubscription<serde_json::Value>;

/// A signed transaction that a node took into its pool.
///
/// Dropping it does not take it back.
pub struct Sent {
    pub(super) client: ChainClient,
    pub(super) account: AccountId,
    pub(super) extrinsic: Vec<u8>,
    pub(super) hash: [u8; 32],
    pub(super) nonce: u32,
    /// Height of the chain when it was signed: no block up to here holds it.
    pub(super) signed_at: u32,
    /// The last block that may hold it; `None` for an immortal one.
    pub(super) last_block: Option<u32>,
    pub(super) spec_version: u32,
    /// `None` when the pool has it but tells this connection nothing about it.
    pub(super) updates: Option<Updates>,
    pub(super) lane: Arc<Lane>,
    /// Whether the pool may be shown the bytes again when it lost them.
    pub(super) public: bool,
}

impl std::fmt::Debug for Sent {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Sent")
            .field("hash", &hex::encode(self.hash))
            .field("nonce", &self.nonce)
            .finish_non_exhaustive()
    }
}

impl Sent {
    /// Hash by which the transaction is found again.
    pub fn extrinsic_hash(&self) -> [u8; 32] {
        self.hash
    }

    /// The nonce it was signed with.
    pub fn nonce(&self) -> u32 {
        self.nonce
    }

    /// The signed bytes, with their length in front.
    pub fn extrinsic(&self) -> &[u8] {
        &self.extrinsic
    }

    /// The last block that may hold it; `None` for an immortal one.
    pub fn last_block(&self) -> Option<u32> {
        self.last_block
    }

    /// Waits for a block that holds it.
    ///
    /// # Errors
    /// [`ClientError::Refused`] when the call failed; [`ClientError::NonceTaken`],
    /// [`ClientError::Expired`] or [`ClientError::Upgraded`] when no block will ever hold it;
    /// [`ClientError::NotAccepted`] when the pool threw it out; [`ClientError::NotIncluded`] when
    /// `timeout` ended first, and nobody knows.
    pub async fn wait(
        mut self,
        wait_for: WaitFor,
        timeout: Duration,
    ) -> Result<Inclusion, ClientError> {
        match self.fate(wait_for, timeout).await? {
            Fate::Included(block_hash) => self.client.outcome_in_block(block_hash, self.hash).await,
            Fate::Replaced => Err(ClientError::NonceTaken { nonce: self.nonce }),
            Fate::Upgraded => Err(ClientError::Upgraded {
                signed_for: self.spec_version,
            }),
            Fate::Expired { last_block } => Err(ClientError::Expired { last_block }),
        }
    }
}
