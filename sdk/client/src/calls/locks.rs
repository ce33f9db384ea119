//! Locked stake: alpha that cannot be sold, and lends a hotkey conviction.

use super::arguments::Argument;
use crate::{AccountId, Alpha, Call};

calls! { "SubtensorModule";
    /// Turns the signer's lock in a subnet to another hotkey.
    move_lock(destination_hotkey: &AccountId, netuid: u16);

    /// Whether the signer's lock in a subnet lasts until this is called again, or decays.
    set_perpetual_lock(netuid: u16, enabled: bool);
}

/// Locks stake on a hotkey.
pub fn lock_stake(hotkey: &AccountId, amount: Alpha) -> Call {
    Call::new(
        "SubtensorModule",
        "lock_stake",
        [
            ("hotkey", hotkey.into_json()),
            ("netuid", amount.netuid().into_json()),
            ("amount", amount.into_json()),
        ],
    )
}
