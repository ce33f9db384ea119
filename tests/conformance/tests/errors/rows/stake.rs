//! Adding, removing, moving, burning stake.

use super::{TAO, c, ck, h, hk, with};
use crate::play::Table;
use serde_json::{Value, json};

pub(super) fn rows(t: &mut Table) {
    let add =
        |netuid: u16, rao: u64| json!({ "hotkey": hk(2), "netuid": netuid, "amount_staked": rao });
    t.row("SubnetNotExists", move |w| {
        w.by(c(0), "add_stake", add(77, TAO))
    });
    t.row("AmountTooLow", move |w| w.by(c(0), "add_stake", add(2, 1)));
    t.row("NotEnoughBalanceToStake", move |w| {
        w.root(
            "force_set_balance",
            json!({ "who": ck(0), "new_free": 5 * TAO }),
        );
        w.by(c(0), "add_stake", add(2, 100 * TAO))
    });
    t.row("HotKeyAccountNotExists", move |w| {
        w.by(c(0), "add_stake", with(add(2, TAO), "hotkey", hk(31)))
    });
    t.row("SubtokenDisabled", move |w| {
        w.by(c(0), "add_stake", add(1, TAO))
    });
    // More than a thousand times what the pool holds.
    t.row("InsufficientLiquidity", move |w| {
        w.by(c(0), "add_stake", add(2, 10_000_000 * TAO))
    });
    t.row("SlippageTooHigh", move |w| {
        let limit = w.price(2) + 1_000;
        let limited = with(add(2, 100 * TAO), "limit_price", json!(limit));
        w.by(
            c(0),
            "add_stake_limit",
            with(limited, "allow_partial", json!(false)),
        )
    });
    t.row("NotEnoughStakeToWithdraw", |w| {
        let rao = w.staked(c(0), h(2), 2) + 1;
        let args = json!({ "hotkey": hk(2), "netuid": 2, "amount_unstaked": rao, "limit_price": 0,
            "allow_partial": false });
        w.by(c(0), "remove_stake_limit", args)
    });
    t.row("StakeUnavailable", |w| {
        let rao = w.staked(c(0), h(2), 2);
        w.done(
            c(0),
            "lock_stake",
            json!({ "hotkey": hk(2), "netuid": 2, "amount": rao }),
        );
        w.by(
            c(0),
            "remove_stake",
            json!({ "hotkey": hk(2), "netuid": 2, "amount_unstaked": rao }),
        )
    });
    t.row("SameNetuid", |w| {
        let args = json!({ "origin_hotkey": hk(2), "destination_hotkey": hk(2), "origin_netuid": 2,
            "destination_netuid": 2, "alpha_amount": TAO });
        w.by(c(0), "move_stake", args)
    });
    t.row("TransferDisallowed", |w| {
        w.done(
            c(1),
            "sudo_set_toggle_transfer",
            json!({ "netuid": 2, "toggle": false }),
        );
        w.by(c(0), "transfer_stake", transfer(TAO))
    });
    t.row("AccountRejectsLockedAlpha", |w| {
        let rao = w.staked(c(0), h(2), 2);
        w.done(
            c(0),
            "lock_stake",
            json!({ "hotkey": hk(2), "netuid": 2, "amount": rao }),
        );
        w.by(c(0), "transfer_stake", transfer(rao))
    });
    t.row("CannotBurnOrRecycleOnRootSubnet", |w| {
        w.by(
            c(0),
            "recycle_alpha",
            json!({ "hotkey": hk(1), "amount": TAO, "netuid": 0 }),
        )
    });
    t.row("SameAutoStakeHotkeyAlreadySet", |w| {
        let args = json!({ "netuid": 2, "hotkey": hk(6) });
        w.done(c(0), "set_coldkey_auto_stake_hotkey", args.clone());
        w.by(c(0), "set_coldkey_auto_stake_hotkey", args)
    });
    t.row("InvalidSubnetNumber", |w| {
        w.by(c(0), "claim_root", json!({ "subnets": [] }))
    });
    t.row("InvalidRootClaimThreshold", |w| {
        let args = json!({ "netuid": 2, "new_value": 10_000_001u64 });
        w.by(c(1), "sudo_set_root_claim_threshold", args)
    });
    t.row("InvalidNumRootClaim", |w| {
        w.by_root("sudo_set_num_root_claims", json!({ "new_value": 51 }))
    });
}

/// From the first coldkey to the sixth, within subnet 2.
fn transfer(rao: u64) -> Value {
    json!({ "destination_coldkey": ck(5), "hotkey": hk(2), "origin_netuid": 2,
        "destination_netuid": 2, "alpha_amount": rao })
}
