//! `btcli stake set-claim` and `btcli stake process-claim`: dividends of stake on the root network.

use std::collections::BTreeMap;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use taonet_client::{AccountId, StateAt, calls, calls::root::RootClaimType};

use super::proportions;
use super::{amounts, holdings};
use crate::arguments::{NetuidsOption, Shared, WriteOptions};
use crate::commands::subnets::fields;
use crate::commands::subnets::market::{self, Market, ROOT};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text};
use crate::session::{Session, SignWith};

/// Subnets in one claim.
const MAX_SUBNETS: usize = 5;

/// What becomes of root dividends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// They stay alpha.
    Keep,
    /// They are sold for TAO, which is staked on the root network.
    Swap,
}

impl std::str::FromStr for Kind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        <Self as ValueEnum>::from_str(text, true)
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Keep => "keep",
            Self::Swap => "swap",
        })
    }
}

/// Chooses what becomes of dividends of stake on the root network.
#[derive(Args, Debug)]
pub(crate) struct SetClaim {
    /// keep: they stay alpha; swap: they are sold for TAO, which is staked on the root network
    #[arg(ignore_case = true)]
    claim_type: Option<Kind>,
    /// Only in these subnets, numbers and ranges as 1,4-6; the other kind applies elsewhere
    #[arg(long, short = 'n', value_name = "N,N-N,...")]
    netuids: Option<String>,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for SetClaim {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let kind = session.ask(
            self.claim_type,
            "keep or swap",
            "Keep or swap root dividends?",
        )?;
        let given = self.netuids.as_deref().map(proportions::netuids);
        let given = given.transpose().map_err(Failure::usage)?;
        let state = market::newest(session.chain().await?).await?;
        let market = Market::read(&state).await?;
        for netuid in given.iter().flatten() {
            market.get(*netuid)?;
        }
        let all = market.subnets().map(|subnet| subnet.netuid);
        let claim_type = claim_type(kind, given, all);
        let question = match &claim_type {
            RootClaimType::Keep => "Keep root dividends as alpha in all subnets?".to_owned(),
            RootClaimType::Swap => "Sell root dividends for TAO in all subnets?".to_owned(),
            RootClaimType::KeepSubnets(kept) => format!(
                "Keep root dividends as alpha in the subnets {}, and sell those of all others?",
                list(kept)
            ),
        };
        session.require_confirmation(&question)?;
        let call = calls::root::set_root_claim_type(&claim_type);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let message = "Successfully changed claim type";
        let document = json!({
            "success": true,
            "message": message,
            "extrinsic_identifier": outcome.identifier(),
        });
        let text = Text::from(Cell::good(message)).line(outcome.line());
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "message": message, "extrinsic_identifier": null })
    }
}

/// Named subnets are an exception from the other kind.
fn claim_type(
    kind: Kind,
    given: Option<Vec<u16>>,
    all: impl Iterator<Item = u16>,
) -> RootClaimType {
    match (kind, given) {
        (Kind::Keep, None) => RootClaimType::Keep,
        (Kind::Swap, None) => RootClaimType::Swap,
        (Kind::Keep, Some(kept)) => RootClaimType::KeepSubnets(kept),
        (Kind::Swap, Some(sold)) => {
            let kept: Vec<u16> = all
                .filter(|netuid| *netuid != ROOT && !sold.contains(netuid))
                .collect();
            match kept.is_empty() {
                true => RootClaimType::Swap,
                false => RootClaimType::KeepSubnets(kept),
            }
        }
    }
}

fn list(netuids: &[u16]) -> String {
    let netuids: Vec<String> = netuids.iter().map(u16::to_string).collect();
    netuids.join(", ")
}

/// Claims dividends of stake on the root network now, of up to five subnets.
#[derive(Args, Debug)]
pub(crate) struct ProcessClaim {
    #[command(flatten)]
    netuids: NetuidsOption,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for ProcessClaim {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let mut netuids = self.netuids.netuids;
        netuids.sort_unstable();
        netuids.dedup();
        if netuids.len() > MAX_SUBNETS {
            return Err(Failure::usage(format!(
                "a claim takes up to {MAX_SUBNETS} subnets, and {} are given: claim in several \
                 steps",
                netuids.len()
            )));
        }
        let coldkey = amounts::acting_coldkey(session)?;
        let state = market::newest(session.chain().await?).await?;
        let due = due(&state, &coldkey).await?;
        if netuids.is_empty() {
            netuids = due.keys().copied().take(MAX_SUBNETS).collect();
        }
        if !netuids.iter().any(|netuid| due.contains_key(netuid)) {
            let message = "No claimable emissions found";
            return Ok(report(message, &netuids, &Value::Null));
        }
        for (netuid, rao) in due.iter().filter(|(netuid, _)| netuids.contains(netuid)) {
            session.note(format!(
                "  subnet {netuid}: about {}",
                crate::output::amount(*rao, "α", true)
            ));
        }
        session.require_confirmation(&format!("Claim in the subnets {}?", list(&netuids)))?;
        let call = calls::root::claim_root(&netuids);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let message = "Successfully claimed root emissions";
        Ok(report(message, &netuids, &outcome.identifier()))
    }

    fn failed(message: &str) -> Value {
        json!({
            "success": false,
            "message": message,
            "extrinsic_identifier": null,
            "netuids": null,
        })
    }
}

fn report(message: &str, netuids: &[u16], identifier: &Value) -> Report {
    let document = json!({
        "success": true,
        "message": message,
        "extrinsic_identifier": identifier,
        "netuids": netuids,
    });
    Report::new(document, Text::from(message))
}

/// Alpha that can be claimed, by subnet; what is below a subnet's threshold is not paid yet.
async fn due(state: &StateAt, coldkey: &AccountId) -> Result<BTreeMap<u16, u64>, Failure> {
    let mut due: BTreeMap<u16, u64> = BTreeMap::new();
    let held = holdings::of_coldkey(state, coldkey).await?;
    for holding in held.iter().filter(|holding| holding.netuid == ROOT) {
        let claimable =
            holdings::claimable_rao(state, &holding.hotkey, coldkey, holding.stake_rao).await?;
        for (netuid, rao) in claimable {
            let threshold = state
                .storage_json(
                    "SubtensorModule",
                    "RootClaimableThreshold",
                    &[json!(netuid)],
                )
                .await?;
            if i128::from(rao) >= fields::wide(&threshold) >> 32 {
                let sum = due.entry(netuid).or_default();
                *sum = sum.saturating_add(rao);
            }
        }
    }
    Ok(due)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_subnets_are_the_exception() {
        let all = || [0, 1, 2, 3].into_iter();
        assert_eq!(claim_type(Kind::Keep, None, all()), RootClaimType::Keep);
        assert_eq!(claim_type(Kind::Swap, None, all()), RootClaimType::Swap);
        assert_eq!(
            claim_type(Kind::Keep, Some(vec![2]), all()),
            RootClaimType::KeepSubnets(vec![2])
        );
        assert_eq!(
            claim_type(Kind::Swap, Some(vec![2]), all()),
            RootClaimType::KeepSubnets(vec![1, 3])
        );
        assert_eq!(
            claim_type(Kind::Swap, Some(vec![1, 2, 3]), all()),
            RootClaimType::Swap
        );
    }
}
