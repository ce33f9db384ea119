//! `btcli wallet overview`.

use std::collections::BTreeMap;

use clap::Args;
use serde_json::{Value, json};
use taonet_client::{AccountId, BlockRef, Neuron, StateAt, SubnetSummary};
use taonet_wallet::WalletEntry;

use super::accounts::wallets;
use crate::arguments::{NetuidsOption, ReadOptions, Shared};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Column, Report, Table, Text, amount, amount_json, short_address};
use crate::session::{Session, ss58};

/// Shows the neurons of a wallet's hotkeys.
#[derive(Args, Debug)]
pub(crate) struct Overview {
    /// All wallets of the folder
    #[arg(long, short = 'a')]
    all: bool,
    /// Column to sort by, such as uid, stake or emission
    #[arg(long)]
    sort_by: Option<String>,
    /// ascending or descending
    #[arg(long, value_name = "ORDER")]
    sort_order: Option<String>,
    /// Only these hotkeys: names or addresses, separated by commas (also -in)
    #[arg(long, value_delimiter = ',', value_name = "HOTKEYS")]
    include_hotkeys: Vec<String>,
    /// Not these hotkeys: names or addresses, separated by commas (also -ex)
    #[arg(long, value_delimiter = ',', value_name = "HOTKEYS")]
    exclude_hotkeys: Vec<String>,
    #[command(flatten)]
    netuids: NetuidsOption,
    #[command(flatten)]
    shared: ReadOptions,
}

/// A hotkey of a wallet.
struct Owned {
    wallet: String,
    hotkey_name: String,
}

/// A neuron of a wallet.
struct Row {
    wallet: String,
    hotkey_name: String,
    neuron: Neuron,
    blocks_since_update: u64,
}

/// The number by which rows are sorted.
type SortKey = fn(&Row) -> u64;

/// Columns of a neuron, each with the number by which it is sorted.
const SORTABLE: [(&str, SortKey); 10] = [
    ("uid", |row| row.neuron.uid.into()),
    ("active", |row| row.neuron.active.into()),
    ("stake", |row| row.neuron.stake.rao()),
    ("consensus", |row| row.neuron.consensus.into()),
    ("incentive", |row| row.neuron.incentive.into()),
    ("dividends", |row| row.neuron.dividends.into()),
    ("emission", |row| row.neuron.emission.rao()),
    ("vtrust", |row| row.neuron.validator_trust.into()),
    ("val", |row| row.neuron.validator_permit.into()),
    ("updated", |row| row.blocks_since_update),
];

impl Overview {
    fn wants(&self, name: &str, address: &str) -> bool {
        let named = |list: &[String]| list.iter().any(|one| one == name || one == address);
        (self.include_hotkeys.is_empty() || named(&self.include_hotkeys))
            && !named(&self.exclude_hotkeys)
    }

    /// Hotkeys whose address is known, by address.
    fn owned(&self, wallets: &[WalletEntry]) -> BTreeMap<AccountId, Owned> {
        let mut owned = BTreeMap::new();
        for wallet in wallets {
            for entry in &wallet.hotkeys {
                let Some(hotkey) = entry.hotkey else { continue };
                if self.wants(&entry.name, &hotkey.to_ss58()) {
                    let one = Owned {
                        wallet: wallet.name.clone(),
                        hotkey_name: entry.name.clone(),
                    };
                    owned.insert(hotkey.bytes(), one);
                }
            }
        }
        owned
    }

    fn sort(&self, rows: &mut [Row]) -> Result<(), Failure> {
        let Some(by) = &self.sort_by else {
            rows.sort_by_key(|row| row.neuron.uid);
            return Ok(());
        };
        let descending = match self.sort_order.as_deref().unwrap_or("ascending") {
            order if "ascending".starts_with(order) && !order.is_empty() => false,
            order if "descending".starts_with(order) && !order.is_empty() => true,
            other => {
                return Err(Failure::usage(format!(
                    "--sort-order is ascending or descending, not '{other}'"
                )));
            }
        };
        let wanted = by.to_ascii_lowercase();
        if wanted == "coldkey" || wanted == "hotkey" {
            rows.sort_by(|left, right| left.hotkey_name.cmp(&right.hotkey_name));
        } else {
            let names = SORTABLE.map(|(name, _)| name).join(", ");
            let (_, key) = SORTABLE
                .iter()
                .find(|(name, _)| *name == wanted)
                .ok_or_else(|| {
                    Failure::usage(format!("--sort-by is one of hotkey, {names}, not '{by}'"))
                })?;
            rows.sort_by_key(key);
        }
        if descending {
            rows.reverse();
        }
        Ok(())
    }
}

/// Subnets in which one of the hotkeys is registered, with its neurons there.
async fn neurons(
    state: &StateAt,
    owned: &BTreeMap<AccountId, Owned>,
    wanted: &[u16],
) -> Result<BTreeMap<u16, Vec<Row>>, Failure> {
    let mut places = Vec::new();
    for hotkey in owned.keys() {
        for netuid in state.netuids_of_hotkey(hotkey).await? {
            if netuid != 0 && (wanted.is_empty() || wanted.contains(&netuid)) {
                places.push((netuid, *hotkey));
            }
        }
    }
    let block = u64::from(state.block_number());
    let mut subnets: BTreeMap<u16, Vec<Row>> = BTreeMap::new();
    for (netuid, hotkey) in places {
        let (Some(neuron), Some(one)) = (state.neuron(netuid, &hotkey).await?, owned.get(&hotkey))
        else {
            continue;
        };
        subnets.entry(netuid).or_default().push(Row {
            wallet: one.wallet.clone(),
            hotkey_name: one.hotkey_name.clone(),
            blocks_since_update: block.saturating_sub(neuron.last_update),
            neuron,
        });
    }
    Ok(subnets)
}

