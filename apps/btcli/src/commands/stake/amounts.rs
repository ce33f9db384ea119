//! Checks of amounts before anything is sent.

use taonet_client::{AccountId, StateAt};

use super::holdings;
use crate::commands::subnets::fields;
use crate::commands::subnets::market::Subnet;
use crate::failure::Failure;
use crate::output;
use crate::session::{Session, ss58};

/// What stays on an account for the fee of one transaction.
pub(crate) const FEE_RESERVE_RAO: u64 = 5_000_000;

/// The coldkey that a transaction acts for: the account behind `--proxy`, or the wallet's.
pub(crate) fn acting_coldkey(session: &Session) -> Result<AccountId, Failure> {
    match session.proxied_account()? {
        Some(account) => Ok(account),
        None => session.coldkey_address(),
    }
}

/// The least that an account must keep.
pub(crate) fn existential_deposit_rao(state: &StateAt) -> u64 {
    state
        .constant_json("Balances", "ExistentialDeposit")
        .map_or(0, |constant| fields::number(&constant))
}

/// Fails unless a coldkey can pay this much TAO.
pub(crate) async fn require_balance(
    state: &StateAt,
    coldkey: &AccountId,
    wanted_rao: u64,
    purpose: &str,
) -> Result<(), Failure> {
    let free = holdings::free_balance_rao(state, coldkey).await?;
    let deposit = existential_deposit_rao(state);
    if wanted_rao.saturating_add(deposit) <= free {
        return Ok(());
    }
    Err(Failure::failed(format!(
        "Not enough balance: {purpose} takes {}, and the coldkey {} has {} free, of which {} has \
         to stay for it to exist. Take a smaller amount, or send TAO to the coldkey",
        output::amount(wanted_rao, "τ", true),
        ss58(coldkey),
        output::amount(free, "τ", true),
        output::amount(deposit, "τ", true),
    )))
}

/// Fails for an amount that the chain would refuse as too small.
pub(crate) fn require_minimum(
    state: &StateAt,
    amount_rao: u64,
    worth_rao: u64,
    unit: &str,
) -> Result<(), Failure> {
    let minimum = holdings::minimum_rao(state);
    if amount_rao > 0 && worth_rao >= minimum {
        return Ok(());
    }
    Err(Failure::failed(format!(
        "Amount too low: {} is worth less than the chain's minimum of {}. Take a larger amount",
        output::amount(amount_rao, unit, true),
        output::amount(minimum, "τ", true),
    )))
}

/// Fails unless so much is staked.
pub(crate) fn require_stake(
    subnet: &Subnet,
    hotkey: &str,
    staked_rao: u64,
    wanted_rao: u64,
) -> Result<(), Failure> {
    if wanted_rao > 0 && wanted_rao <= staked_rao {
        return Ok(());
    }
    if staked_rao == 0 {
        return Err(Failure::failed(format!(
            "Nothing is staked on {hotkey} in subnet {}: `btcli stake list` shows what is",
            subnet.netuid
        )));
    }
    if wanted_rao == 0 {
        return Err(Failure::usage(
            "the amount is 0: give a larger --amount, or take everything with --all",
        ));
    }
    Err(Failure::failed(format!(
        "Not enough stake: {} is wanted, and {} is staked on {hotkey} in subnet {}. Take at most \
         that, or everything with --all",
        output::amount(wanted_rao, subnet.unit(), true),
        output::amount(staked_rao, subnet.unit(), true),
        subnet.netuid,
    )))
}

/// Fails unless the subnet's alpha can be traded.
pub(crate) async fn require_started(state: &StateAt, netuid: u16) -> Result<(), Failure> {
    if crate::commands::subnets::market::is_started(state, netuid).await? {
        return Ok(());
    }
    Err(Failure::failed(format!(
        "Subnet {netuid} has not been started, so its alpha cannot be traded yet: its owner starts \
         it with `btcli subnets start --netuid {netuid}`"
    )))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn more_than_is_staked_is_refused_with_what_is() {
        let subnet = Subnet {
            netuid: 2,
            symbol: "β".into(),
            ..Subnet::default()
        };
        assert!(require_stake(&subnet, "5H", 5, 5).is_ok());
        let refused = require_stake(&subnet, "5H", 5, 6).unwrap_err().to_string();
        assert!(
            refused.contains("0.000000006 β") && refused.contains("--all"),
            "{refused}"
        );
        assert!(require_stake(&subnet, "5H", 0, 6).is_err());
        assert_eq!(
            require_stake(&subnet, "5H", 5, 0)
                .unwrap_err()
                .exit_status(),
            2
        );
    }
}
