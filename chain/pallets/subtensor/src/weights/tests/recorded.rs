//! Replays of recorded `set_weights`, commits and reveals with all their errors.

use serde_json::Value;
use sp_core::H256;
use taonet_primitives::{NetUid, NetUidStorageIndex};

use crate::{
    block_step::tests::replay::{
        account, bytes, chain_from, list, perform, recording, run_to, uint, uints,
    },
    tests::mock::Test,
    *,
};

const NETUID: NetUid = NetUid::new(1);

fn index() -> NetUidStorageIndex {
    NETUID.into()
}

/// Rows of `[uid, [[column, value], ...]]`; rows that are not listed are empty.
fn check_rows(rows: &Value, context: &Value) {
    let wanted: Vec<(u16, Vec<(u16, u16)>)> = list(rows)
        .iter()
        .map(|row| {
            let entries = list(&row[1])
                .iter()
                .map(|entry| (uint(&entry[0]), uint(&entry[1])));
            (uint(&row[0]), entries.collect())
        })
        .collect();
    let found: Vec<(u16, Vec<(u16, u16)>)> = (0..SubnetworkN::<Test>::get(NETUID))
        .map(|uid| (uid, Weights::<Test>::get(index(), uid)))
        .filter(|(_, row)| !row.is_empty())
        .collect();
    assert_eq!(found, wanted, "after {context}");
}

fn check_last_update(wanted: &Value, context: &Value) {
    assert_eq!(
        LastUpdate::<Test>::get(index()),
        uints::<u64>(wanted),
        "after {context}"
    );
}

#[test]
fn recorded_set_weights_calls() {
    let scenario = recording("set_weights_calls.json");
    let mut calls = 0;
    for case in list(&scenario["cases"]) {
        chain_from(&case["start"]["raw"]).execute_with(|| {
            for step in list(&case["steps"]) {
                let op = &step["op"];
                run_to(uint(&op["block"]));
                assert_eq!(
                    perform(op),
                    op["result"].as_str().unwrap_or_default(),
                    "{op}"
                );
                check_last_update(&step["last_update"], op);
                check_rows(&step["stored_rows"], op);
                calls += 1;
            }
        });
    }
    assert_eq!(calls, 960);
}

#[test]
fn recorded_commits_and_reveals() {
    let scenario = recording("commit_reveal.json");
    let mut calls = 0;
    for case in list(&scenario["cases"]) {
        chain_from(&case["start"]["raw"]).execute_with(|| {
            for step in list(&case["steps"]) {
                run_to(uint(&step["block"]));
                for op in list(&step["ops"]) {
                    assert_eq!(
                        perform(op),
                        op["result"].as_str().unwrap_or_default(),
                        "{op}"
                    );
                    calls += 1;
                }
                let epoch = SubnetEpochIndex::<Test>::get(NETUID);
                assert_eq!(epoch, uint::<u64>(&step["epoch_index"]), "epoch in {step}");
                check_last_update(&step["last_update"], step);
                check_rows(&step["weights"], step);
                for queue in list(&step["commits"]) {
                    check_queue(queue);
                }
            }
        });
    }
    assert_eq!(calls, 678);
}

/// `[hotkey, [[hash, epoch, block, unused], ...]]`, or null without a queue.
fn check_queue(row: &Value) {
    let hotkey = account(&row[0]);
    let wanted: Option<Vec<(H256, u64, u64, u64)>> = row[1].as_array().map(|queue| {
        queue
            .iter()
            .map(|commit| {
                let hash = bytes(commit[0].as_str().unwrap_or_default());
                let hash = H256::from_slice(&hash);
                (hash, uint(&commit[1]), uint(&commit[2]), uint(&commit[3]))
            })
            .collect()
    });
    let found = WeightCommits::<Test>::get(index(), hotkey)
        .map(|queue| queue.into_iter().collect::<Vec<_>>());
    assert_eq!(found, wanted, "queue {row}");
}
