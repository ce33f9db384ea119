//! Finding out what became of a transaction.

use std::time::Duration;

use serde_json::Value as Json;
use subxt_rpcs::client::RpcSubscription;
use subxt_rpcs::rpc_params;

use super::WaitFor;
use super::pool::{Refusal, not_accepted, refusal};
use super::sent::{Sent, Updates};
use crate::connection::Header;
use crate::state::{hex_text, unhex_hash};
use crate::{BlockRef, ChainClient, ClientError};

/// Silence of the pool after which the chain is looked at: pools may forget a transaction without a
/// word.
const SILENCE: Duration = Duration::from_secs(15);
/// Times that the same bytes are given to the pool again after it lost them.
const RESENDS: u32 = 8;

/// What became of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// This block holds it.
    Included([u8; 32]),
    /// Its nonce went to another transaction of the same account, in a final block.
    Replaced,
    /// No block will hold it: its era is over.
    Expired {
        /// Last block that could have.
        last_block: u32,
    },
    /// No block will hold it: the chain upgraded, and its signature names the old version.
    Upgraded,
}

/// What the pool says.
enum Update {
    InBlock([u8; 32]),
    Final([u8; 32]),
    /// The pool no longer follows it; it may be in a block or not.
    Lost,
    /// Nothing that matters.
    Other,
}

fn update(json: &Json) -> Result<Update, ClientError> {
    let hash = |json: &Json| {
        unhex_hash(
            json.as_str().unwrap_or_default(),
            "author_submitAndWatchExtrinsic",
        )
    };
    Ok(match json {
        Json::String(word) if matches!(word.as_str(), "dropped" | "invalid") => Update::Lost,
        Json::Object(members) => match members.iter().next() {
            Some((name, value)) => match name.as_str() {
                "inBlock" => Update::InBlock(hash(value)?),
                "finalized" => Update::Final(hash(value)?),
                "usurped" | "finalityTimeout" => Update::Lost,
                _ => Update::Other,
            },
            None => Update::Other,
        },
        _ => Update::Other,
    })
}

impl Sent {
    /// Waits until it is known what became of the transaction.
    pub(super) async fn fate(
        &mut self,
        wait_for: WaitFor,
        timeout: Duration,
    ) -> Result<Fate, ClientError> {
        let waited = tokio::time::timeout(timeout, self.follow(wait_for)).await;
        let fate = match waited {
            Ok(fate) => fate,
            // It may have landed just now, or in a block that is not final yet.
            Err(_) => match self.find(0).await {
                Ok(Some((hash, _))) if wait_for == WaitFor::Inclusion => Ok(Fate::Included(hash)),
                _ => Err(ClientError::NotIncluded {
                    timeout_seconds: timeout.as_secs(),
                    extrinsic_hash: hex_text(&self.hash),
                }),
            },
        };
        if !matches!(fate, Ok(Fate::Included(_))) {
            self.lane.forget().await;
        }
        fate
    }

    async fn follow(&mut self, wait_for: WaitFor) -> Result<Fate, ClientError> {
        let mut resends = RESENDS;
        loop {
            if let Some(updates) = self.updates.take()
                && let Some(block) = self.listen(updates, wait_for).await?
            {
                return Ok(Fate::Included(block));
            }
            if let Some(fate) = self.search(wait_for, &mut resends).await? {
                return Ok(fate);
            }
        }
    }

    /// Listens to the pool until it tells a block, or nothing more.
    async fn listen(
        &mut self,
        mut updates: Updates,
        wait_for: WaitFor,
    ) -> Result<Option<[u8; 32]>, ClientError> {
        loop {
            match tokio::time::timeout(SILENCE, updates.next()).await {
                Ok(Some(Ok(json))) => match update(&json)? {
                    Update::InBlock(hash) if wait_for == WaitFor::Inclusion => {
                        return Ok(Some(hash));
                    }
                    Update::Final(hash) => return Ok(Some(hash)),
                    Update::Lost => return Ok(None),
                    Update::InBlock(_) | Update::Other => {}
                },
                Ok(Some(Err(_)) | None) => return Ok(None),
                Err(_) => {
                    let best = self.client.header(None).await?;
                    let is_over = self.last_block.is_some_and(|last| best.number > last);
                    let nonce = self.client.nonce_at(&self.account, best.hash).await?;
                    if is_over || nonce > self.nonce {
                        return Ok(None);
                    }
                }
            }
        }
    }

