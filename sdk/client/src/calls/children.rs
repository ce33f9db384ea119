//! Child keys: hotkeys that work with a share of another's stake.

use super::arguments::Argument;
use crate::{AccountId, Call};
use serde_json::{Value as Json, json};

calls! { "SubtensorModule";
    /// What a child keeps of its parents' dividends in a subnet, in parts of 65,535. Signed by the
    /// coldkey of the child.
    set_childkey_take(hotkey: &AccountId, netuid: u16, take: u16);

    /// Blocks until new children count. Root only.
    set_pending_childkey_cooldown(cooldown_blocks = "cooldown": u64);

    /// Blocks between two changes of a child's take. Root only.
    set_childkey_take_rate_limit = "sudo_set_tx_childkey_take_rate_limit" (
        limit_blocks = "tx_rate_limit": u64,
    );

    /// Lowest take of a child on the chain, in parts of 65,535. Root only.
    set_min_childkey_take = "sudo_set_min_childkey_take" (take: u16);

    /// Highest take of a child on the chain, in parts of 65,535. Root only.
    set_max_childkey_take = "sudo_set_max_childkey_take" (take: u16);
}

/// Gives shares of a hotkey's stake in a subnet to children: pairs of share, in parts of
/// 2^64 - 1, and child. An empty list takes all back.
pub fn set_children(hotkey: &AccountId, netuid: u16, children: &[(u64, AccountId)]) -> Call {
    let children: Json = children
        .iter()
        .map(|(share, child)| json!([share, child.into_json()]))
        .collect();
    Call::new(
        "SubtensorModule",
        "set_children",
        [
            ("hotkey", hotkey.into_json()),
            ("netuid", netuid.into_json()),
            ("children", children),
        ],
    )
}
