//! Recorded results of the reference's weight functions.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::path::Path;

use serde_json::Value;
use taonet_client::weights::{
    ChainClock, CommittedRow, EpochState, NothingToReward, RowLimits, WeightsError, commit_hash,
    commitment_round, convert_weights_and_uids_for_emit, emission_split, encryption_round,
    first_reveal_block_modular, normalize_max_weight, normalize_weights, process_weights,
    reveal_round, round_not_before, row_of_bonds, row_of_weights, storage_index, timelock_commit,
    timelock_payload,
};
use taonet_timelock::{BeaconSecretKey, Ciphertext, QUICKNET};
use taonet_wallet::PublicKey;

fn recording(file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../vectors")
        .join(file);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The rows of a group; their number is asserted, so that none is lost on the way.
fn rows<'a>(recording: &'a Value, group: &str, count: usize) -> &'a [Value] {
    let rows = recording[group].as_array().unwrap();
    assert_eq!(rows.len(), count, "{group}");
    rows
}

fn numbers<T: serde::de::DeserializeOwned>(value: &Value) -> Vec<T> {
    serde_json::from_value(value.clone()).unwrap()
}

fn singles(value: &Value) -> Vec<f32> {
    numbers::<f64>(value)
        .iter()
        .map(|number| *number as f32)
        .collect()
}

#[test]
fn conversion_to_sixteen_bits() {
    let mut errors = 0;
    for row in rows(&recording("weights/weights.json"), "to_u16", 15) {
        let uids: Vec<i64> = numbers(&row["uids"]);
        let found = convert_weights_and_uids_for_emit(&uids, &singles(&row["weights"]));
        match row.get("error").and_then(Value::as_str) {
            Some("ValueError: min() arg is an empty sequence") => {
                errors += 1;
                assert_eq!(found, Err(WeightsError::Empty));
            }
            Some(error) => {
                errors += 1;
                assert_eq!(found.unwrap_err().to_string(), error);
            }
            None => {
                let expected = (numbers(&row["out_uids"]), numbers(&row["out_values"]));
                assert_eq!(found, Ok(expected), "{row}");
            }
        }
    }
    assert_eq!(errors, 4);
}

#[test]
fn no_number_is_refused() {
    for weight in [f32::NAN, f32::INFINITY] {
        let found = convert_weights_and_uids_for_emit(&[3, 4], &[1.0, weight]);
        assert_eq!(found, Err(WeightsError::NotFinite { uid: 4 }));
    }
    let found = convert_weights_and_uids_for_emit(&[65_536], &[1.0]);
    assert_eq!(found, Err(WeightsError::UidTooLarge { uid: 65_536 }));
}

#[test]
fn largest_weight_is_limited() {
    for row in rows(
        &recording("weights/weights.json"),
        "normalize_max_weight",
        10,
    ) {
        let limit = row["limit"].as_f64().unwrap();
        let found = normalize_max_weight(&singles(&row["x"]), limit);
        assert_eq!(found, singles(&row["out"]), "{row}");
    }
}

#[test]
fn limits_hold_for_many_weights() {
    // Longer than one block of the pairwise sum, and so steep that several are cut.
    let weights: Vec<f32> = (1..=1_000u16).map(|at| 1.0 / f32::from(at)).collect();
    let limited = normalize_max_weight(&weights, 0.02);
    let sum: f64 = limited.iter().map(|weight| f64::from(*weight)).sum();
    assert!((sum - 1.0).abs() < 1e-5, "{sum}");
    let largest = limited.iter().copied().fold(0.0, f32::max);
    assert!((0.0199..0.02001).contains(&largest), "{largest}");
    assert_eq!(limited[0], limited[1]);
    assert!(limited[900] > limited[999]);
}

