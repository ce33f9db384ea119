//! Calls as root. The signer must be the chain's sudo key.

use super::arguments::Weight;
use crate::{AccountId, Call};

calls! { "Sudo";
    /// Runs `call` as root.
    sudo(call: Call);

    /// Runs `call` as root, with a weight given instead of computed.
    sudo_unchecked_weight(call: Call, weight: Weight);

    /// Runs `call` in the name of `account`.
    sudo_as(account = "who": &AccountId, call: Call);

    /// Hands root to another key.
    set_key(key = "new": &AccountId);

    /// Gives root up for ever.
    remove_key();
}
