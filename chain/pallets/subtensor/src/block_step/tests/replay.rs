//! Recorded chains as starting points of tests. The recordings themselves are replayed by
//! `tests/conformance`.

use std::path::Path;

use frame_support::{traits::Hooks, weights::Weight};
use serde_json::Value;
use sp_io::TestExternalities;

use crate::{
    Pallet,
    tests::mock::{AccountId, System, Test, key},
};

/// Reads a recording.
pub(crate) fn recording(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../vectors/scenarios")
        .join(name);
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name} is not JSON: {error}"))
}

/// An account that recordings write as a small number.
pub(crate) fn account(value: &Value) -> AccountId {
    key(value
        .as_u64()
        .unwrap_or_else(|| panic!("{value} is not a small number")))
}

/// Storage of the mock as dumped.
pub(crate) fn chain_from(raw: &Value) -> TestExternalities {
    let bytes = |text: &str| {
        hex::decode(text.trim_start_matches("0x")).unwrap_or_else(|_| panic!("{text} is not hex"))
    };
    let mut ext = TestExternalities::new_empty();
    ext.execute_with(|| {
        for (key, value) in raw.as_object().unwrap_or_else(|| panic!("a dump is a map")) {
            let value = bytes(value.as_str().unwrap_or_default());
            sp_io::storage::set(&bytes(key), &value);
        }
        System::reset_events();
    });
    ext
}

/// Number of the current block.
pub(crate) fn block() -> u64 {
    Pallet::<Test>::now()
}

/// One block further: the hooks of the block run, its events are dropped.
pub(crate) fn next_block() {
    let next = System::block_number() + 1;
    System::set_block_number(next);
    System::reset_events();
    let _: Weight = Pallet::<Test>::on_initialize(next);
}

/// Goes on to the given block.
pub(crate) fn run_to(target: u64) {
    while block() < target {
        next_block();
    }
}
