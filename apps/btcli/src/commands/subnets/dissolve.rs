//! `btcli subnets dissolve`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::calls;

use super::market;
use crate::arguments::{NetuidOption, Shared, WriteOptions};
use crate::commands::sudo::authority;
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text};
use crate::session::{Session, SignWith};

/// Ends a subnet and pays its pool out to its stakers. Only the chain's sudo key can.
#[derive(Args, Debug)]
pub(crate) struct Dissolve {
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for Dissolve {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        if netuid == market::ROOT {
            return Err(Failure::usage("the root network cannot be dissolved"));
        }
        let state = market::newest(session.chain().await?).await?;
        market::require_subnet(&state, netuid).await?;
        authority::require_sudo(session, &state).await?;
        session.require_confirmation(&format!(
            "Dissolve subnet {netuid}? All its alpha is gone then, for TAO from its pool"
        ))?;
        let call = calls::sudo(calls::subnets::root_dissolve_network(netuid));
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        authority::check_sudo(&outcome)?;
        let message = format!("Dissolved subnet {netuid}.");
        let document = json!({
            "success": true,
            "message": message,
            "extrinsic_identifier": outcome.identifier(),
        });
        let text = Text::from(Cell::good(message)).line(outcome.line());
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "message": message, "extrinsic_identifier": null })
    }
}
