//! `btcli stake list`.

use std::collections::BTreeMap;
use std::time::Duration;

use clap::Args;
use serde_json::{Map, Value, json};
use taonet_client::{AccountId, StateAt};

use super::holdings::{self, Holding};
use crate::arguments::{ReadOptions, Shared};
use crate::commands::subnets::live;
use crate::commands::subnets::market::{self, Market, ROOT, Subnet, worth_rao};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{self, Cell, Column, Report, Table, Text};
use crate::session::{Session, ss58};

/// Lists what a coldkey has staked, hotkey by hotkey.
#[derive(Args, Debug)]
pub(crate) struct List {
    /// Coldkey whose stake is listed, if not the wallet's
    #[arg(long, aliases = ["coldkey-ss58", "key", "coldkey"], short = 'k', value_name = "SS58")]
    ss58: Option<String>,
    /// Show it again after every block until Ctrl-C
    #[arg(long)]
    live: bool,
    #[command(flatten)]
    shared: ReadOptions,
}

impl Run for List {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let coldkey = session.coldkey_address_or(self.ss58.as_deref())?;
        let chain = session.chain().await?;
        loop {
            let state = market::newest(chain).await?;
            let listing = Listing::read(&state, coldkey, session.network_name()?).await?;
            let report = Report::new(listing.document(), listing.text(session.is_verbose()));
            if !self.live || session.is_json() {
                return Ok(report);
            }
            live::show(&report, Duration::from_secs(12)).await?;
        }
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "error": message, "stake_info": {} })
    }
}

/// What one coldkey has staked.
struct Listing {
    coldkey: String,
    network: String,
    free_rao: u64,
    holdings: Vec<Holding>,
    market: Market,
    /// Alpha to be claimed, by hotkey and subnet.
    claimable: BTreeMap<(String, u16), u64>,
}

impl Listing {
    async fn read(state: &StateAt, coldkey: AccountId, network: String) -> Result<Self, Failure> {
        let (market, holdings, free) = futures::join!(
            Market::read(state),
            holdings::of_coldkey(state, &coldkey),
            holdings::free_balance_rao(state, &coldkey),
        );
        let holdings = holdings?;
        let mut claimable = BTreeMap::new();
        for holding in holdings.iter().filter(|holding| holding.netuid == ROOT) {
            let hotkey = &holding.hotkey;
            let of_hotkey =
                holdings::claimable_rao(state, hotkey, &coldkey, holding.stake_rao).await?;
            claimable.extend(
                of_hotkey
                    .into_iter()
                    .map(|(netuid, rao)| ((hotkey.clone(), netuid), rao)),
            );
        }
        Ok(Self {
            coldkey: ss58(&coldkey),
            network,
            free_rao: free?,
            holdings,
            market: market?,
            claimable,
        })
    }

    fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.holdings.iter().filter_map(|holding| {
            let key = (holding.hotkey.clone(), holding.netuid);
            Some(Row {
                holding,
                subnet: self.market.find(holding.netuid)?,
                claimable_rao: self.claimable.get(&key).copied().unwrap_or_default(),
            })
        })
    }

    fn staked_value_rao(&self) -> u64 {
        self.rows()
            .fold(0, |sum: u64, row| sum.saturating_add(row.value_rao()))
    }

    fn document(&self) -> Value {
        let mut by_hotkey: Map<String, Value> = Map::new();
        for row in self.rows() {
            let rows = by_hotkey
                .entry(row.holding.hotkey.clone())
                .or_insert_with(|| json!([]));
            if let Value::Array(rows) = rows {
                rows.push(row.document());
            }
        }
        let staked = self.staked_value_rao();
        json!({
            "stake_info": by_hotkey,
            "coldkey_address": self.coldkey,
            "network": self.network,
            "free_balance": output::amount_json(self.free_rao),
            "total_tao_value": output::amount_json(staked.saturating_add(self.free_rao)),
            "total_swapped_tao_value": output::amount_json(staked),
        })
    }

    fn text(&self, verbose: bool) -> Text {
        let mut text = Text::new();
        let mut tables: BTreeMap<&str, (Table, u64)> = BTreeMap::new();
        for row in self.rows() {
            let hotkey = row.holding.hotkey.as_str();
            let (table, sum) = tables
                .entry(hotkey)
                .or_insert_with(|| (empty_table(hotkey, &self.network), 0));
            table.push(row.cells(verbose));
            *sum = sum.saturating_add(row.value_rao());
        }
        for (table, sum) in tables.into_values() {
            let total = Cell::strong(output::amount(sum, "τ", verbose));
            text.push_table(table.footer([Cell::strong("total"), "".into(), total]));
        }
        if self.holdings.is_empty() {
            text.push_line(format!("Nothing is staked by {}.", self.coldkey));
        }
        let staked = self.staked_value_rao();
        let total = staked.saturating_add(self.free_rao);
        text.line(format!("Coldkey        {}", self.coldkey))
            .line(format!(
                "Free balance   {}",
                output::amount(self.free_rao, "τ", verbose)
            ))
            .line(format!(
                "Value of stake {}",
                output::amount(staked, "τ", verbose)
            ))
            .line(format!(
                "Together       {}",
                output::amount(total, "τ", verbose)
            ))
    }
}

