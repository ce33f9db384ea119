//! Blocks as they come.

use std::collections::VecDeque;

use futures::Stream;
use subxt_rpcs::rpc_params;
use tokio::sync::watch;

use crate::connection::Header;
use crate::state::unhex_hash;
use crate::{ChainClient, ClientError};

/// What a follower needs to know of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockSummary {
    /// Height; genesis is 0.
    pub number: u64,
    /// Hash of the header.
    pub hash: [u8; 32],
}

impl From<Header> for BlockSummary {
    fn from(header: Header) -> Self {
        Self {
            number: header.number.into(),
            hash: header.hash,
        }
    }
}

/// Blocks that are made up for after a reader was slow or the connection lost. Before that, the
/// oldest are left out.
const MAX_GAP: u32 = 1_024;
/// Blocks that a re-organisation may take back and have them shown again.
const MAX_REORGANISATION: u32 = 32;

/// New blocks, in order, without gaps of up to 1,024 blocks. A re-organisation shows the heights
/// that it changed again.
#[derive(Debug)]
pub struct BlockStream {
    client: ChainClient,
    heads: watch::Receiver<Option<Header>>,
    /// The last blocks that were shown, oldest first.
    shown: VecDeque<BlockSummary>,
    waiting: VecDeque<BlockSummary>,
    left_out: u64,
}

impl BlockStream {
    pub(super) fn new(client: ChainClient, heads: watch::Receiver<Option<Header>>) -> Self {
        Self {
            client,
            heads,
            shown: VecDeque::new(),
            waiting: VecDeque::new(),
            left_out: 0,
        }
    }

    /// Waits for the next block; for ever while the node is away. `None` when the program ends.
    pub async fn next(&mut self) -> Option<Result<BlockSummary, ClientError>> {
        loop {
            if let Some(block) = self.waiting.pop_front() {
                self.shown.push_back(block);
                if self.shown.len() > MAX_REORGANISATION as usize {
                    self.shown.pop_front();
                }
                return Some(Ok(block));
            }
            self.heads.changed().await.ok()?;
            let Some(head) = *self.heads.borrow_and_update() else {
                continue;
            };
            match self.catch_up(head).await {
                Ok(()) => {}
                // The next head brings another try, and what is missed now is in its gap.
                Err(ClientError::Connection { cause }) => {
                    tracing::debug!(cause, "blocks are made up for later");
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }

    /// The same as a [`Stream`].
    pub fn into_stream(self) -> impl Stream<Item = Result<BlockSummary, ClientError>> {
        futures::stream::unfold(self, |mut blocks| async move {
            let block = blocks.next().await?;
            Some((block, blocks))
        })
    }

    /// Blocks that were left out because the gap was larger than is made up for.
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    async fn catch_up(&mut self, head: Header) -> Result<(), ClientError> {
        let block = BlockSummary::from(head);
        let Some(last) = self.shown.back().copied() else {
            self.waiting.push_back(block);
            return Ok(());
        };
        if self.shown.contains(&block) {
            return Ok(());
        }
        let follows = block.number == last.number.saturating_add(1);
        if follows && head.parent_hash == last.hash {
            self.waiting.push_back(block);
            return Ok(());
        }
        let oldest = self.shown.front().map_or(last.number, |first| first.number);
        let wanted = oldest.min(block.number.saturating_sub(u64::from(MAX_REORGANISATION)));
        let first = wanted.max(block.number.saturating_sub(u64::from(MAX_GAP) - 1));
        let hashes = self.hashes(first, block.number).await?;
        let new: Vec<BlockSummary> = (first..)
            .zip(hashes)
            .map(|(number, hash)| BlockSummary { number, hash })
            .skip_while(|block| block.number < oldest || self.shown.contains(block))
            .collect();
        if let Some(next) = new.first() {
            let missing = next.number.saturating_sub(last.number.saturating_add(1));
            self.left_out = self.left_out.saturating_add(missing);
            // What is shown again is on another chain now.
            self.shown.retain(|shown| shown.number < next.number);
        }
        self.waiting.extend(new);
        Ok(())
    }

    /// Hashes of the heights, up to the first that the chain does not have.
    async fn hashes(&self, first: u64, last: u64) -> Result<Vec<[u8; 32]>, ClientError> {
        const METHOD: &str = "chain_getBlockHash";
        let numbers: Vec<u64> = (first..=last).collect();
        let found: Vec<Option<String>> = self.client.request(METHOD, rpc_params![numbers]).await?;
        found
            .into_iter()
            .map_while(|hash| hash)
            .map(|hash| unhex_hash(&hash, METHOD))
            .collect()
    }
}

impl ChainClient {
    /// Follows the best chain, beginning with its head.
    pub async fn blocks(&self) -> Result<BlockStream, ClientError> {
        let heads = self.shared.best_heads.follow(&self.shared.raw);
        Ok(BlockStream::new(self.clone(), heads))
    }

    /// Follows the final chain, beginning with its head. No height comes twice.
    pub async fn finalised_blocks(&self) -> Result<BlockStream, ClientError> {
        let heads = self.shared.final_heads.follow(&self.shared.raw);
        Ok(BlockStream::new(self.clone(), heads))
    }
}
