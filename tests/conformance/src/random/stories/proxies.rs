//! Accounts that act for others.

use sp_io::hashing::blake2_256;
use taonet_runtime::{Runtime, System};

use super::*;

/// A delegate acts at once, and the relation ends some time later.
pub(super) fn acts(run: &mut Run) {
    let (real, delegate) = two(run);
    let of_type = json!({ "delegate": of(run, delegate), "proxy_type": "Any", "delay": 0 });
    if !run.act(By::Signer(real), "Proxy.add_proxy", &of_type) {
        return;
    }
    let (by, real_by) = (By::Signer(delegate), By::Signer(real));
    if run.rng.chance(50) {
        let args = json!({ "delegate": of(run, delegate), "pays_fee": true });
        run.act(real_by, "Proxy.set_real_pays_fee", &args);
    }
    run.later(2, move |run| {
        let to = run.world.account(delegate);
        let call = transfer(run, &to);
        let args = json!({ "real": of(run, real), "force_proxy_type": null, "call": call });
        run.act(by, "Proxy.proxy", &args);
        run.act(real_by, "Proxy.poke_deposit", &json!({}));
        run.later(9, move |run| {
            run.act(real_by, "Proxy.remove_proxy", &of_type);
        });
    });
}

/// A call, in JSON, and its hash.
fn call_and_hash(run: &mut Run, to: Who) -> (Value, Value) {
    let to = run.world.account(to);
    let call = transfer(run, &to);
    let args = call.pointer("/Balances/transfer_keep_alive").cloned();
    let encoded = run
        .book
        .encode("Balances.transfer_keep_alive", &args.unwrap_or_default());
    let hash = blake2_256(&encoded.unwrap_or_default());
    (call, bytes(&hash))
}

/// Makes a delegate with a delay, who announces a call; the call, its hash.
fn announce(run: &mut Run, real: Who, delegate: Who) -> Option<(Value, Value)> {
    let args = json!({ "delegate": of(run, delegate), "proxy_type": "Any", "delay": 3 });
    run.act(By::Signer(real), "Proxy.add_proxy", &args);
    let (call, hash) = call_and_hash(run, delegate);
    let args = json!({ "real": of(run, real), "call_hash": hash });
    run.act(By::Signer(delegate), "Proxy.announce", &args)
        .then_some((call, hash))
}

/// An announced call is made when its time has come, by anybody.
pub(super) fn announced(run: &mut Run) {
    let (real, delegate) = two(run);
    let Some((call, _)) = announce(run, real, delegate) else {
        return;
    };
    run.later(3, move |run| {
        let anybody = run.world.some_coldkey(&mut run.rng);
        let args = json!({
            "delegate": of(run, delegate), "real": of(run, real),
            "force_proxy_type": null, "call": call,
        });
        run.act(By::Signer(anybody), "Proxy.proxy_announced", &args);
    });
}

/// An announced call is rejected, or withdrawn; then everything ends.
pub(super) fn rejected(run: &mut Run) {
    let (real, delegate) = two(run);
    let Some((_, hash)) = announce(run, real, delegate) else {
        return;
    };
    run.later(1, move |run| {
        if run.rng.chance(50) {
            let args = json!({ "delegate": of(run, delegate), "call_hash": hash });
            run.act(By::Signer(real), "Proxy.reject_announcement", &args);
        } else {
            let args = json!({ "real": of(run, real), "call_hash": hash });
            run.act(By::Signer(delegate), "Proxy.remove_announcement", &args);
        }
        run.act(By::Signer(delegate), "Proxy.poke_deposit", &json!({}));
        if run.rng.chance(30) {
            run.act(By::Signer(real), "Proxy.remove_proxies", &json!({}));
        }
    });
}

/// An account without a key is made, used, and ended by itself.
pub(super) fn pure(run: &mut Run) {
    let spawner = run.world.some_coldkey(&mut run.rng);
    let account = run.world.account(spawner);
    let index = u16::try_from(run.rng.below(4)).unwrap_or(0);
    let args = json!({ "proxy_type": "Any", "delay": 0, "index": index });
    let height = run.chain.number();
    if !run.act(By::Signer(spawner), "Proxy.create_pure", &args) {
        return;
    }
    // The extrinsic after which this one is read was the last of the block so far.
    let ext_index = run
        .chain
        .read(|| System::extrinsic_index().unwrap_or_default())
        .saturating_sub(1);
    let made = run.chain.read(|| {
        let kind = taonet_runtime::proxy::ProxyType::Any;
        let birth = Some((height, ext_index));
        let pure = pallet_proxy::Pallet::<Runtime>::pure_account(&account, &kind, index, birth);
        pure.ok()
            .filter(|pure| pallet_proxy::Proxies::<Runtime>::contains_key(pure))
    });
    let Some(pure) = made else {
        return run
            .chain
            .violate("a pure account is not where it should be".into());
    };
    let fund = json!({ "dest": hex(&pure), "value": 5 * TAO });
    run.act(By::Signer(spawner), "Balances.transfer_keep_alive", &fund);
    run.later(4, move |run| {
        let to = run.world.account(spawner);
        let call = transfer(run, &to);
        let as_pure =
            |call: &Value| json!({ "real": hex(&pure), "force_proxy_type": null, "call": call });
        run.act(By::Signer(spawner), "Proxy.proxy", &as_pure(&call));
        let kill = json!({ "Proxy": { "kill_pure": {
            "spawner": hex(&account), "proxy_type": "Any", "index": index,
            "height": height, "ext_index": ext_index,
        } } });
        let done = run.act(By::Signer(spawner), "Proxy.proxy", &as_pure(&kill));
        let gone = run
            .chain
            .read(|| !pallet_proxy::Proxies::<Runtime>::contains_key(&pure));
        run.carried("Proxy.kill_pure", done && gone);
    });
}
