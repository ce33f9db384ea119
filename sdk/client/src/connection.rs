//! The connection: one WebSocket, shared by all reads, calls and subscriptions.

use std::sync::Arc;
use std::time::Duration;

use scale_decode::DecodeAsType;
use subxt::client::{ClientAtBlock, OnlineClientAtBlockImpl};
use subxt::config::RpcConfigFor;
use subxt::{OnlineClient, SubstrateConfig, dynamic};
use subxt_rpcs::LegacyRpcMethods;
use subxt_rpcs::client::{ReconnectingRpcClient, RpcClient};

use crate::{ClientError, Network};

/// Longest wait for the first connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Longest wait for the answer to one request.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(60);
/// Largest answer that is read. A full metagraph of 4,096 neurons is below 4 MiB.
const MAX_RESPONSE_BYTES: u32 = 64 * 1024 * 1024;

pub(crate) type AtBlock = ClientAtBlock<SubstrateConfig, OnlineClientAtBlockImpl<SubstrateConfig>>;

/// A connection to one chain. Clones share the connection.
#[derive(Clone)]
pub struct ChainClient {
    pub(crate) online: OnlineClient<SubstrateConfig>,
    pub(crate) rpc: LegacyRpcMethods<RpcConfigFor<SubstrateConfig>>,
    /// One transaction at a time takes the next nonce and enters the pool.
    pub(crate) submitting: Arc<tokio::sync::Mutex<()>>,
    network: Network,
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
        let unreachable = |cause: String| ClientError::Unreachable {
            url: network.url().to_owned(),
            cause,
        };
        probe(network).await.map_err(unreachable)?;
        let build = ReconnectingRpcClient::builder()
            .max_response_size(MAX_RESPONSE_BYTES)
            .request_timeout(REQUEST_TIMEOUT)
            .connection_timeout(CONNECT_TIMEOUT)
            .build(network.url());
        let transport = tokio::time::timeout(CONNECT_TIMEOUT, build)
            .await
            .map_err(|_| unreachable("no answer within 10 s".into()))?
            .map_err(|error| unreachable(error.to_string()))?;
        let rpc_client = RpcClient::new(transport);
        let backend = subxt::backend::LegacyBackend::builder().build(rpc_client.clone());
        let online =
            OnlineClient::from_backend_with_config(SubstrateConfig::new(), Arc::new(backend))
                .await
                .map_err(|error| unreachable(error.to_string()))?;
        Ok(Self {
            online,
            rpc: LegacyRpcMethods::new(rpc_client),
            submitting: Arc::default(),
            network: network.clone(),
        })
    }

    /// The network this client is connected to.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// Hash of block 0: what makes this chain different from all others.
    pub fn genesis_hash(&self) -> [u8; 32] {
        self.online.genesis_hash().0
    }

    /// A view of the state after the best block.
    pub(crate) async fn at_best_block(&self) -> Result<AtBlock, ClientError> {
        let hash = self
            .rpc
            .chain_get_block_hash(None)
            .await
            .map_err(ClientError::connection)?
            .ok_or_else(|| ClientError::connection("the chain has no block"))?;
        self.online
            .at_block(hash)
            .await
            .map_err(ClientError::connection)
    }

    /// Calls a runtime API at the best block and decodes its answer by the live metadata.
    pub(crate) async fn runtime_call<Arguments, Answer>(
        &self,
        api: &'static str,
        method: &'static str,
        arguments: Arguments,
    ) -> Result<Answer, ClientError>
    where
        Arguments: subxt::ext::frame_decode::helpers::IntoEncodableValues,
        Answer: DecodeAsType,
    {
        let at = self.at_best_block().await?;
        let payload = dynamic::runtime_api_call::<_, Answer>(api, method, arguments);
        at.runtime_apis()
            .call(payload)
            .await
            .map_err(|error| ClientError::shape(format!("{api}.{method}"), error))
    }
}

/// Opens and drops a TCP connection. The reconnecting transport retries for ever, so an address
/// at which nobody listens has to be found out before.
async fn probe(network: &Network) -> Result<(), String> {
    let (scheme, rest) = network
        .url()
        .split_once("://")
        .ok_or("the address has no scheme")?;
    let authority = rest.split(['/', '?']).next().unwrap_or(rest);
    let default_port = if scheme == "wss" { 443 } else { 80 };
    let address = if authority
        .rsplit_once(':')
        .is_some_and(|(_, port)| port.parse::<u16>().is_ok())
    {
        authority.to_owned()
    } else {
        format!("{authority}:{default_port}")
    };
    tokio::time::timeout(CONNECT_TIMEOUT, tokio::net::TcpStream::connect(&address))
        .await
        .map_err(|_| "no answer within 10 s".to_owned())?
        .map(drop)
        .map_err(|error| error.to_string())
}
