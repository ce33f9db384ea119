//! The command line: Substrate's standard flags, the project's own, and the changed defaults.

use crate::{
    beacon::{self, BeaconFlags},
    chain_spec,
    sealing::Sealing,
};
use clap::Parser;
use sc_cli::{
    CliConfiguration, ImportParams, KeystoreParams, NetworkParams, OffchainWorkerParams,
    RpcEndpoint, RunCmd, SharedParams, SubstrateCli,
};
use sc_service::{
    BasePath, Role,
    config::{PrometheusConfig, RpcBatchRequestConfig, RpcMethods, TransactionPoolOptions},
};
use std::{net::SocketAddr, num::NonZeroU32, path::PathBuf};

type CliResult<T> = sc_cli::Result<T>;

/// Connections, and subscriptions on each of them, that the RPC server accepts by default.
const RPC_LIMIT: &str = "10000";
/// Transactions the pool keeps ready by default.
const POOL_LIMIT: &str = "65536";
/// Kilobytes of transactions the pool keeps ready by default.
const POOL_KILOBYTES: &str = "131072";

/// The node's command line.
#[derive(Debug, Parser)]
pub struct Cli {
    /// What to do instead of running the node.
    #[command(subcommand)]
    pub subcommand: Option<Subcommand>,
    /// Flags of a running node.
    #[clap(flatten)]
    pub run: RunNode,
}

/// Everything the program does besides running.
#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
    /// Generate, inspect and insert keys.
    #[command(subcommand)]
    Key(sc_cli::KeySubcommand),
    /// Write the chain spec of a named chain as JSON.
    BuildSpec(sc_cli::BuildSpecCmd),
    /// Check a block that is in the database.
    CheckBlock(sc_cli::CheckBlockCmd),
    /// Write blocks to a file.
    ExportBlocks(sc_cli::ExportBlocksCmd),
    /// Write the state of a block as a chain spec.
    ExportState(sc_cli::ExportStateCmd),
    /// Read blocks from a file.
    ImportBlocks(sc_cli::ImportBlocksCmd),
    /// Remove the whole chain from the disk.
    PurgeChain(sc_cli::PurgeChainCmd),
    /// Go back to an earlier block.
    Revert(sc_cli::RevertCmd),
    /// Show the height and genesis of the chain in the database.
    ChainInfo(sc_cli::ChainInfoCmd),
    /// Write the chain spec of a local fork: the state of a block under development keys.
    BuildPatchedSpec(crate::patched_spec::BuildPatchedSpec),
}

/// Running the node.
#[derive(Debug, Parser)]
pub struct RunNode {
    /// The standard flags.
    #[clap(flatten)]
    pub base: RunCmd,

    /// Shortcut for `--name Three --validator` with the session keys of `Three`.
    #[arg(long, conflicts_with_all = &["alice", "bob", "charlie", "dave", "eve", "ferdie", "one", "two"])]
    pub three: bool,

    /// Blocks every 250 ms instead of 12 s, and the shorter waiting times that go with them.
    ///
    /// Decided once, when the chain starts: an existing chain keeps its pace. A chain-spec file
    /// carries its own. Subcommands that open the chain take the flag as well.
    #[arg(long, global = true)]
    pub fast_blocks: bool,

    /// Development mode: author without consensus, on one node.
    ///
    /// `instant` seals when a transaction arrives, `manual` when `engine_createBlock` is called,
    /// a number every so many milliseconds (empty blocks included). Blocks are final at once and
    /// the chain's clock advances one slot per block.
    #[arg(long, value_name = "instant|manual|MILLISECONDS")]
    pub sealing: Option<Sealing>,

    /// A second port for JSON-RPC on the same node.
    #[arg(long, alias = "rpc-port-2", value_name = "PORT")]
    pub second_rpc_port: Option<u16>,

