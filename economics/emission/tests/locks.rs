//! Recorded locks of a running chain, rolled from the block in which they were stored to the block
//! in which they were read.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use taonet_emission::{LockKind, LockRates, LockState, U64F64};

/// An integer, written as a number or as a decimal string.
fn int(value: &Value) -> u128 {
    match value {
        Value::Number(n) => u128::from(n.as_u64().unwrap()),
        Value::String(s) => s.parse().unwrap(),
        other => panic!("not an integer: {other}"),
    }
}

fn rao(value: &Value) -> u64 {
    u64::try_from(int(value)).unwrap()
}

fn state(value: &Value) -> LockState {
    LockState {
        locked_mass: rao(&value["locked_mass"]),
        conviction: U64F64::from_bits(int(&value["conviction_u64f64"])),
        last_update: rao(&value["last_update"]),
    }
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

#[test]
fn recorded_locks() {
    let path = format!(
        "{}/../../vectors/scenarios/locks.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let file: Value = serde_json::from_str(&text).unwrap();
    let (mut locks, mut hotkeys, mut missing) = (0, 0, 0);
    for case in list(&file["cases"]) {
        let rates = LockRates {
            unlock: rao(&case["start"]["unlock_rate"]),
            maturity: rao(&case["start"]["maturity_rate"]),
        };
        // Locks decay until their holder makes them perpetual.
        let mut perpetual = BTreeSet::new();
        for round in list(&case["rounds"]) {
            for op in list(&round["ops"]) {
                if op["op"] == "set_perpetual_lock" && op["result"] == "ok" {
                    let holder = (rao(&op["args"]["netuid"]), rao(&op["signer"]));
                    if op["args"]["enabled"].as_bool().unwrap() {
                        perpetual.insert(holder);
                    } else {
                        perpetual.remove(&holder);
                    }
                }
            }
            let block = rao(&round["block"]);
            let owners: BTreeSet<_> = list(&round["owners"])
                .iter()
                .map(|row| (rao(&row[0]), rao(&row[2])))
                .collect();

            let read: BTreeMap<_, _> = list(&round["coldkey_locked_and_conviction_u64f64"])
                .iter()
                .map(|row| ((rao(&row[0]), rao(&row[1])), (rao(&row[2]), int(&row[3]))))
                .collect();
            for row in list(&round["locks_netuid_coldkey_hotkey"]) {
                let [netuid, coldkey, hotkey] = [0, 1, 2].map(|index| rao(&row[index]));
                let kind = LockKind {
                    owner: owners.contains(&(netuid, hotkey)),
                    perpetual: perpetual.contains(&(netuid, coldkey)),
                };
                let rolled = state(&row[3]).roll(block, kind, rates).state;
                let got = (rolled.locked_mass, rolled.conviction.to_bits());
                assert_eq!(got, read[&(netuid, coldkey)], "lock {row} at block {block}");
                locks += 1;
            }

            let mut convictions = BTreeMap::new();
            for row in list(&round["aggregates"]) {
                let kind = LockKind {
                    owner: false,
                    perpetual: row[0] == "hotkey",
                };
                let rolled = state(&row[3]).roll(block, kind, rates).state;
                let sum = convictions
                    .entry((rao(&row[1]), rao(&row[2])))
                    .or_insert(U64F64::from_bits(0));
                *sum = sum.saturating_add(rolled.conviction);
            }
            let recorded: BTreeMap<_, _> = list(&round["hotkey_conviction_u64f64"])
                .iter()
                .map(|row| ((rao(&row[0]), rao(&row[1])), int(&row[2])))
                .collect();
            for (hotkey, conviction) in convictions {
                match recorded.get(&hotkey) {
                    Some(bits) => {
                        assert_eq!(conviction.to_bits(), *bits, "hotkey {hotkey:?} at {block}");
                        hotkeys += 1;
                    }
                    // The recorder dropped convictions whose whole part has exactly 32 bits, and
                    // those of zero.
                    None => {
                        let whole: u64 = conviction.saturating_to_num();
                        assert!(
                            whole == 0 || whole.ilog2() == 31,
                            "hotkey {hotkey:?} at {block}"
                        );
                        missing += 1;
                    }
                }
            }
        }
    }
    println!("locks: {locks}, hotkeys: {hotkeys}, not recorded: {missing}");
    assert_eq!(locks, 355);
    assert_eq!(hotkeys, 296);
}