#[test]
fn rows_are_brought_into_shape() {
    for row in rows(&recording("weights/weights.json"), "process_weights", 9) {
        let uids: Vec<u16> = numbers(&row["uids"]);
        let weights: Vec<(u16, f32)> = uids.into_iter().zip(singles(&row["weights"])).collect();
        let limits = RowLimits {
            neurons: numbers_one(&row["num_neurons"]),
            min_allowed_weights: numbers_one(&row["min_allowed_weights"]),
            max_weight_limit: row["max_weight_limit"].as_f64().unwrap(),
            exclude_quantile: numbers_one(&row["exclude_quantile"]),
        };
        let found = process_weights(&weights, &limits, NothingToReward::EqualWeights).unwrap();
        let expected: Vec<(u16, f64)> = numbers::<u16>(&row["out_uids"])
            .into_iter()
            .zip(numbers::<f64>(&row["out_weights"]))
            .collect();
        assert_eq!(found, expected, "{row}");
    }
}

fn numbers_one(value: &Value) -> u16 {
    u16::try_from(value.as_u64().unwrap()).unwrap()
}

#[test]
fn padding_goes_by_uid_and_nothing_can_be_submitted() {
    let limits = RowLimits {
        neurons: 8,
        min_allowed_weights: 3,
        max_weight_limit: 1.0,
        exclude_quantile: 0,
    };
    // Two weights, three asked for: UID 6 keeps its own, although it comes first.
    let padded = process_weights(&[(6, 3.0), (2, 1.0)], &limits, NothingToReward::default());
    let padded = padded.unwrap();
    assert_eq!(padded.len(), 8);
    assert!(
        padded[6].1 > 0.74 && padded[2].1 > 0.24 && padded[0].1 < 0.001,
        "{padded:?}"
    );
    let missing = process_weights(&[(8, 1.0)], &limits, NothingToReward::default());
    assert_eq!(
        missing,
        Err(WeightsError::UidOutOfRange { uid: 8, neurons: 8 })
    );

    let zeros = [(0, 0.0), (1, 0.0)];
    let nothing = process_weights(&zeros, &limits, NothingToReward::SubmitNothing);
    assert_eq!(nothing, Ok(Vec::new()));
    let all = process_weights(&zeros, &limits, NothingToReward::EqualWeights).unwrap();
    assert_eq!(all, (0..8).map(|uid| (uid, 0.125)).collect::<Vec<_>>());
}

#[test]
fn double_precision_needs_the_minimum() {
    let weights = [(4, 0.75), (1, 0.25), (2, 0.0)];
    assert_eq!(
        normalize_weights(&weights, 2, 1.0),
        Ok(vec![(4, 0.75), (1, 0.25)])
    );
    assert_eq!(
        normalize_weights(&weights, 3, 1.0),
        Err(WeightsError::TooFew {
            given: 2,
            required: 3
        })
    );
    let negative = normalize_weights(&[(4, -1.0)], 0, 1.0);
    assert!(matches!(negative, Err(WeightsError::NegativeWeight { .. })));
}

#[test]
fn hashes_of_commits() {
    for row in rows(&recording("weights/weights.json"), "commit_hash", 4) {
        let committed = CommittedRow {
            hotkey: PublicKey::from_ss58(row["hotkey"].as_str().unwrap())
                .unwrap()
                .bytes(),
            storage_index: numbers_one(&row["storage_index"]),
            uids: numbers(&row["uids"]),
            values: numbers(&row["values"]),
            version_key: row["version_key"].as_u64().unwrap(),
        };
        let hash = commit_hash(&committed, &numbers::<u16>(&row["salt"]));
        assert_eq!(
            format!("0x{}", hex::encode(hash)),
            row["hash"].as_str().unwrap()
        );
    }
}

#[test]
fn emissions_are_split() {
    let mut errors = 0;
    for row in rows(&recording("weights/weights.json"), "mechanism_split", 9) {
        let found = emission_split(&numbers::<f64>(&row["in"]));
        if let Some(error) = row.get("error").and_then(Value::as_str) {
            errors += 1;
            assert_eq!(found.unwrap_err().to_string(), error);
        } else {
            assert_eq!(found.unwrap(), numbers::<u16>(&row["out"]), "{row}");
        }
    }
    assert_eq!(errors, 3);
    assert_eq!(
        emission_split(&[f64::NAN]),
        Err(WeightsError::SplitNegative)
    );
}

