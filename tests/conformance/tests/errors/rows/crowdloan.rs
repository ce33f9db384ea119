//! Crowdloans. The first coldkey opens them; the first is number 0.

use super::{TAO, c, ck, with};
use crate::play::{Play, Table};
use pallet_crowdloan::{Crowdloans, MAX_CONTRIBUTORS, NextCrowdloanId};
use serde_json::{Value, json};
use taonet_runtime::Runtime;

pub(super) fn rows(t: &mut Table) {
    t.pallet("Crowdloan");
    opening(t);
    contributions(t);
    terms(t);
    ending(t);
}

/// 100 TAO, 10 of them the deposit, for the seventh coldkey.
fn usual(w: &Play<'_, '_>) -> Value {
    json!({ "deposit": 10 * TAO, "min_contribution": TAO, "cap": 100 * TAO, "end": w.now() + 60,
        "call": null, "target_address": ck(7) })
}

/// A crowdloan with one of its terms changed.
fn create(w: &mut Play<'_, '_>, name: &str, value: Value) -> String {
    let terms = with(usual(w), name, value);
    w.by(c(0), "Crowdloan.create", terms)
}

fn opening(t: &mut Table) {
    t.row("DepositTooLow", |w| create(w, "deposit", json!(TAO)));
    t.row("CapTooLow", |w| create(w, "cap", json!(10 * TAO)));
    t.row("MinimumContributionTooLow", |w| {
        create(w, "min_contribution", json!(TAO / 100))
    });
    t.row("InvalidFinalizationConfig", |w| {
        create(w, "target_address", Value::Null)
    });
    t.row("CannotEndInPast", |w| create(w, "end", json!(1)));
    t.row("BlockDurationTooShort", |w| {
        let end = w.now() + 49;
        create(w, "end", json!(end))
    });
    t.row("BlockDurationTooLong", |w| {
        let end = w.now() + 20_001;
        create(w, "end", json!(end))
    });
    t.row("InsufficientBalance", |w| {
        let terms = with(usual(w), "cap", json!(u64::MAX));
        w.by(
            c(0),
            "Crowdloan.create",
            with(terms, "deposit", json!(u64::MAX - 1)),
        )
    });
    // After four billion crowdloans.
    t.row("Overflow", |w| {
        w.state(|| NextCrowdloanId::<Runtime>::put(u32::MAX));
        create(w, "deposit", json!(10 * TAO))
    });
}

/// A call that concerns the crowdloan.
fn of(name: &str, value: Value) -> Value {
    json!({ "crowdloan_id": 0, name: value })
}

/// Opens the usual crowdloan.
fn open(w: &mut Play<'_, '_>) {
    let terms = usual(w);
    w.done(c(0), "Crowdloan.create", terms);
}

/// Opens one that ends with a call, and fills it.
fn raised_for(w: &mut Play<'_, '_>, call: Value) {
    let terms = with(usual(w), "target_address", Value::Null);
    w.done(c(0), "Crowdloan.create", with(terms, "call", call));
    fill(w);
}

fn fill(w: &mut Play<'_, '_>) {
    w.done(c(5), "Crowdloan.contribute", of("amount", json!(90 * TAO)));
}

fn contributions(t: &mut Table) {
    let give = |tao: u64| of("amount", json!(tao * TAO));
    t.row("InvalidCrowdloanId", move |w| {
        w.by(c(5), "Crowdloan.contribute", give(1))
    });
    t.row("ContributionPeriodEnded", move |w| {
        open(w);
        w.blocks(60);
        w.by(c(5), "Crowdloan.contribute", give(1))
    });
    t.row("CapRaised", move |w| {
        open(w);
        fill(w);
        w.by(c(6), "Crowdloan.contribute", give(1))
    });
    t.row("ContributionTooLow", |w| {
        open(w);
        w.by(c(5), "Crowdloan.contribute", of("amount", json!(TAO - 1)))
    });
    t.row("MaxContributorsReached", move |w| {
        open(w);
        w.state(|| {
            Crowdloans::<Runtime>::mutate(0, |crowdloan| {
                if let Some(crowdloan) = crowdloan {
                    crowdloan.contributors_count = MAX_CONTRIBUTORS;
                }
            });
        });
        w.by(c(5), "Crowdloan.contribute", give(1))
    });
    t.row("MaxContributionReached", move |w| {
        open(w);
        let most = of("new_max_contribution", json!(20 * TAO));
        w.done(c(0), "Crowdloan.set_max_contribution", most);
        w.done(c(5), "Crowdloan.contribute", give(20));
        w.by(c(5), "Crowdloan.contribute", give(1))
    });
    t.row("NoContribution", |w| {
        open(w);
        w.by(c(5), "Crowdloan.withdraw", json!({ "crowdloan_id": 0 }))
    });
    t.row("DepositCannotBeWithdrawn", |w| {
        open(w);
        w.by(c(0), "Crowdloan.withdraw", json!({ "crowdloan_id": 0 }))
    });
}

fn terms(t: &mut Table) {
    t.row("InvalidOrigin", |w| {
        open(w);
        w.by(
            c(5),
            "Crowdloan.update_cap",
            of("new_cap", json!(200 * TAO)),
        )
    });
    t.row("MaximumContributionTooLow", |w| {
        open(w);
        let args = of("new_max_contribution", json!(TAO / 2));
        w.by(c(0), "Crowdloan.set_max_contribution", args)
    });
    t.row("MinimumContributionTooHigh", |w| {
        open(w);
        let most = of("new_max_contribution", json!(20 * TAO));
        w.done(c(0), "Crowdloan.set_max_contribution", most);
        let args = of("new_min_contribution", json!(21 * TAO));
        w.by(c(0), "Crowdloan.update_min_contribution", args)
    });
}

fn ending(t: &mut Table) {
    let it = || json!({ "crowdloan_id": 0 });
    t.row("CapNotRaised", move |w| {
        open(w);
        w.by(c(0), "Crowdloan.finalize", it())
    });
    t.row("AlreadyFinalized", move |w| {
        open(w);
        fill(w);
        w.done(c(0), "Crowdloan.finalize", it());
        w.by(c(0), "Crowdloan.finalize", it())
    });
    t.row("AlreadyFinalizing", move |w| {
        raised_for(w, json!({ "Crowdloan": { "finalize": 0 } }));
        w.by(c(0), "Crowdloan.finalize", it())
    });
    t.row("FundsNotSettled", move |w| {
        raised_for(w, json!({ "System": { "remark": "0x" } }));
        w.by(c(0), "Crowdloan.finalize", it())
    });
    // A call that is too large to be kept whole lies among the preimages, and root can remove it.
    t.row("CallUnavailable", move |w| {
        let large = format!("0x{}", "00".repeat(200));
        raised_for(w, json!({ "System": { "remark": large } }));
        let hash = w.state(|| {
            let crowdloan = Crowdloans::<Runtime>::get(0)?;
            crowdloan.call.map(|call| format!("{:?}", call.hash()))
        });
        w.root("Preimage.unrequest_preimage", json!({ "hash": hash }));
        w.by(c(0), "Crowdloan.finalize", it())
    });
    t.row("NotReadyToDissolve", move |w| {
        open(w);
        fill(w);
        w.by(c(0), "Crowdloan.dissolve", it())
    });
}
