//! `btcli stake transfer`.

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

/// Gives stake to another coldkey; it stays on its hotkey.
#[derive(Args, Debug, Default)]
pub(crate) struct Transfer {
    /// Hotkey that has the stake, by name or address (also --hotkey)
    #[arg(
        long,
        aliases = ["wallet-hotkey-ss58", "origin-hotkey"],
        value_name = "NAME|SS58"
    )]
    pub(super) hotkey_ss58: Option<String>,
    /// Coldkey that gets the stake
    #[arg(long, aliases = ["dest", "dest-coldkey"], value_name = "SS58")]
    pub(super) dest_ss58: Option<String>,
    #[command(flatten)]
    pub(super) route: RouteOptions,
    #[command(flatten)]
    pub(super) shared: WriteOptions,
}

impl Run for Transfer {
    const SHIELDED: bool = true;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(mut self, session: &Session) -> Result<Report, Failure> {
        let hotkey = match &self.hotkey_ss58 {
            Some(hotkey) => session.named_hotkey_address(hotkey)?,
            None => session.hotkey_address()?,
        };
        let question = "Enter the coldkey that gets the stake";
        let receiver = session.ask_text(self.dest_ss58.take(), "--dest-ss58", question, None)?;
        let receiver = session.account(&receiver)?;
        let coldkey = amounts::acting_coldkey(session)?;
        if receiver == coldkey {
            return Err(Failure::usage(
                "the stake would stay with the same coldkey: use `btcli stake move` or \
                 `btcli stake swap` for that",
            ));
        }
        let state = market::newest(session.chain().await?).await?;
        let market = Market::read(&state).await?;
        let origin = self
            .route
            .origin(session, &state, &market, &coldkey, hotkey)
            .await?;
        // Without another subnet it stays where it is.
        if self.route.dest_netuid.is_none() && !session.can_ask() {
            self.route.dest_netuid = Some(origin.subnet.netuid);
        }
        let destination = self.route.destination(session, &state, &market).await?;
        let exchange = origin::exchange(&state, &origin, &destination).await?;
        session.note(origin::describe(&origin, &destination, exchange.as_ref()));
        session.require_confirmation(&format!("Give it to {}?", ss58(&receiver)))?;
        let amount = origin.amount();
        let call = calls::stake::transfer_stake(&receiver, &hotkey, amount, destination.netuid);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let document = json!({ "success": true, "extrinsic_identifier": outcome.identifier() });
        let text = Text::from(Cell::good("Transferred.")).line(outcome.line());
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "error": message, "extrinsic_identifier": null })
    }
}
