//! `btcli lock add`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::{Alpha, calls};

use super::{Mode, ModeOption};
use crate::arguments::{AmountOption, NetuidOption, Shared, WriteOptions};
use crate::commands::stake::amounts::acting_coldkey;
use crate::commands::subnets::market::{self, Market};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text, amount, amount_json};
use crate::session::{Session, SignWith, ss58};

/// Locks stake of yours in a subnet on a hotkey. It cannot be taken away at once: it only becomes
/// free as a decaying lock fades.
#[derive(Args, Debug)]
pub(crate) struct Add {
    /// Hotkey that gets the conviction: an address or a name
    #[arg(long, value_name = "NAME|SS58")]
    hotkey_ss58: Option<String>,
    #[command(flatten)]
    mode: ModeOption,
    /// Draw how it develops: `btcli lock show` does
    #[arg(long, hide = true, overrides_with = "no_graph")]
    graph: bool,
    /// Do not
    #[arg(long, hide = true, overrides_with = "graph")]
    no_graph: bool,
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    amount: AmountOption,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for Add {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        let coldkey = acting_coldkey(session)?;
        let hotkey = match &self.hotkey_ss58 {
            Some(text) => session.named_hotkey_address(text)?,
            None => session.hotkey_address()?,
        };
        let state = market::newest(session.chain().await?).await?;
        let market = Market::read(&state).await?;
        let unit = market.get(netuid)?.unit().to_owned();
        let locks = state.locks_of_coldkey(&coldkey).await?;
        let present = locks.into_iter().find(|(subnet, ..)| *subnet == netuid);
        if let Some((_, other, _)) = &present
            && *other != hotkey
        {
            return Err(Failure::failed(format!(
                "The lock of {} in subnet {netuid} is on {}: a coldkey has one lock in a subnet. \
                 Add to that one, or move it with `btcli lock move`",
                ss58(&coldkey),
                ss58(other)
            )));
        }
        let stake = state
            .stake_availability(&[coldkey], Some(&[netuid]))
            .await?;
        let stake = stake.get(&coldkey).and_then(|subnets| subnets.get(&netuid));
        let free_rao = stake.map_or(0, |stake| stake.available.rao());
        let question = format!(
            "Enter the amount to lock (up to {})",
            amount(free_rao, &unit, true)
        );
        let wanted = session.ask_amount(self.amount.amount, &question)?;
        if wanted.rao == 0 {
            return Err(Failure::failed(
                "Amount too low: nothing cannot be locked. Take a larger --amount",
            ));
        }
        if wanted.rao > free_rao {
            return Err(Failure::failed(format!(
                "Not enough stake: {} has {} in subnet {netuid} that is not locked, and {} are \
                 wanted. Stake more with `btcli stake add --netuid {netuid}`, or lock less",
                ss58(&coldkey),
                amount(free_rao, &unit, true),
                amount(wanted.rao, &unit, true)
            )));
        }
        let is_decaying = state.is_lock_decaying(&coldkey, netuid).await?;
        let mode = self.mode.given().unwrap_or(Mode::of_lock(is_decaying));
        session.require_confirmation(&format!(
            "Lock {} in subnet {netuid} on {} ({})? It cannot be taken back at once",
            amount(wanted.rao, &unit, true),
            ss58(&hotkey),
            mode.name()
        ))?;
        let lock = calls::locks::lock_stake(&hotkey, Alpha::new(netuid, wanted.rao));
        let call = match mode == Mode::of_lock(is_decaying) {
            true => lock,
            false => calls::utility::batch_all(vec![
                calls::locks::set_perpetual_lock(netuid, mode == Mode::Perpetual),
                lock,
            ]),
        };
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let message = format!(
            "Locked {} in subnet {netuid} on {}.",
            amount(wanted.rao, &unit, true),
            ss58(&hotkey)
        );
        let document = json!({
            "success": true,
            "message": message,
            "netuid": netuid,
            "hotkey": ss58(&hotkey),
            "amount": amount_json(wanted.rao),
            "mode": mode.name(),
            "extrinsic_identifier": outcome.identifier(),
        });
        let mut text = Text::from(Cell::good(message)).line(outcome.line());
        if self.graph || !self.no_graph {
            text.push_line(format!(
                "`btcli lock show --netuid {netuid}` shows how it develops."
            ));
        }
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({
            "success": false,
            "message": message,
            "netuid": null,
            "hotkey": null,
            "amount": null,
            "mode": null,
            "extrinsic_identifier": null,
        })
    }
}
