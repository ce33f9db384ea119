//! What accounts do for themselves: batches, other origins, preimages.

use sp_io::hashing::blake2_256;

use super::*;

/// Calls in a call.
pub(super) fn batches(run: &mut Run) {
    let (one, other) = two(run);
    let to = run.world.account(other);
    let (first, second) = (transfer(run, &to), transfer(run, &to));
    let by = By::Signer(one);
    match run.rng.below(5) {
        0 => run.act(by, "Utility.batch", &json!({ "calls": [first, second] })),
        1 => run.act(
            by,
            "Utility.batch_all",
            &json!({ "calls": [first, second] }),
        ),
        2 => run.act(
            by,
            "Utility.force_batch",
            &json!({ "calls": [first, remark(3)] }),
        ),
        3 => run.act(
            by,
            "Utility.if_else",
            &json!({ "main": first, "fallback": second }),
        ),
        _ => run.act(
            by,
            "Utility.as_derivative",
            &json!({ "index": 1, "call": remark(1) }),
        ),
    };
}

/// Root lets calls be made as if by others.
pub(super) fn other_origins(run: &mut Run) {
    let (one, other) = two(run);
    let call = transfer(run, &run.world.account(other));
    let origin = json!({ "system": { "Signed": of(run, one) } });
    match run.rng.below(3) {
        0 => run.act(
            By::Root,
            "Utility.dispatch_as",
            &json!({ "as_origin": origin, "call": call }),
        ),
        1 => run.act(
            By::Root,
            "Utility.dispatch_as_fallible",
            &json!({ "as_origin": origin, "call": call }),
        ),
        _ => run.act(
            By::Root,
            "Utility.with_weight",
            &json!({ "call": remark(2), "weight": { "ref_time": 1_000, "proof_size": 0 } }),
        ),
    };
}

/// Notes bytes, asks for them, and takes them back.
pub(super) fn preimages(run: &mut Run) {
    let who = run.world.some_coldkey(&mut run.rng);
    let image: Vec<u8> = (0..run.between(1, 200))
        .map(|_| u8::try_from(run.rng.below(256)).unwrap_or(0))
        .collect();
    let hash = bytes(&blake2_256(&image));
    let by = By::Signer(who);
    if !run.act(by, "Preimage.note_preimage", &bytes(&image)) {
        return;
    }
    let wanted = run.rng.chance(50);
    if wanted {
        run.act(By::Root, "Preimage.request_preimage", &hash);
    }
    let blocks = u32::try_from(run.rng.below(20)).unwrap_or(0);
    run.later(blocks, move |run| {
        if wanted {
            run.act(By::Root, "Preimage.unrequest_preimage", &hash);
        }
        run.act(by, "Preimage.unnote_preimage", &hash);
    });
}
