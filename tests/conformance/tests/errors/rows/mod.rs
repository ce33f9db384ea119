//! The rows, concept by concept.
//!
//! All start from the settled world: coldkeys 1 to 4 own the subnets 2 to 5, whose owner's hotkey is
//! number 4n; subnet 1 is not started. Coldkey n has a hotkey registered and staked on each: 4n + 2
//! on the subnets 2 and 5, 4n on 3, 4n + 1 on 4 and on root. Hotkey 4n + 3 is nobody's yet. Subnets
//! 2 and 3 take plain weights, 4 and 5 want commits. There are no rate limits but the fixed ones.

mod admin;
mod beacon;
mod children;
mod codes;
mod coldkeys;
mod commitments;
mod crowdloan;
mod epochs;
mod hotkeys;
mod leasing;
mod limit_orders;
mod locks;
mod neurons;
mod pools;
mod proxy;
mod serving;
mod settings;
mod shield;
mod stake;
mod subnets;
mod weights;

use serde_json::Value;
use taonet_conformance::random::Who;

use crate::play::{Row, Table, address};

/// Rao of one TAO.
const TAO: u64 = 1_000_000_000;

/// Coldkey `n`.
const fn c(n: usize) -> Who {
    Who::Coldkey(n)
}

/// Hotkey `n`.
const fn h(n: usize) -> Who {
    Who::Hotkey(n)
}

/// Address of coldkey `n`.
fn ck(n: usize) -> Value {
    address(c(n))
}

/// Address of hotkey `n`.
fn hk(n: usize) -> Value {
    address(h(n))
}

/// `args` with one of them changed.
fn with(mut args: Value, name: &str, value: Value) -> Value {
    if let Some(fields) = args.as_object_mut() {
        fields.insert(name.into(), value);
    }
    args
}

/// All rows.
pub(crate) fn all() -> Vec<Row> {
    let mut table = Table::default();
    table.pallet("SubtensorModule");
    for rows in [
        stake::rows,
        neurons::rows,
        subnets::rows,
        serving::rows,
        weights::rows,
        epochs::rows,
        settings::rows,
        children::rows,
        hotkeys::rows,
        coldkeys::rows,
        locks::rows,
        leasing::rows,
        codes::rows,
        admin::rows,
        commitments::rows,
        crowdloan::rows,
        beacon::rows,
        limit_orders::rows,
        shield::rows,
        proxy::rows,
        pools::rows,
    ] {
        rows(&mut table);
    }
    table.rows
}
