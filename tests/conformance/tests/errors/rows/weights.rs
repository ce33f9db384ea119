//! Setting, committing and revealing weights.

use super::{c, h, with};
use crate::play::{Play, Table};
use pallet_drand::LastStoredRound;
use pallet_subtensor::{SubnetworkN, ValidatorPermit, guards::CustomCode};
use serde_json::{Value, json};
use taonet_conformance::random::{Who, account};
use taonet_primitives::{MechId, NetUid, NetUidStorageIndex};
use taonet_runtime::{Runtime, SubtensorModule};

pub(super) fn rows(t: &mut Table) {
    plain(t);
    commits(t);
    reveals(t);
}

fn plain(t: &mut Table) {
    t.row("CommitRevealEnabled", |w| {
        w.by(h(12), "set_weights", row(4, &[0]))
    });
    t.row("HotKeyNotRegisteredInSubNet", |w| {
        w.by(h(31), "set_weights", row(2, &[0]))
    });
    t.row("CanNotSetRootNetworkWeights", |w| {
        let plain = json!({ "netuid": 0, "enabled": false });
        w.root("sudo_set_commit_reveal_weights_enabled", plain);
        let fast = json!({ "netuid": 0, "weights_set_rate_limit": 0 });
        w.root("sudo_set_weights_set_rate_limit", fast);
        w.by(h(1), "set_weights", row(0, &[0]))
    });
    t.row("WeightVecNotEqualSize", |w| {
        w.by(
            h(4),
            "set_weights",
            with(row(2, &[0]), "weights", json!([1, 1])),
        )
    });
    t.row("UidsLengthExceedUidsInSubNet", |w| {
        w.by(h(4), "set_weights", row(2, &[1; 300]))
    });
    t.row("DuplicateUids", |w| {
        w.by(h(4), "set_weights", row(2, &[1, 1]))
    });
    t.row("UidVecContainInvalidOne", |w| {
        w.by(h(4), "set_weights", row(2, &[999]))
    });
    t.row("WeightVecLengthIsLow", |w| {
        let few = json!({ "netuid": 2, "min_allowed_weights": 5 });
        w.done(c(1), "sudo_set_min_allowed_weights", few);
        w.by(h(4), "set_weights", row(2, &[1]))
    });
    t.row("IncorrectWeightVersionKey", |w| {
        let newer = json!({ "netuid": 2, "weights_version_key": 5 });
        w.done(c(1), "sudo_set_weights_version_key", newer);
        w.by(h(4), "set_weights", row(2, &[1]))
    });
    t.row("NeuronNoValidatorPermit", |w| {
        w.state(|| {
            let neurons = usize::from(SubnetworkN::<Runtime>::get(NetUid::new(2)));
            ValidatorPermit::<Runtime>::insert(NetUid::new(2), vec![false; neurons]);
        });
        w.by(h(2), "set_weights", row(2, &[0]))
    });

    let threshold = || json!({ "min_stake": u64::MAX / 2 });
    t.row("NotEnoughStakeToSetWeights", move |w| {
        w.root("sudo_set_stake_threshold", threshold());
        w.batched(h(2), "set_weights", row(2, &[0]))
    });
    t.code(CustomCode::StakeAmountTooLow, move |w| {
        w.root("sudo_set_stake_threshold", threshold());
        w.by(h(2), "set_weights", row(2, &[0]))
    });
    t.row("SettingWeightsTooFast", |w| {
        w.done(h(4), "set_weights", row(2, &[1]));
        slow(w, 2);
        w.batched(h(4), "set_weights", row(2, &[1]))
    });
    t.code(CustomCode::RateLimitExceeded, |w| {
        w.done(h(4), "set_weights", row(2, &[1]));
        slow(w, 2);
        w.by(h(4), "set_weights", row(2, &[1]))
    });
    let uneven = || json!({ "netuids": [2, 3], "weights": [], "version_keys": [] });
    t.row("InputLengthsUnequal", move |w| {
        w.batched(h(4), "batch_set_weights", uneven())
    });
    t.code(CustomCode::InputLengthsUnequal, move |w| {
        w.by(h(4), "batch_set_weights", uneven())
    });
}

