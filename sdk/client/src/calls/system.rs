//! The engine: remarks, code and storage. All but the remarks are for root.

use super::arguments::{Argument, bytes};
use crate::Call;
use serde_json::{Value as Json, json};

const PALLET: &str = "System";

calls! { "System";
    /// Pages of memory for a WebAssembly runtime.
    set_heap_pages(pages: u64);

    /// Allows a runtime with this BLAKE2b-256 hash to be applied by anybody.
    authorize_upgrade(code_hash: [u8; 32]);

    /// As [`authorize_upgrade`], without checking the version.
    authorize_upgrade_without_checks(code_hash: [u8; 32]);
}

calls! { "Grandpa";
    /// Says that finality stalled, so that authorities can be changed by force. Root only.
    note_stalled(delay_blocks = "delay": u32, best_finalized_block = "best_finalized_block_number": u32);
}

calls! { "Drand";
    /// Oldest round of the beacon that is kept. Root only.
    set_oldest_stored_round(oldest_round: u64);
}

/// Writes bytes into a block and does nothing.
pub fn remark(remark: &[u8]) -> Call {
    Call::new(PALLET, "remark", [("remark", bytes(remark))])
}

/// As [`remark`](fn@remark), with an event that carries the bytes' hash.
pub fn remark_with_event(remark: &[u8]) -> Call {
    Call::new(PALLET, "remark_with_event", [("remark", bytes(remark))])
}

/// Puts another runtime in place.
pub fn set_code(code: &[u8]) -> Call {
    Call::new(PALLET, "set_code", [("code", bytes(code))])
}

/// As [`set_code`], without checking the version.
pub fn set_code_without_checks(code: &[u8]) -> Call {
    Call::new(PALLET, "set_code_without_checks", [("code", bytes(code))])
}

/// Puts a runtime in place that was authorised. Anybody.
pub fn apply_authorized_upgrade(code: &[u8]) -> Call {
    Call::new(PALLET, "apply_authorized_upgrade", [("code", bytes(code))])
}

/// Writes raw storage.
pub fn set_storage(items: &[(Vec<u8>, Vec<u8>)]) -> Call {
    let items: Json = items
        .iter()
        .map(|(key, value)| json!([bytes(key), bytes(value)]))
        .collect();
    Call::new(PALLET, "set_storage", [("items", items)])
}

/// Removes raw storage.
pub fn kill_storage(keys: &[Vec<u8>]) -> Call {
    let keys: Json = keys.iter().map(|key| bytes(key)).collect();
    Call::new(PALLET, "kill_storage", [("keys", keys)])
}

/// Removes all raw storage under a prefix; `keys` says how many keys that is at most.
pub fn kill_prefix(prefix: &[u8], keys: u32) -> Call {
    Call::new(
        PALLET,
        "kill_prefix",
        [("prefix", bytes(prefix)), ("subkeys", keys.into_json())],
    )
}
