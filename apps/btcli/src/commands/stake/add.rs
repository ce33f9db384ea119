//! `btcli stake add`.

use clap::Args;
use serde_json::{Map, Value, json};
use taonet_client::{AccountId, Call, StateAt, Tao, calls};

use super::amounts;
use super::hotkeys::HotkeysOption;
use super::price_limit::Tolerance;
use super::quotes::{self, Quote};
use crate::arguments::{
    Amount, NetuidsOption, PartialStakeOption, SafeStakingOption, Shared, ToleranceOption,
    WriteOptions,
};
use crate::commands::subnets::market::{self, Market, Subnet};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{self, Cell, Column, Report, Table, Text};
use crate::session::{Outcome, Session, SignWith, Trade, ss58};

/// Buys alpha with TAO and stakes it on hotkeys, in one or several subnets.
#[derive(Args, Debug, Default)]
pub(crate) struct Add {
    #[command(flatten)]
    pub(super) netuids: NetuidsOption,
    /// All subnets that were started
    #[arg(long, overrides_with = "no_all_netuids")]
    pub(super) all_netuids: bool,
    /// Only the given subnets (the default)
    #[arg(long, hide = true, overrides_with = "all_netuids")]
    pub(super) no_all_netuids: bool,
    /// The whole free balance, in equal parts
    #[arg(long, short = 'a', alias = "all", conflicts_with = "amount")]
    pub(super) all_tokens: bool,
    /// TAO for each hotkey in each subnet
    #[arg(long, alias = "amount-tao")]
    pub(super) amount: Option<Amount>,
    #[command(flatten)]
    pub(super) hotkeys: HotkeysOption,
    #[command(flatten)]
    pub(super) tolerance: ToleranceOption,
    #[command(flatten)]
    pub(super) safe: SafeStakingOption,
    #[command(flatten)]
    pub(super) partial: PartialStakeOption,
    #[command(flatten)]
    pub(super) shared: WriteOptions,
}

/// One purchase.
struct Purchase {
    hotkey: AccountId,
    subnet: Subnet,
    amount_rao: u64,
    quote: Quote,
    /// Highest price; `None` for any.
    limit_rao: Option<u64>,
    partial: bool,
}

impl Purchase {
    fn call(&self) -> Call {
        let amount = Tao::from_rao(self.amount_rao);
        let netuid = self.subnet.netuid;
        match self.limit_rao {
            Some(limit) => calls::stake::add_stake_limit(
                &self.hotkey,
                netuid,
                amount,
                Tao::from_rao(limit),
                self.partial,
            ),
            None => calls::stake::add_stake(&self.hotkey, netuid, amount),
        }
    }

    fn describe(&self) -> String {
        let limit = self.limit_rao.map_or_else(
            || "any price".to_owned(),
            |limit| format!("at most {} τ for one", output::price(limit)),
        );
        format!(
            "  {} for about {} on {} in subnet {} ({}): price {} τ, {limit}, fee {}",
            output::amount(self.amount_rao, "τ", true),
            output::amount(self.quote.out_rao, self.subnet.unit(), true),
            output::short_address(&ss58(&self.hotkey)),
            self.subnet.netuid,
            self.subnet.name,
            output::price(self.subnet.price_rao),
            output::amount(self.quote.fee_rao, "τ", true),
        )
    }
}

