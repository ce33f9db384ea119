//! `btcli stake child set` and `btcli stake child revoke`.

use clap::Args;
use serde_json::{Map, Value, json};
use taonet_client::{AccountId, StateAt, calls};

use super::get;
use crate::arguments::{NetuidOption, Shared, WriteOptions};
use crate::commands::stake::proportions::{Fraction, of_proportion};
use crate::commands::subnets::{fields, market};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{self, Cell, Report, Text};
use crate::session::{Outcome, Session, SignWith, ss58};

/// Children of one hotkey.
const MAX_CHILDREN: usize = 5;

/// Gives shares of the hotkey's stake to children. They replace those that it has.
#[derive(Args, Debug)]
pub(crate) struct Set {
    #[command(flatten)]
    netuid: NetuidOption,
    /// All subnets
    #[arg(
        long,
        aliases = ["all", "allnetuids"],
        conflicts_with = "netuid",
        overrides_with = "no_all_netuids"
    )]
    all_netuids: bool,
    /// Only the given subnet (the default)
    #[arg(long, hide = true, overrides_with = "all_netuids")]
    no_all_netuids: bool,
    /// Hotkeys of the children
    #[arg(long, short = 'c', value_delimiter = ',', value_name = "SS58")]
    children: Vec<String>,
    /// Share of each child as a fraction, in the same order; together at most 1
    #[arg(long, alias = "prop", value_delimiter = ',', value_name = "FRACTION")]
    proportions: Vec<Fraction>,
    #[command(flatten)]
    shared: WriteOptions,
}

/// Takes all shares of the hotkey's stake back.
#[derive(Args, Debug)]
pub(crate) struct Revoke {
    #[command(flatten)]
    netuid: NetuidOption,
    /// All subnets in which it has children
    #[arg(long, aliases = ["all", "allnetuids"], conflicts_with = "netuid")]
    all_netuids: bool,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for Set {
    const FINALISED: bool = true;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let hotkey = session.hotkey_address()?;
        let children = self.shares(session, &hotkey)?;
        let state = market::newest(session.chain().await?).await?;
        let netuids = match self.all_netuids {
            true => market::netuids(&state).await?,
            false => vec![session.ask_netuid(self.netuid.netuid)?],
        };
        send(session, &state, &hotkey, &netuids, &children).await
    }

    fn failed(message: &str) -> Value {
        failed(message)
    }
}

impl Run for Revoke {
    const FINALISED: bool = true;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let hotkey = session.hotkey_address()?;
        let state = market::newest(session.chain().await?).await?;
        let netuids: Vec<u16> = match self.all_netuids {
            true => get::children(&state, &ss58(&hotkey), None)
                .await?
                .into_keys()
                .collect(),
            false => vec![session.ask_netuid(self.netuid.netuid)?],
        };
        send(session, &state, &hotkey, &netuids, &[]).await
    }

    fn failed(message: &str) -> Value {
        failed(message)
    }
}

fn failed(message: &str) -> Value {
    json!({ "success": false, "error": message })
}

impl Set {
    /// The children and their shares, checked.
    fn shares(
        &self,
        session: &Session,
        hotkey: &AccountId,
    ) -> Result<Vec<(u64, AccountId)>, Failure> {
        let (children, proportions) = if self.children.is_empty() {
            ask_children(session)?
        } else {
            (self.children.clone(), self.proportions.clone())
        };
        let children = children
            .iter()
            .map(|child| session.account(child))
            .collect::<Result<Vec<AccountId>, Failure>>()?;
        pair(hotkey, children, &proportions)
    }
}

fn ask_children(session: &Session) -> Result<(Vec<String>, Vec<Fraction>), Failure> {
    let question = "Enter the hotkeys of the children, separated by commas";
    let children = session.ask_text(None, "--children", question, None)?;
    let question = "Enter their shares as fractions, separated by commas";
    let shares = session.ask_text(None, "--proportions", question, None)?;
    let split = |text: &str| -> Vec<String> {
        text.split(',').map(|part| part.trim().to_owned()).collect()
    };
    let shares = split(&shares)
        .iter()
        .map(|share| share.parse())
        .collect::<Result<Vec<Fraction>, String>>()
        .map_err(Failure::usage)?;
    Ok((split(&children), shares))
}

/// Shares with their children, as the chain takes them.
fn pair(
    hotkey: &AccountId,
    children: Vec<AccountId>,
    shares: &[Fraction],
) -> Result<Vec<(u64, AccountId)>, Failure> {
    if children.len() != shares.len() {
        return Err(Failure::usage(format!(
            "{} children and {} proportions are given: give one --proportions for each --children",
            children.len(),
            shares.len()
        )));
    }
    if children.len() > MAX_CHILDREN {
        return Err(Failure::usage(format!(
            "a hotkey has up to {MAX_CHILDREN} children, and {} are given",
            children.len()
        )));
    }
    if !Fraction::fit_in_one(shares) {
        return Err(Failure::usage(
            "the proportions are more than 1 together: give smaller ones",
        ));
    }
    if children.contains(hotkey) {
        return Err(Failure::usage(
            "the hotkey cannot be its own child: what it gives to nobody stays with it",
        ));
    }
    let mut seen = std::collections::HashSet::new();
    if let Some(twice) = children.iter().find(|child| !seen.insert(**child)) {
        return Err(Failure::usage(format!(
            "{} is given twice: add up its proportions",
            ss58(twice)
        )));
    }
    let shares = shares.iter().map(|share| share.of_u64());
    Ok(shares.zip(children).collect())
}

