//! Locks on stake.

use super::{c, hk, with};
use crate::play::Table;
use serde_json::json;

pub(super) fn rows(t: &mut Table) {
    let lock = |rao: u64| json!({ "hotkey": hk(2), "netuid": 2, "amount": rao });
    t.row("InsufficientStakeForLock", move |w| {
        w.by(c(0), "lock_stake", lock(u64::MAX / 2))
    });
    t.row("NoExistingLock", |w| {
        w.by(
            c(0),
            "move_lock",
            json!({ "destination_hotkey": hk(2), "netuid": 2 }),
        )
    });
    t.row("LockHotkeyMismatch", move |w| {
        w.done(c(0), "lock_stake", lock(100_000));
        w.by(c(0), "lock_stake", with(lock(100_000), "hotkey", hk(6)))
    });
}
