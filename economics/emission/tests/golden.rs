//! Recorded results of the protocol's emission rules, compared to the last digit.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use serde_json::Value;
use taonet_emission::{
    Dividend, DividendPots, I96F32, MovingPriceInput, ShareInput, U64F64, U96F32, block_emission,
    block_emissions, decay_factor_q32, distribute_dividends, effective_moving_price, exp_decay,
    moving_price, mul_by_q32, pow_normalize, root_proportion, subnet_shares, subnet_terms,
};

fn read(file: &str) -> Value {
    let path = format!(
        "{}/../../vectors/economics/{file}",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    serde_json::from_str(&text).unwrap()
}

/// An integer, written as a number or as a decimal string.
fn int(value: &Value) -> i128 {
    match value {
        Value::Number(n) => i128::from(n.as_i64().unwrap()),
        Value::String(s) => s.parse().unwrap(),
        other => panic!("not an integer: {other}"),
    }
}

fn rao(value: &Value) -> u64 {
    u64::try_from(int(value)).unwrap()
}

fn bits(value: &Value) -> u128 {
    u128::try_from(int(value)).unwrap()
}

/// Rows of a netuid (or hotkey) and an unsigned number.
fn rows(value: &Value) -> Vec<(u64, u128)> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (rao(&row[0]), bits(&row[1])))
        .collect()
}

/// Runs every case of one function and holds the count against the index.
fn check<T: PartialEq + std::fmt::Debug>(
    file: &str,
    function: &str,
    run: impl Fn(&Value) -> T,
    out: impl Fn(&Value) -> T,
) {
    let index = read("index.json");
    let entry = index["files"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["file"] == file)
        .unwrap();
    let expected = rao(&entry["cases"][function]);
    let cases = read(file);
    let mut passed = 0;
    for case in cases[function].as_array().unwrap() {
        let (got, recorded) = (run(case), out(case));
        if got == recorded {
            passed += 1;
        } else {
            eprintln!("{function}: got {got:?}, recorded {recorded:?}");
        }
    }
    println!("{function}: {passed} / {expected}");
    assert_eq!(passed, expected, "{function}");
}

const PALLET: &str = "pallet_functions.json";
const EMISSION: &str = "emission_functions.json";

#[test]
fn block_emission_for_issuance() {
    check(
        PALLET,
        "block_emission_for_issuance",
        |case| block_emission(rao(&case["issuance"])),
        |case| rao(&case["out"]),
    );
}

#[test]
fn decay_factor() {
    check(
        PALLET,
        "decay_factor_q32",
        |case| decay_factor_q32(u16::try_from(int(&case["half_life"])).unwrap()),
        |case| rao(&case["out"]),
    );
}

#[test]
fn multiply_by_q32() {
    check(
        PALLET,
        "mul_by_q32",
        |case| mul_by_q32(rao(&case["value"]), rao(&case["factor"])),
        |case| rao(&case["out"]),
    );
}

/// The subnets of a case, all of them dynamic.
fn share_inputs(case: &Value) -> Vec<(u64, ShareInput)> {
    case["in"]["subnets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|subnet| {
            let netuid = rao(&subnet["netuid"]);
            let stored = I96F32::from_bits(int(&subnet["moving_price_i96f32"]));
            let input = ShareInput {
                moving_price: effective_moving_price(u16::try_from(netuid).unwrap(), 1, stored),
                miner_burned: U96F32::from_bits(bits(&subnet["miner_burned_u96f32"])),
                enabled: subnet["emission_enabled"].as_bool().unwrap(),
            };
            (netuid, input)
        })
        .collect()
}

#[test]
fn shares() {
    check(
        EMISSION,
        "shares",
        |case| {
            let (netuids, inputs): (Vec<_>, Vec<_>) = share_inputs(case).into_iter().unzip();
            let shares = subnet_shares(&inputs).into_iter().map(U64F64::to_bits);
            netuids.into_iter().zip(shares).collect::<Vec<_>>()
        },
        |case| rows(&case["out_u64f64"]),
    );
}

#[test]
fn emissions_of_a_block() {
    check(
        EMISSION,
        "block_emissions",
        |case| {
            let (netuids, inputs): (Vec<_>, Vec<_>) = share_inputs(case).into_iter().unzip();
            let emissions = block_emissions(&inputs, rao(&case["block_emission"]));
            netuids
                .into_iter()
                .zip(emissions.into_iter().map(U96F32::to_bits))
                .collect::<Vec<_>>()
        },
        |case| rows(&case["out_u96f32"]),
    );
}

