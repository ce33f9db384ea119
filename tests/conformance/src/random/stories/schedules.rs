//! Calls for later, which root schedules.

use super::*;

/// Schedules by number of block, changes the retries, and cancels, or lets it happen.
pub(super) fn numbered(run: &mut Run) {
    let when = run.chain.number() + 6 + u32::try_from(run.rng.below(20)).unwrap_or(0);
    let call = remark(4);
    if run.rng.chance(30) {
        let args = json!({ "after": 3, "maybe_periodic": [2, 3], "priority": 63, "call": call });
        run.act(By::Root, "Scheduler.schedule_after", &args);
        return;
    }
    // Its place among the calls of that block.
    let place = run
        .chain
        .read(|| pallet_scheduler::Agenda::<taonet_runtime::Runtime>::get(when).len());
    let args = json!({ "when": when, "maybe_periodic": null, "priority": 0, "call": call });
    if !run.act(By::Root, "Scheduler.schedule", &args) {
        return;
    }
    let task = json!([when, place]);
    let args = json!({ "task": task, "retries": 2, "period": 3 });
    run.act(By::Root, "Scheduler.set_retry", &args);
    run.later(2, move |run| {
        run.act(By::Root, "Scheduler.cancel_retry", &json!({ "task": task }));
        if run.rng.chance(60) {
            let args = json!({ "when": when, "index": place });
            run.act(By::Root, "Scheduler.cancel", &args);
        }
    });
}

/// The same by name.
pub(super) fn named(run: &mut Run) {
    let mut name = [0u8; 32];
    for byte in &mut name {
        *byte = u8::try_from(run.rng.below(256)).unwrap_or(0);
    }
    let id = bytes(&name);
    let (call, by) = (remark(5), By::Root);
    let scheduled = if run.rng.chance(50) {
        let when = run.chain.number() + 10;
        let args = json!({ "id": id, "when": when, "maybe_periodic": [5, 2],
            "priority": 100, "call": call });
        run.act(by, "Scheduler.schedule_named", &args)
    } else {
        let args = json!({ "id": id, "after": 10, "maybe_periodic": null,
            "priority": 100, "call": call });
        run.act(by, "Scheduler.schedule_named_after", &args)
    };
    if !scheduled {
        return;
    }
    run.later(3, move |run| {
        let args = json!({ "id": id, "retries": 1, "period": 2 });
        run.act(by, "Scheduler.set_retry_named", &args);
        run.later(1, move |run| {
            run.act(by, "Scheduler.cancel_retry_named", &json!({ "id": id }));
            if run.rng.chance(60) {
                run.act(by, "Scheduler.cancel_named", &json!({ "id": id }));
            }
        });
    });
}
