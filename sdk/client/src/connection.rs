//! The connection: one WebSocket, shared by all reads, calls and subscriptions.

mod backoff;
mod metadata_files;
mod options;
mod runtimes;
mod transport;

pub(crate) use backoff::Backoff;
pub use options::{ConnectOptions, MetadataCache};

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::future::try_join;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use subxt_rpcs::client::{ReconnectingRpcClient, RpcClient, RpcParams};
use subxt_rpcs::rpc_params;

use self::runtimes::{Runtimes, Version};
use self::transport::Transport;
use crate::codec::header_hash;
use crate::state::{BlockAt, hex_text, unhex_hash};
use crate::streams::Heads;
use crate::{BlockRef, ClientError, Network, StateAt};

/// Longest wait for the answer to one request.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(60);
/// Longest patience with an endpoint that says it is asked too often.
const RATE_LIMIT_PATIENCE: Duration = Duration::from_secs(60);
/// Largest answer that is read. A full metagraph of 4,096 neurons is below 4 MiB.
const MAX_RESPONSE_BYTES: u32 = 64 * 1024 * 1024;
/// Blocks whose runtime is remembered.
const KNOWN_BLOCKS: usize = 32;

/// A connection to one chain. Clones share the connection.
#[derive(Clone)]
pub struct ChainClient {
    pub(crate) submission: Arc<crate::submit::Submission>,
    pub(crate) shared: Arc<Shared>,
    network: Network,
}

/// What all clones of a client know.
pub(crate) struct Shared {
    pub(crate) raw: RpcClient,
    pub(crate) best_heads: Heads,
    pub(crate) final_heads: Heads,
    genesis_hash: [u8; 32],
    runtimes: Runtimes,
    known: Mutex<VecDeque<Arc<BlockAt>>>,
}

impl std::fmt::Debug for ChainClient {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("ChainClient")
            .field("network", &self.network)
            .finish_non_exhaustive()
    }
}

impl ChainClient {
    /// Connects, or says within ten seconds why it cannot.
    ///
    /// A connection that is lost later is made again with growing pauses; subscriptions go on.
    pub async fn connect(network: &Network) -> Result<Self, ClientError> {
        Self::connect_with(network, &ConnectOptions::default()).await
    }

    /// Connects with choices about how.
    ///
    /// # Errors
    /// [`ClientError::Unreachable`] when nobody answers in time; [`ClientError::TooManyRequests`]
    /// when the endpoint turns clients away for a minute.
    pub async fn connect_with(
        network: &Network,
        options: &ConnectOptions,
    ) -> Result<Self, ClientError> {
        let transport = open(network, options).await?;
        let raw = RpcClient::new(Transport::new(transport, options.max_requests_in_flight));
        Self::connect_over(raw, network, options).await
    }

    /// Makes a client of a transport of one's own: another kind of connection, or a test's answers.
    /// It gets neither the bound on requests nor their repetition.
    ///
    /// # Errors
    /// [`ClientError::Unreachable`] when it does not answer.
    pub async fn connect_over(
        raw: RpcClient,
        network: &Network,
        options: &ConnectOptions,
    ) -> Result<Self, ClientError> {
        let genesis: String = raw
            .request("chain_getBlockHash", rpc_params![0])
            .await
            .map_err(|error| ClientError::Unreachable {
                url: network.url().to_owned(),
                cause: error.to_string(),
            })?;
        let genesis = unhex_hash(&genesis, "chain_getBlockHash")?;
        let directory = options.metadata_cache.directory();
        Ok(Self {
            submission: Arc::default(),
            shared: Arc::new(Shared {
                raw,
                runtimes: Runtimes::new(genesis, directory),
                best_heads: Heads::best(),
                final_heads: Heads::finalised(),
                genesis_hash: genesis,
                known: Mutex::default(),
            }),
            network: network.clone(),
        })
    }

    /// The network this client is connected to.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// Hash of block 0: what makes this chain different from all others.
    pub fn genesis_hash(&self) -> [u8; 32] {
        self.shared.genesis_hash
    }

    /// The state after a block. All reads of it see the same moment.
    ///
    /// # Errors
    /// [`ClientError::UnknownBlock`] when there is no such block, [`ClientError::StateGone`] when
    /// the node no longer keeps its state.
    pub async fn at(&self, block: BlockRef) -> Result<StateAt, ClientError> {
        let hash = match block {
            BlockRef::Best => None,
            BlockRef::Hash(hash) => Some(hash),
            BlockRef::Finalized => {
                let text: String = self
                    .request("chain_getFinalizedHead", rpc_params![])
                    .await?;
                Some(unhex_hash(&text, "chain_getFinalizedHead")?)
            }
            BlockRef::Number(number) => {
                let text: Option<String> = self
                    .request("chain_getBlockHash", rpc_params![number])
                    .await?;
                let text = text.ok_or_else(|| ClientError::UnknownBlock {
                    block: number.to_string(),
                })?;
                Some(unhex_hash(&text, "chain_getBlockHash")?)
            }
        };
        if let Some(known) = hash.and_then(|hash| self.known_block(&hash)) {
            return Ok(self.state(known));
        }
        let (header, version) = match hash {
            Some(hash) => try_join(self.header(Some(&hash)), self.version(&hash)).await?,
            None => {
                let header = self.header(None).await?;
                if let Some(known) = self.known_block(&header.hash) {
                    return Ok(self.state(known));
                }
                let version = self.version(&header.hash).await?;
                (header, version)
            }
        };
        let rpc = &self.shared.raw;
        let runtimes = &self.shared.runtimes;
        let runtime = runtimes.get(rpc, &version, &header.hash).await?;
        let storage_runtime = if header.upgrades_runtime {
            let before = self.version(&header.parent_hash).await?;
            runtimes.get(rpc, &before, &header.parent_hash).await?
        } else {
            runtime.clone()
        };
        let block = Arc::new(BlockAt {
            hash: header.hash,
            number: header.number,
            parent_hash: header.parent_hash,
            runtime,
            storage_runtime,
        });
        let mut known = self.known_blocks();
        if known.len() >= KNOWN_BLOCKS {
            known.pop_front();
        }
        known.push_back(block.clone());
        drop(known);
        Ok(self.state(block))
    }

