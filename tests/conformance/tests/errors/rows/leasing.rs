//! Subnets that a crowdloan pays for.

use super::{TAO, c, hk};
use crate::play::{Play, Table};
use pallet_subtensor::NextSubnetLeaseId;
use serde_json::{Value, json};
use taonet_runtime::Runtime;

pub(super) fn rows(t: &mut Table) {
    let end = |hotkey: usize| json!({ "lease_id": 0, "hotkey": hk(hotkey) });
    t.row("LeaseDoesNotExist", move |w| {
        w.by(c(0), "terminate_lease", end(2))
    });
    t.row("LeaseHasNoEndBlock", move |w| {
        lease(w, Value::Null);
        w.by(c(0), "terminate_lease", end(2))
    });
    t.row("ExpectedBeneficiaryOrigin", move |w| {
        lease(w, Value::Null);
        w.by(c(1), "terminate_lease", end(6))
    });
    t.row("LeaseHasNotEnded", move |w| {
        let later = w.now() + 1_000;
        lease(w, json!(later));
        w.by(c(0), "terminate_lease", end(2))
    });
    t.row("BeneficiaryDoesNotOwnHotkey", move |w| {
        let soon = w.now() + 1;
        lease(w, json!(soon));
        w.blocks(1);
        w.by(c(0), "terminate_lease", end(6))
    });
    t.row("LeaseCannotEndInThePast", |w| {
        raise(w, register(json!(1)));
        finalize(w)
    });
    t.row("InvalidLeaseBeneficiary", |w| {
        let other = json!({ "Utility": { "as_derivative": {
            "index": 0, "call": register(Value::Null) } } });
        raise(w, other);
        finalize(w)
    });
    // After four billion leases.
    t.row("Overflow", |w| {
        w.state(|| NextSubnetLeaseId::<Runtime>::put(u32::MAX));
        raise(w, register(Value::Null));
        finalize(w)
    });
}

/// The call that makes the leased subnet.
fn register(end_block: Value) -> Value {
    json!({ "SubtensorModule": { "register_leased_network": {
        "emissions_share": 30, "end_block": end_block } } })
}

/// The first coldkey raises enough for a subnet, with a little help.
fn raise(w: &mut Play<'_, '_>, call: Value) {
    let end = w.now() + 60;
    let terms = json!({ "deposit": 100 * TAO, "min_contribution": TAO, "cap": 100_000 * TAO,
        "end": end, "call": call, "target_address": null });
    w.done(c(0), "Crowdloan.create", terms);
    for (who, tao) in [(5, 900), (0, 99_000)] {
        let gift = json!({ "crowdloan_id": 0, "amount": tao * TAO });
        w.done(c(who), "Crowdloan.contribute", gift);
    }
}

fn finalize(w: &mut Play<'_, '_>) -> String {
    w.by(c(0), "Crowdloan.finalize", json!({ "crowdloan_id": 0 }))
}

/// The first coldkey holds a lease.
fn lease(w: &mut Play<'_, '_>, end_block: Value) {
    raise(w, register(end_block));
    let finalized = finalize(w);
    w.expect_ok("finalize", &finalized);
}
