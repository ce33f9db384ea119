//! Replacing coldkeys.

use super::{TAO, c, ck, hk};
use crate::play::{Play, Table, hex};
use codec::Encode;
use pallet_subtensor::{StakingHotkeys, guards::CustomCode};
use serde_json::{Value, json};
use sp_io::hashing::blake2_256;
use taonet_conformance::random::{Who, account};
use taonet_runtime::{AccountId, Runtime};

pub(super) fn rows(t: &mut Table) {
    t.row("ColdkeySwapAnnouncementNotFound", |w| {
        w.by(
            c(0),
            "swap_coldkey_announced",
            json!({ "new_coldkey": ck(7) }),
        )
    });
    t.row("AnnouncedColdkeyHashDoesNotMatch", |w| {
        w.done(c(0), "announce_coldkey_swap", announcement(Who::Sudo));
        w.by(
            c(0),
            "swap_coldkey_announced",
            json!({ "new_coldkey": ck(7) }),
        )
    });
    t.row("ColdkeySwapTooEarly", |w| {
        w.done(c(0), "announce_coldkey_swap", announcement(c(7)));
        w.by(
            c(0),
            "swap_coldkey_announced",
            json!({ "new_coldkey": ck(7) }),
        )
    });
    t.row("ColdkeySwapReannouncedTooEarly", |w| {
        w.done(c(0), "announce_coldkey_swap", announcement(c(7)));
        w.by(c(0), "announce_coldkey_swap", announcement(c(7)))
    });
    t.row("ColdkeySwapClearTooEarly", |w| {
        w.done(c(0), "announce_coldkey_swap", announcement(c(7)));
        w.by(c(0), "clear_coldkey_swap_announcement", json!({}))
    });
    t.row("NotEnoughBalanceToPaySwapColdKey", |w| {
        w.root(
            "force_set_balance",
            json!({ "who": ck(0), "new_free": TAO / 20 }),
        );
        w.by(c(0), "announce_coldkey_swap", announcement(c(7)))
    });
    // The guard sees it first.
    t.row("ColdkeySwapAlreadyDisputed", |w| {
        w.done(c(0), "announce_coldkey_swap", announcement(c(7)));
        w.done(c(0), "dispute_coldkey_swap", json!({}));
        w.unguarded(c(0), "dispute_coldkey_swap", json!({}))
    });

    t.code(CustomCode::ColdkeyInSwapSchedule, |w| {
        w.done(c(0), "announce_coldkey_swap", announcement(c(7)));
        w.by(c(0), "try_associate_hotkey", json!({ "hotkey": hk(3) }))
    });
    t.code(CustomCode::ColdkeySwapDisputed, |w| {
        w.done(c(0), "announce_coldkey_swap", announcement(c(7)));
        w.done(c(0), "dispute_coldkey_swap", json!({}));
        w.by(c(0), "try_associate_hotkey", json!({ "hotkey": hk(3) }))
    });
    t.row("ColdkeySwapAnnounced", |w| {
        derived_announces(w);
        w.derived(c(0), "try_associate_hotkey", json!({ "hotkey": hk(3) }))
    });
    t.row("ColdkeySwapDisputed", |w| {
        derived_announces(w);
        let disputed = w.derived(c(0), "dispute_coldkey_swap", json!({}));
        w.expect_ok("dispute", &disputed);
        w.derived(c(0), "try_associate_hotkey", json!({ "hotkey": hk(3) }))
    });

    t.row("ColdKeyAlreadyAssociated", |w| {
        w.by_root("swap_coldkey", swap_to(ck(1)))
    });
    t.row("NewColdKeyIsHotkey", |w| {
        w.by_root("swap_coldkey", swap_to(hk(2)))
    });
    // Whoever has locked stake is known to stake, unless that was forgotten.
    t.row("ActiveLockExists", |w| {
        let lock = json!({ "hotkey": hk(6), "netuid": 2, "amount": TAO });
        w.done(c(1), "lock_stake", lock);
        w.state(|| StakingHotkeys::<Runtime>::remove(account(c(1))));
        w.by_root("swap_coldkey", swap_to(ck(1)))
    });
    t.row("Deprecated", |w| {
        w.by(
            c(0),
            "schedule_swap_coldkey",
            json!({ "new_coldkey": ck(7) }),
        )
    });
}

fn announcement(new: Who) -> Value {
    let hash = account(new).using_encoded(blake2_256);
    json!({ "new_coldkey_hash": format!("0x{}", hex::encode(hash)) })
}

fn swap_to(new: Value) -> Value {
    json!({ "old_coldkey": ck(0), "new_coldkey": new, "swap_cost": 0 })
}

/// An account that derives from the first coldkey's announces a swap.
fn derived_announces(w: &mut Play<'_, '_>) {
    let derived: AccountId = (b"modlpy/utilisuba", account(c(0)), 0u16)
        .using_encoded(blake2_256)
        .into();
    w.root(
        "force_set_balance",
        json!({ "who": hex(&derived), "new_free": 10 * TAO }),
    );
    let announced = w.derived(c(0), "announce_coldkey_swap", announcement(c(7)));
    w.expect_ok("announcement", &announced);
}
