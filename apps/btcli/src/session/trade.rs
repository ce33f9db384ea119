//! How a price may move while stake moves.

use super::Session;
use crate::arguments::{PartialStakeOption, SafeStakingOption, ToleranceOption};
use crate::failure::Failure;

/// Tolerance of btcli 9: half a percent.
const DEFAULT_TOLERANCE: f64 = 0.005;
/// A tolerance above this is nearly always a percentage taken for a fraction.
const STRANGE_TOLERANCE: f64 = 0.5;

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
}
