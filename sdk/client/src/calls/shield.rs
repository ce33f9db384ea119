//! Sealed transactions, readable only to the author of their block. Sending one is
//! [`Transaction::shielded`](crate::Transaction::shielded).

use super::arguments::bytes;
use crate::Call;

calls! { "MevShield";
    /// Most sealed calls that may wait. Root only.
    set_max_pending_extrinsics_number(count = "value": u32);

    /// Share of a block that waiting calls may take. Root only.
    set_on_initialize_weight(weight_ps = "value": u64);

    /// Blocks after which a waiting call is forgotten. Root only.
    set_stored_extrinsic_lifetime(blocks = "value": u32);

    /// Largest weight of one waiting call. Root only.
    set_max_extrinsic_weight(weight_ps = "value": u64);
}

/// Carries a sealed transaction.
pub fn submit_encrypted(ciphertext: &[u8]) -> Call {
    Call::new(
        "MevShield",
        "submit_encrypted",
        [("ciphertext", bytes(ciphertext))],
    )
}

/// Stores a sealed call, to be made later.
pub fn store_encrypted(encrypted_call: &[u8]) -> Call {
    Call::new(
        "MevShield",
        "store_encrypted",
        [("encrypted_call", bytes(encrypted_call))],
    )
}
