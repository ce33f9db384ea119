//! Errors of the main pallet that settings of the other one fail with.

use super::c;
use crate::play::Table;
use serde_json::json;

pub(super) fn rows(t: &mut Table) {
    let alphas = |low: u16, high: u16| json!({ "netuid": 2, "alpha_low": low, "alpha_high": high });
    let liquid = || json!({ "netuid": 2, "enabled": true });
    t.row("LiquidAlphaDisabled", move |w| {
        w.by(c(1), "sudo_set_alpha_values", alphas(2_000, 60_000))
    });
    t.row("AlphaHighTooLow", move |w| {
        w.done(c(1), "sudo_set_liquid_alpha_enabled", liquid());
        w.by(c(1), "sudo_set_alpha_values", alphas(1_637, 1_637))
    });
    t.row("AlphaLowOutOfRange", move |w| {
        w.done(c(1), "sudo_set_liquid_alpha_enabled", liquid());
        w.by(c(1), "sudo_set_alpha_values", alphas(1_637, 60_000))
    });
    let interval = |epochs: u64| json!({ "netuid": 4, "interval": epochs });
    t.row("RevealPeriodTooLarge", move |w| {
        w.by(
            c(3),
            "sudo_set_commit_reveal_weights_interval",
            interval(101),
        )
    });
    t.row("RevealPeriodTooSmall", move |w| {
        w.by(c(3), "sudo_set_commit_reveal_weights_interval", interval(0))
    });
    t.row("ActivityCutoffTooLow", |w| {
        let args = json!({ "netuid": 2, "activity_cutoff": 1 });
        w.by(c(1), "sudo_set_activity_cutoff", args)
    });
    t.row("InvalidValue", |w| {
        w.by(
            c(1),
            "sudo_set_mechanism_count",
            json!({ "netuid": 2, "mechanism_count": 0 }),
        )
    });
    t.row("TooManyUIDsPerMechanism", |w| {
        w.by(
            c(1),
            "sudo_set_mechanism_count",
            json!({ "netuid": 2, "mechanism_count": 2 }),
        )
    });
    t.row("TxRateLimitExceeded", |w| {
        let args = |rho: u16| json!({ "netuid": 2, "rho": rho });
        w.done(c(1), "sudo_set_rho", args(1));
        w.by(c(1), "sudo_set_rho", args(2))
    });
}
