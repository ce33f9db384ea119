//! TAO that is free to spend.

use super::arguments::Argument;
use crate::{AccountId, Call, Tao};
use serde_json::Value as Json;

calls! { "Balances";
    /// Sends `amount` to `destination`; the sender's account must stay alive.
    transfer_keep_alive(destination = "dest": &AccountId, amount = "value": Tao);

    /// Sends `amount` to `destination`, even if the sender's account is left with too little and
    /// dies.
    transfer_allow_death(destination = "dest": &AccountId, amount = "value": Tao);

    /// Sends everything that can be sent. With `keep_alive` the existential deposit stays.
    transfer_all(destination = "dest": &AccountId, keep_alive: bool);

    /// Destroys `amount` of the signer.
    burn(amount = "value": Tao, keep_alive: bool);

    /// Moves TAO from `source` to `destination`. Root only.
    force_transfer(source: &AccountId, destination = "dest": &AccountId, amount = "value": Tao);

    /// Frees what `account` has reserved. Root only.
    force_unreserve(account = "who": &AccountId, amount: Tao);

    /// Sets the free balance of an account. Root only.
    force_set_balance(account = "who": &AccountId, free = "new_free": Tao);

    /// Brings accounts to the present storage format.
    upgrade_accounts(accounts = "who": &[AccountId]);
}

/// Raises or lowers the total issuance by hand. Root only.
pub fn force_adjust_total_issuance(increase: bool, delta: Tao) -> Call {
    let direction = if increase { "Increase" } else { "Decrease" };
    Call::new(
        "Balances",
        "force_adjust_total_issuance",
        [
            ("direction", Json::from(direction)),
            ("delta", delta.into_json()),
        ],
    )
}
