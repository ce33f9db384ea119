//! `btcli stake remove`.

use clap::Args;
use serde_json::{Map, Value, json};
use taonet_client::{AccountId, Alpha, Call, StateAt, Tao, calls};

use super::holdings::{self, Holding};
use super::hotkeys::HotkeysOption;
use super::price_limit::Tolerance;
use super::quotes::{self, Quote};
use super::remove_all::{self, Into};
use super::{amounts, wizard};
use crate::arguments::{
    Amount, AmountOption, NetuidOption, PartialStakeOption, SafeStakingOption, Shared,
    ToleranceOption, WriteOptions,
};
use crate::commands::subnets::fields;
use crate::commands::subnets::market::{self, Market, Subnet, worth_rao};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{self, Cell, Column, Report, Table, Text};
use crate::session::{Outcome, Session, SignWith, Trade, ss58};

/// Sells alpha that is staked on hotkeys, in one, several or all subnets.
#[derive(Args, Debug, Default)]
pub(crate) struct Remove {
    #[command(flatten)]
    pub(super) netuid: NetuidOption,
    /// All subnets in which something is staked
    #[arg(long, conflicts_with = "netuid", overrides_with = "no_all_netuids")]
    pub(super) all_netuids: bool,
    /// Only the given subnet (the default)
    #[arg(long, hide = true, overrides_with = "all_netuids")]
    pub(super) no_all_netuids: bool,
    /// Everything: of the subnet if --netuid gives one, otherwise of all of them
    #[arg(long, alias = "all", conflicts_with = "amount")]
    pub(super) unstake_all: bool,
    /// Everything but the stake on the root network, to which the TAO goes
    #[arg(long, alias = "all-alpha", conflicts_with_all = ["amount", "unstake_all", "netuid"])]
    pub(super) unstake_all_alpha: bool,
    #[command(flatten)]
    pub(super) amount: AmountOption,
    #[command(flatten)]
    pub(super) hotkeys: HotkeysOption,
    /// Choose hotkeys, subnets and amounts step by step
    #[arg(long, short = 'i')]
    pub(super) interactive: bool,
    #[command(flatten)]
    pub(super) tolerance: ToleranceOption,
    #[command(flatten)]
    pub(super) safe: SafeStakingOption,
    #[command(flatten)]
    pub(super) partial: PartialStakeOption,
    #[command(flatten)]
    pub(super) shared: WriteOptions,
}

/// One sale.
struct Sale {
    hotkey: AccountId,
    subnet: Subnet,
    amount_rao: u64,
    /// Whether nothing is to be left.
    everything: bool,
    quote: Quote,
    /// Lowest price; `None` for any.
    limit_rao: Option<u64>,
    partial: bool,
}

impl Sale {
    fn call(&self) -> Call {
        let amount = Alpha::new(self.subnet.netuid, self.amount_rao);
        let limit = self.limit_rao.map(Tao::from_rao);
        match limit {
            Some(limit) if self.partial => {
                calls::stake::remove_stake_limit(&self.hotkey, amount, limit, true)
            }
            // Whatever is earned until the block goes along.
            limit if self.everything => {
                calls::stake::remove_stake_full_limit(&self.hotkey, self.subnet.netuid, limit)
            }
            Some(limit) => calls::stake::remove_stake_limit(&self.hotkey, amount, limit, false),
            None => calls::stake::remove_stake(&self.hotkey, amount),
        }
    }

    fn describe(&self) -> String {
        let limit = self.limit_rao.map_or_else(
            || "any price".to_owned(),
            |limit| format!("at least {} τ for one", output::price(limit)),
        );
        let unit = self.subnet.unit();
        format!(
            "  {} on {} in subnet {} ({}) for about {}: price {} τ, {limit}, fee {}",
            output::amount(self.amount_rao, unit, true),
            output::short_address(&ss58(&self.hotkey)),
            self.subnet.netuid,
            self.subnet.name,
            output::amount(self.quote.out_rao, "τ", true),
            output::price(self.subnet.price_rao),
            output::amount(self.quote.fee_rao, unit, true),
        )
    }
}

impl Run for Remove {
    const SHIELDED: bool = true;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let trade = session.trade(&self.tolerance, &self.safe, &self.partial)?;
        let coldkey = amounts::acting_coldkey(session)?;
        let state = market::newest(session.chain().await?).await?;
        let held = holdings::of_coldkey(&state, &coldkey).await?;
        if self.unstake_all_alpha || (self.unstake_all && self.netuid.netuid.is_none()) {
            let hotkeys = self
                .hotkeys
                .resolve_among(session, || Ok(hotkeys_of(&held)))?;
            let into = match self.unstake_all_alpha {
                true => Into::Root,
                false => Into::Tao,
            };
            return remove_all::remove_all(session, &held, hotkeys, into).await;
        }
        let market = Market::read(&state).await?;
        let wanted = self.wanted(session, &held, &market)?;
        let sales = plan(&state, &market, &held, &wanted, trade).await?;
        session.note("To be sold:");
        for sale in &sales {
            session.note(sale.describe());
        }
        session.require_confirmation("Sell this?")?;
        let mut results = Vec::with_capacity(sales.len());
        for sale in sales {
            let outcome = session.submit(sale.call(), SignWith::Coldkey).await;
            if let Err(failure) = &outcome {
                session.warn(format!("subnet {}: {failure}", sale.subnet.netuid));
            }
            results.push((sale, outcome));
        }
        Ok(report(session, &results))
    }
}