/// A fraction in 65,535ths.
fn fraction(parts: u16) -> f64 {
    f64::from(parts) / f64::from(u16::MAX)
}

fn axon(neuron: &Neuron) -> String {
    neuron
        .axon
        .socket_address()
        .map_or_else(|| "none".to_owned(), |address| address.to_string())
}

fn row_document(row: &Row) -> Value {
    let neuron = &row.neuron;
    json!({
        "coldkey": row.wallet,
        "hotkey": row.hotkey_name,
        "uid": neuron.uid,
        "active": neuron.active,
        "stake": amount_json(neuron.stake.rao()),
        // The chain no longer computes these two; programs still look for them.
        "rank": 0.0,
        "trust": 0.0,
        "consensus": fraction(neuron.consensus),
        "incentive": fraction(neuron.incentive),
        "dividends": fraction(neuron.dividends),
        "emission": amount_json(neuron.emission.rao()),
        "validator_trust": fraction(neuron.validator_trust),
        "validator_permit": neuron.validator_permit,
        "last_update": row.blocks_since_update,
        "axon": axon(neuron),
        "hotkey_ss58": ss58(&neuron.hotkey),
    })
}

fn table(subnet: &SubnetSummary, rows: &[Row], verbose: bool) -> Table {
    let columns = ["WALLET", "HOTKEY"].map(Column::left);
    let numbers = [
        "UID",
        "STAKE",
        "CONSENSUS",
        "INCENTIVE",
        "DIVIDENDS",
        "EMISSION",
        "VTRUST",
        "UPDATED",
    ]
    .map(Column::right);
    let last = ["VAL", "ACTIVE", "AXON", "ADDRESS"].map(Column::left);
    let title = format!(
        "Subnet {}: {} {}",
        subnet.netuid, subnet.name, subnet.symbol
    );
    let mut table = Table::new(columns.into_iter().chain(numbers).chain(last)).titled(title);
    let share = |parts: u16| Cell::from(format!("{:.4}", fraction(parts)));
    let mark = |yes: bool| match yes {
        true => Cell::good("yes"),
        false => Cell::faint("no"),
    };
    for row in rows {
        let neuron = &row.neuron;
        let address = ss58(&neuron.hotkey);
        table.push([
            row.wallet.as_str().into(),
            row.hotkey_name.as_str().into(),
            neuron.uid.into(),
            amount(neuron.stake.rao(), &subnet.symbol, verbose).into(),
            share(neuron.consensus),
            share(neuron.incentive),
            share(neuron.dividends),
            amount(neuron.emission.rao(), &subnet.symbol, verbose).into(),
            share(neuron.validator_trust),
            row.blocks_since_update.into(),
            mark(neuron.validator_permit),
            mark(neuron.active),
            axon(neuron).into(),
            if verbose {
                address.into()
            } else {
                short_address(&address).into()
            },
        ]);
    }
    table
}

impl Run for Overview {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let wallets = wallets(session, self.all)?;
        let owned = self.owned(&wallets);
        let state = session.chain().await?.at(BlockRef::Best).await?;
        let progress = session.progress("Reading neurons");
        let summaries: BTreeMap<u16, SubnetSummary> = state
            .subnets()
            .await?
            .into_iter()
            .map(|subnet| (subnet.netuid, subnet))
            .collect();
        let mut subnets = neurons(&state, &owned, &self.netuids.netuids).await?;
        let coldkeys: Vec<AccountId> = wallets
            .iter()
            .filter_map(|wallet| wallet.coldkey.map(|key| key.bytes()))
            .collect();
        let balances = state.balances(&coldkeys).await?;
        drop(progress);
        let balance = balances
            .iter()
            .fold(0_u64, |sum, balance| sum.saturating_add(balance.free.rao()));
        let name = match (&wallets[..], self.all) {
            ([wallet], false) => wallet.name.clone(),
            _ => "All Wallets".to_owned(),
        };
        let mut text = Text::new().line(Cell::strong(format!(
            "Wallet {name} on {}, free balance {}",
            session.network_name()?,
            amount(balance, "τ", session.is_verbose())
        )));
        let mut documents = Vec::new();
        for (netuid, rows) in &mut subnets {
            let Some(subnet) = summaries.get(netuid) else {
                continue;
            };
            self.sort(rows)?;
            text.push_table(table(subnet, rows, session.is_verbose()));
            documents.push(json!({
                "netuid": netuid,
                "tempo": subnet.tempo,
                "neurons": rows.iter().map(row_document).collect::<Vec<Value>>(),
                "name": subnet.name,
                "symbol": subnet.symbol,
            }));
        }
        if documents.is_empty() {
            text.push_line("None of its hotkeys is registered in a subnet.");
        }
        let document = json!({
            "wallet": name,
            "network": session.network_name()?,
            "subnets": documents,
            "total_balance": amount_json(balance),
        });
        Ok(Report::new(document, text))
    }
}
