//! Child hotkeys and takes.

use super::{c, hk};
use crate::play::Table;
use pallet_subtensor::guards::CustomCode;
use serde_json::{Value, json};

pub(super) fn rows(t: &mut Table) {
    let set = |list: Value| json!({ "hotkey": hk(2), "netuid": 2, "children": list });
    t.row("InvalidChild", move |w| {
        w.by(c(0), "set_children", set(json!([[1, hk(2)]])))
    });
    t.row("DuplicateChild", move |w| {
        w.by(c(0), "set_children", set(json!([[1, hk(6)], [1, hk(6)]])))
    });
    t.row("ProportionOverflow", move |w| {
        let most = u64::MAX / 3 * 2;
        w.by(
            c(0),
            "set_children",
            set(json!([[most, hk(6)], [most, hk(10)]])),
        )
    });
    t.row("TooManyChildren", move |w| {
        let six: Vec<Value> = (4..10).map(|n| json!([1, hk(n)])).collect();
        w.by(c(0), "set_children", set(json!(six)))
    });
    t.row("NotEnoughStakeToSetChildkeys", move |w| {
        w.root(
            "sudo_set_stake_threshold",
            json!({ "min_stake": u64::MAX / 2 }),
        );
        w.by(c(0), "set_children", set(json!([[1, hk(6)]])))
    });
    t.row("TxRateLimitExceeded", move |w| {
        w.done(c(0), "set_children", set(json!([[1, hk(6)]])));
        w.by(c(0), "set_children", set(json!([[1, hk(6)]])))
    });
    t.row("ChildParentInconsistency", move |w| {
        let other = json!({ "hotkey": hk(6), "netuid": 2, "children": [[1, hk(2)]] });
        w.done(c(1), "set_children", other);
        w.blocks(40);
        w.by(c(0), "set_children", set(json!([[1, hk(6)]])))
    });
    let childkey = |take: u16| json!({ "hotkey": hk(2), "netuid": 2, "take": take });
    t.row("InvalidChildkeyTake", move |w| {
        w.by(c(0), "set_childkey_take", childkey(60_000))
    });
    t.row("TxChildkeyTakeRateLimitExceeded", move |w| {
        w.done(c(0), "set_childkey_take", childkey(100));
        w.by(c(0), "set_childkey_take", childkey(200))
    });

    // What root hotkeys take as delegates.
    let take = |parts: u16| json!({ "hotkey": hk(1), "take": parts });
    t.row("DelegateTakeTooLow", move |w| {
        w.by(c(0), "increase_take", take(5))
    });
    t.code(CustomCode::DelegateTakeTooLow, move |w| {
        w.root("sudo_set_min_delegate_take", json!({ "take": 1_000 }));
        w.by(c(0), "decrease_take", take(999))
    });
    t.row("DelegateTakeTooHigh", move |w| {
        w.batched(c(0), "increase_take", take(60_000))
    });
    t.code(CustomCode::DelegateTakeTooHigh, move |w| {
        w.by(c(0), "increase_take", take(60_000))
    });
    t.row("DelegateTxRateLimitExceeded", move |w| {
        w.root(
            "sudo_set_tx_delegate_take_rate_limit",
            json!({ "tx_rate_limit": 1_000 }),
        );
        w.done(c(0), "decrease_take", take(10));
        w.by(c(0), "increase_take", take(20))
    });
    t.code(CustomCode::HotkeyAccountDoesntExist, |w| {
        w.by(
            c(0),
            "increase_take",
            json!({ "hotkey": hk(31), "take": 5 }),
        )
    });
    t.code(CustomCode::NonAssociatedColdKey, move |w| {
        w.by(c(1), "increase_take", take(5))
    });
}