    /// Looks through the blocks until there is an answer, or the pool follows it again (`None`).
    async fn search(
        &mut self,
        wait_for: WaitFor,
        resends: &mut u32,
    ) -> Result<Option<Fate>, ClientError> {
        let mut heads = NewHeads::new(self.client.clone());
        // Blocks up to here are final and do not hold it.
        let mut searched = 0;
        loop {
            let finalised = self.client.at(BlockRef::Finalized).await?;
            let final_height = finalised.block_number();
            match self.find(searched).await? {
                Some((hash, number)) => {
                    if wait_for == WaitFor::Inclusion || number <= final_height {
                        return Ok(Some(Fate::Included(hash)));
                    }
                }
                None => {
                    searched = final_height;
                    if self
                        .client
                        .nonce_at(&self.account, finalised.block_hash())
                        .await?
                        > self.nonce
                    {
                        return Ok(Some(Fate::Replaced));
                    }
                    if let Some(last_block) = self.last_block.filter(|last| final_height > *last) {
                        return Ok(Some(Fate::Expired { last_block }));
                    }
                    if self.public && *resends > 0 {
                        *resends -= 1;
                        if let Some(fate) = self.resend().await? {
                            return Ok(Some(fate));
                        }
                        if self.updates.is_some() {
                            return Ok(None);
                        }
                    }
                }
            }
            heads.next().await?;
        }
    }

    /// Gives the same bytes to the pool again.
    async fn resend(&mut self) -> Result<Option<Fate>, ClientError> {
        match self.client.watch(&self.extrinsic).await {
            Ok(updates) => {
                self.updates = Some(updates);
                Ok(None)
            }
            Err(subxt_rpcs::Error::User(error)) => match refusal(&error) {
                // In a block or in the pool: the next look at the blocks will tell.
                Refusal::AlreadyThere | Refusal::NonceUsed | Refusal::Banned => Ok(None),
                // The blocks up to the last one of its era have to be final to be sure.
                Refusal::EraOver => Ok(None),
                Refusal::BadSignature => {
                    let best = self.client.at(BlockRef::Best).await?;
                    if best.chain_runtime().spec_version() == self.spec_version {
                        return Err(not_accepted(&error));
                    }
                    Ok(Some(Fate::Upgraded))
                }
                Refusal::Other => Err(not_accepted(&error)),
            },
            // Lost again: the next round asks again.
            Err(_) => Ok(None),
        }
    }

    /// The block of the best chain that holds it, above `searched`.
    // It changes nothing; but a shared `Sent` could not go from thread to thread while it waits.
    async fn find(&mut self, searched: u32) -> Result<Option<([u8; 32], u32)>, ClientError> {
        let best = self.client.header(None).await?;
        let mut header = best;
        let lowest = searched.max(self.signed_at);
        // From the best block back, so that all are of one branch.
        while header.number > lowest {
            let found = self
                .client
                .position_in_block(header.hash, &self.hash)
                .await?;
            if found.is_some() {
                return Ok(Some((header.hash, header.number)));
            }
            header = self.client.header(Some(&header.parent_hash)).await?;
        }
        Ok(None)
    }
}

/// A signal whenever the chain grows, connection or not.
struct NewHeads {
    client: ChainClient,
    heads: Option<RpcSubscription<Json>>,
}

impl NewHeads {
    fn new(client: ChainClient) -> Self {
        Self {
            client,
            heads: None,
        }
    }

    /// Waits for a block. The first of a subscription is the present one, which costs a look too
    /// many after a reconnection and misses none.
    async fn next(&mut self) -> Result<Header, ClientError> {
        loop {
            if let Some(heads) = &mut self.heads {
                if let Some(Ok(header)) = heads.next().await {
                    return Header::from_json(&header);
                }
                self.heads = None;
            }
            let subscribed = self
                .client
                .shared
                .raw
                .subscribe(
                    "chain_subscribeNewHeads",
                    rpc_params![],
                    "chain_unsubscribeNewHeads",
                )
                .await;
            match subscribed {
                Ok(heads) => self.heads = Some(heads),
                // The transport waits for the connection with growing pauses.
                Err(error) if error.is_disconnected_will_reconnect() => {}
                Err(error) => return Err(ClientError::connection(error)),
            }
        }
    }
}

impl ChainClient {
    /// Gives bytes to the pool and listens to what it says about them.
    pub(super) async fn watch(&self, extrinsic: &[u8]) -> Result<Updates, subxt_rpcs::Error> {
        self.shared
            .raw
            .subscribe(
                "author_submitAndWatchExtrinsic",
                rpc_params![hex_text(extrinsic)],
                "author_unwatchExtrinsic",
            )
            .await
    }

    /// Number of transactions of an account that are in the chain up to a block.
    pub(super) async fn nonce_at(
        &self,
        account: &crate::AccountId,
        block_hash: [u8; 32],
    ) -> Result<u32, ClientError> {
        let state = self.at(BlockRef::Hash(block_hash)).await?;
        let bytes = state
            .raw_call("AccountNonceApi_account_nonce", account)
            .await?;
        let bytes: [u8; 4] = bytes
            .try_into()
            .map_err(|_| ClientError::shape("AccountNonceApi.account_nonce", "not four bytes"))?;
        Ok(u32::from_le_bytes(bytes))
    }
}