#[test]
fn terms() {
    check(
        EMISSION,
        "subnet_terms",
        |case| {
            let input = &case["in"];
            let (root_tao, tao_weight) = (rao(&input["root_tao"]), rao(&input["tao_weight"]));
            rows(&case["emissions_u96f32"])
                .into_iter()
                .zip(case["out_u96f32"].as_array().unwrap())
                .map(|((netuid, tao), out)| {
                    assert_eq!(netuid, rao(&out["netuid"]));
                    let issuance = rao(&out["alpha_issuance"]);
                    let price = U64F64::from_bits(bits(&out["price_u64f64"]));
                    let root = root_proportion(root_tao, tao_weight, issuance);
                    let terms = subnet_terms(U96F32::from_bits(tao), price, root, issuance);
                    [
                        terms.tao_in,
                        terms.alpha_in,
                        terms.alpha_out,
                        terms.excess_tao,
                    ]
                    .map(U96F32::to_bits)
                })
                .collect::<Vec<_>>()
        },
        |case| {
            case["out_u96f32"]
                .as_array()
                .unwrap()
                .iter()
                .map(|out| {
                    ["tao_in", "alpha_in", "alpha_out", "excess_tao"].map(|name| bits(&out[name]))
                })
                .collect()
        },
    );
}

#[test]
fn price_average() {
    check(
        EMISSION,
        "moving_price",
        |case| {
            let stored = I96F32::from_bits(int(&case["moving_before_i96f32"]));
            moving_price(&MovingPriceInput {
                before: effective_moving_price(1, 1, stored),
                spot_price: U64F64::from_bits(bits(&case["price_u64f64"])),
                moving_alpha: I96F32::from_bits(int(&case["moving_alpha_i96f32"])),
                block: rao(&case["block"]),
                first_emission_block: rao(&case["first_emission_block"]),
                halving_blocks: rao(&case["halving_blocks"]),
            })
            .to_bits()
        },
        |case| int(&case["out_i96f32"]),
    );
}

#[test]
fn weight_of_root() {
    check(
        EMISSION,
        "root_proportion",
        |case| {
            let [root_tao, tao_weight, issuance] =
                ["root_tao", "tao_weight", "alpha_issuance"].map(|name| rao(&case[name]));
            root_proportion(root_tao, tao_weight, issuance).to_bits()
        },
        |case| bits(&case["out_u96f32"]),
    );
}

#[test]
fn dividends() {
    check(
        EMISSION,
        "dividend_distribution",
        |case| {
            let dividends = case["rows_hotkey_stakes_dividend"]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| Dividend {
                    hotkey: rao(&row[0]),
                    stakes: row[1].as_array().map(|pair| (rao(&pair[0]), rao(&pair[1]))),
                    dividend: rao(&row[2]),
                })
                .collect();
            let pots = DividendPots {
                alpha: rao(&case["pending_alpha"]),
                root_alpha: rao(&case["pending_root_alpha"]),
            };
            let tao_weight = U96F32::from_bits(bits(&case["tao_weight_u96f32"]));
            let shares = distribute_dividends(dividends, pots, tao_weight);
            let alpha: Vec<_> = shares
                .iter()
                .map(|s| (s.hotkey, s.alpha.to_bits()))
                .collect();
            let root: Vec<_> = shares
                .iter()
                .map(|s| (s.hotkey, s.root.to_bits()))
                .collect();
            (alpha, root)
        },
        |case| {
            (
                rows(&case["alpha_dividends_u96f32"]),
                rows(&case["root_dividends_u96f32"]),
            )
        },
    );
}

#[test]
fn lock_decay() {
    check(
        EMISSION,
        "exp_decay",
        |case| exp_decay(rao(&case["dt"]), rao(&case["tau"])).to_bits(),
        |case| bits(&case["out_u64f64"]),
    );
}

#[test]
fn power_rule() {
    let values = |value: &Value| {
        value
            .as_array()
            .unwrap()
            .iter()
            .map(bits)
            .collect::<Vec<_>>()
    };
    check(
        EMISSION,
        "pow_normalize",
        |case| {
            let mut numbers: Vec<_> = values(&case["in_u64f64"])
                .into_iter()
                .map(U64F64::from_bits)
                .collect();
            pow_normalize(&mut numbers, U64F64::from_bits(bits(&case["p_u64f64"])));
            numbers.into_iter().map(U64F64::to_bits).collect()
        },
        |case| values(&case["out_u64f64"]),
    );
}