    fn state(&self, block: Arc<BlockAt>) -> StateAt {
        StateAt {
            client: self.clone(),
            block,
        }
    }

    fn known_blocks(&self) -> std::sync::MutexGuard<'_, VecDeque<Arc<BlockAt>>> {
        self.shared
            .known
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn known_block(&self, hash: &[u8; 32]) -> Option<Arc<BlockAt>> {
        let known = self.known_blocks();
        known.iter().find(|block| block.hash == *hash).cloned()
    }

    /// The header of a block, or of the best block.
    pub(crate) async fn header(&self, hash: Option<&[u8; 32]>) -> Result<Header, ClientError> {
        let at = hash.map(|hash| hex_text(hash));
        let header: Option<Json> = self.request("chain_getHeader", rpc_params![&at]).await?;
        let header = header.ok_or_else(|| ClientError::UnknownBlock {
            block: at.unwrap_or_else(|| "0".to_owned()),
        })?;
        Header::from_json(&header)
    }

    async fn version(&self, hash: &[u8; 32]) -> Result<Version, ClientError> {
        self.request("state_getRuntimeVersion", rpc_params![hex_text(hash)])
            .await
    }

    /// Asks the node. Requests that change nothing are repeated when the connection is lost.
    pub(crate) async fn request<Answer: DeserializeOwned>(
        &self,
        method: &str,
        params: RpcParams,
    ) -> Result<Answer, ClientError> {
        let answer = self.shared.raw.request(method, params).await;
        answer.map_err(|error| self.request_error(method, error))
    }

    fn request_error(&self, method: &str, error: subxt_rpcs::Error) -> ClientError {
        let subxt_rpcs::Error::User(refusal) = error else {
            return ClientError::connection(error);
        };
        let cause = refusal.message;
        let says = |words: &str| cause.to_ascii_lowercase().contains(words);
        if says("state already discarded") || says("unknownblock") || says("unknown block") {
            ClientError::StateGone { cause }
        } else if says("too many") || says("rate limit") || says("limit exceeded") {
            ClientError::TooManyRequests {
                url: self.network.url().to_owned(),
                cause,
            }
        } else {
            ClientError::RequestRefused {
                method: method.to_owned(),
                cause,
            }
        }
    }
}

/// What is needed of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) hash: [u8; 32],
    pub(crate) parent_hash: [u8; 32],
    pub(crate) number: u32,
    /// Whether the runtime is another one after this block.
    upgrades_runtime: bool,
}

impl Header {
    pub(crate) fn from_json(header: &Json) -> Result<Self, ClientError> {
        /// First byte of the log that says that the runtime's code was replaced.
        const RUNTIME_UPDATED: &str = "0x08";
        let shape = |cause: &str| ClientError::shape("a header", cause);
        let text = |name: &str| {
            header
                .get(name)
                .and_then(Json::as_str)
                .ok_or_else(|| shape("a member is missing"))
        };
        let number = text("number")?.trim_start_matches("0x");
        let logs = header.pointer("/digest/logs").and_then(Json::as_array);
        Ok(Self {
            hash: header_hash(header).map_err(|error| shape(&error.to_string()))?,
            parent_hash: unhex_hash(text("parentHash")?, "a header")?,
            number: u32::from_str_radix(number, 16).map_err(|error| shape(&error.to_string()))?,
            upgrades_runtime: logs
                .is_some_and(|logs| logs.iter().any(|log| log.as_str() == Some(RUNTIME_UPDATED))),
        })
    }
}

/// Makes the first connection. Somebody who does not listen is not asked again; somebody who says
/// that he is asked too often is, after a pause.
async fn open(
    network: &Network,
    options: &ConnectOptions,
) -> Result<ReconnectingRpcClient, ClientError> {
    let policy = Backoff::default();
    let mut pauses = policy.clone();
    let started = std::time::Instant::now();
    loop {
        let build = ReconnectingRpcClient::builder()
            .max_response_size(MAX_RESPONSE_BYTES)
            .request_timeout(REQUEST_TIMEOUT)
            .connection_timeout(options.connect_timeout)
            .retry_policy(policy.clone())
            .build(network.url());
        let cause = match tokio::time::timeout(options.connect_timeout, build).await {
            Ok(Ok(transport)) => {
                policy.open();
                return Ok(transport);
            }
            Ok(Err(error)) => with_sources(&error),
            Err(_) => format!("no answer within {} s", options.connect_timeout.as_secs()),
        };
        let turned_away = ["status code: 429", "status code: 503"];
        let url = network.url().to_owned();
        if !turned_away.iter().any(|words| cause.contains(words)) {
            return Err(ClientError::Unreachable { url, cause });
        }
        let pause = pauses.pause();
        let patience = RATE_LIMIT_PATIENCE.min(options.connect_timeout.saturating_mul(6));
        if started.elapsed().saturating_add(pause) > patience {
            return Err(ClientError::TooManyRequests { url, cause });
        }
        tracing::info!(%cause, ?pause, "the endpoint limits connections: waiting");
        tokio::time::sleep(pause).await;
    }
}

/// An error with what caused it, for errors that keep the cause to themselves.
fn with_sources(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    text
}
