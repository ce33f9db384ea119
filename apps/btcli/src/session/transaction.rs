//! Sending calls, or finding out what would happen.

use serde_json::{Value, json};
use taonet_client::{Call, Inclusion, WaitFor};

use super::Session;
use crate::arguments::{PartialStakeOption, SafeStakingOption, ToleranceOption};
use crate::failure::Failure;
use crate::output::{Cell, Report, Text};

/// Tolerance of btcli 9: half a percent.
const DEFAULT_TOLERANCE: f64 = 0.005;
/// A tolerance above this is nearly always a percentage taken for a fraction.
const STRANGE_TOLERANCE: f64 = 0.5;

/// Which key of the wallet signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignWith {
    Coldkey,
    Hotkey,
}

/// What became of a call.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// A block holds it, and it succeeded.
    Included(Inclusion),
    /// Nothing was sent; the dry run's findings replace the command's report.
    DryRun,
}

impl Outcome {
    /// Where the transaction is, if it was sent.
    pub(crate) fn inclusion(&self) -> Option<&Inclusion> {
        match self {
            Self::Included(inclusion) => Some(inclusion),
            Self::DryRun => None,
        }
    }

    /// `block-index` of the transaction, or null.
    pub(crate) fn identifier(&self) -> Value {
        Value::Null
    }
}

/// How a price may move while stake moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Trade {
    /// Fraction by which the price may move.
    pub(crate) tolerance: f64,
    /// Whether that is enforced by the chain.
    pub(crate) safe: bool,
    /// Whether a part may move when the rest would pass the limit.
    pub(crate) partial: bool,
}

impl Session {
    /// The options of a trade, with settings and defaults for what they leave open.
    pub(crate) fn trade(
        &self,
        tolerance: &ToleranceOption,
        safe: &SafeStakingOption,
        partial: &PartialStakeOption,
    ) -> Result<Trade, Failure> {
        let settings = self.settings()?;
        let choose = |yes: bool, no: bool, settings: Option<bool>, default: bool| match (yes, no) {
            (true, _) => true,
            (_, true) => false,
            _ => settings.unwrap_or(default),
        };
        let tolerance = tolerance
            .tolerance
            .or(settings.rate_tolerance)
            .unwrap_or(DEFAULT_TOLERANCE);
        if !(0.0..=1.0).contains(&tolerance) {
            return Err(Failure::usage(format!(
                "--tolerance is a fraction between 0 and 1, not {tolerance}: 0.005 means 0.5 %"
            )));
        }
        if tolerance > STRANGE_TOLERANCE {
            self.warn(format!(
                "--tolerance is a fraction: {tolerance} lets the price move by {:.0} %",
                tolerance * 100.0
            ));
        }
        Ok(Trade {
            tolerance,
            safe: choose(
                safe.safe_staking,
                safe.no_safe_staking,
                settings.safe_staking,
                true,
            ),
            partial: choose(
                partial.allow_partial_stake,
                partial.no_allow_partial_stake,
                settings.allow_partial_stake,
                false,
            ),
        })
    }

    /// Sends a call, signed by a key of the wallet, and waits as the options say.
    pub(crate) async fn submit(&self, call: Call, sign: SignWith) -> Result<Outcome, Failure> {
        if self.is_dry_run() {
            self.dry_runs
                .borrow_mut()
                .push(json!({ "call": call.full_name() }));
            return Ok(Outcome::DryRun);
        }
        let chain = self.chain().await?;
        let wait_for = if self.waits_for_finality() {
            WaitFor::Finalisation
        } else {
            WaitFor::Inclusion
        };
        let hotkey;
        let key = match sign {
            SignWith::Coldkey => self.coldkey()?,
            SignWith::Hotkey => {
                hotkey = self.hotkey()?;
                &hotkey
            }
        };
        let _progress = self.progress(format!("Sending {}", call.full_name()));
        let inclusion = chain.submit(&call, key, wait_for).await?;
        Ok(Outcome::Included(inclusion))
    }

    fn waits_for_finality(&self) -> bool {
        let options = &self.options.transaction;
        options.wait_for_finalization || (self.finalised && !options.no_wait_for_finalization)
    }
}

/// The report of a command that was only tried.
pub(super) fn report_of_dry_runs(found: Vec<Value>) -> Option<Report> {
    if found.is_empty() {
        return None;
    }
    let mut text = Text::new().line(Cell::notable("Dry run: nothing was sent."));
    for one in &found {
        text.push_line(format!("  {}", one["call"].as_str().unwrap_or_default()));
    }
    let document = json!({ "success": true, "dry_run": true, "transactions": found });
    Some(Report::new(document, text))
}
