//! Sequences of operations on a share pool in memory.

use std::collections::BTreeMap;

use serde_json::Value;
use taonet_shares::{SafeFloat, SharePool, ShareStore};

use super::{Case, Outcome};
use crate::{
    golden::{Golden, Malformed, field, get, list, text},
    report::Check,
};

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

/// Holders that a sequence may name.
const MOST_KEYS: u64 = 10_000;

pub(super) fn run(function: &str, c: Case<'_>) -> Outcome {
    if function != "sequences" {
        return Ok(None);
    }
    let keys: u64 = c.get("keys")?;
    if keys > MOST_KEYS {
        return Err(Malformed::new(format!("{keys} keys are too many")));
    }
    let mut pool = SharePool(Memory::default());
    let mut checks = Vec::new();
    for (step, op) in list(c.field("ops")?)?.iter().enumerate() {
        run_step(&mut pool, keys, op, |name, got| {
            let expected = field(op, name)?;
            checks.push(Check::new(format!("ops[{step}].{name}"), expected, got));
            Ok(())
        })?;
    }
    Ok(Some(checks))
}

fn run_step(
    pool: &mut SharePool<Memory>,
    keys: u64,
    op: &Value,
    mut output: impl FnMut(&str, Value) -> Result<(), Malformed>,
) -> Result<(), Malformed> {
    let update: i64 = get(op, "update")?;
    output("sim", pool.accepts(update.unsigned_abs()).write())?;
    match text(field(op, "op")?)? {
        "one" => {
            let key: u64 = get(op, "key")?;
            pool.update_one(&key, update);
            let share = pool.0.share(&key).unwrap_or_default();
            output("share", share.write())?;
        }
        "all" => pool.update_all(update),
        other => return Err(Malformed::new(format!("unknown operation {other}"))),
    }
    output("shared_value", pool.total().write())?;
    output("denominator", pool.0.denominator().write())?;
    let values: Vec<u64> = (0..keys).map(|key| pool.value_of(&key)).collect();
    output("values", values.write())
}
