//! The clock of epochs and what owners set it to.

use super::c;
use crate::play::Table;
use serde_json::json;

pub(super) fn rows(t: &mut Table) {
    let subnet = |netuid: u16| json!({ "netuid": netuid });
    t.row("TempoOutOfBounds", |w| {
        w.by(
            c(1),
            "SubtensorModule.set_tempo",
            json!({ "netuid": 2, "tempo": 359 }),
        )
    });
    t.row("ActivityCutoffFactorMilliOutOfBounds", |w| {
        let args = json!({ "netuid": 2, "factor_milli": 999 });
        w.by(c(1), "SubtensorModule.set_activity_cutoff_factor", args)
    });
    t.row("EpochTriggerAlreadyPending", move |w| {
        w.done(c(1), "trigger_epoch", subnet(2));
        w.by(c(1), "trigger_epoch", subnet(2))
    });
    t.row("AutoEpochAlreadyImminent", move |w| {
        w.root("sudo_set_admin_freeze_window", json!({ "window": 1_000 }));
        w.by(c(1), "trigger_epoch", subnet(2))
    });
    t.row("DynamicTempoBlockedByCommitReveal", move |w| {
        w.by(c(3), "trigger_epoch", subnet(4))
    });
    t.row("AdminActionProhibitedDuringWeightsWindow", |w| {
        w.root("sudo_set_admin_freeze_window", json!({ "window": 1_000 }));
        w.by(
            c(1),
            "SubtensorModule.set_tempo",
            json!({ "netuid": 2, "tempo": 360 }),
        )
    });
    t.row("VotingPowerTrackingNotEnabled", move |w| {
        w.by(c(1), "disable_voting_power_tracking", subnet(2))
    });
    t.row("InvalidVotingPowerEmaAlpha", |w| {
        let args = json!({ "netuid": 2, "alpha": 1_000_000_000_000_000_001u64 });
        w.by_root("sudo_set_voting_power_ema_alpha", args)
    });
}
