//! `btcli lock list`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::RAO_PER_TAO;

use super::{ColdkeyOption, Mode};
use crate::arguments::{ReadOptions, Shared};
use crate::commands::subnets::market::{self, Market};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Column, Report, Table, Text, amount, amount_json};
use crate::session::{Session, ss58};

/// Lists the locks of a coldkey as they are now.
#[derive(Args, Debug)]
pub(crate) struct List {
    /// Only the lock in this subnet
    #[arg(long, short = 'n')]
    netuid: Option<u16>,
    #[command(flatten)]
    coldkey: ColdkeyOption,
    #[command(flatten)]
    shared: ReadOptions,
}

impl Run for List {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let coldkey = session.coldkey_address_or(self.coldkey.ss58.as_deref())?;
        let state = market::newest(session.chain().await?).await?;
        let market = Market::read(&state).await?;
        let mut locks = state.locks_of_coldkey(&coldkey).await?;
        locks.retain(|(netuid, ..)| self.netuid.is_none_or(|wanted| wanted == *netuid));
        locks.sort_by_key(|(netuid, ..)| *netuid);
        let mut rows = Vec::new();
        let mut table = Table::new([
            Column::right("NETUID"),
            Column::left("SUBNET"),
            Column::right("LOCKED"),
            Column::right("CONVICTION"),
            Column::left("MODE"),
            Column::left("HOTKEY"),
        ])
        .titled(format!("Locks of {}", ss58(&coldkey)));
        for (netuid, hotkey, stored) in locks {
            // What is stored is as old as the last change; the chain tells it as of now.
            let lock = state.lock(&coldkey, netuid).await?.unwrap_or(stored);
            let mode = Mode::of_lock(state.is_lock_decaying(&coldkey, netuid).await?);
            let subnet = market.find(netuid);
            let name = subnet.map_or("", |subnet| subnet.name.as_str());
            let unit = subnet.map_or("α", |subnet| subnet.unit());
            let conviction = lock.conviction.to_f64() / RAO_PER_TAO as f64;
            table.push([
                netuid.into(),
                name.into(),
                amount(lock.locked_mass.rao(), unit, session.is_verbose()).into(),
                format!("{conviction:.4}").into(),
                mode.name().into(),
                ss58(&hotkey).into(),
            ]);
            rows.push(json!({
                "netuid": netuid,
                "subnet_name": name,
                "hotkey": ss58(&hotkey),
                "locked": amount_json(lock.locked_mass.rao()),
                "conviction": conviction,
                "mode": mode.name(),
                "last_update": stored.last_update,
            }));
        }
        let text = match rows.is_empty() {
            true => Text::from(format!("{} has no locks.", ss58(&coldkey))),
            false => Text::new().table(table),
        };
        let document = json!({
            "success": true, "error": null, "coldkey": ss58(&coldkey), "locks": rows
        });
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "error": message, "coldkey": null, "locks": null })
    }
}
