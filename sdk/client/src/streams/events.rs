//! Events of new blocks, decoded.

use std::collections::VecDeque;

use futures::Stream;

use super::{BlockStream, BlockSummary};
use crate::codec::DecodedEvent;
use crate::connection::Backoff;
use crate::{BlockRef, ChainClient, ClientError};

/// Times that the events of one block are asked for while the connection comes and goes.
const ATTEMPTS: u32 = 8;

/// Which events are wanted. An empty filter lets all pass.
#[derive(Clone, Debug, Default)]
pub struct EventFilter {
    wanted: Vec<(String, Option<String>)>,
}

impl EventFilter {
    /// All events.
    pub fn all() -> Self {
        Self::default()
    }

    /// Lets all events of a pallet pass too.
    #[must_use]
    pub fn pallet(mut self, pallet: &str) -> Self {
        self.wanted.push((pallet.to_owned(), None));
        self
    }

    /// Lets one kind of event pass too.
    #[must_use]
    pub fn event(mut self, pallet: &str, name: &str) -> Self {
        self.wanted.push((pallet.to_owned(), Some(name.to_owned())));
        self
    }

    /// Whether an event passes.
    pub fn passes(&self, pallet: &str, name: &str) -> bool {
        self.wanted.is_empty()
            || self.wanted.iter().any(|(wanted, event)| {
                wanted == pallet && event.as_ref().is_none_or(|event| event == name)
            })
    }
}

/// An event and where it happened.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockEvent {
    /// The block.
    pub block: BlockSummary,
    /// Place among the block's events.
    pub index: u32,
    /// The event.
    pub event: DecodedEvent,
}

/// Events of new blocks, in order.
#[derive(Debug)]
pub struct EventStream {
    blocks: BlockStream,
    client: ChainClient,
    filter: EventFilter,
    waiting: VecDeque<BlockEvent>,
}

impl EventStream {
    /// Waits for the next event. A block whose events cannot be had is an error, and the stream
    /// goes on with the block after it.
    pub async fn next(&mut self) -> Option<Result<BlockEvent, ClientError>> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some(Ok(event));
            }
            let events = match self.blocks.next().await? {
                Ok(block) => self.events_of(block).await,
                Err(error) => Err(error),
            };
            match events {
                Ok(events) => self.waiting = events,
                Err(error) => return Some(Err(error)),
            }
        }
    }

    /// The same as a [`Stream`].
    pub fn into_stream(self) -> impl Stream<Item = Result<BlockEvent, ClientError>> {
        futures::stream::unfold(self, |mut events| async move {
            let event = events.next().await?;
            Some((event, events))
        })
    }

    async fn events_of(&self, block: BlockSummary) -> Result<VecDeque<BlockEvent>, ClientError> {
        let mut pauses = Backoff::default();
        let mut attempt = 1;
        let events = loop {
            match self.client.events_of(block.hash).await {
                Err(ClientError::Connection { .. }) if attempt < ATTEMPTS => {
                    tokio::time::sleep(pauses.pause()).await;
                    attempt += 1;
                }
                other => break other?,
            }
        };
        Ok((0..)
            .zip(events)
            .filter(|(_, event)| self.filter.passes(&event.pallet, &event.event))
            .map(|(index, event)| BlockEvent {
                block,
                index,
                event,
            })
            .collect())
    }
}

impl ChainClient {
    /// Follows the events of the best chain. Those of blocks that a re-organisation changed come
    /// again.
    pub async fn events(&self, filter: EventFilter) -> Result<EventStream, ClientError> {
        Ok(EventStream {
            blocks: self.blocks().await?,
            client: self.clone(),
            filter,
            waiting: VecDeque::new(),
        })
    }

    /// Follows the events of the final chain.
    pub async fn finalised_events(&self, filter: EventFilter) -> Result<EventStream, ClientError> {
        Ok(EventStream {
            blocks: self.finalised_blocks().await?,
            client: self.clone(),
            filter,
            waiting: VecDeque::new(),
        })
    }

    /// All events of one block, read by the runtime that wrote them: in a block that upgrades the
    /// chain, the one before.
    pub async fn events_of(&self, block_hash: [u8; 32]) -> Result<Vec<DecodedEvent>, ClientError> {
        let state = self.at(BlockRef::Hash(block_hash)).await?;
        let runtime = &state.block.storage_runtime;
        let codec = runtime.codec();
        let key = codec
            .storage_key("System", "Events", &[])
            .map_err(|error| runtime.codec_error(error))?;
        // A block without events has the empty list, whose encoding is one zero.
        let bytes = state.raw_value(&key).await?.unwrap_or_else(|| vec![0]);
        codec
            .events(&bytes)
            .map_err(|error| runtime.codec_error(error))
    }
}
