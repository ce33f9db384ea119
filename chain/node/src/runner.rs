//! Starts the node, waits for a reason to end, and ends it in good order within a second.

use crate::{
    cli::{Cli, RunNode},
    disk::Space,
    error::NodeError,
    preflight,
    rpc::HexSubscriptionIds,
    service::{self, Backend, Running},
};
use sc_cli::{CliConfiguration, Signals, SubstrateCli};
use sc_network::{
    config::{NetworkBackendType, SyncMode, TransportConfig},
    multiaddr::Protocol,
};
use sc_service::Configuration;
use std::{
    io::{Read, Write},
    net::SocketAddr,
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::oneshot;

/// How long tasks may take to notice the end.
const TASKS_END: Duration = Duration::from_millis(500);
/// How the generated code of the runtime APIs begins its complaint about arguments.
const BAD_ARGUMENTS: &str = "Bad input data provided to ";
/// How long the last users of the database may take to let go of it after that.
const DATABASE_RELEASE: Duration = Duration::from_millis(300);

/// Runs the node until it is told to end.
pub(crate) fn run(mut cli: Cli) -> Result<(), NodeError> {
    // Removed when this function returns, whatever the reason.
    let _temporary_folder = cli.run.prepare().map_err(NodeError::Input)?;
    let runtime = sc_cli::build_runtime().map_err(sc_service::Error::from)?;
    let signals = runtime.block_on(async { Signals::capture() })?;
    let mut config = cli.create_configuration(&cli.run, runtime.handle().clone())?;
    cli.run
        .init(&Cli::support_url(), &Cli::impl_version(), |_| {})?;
    choose_panic_reports(config.base_path.path().to_owned());
    adjust(&mut config, &cli.run)?;
    preflight::check(&config, cli.run.second_rpc_port)?;
    let space = Space {
        path: config.base_path.path().to_owned(),
        minimum_mib: cli.run.min_free_disk_mib,
    };
    space.check()?;
    sc_cli::print_node_infos::<Cli>(&config);
    let parent_ended = if cli.run.exit_with_parent {
        parent_watch()
    } else {
        None
    };

    let started = runtime
        .block_on(async { service::start(config, cli.run.sealing, cli.run.beacon.source()) });
    let Running {
        mut task_manager,
        backend,
        rpc,
        genesis_hash,
    } = match started {
        Ok(running) => running,
        Err(error) => {
            runtime.shutdown_timeout(TASKS_END);
            return Err(error);
        }
    };
    if cli.run.announce_ready {
        announce(
            &cli.run,
            rpc.listen_addresses(),
            &format!("{genesis_hash:?}"),
        );
    }
    let outcome = runtime.block_on(async {
        tokio::select! {
            () = signals.future() => Ok(()),
            () = ended(parent_ended) => Ok(()),
            outcome = task_manager.future() => outcome.map_err(NodeError::Service),
            error = space.exhausted() => Err(error),
        }
    });
    drop(rpc);
    // Tells every task to end.
    drop(task_manager);
    runtime.shutdown_timeout(TASKS_END);
    close(backend);
    outcome
}

/// Decides what a panic says on standard error.
///
/// 1. The database library panics when a read fails, which the engine reports as a bug of the
///    node. It is a damaged disk or file: say so, and what to do.
/// 2. A runtime call with undecodable arguments panics inside the call and is answered as an
///    error. Whoever sends such bytes must not fill the log, nor cost a backtrace.
/// 3. Anything else is a bug and reported as one.
fn choose_panic_reports(path: PathBuf) {
    let report_bug = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let text = panic.payload().downcast_ref::<String>();
        if text.is_some_and(|text| text.starts_with(BAD_ARGUMENTS)) {
            return;
        }
        match text.and_then(|text| text.strip_prefix("Critical database error: ")) {
            Some(cause) => {
                let error = NodeError::DatabaseCorrupt {
                    path: path.clone(),
                    cause: cause.into(),
                };
                eprintln!("Error: {error}");
                std::process::exit(1);
            }
            None => report_bug(panic),
        }
    }));
}

/// Changes of the standard configuration.
fn adjust(config: &mut Configuration, flags: &RunNode) -> Result<(), NodeError> {
    if !matches!(config.network.network_backend, NetworkBackendType::Litep2p) {
        return Err(NodeError::Input(
            "this program has one network implementation: leave --network-backend out".into(),
        ));
    }
    if matches!(config.network.sync_mode, SyncMode::LightState { .. }) {
        return Err(NodeError::Input(
            "this node synchronises whole blocks or by warp proofs: give --sync full or --sync warp"
                .into(),
        ));
    }
    config.rpc.id_provider = Some(Box::new(HexSubscriptionIds::default()));
    if flags.sealing.is_some() {
        // One node alone: no port to collide with a neighbour's, nothing to search for.
        let loopback = std::net::Ipv4Addr::LOCALHOST;
        config.network.listen_addresses =
            vec![sc_network::Multiaddr::from(loopback).with(Protocol::Tcp(0))];
        config.network.boot_nodes.clear();
        config.network.enable_dht_random_walk = false;
        config.network.transport = TransportConfig::Normal {
            enable_mdns: false,
            allow_private_ip: true,
        };
        config.disable_grandpa = true;
    }
    Ok(())
}

/// Resolves when standard input ends; a thread waits for it, so it costs nothing meanwhile.
fn parent_watch() -> Option<oneshot::Receiver<()>> {
    let (sender, receiver) = oneshot::channel();
    std::thread::Builder::new()
        .name("parent-watch".into())
        .spawn(move || {
            let mut buffer = [0u8; 256];
            let mut input = std::io::stdin().lock();
            while matches!(input.read(&mut buffer), Ok(1..)) {}
            let _ = sender.send(());
        })
        .ok()?;
    Some(receiver)
}

async fn ended(parent: Option<oneshot::Receiver<()>>) {
    match parent {
        // A dropped sender means the watching thread is gone, which ends the node as well.
        Some(receiver) => drop(receiver.await),
        None => std::future::pending().await,
    }
}

/// Prints the line that `--announce-ready` promises.
fn announce(flags: &RunNode, addresses: &[sc_network::Multiaddr], genesis: &str) {
    let addresses: Vec<String> = addresses
        .iter()
        .filter_map(socket_address)
        .map(|address| address.to_string())
        .collect();
    let sealing = flags.sealing.map(|sealing| sealing.to_string());
    let line = serde_json::json!({ "genesis": genesis, "rpc": addresses, "sealing": sealing });
    let mut output = std::io::stdout().lock();
    // A parent that no longer reads is noticed elsewhere.
    let _ = writeln!(output, "{line}").and_then(|()| output.flush());
}

fn socket_address(address: &sc_network::Multiaddr) -> Option<SocketAddr> {
    let mut parts = address.iter();
    let ip = match parts.next()? {
        Protocol::Ip4(ip) => ip.into(),
        Protocol::Ip6(ip) => ip.into(),
        _ => return None,
    };
    match parts.next()? {
        Protocol::Tcp(port) => Some(SocketAddr::new(ip, port)),
        _ => None,
    }
}

/// Closes the database on this thread: it writes what is still queued, so the process must not
/// end in the middle of it.
fn close(backend: Arc<Backend>) {
    let begin = Instant::now();
    while Arc::strong_count(&backend) > 1 && begin.elapsed() < DATABASE_RELEASE {
        std::thread::sleep(Duration::from_millis(2));
    }
    if Arc::strong_count(&backend) > 1 {
        tracing::warn!(
            "The database is still in use at the end; its journal is replayed next time"
        );
    }
    drop(backend);
}
