//! What a command may use: settings, a wallet and its keys, a chain, the user's answers.
//!
//! Everything is made when it is first asked for.

mod keys;
mod questions;
mod trade;
mod transaction;

pub(crate) use keys::ss58;
pub(crate) use trade::Trade;
pub(crate) use transaction::{Outcome, SignWith};

use std::cell::{OnceCell, RefCell};

use taonet_client::{ChainClient, Network};
use taonet_wallet::Wallet;

use crate::arguments::Shared;
use crate::config::Settings;
use crate::failure::Failure;
use crate::networks;
use crate::output::{Progress, write_stderr};

/// One run of one command.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) options: Shared,
    /// Waits for finality unless told otherwise.
    finalised: bool,
    /// Hides transactions unless told otherwise.
    shielded: bool,
    settings: OnceCell<Settings>,
    network: OnceCell<Network>,
    chain: OnceCell<ChainClient>,
    wallet: OnceCell<Wallet>,
    coldkey: OnceCell<taonet_wallet::Keypair>,
    /// What `--dry-run` found instead of sending.
    dry_runs: RefCell<Vec<transaction::Tried>>,
}

impl Session {
    pub(crate) fn new(options: Shared, finalised: bool, shielded: bool) -> Self {
        Self {
            options,
            finalised,
            shielded,
            settings: OnceCell::new(),
            network: OnceCell::new(),
            chain: OnceCell::new(),
            wallet: OnceCell::new(),
            coldkey: OnceCell::new(),
            dry_runs: RefCell::default(),
        }
    }

    /// Whether stdout carries one JSON document.
    pub(crate) fn is_json(&self) -> bool {
        self.options.output.json_output
    }

    /// Whether numbers are printed in full.
    pub(crate) fn is_verbose(&self) -> bool {
        self.options.output.verbose > 0
    }

    /// Whether nothing is sent, only tried.
    pub(crate) fn is_dry_run(&self) -> bool {
        self.options.transaction.dry_run
    }

    /// Tells people something that is not the answer: one line on stderr, unless quiet.
    pub(crate) fn note(&self, line: impl AsRef<str>) {
        if !self.options.output.quiet && !self.is_json() {
            write_stderr(line.as_ref());
        }
    }

    /// Tells people something that they should not miss: one line on stderr, always.
    pub(crate) fn warn(&self, line: impl AsRef<str>) {
        write_stderr(&format!("Warning: {}", line.as_ref()));
    }

    /// Shows on a terminal that something takes time, until dropped.
    pub(crate) fn progress(&self, text: impl Into<String>) -> Progress {
        Progress::start(text.into(), !self.options.output.quiet)
    }

    /// The settings of the user's file.
    pub(crate) fn settings(&self) -> Result<&Settings, Failure> {
        get_or_try(&self.settings, Settings::read)
    }

    /// The network: option, `BT_NETWORK` and its older names, settings, finney.
    pub(crate) fn network(&self) -> Result<&Network, Failure> {
        get_or_try(&self.network, || {
            if let Some(name) = networks::chosen(&self.options.network.network) {
                return networks::find(name);
            }
            let variables = [
                "BT_NETWORK",
                "BT_SUBTENSOR_CHAIN_ENDPOINT",
                "BT_SUBTENSOR_NETWORK",
            ];
            if let Some(name) = variables.into_iter().find_map(crate::config::variable) {
                return networks::find(&name);
            }
            match &self.settings()?.network {
                Some(name) => networks::find(name),
                None => networks::find(networks::DEFAULT),
            }
        })
    }

    /// The network's name in documents.
    pub(crate) fn network_name(&self) -> Result<String, Failure> {
        Ok(networks::display_name(self.network()?))
    }

    /// The chain. The first call connects.
    pub(crate) async fn chain(&self) -> Result<&ChainClient, Failure> {
        if let Some(chain) = self.chain.get() {
            return Ok(chain);
        }
        let network = self.network()?;
        let _progress = self.progress(format!("Connecting to {network}"));
        let chain = ChainClient::connect(network).await?;
        Ok(self.chain.get_or_init(|| chain))
    }

    /// The report, or with `--dry-run` what was found instead.
    pub(crate) fn replace_by_dry_run(
        &self,
        report: crate::output::Report,
    ) -> crate::output::Report {
        transaction::report_of_dry_runs(self.dry_runs.take()).unwrap_or(report)
    }
}

/// `OnceCell::get_or_try_init`, which is not stable yet.
fn get_or_try<T>(
    cell: &OnceCell<T>,
    make: impl FnOnce() -> Result<T, Failure>,
) -> Result<&T, Failure> {
    match cell.get() {
        Some(value) => Ok(value),
        None => {
            let value = make()?;
            Ok(cell.get_or_init(|| value))
        }
    }
}
