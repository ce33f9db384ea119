//! Making, starting and describing subnets.

use super::{TAO, c, ck, hk};
use crate::play::{Table, hex};
use pallet_subtensor::TokenSymbol;
use serde_json::json;
use taonet_primitives::NetUid;
use taonet_runtime::Runtime;

pub(super) fn rows(t: &mut Table) {
    let new = || json!({ "hotkey": hk(3) });
    t.row("CannotAffordLockCost", move |w| {
        w.root(
            "force_set_balance",
            json!({ "who": ck(0), "new_free": 10 * TAO }),
        );
        w.by(c(0), "register_network", new())
    });
    t.row("SubnetLimitReached", move |w| {
        w.root("sudo_set_subnet_limit", json!({ "max_subnets": 5 }));
        w.by(c(0), "register_network", new())
    });
    t.row("NetworkTxRateLimitExceeded", move |w| {
        w.root(
            "sudo_set_network_rate_limit",
            json!({ "rate_limit": 1_000 }),
        );
        w.batched(c(0), "register_network", new())
    });
    t.row("NeedWaitingMoreBlocksToStarCall", move |w| {
        w.root("sudo_set_start_call_delay", json!({ "delay": 100 }));
        w.done(c(0), "register_network", new());
        w.by(c(0), "start_call", json!({ "netuid": 6 }))
    });
    t.row("FirstEmissionBlockNumberAlreadySet", |w| {
        w.by(c(1), "start_call", json!({ "netuid": 2 }))
    });
    t.row("SymbolDoesNotExist", |w| {
        w.by(
            c(1),
            "update_symbol",
            json!({ "netuid": 2, "symbol": "0x7a7a7a" }),
        )
    });
    t.row("SymbolAlreadyInUse", |w| {
        let symbol = w.state(|| TokenSymbol::<Runtime>::get(NetUid::new(3)));
        let symbol = format!("0x{}", hex::encode(symbol));
        w.by(
            c(1),
            "update_symbol",
            json!({ "netuid": 2, "symbol": symbol }),
        )
    });
    t.row("NotSubnetOwner", |w| {
        let args = json!({ "netuid": 2, "subnet_name": "0x61", "github_repo": "0x",
            "subnet_contact": "0x", "subnet_url": "0x", "discord": "0x", "description": "0x",
            "logo_url": "0x", "additional": "0x" });
        w.by(c(0), "set_subnet_identity", args)
    });
    t.row("CannotUseSystemAccount", |w| {
        let account =
            w.state(|| Some(taonet_runtime::SubtensorModule::subnet_account_of(2.into())));
        let args = json!({ "netuid": 2, "hotkey": hex(&account.expect("has one")) });
        w.by(c(1), "sudo_set_sn_owner_hotkey", args)
    });
}
