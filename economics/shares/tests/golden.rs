//! Recorded results of the protocol's share arithmetic, compared to the last digit.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;

use serde_json::Value;
use taonet_shares::{
    ChildTerms, Parent, SafeFloat, SharePool, ShareStore, U64F64, split_with_parents, stake_weight,
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

/// The parts of a float as recorded; `None` for a failed operation.
fn parts(value: &Value) -> Option<(u128, i64)> {
    let pair = value.as_array()?;
    Some((
        u128::try_from(int(&pair[0])).unwrap(),
        i64::try_from(int(&pair[1])).unwrap(),
    ))
}

/// A float that is the input of an operation.
fn float(value: &Value) -> SafeFloat {
    let (mantissa, exponent) = parts(value).unwrap();
    let float = SafeFloat::new(mantissa, exponent).unwrap();
    assert_eq!(
        split(&float),
        (mantissa, exponent),
        "inputs are in normal form"
    );
    float
}

fn split(float: &SafeFloat) -> (u128, i64) {
    (float.mantissa(), float.exponent())
}

fn expected_count(file: &str, function: &str) -> u64 {
    let index = read("index.json");
    let entry = index["files"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["file"] == file)
        .unwrap();
    rao(&entry["cases"][function])
}

/// Runs every case of one function and holds the count against the index.
fn check<T: PartialEq + std::fmt::Debug>(
    function: &str,
    run: impl Fn(&Value) -> T,
    out: impl Fn(&Value) -> T,
) {
    let cases = read("safe_float.json");
    let expected = expected_count("safe_float.json", function);
    let mut passed = 0;
    for case in cases[function].as_array().unwrap() {
        let got = run(case);
        if got == out(&case["out"]) {
            passed += 1;
        } else {
            eprintln!("{function}: got {got:?} in {case}");
        }
    }
    println!("{function}: {passed} / {expected}");
    assert_eq!(passed, expected, "{function}");
}

fn check_float(function: &str, run: impl Fn(&Value) -> Option<SafeFloat>) {
    check(function, |case| run(case).as_ref().map(split), parts);
}

#[test]
fn new() {
    check_float("new", |case| {
        let exponent = i64::try_from(int(&case["exponent"])).unwrap();
        SafeFloat::new(u128::try_from(int(&case["mantissa"])).unwrap(), exponent)
    });
}

/// The two operands of a binary operation.
fn operands(case: &Value) -> (SafeFloat, SafeFloat) {
    (float(&case["a"]), float(&case["b"]))
}

#[test]
fn add() {
    check_float("add", |case| {
        let (a, b) = operands(case);
        a.add(&b)
    });
}

#[test]
fn sub() {
    check_float("sub", |case| {
        let (a, b) = operands(case);
        a.sub(&b)
    });
}

#[test]
fn div() {
    check_float("div", |case| {
        let (a, b) = operands(case);
        a.div(&b)
    });
}

#[test]
fn mul_div() {
    check_float("mul_div", |case| {
        let (a, b) = operands(case);
        float(&case["self"]).mul_div(&a, &b)
    });
}

#[test]
fn gt() {
    check(
        "gt",
        |case| {
            let (a, b) = operands(case);
            a.gt(&b)
        },
        |out| out.as_bool().unwrap(),
    );
}

#[test]
fn to_u64() {
    check("to_u64", |case| float(&case["a"]).to_u64(), rao);
}

#[test]
fn from_u64() {
    check_float("from_u64", |case| Some(SafeFloat::from(rao(&case["x"]))));
}

#[test]
fn from_u64f64() {
    check_float("from_u64f64", |case| {
        SafeFloat::from_u64f64(U64F64::from_bits(u128::try_from(int(&case["x"])).unwrap()))
    });
}

/// A pool in memory.
#[derive(Default)]
struct Memory {
    value: u64,
    denominator: SafeFloat,
    shares: BTreeMap<u64, SafeFloat>,
}

impl ShareStore for Memory {
    type Key = u64;

    fn value(&self) -> u64 {
        self.value
    }

    fn denominator(&self) -> SafeFloat {
        self.denominator
    }

    fn share(&self, key: &u64) -> Option<SafeFloat> {
        self.shares.get(key).copied()
    }

    fn set_value(&mut self, value_rao: u64) {
        self.value = value_rao;
    }

    fn set_denominator(&mut self, shares: SafeFloat) {
        self.denominator = shares;
    }

    fn set_share(&mut self, key: &u64, shares: SafeFloat) {
        if shares.is_zero() {
            self.shares.remove(key);
        } else {
            self.shares.insert(*key, shares);
        }
    }
}

#[test]
fn share_pool_sequences() {
    let file = read("share_pool.json");
    let sequences = file["sequences"].as_array().unwrap();
    let expected = expected_count("share_pool.json", "sequences");
    let (mut passed, mut steps) = (0, 0);
    for sequence in sequences {
        let mut pool = SharePool(Memory::default());
        let keys = rao(&sequence["keys"]);
        let mut good = true;
        for op in sequence["ops"].as_array().unwrap() {
            let update = i64::try_from(int(&op["update"])).unwrap();
            let accepts = pool.accepts(update.unsigned_abs());
            match op["op"].as_str().unwrap() {
                "one" => {
                    let key = rao(&op["key"]);
                    pool.update_one(&key, update);
                    let share = pool.0.share(&key).unwrap_or_default();
                    good &= Some(split(&share)) == parts(&op["share"]);
                }
                "all" => pool.update_all(update),
                other => panic!("operation {other}"),
            }
            good &= accepts == op["sim"].as_bool().unwrap();
            good &= pool.total() == rao(&op["shared_value"]);
            good &= Some(split(&pool.0.denominator())) == parts(&op["denominator"]);
            let values: Vec<u64> = (0..keys).map(|key| pool.value_of(&key)).collect();
            let recorded: Vec<u64> = op["values"].as_array().unwrap().iter().map(rao).collect();
            good &= values == recorded;
            if !good {
                eprintln!("share pool differs after {op}");
                break;
            }
            steps += 1;
        }
        passed += u64::from(good);
    }
    println!("share pool: {passed} / {expected} sequences, {steps} steps");
    assert_eq!(passed, expected);
    assert_eq!(steps, 3_600);
}

/// The worked example of the protocol page.
#[test]
fn worked_pool() {
    let mut pool = SharePool(Memory::default());
    pool.update_one(&1, 1_000_000_000);
    pool.update_all(333);
    assert_eq!(pool.total(), 1_000_000_333);
    pool.update_one(&2, 777_777_777);
    assert_eq!(
        split(&pool.0.share(&2).unwrap()),
        (777_777_518_000_086_505_971, -12)
    );
    assert_eq!(
        split(&pool.0.denominator()),
        (177_777_751_800_008_650_597, -11)
    );
    assert_eq!(pool.total(), 1_777_778_110);
    assert_eq!(
        (pool.value_of(&1), pool.value_of(&2)),
        (1_000_000_333, 777_777_777)
    );
}

#[test]
fn worked_stake_weight() {
    let weight: u64 = stake_weight(
        1_000_000_000_000,
        20_000_000_000_000,
        971_718_665_099_567_868,
    )
    .saturating_to_num();
    assert_eq!(weight, 2_053_539_486_601);
}

#[test]
fn worked_child_split() {
    let parents = vec![
        Parent {
            key: "first",
            proportion: 1 << 63,
            alpha: 1_000_000_000_000,
            root: 10_000_000_000_000,
            same_owner: false,
        },
        Parent {
            key: "second",
            proportion: u64::MAX,
            alpha: 500_000_000_000,
            root: 0,
            same_owner: true,
        },
    ];
    let terms = ChildTerms {
        take: 6_553,
        burn: 0,
        tao_weight: 971_718_665_099_567_868,
    };
    let split = split_with_parents(
        "child",
        400_000_000,
        2_000_000_000_000,
        0,
        &[],
        parents,
        &terms,
    );
    assert_eq!(
        split.payouts,
        [
            ("first", 84_213_445),
            ("second", 61_286_059),
            ("child", 254_500_495)
        ]
    );
    assert_eq!(split.burned, [0]);
}
