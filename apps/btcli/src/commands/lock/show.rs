//! `btcli lock show`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::RAO_PER_TAO;

use super::projection::{Kind, Locked, Pace, bar, times};
use super::{ColdkeyOption, Mode};
use crate::arguments::{NetuidOption, ReadOptions, Shared};
use crate::commands::crowd::duration;
use crate::commands::subnets::market::{self, Market};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Column, Report, Table, Text, amount, amount_json};
use crate::session::{Session, ss58};

/// Shows the lock of a coldkey in a subnet, and how it develops if nobody touches it.
#[derive(Args, Debug)]
pub(crate) struct Show {
    /// Draw how it develops (the default)
    #[arg(long, overrides_with = "no_graph")]
    graph: bool,
    /// Leave that out
    #[arg(long, overrides_with = "graph")]
    no_graph: bool,
    #[command(flatten)]
    coldkey: ColdkeyOption,
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    shared: ReadOptions,
}

impl Run for Show {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        let coldkey = session.coldkey_address_or(self.coldkey.ss58.as_deref())?;
        let state = market::newest(session.chain().await?).await?;
        let market = Market::read(&state).await?;
        let subnet = market.get(netuid)?;
        let unit = subnet.unit().to_owned();
        let locks = state.locks_of_coldkey(&coldkey).await?;
        let found = locks.into_iter().find(|(subnet, ..)| *subnet == netuid);
        let Some((_, hotkey, stored)) = found else {
            return Err(Failure::failed(format!(
                "{} has no lock in subnet {netuid}: `btcli lock list` shows those that it has, \
                 `btcli lock add --netuid {netuid}` makes one",
                ss58(&coldkey)
            )));
        };
        let lock = state.lock(&coldkey, netuid).await?.unwrap_or(stored);
        let is_decaying = state.is_lock_decaying(&coldkey, netuid).await?;
        let mode = Mode::of_lock(is_decaying);
        let of_hotkey = state.conviction(&hotkey, netuid).await?.to_f64() / RAO_PER_TAO as f64;
        let owner_to_be = state.most_convicted_hotkey(netuid).await?;
        let stake = state
            .stake_availability(&[coldkey], Some(&[netuid]))
            .await?;
        let stake = stake.get(&coldkey).and_then(|subnets| subnets.get(&netuid));
        let pace = Pace::read(&state).await?;
        let now = Locked {
            mass: lock.locked_mass.rao() as f64,
            conviction: lock.conviction.to_f64(),
        };
        let kind = Kind {
            is_decaying,
            is_owners: subnet.owner_hotkey == ss58(&hotkey),
        };
        let developed: Vec<(u64, Locked)> = times(pace)
            .into_iter()
            .map(|blocks| (blocks, now.after(blocks, pace, kind)))
            .collect();
        let scale = RAO_PER_TAO as f64;
        let projection: Vec<Value> = developed
            .iter()
            .map(|(blocks, lock)| {
                json!({
                    "blocks": blocks,
                    "locked": lock.mass / scale,
                    "conviction": lock.conviction / scale,
                })
            })
            .collect();
        let document = json!({
            "success": true,
            "error": null,
            "netuid": netuid,
            "coldkey": ss58(&coldkey),
            "hotkey": ss58(&hotkey),
            "locked": amount_json(lock.locked_mass.rao()),
            "conviction": now.conviction / scale,
            "mode": mode.name(),
            "last_update": stored.last_update,
            "total_stake": stake.map(|stake| amount_json(stake.total.rao())),
            "available_stake": stake.map(|stake| amount_json(stake.available.rao())),
            "hotkey_conviction": of_hotkey,
            "most_convicted_hotkey": owner_to_be.map(|hotkey| ss58(&hotkey)),
            "unlock_blocks": pace.unlock_blocks,
            "maturity_blocks": pace.maturity_blocks,
            "projection": projection,
        });
        let alpha = |rao: u64| amount(rao, &unit, session.is_verbose());
        let mut text = Text::new()
            .line(Cell::strong(format!(
                "Lock of {} in subnet {netuid}: {}",
                ss58(&coldkey),
                mode.name()
            )))
            .line(format!("  on hotkey    {}", ss58(&hotkey)))
            .line(format!("  locked       {}", alpha(lock.locked_mass.rao())))
            .line(format!("  conviction   {:.4}", now.conviction / scale))
            .line(format!(
                "  of hotkey    {of_hotkey:.4} from all locks on it"
            ));
        if let Some(stake) = stake {
            text.push_line(format!(
                "  stake        {}, of which {} can leave",
                alpha(stake.total.rao()),
                alpha(stake.available.rao())
            ));
        }
        if self.graph || !self.no_graph {
            let block_ms = state.slot_duration_ms().await?;
            let mut table = Table::new([
                Column::left("IN"),
                Column::right("LOCKED"),
                Column::right("CONVICTION"),
                Column::left(""),
            ])
            .titled("If nobody touches it");
            for (blocks, lock) in &developed {
                let blocks = u32::try_from(*blocks).unwrap_or(u32::MAX);
                table.push([
                    duration(blocks, block_ms).into(),
                    format!("{:.4}", lock.mass / scale).into(),
                    format!("{:.4}", lock.conviction / scale).into(),
                    bar(lock.conviction, now.mass).into(),
                ]);
            }
            text.push_table(table);
        }
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "error": message, "netuid": null, "locked": null })
    }
}
