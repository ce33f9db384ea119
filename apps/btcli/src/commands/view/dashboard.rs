//! `btcli view dashboard`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};
use taonet_client::{AccountId, BlockRef, StateAt, SubnetSummary};

use super::page::{Page, Sheet};
use crate::arguments::{ReadOptions, Shared};
use crate::commands::wallet::{prices, value_rao};
use crate::config::{expand, replace};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text, amount, amount_json, price};
use crate::session::{Session, ss58};

/// Writes a page with subnets, stakes and balances. It holds everything it shows.
#[derive(Args, Debug)]
pub(crate) struct Dashboard {
    /// Coldkey to look at, instead of the wallet's
    #[arg(long, alias = "ss58")]
    coldkey_ss58: Option<String>,
    /// Keep the page as a file; always so, there is no window of its own
    #[arg(long, alias = "html")]
    use_wry: bool,
    /// Keep the page under a name with the block's number
    #[arg(long, alias = "save")]
    save_file: bool,
    /// Folder, or .html file, for the page [default: dashboard_path of the settings, or the
    /// folder of temporary files]
    #[arg(long, value_name = "PATH")]
    dashboard_path: Option<PathBuf>,
    #[command(flatten)]
    shared: ReadOptions,
}

impl Dashboard {
    /// Whose stakes are shown; nobody's where there is no wallet.
    fn owner(&self, session: &Session) -> Result<Option<(String, AccountId)>, Failure> {
        if let Some(text) = &self.coldkey_ss58 {
            return Ok(Some(("Coldkey".to_owned(), session.account(text)?)));
        }
        let wallet = session.wallet()?;
        match wallet.coldkeypub() {
            Ok(key) => Ok(Some((wallet.name().to_owned(), key.bytes()))),
            Err(error) => {
                session.note(format!("Without stakes: {error}"));
                Ok(None)
            }
        }
    }

    fn path(&self, session: &Session, block: u32) -> Result<PathBuf, Failure> {
        let configured = session.settings()?.dashboard_path.clone();
        let given = self
            .dashboard_path
            .clone()
            .or(configured.map(PathBuf::from));
        let path = match given {
            Some(path) => expand(&path)?,
            None => std::env::temp_dir(),
        };
        if path
            .extension()
            .is_some_and(|extension| extension == "html")
        {
            return Ok(path);
        }
        let name = match self.save_file {
            true => format!("btcli-dashboard-{block}.html"),
            false => "btcli-dashboard.html".to_owned(),
        };
        Ok(path.join(name))
    }
}

#[allow(clippy::cast_precision_loss, reason = "a value to sort a table by")]
fn number(value: u64) -> f64 {
    value as f64
}

/// A cell with an amount.
fn money(rao: u64, unit: &str) -> (String, f64) {
    (amount(rao, unit, false), number(rao))
}

fn word(text: impl Into<String>) -> (String, f64) {
    (text.into(), 0.0)
}

fn subnets_sheet(subnets: &[SubnetSummary], prices: &BTreeMap<u16, u64>) -> Sheet {
    let columns = vec![
        ("NETUID", true),
        ("NAME", false),
        ("SYMBOL", false),
        ("PRICE", true),
        ("TAO IN", true),
        ("ALPHA IN", true),
        ("ALPHA OUT", true),
        ("EMISSION/BLOCK", true),
        ("TEMPO", true),
        ("SINCE EPOCH", true),
    ];
    let rows = subnets
        .iter()
        .map(|subnet| {
            let value = prices.get(&subnet.netuid).copied().unwrap_or_default();
            vec![
                (subnet.netuid.to_string(), f64::from(subnet.netuid)),
                word(subnet.name.as_str()),
                word(subnet.symbol.as_str()),
                (price(value), number(value)),
                money(subnet.tao_in.rao(), "τ"),
                money(subnet.alpha_in.rao(), &subnet.symbol),
                money(subnet.alpha_out.rao(), &subnet.symbol),
                money(subnet.alpha_out_emission.rao(), &subnet.symbol),
                (subnet.tempo.to_string(), f64::from(subnet.tempo)),
                (
                    subnet.blocks_since_last_step.to_string(),
                    number(subnet.blocks_since_last_step),
                ),
            ]
        })
        .collect();
    Sheet { columns, rows }
}

