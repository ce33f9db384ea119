//! `taonet up`: a whole network in one process tree.
//!
//! 1. [`keys`]: wallets in the network's folder, made on the first start.
//! 2. The node: a child process in development mode that ends with this one.
//! 3. [`bootstrap`]: accounts funded, subnets created and started, neurons registered and staked;
//!    every step is skipped where an earlier start did it.
//! 4. [`participants`]: miners and validators as tasks of this process.
//! 5. [`ranking`]: what the chain and the validators say, put side by side, as a live [`table`] or
//!    as JSON.

mod bootstrap;
mod folder;
mod keys;
mod participants;
mod ranking;
mod table;

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use eyre::{Result, WrapErr};
use taonet_client::{ChainClient, Network};
use taonet_node::child::{DevelopmentNode, DevelopmentOptions};
use taonet_node::sealing::Sealing;

use crate::arguments::{SubnetKind, UpArguments};
use folder::NetworkFolder;
use participants::Participants;
use ranking::Ranking;

/// Longest wait for the node's first answer.
const NODE_START_TIMEOUT: Duration = Duration::from_secs(30);
/// Time between two looks at the ranking.
const REFRESH: Duration = Duration::from_secs(1);

/// A subnet of this network and who takes part in it.
pub(crate) struct SubnetPlan {
    pub(crate) kind: SubnetKind,
    pub(crate) netuid: u16,
}

pub(crate) async fn run(arguments: UpArguments) -> Result<()> {
    let began = Instant::now();
    let folder = NetworkFolder::open(arguments.base_path.as_deref())?;
    let node = start_node(&arguments, &folder).await?;
    let result = tokio::select! {
        result = with_node(&arguments, &folder, &node, began) => result,
        () = crate::asked_to_stop() => {
            eprintln!("stopping");
            Ok(())
        }
        died = node_died(node.pid()) => Err(died),
    };
    node.stop();
    result
}

async fn with_node(
    arguments: &UpArguments,
    folder: &NetworkFolder,
    node: &DevelopmentNode,
    began: Instant,
) -> Result<()> {
    let network: Network = node.ws_url().parse()?;
    let client = ChainClient::connect(&network).await?;
    first_block(&client, began).await?;
    let keys = keys::NetworkKeys::open(folder, arguments)?;
    let plans = bootstrap::run(&client, folder, &keys, arguments).await?;
    eprintln!("network ready after {:.1} s", began.elapsed().as_secs_f64());
    let mut participants = Participants::start(&client, folder, &keys, &plans, arguments)?;
    let mut progress = Progress::new(arguments, node, began);
    let deadline = arguments.run_for.map(|run_for| began + run_for);
    loop {
        let wake = deadline.map_or(Instant::now() + REFRESH, |at| {
            at.min(Instant::now() + REFRESH)
        });
        tokio::select! {
            () = tokio::time::sleep_until(wake.into()) => {}
            failed = participants.failed() => return Err(failed),
        }
        let ranking = Ranking::read(&client, &plans, &participants.reports(), &keys).await?;
        progress.show(&ranking);
        if deadline.is_some_and(|at| Instant::now() >= at) {
            if arguments.json {
                println!("{}", serde_json::to_string_pretty(&ranking)?);
            } else if !std::io::stdout().is_terminal() {
                println!("{}", table::render(&ranking));
            }
            participants.stop().await;
            return Ok(());
        }
    }
}

async fn start_node(arguments: &UpArguments, folder: &NetworkFolder) -> Result<DevelopmentNode> {
    let block_time_ms = arguments
        .block_time
        .as_millis()
        .try_into()
        .unwrap_or(u64::MAX);
    let options = DevelopmentOptions {
        base_path: Some(folder.chain()),
        rpc_port: arguments.port_base,
        second_rpc_port: Some(arguments.port_base.saturating_add(1)),
        log_file: Some(folder.node_log()),
        drand_dev_key: arguments.drand_dev_key,
        ..DevelopmentOptions::new(Sealing::Interval {
            interval_ms: block_time_ms,
        })?
    };
    let node =
        tokio::task::spawn_blocking(move || DevelopmentNode::start(&options, NODE_START_TIMEOUT))
            .await
            .wrap_err("starting the node was interrupted")??;
    eprintln!(
        "chain at {} (second port {})",
        node.ws_url(),
        arguments.port_base + 1
    );
    Ok(node)
}

/// Resolves with an error when the node's process is gone.
async fn node_died(pid: u32) -> eyre::Report {
    loop {
        tokio::time::sleep(Duration::from_millis(500)).await;
        let state = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        // A dead child that nobody has waited for stays as a zombie, marked Z after its name.
        let gone = state.is_empty()
            || state
                .rsplit(')')
                .next()
                .is_some_and(|s| s.starts_with(" Z"));
        if gone && std::path::Path::new("/proc/self/stat").exists() {
            return eyre::eyre!(
                "the chain node ended by itself: read its log (with --base-path it is kept in the \
                 folder as node.log)"
            );
        }
    }
}

async fn first_block(client: &ChainClient, began: Instant) -> Result<()> {
    let mut blocks = client.blocks().await?;
    while let Some(block) = blocks.next().await {
        let number = block?.number;
        if number > 0 {
            eprintln!(
                "block {number} after {:.1} s",
                began.elapsed().as_secs_f64()
            );
            break;
        }
    }
    Ok(())
}

/// Shows the ranking as it changes: a table that is drawn over on a terminal, a line elsewhere.
struct Progress {
    live: bool,
    addresses: String,
    began: Instant,
    incentive_seen: bool,
}

impl Progress {
    fn new(arguments: &UpArguments, node: &DevelopmentNode, began: Instant) -> Self {
        let addresses = format!(
            "connect: {} and port {}; ask: taonet ask --network {} \"What is the capital of \
             Texas?\"; stop: Ctrl-C",
            node.ws_url(),
            arguments.port_base + 1,
            node.ws_url(),
        );
        let live = std::io::stdout().is_terminal() && !arguments.json;
        if !live {
            eprintln!("{addresses}");
        }
        Self {
            live,
            addresses,
            began,
            incentive_seen: false,
        }
    }

    fn show(&mut self, ranking: &Ranking) {
        if self.live {
            // Home, clear to the end, draw: no flicker and no history.
            print!(
                "\x1b[H\x1b[J{}\n{}\n",
                table::render(ranking),
                self.addresses
            );
        }
        if !self.incentive_seen && ranking.all_subnets_pay() {
            self.incentive_seen = true;
            let seconds = self.began.elapsed().as_secs_f64();
            eprintln!("every subnet pays its miners after {seconds:.1} s");
        }
    }
}
