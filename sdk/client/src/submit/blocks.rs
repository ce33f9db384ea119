//! Blocks looked at for transactions, each fetched and decoded once for all that wait.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value as Json;
use subxt_rpcs::rpc_params;
use tokio::sync::OnceCell;

use super::outcome::{Inclusion, failure, fee, of_extrinsic};
use crate::codec::{ChainCodec, DecodedEvent};
use crate::state::{hex_text, unhex};
use crate::{BlockRef, ChainClient, ClientError};

/// Blocks that are remembered: what is in flight lands in the latest ones.
const REMEMBERED: usize = 16;

type Slot = Arc<Block>;

/// The blocks of the last while.
#[derive(Debug, Default)]
pub(super) struct RecentBlocks {
    blocks: Mutex<VecDeque<Slot>>,
}

#[derive(Debug)]
struct Block {
    hash: [u8; 32],
    extrinsics: OnceCell<Vec<[u8; 32]>>,
    events: OnceCell<Vec<DecodedEvent>>,
}

impl RecentBlocks {
    fn block(&self, hash: [u8; 32]) -> Slot {
        let mut blocks = self.blocks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = blocks.iter().find(|block| block.hash == hash) {
            return known.clone();
        }
        if blocks.len() >= REMEMBERED {
            blocks.pop_front();
        }
        let new = Arc::new(Block {
            hash,
            extrinsics: OnceCell::new(),
            events: OnceCell::new(),
        });
        blocks.push_back(new.clone());
        new
    }
}

impl ChainClient {
    /// Position of a transaction in a block.
    pub(super) async fn position_in_block(
        &self,
        block_hash: [u8; 32],
        extrinsic_hash: &[u8; 32],
    ) -> Result<Option<u32>, ClientError> {
        let block = self.submission.blocks.block(block_hash);
        let extrinsics = block
            .extrinsics
            .get_or_try_init(|| self.extrinsic_hashes(block_hash))
            .await?;
        let position = extrinsics.iter().position(|hash| hash == extrinsic_hash);
        Ok(position.and_then(|position| u32::try_from(position).ok()))
    }

    async fn extrinsic_hashes(&self, block_hash: [u8; 32]) -> Result<Vec<[u8; 32]>, ClientError> {
        const WHAT: &str = "chain_getBlock";
        let answer: Json = self
            .request(WHAT, rpc_params![hex_text(&block_hash)])
            .await?;
        let extrinsics = answer
            .pointer("/block/extrinsics")
            .and_then(Json::as_array)
            .ok_or_else(|| ClientError::UnknownBlock {
                block: hex_text(&block_hash),
            })?;
        extrinsics
            .iter()
            .map(|extrinsic| {
                let bytes = unhex(extrinsic.as_str().unwrap_or_default(), WHAT)?;
                Ok(ChainCodec::extrinsic_hash(&bytes))
            })
            .collect()
    }

    /// What a block says about a transaction that it holds: an inclusion, or why the call failed.
    pub(super) async fn outcome_in_block(
        &self,
        block_hash: [u8; 32],
        extrinsic_hash: [u8; 32],
    ) -> Result<Inclusion, ClientError> {
        let extrinsic_index = self
            .position_in_block(block_hash, &extrinsic_hash)
            .await?
            .ok_or_else(|| ClientError::shape("chain_getBlock", "the transaction is not in it"))?;
        let state = self.at(BlockRef::Hash(block_hash)).await?;
        let codec = state.block.storage_runtime.codec();
        let block = self.submission.blocks.block(block_hash);
        let events = block
            .events
            .get_or_try_init(|| async {
                let unreadable = |error| ClientError::shape("System.Events", error);
                let key = codec
                    .storage_key("System", "Events", &[])
                    .map_err(unreadable)?;
                let bytes = state.raw_value(&key).await?.unwrap_or_default();
                if bytes.is_empty() {
                    return Ok(Vec::new());
                }
                codec.events(&bytes).map_err(unreadable)
            })
            .await?;
        let events = of_extrinsic(events, extrinsic_index);
        if let Some(failure) = failure(&events, codec) {
            return Err(failure);
        }
        Ok(Inclusion {
            block_hash,
            block_number: state.block_number(),
            extrinsic_index,
            extrinsic_hash,
            fee: fee(&events),
            events,
        })
    }
}
