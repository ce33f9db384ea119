//! `btcli wallet inspect`, and what is left of `btcli wallet history`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::BlockRef;

use super::accounts::coldkeys;
use super::balance::{prices, value_rao};
use crate::arguments::{NetuidsOption, ReadOptions, Shared};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Column, Report, Table, Text, amount, amount_json, short_address};
use crate::session::{Session, ss58};

/// Shows the stake of coldkeys on each hotkey.
#[derive(Args, Debug)]
pub(crate) struct Inspect {
    /// All wallets of the folder
    #[arg(long, short = 'a', alias = "all-wallets")]
    all: bool,
    /// Address to look at, instead of wallets
    #[arg(long, alias = "ss58")]
    ss58_address: Option<String>,
    #[command(flatten)]
    netuids: NetuidsOption,
    #[command(flatten)]
    shared: ReadOptions,
}

/// Explains where past transfers can be seen.
#[derive(Args, Debug)]
pub(crate) struct History {
    #[command(flatten)]
    shared: ReadOptions,
}

impl Run for Inspect {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let given: Vec<String> = self.ss58_address.into_iter().collect();
        let named = coldkeys(session, &given, self.all)?;
        let state = session.chain().await?.at(BlockRef::Best).await?;
        let prices = prices(&state).await?;
        let accounts: Vec<_> = named.iter().map(|one| one.coldkey).collect();
        let balances = state.balances(&accounts).await?;
        let mut text = Text::new();
        let mut wallets = Vec::new();
        for (one, balance) in named.iter().zip(balances) {
            let mut stakes = state.stake_of_coldkey(&one.coldkey).await?;
            let wanted = &self.netuids.netuids;
            stakes.retain(|entry| {
                entry.stake.rao() > 0 && (wanted.is_empty() || wanted.contains(&entry.netuid))
            });
            stakes.sort_by_key(|entry| (entry.netuid, entry.hotkey));
            let columns = [Column::right("NETUID"), Column::left("HOTKEY")];
            let numbers = ["STAKE", "VALUE", "EMISSION"].map(Column::right);
            let tao = |rao| amount(rao, "τ", session.is_verbose());
            let mut table = Table::new(columns.into_iter().chain(numbers)).titled(format!(
                "{}  {}  free {}",
                one.name,
                ss58(&one.coldkey),
                tao(balance.free.rao())
            ));
            let mut entries = Vec::new();
            for entry in &stakes {
                let hotkey = ss58(&entry.hotkey);
                let value = value_rao(entry, &prices);
                let unit = if entry.netuid == 0 { "τ" } else { "α" };
                let own = |rao| amount(rao, unit, session.is_verbose());
                table.push([
                    entry.netuid.into(),
                    short_address(&hotkey).into(),
                    own(entry.stake.rao()).into(),
                    tao(value).into(),
                    own(entry.emission.rao()).into(),
                ]);
                entries.push(json!({
                    "netuid": entry.netuid,
                    "hotkey": hotkey,
                    "stake": amount_json(entry.stake.rao()),
                    "value": amount_json(value),
                    "emission": amount_json(entry.emission.rao()),
                    "registered": entry.is_registered,
                }));
            }
            text.push_table(table);
            wallets.push(json!({
                "name": one.name,
                "coldkey": ss58(&one.coldkey),
                "balance": amount_json(balance.free.rao()),
                "stakes": entries,
            }));
        }
        let document = json!({ "network": session.network_name()?, "wallets": wallets });
        Ok(Report::new(document, text))
    }
}

impl Run for History {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, _session: &Session) -> Result<Report, Failure> {
        Err(Failure::failed(
            "a chain keeps no list of an account's transfers: look the address up in a block \
             explorer, or ask a node for its blocks",
        ))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "error": message })
    }
}