/// Sets children in these subnets, one after the other.
async fn send(
    session: &Session,
    state: &StateAt,
    hotkey: &AccountId,
    netuids: &[u16],
    children: &[(u64, AccountId)],
) -> Result<Report, Failure> {
    if netuids.is_empty() {
        return Err(Failure::failed(format!(
            "{} has no children in any subnet, so there is nothing to revoke",
            ss58(hotkey)
        )));
    }
    for &netuid in netuids {
        market::require_subnet(state, netuid).await?;
        if netuid == market::ROOT {
            return Err(Failure::usage(
                "there are no children on the root network: give the --netuid of a subnet",
            ));
        }
    }
    let cooldown = fields::number(
        &state
            .storage_json("SubtensorModule", "PendingChildKeyCooldown", &[])
            .await?,
    );
    for (share, child) in children {
        let share = output::percent(of_proportion(*share));
        session.note(format!("  {share} to {}", ss58(child)));
    }
    let places: Vec<String> = netuids.iter().map(u16::to_string).collect();
    let question = match children.is_empty() {
        true => format!("Revoke all children in the subnets {}?", places.join(", ")),
        false => format!("Set these children in the subnets {}?", places.join(", ")),
    };
    session.require_confirmation(&question)?;
    let (mut document, mut text, mut success) = (Map::new(), Text::new(), true);
    for &netuid in netuids {
        let call = calls::children::set_children(hotkey, netuid, children);
        let outcome = session.submit(call, SignWith::Coldkey).await;
        success &= outcome.is_ok();
        text.push_line(line(netuid, &outcome, cooldown));
        document.insert(netuid.to_string(), entry(&outcome, cooldown));
    }
    Ok(Report::new(document.into(), text).with_success(success))
}

/// Block of a transaction, by its identifier.
fn block_of(identifier: &Value) -> Option<u64> {
    identifier.as_str()?.split('-').next()?.parse().ok()
}

fn entry(outcome: &Result<Outcome, Failure>, cooldown_blocks: u64) -> Value {
    let identifier = outcome
        .as_ref()
        .map_or(Value::Null, |outcome| outcome.identifier());
    let set = block_of(&identifier);
    json!({
        "success": outcome.is_ok(),
        "error": outcome.as_ref().err().map(ToString::to_string).unwrap_or_default(),
        "completion_block": set.map(|block| block.saturating_add(cooldown_blocks)),
        "set_block": set,
        "extrinsic_identifier": identifier,
    })
}

fn line(netuid: u16, outcome: &Result<Outcome, Failure>, cooldown_blocks: u64) -> Cell {
    match outcome {
        Ok(outcome) => match block_of(&outcome.identifier()) {
            Some(block) => Cell::good(format!(
                "Subnet {netuid}: set in block {block}; it counts from the first epoch after \
                 block {}.",
                block.saturating_add(cooldown_blocks)
            )),
            None => Cell::good(format!("Subnet {netuid}: set.")),
        },
        Err(failure) => Cell::bad(format!("Subnet {netuid}: {failure}")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    fn fractions(texts: &[&str]) -> Vec<Fraction> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn shares_go_to_children_in_order() {
        let pairs = pair(
            &[9; 32],
            vec![[1; 32], [2; 32]],
            &fractions(&["0.25", "0.5"]),
        )
        .unwrap();
        assert_eq!(pairs, [(u64::MAX / 4, [1; 32]), (u64::MAX / 2, [2; 32])]);
    }

    #[test]
    fn what_the_chain_would_refuse_is_refused() {
        let me = [9; 32];
        let one = fractions(&["0.5"]);
        let refused = |children: Vec<AccountId>, shares: &[Fraction]| {
            pair(&me, children, shares).unwrap_err().to_string()
        };
        assert!(refused(vec![[1; 32], [2; 32]], &one).contains("1 proportions"));
        assert!(refused(vec![me], &one).contains("own child"));
        assert!(refused(vec![[1; 32]; 2], &fractions(&["0.1", "0.1"])).contains("twice"));
        let more = fractions(&["0.6", "0.5"]);
        assert!(refused(vec![[1; 32], [2; 32]], &more).contains("more than 1"));
        let six: Vec<AccountId> = (1..=6).map(|byte| [byte; 32]).collect();
        assert!(refused(six, &fractions(&["0.1"; 6])).contains("up to 5"));
    }

    #[test]
    fn the_block_is_read_from_the_identifier() {
        assert_eq!(block_of(&json!("28-2")), Some(28));
        assert_eq!(block_of(&Value::Null), None);
    }
}
