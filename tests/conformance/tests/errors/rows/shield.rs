//! Sealed transactions. Keys are announced by the author's node; root can have it done.

use super::c;
use crate::play::Table;
use pallet_aura::Authorities;
use serde_json::json;
use taonet_runtime::Runtime;

pub(super) fn rows(t: &mut Table) {
    t.pallet("MevShield");
    t.row("TooManyPendingExtrinsics", |w| {
        let none = json!({ "value": 0 });
        w.root("MevShield.set_max_pending_extrinsics_number", none);
        w.by(
            c(0),
            "MevShield.store_encrypted",
            json!({ "encrypted_call": "0x00" }),
        )
    });
    t.row("WeightExceedsAbsoluteMax", |w| {
        w.by_root(
            "MevShield.set_on_initialize_weight",
            json!({ "value": u64::MAX }),
        )
    });
    t.row("BadEncKeyLen", |w| {
        let call = w.call(
            "MevShield.announce_next_key",
            &json!({ "enc_key": "0x000000" }),
        );
        w.by_nobody(call)
    });
    t.row("Unreachable", |w| {
        w.state(|| {
            Authorities::<Runtime>::kill();
        });
        let call = w.call(
            "MevShield.announce_next_key",
            &json!({ "enc_key": "0x000000" }),
        );
        w.by_nobody(call)
    });
}
