//! Announcing endpoints. The guards see these errors first; in a batch they are the dispatch's.

use super::h;
use crate::play::Table;
use pallet_subtensor::guards::CustomCode;
use serde_json::{Value, json};

pub(super) fn rows(t: &mut Table) {
    let bad = [
        (
            "InvalidIpType",
            CustomCode::BadRequest,
            4,
            axon(PUBLIC, 5, 80),
        ),
        (
            "InvalidIpAddress",
            CustomCode::InvalidIpAddress,
            4,
            axon(0xffff_ffff, 4, 80),
        ),
        (
            "InvalidPort",
            CustomCode::InvalidPort,
            4,
            axon(PUBLIC, 4, 0),
        ),
        (
            "HotKeyNotRegisteredInNetwork",
            CustomCode::HotKeyNotRegisteredInNetwork,
            31,
            axon(PUBLIC, 4, 80),
        ),
    ];
    for (error, code, hotkey, args) in bad {
        let same = args.clone();
        t.row(error, move |w| {
            w.batched(h(hotkey), "serve_axon", same.clone())
        });
        t.code(code, move |w| w.by(h(hotkey), "serve_axon", args.clone()));
    }
    let limit = || json!({ "netuid": 2, "serving_rate_limit": 50 });
    t.row("ServingRateLimitExceeded", move |w| {
        w.root("sudo_set_serving_rate_limit", limit());
        w.done(h(4), "serve_axon", axon(PUBLIC, 4, 80));
        w.batched(h(4), "serve_axon", axon(PUBLIC, 4, 80))
    });
    t.code(CustomCode::ServingRateLimitExceeded, move |w| {
        w.root("sudo_set_serving_rate_limit", limit());
        w.done(h(4), "serve_axon", axon(PUBLIC, 4, 80));
        w.by(h(4), "serve_axon", axon(PUBLIC, 4, 80))
    });
}

/// An address that others can reach.
const PUBLIC: u32 = 0x0102_0304;

fn axon(ip: u32, kind: u8, port: u16) -> Value {
    json!({ "netuid": 2, "version": 1, "ip": ip, "port": port, "ip_type": kind, "protocol": 4,
        "placeholder1": 0, "placeholder2": 0 })
}
