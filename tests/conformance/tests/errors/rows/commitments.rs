//! Commitments.

use super::h;
use crate::play::Table;
use serde_json::json;

pub(super) fn rows(t: &mut Table) {
    t.pallet("Commitments");
    let nothing = || json!({ "netuid": 2, "info": [] });
    t.row("AccountNotAllowedCommit", move |w| {
        w.by(h(31), "Commitments.set_commitment", nothing())
    });
    t.row("SpaceLimitExceeded", move |w| {
        w.root("Commitments.set_max_space", json!({ "new_limit": 99 }));
        w.by(h(4), "Commitments.set_commitment", nothing())
    });
}