fn empty_table(hotkey: &str, network: &str) -> Table {
    Table::new([
        Column::right("NETUID"),
        Column::left("NAME"),
        Column::right("VALUE"),
        Column::right("STAKE"),
        Column::right("PRICE"),
        Column::left("REGISTERED"),
        Column::right("EMISSION/BLOCK"),
        Column::right("TAO/BLOCK"),
        Column::right("CLAIMABLE"),
    ])
    .titled(format!("Hotkey {hotkey} on {network}"))
}

/// One line of the list.
struct Row<'a> {
    holding: &'a Holding,
    subnet: &'a Subnet,
    claimable_rao: u64,
}

impl Row<'_> {
    fn value_rao(&self) -> u64 {
        worth_rao(self.holding.stake_rao, self.subnet.price_rao)
    }

    /// Tokens that a block brings, when those of an epoch are spread over it.
    #[allow(clippy::cast_precision_loss, reason = "documents carry doubles")]
    fn per_block(&self, of_epoch_rao: u64) -> f64 {
        let blocks = self.subnet.tempo_blocks.max(1);
        of_epoch_rao as f64 / 1e9 / f64::from(blocks)
    }

    fn document(&self) -> Value {
        json!({
            "netuid": self.subnet.netuid,
            "subnet_name": self.subnet.name,
            "value": output::amount_json(self.value_rao()),
            "stake_value": output::amount_json(self.holding.stake_rao),
            "rate": output::amount_json(self.subnet.price_rao),
            "registered": self.holding.is_registered,
            "emission": {
                "alpha": self.per_block(self.holding.emission_rao),
                "tao": self.per_block(self.holding.tao_emission_rao),
            },
            "claimable": output::amount_json(self.claimable_rao),
        })
    }

    fn cells(&self, verbose: bool) -> [Cell; 9] {
        let unit = self.subnet.unit();
        let registered = match self.holding.is_registered {
            true => Cell::good("yes"),
            false => Cell::faint("no"),
        };
        [
            self.subnet.netuid.into(),
            self.subnet.name.as_str().into(),
            output::amount(self.value_rao(), "τ", verbose).into(),
            output::amount(self.holding.stake_rao, unit, verbose).into(),
            output::price(self.subnet.price_rao).into(),
            registered,
            format!("{:.6}", self.per_block(self.holding.emission_rao)).into(),
            format!("{:.6}", self.per_block(self.holding.tao_emission_rao)).into(),
            match self.claimable_rao {
                0 => Cell::faint("-"),
                rao => output::amount(rao, unit, verbose).into(),
            },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_worth_its_stake_at_the_price() {
        let holding = Holding {
            hotkey: "5H".into(),
            netuid: 2,
            stake_rao: 318_035_627_598,
            emission_rao: 10_086_112_591,
            tao_emission_rao: 0,
            is_registered: true,
        };
        let subnet = Subnet {
            netuid: 2,
            name: "x".into(),
            price_rao: 2_149_665_377,
            tempo_blocks: 10,
            ..Subnet::default()
        };
        let row = Row {
            holding: &holding,
            subnet: &subnet,
            claimable_rao: 0,
        };
        let document = row.document();
        assert_eq!(document["value"], json!(683.670177299));
        assert_eq!(
            document["emission"],
            json!({ "alpha": 1.008_611_259_099_999_8, "tao": 0.0 })
        );
        let keys: Vec<&String> = document
            .as_object()
            .map(|members| members.keys().collect())
            .unwrap_or_default();
        assert_eq!(keys.len(), 8);
    }
}