/// Stakes of a coldkey, and what they are worth together, in rao of TAO.
async fn stakes_sheet(
    state: &StateAt,
    coldkey: &AccountId,
    subnets: &[SubnetSummary],
    prices: &BTreeMap<u16, u64>,
) -> Result<(Sheet, u64), Failure> {
    let names: BTreeMap<u16, &SubnetSummary> = subnets
        .iter()
        .map(|subnet| (subnet.netuid, subnet))
        .collect();
    let columns = vec![
        ("NETUID", true),
        ("SUBNET", false),
        ("HOTKEY", false),
        ("STAKE", true),
        ("VALUE", true),
        ("EMISSION", true),
        ("REGISTERED", false),
    ];
    let mut rows = Vec::new();
    let mut total = 0_u64;
    for entry in state.stake_of_coldkey(coldkey).await? {
        if entry.stake.rao() == 0 {
            continue;
        }
        let subnet = names.get(&entry.netuid);
        let symbol = subnet.map_or("α", |subnet| subnet.symbol.as_str());
        let value = value_rao(&entry, prices);
        total = total.saturating_add(value);
        rows.push(vec![
            (entry.netuid.to_string(), f64::from(entry.netuid)),
            word(subnet.map_or("", |subnet| subnet.name.as_str())),
            word(ss58(&entry.hotkey)),
            money(entry.stake.rao(), symbol),
            money(value, "τ"),
            money(entry.emission.rao(), symbol),
            word(if entry.is_registered { "yes" } else { "no" }),
        ]);
    }
    Ok((Sheet { columns, rows }, total))
}

impl Run for Dashboard {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let owner = self.owner(session)?;
        let state = session.chain().await?.at(BlockRef::Best).await?;
        let progress = session.progress("Reading the chain");
        let subnets = state.subnets().await?;
        let prices = prices(&state).await?;
        let mut figures = vec![("subnets".to_owned(), subnets.len().to_string())];
        let issued = state.total_issuance().await?;
        figures.push(("TAO issued".to_owned(), amount(issued.rao(), "τ", false)));
        let mut totals = Value::Null;
        let mut stakes = Sheet::default();
        if let Some((_, coldkey)) = &owner {
            let balance = state.balance(coldkey).await?;
            let (sheet, staked) = stakes_sheet(&state, coldkey, &subnets, &prices).await?;
            stakes = sheet;
            let free = balance.free.rao();
            let total = free.saturating_add(staked);
            for (name, rao) in [("free", free), ("staked, at today's price", staked)] {
                figures.push((name.to_owned(), amount(rao, "τ", false)));
            }
            figures.push(("total".to_owned(), amount(total, "τ", false)));
            totals = json!({
                "coldkey": ss58(coldkey),
                "free": amount_json(free),
                "staked": amount_json(staked),
                "total": amount_json(total),
            });
        }
        drop(progress);
        let path = self.path(session, state.block_number())?;
        let page = Page {
            network: session.network_name()?,
            block: state.block_number(),
            owner: owner.map(|(name, coldkey)| (name, ss58(&coldkey))),
            figures,
            stakes,
            subnets: subnets_sheet(&subnets, &prices),
        };
        replace(&path, page.html().as_bytes())?;
        let document = json!({
            "success": true,
            "path": path,
            "block": page.block,
            "network": page.network,
            "subnets": page.subnets.rows.len(),
            "stakes": page.stakes.rows.len(),
            "balance": totals,
        });
        let line = format!("Wrote {}: open it in a browser.", path.display());
        Ok(Report::new(document, Text::from(Cell::good(line))))
    }
}
