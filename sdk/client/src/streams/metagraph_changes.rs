//! What changes in a subnet.

use std::sync::Arc;

use futures::Stream;
use tokio::sync::watch;

use crate::connection::Header;
use crate::metagraph::{Change, Metagraph, changes};
use crate::{BlockRef, ChainClient, ClientError};

/// What is otherwise since the last update.
#[derive(Clone, Debug, PartialEq)]
pub struct MetagraphUpdate {
    /// Block at which it was seen.
    pub block: u64,
    /// What is otherwise; empty in the first update.
    pub changes: Vec<Change>,
    /// The subnet now.
    pub metagraph: Arc<Metagraph>,
}

/// Changes of one sub-mechanism of a subnet. The first update is the subnet as it is.
///
/// The subnet is read once for each new head, never twice at the same time: where blocks come
/// faster than answers, an update covers several blocks.
#[derive(Debug)]
pub struct MetagraphStream {
    client: ChainClient,
    heads: watch::Receiver<Option<Header>>,
    netuid: u16,
    mechid: u8,
    last: Option<Arc<Metagraph>>,
}

impl MetagraphStream {
    /// Waits for the next change. A subnet that cannot be read, because it is no more, is an error
    /// for each head.
    pub async fn next(&mut self) -> Option<Result<MetagraphUpdate, ClientError>> {
        loop {
            self.heads.changed().await.ok()?;
            let Some(head) = *self.heads.borrow_and_update() else {
                continue;
            };
            match self.look(head).await {
                Ok(None) => {}
                Ok(Some(update)) => return Some(Ok(update)),
                Err(ClientError::Connection { cause }) => {
                    tracing::debug!(cause, "the subnet is read again at the next head");
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }

    /// The same as a [`Stream`].
    pub fn into_stream(self) -> impl Stream<Item = Result<MetagraphUpdate, ClientError>> {
        futures::stream::unfold(self, |mut updates| async move {
            let update = updates.next().await?;
            Some((update, updates))
        })
    }

    async fn look(&mut self, head: Header) -> Result<Option<MetagraphUpdate>, ClientError> {
        let state = self.client.at(BlockRef::Hash(head.hash)).await?;
        let now = Arc::new(state.metagraph(self.netuid, self.mechid).await?);
        let found = match &self.last {
            Some(last) => changes(last, &now),
            None => Vec::new(),
        };
        let first = self.last.is_none();
        self.last = Some(now.clone());
        Ok((first || !found.is_empty()).then(|| MetagraphUpdate {
            block: head.number.into(),
            changes: found,
            metagraph: now,
        }))
    }
}

impl ChainClient {
    /// Follows what changes in a sub-mechanism of a subnet.
    pub fn metagraph_changes(&self, netuid: u16, mechid: u8) -> MetagraphStream {
        MetagraphStream {
            heads: self.shared.best_heads.follow(&self.shared.raw),
            client: self.clone(),
            netuid,
            mechid,
            last: None,
        }
    }
}
