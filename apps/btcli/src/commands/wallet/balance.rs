//! `btcli wallet balance`.

use std::collections::BTreeMap;

use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};
use taonet_client::{AccountId, BlockRef, StakeEntry, StateAt};

use super::accounts::{Named, coldkeys};
use crate::arguments::{ReadOptions, Shared};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Column, Report, Table, Text, amount, amount_json};
use crate::session::{Session, ss58};

/// By what wallets are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SortBy {
    Name,
    Free,
    Staked,
    Total,
}

/// Shows free and staked TAO.
#[derive(Args, Debug)]
pub(crate) struct Balance {
    /// Address to look at, instead of wallets; may be repeated
    #[arg(long, alias = "ss58-address")]
    ss58: Vec<String>,
    /// All wallets of the folder
    #[arg(long, short = 'a')]
    all: bool,
    /// Order
    #[arg(long, ignore_case = true)]
    sort: Option<SortBy>,
    #[command(flatten)]
    shared: ReadOptions,
}

/// What one coldkey has, in rao of TAO.
#[derive(Clone, Debug)]
struct Holding {
    name: String,
    coldkey: AccountId,
    free_rao: u64,
    staked_rao: u64,
}

impl Holding {
    fn total_rao(&self) -> u64 {
        self.free_rao.saturating_add(self.staked_rao)
    }
}

/// Prices of all alphas in rao of TAO, by subnet; the root network's is 1.
pub(crate) async fn prices(state: &StateAt) -> Result<BTreeMap<u16, u64>, Failure> {
    let mut prices: BTreeMap<u16, u64> = state
        .prices()
        .await?
        .into_iter()
        .map(|(netuid, price)| (netuid, price.rao()))
        .collect();
    prices.insert(0, taonet_client::RAO_PER_TAO);
    Ok(prices)
}

/// What stake is worth by the present price, in rao of TAO, before slippage.
pub(crate) fn value_rao(entry: &StakeEntry, prices: &BTreeMap<u16, u64>) -> u64 {
    let price = prices.get(&entry.netuid).copied().unwrap_or_default();
    let value =
        u128::from(entry.stake.rao()) * u128::from(price) / u128::from(taonet_client::RAO_PER_TAO);
    u64::try_from(value).unwrap_or(u64::MAX)
}

async fn holdings(state: &StateAt, named: Vec<Named>) -> Result<Vec<Holding>, Failure> {
    let coldkeys: Vec<AccountId> = named.iter().map(|named| named.coldkey).collect();
    let prices = prices(state).await?;
    let balances = state.balances(&coldkeys).await?;
    let stakes: BTreeMap<AccountId, Vec<StakeEntry>> = state
        .stake_of_coldkeys(&coldkeys)
        .await?
        .into_iter()
        .collect();
    let holdings = named.into_iter().zip(balances);
    Ok(holdings
        .map(|(named, balance)| {
            let stakes = stakes.get(&named.coldkey).map_or(&[][..], Vec::as_slice);
            let values = stakes.iter().map(|entry| value_rao(entry, &prices));
            Holding {
                name: named.name,
                coldkey: named.coldkey,
                free_rao: balance.free.rao(),
                staked_rao: values.fold(0, u64::saturating_add),
            }
        })
        .collect())
}

impl Run for Balance {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let named = coldkeys(session, &self.ss58, self.all)?;
        let state = session.chain().await?.at(BlockRef::Best).await?;
        let mut holdings = holdings(&state, named).await?;
        match self.sort {
            None => {}
            Some(SortBy::Name) => holdings.sort_by(|left, right| left.name.cmp(&right.name)),
            Some(SortBy::Free) => holdings.sort_by_key(|one| std::cmp::Reverse(one.free_rao)),
            Some(SortBy::Staked) => holdings.sort_by_key(|one| std::cmp::Reverse(one.staked_rao)),
            Some(SortBy::Total) => holdings.sort_by_key(|one| std::cmp::Reverse(one.total_rao())),
        }
        Ok(report(session, &holdings))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "balances": null, "totals": null, "error": message })
    }
}

fn report(session: &Session, holdings: &[Holding]) -> Report {
    let sum = |part: fn(&Holding) -> u64| holdings.iter().map(part).fold(0, u64::saturating_add);
    let (free, staked) = (sum(|one| one.free_rao), sum(|one| one.staked_rao));
    let total = free.saturating_add(staked);
    let mut balances = Map::new();
    let columns = ["WALLET", "COLDKEY"].map(Column::left);
    let numbers = ["FREE", "STAKED", "TOTAL"].map(Column::right);
    let mut table = Table::new(columns.into_iter().chain(numbers));
    let tao = |rao: u64| amount(rao, "τ", session.is_verbose());
    for one in holdings {
        let coldkey = ss58(&one.coldkey);
        table.push([
            one.name.as_str().into(),
            coldkey.as_str().into(),
            tao(one.free_rao).into(),
            tao(one.staked_rao).into(),
            tao(one.total_rao()).into(),
        ]);
        balances.insert(
            one.name.clone(),
            json!({
                "coldkey": coldkey,
                "free": amount_json(one.free_rao),
                "staked": amount_json(one.staked_rao),
                "total": amount_json(one.total_rao()),
            }),
        );
    }
    if holdings.len() > 1 {
        table = table.footer([
            Cell::strong("total"),
            "".into(),
            Cell::strong(tao(free)),
            Cell::strong(tao(staked)),
            Cell::strong(tao(total)),
        ]);
    }
    let document = json!({
        "balances": balances,
        "totals": {
            "free": amount_json(free),
            "staked": amount_json(staked),
            "total": amount_json(total),
        },
    });
    Report::new(document, Text::new().table(table))
}
