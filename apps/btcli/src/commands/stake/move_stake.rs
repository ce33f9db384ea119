//! `btcli stake move`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::calls;

use super::amounts;
use super::origin::{self, RouteOptions};
use crate::arguments::{Shared, WriteOptions};
use crate::commands::subnets::market::{self, Market};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text};
use crate::session::{Session, SignWith, ss58};

/// Moves stake of one hotkey to another, in the same or in another subnet.
#[derive(Args, Debug, Default)]
pub(crate) struct Move {
    /// Hotkey that the stake leaves, by name or address (also --hotkey)
    #[arg(
        long,
        aliases = ["hotkey-ss58", "wallet-hotkey-ss58", "origin-hotkey"],
        value_name = "NAME|SS58"
    )]
    pub(super) from: Option<String>,
    /// Hotkey that the stake goes to, by name or address
    #[arg(long, aliases = ["dest-ss58", "dest", "dest-hotkey"], value_name = "NAME|SS58")]
    pub(super) to: Option<String>,
    #[command(flatten)]
    pub(super) route: RouteOptions,
    #[command(flatten)]
    pub(super) shared: WriteOptions,
}

impl Run for Move {
    const SHIELDED: bool = true;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let from = match &self.from {
            Some(from) => session.named_hotkey_address(from)?,
            None => session.hotkey_address()?,
        };
        let question = "Enter the hotkey that the stake goes to";
        let to = session.ask_text(self.to.clone(), "--to", question, None)?;
        let to = session.named_hotkey_address(&to)?;
        let coldkey = amounts::acting_coldkey(session)?;
        let state = market::newest(session.chain().await?).await?;
        let market = Market::read(&state).await?;
        let origin = self
            .route
            .origin(session, &state, &market, &coldkey, from)
            .await?;
        let destination = self.route.destination(session, &state, &market).await?;
        if from == to && origin.subnet.netuid == destination.netuid {
            return Err(Failure::usage(
                "the stake is there already: give another --to or --dest-netuid",
            ));
        }
        let exchange = origin::exchange(&state, &origin, &destination).await?;
        session.note(origin::describe(&origin, &destination, exchange.as_ref()));
        let question = format!("Move it from {} to {}?", ss58(&from), ss58(&to));
        session.require_confirmation(&question)?;
        let call = calls::stake::move_stake(&from, &to, origin.amount(), destination.netuid);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let document = json!({ "success": true, "extrinsic_identifier": outcome.identifier() });
        let text = Text::from(Cell::good("Moved.")).line(outcome.line());
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "error": message, "extrinsic_identifier": null })
    }
}
