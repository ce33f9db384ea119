//! Accounts of several.

use sp_io::hashing::blake2_256;
use taonet_runtime::Runtime;

use super::*;

/// Three coldkeys: who begins, and the other two in order.
fn three(run: &mut Run) -> (Who, Vec<Who>) {
    let first = run.world.some_coldkey(&mut run.rng);
    let mut others = Vec::new();
    while others.len() < 2 {
        let other = run.world.some_coldkey(&mut run.rng);
        if other != first && !others.contains(&other) {
            others.push(other);
        }
    }
    (first, others)
}

/// The accounts of those but one, in the order that the pallet wants.
fn besides(run: &Run, all: &[Who], one: Who) -> Value {
    let mut accounts: Vec<AccountId> = all
        .iter()
        .filter(|who| **who != one)
        .map(|who| run.world.account(*who))
        .collect();
    accounts.sort();
    accounts.iter().map(hex).collect::<Vec<_>>().into()
}

/// When the call with that hash was first approved.
fn timepoint(run: &mut Run, all: &[Who], hash: [u8; 32]) -> Option<Value> {
    let mut accounts: Vec<AccountId> = all.iter().map(|who| run.world.account(*who)).collect();
    accounts.sort();
    let when = run.chain.read(|| {
        let account = pallet_multisig::Pallet::<Runtime>::multi_account_id(&accounts, 2);
        pallet_multisig::Multisigs::<Runtime>::get(account, hash).map(|open| open.when)
    })?;
    Some(json!({ "height": when.height, "index": when.index }))
}

/// Begins a call of two of three; the others, the call's length, its hash.
fn begin(run: &mut Run) -> Option<(Vec<Who>, Who, usize, [u8; 32])> {
    let (first, mut all) = three(run);
    all.insert(0, first);
    let length = usize::try_from(run.rng.below(90)).unwrap_or(0);
    let encoded = run
        .book
        .encode("System.remark", &bytes(&vec![7; length]))
        .ok()?;
    let hash = blake2_256(&encoded);
    let others = besides(run, &all, first);
    let weight = json!({ "ref_time": 2_000_000_000u64, "proof_size": 10_000 });
    let begun = if run.rng.chance(50) {
        let args = json!({ "threshold": 2, "other_signatories": others,
            "maybe_timepoint": null, "call_hash": bytes(&hash), "max_weight": weight });
        run.act(By::Signer(first), "Multisig.approve_as_multi", &args)
    } else {
        let args = json!({ "threshold": 2, "other_signatories": others,
            "maybe_timepoint": null, "call": remark(length), "max_weight": weight });
        run.act(By::Signer(first), "Multisig.as_multi", &args)
    };
    begun.then_some((all, first, length, hash))
}

/// One approves, another makes the call.
pub(super) fn together(run: &mut Run) {
    let Some((all, first, length, hash)) = begin(run) else {
        return;
    };
    run.later(3, move |run| {
        let Some(when) = timepoint(run, &all, hash) else {
            return;
        };
        let Some(other) = all.iter().copied().find(|who| *who != first) else {
            return;
        };
        let weight = json!({ "ref_time": 2_000_000_000u64, "proof_size": 10_000 });
        let args = json!({ "threshold": 2, "other_signatories": besides(run, &all, other),
            "maybe_timepoint": when, "call": remark(length), "max_weight": weight });
        run.act(By::Signer(other), "Multisig.as_multi", &args);
    });
}

/// Who began thinks better of it.
pub(super) fn called_off(run: &mut Run) {
    let Some((all, first, _, hash)) = begin(run) else {
        return;
    };
    run.later(3, move |run| {
        let others = besides(run, &all, first);
        let args = json!({ "threshold": 2, "other_signatories": others,
            "call_hash": bytes(&hash) });
        run.act(By::Signer(first), "Multisig.poke_deposit", &args);
        let Some(when) = timepoint(run, &all, hash) else {
            return;
        };
        let args = json!({ "threshold": 2, "other_signatories": others,
            "timepoint": when, "call_hash": bytes(&hash) });
        run.act(By::Signer(first), "Multisig.cancel_as_multi", &args);
    });
}

/// One of many is enough.
pub(super) fn alone(run: &mut Run) {
    let (first, others) = three(run);
    let others = besides(run, &others, first);
    let args = json!({ "other_signatories": others, "call": remark(3) });
    run.act(By::Signer(first), "Multisig.as_multi_threshold_1", &args);
}
