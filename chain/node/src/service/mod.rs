//! Puts the node's parts together.
//!
//! 1. The parts that every use needs: database, client, keystore, transaction pool, import queue.
//! 2. *Network mode* ([`network`]): Aura authors, GRANDPA finalises, libp2p carries.
//! 3. *Development mode* ([`development`]): one node seals on command and finalises at once.

pub(crate) mod development;
pub(crate) mod digest;
pub(crate) mod network;

use crate::{
    authoring::{keys::ShieldKeys, proposer::ProposerFactory},
    beacon,
    error::NodeError,
    executor::NativeExecutor,
    rpc,
    sealing::Sealing,
};
use futures::FutureExt;
use sc_client_api::{Backend as _, HeaderBackend};
use sc_network::{Litep2pNetworkBackend, NetworkBackend, config::FullNetworkConfiguration};
use sc_service::{
    ChainType, Configuration, PruningMode, RpcHandlers, TFullBackend, TFullClient, TaskManager,
    WarpSyncConfig,
};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_runtime::{
    StateVersion,
    traits::{BlakeTwo256, Hash as _, Header as _},
};
use std::sync::Arc;
use taonet_runtime::{Hash, RuntimeApi, opaque::Block};

/// The client with the native runtime.
pub(crate) type Client = TFullClient<Block, RuntimeApi, NativeExecutor>;
/// The database.
pub(crate) type Backend = TFullBackend<Block>;
/// The rule that picks the best chain.
pub(crate) type SelectChain = sc_consensus::LongestChain<Backend, Block>;
/// The transaction pool.
pub(crate) type Pool = sc_transaction_pool::TransactionPoolHandle<Block, Client>;
/// Import checked by GRANDPA.
pub(crate) type GrandpaImport =
    sc_consensus_grandpa::GrandpaBlockImport<Backend, Block, Client, SelectChain>;
/// The half of GRANDPA that the voter takes.
pub(crate) type GrandpaLink = sc_consensus_grandpa::LinkHalf<Block, Client, SelectChain>;
/// The network implementation.
pub(crate) type Network = Litep2pNetworkBackend;

/// GRANDPA keeps a justification at least this often, in blocks.
const JUSTIFICATION_PERIOD_BLOCKS: u32 = 512;
/// Largest block body the proposer builds, in bytes: the runtime's own limit is 10 MiB.
pub(crate) const BLOCK_SIZE_LIMIT_BYTES: usize = 10 * 1024 * 1024;

/// The parts that exist before the node runs.
pub(crate) struct Parts {
    pub(crate) client: Arc<Client>,
    pub(crate) backend: Arc<Backend>,
    pub(crate) task_manager: TaskManager,
    pub(crate) keystore: sp_keystore::KeystorePtr,
    pub(crate) select_chain: SelectChain,
    pub(crate) pool: Arc<Pool>,
    pub(crate) import_queue: sc_consensus::DefaultImportQueue<Block>,
    pub(crate) grandpa_import: GrandpaImport,
    pub(crate) grandpa_link: GrandpaLink,
}

/// What a started node hands to the runner.
pub(crate) struct Running {
    pub(crate) task_manager: TaskManager,
    pub(crate) backend: Arc<Backend>,
    pub(crate) rpc: RpcHandlers,
    pub(crate) genesis_hash: Hash,
}

/// Opens the database and builds the parts.
///
/// # Errors
/// When the database cannot be opened, or holds another chain than the configured one.
pub(crate) fn open(config: &mut Configuration) -> Result<Parts, NodeError> {
    if config.state_pruning.is_none() && config.chain_spec.chain_type() == ChainType::Local {
        // Clients of local chains read block 1 and the like, and the chains are small.
        config.state_pruning = Some(PruningMode::ArchiveAll);
    }
    let (client, backend, keystore_container, task_manager) =
        sc_service::new_full_parts::<Block, RuntimeApi, _>(
            config,
            None,
            NativeExecutor,
            Vec::new(),
        )
        .map_err(|error| NodeError::opening(config, error))?;
    let client = Arc::new(client);
    check_chain(config, &client)?;

    let select_chain = sc_consensus::LongestChain::new(backend.clone());
    let pool = Arc::new(
        sc_transaction_pool::Builder::new(
            task_manager.spawn_essential_handle(),
            client.clone(),
            config.role.is_authority().into(),
        )
        .with_options(config.transaction_pool.clone())
        .with_prometheus(config.prometheus_registry())
        .build(),
    );
    let (grandpa_import, grandpa_link) = sc_consensus_grandpa::block_import(
        client.clone(),
        JUSTIFICATION_PERIOD_BLOCKS,
        &client,
        select_chain.clone(),
        None,
    )
    .map_err(sc_service::Error::from)?;
    let import_queue = network::import_queue(config, &client, &grandpa_import, &task_manager)?;
    Ok(Parts {
        client,
        backend,
        task_manager,
        keystore: keystore_container.keystore(),
        select_chain,
        pool,
        import_queue,
        grandpa_import,
        grandpa_link,
    })
}

