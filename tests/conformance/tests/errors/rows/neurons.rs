//! Registering and trimming neurons.

use super::{TAO, c, ck, h, hk};
use crate::play::{Play, Table};
use pallet_subtensor::{MaxAllowedUids, NetworksAdded, RegistrationsThisInterval, SubnetworkN};
use serde_json::{Value, json};
use taonet_primitives::NetUid;
use taonet_runtime::Runtime;

pub(super) fn rows(t: &mut Table) {
    let register = |netuid: u16, hotkey: Value| json!({ "netuid": netuid, "hotkey": hotkey });
    t.row("RegistrationNotPermittedOnRootSubnet", move |w| {
        w.by(c(0), "burned_register", register(0, hk(3)))
    });
    t.row("HotKeyAlreadyRegisteredInSubNet", move |w| {
        w.by(c(0), "burned_register", register(2, hk(2)))
    });
    t.row("NonAssociatedColdKey", move |w| {
        w.by(c(1), "burned_register", register(3, hk(2)))
    });
    t.row("RegistrationPriceLimitExceeded", |w| {
        let args = json!({ "netuid": 2, "hotkey": hk(3), "limit_price": 1 });
        w.by(c(0), "register_limit", args)
    });
    t.row("SubNetRegistrationDisabled", move |w| {
        let closed = json!({ "netuid": 2, "registration_allowed": false });
        w.root("sudo_set_network_registration_allowed", closed);
        w.by(c(0), "burned_register", register(2, hk(3)))
    });
    t.row("NotEnoughBalanceToStake", move |w| {
        w.root(
            "force_set_balance",
            json!({ "who": ck(0), "new_free": TAO / 100 }),
        );
        w.by(c(0), "burned_register", register(2, hk(3)))
    });
    // Where slots are, somebody can be replaced, unless all are the owner's.
    t.row("NoNeuronIdAvailable", move |w| {
        w.state(|| MaxAllowedUids::<Runtime>::insert(NetUid::new(2), 0));
        w.by(c(0), "burned_register", register(2, hk(3)))
    });
    t.row("CannotUseSystemAccount", move |w| {
        let account =
            w.state(|| Some(taonet_runtime::SubtensorModule::subnet_account_of(2.into())));
        let args = register(2, crate::play::hex(&account.expect("has one")));
        w.by(c(0), "burned_register", args)
    });
    t.row("TrimmingWouldExceedMaxImmunePercentage", |w| {
        w.root(
            "sudo_set_min_allowed_uids",
            json!({ "netuid": 2, "min_allowed_uids": 1 }),
        );
        w.by(
            c(1),
            "sudo_trim_to_max_allowed_uids",
            json!({ "netuid": 2, "max_n": 5 }),
        )
    });

    t.row("RootNetworkDoesNotExist", |w| {
        w.state(|| NetworksAdded::<Runtime>::remove(NetUid::ROOT));
        w.by(c(0), "root_register", json!({ "hotkey": hk(3) }))
    });
    t.row("TooManyRegistrationsThisBlock", |w| {
        next_interval(w);
        w.done(c(0), "root_register", json!({ "hotkey": hk(3) }));
        w.by(c(1), "root_register", json!({ "hotkey": hk(7) }))
    });
    t.row("TooManyRegistrationsThisInterval", |w| {
        let none = json!({ "netuid": 0, "target_registrations_per_interval": 0 });
        w.root("sudo_set_target_registrations_per_interval", none);
        w.by(c(0), "root_register", json!({ "hotkey": hk(3) }))
    });
    t.row("StakeTooLowForRoot", |w| {
        next_interval(w);
        w.state(|| {
            let seats = SubnetworkN::<Runtime>::get(NetUid::ROOT);
            MaxAllowedUids::<Runtime>::insert(NetUid::ROOT, seats);
        });
        w.by(c(0), "root_register", json!({ "hotkey": hk(3) }))
    });
    t.row("HotKeyNotRegisteredInSubNet", |w| {
        w.by(
            c(0),
            "set_coldkey_auto_stake_hotkey",
            json!({ "netuid": 2, "hotkey": hk(31) }),
        )
    });
    t.row("HotKeyNotRegisteredInNetwork", |w| {
        w.by(h(4), "set_identity", identity(8))
    });
    t.row("InvalidIdentity", |w| {
        w.by(c(0), "set_identity", identity(257))
    });
}

/// The registrations of the set-up are of an earlier interval.
fn next_interval(w: &mut Play<'_, '_>) {
    w.state(|| RegistrationsThisInterval::<Runtime>::insert(NetUid::ROOT, 0));
}

/// An identity with a name of so many letters.
fn identity(letters: usize) -> Value {
    json!({ "name": format!("0x{}", "61".repeat(letters)), "url": "0x", "github_repo": "0x",
        "image": "0x", "discord": "0x", "description": "0x", "additional": "0x" })
}
