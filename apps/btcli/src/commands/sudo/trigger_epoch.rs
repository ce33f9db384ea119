//! `btcli sudo trigger-epoch`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::calls;

use crate::arguments::{NetuidOption, Shared, WriteOptions};
use crate::commands::stake::amounts::acting_coldkey;
use crate::commands::subnets::market;
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text};
use crate::session::{Session, SignWith, ss58};

/// Runs the epoch of a subnet that you own ahead of its time.
#[derive(Args, Debug)]
pub(crate) struct TriggerEpoch {
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for TriggerEpoch {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        let state = market::newest(session.chain().await?).await?;
        market::require_subnet(&state, netuid).await?;
        market::require_owner(&state, netuid, &ss58(&acting_coldkey(session)?)).await?;
        session.require_confirmation(&format!("Run the epoch of subnet {netuid} early?"))?;
        let call = calls::subnets::trigger_epoch(netuid);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let document = json!({
            "success": true,
            "err_msg": "",
            "extrinsic_identifier": outcome.identifier(),
        });
        let done = format!("The epoch of subnet {netuid} comes early.");
        let text = Text::from(Cell::good(done)).line(outcome.line());
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "err_msg": message, "extrinsic_identifier": null })
    }
}
