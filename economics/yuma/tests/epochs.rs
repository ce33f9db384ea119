//! Every epoch of the golden scenarios: all vectors, payments and bonds.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

#[path = "../../fixed/tests/golden_file/mod.rs"]
mod golden_file;

use golden_file::{boolean, int, list, load};
use serde_json::Value;
use taonet_fixed::I64F64;
use taonet_yuma::{EpochParameters, MechanismState, StoredRows, SubnetState, run_subnet_epoch};

fn short(value: &Value) -> u16 {
    u16::try_from(int(value)).expect("16 bits")
}

fn long(value: &Value) -> u64 {
    u64::try_from(int(value)).expect("64 bits")
}

fn entries(value: &Value) -> Vec<(u16, u16)> {
    list(value, |entry| (short(&entry[0]), short(&entry[1])))
}

fn parameters(config: &Value) -> EpochParameters {
    let p = &config["params"];
    EpochParameters {
        kappa: short(&p["kappa"]),
        bonds_penalty: short(&p["bonds_penalty"]),
        bonds_moving_average: long(&p["bonds_moving_average"]),
        stake_threshold_rao: long(&config["stake_threshold"]),
        max_allowed_validators: short(&p["max_allowed_validators"]),
        tempo_blocks: long(&p["tempo"]),
        activity_cutoff_blocks: long(&p["activity_cutoff_blocks"]),
        yuma3: boolean(&p["yuma3_on"]),
        liquid_alpha: boolean(&p["liquid_alpha_on"]),
        alpha_low: short(&p["alpha_values"][0]),
        alpha_high: short(&p["alpha_values"][1]),
        alpha_sigmoid_steepness: i16::try_from(int(&p["alpha_sigmoid_steepness"])).expect("i16"),
    }
}

/// Stake weights in rao with 64 fraction bits: given, or the alpha stake alone.
fn stake_weights(input: &Value) -> Vec<I64F64> {
    if input["stake_weight_i64f64"].is_null() {
        list(&input["alpha_stake"], |stake| I64F64::from_num(long(stake)))
    } else {
        list(&input["stake_weight_i64f64"], |raw| {
            I64F64::from_bits(int(raw))
        })
    }
}

/// Sparse `[uid, row]` pairs as rows for all uids.
fn rows(value: &Value, n: usize) -> Vec<Vec<(u16, u16)>> {
    let mut rows = vec![Vec::new(); n];
    for pair in value.as_array().expect("a list") {
        rows[usize::from(short(&pair[0]))] = entries(&pair[1]);
    }
    rows
}

/// Runs all epochs of a file; returns how many agreed and what differed.
fn check(file: &str) -> (usize, Vec<String>) {
    let scenario = load(&format!("scenarios/{file}"));
    let mut passed = 0;
    let mut failures = Vec::new();
    for case in scenario["cases"].as_array().expect("cases") {
        let config = &case["config"];
        let n = usize::from(short(&config["params"]["n"]));
        let owner = &config["owner_uid"];
        let mut subnet = SubnetState {
            parameters: parameters(config),
            owner_uid: (!owner.is_null()).then(|| short(owner)),
            ..SubnetState::default()
        };
        let mut weights = vec![Vec::new(); n];
        let mut bonds = StoredRows::new();
        for (number, epoch) in case["epochs"]
            .as_array()
            .expect("epochs")
            .iter()
            .enumerate()
        {
            let (input, output) = (&epoch["input"], &epoch["output"]);
            for change in input["weights_changed"].as_array().expect("a list") {
                weights[usize::from(short(&change[0]))] = entries(&change[1]);
            }
            subnet.block = long(&input["block"]);
            subnet.last_mechanism_step_block = long(&input["last_mechanism_step_block"]);
            subnet.stake_weights = stake_weights(input);
            subnet.validator_permits = list(&input["validator_permit"], boolean);
            subnet.registered_at = list(&input["block_at_registration"], long);
            let commit_reveal = boolean(&config["params"]["commit_reveal_enabled"]);
            let mechanism = MechanismState {
                last_update: list(&input["last_update"], long),
                earliest_commits: commit_reveal.then(|| vec![u64::MAX; n]),
                weights: StoredRows::from_rows(&weights),
                bonds: std::mem::take(&mut bonds),
            };
            let result = run_subnet_epoch(&subnet, &[mechanism], None, long(&input["emission"]));
            let (neurons, main) = (&result.neurons, &result.mechanisms[0]);

            let mut wrong = Vec::new();
            let mut agree = |name: &str, same: bool| {
                if !same {
                    wrong.push(name.to_owned());
                }
            };
            let shorts = |name: &str| list(&output[name], short);
            let longs = |name: &str| list(&output[name], long);
            let booleans = |name: &str| list(&output[name], boolean);
            agree("active", neurons.active == booleans("active"));
            agree(
                "permit",
                neurons.validator_permits == booleans("validator_permit"),
            );
            agree(
                "stake_weight",
                neurons.stake_weight == shorts("stake_weight"),
            );
            agree("consensus", neurons.consensus == shorts("consensus"));
            agree("incentive", main.incentive == shorts("incentive"));
            agree("dividends", neurons.dividends == shorts("dividends"));
            agree(
                "validator_trust",
                neurons.validator_trust == shorts("validator_trust"),
            );
            agree("emission", neurons.emission_rao == longs("emission"));
            agree(
                "server",
                neurons.server_emission_rao == longs("server_emission"),
            );
            agree(
                "validator",
                neurons.validator_emission_rao == longs("validator_emission"),
            );
            if !output["bonds"].is_null() {
                let expected = StoredRows::from_rows(rows(&output["bonds"], n));
                agree("bonds", main.bonds == expected);
            }
            if wrong.is_empty() {
                passed += 1;
            } else {
                failures.push(format!("{} epoch {number}: {wrong:?}", config["name"]));
            }
            bonds = result.mechanisms[0].bonds.clone();
        }
    }
    println!("{file}: {passed} passed, {} failed", failures.len());
    (passed, failures)
}

#[test]
fn all_epochs_of_all_scenarios() {
    let expected = [
        ("epochs_n4.json", 40),
        ("epochs_n16.json", 40),
        ("epochs_n64.json", 40),
        ("epochs_n256.json", 40),
        ("epochs_random.json", 320),
    ];
    let mut all = Vec::new();
    for (file, epochs) in expected {
        let (passed, failures) = check(file);
        assert_eq!(passed + failures.len(), epochs, "{file}: number of epochs");
        all.extend(failures);
    }
    assert!(all.is_empty(), "{} epochs differ: {all:#?}", all.len());
}
