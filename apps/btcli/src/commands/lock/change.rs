//! `btcli lock mode`, `btcli lock move` and `btcli lock accept`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::calls;

use super::{Mode, ModeOption};
use crate::arguments::{NetuidOption, Shared, WriteOptions};
use crate::commands::stake::amounts::acting_coldkey;
use crate::commands::subnets::market;
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text};
use crate::session::{Outcome, Session, SignWith, ss58};

/// Chooses whether your lock in a subnet lasts or decays.
#[derive(Args, Debug)]
pub(crate) struct SetMode {
    #[command(flatten)]
    mode: ModeOption,
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    shared: WriteOptions,
}

/// Turns your lock in a subnet to another hotkey. Its conviction stays only if both hotkeys have
/// the same owner.
#[derive(Args, Debug)]
pub(crate) struct Move {
    /// Hotkey that gets it: an address or a name
    #[arg(long, alias = "dest", value_name = "NAME|SS58")]
    destination_hotkey: Option<String>,
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    shared: WriteOptions,
}

/// Chooses whether others may transfer locked stake to your coldkey.
#[derive(Args, Debug)]
pub(crate) struct Accept {
    /// They may
    #[arg(long, required_unless_present = "reject", conflicts_with = "reject")]
    allow: bool,
    /// They may not (as at first)
    #[arg(long)]
    reject: bool,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for SetMode {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        let question = "Shall the lock last or fade? (perpetual/decaying)";
        let mode = session.ask(self.mode.given(), "--mode", question)?;
        let state = market::newest(session.chain().await?).await?;
        market::require_subnet(&state, netuid).await?;
        session.require_confirmation(&format!(
            "Make your lock in subnet {netuid} {}?",
            mode.name()
        ))?;
        let call = calls::locks::set_perpetual_lock(netuid, mode == Mode::Perpetual);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let message = format!("The lock in subnet {netuid} is {}.", mode.name());
        let more = json!({ "netuid": netuid, "mode": mode.name() });
        Ok(report(&message, more, &outcome))
    }

    fn failed(message: &str) -> Value {
        failed(message)
    }
}

impl Run for Move {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        let question = "Enter the hotkey that gets the lock";
        let given = self.destination_hotkey;
        let destination = session.ask_text(given, "--destination-hotkey", question, None)?;
        let destination = session.named_hotkey_address(&destination)?;
        let coldkey = acting_coldkey(session)?;
        let state = market::newest(session.chain().await?).await?;
        market::require_subnet(&state, netuid).await?;
        let locks = state.locks_of_coldkey(&coldkey).await?;
        let Some((_, origin, _)) = locks.into_iter().find(|(subnet, ..)| *subnet == netuid) else {
            return Err(Failure::failed(format!(
                "{} has no lock in subnet {netuid}: `btcli lock list` shows those that it has",
                ss58(&coldkey)
            )));
        };
        session.require_confirmation(&format!(
            "Move your lock in subnet {netuid} from {} to {}?",
            ss58(&origin),
            ss58(&destination)
        ))?;
        let call = calls::locks::move_lock(&destination, netuid);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let message = format!(
            "The lock in subnet {netuid} is on {} now.",
            ss58(&destination)
        );
        let more = json!({
            "netuid": netuid,
            "origin_hotkey": ss58(&origin),
            "destination_hotkey": ss58(&destination),
        });
        Ok(report(&message, more, &outcome))
    }

    fn failed(message: &str) -> Value {
        failed(message)
    }
}

impl Run for Accept {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let verb = if self.allow { "Allow" } else { "Forbid" };
        session.require_confirmation(&format!(
            "{verb} others to transfer locked stake to your coldkey?"
        ))?;
        let call = calls::stake::set_reject_locked_alpha(!self.allow);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let message = match self.allow {
            true => "Locked stake can be transferred to your coldkey.",
            false => "Locked stake cannot be transferred to your coldkey.",
        };
        let more = json!({ "accepts_locked_stake": self.allow });
        Ok(report(message, more, &outcome))
    }

    fn failed(message: &str) -> Value {
        failed(message)
    }
}

fn report(message: &str, more: Value, outcome: &Outcome) -> Report {
    let mut document = json!({
        "success": true,
        "message": message,
        "extrinsic_identifier": outcome.identifier(),
    });
    if let (Some(document), Value::Object(more)) = (document.as_object_mut(), more) {
        document.extend(more);
    }
    Report::new(
        document,
        Text::from(Cell::good(message)).line(outcome.line()),
    )
}

fn failed(message: &str) -> Value {
    json!({ "success": false, "message": message, "extrinsic_identifier": null })
}
