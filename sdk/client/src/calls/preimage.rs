//! Long calls stored under their hash, for the scheduler.

use super::arguments::bytes;
use crate::Call;

calls! { "Preimage";
    /// Removes what the signer stored.
    unnote_preimage(hash: [u8; 32]);

    /// Asks that something be stored and kept. Root only.
    request_preimage(hash: [u8; 32]);

    /// Takes that back. Root only.
    unrequest_preimage(hash: [u8; 32]);

    /// Brings stored things to the present format.
    ensure_updated(hashes: Vec<[u8; 32]>);
}

/// Stores bytes under their hash, for a deposit.
pub fn note_preimage(preimage: &[u8]) -> Call {
    Call::new("Preimage", "note_preimage", [("bytes", bytes(preimage))])
}
