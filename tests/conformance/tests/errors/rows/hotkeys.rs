//! Replacing hotkeys, and tying EVM keys to them.

use super::{TAO, c, ck, h, hk};
use crate::play::{Play, Table};
use pallet_subtensor::{AssociatedEvmAddress, Uids, guards::CustomCode};
use serde_json::{Value, json};
use sp_core::{H160, Pair, ecdsa};
use taonet_conformance::random::account;
use taonet_primitives::NetUid;
use taonet_runtime::{Runtime, System};

pub(super) fn rows(t: &mut Table) {
    let swap = |old: Value, new: Value, netuid: Value| json!({ "hotkey": old, "new_hotkey": new, "netuid": netuid });
    t.row("NewHotKeyIsSameWithOld", move |w| {
        w.by(c(0), "swap_hotkey", swap(hk(2), hk(2), Value::Null))
    });
    t.row("NewHotKeyNotCleanForRootSwap", move |w| {
        w.done(c(0), "try_associate_hotkey", json!({ "hotkey": hk(3) }));
        w.root(
            "sudo_set_subtoken_enabled",
            json!({ "netuid": 0, "subtoken_enabled": true }),
        );
        let stake = json!({ "hotkey": hk(3), "netuid": 0, "amount_staked": TAO });
        w.done(c(0), "add_stake", stake);
        w.by(c(0), "swap_hotkey", swap(hk(2), hk(3), Value::Null))
    });
    t.row("HotKeySetTxRateLimitExceeded", move |w| {
        w.done(c(0), "swap_hotkey", swap(hk(2), hk(3), json!(2)));
        w.root("sudo_set_tx_rate_limit", json!({ "tx_rate_limit": 1_000 }));
        w.by(c(0), "swap_hotkey", swap(hk(0), hk(31), json!(3)))
    });
    t.row("HotKeySwapOnSubnetIntervalNotPassed", move |w| {
        w.done(c(0), "swap_hotkey", swap(hk(2), hk(3), json!(2)));
        w.by(c(0), "swap_hotkey", swap(hk(3), hk(31), json!(2)))
    });
    t.row("NotEnoughBalanceToPaySwapHotKey", move |w| {
        w.root(
            "force_set_balance",
            json!({ "who": ck(0), "new_free": TAO / 20 }),
        );
        w.by(c(0), "swap_hotkey", swap(hk(2), hk(3), Value::Null))
    });

    t.row("InvalidIdentity", |w| {
        w.by(h(4), "associate_evm_key", tie(&[0; 65]))
    });
    t.row("InvalidRecoveredPublicKey", |w| {
        let other = ecdsa::Pair::from_seed(&[7; 32]).sign_prehashed(&[1; 32]);
        w.by(h(4), "associate_evm_key", tie(&other.0))
    });
    t.code(CustomCode::UidNotFound, |w| {
        w.by(h(31), "associate_evm_key", tie(&[0; 65]))
    });
    t.row("EvmKeyAssociateRateLimitExceeded", |w| {
        associated_now(w);
        w.batched(h(4), "associate_evm_key", tie(&[0; 65]))
    });
    t.code(CustomCode::EvmKeyAssociateRateLimitExceeded, |w| {
        associated_now(w);
        w.by(h(4), "associate_evm_key", tie(&[0; 65]))
    });
}

fn tie(signature: &[u8; 65]) -> Value {
    json!({ "netuid": 2, "evm_key": format!("0x{}", "11".repeat(20)), "block_number": 1,
        "signature": format!("0x{}", hex::encode(signature)) })
}

/// An EVM key was tied to the hotkey in this block.
fn associated_now(w: &mut Play<'_, '_>) {
    w.state(|| {
        let netuid = NetUid::new(2);
        let uid = Uids::<Runtime>::get(netuid, account(h(4))).unwrap_or_default();
        let now = u64::from(System::block_number());
        AssociatedEvmAddress::<Runtime>::insert(netuid, uid, (H160([1; 20]), now));
    });
}
