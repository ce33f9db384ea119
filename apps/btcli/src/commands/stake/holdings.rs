//! What a coldkey has staked, and on which hotkeys.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use taonet_client::{AccountId, StateAt};

use crate::commands::subnets::fields;
use crate::failure::Failure;
use crate::session::ss58;

/// Stake of one coldkey on one hotkey in one subnet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Holding {
    pub(crate) hotkey: String,
    pub(crate) netuid: u16,
    pub(crate) stake_rao: u64,
    /// What the last epoch brought, in alpha.
    pub(crate) emission_rao: u64,
    /// What the last epoch brought, in TAO.
    pub(crate) tao_emission_rao: u64,
    pub(crate) is_registered: bool,
}

impl Holding {
    fn read(info: &Value) -> Self {
        Self {
            hotkey: fields::address(&info["hotkey"]),
            netuid: fields::short(&info["netuid"]),
            stake_rao: fields::number(fields::member(info, "stake")),
            emission_rao: fields::number(&info["emission"]),
            tao_emission_rao: fields::number(&info["tao_emission"]),
            is_registered: info["is_registered"].as_bool().unwrap_or_default(),
        }
    }
}

/// Everything that a coldkey has staked, by hotkey and subnet.
pub(crate) async fn of_coldkey(
    state: &StateAt,
    coldkey: &AccountId,
) -> Result<Vec<Holding>, Failure> {
    let infos = state
        .runtime_json(
            "StakeInfoRuntimeApi",
            "get_stake_info_for_coldkey",
            &[json!(ss58(coldkey))],
        )
        .await?;
    let mut holdings: Vec<Holding> = fields::items(&infos)
        .iter()
        .map(Holding::read)
        .filter(|holding| holding.stake_rao > 0)
        .collect();
    holdings.sort_by(|a, b| (&a.hotkey, a.netuid).cmp(&(&b.hotkey, b.netuid)));
    Ok(holdings)
}

/// Stake of a coldkey on a hotkey in one subnet.
pub(crate) async fn stake_rao(
    state: &StateAt,
    hotkey: &str,
    coldkey: &AccountId,
    netuid: u16,
) -> Result<u64, Failure> {
    let info = state
        .runtime_json(
            "StakeInfoRuntimeApi",
            "get_stake_info_for_hotkey_coldkey_netuid",
            &[json!(hotkey), json!(ss58(coldkey)), json!(netuid)],
        )
        .await?;
    Ok(fields::number(fields::member(&info, "stake")))
}

/// TAO that an account can spend.
pub(crate) async fn free_balance_rao(state: &StateAt, account: &AccountId) -> Result<u64, Failure> {
    let account = state
        .storage_json("System", "Account", &[json!(ss58(account))])
        .await?;
    let data = fields::member(&account, "data");
    let free = fields::number(fields::member(data, "free"));
    Ok(free.saturating_sub(fields::number(fields::member(data, "frozen"))))
}

/// The smallest stake that the chain takes.
pub(crate) fn minimum_rao(state: &StateAt) -> u64 {
    state
        .constant_json("SubtensorModule", "InitialMinStake")
        .map_or(0, |constant| fields::number(&constant))
}

/// Alpha of each subnet that stake on the root network earned and that waits to be claimed, by
/// subnet.
pub(crate) async fn claimable_rao(
    state: &StateAt,
    hotkey: &str,
    coldkey: &AccountId,
    root_stake_rao: u64,
) -> Result<BTreeMap<u16, u64>, Failure> {
    let rates = state
        .storage_json("SubtensorModule", "RootClaimable", &[json!(hotkey)])
        .await?;
    let mut claimable = BTreeMap::new();
    for rate in fields::items(&rates) {
        let netuid = fields::short(fields::item(rate, 0));
        let earned = earned_rao(fields::wide(fields::item(rate, 1)), root_stake_rao);
        if earned == 0 {
            continue;
        }
        let keys = [json!(netuid), json!(hotkey), json!(ss58(coldkey))];
        let claimed = state
            .storage_json("SubtensorModule", "RootClaimed", &keys)
            .await?;
        let rest = earned.saturating_sub(fields::number(&claimed));
        if rest > 0 {
            claimable.insert(netuid, rest);
        }
    }
    Ok(claimable)
}

/// Alpha for stake on root at a rate with 32 bits behind the point.
fn earned_rao(rate_bits: i128, root_stake_rao: u64) -> u64 {
    let earned = rate_bits.saturating_mul(i128::from(root_stake_rao)) >> 32;
    u64::try_from(earned).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dividends_of_root_follow_the_stake() {
        let half = 1 << 31;
        assert_eq!(earned_rao(half, 1_000), 500);
        assert_eq!(earned_rao(0, 1_000), 0);
        assert_eq!(earned_rao(-1, 1_000), 0);
    }

    #[test]
    fn a_holding_is_read_from_what_the_chain_tells() {
        let holding = Holding::read(&json!({
            "hotkey": "5H", "coldkey": "5C", "netuid": 2, "stake": 7, "locked": 0, "emission": 3,
            "tao_emission": 1, "drain": 0, "is_registered": true,
        }));
        assert_eq!((holding.netuid, holding.stake_rao), (2, 7));
        assert!(holding.is_registered);
    }
}
