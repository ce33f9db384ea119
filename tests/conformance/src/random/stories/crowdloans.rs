//! Crowdloans, from the first deposit to the end.

use pallet_subtensor::{NextSubnetLeaseId, SubnetLeases};
use taonet_runtime::Runtime;

use super::*;

/// A crowdloan of a story.
#[derive(Clone, Copy)]
struct Loan {
    id: u32,
    creator: Who,
    cap: u64,
}

/// Opens a crowdloan. Without a call, its money is for the creator.
fn open(run: &mut Run, creator: Who, cap: u64, call: &Value) -> Option<Loan> {
    let end = run.chain.number() + 60 + u32::try_from(run.rng.below(200)).unwrap_or(0);
    let target = if call.is_null() {
        of(run, creator)
    } else {
        Value::Null
    };
    let id = run
        .chain
        .read(pallet_crowdloan::NextCrowdloanId::<Runtime>::get);
    let args = json!({
        "deposit": 10 * TAO, "min_contribution": TAO / 10, "cap": cap, "end": end,
        "call": call, "target_address": target,
    });
    run.act(By::Signer(creator), "Crowdloan.create", &args)
        .then_some(Loan { id, creator, cap })
}

/// Somebody gives something.
fn give(run: &mut Run, loan: Loan, who: Who, amount: u64) -> bool {
    let args = json!({ "crowdloan_id": loan.id, "amount": amount });
    run.act(By::Signer(who), "Crowdloan.contribute", &args)
}

/// Somebody rich gives all that is missing; then the creator ends the crowdloan.
fn fill_and_finalize(run: &mut Run, loan: Loan) -> bool {
    let one = run.world.some_coldkey(&mut run.rng);
    let part = run.between(TAO, 10 * TAO);
    give(run, loan, one, part);
    // Hotkeys have TAO from the start, and hardly ever spend any.
    let rich = Who::Hotkey(usize::try_from(run.rng.below(32)).unwrap_or(0));
    give(run, loan, rich, loan.cap);
    let args = json!({ "crowdloan_id": loan.id });
    run.act(By::Signer(loan.creator), "Crowdloan.finalize", &args)
}

/// Money for an account.
pub(super) fn funds_an_account(run: &mut Run) {
    let creator = run.world.some_coldkey(&mut run.rng);
    let cap = run.between(20, 90) * TAO;
    if let Some(loan) = open(run, creator, cap, &Value::Null) {
        let blocks = u32::try_from(run.rng.below(30)).unwrap_or(0);
        run.later(blocks, move |run| {
            fill_and_finalize(run, loan);
        });
    }
}

/// Everybody gets everything back.
pub(super) fn given_up(run: &mut Run) {
    let creator = run.world.some_coldkey(&mut run.rng);
    let cap = run.between(50, 90) * TAO;
    let Some(loan) = open(run, creator, cap, &Value::Null) else {
        return;
    };
    let (one, other) = two(run);
    for who in [one, other] {
        let amount = run.between(TAO, 10 * TAO);
        give(run, loan, who, amount);
    }
    run.later(5, move |run| {
        let args = json!({ "crowdloan_id": loan.id });
        if one != loan.creator {
            run.act(By::Signer(one), "Crowdloan.withdraw", &args);
        }
        run.later(10, move |run| {
            let by = By::Signer(loan.creator);
            // What the creator gave beyond the deposit stands in the way of nothing.
            run.act(by, "Crowdloan.refund", &json!({ "crowdloan_id": loan.id }));
            run.act(
                by,
                "Crowdloan.dissolve",
                &json!({ "crowdloan_id": loan.id }),
            );
        });
    });
}

/// Terms change while money comes in.
pub(super) fn terms(run: &mut Run) {
    let creator = run.world.some_coldkey(&mut run.rng);
    let Some(loan) = open(run, creator, 60 * TAO, &Value::Null) else {
        return;
    };
    let by = By::Signer(creator);
    let id = loan.id;
    run.later(3, move |run| {
        let most = run.between(10, 40) * TAO;
        let args = json!({ "crowdloan_id": id, "new_max_contribution": most });
        run.act(by, "Crowdloan.set_max_contribution", &args);
        let least = run.between(TAO / 10, TAO);
        let args = json!({ "crowdloan_id": id, "new_min_contribution": least });
        run.act(by, "Crowdloan.update_min_contribution", &args);
        let cap = run.between(30, 80) * TAO;
        let args = json!({ "crowdloan_id": id, "new_cap": cap });
        run.act(by, "Crowdloan.update_cap", &args);
        let end = run.chain.number() + 100;
        let args = json!({ "crowdloan_id": id, "new_end": end });
        run.act(by, "Crowdloan.update_end", &args);
        run.later(4, move |run| {
            fill_and_finalize(run, Loan { cap, ..loan });
        });
    });
}

/// A crowd pays for a subnet and leases it to the creator, for a while.
pub(super) fn leases_a_subnet(run: &mut Run) {
    let creator = run.world.some_coldkey(&mut run.rng);
    let cost = run
        .chain
        .read(pallet_subtensor::Pallet::<Runtime>::network_lock_cost);
    let cap = cost.to_u64().saturating_mul(2).max(20 * TAO);
    let end = run.chain.number() + 30 + u32::try_from(run.rng.below(60)).unwrap_or(0);
    let share = run.between(1, 100);
    let call = json!({ "SubtensorModule": { "register_leased_network": {
        "emissions_share": share, "end_block": end,
    } } });
    let Some(loan) = open(run, creator, cap, &call) else {
        return;
    };
    run.later(2, move |run| {
        let lease = run.chain.read(NextSubnetLeaseId::<Runtime>::get);
        let done = fill_and_finalize(run, loan);
        run.carried("SubtensorModule.register_leased_network", done);
        if done {
            let blocks = end.saturating_sub(run.chain.number());
            run.later(blocks, move |run| end_lease(run, creator, lease));
        }
    });
}

/// The creator takes the subnet over.
fn end_lease(run: &mut Run, creator: Who, lease: u32) {
    if run
        .chain
        .read(|| SubnetLeases::<Runtime>::get(lease))
        .is_none()
    {
        return;
    }
    let account = run.world.account(creator);
    let hotkeys = run
        .chain
        .read(|| pallet_subtensor::OwnedHotkeys::<Runtime>::get(&account));
    let Some(hotkey) = run.rng.pick(&hotkeys).cloned() else {
        return;
    };
    let args = json!({ "lease_id": lease, "hotkey": hex(&hotkey) });
    run.act(
        By::Signer(creator),
        "SubtensorModule.terminate_lease",
        &args,
    );
}
