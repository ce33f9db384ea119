//! `btcli subnets set-symbol`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::calls;

use super::market;
use crate::arguments::{NetuidOption, Shared, WriteOptions};
use crate::commands::stake::amounts::acting_coldkey;
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text};
use crate::session::{Session, SignWith, ss58};

/// Chooses the symbol of a subnet's alpha, one of the chain's list that no other subnet has.
#[derive(Args, Debug)]
pub(crate) struct SetSymbol {
    /// The symbol
    symbol: String,
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for SetSymbol {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        let state = market::newest(session.chain().await?).await?;
        market::require_subnet(&state, netuid).await?;
        market::require_owner(&state, netuid, &ss58(&acting_coldkey(session)?)).await?;
        let market = market::Market::read(&state).await?;
        if let Some(other) = market.subnets().find(|other| other.symbol == self.symbol) {
            return Err(Failure::failed(format!(
                "Subnet {} has the symbol {} already: choose another",
                other.netuid, self.symbol
            )));
        }
        let question = format!("Give subnet {netuid} the symbol {}?", self.symbol);
        session.require_confirmation(&question)?;
        let call = calls::subnets::update_symbol(netuid, &self.symbol);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let message = format!(
            "Successfully updated SN{netuid}'s symbol to {}.",
            self.symbol
        );
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