    /// Print one line of JSON on standard output when JSON-RPC answers: its addresses and the
    /// genesis hash.
    #[arg(long)]
    pub announce_ready: bool,

    /// End when standard input is closed, that is, when the program that started the node ends.
    #[arg(long)]
    pub exit_with_parent: bool,

    /// Where the random beacon comes from.
    #[clap(flatten)]
    pub beacon: BeaconFlags,

    /// End the node in good order when less than this is left on the disk.
    #[arg(long, value_name = "MIB", default_value_t = 128)]
    pub min_free_disk_mib: u64,

    /// Folder of `--tmp`, made by [`RunNode::prepare`].
    #[clap(skip)]
    pub temporary_folder: Option<PathBuf>,
}

impl Cli {
    /// The clap command with the changed defaults.
    pub(crate) fn clap_command() -> clap::Command {
        let command = <Self as clap::CommandFactory>::command();
        <Self as SubstrateCli>::setup_command(command)
            .mut_arg("rpc_max_connections", |arg| arg.default_value(RPC_LIMIT))
            .mut_arg("rpc_max_subscriptions_per_connection", |arg| {
                arg.default_value(RPC_LIMIT)
            })
            .mut_arg("pool_limit", |arg| arg.default_value(POOL_LIMIT))
            .mut_arg("pool_kbytes", |arg| arg.default_value(POOL_KILOBYTES))
    }
}

impl SubstrateCli for Cli {
    fn impl_name() -> String {
        "Subtensor Node".into()
    }

    fn impl_version() -> String {
        let commit = option_env!("TAONET_COMMIT").unwrap_or("unknown");
        format!("{}-{commit}", env!("CARGO_PKG_VERSION"))
    }

    fn executable_name() -> String {
        // The default base path hangs on this name: it must not follow a renamed binary.
        "taonet".into()
    }

    fn description() -> String {
        "The taonet chain node".into()
    }

    fn author() -> String {
        env!("CARGO_PKG_AUTHORS").into()
    }

    fn support_url() -> String {
        "the project's issue tracker".into()
    }

    fn copyright_start_year() -> i32 {
        2026
    }

    fn load_spec(&self, id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
        Ok(Box::new(chain_spec::load(
            id,
            self.run.fast_blocks,
            self.run.beacon.drand_dev_key.then(beacon::public_key),
        )?))
    }
}

impl RunNode {
    /// Fills in what follows from the flags given: keys, authority, temporary folder.
    ///
    /// # Errors
    /// When flags contradict each other or the temporary folder cannot be made.
    pub(crate) fn prepare(&mut self) -> Result<Option<tempfile::TempDir>, String> {
        let named_chain = matches!(
            self.base.shared_params.chain.as_deref(),
            None | Some("") | Some("local") | Some("dev")
        );
        if named_chain {
            // These chains are for one machine; a fresh network identity harms nobody there.
            self.base
                .network_params
                .node_key_params
                .unsafe_force_node_key_generation = true;
        }
        if self.base.shared_params.chain.as_deref() == Some("dev") {
            self.base.force_authoring = true;
        }
        if self.second_rpc_port.is_some() && self.second_rpc_port == self.base.rpc_params.rpc_port {
            return Err("--second-rpc-port equals --rpc-port: give another port".into());
        }
        let wants_folder = self.base.tmp || self.base.shared_params.dev;
        if !wants_folder || self.base.shared_params.base_path.is_some() {
            return Ok(None);
        }
        let folder = tempfile::Builder::new()
            .prefix("taonet-node-")
            .tempdir()
            .map_err(|error| {
                format!(
                    "cannot make a temporary folder ({error}): free space there or give --base-path"
                )
            })?;
        self.temporary_folder = Some(folder.path().to_owned());
        Ok(Some(folder))
    }

