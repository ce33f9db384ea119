//! The chain itself: clocks, emission, the beacon.

use super::reads;
use crate::{ClientError, StateAt, Tao};

impl StateAt {
    /// Time that the chain plans from one block to the next, in milliseconds.
    pub async fn slot_duration_ms(&self) -> Result<u64, ClientError> {
        if self.block.runtime.has_call("AuraApi", "slot_duration") {
            return self.runtime("AuraApi", "slot_duration", ()).await;
        }
        // A runtime of another block production tells half of it here.
        let half: u64 = self.constant("Timestamp", "MinimumPeriod")?;
        Ok(half.saturating_mul(2))
    }

    /// TAO that is minted with each block.
    pub async fn block_emission(&self) -> Result<Tao, ClientError> {
        self.value("SubtensorModule", "BlockEmission", ()).await
    }

    /// Prefix of addresses in SS58; 42 on all networks of Bittensor.
    pub fn ss58_prefix(&self) -> Result<u16, ClientError> {
        self.constant("System", "SS58Prefix")
    }

    /// Blocks whose hash the chain remembers: the longest life of a transaction.
    pub fn block_hash_count(&self) -> Result<u32, ClientError> {
        self.constant("System", "BlockHashCount")
    }
}

reads! {
    /// Time of the block, in milliseconds since 1970.
    fn timestamp_ms() -> u64 = "Timestamp" / "Now";
    /// Last round of the randomness beacon that the chain has.
    fn last_beacon_round() -> u64 = "Drand" / "LastStoredRound";
    /// First round of the randomness beacon that the chain still has.
    fn oldest_beacon_round() -> u64 = "Drand" / "OldestStoredRound";
    /// Chain id for Ethereum wallets.
    fn evm_chain_id() -> u64 = "EVMChainId" / "ChainId";
    /// Block until which the chain is in safe mode, if it is.
    maybe fn safe_mode_until() -> u32 = "SafeMode" / "EnteredUntil";
}
