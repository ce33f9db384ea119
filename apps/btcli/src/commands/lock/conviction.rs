//! `btcli subnets conviction`: which hotkeys the locks of a subnet are on.

use std::collections::BTreeMap;

use clap::Args;
use serde_json::{Value, json};
use taonet_client::{AccountId, RAO_PER_TAO};

use crate::arguments::{NetuidOption, ReadOptions, Shared};
use crate::commands::subnets::fields;
use crate::commands::subnets::market::{self, Market};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Column, Report, Table, Text, amount, amount_json};
use crate::session::{Session, ss58};

/// Shows the conviction of a subnet's hotkeys, the greatest first.
#[derive(Args, Debug)]
pub(crate) struct Conviction {
    /// Hotkeys that are shown
    #[arg(long, default_value_t = 25)]
    limit: usize,
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    shared: ReadOptions,
}

/// The locks on a hotkey.
struct Convicted {
    hotkey: AccountId,
    conviction: f64,
    locked_rao: u64,
    lockers: u32,
}

impl Run for Conviction {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        let state = market::newest(session.chain().await?).await?;
        let market = Market::read(&state).await?;
        let subnet = market.get(netuid)?;
        let owner = fields::account(&subnet.owner_hotkey);
        let mut lockers: BTreeMap<AccountId, (u64, u32)> = BTreeMap::new();
        for (hotkey, coldkey) in state.locking_coldkeys(netuid).await? {
            let lock = state.lock(&coldkey, netuid).await?;
            let (locked, count) = lockers.entry(hotkey).or_default();
            *locked = locked.saturating_add(lock.map_or(0, |lock| lock.locked_mass.rao()));
            *count = count.saturating_add(1);
        }
        let mut found = Vec::new();
        for (hotkey, (locked_rao, lockers)) in lockers {
            let conviction = state.conviction(&hotkey, netuid).await?.to_f64();
            found.push(Convicted {
                hotkey,
                conviction: conviction / RAO_PER_TAO as f64,
                locked_rao,
                lockers,
            });
        }
        found.sort_by(|a, b| b.conviction.total_cmp(&a.conviction));
        let total = found.len();
        found.truncate(self.limit);
        let mut table = Table::new([
            Column::right("#"),
            Column::left("HOTKEY"),
            Column::right("CONVICTION"),
            Column::right("LOCKED"),
            Column::right("COLDKEYS"),
            Column::left(""),
        ])
        .titled(format!("Conviction in subnet {netuid}"));
        let mut rows = Vec::new();
        for (one, rank) in found.iter().zip(1_u32..) {
            let is_owner = owner == Some(one.hotkey);
            table.push([
                rank.into(),
                ss58(&one.hotkey).into(),
                format!("{:.4}", one.conviction).into(),
                amount(one.locked_rao, subnet.unit(), session.is_verbose()).into(),
                one.lockers.into(),
                if is_owner {
                    Cell::good("owner")
                } else {
                    "".into()
                },
            ]);
            rows.push(json!({
                "rank": rank,
                "hotkey": ss58(&one.hotkey),
                "conviction": one.conviction,
                "locked": amount_json(one.locked_rao),
                "coldkeys": one.lockers,
                "is_owner": is_owner,
            }));
        }
        let text = match rows.is_empty() {
            true => Text::from(format!("Nothing is locked in subnet {netuid}.")),
            false => Text::new().table(table),
        };
        let document = json!({
            "success": true,
            "error": null,
            "netuid": netuid,
            "owner_hotkey": subnet.owner_hotkey,
            "total_count": total,
            "hotkeys": rows,
        });
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "error": message, "netuid": null, "hotkeys": null })
    }
}