    /// The secret URI of the session keys the flags ask for.
    pub(crate) fn seed(&self) -> Option<String> {
        let keyring = self.base.get_keyring().map(|key| format!("//{key}"));
        let three = self.three.then(|| "//Three".to_owned());
        let dev_chain =
            self.base.shared_params.dev || self.base.shared_params.chain.as_deref() == Some("dev");
        keyring
            .or(three)
            .or_else(|| dev_chain.then(|| "//One".to_owned()))
    }

    /// The RPC endpoints: IPv4 and IPv6 of the first port, and of the second if there is one.
    fn endpoints(&self, default_port: u16) -> CliResult<Vec<RpcEndpoint>> {
        let params = &self.base.rpc_params;
        let is_dev = self.base.shared_params.dev;
        let mut endpoints = params
            .rpc_addr(is_dev, self.base.validator, default_port)?
            .unwrap_or_default();
        if params.experimental_rpc_endpoint.is_empty() {
            for endpoint in &mut endpoints {
                endpoint.retry_random_port = false;
            }
            if params.rpc_port == Some(0) {
                // Each address would get a port of its own: one is enough.
                endpoints.retain(|endpoint| endpoint.listen_addr.is_ipv4());
            }
        }
        if let Some(port) = self.second_rpc_port {
            let second: Vec<RpcEndpoint> = endpoints
                .iter()
                .cloned()
                .map(|mut endpoint| {
                    endpoint.listen_addr = SocketAddr::new(endpoint.listen_addr.ip(), port);
                    endpoint
                })
                .collect();
            endpoints.extend(second);
        }
        Ok(endpoints)
    }
}

impl CliConfiguration for RunNode {
    fn shared_params(&self) -> &SharedParams {
        self.base.shared_params()
    }

    fn import_params(&self) -> Option<&ImportParams> {
        self.base.import_params()
    }

    fn network_params(&self) -> Option<&NetworkParams> {
        self.base.network_params()
    }

    fn keystore_params(&self) -> Option<&KeystoreParams> {
        self.base.keystore_params()
    }

    fn offchain_worker_params(&self) -> Option<&OffchainWorkerParams> {
        self.base.offchain_worker_params()
    }

    fn base_path(&self) -> CliResult<Option<BasePath>> {
        if let Some(folder) = &self.temporary_folder {
            return Ok(Some(BasePath::new(folder)));
        }
        Ok(self.base.shared_params.base_path.clone().map(BasePath::new))
    }

    fn role(&self, is_dev: bool) -> CliResult<Role> {
        Ok(if self.seed().is_some() {
            Role::Authority
        } else {
            self.base.role(is_dev)?
        })
    }

    fn node_name(&self) -> CliResult<String> {
        match self.seed() {
            Some(seed) if self.base.name.is_none() => Ok(seed.trim_start_matches('/').to_owned()),
            _ => self.base.node_name(),
        }
    }

    fn dev_key_seed(&self, _is_dev: bool) -> CliResult<Option<String>> {
        Ok(self.seed())
    }

    fn force_authoring(&self) -> CliResult<bool> {
        self.base.force_authoring()
    }

    fn disable_grandpa(&self) -> CliResult<bool> {
        self.base.disable_grandpa()
    }

    fn transaction_pool(&self, is_dev: bool) -> CliResult<TransactionPoolOptions> {
        if self.sealing.is_some() {
            // There are no forks when one node seals, and the simpler pool is faster.
            let mut params = self.base.pool_config.clone();
            params.pool_type = sc_cli::TransactionPoolType::SingleState;
            return Ok(params.transaction_pool(true));
        }
        self.base.transaction_pool(is_dev)
    }

    fn rpc_addr(&self, default_port: u16) -> CliResult<Option<Vec<RpcEndpoint>>> {
        Ok(Some(self.endpoints(default_port)?))
    }

    fn rpc_methods(&self) -> CliResult<RpcMethods> {
        self.base.rpc_methods()
    }

    fn rpc_max_connections(&self) -> CliResult<u32> {
        self.base.rpc_max_connections()
    }