/// Refuses a database whose genesis is not the configured one: the engine itself would go on with
/// what it finds and ignore the chain asked for.
fn check_chain(config: &Configuration, client: &Client) -> Result<(), NodeError> {
    let storage =
        crate::chain_spec::storage_of(config.chain_spec.as_ref()).map_err(NodeError::Input)?;
    let genesis_hash = client.info().genesis_hash;
    let header = client
        .header(genesis_hash)
        .map_err(sc_service::Error::from)?
        .ok_or_else(|| NodeError::Input("the database has no genesis block".into()))?;
    let expected = BlakeTwo256::trie_root(storage.top.into_iter().collect(), StateVersion::V1);
    if *header.state_root() == expected {
        return Ok(());
    }
    Err(NodeError::OtherChain {
        path: config.base_path.path().to_owned(),
        genesis: format!("{genesis_hash:?}"),
    })
}

/// Starts the node and returns once JSON-RPC answers.
///
/// # Errors
/// When a part cannot be started; nothing is left running then.
pub(crate) fn start(
    mut config: Configuration,
    sealing: Option<Sealing>,
    beacon: beacon::Source,
) -> Result<Running, NodeError> {
    let Parts {
        client,
        backend,
        mut task_manager,
        keystore,
        select_chain,
        pool,
        import_queue,
        grandpa_import,
        grandpa_link,
    } = open(&mut config)?;
    let registry = config.prometheus_registry().cloned();
    let genesis_hash = client.info().genesis_hash;

    let mut net_config =
        FullNetworkConfiguration::<Block, Hash, Network>::new(&config.network, registry.clone());
    let metrics = <Network as NetworkBackend<Block, Hash>>::register_notification_metrics(
        config.prometheus_registry(),
    );
    let grandpa_protocol =
        sc_consensus_grandpa::protocol_standard_name(&genesis_hash, &config.chain_spec);
    let (grandpa_config, grandpa_notifications) =
        sc_consensus_grandpa::grandpa_peers_set_config::<Block, Network>(
            grandpa_protocol.clone(),
            metrics.clone(),
            net_config.peer_store_handle(),
        );
    net_config.add_notification_protocol(grandpa_config);
    let warp_sync = sealing.is_none().then(|| {
        WarpSyncConfig::WithProvider(Arc::new(
            sc_consensus_grandpa::warp_proof::NetworkProvider::new(
                backend.clone(),
                grandpa_link.shared_authority_set().clone(),
                Vec::default(),
            ),
        ))
    });

    let (network, system_rpc_tx, tx_handler_controller, sync_service, _bitswap) =
        sc_service::build_network(sc_service::BuildNetworkParams {
            config: &config,
            net_config,
            client: client.clone(),
            transaction_pool: pool.clone(),
            spawn_handle: task_manager.spawn_handle(),
            spawn_essential_handle: task_manager.spawn_essential_handle(),
            import_queue,
            block_announce_validator_builder: None,
            warp_sync_config: warp_sync,
            block_relay: None,
            metrics,
            gap_sync_body_policy: None,
        })?;

    let is_authority = config.role.is_authority();
    if is_authority {
        beacon::prepare(&beacon, backend.offchain_storage(), &keystore).map_err(|error| {
            NodeError::Input(format!(
                "cannot make the key of the beacon's payloads ({error}): make the keystore writable"
            ))
        })?;
    }
    if beacon == beacon::Source::OwnKey {
        beacon::check_chain(&client)?;
        if is_authority {
            beacon::spawn(
                &task_manager,
                client.clone(),
                pool.clone(),
                keystore.clone(),
                sealing,
            );
        }
    }
    if config.offchain_worker.enabled && beacon.needs_worker(sealing.is_some()) {
        let workers = sc_offchain::OffchainWorkers::new(sc_offchain::OffchainWorkerOptions {
            runtime_api_provider: client.clone(),
            keystore: Some(keystore.clone()),
            offchain_db: backend.offchain_storage(),
            transaction_pool: Some(OffchainTransactionPoolFactory::new(pool.clone())),
            network_provider: Arc::new(network.clone()),
            is_validator: config.role.is_authority(),
            enable_http_requests: true,
            custom_extensions: |_| Vec::new(),
        })
        .map_err(sc_service::Error::from)?;
        task_manager.spawn_handle().spawn(
            "offchain-workers-runner",
            "offchain-worker",
            workers
                .run(client.clone(), task_manager.spawn_handle())
                .boxed(),
        );
    }

    // Read before the configuration is handed over.
    let role = config.role;
    let force_authoring = config.force_authoring;
    let grandpa_enabled = !config.disable_grandpa && sealing.is_none();
    let node_name = config.network.node_name.clone();
    let (commands, command_stream) = development::command_channel();

    let rpc_builder = {
        let client = client.clone();
        let pool = pool.clone();
        let commands = sealing.map(|_| commands);
        Box::new(move |_| rpc::extension(client.clone(), pool.clone(), commands.clone()))
    };
    let rpc = sc_service::spawn_tasks(sc_service::SpawnTasksParams {
        config,
        client: client.clone(),
        backend: backend.clone(),
        task_manager: &mut task_manager,
        keystore: keystore.clone(),
        transaction_pool: pool.clone(),
        rpc_builder,
        network: network.clone(),
        system_rpc_tx,
        tx_handler_controller,
        sync_service: sync_service.clone(),
        telemetry: None,
        tracing_execute_block: None,
    })?;

    let authoring = Authoring {
        client: client.clone(),
        select_chain: select_chain.clone(),
        pool: pool.clone(),
        keystore: keystore.clone(),
        registry: registry.clone(),
        shield_keys: shield_keys(sealing)?,
    };
    if let Some(sealing) = sealing {
        development::spawn(&task_manager, authoring, sealing, command_stream)?;
    } else {
        if role.is_authority() {
            network::spawn_aura(
                &task_manager,
                authoring,
                grandpa_import,
                sync_service.clone(),
                force_authoring,
            )?;
        }
        if grandpa_enabled {
            let slot_duration =
                sc_consensus_aura::slot_duration(&*client).map_err(sc_service::Error::from)?;
            let voter =
                sc_consensus_grandpa::run_grandpa_voter(sc_consensus_grandpa::GrandpaParams {
                    config: sc_consensus_grandpa::Config {
                        gossip_duration: network::gossip_duration(slot_duration),
                        justification_generation_period: JUSTIFICATION_PERIOD_BLOCKS,
                        observer_enabled: false,
                        local_role: role,
                        name: Some(node_name),
                        keystore: role.is_authority().then_some(keystore),
                        telemetry: None,
                        protocol_name: grandpa_protocol,
                    },
                    link: grandpa_link,
                    network,
                    sync: sync_service,
                    notification_service: grandpa_notifications,
                    // No rule: vote for the best block at once. The default rules hold votes two
                    // blocks back, which only helps chains that fork often.
                    voting_rule: sc_consensus_grandpa::VotingRulesBuilder::new().build(),
                    prometheus_registry: registry,
                    shared_voter_state: sc_consensus_grandpa::SharedVoterState::empty(),
                    telemetry: None,
                    offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(pool),
                })
                .map_err(sc_service::Error::from)?;
            task_manager
                .spawn_essential_handle()
                .spawn_blocking("grandpa-voter", None, voter);
        }
    }
    Ok(Running {
        task_manager,
        backend,
        rpc,
        genesis_hash,
    })
}

/// What both ways of authoring need.
pub(crate) struct Authoring {
    pub(crate) client: Arc<Client>,
    pub(crate) select_chain: SelectChain,
    pub(crate) pool: Arc<Pool>,
    pub(crate) keystore: sp_keystore::KeystorePtr,
    pub(crate) registry: Option<substrate_prometheus_endpoint::Registry>,
    pub(crate) shield_keys: Arc<ShieldKeys>,
}

/// The author's keys for sealed transactions.
fn shield_keys(sealing: Option<Sealing>) -> Result<Arc<ShieldKeys>, NodeError> {
    let keys = match sealing {
        Some(_) => ShieldKeys::fixed(),
        None => ShieldKeys::random().map_err(|error| {
            NodeError::Input(format!("the system gives no random numbers: {error}"))
        })?,
    };
    Ok(Arc::new(keys))
}

impl Authoring {
    /// The proposer of blocks.
    pub(crate) fn proposer(&self, task_manager: &TaskManager) -> ProposerFactory {
        ProposerFactory::new(
            task_manager.spawn_handle(),
            self.client.clone(),
            self.pool.clone(),
            self.shield_keys.clone(),
            self.registry.as_ref(),
        )
    }
}
