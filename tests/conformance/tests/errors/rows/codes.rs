//! Refusals at the door that belong to no error of the main pallet.

use super::{c, ck, h};
use crate::play::{Shown, Table};
use pallet_subtensor::guards::CustomCode;
use serde_json::json;

/// An envelope that cannot be read.
const FAILED_SHIELDED_TX_PARSING: u8 = 23;

pub(super) fn rows(t: &mut Table) {
    // Setting weights is free, so the delegate's call would be.
    t.code(CustomCode::InvalidRealAccount, |w| {
        let inner = json!({ "SubtensorModule": { "set_weights": {
            "netuid": 2, "dests": [0], "weights": [1], "version_key": 0 } } });
        let args = json!({ "real": ck(1), "force_proxy_type": null, "call": inner });
        w.by(h(4), "Proxy.proxy", args)
    });
    let sealed = || json!({ "ciphertext": "0x00" });
    t.refusal(Shown::Code(FAILED_SHIELDED_TX_PARSING), move |w| {
        w.by_soon(c(0), "MevShield.submit_encrypted", sealed())
    });
    t.refusal(Shown::Refusal("Stale"), move |w| {
        w.by(c(0), "MevShield.submit_encrypted", sealed())
    });
    let by_sudo = || json!({ "call": { "System": { "remark": "0x" } } });
    t.refusal(Shown::Refusal("BadSigner"), move |w| {
        w.by(c(0), "Sudo.sudo", by_sudo())
    });
    t.refusal(Shown::Refusal("Payment"), |w| {
        w.root(
            "force_set_balance",
            json!({ "who": ck(0), "new_free": 1_000 }),
        );
        w.by(c(0), "System.remark", json!("0x"))
    });
}