    fn rpc_cors(&self, is_dev: bool) -> CliResult<Option<Vec<String>>> {
        self.base.rpc_cors(is_dev)
    }

    fn rpc_max_request_size(&self) -> CliResult<u32> {
        self.base.rpc_max_request_size()
    }

    fn rpc_max_response_size(&self) -> CliResult<u32> {
        self.base.rpc_max_response_size()
    }

    fn rpc_max_subscriptions_per_connection(&self) -> CliResult<u32> {
        self.base.rpc_max_subscriptions_per_connection()
    }

    fn rpc_buffer_capacity_per_connection(&self) -> CliResult<u32> {
        self.base.rpc_buffer_capacity_per_connection()
    }

    fn rpc_batch_config(&self) -> CliResult<RpcBatchRequestConfig> {
        self.base.rpc_batch_config()
    }

    fn rpc_rate_limit(&self) -> CliResult<Option<NonZeroU32>> {
        self.base.rpc_rate_limit()
    }

    fn prometheus_config(
        &self,
        default_port: u16,
        chain_spec: &Box<dyn sc_service::ChainSpec>,
    ) -> CliResult<Option<PrometheusConfig>> {
        self.base.prometheus_config(default_port, chain_spec)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::FromArgMatches;

    fn parse(args: &[&str]) -> Cli {
        let all = std::iter::once("taonet").chain(args.iter().copied());
        let matches = Cli::clap_command().try_get_matches_from(all).unwrap();
        let mut cli = Cli::from_arg_matches(&matches).unwrap();
        cli.run.prepare().unwrap();
        cli
    }

    #[test]
    fn defaults_are_those_of_the_protocol() {
        let cli = parse(&[]);
        assert_eq!(cli.run.rpc_max_connections().unwrap(), 10_000);
        assert_eq!(
            cli.run.rpc_max_subscriptions_per_connection().unwrap(),
            10_000
        );
        assert!(cli.run.rpc_rate_limit().unwrap().is_none());
        let endpoints = cli.run.rpc_addr(9944).unwrap().unwrap();
        assert!(endpoints.iter().all(|endpoint| !endpoint.retry_random_port));
        assert_eq!(endpoints.len(), 2);
        assert!(!cli.run.role(false).unwrap().is_authority());
    }

    #[test]
    fn subcommands_know_the_pace() {
        for args in [
            ["build-spec", "--chain", "dev", "--fast-blocks"].as_slice(),
            &["purge-chain", "--fast-blocks", "-y"],
        ] {
            let cli = parse(args);
            assert!(cli.subcommand.is_some() && cli.run.fast_blocks, "{args:?}");
        }
        assert!(!parse(&["build-spec"]).run.fast_blocks);
    }

    #[test]
    fn a_second_port_doubles_the_endpoints() {
        let cli = parse(&["--one", "--rpc-port", "9944", "--rpc-port-2", "9945"]);
        let ports: Vec<u16> = cli
            .run
            .rpc_addr(9944)
            .unwrap()
            .unwrap()
            .iter()
            .map(|endpoint| endpoint.listen_addr.port())
            .collect();
        assert_eq!(ports, [9944, 9944, 9945, 9945]);
    }

    #[test]
    fn names_give_keys_and_authority() {
        for (args, seed) in [
            (["--one"].as_slice(), "//One"),
            (&["--two"], "//Two"),
            (&["--three"], "//Three"),
            (&["--alice"], "//Alice"),
            (&["--chain", "dev"], "//One"),
            (&["--dev"], "//One"),
            (&["--one", "--dev", "--sealing=manual"], "//One"),
        ] {
            let cli = parse(args);
            assert_eq!(
                cli.run.dev_key_seed(false).unwrap().as_deref(),
                Some(seed),
                "{args:?}"
            );
            assert!(cli.run.role(false).unwrap().is_authority());
        }
    }
}
