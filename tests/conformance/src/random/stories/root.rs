//! What only root can do, done so that nothing is broken by design.

use pallet_subtensor::ColdkeySwapAnnouncements;
use sp_io::hashing::blake2_256;
use taonet_runtime::{Balances, Runtime};

use super::*;

/// Authorities: the same ones again.
pub(super) fn authorities(run: &mut Run) {
    let aura = run.chain.read(pallet_aura_authorities);
    match run.rng.below(3) {
        0 => {
            run.act(
                By::Root,
                "AdminUtils.swap_authorities",
                &json!({ "new_authorities": aura }),
            );
        }
        1 => {
            let finality = run.chain.read(grandpa_authorities);
            let args = json!({ "next_authorities": finality, "in_blocks": 3, "forced": null });
            run.act(By::Root, "AdminUtils.schedule_grandpa_change", &args);
        }
        _ => {
            let args = json!({ "delay": 5, "best_finalized_block_number": 1 });
            run.act(By::Root, "Grandpa.note_stalled", &args);
        }
    }
}

fn pallet_aura_authorities() -> Value {
    let authorities = pallet_aura::Authorities::<Runtime>::get();
    authorities
        .iter()
        .map(|id| bytes(AsRef::<[u8]>::as_ref(id)))
        .collect::<Vec<_>>()
        .into()
}

fn grandpa_authorities() -> Value {
    let authorities = taonet_runtime::Grandpa::grandpa_authorities();
    authorities
        .iter()
        .map(|(id, weight)| json!([bytes(AsRef::<[u8]>::as_ref(id)), weight]))
        .collect::<Vec<_>>()
        .into()
}

/// Balances: set to what they are, and counted up and down again within the block.
pub(super) fn balances(run: &mut Run) {
    let who = run.world.some_coldkey(&mut run.rng);
    let account = run.world.account(who);
    match run.rng.below(3) {
        0 => {
            let free = run.chain.read(|| Balances::free_balance(&account)).to_u64();
            let args = json!({ "who": hex(&account), "new_free": free });
            run.act(By::Root, "Balances.force_set_balance", &args);
        }
        1 => {
            let delta = run.between(1, TAO);
            let change = |direction: &str| json!({ "direction": direction, "delta": delta });
            let kind = "Balances.force_adjust_total_issuance";
            if run.act(By::Root, kind, &change("Decrease")) {
                run.act(By::Root, kind, &change("Increase"));
            }
        }
        _ => {
            // Nothing is reserved with the holder of the sudo key.
            let args = json!({ "who": of(run, Who::Sudo), "amount": run.between(1, TAO) });
            run.act(By::Root, "Balances.force_unreserve", &args);
        }
    }
}

/// Code. Nobody executes it here, and it is not looked at.
pub(super) fn code(run: &mut Run) {
    let length = usize::try_from(run.between(10, 200)).unwrap_or(10);
    let code = vec![0x61; length];
    let hash = bytes(&blake2_256(&code));
    let by = By::Root;
    match run.rng.below(5) {
        0 => {
            run.act(by, "System.set_code", &bytes(&code));
        }
        1 => {
            run.act(by, "System.set_code_without_checks", &bytes(&code));
        }
        2 => {
            let pages = run.between(1, 64);
            run.act(by, "System.set_heap_pages", &json!({ "pages": pages }));
        }
        way => {
            let kind = if way == 3 {
                "System.authorize_upgrade"
            } else {
                "System.authorize_upgrade_without_checks"
            };
            run.act(by, kind, &hash);
            run.later(2, move |run| {
                let who = run.world.some_coldkey(&mut run.rng);
                let kind = "System.apply_authorized_upgrade";
                run.act(By::Signer(who), kind, &bytes(&code));
            });
        }
    }
}

/// Storage that no pallet knows.
pub(super) fn storage(run: &mut Run) {
    let key = |last: u8| bytes(&[b"a key of nobody's".as_slice(), &[last]].concat());
    let by = By::Root;
    let items = json!([[key(1), bytes(b"one")], [key(2), bytes(b"two")]]);
    run.act(by, "System.set_storage", &items);
    run.later(3, move |run| {
        run.act(by, "System.kill_storage", &json!([key(1)]));
        let args = json!({ "prefix": bytes(b"a key of nobody's"), "subkeys": 10 });
        run.act(by, "System.kill_prefix", &args);
    });
}

/// The brake is pulled and released within a block.
pub(super) fn safe_mode(run: &mut Run) {
    run.act(By::Root, "SafeMode.force_enter", &json!({}));
    run.act(By::Root, "SafeMode.force_extend", &json!({}));
    // What is not allowed meanwhile is refused.
    let (one, other) = two(run);
    let args = json!({ "dest": of(run, other), "value": TAO });
    if run.act(By::Signer(one), "Balances.transfer_keep_alive", &args) {
        run.chain.violate("a transfer in safe mode".into());
    }
    if !run.act(By::Root, "SafeMode.force_exit", &json!({})) {
        run.chain.violate("safe mode does not end".into());
    }
}

/// Settings whose values have to be just so.
pub(super) fn special_settings(run: &mut Run) {
    let by = By::Root;
    match run.rng.below(4) {
        0 => {
            // One and a half, as a number with 64 bits after the point.
            let exponent = ((1u128 << 64) + (1u128 << 63)).to_string();
            let args = json!({ "exponent": exponent });
            run.act(
                by,
                "AdminUtils.sudo_set_tao_flow_normalization_exponent",
                &args,
            );
        }
        1 => {
            let args = json!({ "new_value": run.between(0, 50) });
            run.act(by, "SubtensorModule.sudo_set_num_root_claims", &args);
        }
        2 => {
            let args = json!({ "enabled": true });
            run.act(by, "LimitOrders.set_pallet_status", &args);
        }
        _ => {
            let args = json!({ "duration": run.between(3, 8) });
            run.act(
                by,
                "AdminUtils.sudo_set_coldkey_swap_announcement_delay",
                &args,
            );
            run.act(
                by,
                "AdminUtils.sudo_set_coldkey_swap_reannouncement_delay",
                &args,
            );
        }
    }
}

/// Calls of the sudo key itself; and it passes into other hands, and back.
pub(super) fn sudo_key(run: &mut Run) {
    let (one, other) = two(run);
    let by = By::Signer(Who::Sudo);
    match run.rng.below(4) {
        0 => {
            run.act(by, "Sudo.sudo", &json!({ "call": remark(2) }));
        }
        1 => {
            let call = transfer(run, &run.world.account(other));
            let args = json!({ "who": of(run, one), "call": call });
            run.act(by, "Sudo.sudo_as", &args);
        }
        2 => {
            let args = json!({ "call": remark(2),
                "weight": { "ref_time": 1_000, "proof_size": 0 } });
            run.act(by, "Sudo.sudo_unchecked_weight", &args);
        }
        _ => {
            // Whoever announced a swap can sign nothing until it is made, also not this.
            let account = run.world.account(one);
            if run
                .chain
                .read(|| ColdkeySwapAnnouncements::<Runtime>::contains_key(&account))
            {
                return;
            }
            let back = json!({ "new": of(run, Who::Sudo) });
            if run.act(by, "Sudo.set_key", &json!({ "new": of(run, one) }))
                && !run.act(By::Signer(one), "Sudo.set_key", &back)
            {
                run.chain.violate("the sudo key did not come back".into());
            }
        }
    }
}
