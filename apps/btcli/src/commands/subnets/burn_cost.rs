//! `btcli subnets burn-cost`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::StateAt;

use super::fields;
use super::market;
use crate::arguments::{ReadOptions, Shared};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{self, Report, Text};
use crate::session::Session;

/// Shows what creating a subnet costs; with a subnet, what registering a neuron there costs.
#[derive(Args, Debug)]
pub(crate) struct BurnCost {
    /// Subnet whose registration price is shown instead
    netuid: Option<u16>,
    #[command(flatten)]
    shared: ReadOptions,
}

impl Run for BurnCost {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let state = market::newest(session.chain().await?).await?;
        let (what, rao) = match self.netuid {
            Some(netuid) => {
                market::require_subnet(&state, netuid).await?;
                let what = format!("Registering a neuron in subnet {netuid} costs");
                (what, registration_rao(&state, netuid).await?)
            }
            None => (
                "Creating a subnet costs".to_owned(),
                creation_rao(&state).await?,
            ),
        };
        let document = json!({
            "burn_cost": { "rao": rao, "tao": output::amount_json(rao) },
            "error": "",
        });
        let text = format!("{what} {}.", output::amount(rao, "τ", true));
        Ok(Report::new(document, Text::from(text)))
    }

    fn failed(message: &str) -> Value {
        json!({ "burn_cost": null, "error": message })
    }
}

/// What creating a subnet costs now.
pub(super) async fn creation_rao(state: &StateAt) -> Result<u64, Failure> {
    let cost = state
        .runtime_json(
            "SubnetRegistrationRuntimeApi",
            "get_network_registration_cost",
            &[],
        )
        .await?;
    Ok(fields::number(&cost))
}

/// What registering a neuron costs now.
pub(super) async fn registration_rao(state: &StateAt, netuid: u16) -> Result<u64, Failure> {
    let cost = state
        .storage_json("SubtensorModule", "Burn", &[json!(netuid)])
        .await?;
    Ok(fields::number(&cost))
}