#[test]
fn rows_of_the_chain_are_spread_out() {
    for row in rows(
        &recording("weights/weights.json"),
        "chain_rows_to_matrix",
        3,
    ) {
        let pairs: Vec<(u16, u16)> = numbers::<u16>(&row["uids"])
            .into_iter()
            .zip(numbers::<u16>(&row["values"]))
            .collect();
        let neurons = numbers_one(&row["n"]);
        assert_eq!(row_of_weights(neurons, &pairs), numbers::<f64>(&row["row"]));
        assert_eq!(
            row_of_bonds(neurons, &pairs),
            numbers::<f64>(&row["bond_row"])
        );
    }
    assert_eq!(row_of_weights(1, &[(5, 7)]), [0.0]);
}

#[test]
fn mechanisms_have_storage_indices() {
    for row in rows(&recording("weights/weights.json"), "storage_index", 5) {
        let mechid = u8::try_from(row["mechid"].as_u64().unwrap()).unwrap();
        let index = storage_index(numbers_one(&row["netuid"]), mechid);
        assert_eq!(index, Some(numbers_one(&row["index"])), "{row}");
    }
    assert_eq!(storage_index(4_096, 0), None);
    assert_eq!(storage_index(1, 16), None);
}

#[test]
fn reveal_blocks_where_epochs_are_counted() {
    let mut errors = 0;
    for row in rows(&recording("weights/reveal_block.json"), "v2", 18) {
        let state = &row["state"];
        let number = |name: &str| state[name].as_u64().unwrap();
        let epochs = EpochState {
            last_epoch_block: number("last_epoch_block"),
            pending_epoch_at: number("pending_epoch_at"),
            epoch_index: number("subnet_epoch_index"),
            tempo: numbers_one(&state["tempo"]),
            blocks_since_last_step: number("blocks_since_last_step"),
            current_block: number("current_block"),
        };
        let found = epochs.first_reveal_block(number("subnet_reveal_period_epochs"));
        assert_eq!(
            found,
            stepped(epochs, number("subnet_reveal_period_epochs"))
        );
        if let Some(error) = row.get("error").and_then(Value::as_str) {
            errors += 1;
            assert_eq!(found.unwrap_err().to_string(), error);
        } else {
            assert_target(row, found.unwrap(), epochs.current_block);
        }
    }
    assert_eq!(errors, 1);
    let far = EpochState {
        tempo: 1,
        ..EpochState::default()
    };
    let refused = far.first_reveal_block(u64::MAX);
    assert_eq!(
        refused,
        Err(WeightsError::RevealPeriod { epochs: u64::MAX })
    );
}

#[test]
fn reveal_blocks_where_the_number_is_the_epoch() {
    for row in rows(&recording("weights/reveal_block.json"), "v1", 9) {
        let number = |name: &str| row[name].as_u64().unwrap();
        let current = number("current_block");
        let found = first_reveal_block_modular(
            numbers_one(&row["tempo"]),
            current,
            numbers_one(&row["storage_index"]),
            number("reveal_period_epochs"),
        );
        assert_target(row, found, current);
    }
}

/// The recorded block, and the round that follows from the recorded distance.
fn assert_target(row: &Value, first_reveal_block: u64, current_block: u64) {
    assert_eq!(
        first_reveal_block,
        row["first_reveal_block"].as_u64().unwrap(),
        "{row}"
    );
    let blocks = row["blocks_until_target"].as_u64().unwrap();
    for block_time_ms in [250, 12_000] {
        let clock = ChainClock {
            block: current_block,
            time_ms: 1_750_000_000_250,
            block_time_ms,
        };
        let elapsed_ms = clock.time_ms + blocks * block_time_ms - QUICKNET.genesis_s * 1_000;
        let round = reveal_round(&QUICKNET, &clock, first_reveal_block);
        assert_eq!(round, elapsed_ms / 3_000);
    }
}

