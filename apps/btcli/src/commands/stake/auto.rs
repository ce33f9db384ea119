//! `btcli stake auto` and `btcli stake set-auto`.

use std::collections::BTreeMap;

use clap::Args;
use serde_json::{Map, Value, json};
use taonet_client::calls;

use crate::arguments::{NetuidOption, ReadOptions, Shared, WriteOptions};
use crate::commands::subnets::market::{self, Market};
use crate::commands::subnets::{fields, identities};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Column, Report, Table, Text};
use crate::session::{Session, SignWith, ss58};

/// Shows on which hotkeys what a coldkey's miners earn is staked.
#[derive(Args, Debug)]
pub(crate) struct Auto {
    /// Coldkey, if not the wallet's
    #[arg(long, aliases = ["coldkey-ss58", "key", "coldkey"], short = 'k', value_name = "SS58")]
    ss58: Option<String>,
    #[command(flatten)]
    shared: ReadOptions,
}

impl Run for Auto {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let coldkey = session.coldkey_address_or(self.ss58.as_deref())?;
        let state = market::newest(session.chain().await?).await?;
        let market = Market::read(&state).await?;
        let chosen: BTreeMap<u16, String> = state
            .storage_map_json(
                "SubtensorModule",
                "AutoStakeDestination",
                &[json!(ss58(&coldkey))],
            )
            .await?
            .iter()
            .filter_map(|(keys, hotkey)| Some((keys.first()?, hotkey)))
            .map(|(netuid, hotkey)| (fields::short(netuid), fields::address(hotkey)))
            .collect();
        let mut document = Map::new();
        let mut table = Table::new([
            Column::right("NETUID"),
            Column::left("SUBNET"),
            Column::left("STATUS"),
            Column::left("HOTKEY"),
            Column::left("IDENTITY"),
        ])
        .titled(format!("Where rewards of {} are staked", ss58(&coldkey)));
        for subnet in market.subnets() {
            let destination = chosen.get(&subnet.netuid);
            let identity = match destination {
                Some(hotkey) => identities::of_hotkey(&state, hotkey).await?,
                None => None,
            };
            let status = match destination {
                Some(_) => "custom",
                None => "default",
            };
            table.push([
                subnet.netuid.into(),
                subnet.name.as_str().into(),
                status.into(),
                destination.map_or("", String::as_str).into(),
                identity.as_deref().unwrap_or_default().into(),
            ]);
            document.insert(
                subnet.netuid.to_string(),
                json!({
                    "subnet_name": subnet.name,
                    "status": status,
                    "destination": destination,
                    "identity": identity,
                }),
            );
        }
        let text = Text::new()
            .table(table)
            .line("Where the status is default, rewards stay on the hotkey that earned them.");
        Ok(Report::new(document.into(), text))
    }
}

/// Stakes what your miners earn in a subnet on another hotkey.
#[derive(Args, Debug)]
pub(crate) struct SetAuto {
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for SetAuto {
    const FINALISED: bool = true;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        let hotkey = session.hotkey_address()?;
        let state = market::newest(session.chain().await?).await?;
        market::require_subnet(&state, netuid).await?;
        let address = ss58(&hotkey);
        session.require_confirmation(&format!(
            "Stake what your miners earn in subnet {netuid} on {address}? It can be changed, but \
             not undone"
        ))?;
        let call = calls::delegation::set_coldkey_auto_stake_hotkey(netuid, &hotkey);
        let outcome = session.submit(call, SignWith::Coldkey).await;
        let outcome = outcome.map_err(|failure| refused(failure, netuid, &address))?;
        let document = json!({
            "success": true,
            "error": "",
            "netuid": netuid,
            "hotkey": address,
            "extrinsic_identifier": outcome.identifier(),
        });
        let done = format!("Rewards of subnet {netuid} are staked on {address} from now on.");
        let text = Text::from(Cell::good(done)).line(outcome.line());
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({
            "success": false,
            "error": message,
            "netuid": null,
            "hotkey": null,
            "extrinsic_identifier": null,
        })
    }
}

fn refused(failure: Failure, netuid: u16, hotkey: &str) -> Failure {
    if matches!(failure, Failure::Usage(_) | Failure::Interrupted) {
        return failure;
    }
    let message = failure.to_string();
    let document = json!({
        "success": false,
        "error": message,
        "netuid": netuid,
        "hotkey": hotkey,
        "extrinsic_identifier": null,
    });
    Failure::Document { message, document }
}
