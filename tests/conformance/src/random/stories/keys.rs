//! Keys that change, and what hangs on them.

use pallet_subtensor::{
    ColdkeySwapAnnouncementDelay, ColdkeySwapReannouncementDelay, Delegates, MaxDelegateTake,
    MinDelegateTake,
};
use sp_core::{Pair, ecdsa, ed25519};
use sp_io::{
    crypto::secp256k1_ecdsa_recover,
    hashing::{blake2_256, keccak_256},
};
use taonet_runtime::Runtime;

use super::*;
use crate::random::world::account;

/// Announces that a coldkey will get another key; that key, and the blocks until it can.
fn announce(run: &mut Run, who: Who) -> Option<(ed25519::Pair, u32)> {
    let key = run.world.fresh();
    let hash = blake2_256(&key.public().0);
    let args = json!({ "new_coldkey_hash": bytes(&hash) });
    let delay = run.chain.read(ColdkeySwapAnnouncementDelay::<Runtime>::get);
    run.act(
        By::Signer(who),
        "SubtensorModule.announce_coldkey_swap",
        &args,
    )
    .then_some((key, delay))
}

/// A coldkey is announced, and swapped when the time has come.
pub(super) fn announced_swap(run: &mut Run) {
    let who = run.world.some_coldkey(&mut run.rng);
    let Some((key, delay)) = announce(run, who) else {
        return;
    };
    run.later(delay, move |run| {
        let args = json!({ "new_coldkey": hex(&account(&key)) });
        if run.act(
            By::Signer(who),
            "SubtensorModule.swap_coldkey_announced",
            &args,
        ) {
            run.world.renew(who, key);
        }
    });
}

/// The announcement is withdrawn.
pub(super) fn withdrawn_swap(run: &mut Run) {
    let who = run.world.some_coldkey(&mut run.rng);
    let Some((_, delay)) = announce(run, who) else {
        return;
    };
    let more = run
        .chain
        .read(ColdkeySwapReannouncementDelay::<Runtime>::get);
    run.later(delay.saturating_add(more), move |run| {
        let kind = "SubtensorModule.clear_coldkey_swap_announcement";
        run.act(By::Signer(who), kind, &json!({}));
    });
}

/// The announcement is disputed, until root resets it.
pub(super) fn disputed_swap(run: &mut Run) {
    let who = run.world.some_coldkey(&mut run.rng);
    if announce(run, who).is_none() {
        return;
    }
    run.act(
        By::Signer(who),
        "SubtensorModule.dispute_coldkey_swap",
        &json!({}),
    );
    run.later(2, move |run| {
        let args = json!({ "coldkey": of(run, who) });
        run.act(By::Root, "SubtensorModule.reset_coldkey_swap", &args);
    });
}

/// Root swaps a coldkey at once.
pub(super) fn swap_by_root(run: &mut Run) {
    let who = run.world.some_coldkey(&mut run.rng);
    let key = run.world.fresh();
    let cost = run.between(0, TAO);
    let args = json!({ "old_coldkey": of(run, who), "new_coldkey": hex(&account(&key)),
        "swap_cost": cost });
    if run.act(By::Root, "SubtensorModule.swap_coldkey", &args) {
        run.world.renew(who, key);
    }
}

/// A hotkey is tied to an EVM address, whose key signs.
pub(super) fn evm_key(run: &mut Run) {
    let Some(netuid) = run.a_subnet(|_| true) else {
        return;
    };
    let neurons = run.neurons(netuid);
    let Some((who, hotkey)) = run.rng.pick(&neurons).cloned() else {
        return;
    };
    let mut seed = [9u8; 32];
    seed[0] = u8::try_from(run.rng.below(250)).unwrap_or(0);
    let evm = ecdsa::Pair::from_seed(&seed);
    let block = u64::from(run.chain.number());
    let raw: &[u8] = hotkey.as_ref();
    let prefix = b"\x19Ethereum Signed Message:\n64".as_slice();
    let digest = keccak_256(&[prefix, raw, &keccak_256(&block.to_le_bytes())].concat());
    let signature = evm.sign_prehashed(&digest).0;
    let Ok(public) = secp256k1_ecdsa_recover(&signature, &digest) else {
        return;
    };
    let hashed = keccak_256(&public);
    let (_, address) = hashed.split_at(12);
    let args = json!({ "netuid": u16::from(netuid), "evm_key": bytes(address),
        "block_number": block, "signature": bytes(&signature) });
    run.act(By::Signer(who), "SubtensorModule.associate_evm_key", &args);
}

/// A delegate takes less, and later more again.
pub(super) fn takes(run: &mut Run) {
    let delegates: Vec<_> = run.chain.read(|| {
        let least = MinDelegateTake::<Runtime>::get();
        let takers = Delegates::<Runtime>::iter().filter(|(_, take)| *take > least);
        let mut hotkeys: Vec<AccountId> = takers.map(|(hotkey, _)| hotkey).collect();
        hotkeys.sort();
        hotkeys
    });
    let Some(hotkey) = run.rng.pick(&delegates).cloned() else {
        return;
    };
    let Some(owner) = run.coldkey_of(&hotkey) else {
        return;
    };
    let (now, least, most) = run.chain.read(|| {
        (
            u64::from(Delegates::<Runtime>::get(&hotkey).deconstruct()),
            u64::from(MinDelegateTake::<Runtime>::get().deconstruct()),
            u64::from(MaxDelegateTake::<Runtime>::get().deconstruct()),
        )
    });
    let less = run.between(least, now.saturating_sub(1));
    let args = json!({ "hotkey": hex(&hotkey), "take": less });
    run.act(By::Signer(owner), "SubtensorModule.decrease_take", &args);
    run.later(3, move |run| {
        let more = run.between(less + 1, most);
        let args = json!({ "hotkey": hex(&hotkey), "take": more });
        run.act(By::Signer(owner), "SubtensorModule.increase_take", &args);
    });
}