/// The same answer block by block, as the protocol describes it.
fn stepped(start: EpochState, period: u64) -> Result<u64, WeightsError> {
    if start.tempo == 0 {
        return Err(WeightsError::NoEpochs);
    }
    let mut state = start;
    let ahead = |state: &EpochState, block| u64::from(state.runs_in(block));
    let target = state.epoch_index + ahead(&state, state.current_block + 1) + period;
    let mut block = state.current_block;
    loop {
        block += 1;
        if state.epoch_index + ahead(&state, block) >= target {
            return Ok(block);
        }
        state.blocks_since_last_step += 1;
        if state.runs_in(block) {
            state.last_epoch_block = block;
            state.pending_epoch_at = 0;
            state.epoch_index += 1;
            state.blocks_since_last_step = 0;
        }
    }
}

#[test]
fn jumping_equals_stepping() {
    // A small generator of its own keeps the cases the same everywhere.
    let mut seed = 0x2545_f491_4f6c_dd1du64;
    let mut random = |below: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed % below
    };
    for _ in 0..300 {
        let current_block = 100_000 + random(1_000);
        let state = EpochState {
            last_epoch_block: current_block - random(3_000),
            pending_epoch_at: [0, current_block - 50 + random(400)][random(2) as usize],
            epoch_index: random(50),
            tempo: [1 + random(20), 360 + random(1_000), 50_390 + random(15_000)]
                [random(3) as usize] as u16,
            blocks_since_last_step: [random(400), 50_390 + random(20)][random(2) as usize],
            current_block,
        };
        let period = random(4);
        assert_eq!(
            state.first_reveal_block(period),
            stepped(state, period),
            "{state:?} {period}"
        );
    }
}

#[test]
fn rounds_of_a_beacon_that_has_not_begun() {
    let clock = ChainClock {
        block: 1,
        time_ms: 5,
        block_time_ms: 12_000,
    };
    assert_eq!(reveal_round(&QUICKNET, &clock, 2), 1);
}

#[test]
fn rounds_of_commitments_and_data() {
    let genesis = QUICKNET.genesis_s;
    // 10 blocks of 12 s: 40 rounds after the 33rd (100 s).
    assert_eq!(commitment_round(&QUICKNET, genesis + 100, 10, 12.0), 73);
    // 2.5 s are 2 s, the even one.
    assert_eq!(commitment_round(&QUICKNET, genesis + 1, 10, 0.25), 1);
    assert_eq!(
        encryption_round(&QUICKNET, genesis as f64 + 0.5, 10, 0.25),
        1
    );
    assert_eq!(encryption_round(&QUICKNET, genesis as f64 + 0.6, 1, 2.5), 1);
    assert_eq!(round_not_before(&QUICKNET, genesis as f64), 1);
    assert_eq!(round_not_before(&QUICKNET, genesis as f64 + 0.1), 2);
    assert_eq!(round_not_before(&QUICKNET, genesis as f64 + 3.0), 2);
    assert_eq!(round_not_before(&QUICKNET, 0.0), 1);
}

#[test]
fn timelocked_payloads_name_their_hotkey() {
    let recording = recording("timelock/tle_quicknet.json");
    let payload = recording["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["name"] == "weights_v4_payload")
        .unwrap();
    let row = CommittedRow {
        hotkey: PublicKey::from_ss58("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY")
            .unwrap()
            .bytes(),
        storage_index: 1,
        uids: vec![0, 1, 5],
        values: vec![65_535, 100, 32_768],
        version_key: 10_002_000,
    };
    let written = hex::encode(timelock_payload(&row));
    assert_eq!(written, payload["plaintext_hex"].as_str().unwrap());

    let beacon = BeaconSecretKey::from_seed(b"weights");
    let sealed = timelock_commit(&beacon.public_key(), 77, &row).unwrap();
    let opened = Ciphertext::parse(&sealed)
        .unwrap()
        .decrypt(&beacon.sign(77))
        .unwrap();
    assert_eq!(opened, timelock_payload(&row));
    let long = CommittedRow {
        uids: (0..1_200).collect(),
        values: vec![1; 1_200],
        ..row
    };
    let refused = timelock_commit(&beacon.public_key(), 77, &long);
    assert!(
        matches!(refused, Err(WeightsError::CommitTooLong { .. })),
        "{refused:?}"
    );
}