impl Run for Add {
    const SHIELDED: bool = true;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let trade = session.trade(&self.tolerance, &self.safe, &self.partial)?;
        let coldkey = amounts::acting_coldkey(session)?;
        let hotkeys = self.hotkeys.resolve(session)?;
        let state = market::newest(session.chain().await?).await?;
        let market = Market::read(&state).await?;
        let netuids = self.chosen_netuids(session, &state, &market).await?;
        let pairs: Vec<(u16, AccountId)> = netuids
            .iter()
            .flat_map(|&netuid| hotkeys.iter().map(move |&hotkey| (netuid, hotkey)))
            .collect();
        let planned = self
            .plan(session, &state, &market, &coldkey, &pairs, trade)
            .await;
        let purchases = planned.map_err(|failure| refused(&pairs, failure))?;
        session.note("To be staked:");
        for purchase in &purchases {
            session.note(purchase.describe());
        }
        session.require_confirmation("Stake this?")?;
        let mut results = Vec::with_capacity(purchases.len());
        for purchase in purchases {
            let outcome = session.submit(purchase.call(), SignWith::Coldkey).await;
            if let Err(failure) = &outcome {
                session.warn(format!("subnet {}: {failure}", purchase.subnet.netuid));
            }
            results.push((purchase, outcome));
        }
        Ok(report(session, &results))
    }

    fn failed(message: &str) -> Value {
        json!({
            "success": false,
            "error": message,
            "staking_success": {},
            "error_messages": {},
            "extrinsic_ids": {},
        })
    }
}

impl Add {
    async fn chosen_netuids(
        &self,
        session: &Session,
        state: &StateAt,
        market: &Market,
    ) -> Result<Vec<u16>, Failure> {
        if !self.all_netuids {
            let mut netuids = self.netuids.netuids.clone();
            if netuids.is_empty() {
                netuids.push(session.ask_netuid(None)?);
            }
            return Ok(netuids);
        }
        let mut started = Vec::new();
        for subnet in market.subnets() {
            if market::is_started(state, subnet.netuid).await? {
                started.push(subnet.netuid);
            }
        }
        Ok(started)
    }

    /// What to buy; fails for what the chain would refuse.
    async fn plan(
        &self,
        session: &Session,
        state: &StateAt,
        market: &Market,
        coldkey: &AccountId,
        pairs: &[(u16, AccountId)],
        trade: Trade,
    ) -> Result<Vec<Purchase>, Failure> {
        let amount_rao = self
            .amount_of_each(session, state, coldkey, pairs.len())
            .await?;
        for (netuid, _) in pairs {
            market.get(*netuid)?;
        }
        amounts::require_minimum(state, amount_rao, amount_rao, "τ")?;
        let count = u64::try_from(pairs.len()).unwrap_or(u64::MAX);
        let total = amount_rao.saturating_mul(count);
        amounts::require_balance(state, coldkey, total, "this").await?;
        let tolerance = Tolerance::new(trade.tolerance)?;
        let mut purchases = Vec::with_capacity(pairs.len());
        for &(netuid, hotkey) in pairs {
            let subnet = market.get(netuid)?.clone();
            amounts::require_started(state, netuid).await?;
            let quote = quotes::buy(state, &subnet, amount_rao).await?;
            if trade.safe && !trade.partial {
                quotes::check_purchase(&subnet, &quote, tolerance)?;
            }
            purchases.push(Purchase {
                hotkey,
                limit_rao: trade.safe.then(|| tolerance.above(subnet.price_rao)),
                subnet,
                amount_rao,
                quote,
                partial: trade.partial,
            });
        }
        Ok(purchases)
    }

    async fn amount_of_each(
        &self,
        session: &Session,
        state: &StateAt,
        coldkey: &AccountId,
        pairs: usize,
    ) -> Result<u64, Failure> {
        if !self.all_tokens {
            let amount = session.ask_amount(self.amount, "Enter the amount of TAO to stake")?;
            return Ok(amount.rao);
        }
        let free = super::holdings::free_balance_rao(state, coldkey).await?;
        Ok(equal_part(
            free.saturating_sub(amounts::existential_deposit_rao(state)),
            u64::try_from(pairs).unwrap_or(u64::MAX),
        ))
    }
}

/// The part of each of several purchases, when fees are set aside.
fn equal_part(free_rao: u64, parts: u64) -> u64 {
    let fees = amounts::FEE_RESERVE_RAO.saturating_mul(parts);
    free_rao
        .saturating_sub(fees)
        .checked_div(parts)
        .unwrap_or_default()
}

