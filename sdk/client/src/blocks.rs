//! Blocks as they come.

use crate::{ChainClient, ClientError};
use subxt::SubstrateConfig;

/// What a follower needs to know of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockSummary {
    /// Height; genesis is 0.
    pub number: u64,
    /// Hash of the header.
    pub hash: [u8; 32],
}

/// New best blocks, in order. A re-organisation may show a height twice.
#[derive(Debug)]
pub struct BlockStream {
    inner: subxt::client::Blocks<SubstrateConfig>,
}

impl BlockStream {
    /// Waits for the next block. `None` when the chain is gone for good.
    pub async fn next(&mut self) -> Option<Result<BlockSummary, ClientError>> {
        let block = self.inner.next().await?;
        Some(
            block
                .map_err(ClientError::connection)
                .map(|block| BlockSummary {
                    number: block.number(),
                    hash: block.hash().0,
                }),
        )
    }
}

impl ChainClient {
    /// Number and hash of the best block.
    pub async fn best_block(&self) -> Result<BlockSummary, ClientError> {
        let at = self.at_best_block().await?;
        Ok(BlockSummary {
            number: at.block_number(),
            hash: at.block_hash().0,
        })
    }

    /// Number of the last final block.
    pub async fn finalised_block_number(&self) -> Result<u64, ClientError> {
        let hash = self
            .rpc
            .chain_get_finalized_head()
            .await
            .map_err(ClientError::connection)?;
        let header = self
            .rpc
            .chain_get_header(Some(hash))
            .await
            .map_err(ClientError::connection)?;
        header
            .map(|header| header.number)
            .ok_or_else(|| ClientError::connection("no such block"))
    }

    /// Follows the best chain from now on.
    pub async fn blocks(&self) -> Result<BlockStream, ClientError> {
        let inner = self
            .online
            .stream_best_blocks()
            .await
            .map_err(ClientError::connection)?;
        Ok(BlockStream { inner })
    }
}