fn commits(t: &mut Table) {
    t.row("CommitRevealDisabled", |w| {
        w.by(h(4), "commit_weights", commit(any_commit(2)))
    });
    t.row("TooManyUnrevealedCommits", |w| {
        for _ in 0..10 {
            w.done(h(12), "commit_weights", commit(any_commit(4)));
        }
        w.by(h(12), "commit_weights", commit(any_commit(4)))
    });
    t.row("CommittingWeightsTooFast", |w| {
        w.done(h(12), "commit_weights", commit(any_commit(4)));
        slow(w, 4);
        w.batched(h(12), "commit_weights", commit(any_commit(4)))
    });
    t.row("MechanismDoesNotExist", |w| {
        let args = with(timelocked(4, 10), "mecid", json!(9));
        w.by(h(12), "commit_timelocked_mechanism_weights", args)
    });
    t.row("IncorrectCommitRevealVersion", |w| {
        w.by(h(12), "commit_timelocked_weights", timelocked(9, 10))
    });
    t.row("InvalidRevealRound", |w| {
        w.state(|| LastStoredRound::<Runtime>::put(100));
        w.batched(h(12), "commit_timelocked_weights", timelocked(4, 10))
    });
    t.code(CustomCode::InvalidRevealRound, |w| {
        w.state(|| LastStoredRound::<Runtime>::put(100));
        w.by(h(12), "commit_timelocked_weights", timelocked(4, 10))
    });
}

fn reveals(t: &mut Table) {
    t.row("NoWeightsCommitFound", |w| {
        w.batched(h(12), "reveal_weights", reveal(1))
    });
    t.code(CustomCode::CommitNotFound, |w| {
        w.by(h(12), "reveal_weights", reveal(1))
    });
    t.row("RevealTooEarly", |w| {
        w.done(h(12), "commit_weights", commit_of(h(12), 1));
        w.batched(h(12), "reveal_weights", reveal(1))
    });
    t.code(CustomCode::CommitBlockNotInRevealRange, |w| {
        w.done(h(12), "commit_weights", commit_of(h(12), 1));
        w.by(h(12), "reveal_weights", reveal(1))
    });
    // The guards know these two under other names; root can have them passed by.
    t.row("InvalidRevealCommitHashNotMatch", |w| {
        w.done(h(12), "commit_weights", commit_of(h(12), 1));
        w.unguarded(h(12), "reveal_weights", reveal(2))
    });
    t.row("ExpiredWeightCommit", |w| {
        w.done(h(12), "commit_weights", commit_of(h(12), 1));
        w.blocks(40);
        w.unguarded(h(12), "reveal_weights", reveal(1))
    });
}

fn row(netuid: u16, uids: &[u16]) -> Value {
    let values = vec![1; uids.len()];
    json!({ "netuid": netuid, "dests": uids, "weights": values, "version_key": 0 })
}

/// Weights count as set too fast within a hundred blocks.
fn slow(w: &mut Play<'_, '_>, netuid: u16) {
    let limit = json!({ "netuid": netuid, "weights_set_rate_limit": 100 });
    w.root("sudo_set_weights_set_rate_limit", limit);
}

/// A commit of whatever.
fn any_commit(netuid: u16) -> (u16, String) {
    (netuid, format!("0x{}", "11".repeat(32)))
}

fn commit((netuid, hash): (u16, String)) -> Value {
    json!({ "netuid": netuid, "commit_hash": hash })
}

/// The commit that belongs to [`reveal`].
fn commit_of(who: Who, salt: u16) -> Value {
    let index = NetUidStorageIndex::of(NetUid::new(4), MechId::MAIN);
    let hash = SubtensorModule::weights_commit_hash(&account(who), index, &[0], &[1], &[salt], 0);
    commit((4, format!("{hash:?}")))
}

fn reveal(salt: u16) -> Value {
    json!({ "netuid": 4, "uids": [0], "values": [1], "salt": [salt], "version_key": 0 })
}

fn timelocked(version: u16, round: u64) -> Value {
    json!({ "netuid": 4, "commit": "0x00", "reveal_round": round,
        "commit_reveal_version": version })
}