/// A failure before anything was sent, of all that was wanted.
fn refused(pairs: &[(u16, AccountId)], failure: Failure) -> Failure {
    if matches!(
        failure,
        Failure::Usage(_) | Failure::Interrupted | Failure::Declined
    ) {
        return failure;
    }
    let message = failure.to_string();
    let rows = pairs.iter().map(|(netuid, hotkey)| Row {
        netuid: *netuid,
        hotkey: ss58(hotkey),
        error: Some(message.clone()),
        identifier: Value::Null,
    });
    let document = document(rows);
    Failure::Document { message, document }
}

/// What became of one purchase.
struct Row {
    netuid: u16,
    hotkey: String,
    error: Option<String>,
    identifier: Value,
}

fn document(rows: impl IntoIterator<Item = Row>) -> Value {
    let (mut success, mut errors, mut identifiers) = (Map::new(), Map::new(), Map::new());
    let set = |map: &mut Map<String, Value>, row: &Row, value: Value| {
        let of_subnet = map
            .entry(row.netuid.to_string())
            .or_insert_with(|| json!({}));
        if let Value::Object(of_subnet) = of_subnet {
            of_subnet.insert(row.hotkey.clone(), value);
        }
    };
    for row in rows {
        set(&mut success, &row, row.error.is_none().into());
        set(
            &mut errors,
            &row,
            row.error.clone().unwrap_or_default().into(),
        );
        set(&mut identifiers, &row, row.identifier.clone());
    }
    json!({
        "staking_success": success,
        "error_messages": errors,
        "extrinsic_ids": identifiers,
    })
}

fn report(session: &Session, results: &[(Purchase, Result<Outcome, Failure>)]) -> Report {
    let mut table = Table::new([
        Column::right("NETUID"),
        Column::left("HOTKEY"),
        Column::right("TAO"),
        Column::left("RESULT"),
    ]);
    let rows = results.iter().map(|(purchase, outcome)| Row {
        netuid: purchase.subnet.netuid,
        hotkey: ss58(&purchase.hotkey),
        error: outcome.as_ref().err().map(ToString::to_string),
        identifier: outcome
            .as_ref()
            .map_or(Value::Null, |outcome| outcome.identifier()),
    });
    let document = document(rows);
    for (purchase, outcome) in results {
        let result = match outcome {
            Ok(outcome) => Cell::good(format!(
                "staked{}",
                outcome
                    .identifier()
                    .as_str()
                    .map(|id| format!(" in {id}"))
                    .unwrap_or_default()
            )),
            Err(_) => Cell::bad("failed"),
        };
        table.push([
            purchase.subnet.netuid.into(),
            output::short_address(&ss58(&purchase.hotkey)).into(),
            output::amount(purchase.amount_rao, "τ", session.is_verbose()).into(),
            result,
        ]);
    }
    let success = results.iter().all(|(_, outcome)| outcome.is_ok());
    Report::new(document, Text::new().table(table)).with_success(success)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_has_the_same_keys_in_all_three_parts() {
        let row = |netuid, hotkey: &str, error: Option<&str>, id: Value| Row {
            netuid,
            hotkey: hotkey.into(),
            error: error.map(Into::into),
            identifier: id,
        };
        let document = document([
            row(2, "5A", None, json!("19-2")),
            row(2, "5B", Some("too much"), Value::Null),
            row(3, "5A", None, json!("20-2")),
        ]);
        assert_eq!(
            document,
            json!({
                "staking_success": { "2": { "5A": true, "5B": false }, "3": { "5A": true } },
                "error_messages": { "2": { "5A": "", "5B": "too much" }, "3": { "5A": "" } },
                "extrinsic_ids": { "2": { "5A": "19-2", "5B": null }, "3": { "5A": "20-2" } },
            })
        );
    }

    #[test]
    fn everything_is_split_after_the_fees() {
        let (free, fee) = (10_000_000_000, amounts::FEE_RESERVE_RAO);
        assert_eq!(equal_part(free, 1), free - fee);
        assert_eq!(equal_part(free, 4), (free - 4 * fee) / 4);
        assert_eq!(equal_part(fee, 2), 0);
        assert_eq!(equal_part(free, 0), 0);
    }
}