/// What to sell: hotkey, subnet, and how much; `None` for everything.
pub(super) type Wanted = (AccountId, u16, Option<u64>);

impl Remove {
    fn wanted(
        &self,
        session: &Session,
        held: &[Holding],
        market: &Market,
    ) -> Result<Vec<Wanted>, Failure> {
        if self.interactive {
            return wizard::choose_sales(session, held, market);
        }
        let hotkeys = self
            .hotkeys
            .resolve_among(session, || Ok(hotkeys_of(held)))?;
        let several = self.all_netuids || hotkeys.len() > 1;
        let netuids = match self.all_netuids {
            true => market.subnets().map(|subnet| subnet.netuid).collect(),
            false => vec![session.ask_netuid(self.netuid.netuid)?],
        };
        let amount = match self.unstake_all {
            true => None,
            false => Some(self.asked_amount(session)?.rao),
        };
        let pairs = hotkeys
            .iter()
            .flat_map(|hotkey| netuids.iter().map(move |&netuid| (*hotkey, netuid, amount)));
        // Of several hotkeys or subnets, those are meant on which there is something.
        let wanted: Vec<Wanted> = pairs
            .filter(|(hotkey, netuid, _)| !several || staked(held, hotkey, *netuid) > 0)
            .collect();
        if wanted.is_empty() {
            return Err(Failure::failed(
                "Nothing is staked there: `btcli stake list` shows what is staked, and where",
            ));
        }
        Ok(wanted)
    }

    fn asked_amount(&self, session: &Session) -> Result<Amount, Failure> {
        session.ask_amount(self.amount.amount, "Enter the amount of alpha to sell")
    }
}

fn hotkeys_of(held: &[Holding]) -> Vec<AccountId> {
    held.iter()
        .filter_map(|holding| fields::account(&holding.hotkey))
        .collect()
}

fn staked(held: &[Holding], hotkey: &AccountId, netuid: u16) -> u64 {
    let hotkey = ss58(hotkey);
    held.iter()
        .find(|holding| holding.hotkey == hotkey && holding.netuid == netuid)
        .map_or(0, |holding| holding.stake_rao)
}

/// What to sell; fails for what the chain would refuse.
async fn plan(
    state: &StateAt,
    market: &Market,
    held: &[Holding],
    wanted: &[Wanted],
    trade: Trade,
) -> Result<Vec<Sale>, Failure> {
    let tolerance = Tolerance::new(trade.tolerance)?;
    let mut sales = Vec::with_capacity(wanted.len());
    for (hotkey, netuid, amount) in wanted {
        let subnet = market.get(*netuid)?.clone();
        let staked = staked(held, hotkey, *netuid);
        let amount_rao = amount.unwrap_or(staked);
        amounts::require_stake(&subnet, &ss58(hotkey), staked, amount_rao)?;
        amounts::require_started(state, *netuid).await?;
        if amount_rao < staked {
            let worth = worth_rao(amount_rao, subnet.price_rao);
            amounts::require_minimum(state, amount_rao, worth, subnet.unit())?;
        }
        let quote = quotes::sell(state, &subnet, amount_rao).await?;
        if trade.safe && !trade.partial {
            quotes::check_sale(&subnet, &quote, tolerance)?;
        }
        sales.push(Sale {
            hotkey: *hotkey,
            limit_rao: trade.safe.then(|| tolerance.below(subnet.price_rao)),
            subnet,
            amount_rao,
            everything: amount_rao == staked,
            quote,
            partial: trade.partial,
        });
    }
    Ok(sales)
}

fn report(session: &Session, results: &[(Sale, Result<Outcome, Failure>)]) -> Report {
    let mut table = Table::new([
        Column::right("NETUID"),
        Column::left("HOTKEY"),
        Column::right("ALPHA"),
        Column::left("RESULT"),
    ]);
    let mut document = Vec::with_capacity(results.len());
    for (sale, outcome) in results {
        let identifier = outcome.as_ref().map_or(Value::Null, Outcome::identifier);
        let mut entry = Map::from_iter([
            ("netuid".to_owned(), json!(sale.subnet.netuid)),
            ("hotkey_ss58".to_owned(), json!(ss58(&sale.hotkey))),
            (
                "unstake_amount".to_owned(),
                output::amount_json(sale.amount_rao),
            ),
            ("success".to_owned(), json!(outcome.is_ok())),
            ("extrinsic_identifier".to_owned(), identifier),
        ]);
        let result = match outcome {
            Ok(_) => Cell::good("sold"),
            Err(failure) => {
                entry.insert("error".to_owned(), failure.to_string().into());
                Cell::bad("failed")
            }
        };
        document.push(Value::Object(entry));
        table.push([
            sale.subnet.netuid.into(),
            output::short_address(&ss58(&sale.hotkey)).into(),
            output::amount(sale.amount_rao, sale.subnet.unit(), session.is_verbose()).into(),
            result,
        ]);
    }
    let success = results.iter().all(|(_, outcome)| outcome.is_ok());
    Report::new(document.into(), Text::new().table(table)).with_success(success)
}
