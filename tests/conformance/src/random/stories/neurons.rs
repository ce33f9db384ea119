//! What neurons and their owners do.

use pallet_subtensor::{MaxChildkeyTake, MinChildkeyTake, MinChildkeyTakePerSubnet};
use taonet_runtime::Runtime;

use super::*;

/// A neuron of the world on some subnet.
fn some(run: &mut Run) -> Option<(Who, AccountId, u16)> {
    let netuid = run.a_subnet(|_| true)?;
    let neurons = run.neurons(netuid);
    let (who, hotkey) = run.rng.pick(&neurons).cloned()?;
    Some((who, hotkey, netuid.into()))
}

/// A neuron tells where it listens.
pub(super) fn serve(run: &mut Run) {
    let Some((who, _, netuid)) = some(run) else {
        return;
    };
    let args = json!({ "netuid": netuid, "serving_rate_limit": 0 });
    run.act(By::Root, "AdminUtils.sudo_set_serving_rate_limit", &args);
    let mut args = json!({ "netuid": netuid, "version": 1, "ip": run.between(1 << 24, 9 << 24),
        "port": run.between(1, 65_535), "ip_type": 4 });
    let plain = args.clone();
    if let Some(fields) = args.as_object_mut() {
        for (name, value) in [
            ("protocol", json!(4)),
            ("placeholder1", json!(0)),
            ("placeholder2", json!(0)),
            ("certificate", bytes(&[7; 33])),
        ] {
            fields.insert(name.into(), value);
        }
    }
    let by = By::Signer(who);
    match run.rng.below(3) {
        0 => run.act(by, "SubtensorModule.serve_axon", &args),
        1 => run.act(by, "SubtensorModule.serve_axon_tls", &args),
        _ => run.act(by, "SubtensorModule.serve_prometheus", &plain),
    };
}

/// A hotkey becomes another's child, and says what it takes for it; some time later it is none.
pub(super) fn children(run: &mut Run) {
    let (Some((_, parent, netuid)), Some((_, child, _))) = (some(run), some(run)) else {
        return;
    };
    let (Some(owner), Some(owner_of_child)) = (run.coldkey_of(&parent), run.coldkey_of(&child))
    else {
        return;
    };
    let share = u64::MAX / 100 * run.between(1, 100);
    let args = json!({ "hotkey": hex(&parent), "netuid": netuid,
        "children": [[share, hex(&child)]] });
    let set = run.act(By::Signer(owner), "SubtensorModule.set_children", &args);
    let (least, most) = run.chain.read(|| {
        let least = MinChildkeyTake::<Runtime>::get();
        let here = MinChildkeyTakePerSubnet::<Runtime>::get(taonet_primitives::NetUid::new(netuid));
        let most = MaxChildkeyTake::<Runtime>::get().deconstruct();
        (least.max(here).deconstruct(), most)
    });
    let take = run.between(least.into(), most.max(least).into());
    let args = json!({ "hotkey": hex(&child), "netuid": netuid, "take": take });
    run.act(
        By::Signer(owner_of_child),
        "SubtensorModule.set_childkey_take",
        &args,
    );
    if set {
        run.later(40, move |run| {
            let args = json!({ "hotkey": hex(&parent), "netuid": netuid, "children": [] });
            run.act(By::Signer(owner), "SubtensorModule.set_children", &args);
        });
    }
}
