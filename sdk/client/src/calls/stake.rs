//! Stake: TAO turned into alpha on a hotkey, and back.
//!
//! Every trade goes through the subnet's pool and moves its price. The `_limit` forms stop at a
//! price: TAO for one alpha, the highest for buying, the lowest for selling. With `allow_partial`
//! they trade what they can up to there, otherwise all or nothing.

use super::arguments::Argument;
use crate::{AccountId, Alpha, Call, Tao};

const PALLET: &str = "SubtensorModule";

calls! { "SubtensorModule";
    /// Buys alpha of the subnet with `amount` and stakes it on `hotkey`.
    add_stake(hotkey: &AccountId, netuid: u16, amount = "amount_staked": Tao);

    /// As [`add_stake`], at a price of at most `limit_price`.
    add_stake_limit(
        hotkey: &AccountId,
        netuid: u16,
        amount = "amount_staked": Tao,
        limit_price: Tao,
        allow_partial: bool,
    );

    /// Buys alpha with `amount` and burns it, as a subnet's owner does to support its price.
    add_stake_burn(
        hotkey: &AccountId,
        netuid: u16,
        amount: Tao,
        limit_price = "limit": Option<Tao>,
    );

    /// Sells all alpha on `hotkey` in one subnet, at a price of at least `limit_price` if given.
    remove_stake_full_limit(hotkey: &AccountId, netuid: u16, limit_price: Option<Tao>);

    /// Sells all alpha on `hotkey` in every subnet for TAO.
    unstake_all(hotkey: &AccountId);

    /// Sells all alpha on `hotkey` in every subnet and stakes the TAO on the root network.
    unstake_all_alpha(hotkey: &AccountId);

    /// Whether others may send the signer alpha that is locked.
    set_reject_locked_alpha(enabled: bool);
}

/// Sells `amount` of alpha staked on `hotkey` for TAO.
pub fn remove_stake(hotkey: &AccountId, amount: Alpha) -> Call {
    Call::new(
        PALLET,
        "remove_stake",
        [
            ("hotkey", hotkey.into_json()),
            ("netuid", amount.netuid().into_json()),
            ("amount_unstaked", amount.into_json()),
        ],
    )
}

/// As [`remove_stake`], at a price of at least `limit_price`.
pub fn remove_stake_limit(
    hotkey: &AccountId,
    amount: Alpha,
    limit_price: Tao,
    allow_partial: bool,
) -> Call {
    Call::new(
        PALLET,
        "remove_stake_limit",
        [
            ("hotkey", hotkey.into_json()),
            ("netuid", amount.netuid().into_json()),
            ("amount_unstaked", amount.into_json()),
            ("limit_price", limit_price.into_json()),
            ("allow_partial", allow_partial.into_json()),
        ],
    )
}

/// Moves stake of the signer from one hotkey to another, and to another subnet if that differs.
pub fn move_stake(
    origin_hotkey: &AccountId,
    destination_hotkey: &AccountId,
    amount: Alpha,
    destination_netuid: u16,
) -> Call {
    Call::new(
        PALLET,
        "move_stake",
        [
            ("origin_hotkey", origin_hotkey.into_json()),
            ("destination_hotkey", destination_hotkey.into_json()),
            ("origin_netuid", amount.netuid().into_json()),
            ("destination_netuid", destination_netuid.into_json()),
            ("alpha_amount", amount.into_json()),
        ],
    )
}

/// Gives stake on `hotkey` to another coldkey, in another subnet if that differs.
pub fn transfer_stake(
    destination_coldkey: &AccountId,
    hotkey: &AccountId,
    amount: Alpha,
    destination_netuid: u16,
) -> Call {
    Call::new(
        PALLET,
        "transfer_stake",
        [
            ("destination_coldkey", destination_coldkey.into_json()),
            ("hotkey", hotkey.into_json()),
            ("origin_netuid", amount.netuid().into_json()),
            ("destination_netuid", destination_netuid.into_json()),
            ("alpha_amount", amount.into_json()),
        ],
    )
}

/// Gives stake to another coldkey on another hotkey in one step.
pub fn transfer_stake_and_hotkey(
    destination_coldkey: &AccountId,
    origin_hotkey: &AccountId,
    destination_hotkey: &AccountId,
    amount: Alpha,
    destination_netuid: u16,
) -> Call {
    Call::new(
        PALLET,
        "transfer_stake_and_hotkey",
        [
            ("destination_coldkey", destination_coldkey.into_json()),
            ("origin_hotkey", origin_hotkey.into_json()),
            ("destination_hotkey", destination_hotkey.into_json()),
            ("origin_netuid", amount.netuid().into_json()),
            ("destination_netuid", destination_netuid.into_json()),
            ("alpha_amount", amount.into_json()),
        ],
    )
}

/// Turns stake in one subnet into stake in another, on the same hotkey.
pub fn swap_stake(hotkey: &AccountId, amount: Alpha, destination_netuid: u16) -> Call {
    Call::new(
        PALLET,
        "swap_stake",
        [
            ("hotkey", hotkey.into_json()),
            ("origin_netuid", amount.netuid().into_json()),
            ("destination_netuid", destination_netuid.into_json()),
            ("alpha_amount", amount.into_json()),
        ],
    )
}

/// As [`swap_stake`], while the origin's price is at least `limit_ratio_billionths` / 10^9 of the
/// destination's.
pub fn swap_stake_limit(
    hotkey: &AccountId,
    amount: Alpha,
    destination_netuid: u16,
    limit_ratio_billionths: u64,
    allow_partial: bool,
) -> Call {
    Call::new(
        PALLET,
        "swap_stake_limit",
        [
            ("hotkey", hotkey.into_json()),
            ("origin_netuid", amount.netuid().into_json()),
            ("destination_netuid", destination_netuid.into_json()),
            ("alpha_amount", amount.into_json()),
            ("limit_price", limit_ratio_billionths.into_json()),
            ("allow_partial", allow_partial.into_json()),
        ],
    )
}

/// Destroys alpha of the signer and lets it be issued again.
pub fn recycle_alpha(hotkey: &AccountId, amount: Alpha) -> Call {
    destroy("recycle_alpha", hotkey, amount)
}

/// Destroys alpha of the signer for ever.
pub fn burn_alpha(hotkey: &AccountId, amount: Alpha) -> Call {
    destroy("burn_alpha", hotkey, amount)
}

fn destroy(call: &'static str, hotkey: &AccountId, amount: Alpha) -> Call {
    Call::new(
        PALLET,
        call,
        [
            ("hotkey", hotkey.into_json()),
            ("amount", amount.into_json()),
            ("netuid", amount.netuid().into_json()),
        ],
    )
}
