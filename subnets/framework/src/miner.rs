//! A miner's life around its task.

use std::future::Future;
use std::net::SocketAddr;

use taonet_client::{AxonEndpoint, ChainClient, WaitFor, calls};
use taonet_neuron::Axon;
use taonet_wallet::Keypair;

use crate::ParticipantError;

/// Version that a miner announces with its endpoint.
const AXON_VERSION: u32 = 1_000;
/// Blocks between two looks at whether the chain still knows the endpoint.
const CHECK_INTERVAL_BLOCKS: u64 = 20;

/// Where and as whom a miner serves.
#[derive(Clone, Debug)]
pub struct MinerOptions {
    /// Subnet.
    pub netuid: u16,
    /// Address to listen at; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Address that is announced; the listening one if none.
    pub announce: Option<SocketAddr>,
}

/// The rule of reference miners for who may ask: neurons of the subnet and nobody else.
///
/// Gives the reason for a refusal, or none if the caller is welcome.
pub fn public_caller_rules(registered: bool) -> Option<String> {
    (!registered).then(|| "caller is not registered in this subnet".to_owned())
}

/// Serves `axon`, announces it and keeps it announced until `stop` resolves.
///
/// The chain may be restarted, or started anew from an older state, in the meantime: the client
/// reconnects and the miner announces itself again when it finds its endpoint gone.
pub async fn serve_miner(
    client: &ChainClient,
    axon: Axon,
    hotkey: &Keypair,
    options: &MinerOptions,
    started: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()>,
) -> Result<(), ParticipantError> {
    let uid = client
        .uid_of(options.netuid, &hotkey.public().bytes())
        .await?;
    if uid.is_none() {
        return Err(ParticipantError::NotRegistered {
            hotkey: hotkey.ss58(),
            netuid: options.netuid,
        });
    }
    let running = axon
        .bind(options.listen)
        .await
        .map_err(|error| ParticipantError::Axon {
            cause: error.to_string(),
        })?;
    let address = options.announce.unwrap_or_else(|| running.local_addr());
    let result = tokio::select! {
        result = stay_announced(client, hotkey, options.netuid, address, started) => result,
        () = stop => Ok(()),
    };
    running.shutdown().await;
    result
}

async fn stay_announced(
    client: &ChainClient,
    hotkey: &Keypair,
    netuid: u16,
    address: SocketAddr,
    started: impl FnOnce(SocketAddr),
) -> Result<(), ParticipantError> {
    announce(client, hotkey, netuid, address).await?;
    started(address);
    loop {
        if let Err(error) = watch(client, hotkey, netuid, address).await {
            match error {
                ParticipantError::NotRegistered { .. } => return Err(error),
                other => tracing::warn!(%other, "the chain is away; trying again"),
            }
        }
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    }
}

/// Looks at the chain every few blocks. Returns when the connection breaks.
async fn watch(
    client: &ChainClient,
    hotkey: &Keypair,
    netuid: u16,
    address: SocketAddr,
) -> Result<(), ParticipantError> {
    announce(client, hotkey, netuid, address).await?;
    let mut blocks = client.blocks().await?;
    let mut last_check = 0;
    while let Some(block) = blocks.next().await {
        let number = block?.number;
        if number.abs_diff(last_check) >= CHECK_INTERVAL_BLOCKS {
            last_check = number;
            announce(client, hotkey, netuid, address).await?;
        }
    }
    Ok(())
}

/// Announces the endpoint unless the chain knows it already.
async fn announce(
    client: &ChainClient,
    hotkey: &Keypair,
    netuid: u16,
    address: SocketAddr,
) -> Result<(), ParticipantError> {
    let neuron = client
        .neuron(netuid, &hotkey.public().bytes())
        .await?
        .ok_or_else(|| ParticipantError::NotRegistered {
            hotkey: hotkey.ss58(),
            netuid,
        })?;
    if neuron.axon.socket_address() == Some(address) {
        return Ok(());
    }
    let endpoint = AxonEndpoint {
        address,
        version: AXON_VERSION,
    };
    client
        .submit(
            &calls::neurons::serve_axon(netuid, &endpoint),
            hotkey,
            WaitFor::Inclusion,
        )
        .await?;
    tracing::info!(netuid, uid = neuron.uid, %address, "serving");
    Ok(())
}
