//! `btcli subnets create`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::{Inclusion, calls};

use super::identity::{Identity, IdentityOptions};
use super::{burn_cost, fields, market};
use crate::arguments::{Shared, WriteOptions};
use crate::commands::stake::amounts::{acting_coldkey, require_balance};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{self, Cell, Report, Text};
use crate::session::{Session, SignWith, ss58};

/// Creates a subnet. Its price is taken from the coldkey; the hotkey becomes the owner's.
#[derive(Args, Debug)]
pub(crate) struct Create {
    #[command(flatten)]
    identity: IdentityOptions,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for Create {
    const SHIELDED: bool = true;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let hotkey = session.hotkey_address()?;
        let coldkey = acting_coldkey(session)?;
        let state = market::newest(session.chain().await?).await?;
        let cost = burn_cost::creation_rao(&state).await?;
        require_balance(&state, &coldkey, cost, "creating a subnet").await?;
        let identity = match self.identity.is_empty() && !session.can_ask() {
            true => Identity::default(),
            false => self.identity.fill(session, &Identity::default())?,
        };
        session.note(format!(
            "Creating a subnet costs {}. Its owner is {}, its hotkey {}.",
            output::amount(cost, "τ", true),
            ss58(&coldkey),
            ss58(&hotkey)
        ));
        session.require_confirmation("Create it?")?;
        let call = match identity == Identity::default() {
            true => calls::subnets::register_network(&hotkey),
            false => {
                calls::subnets::register_network_with_identity(&hotkey, Some(&identity.as_call()))
            }
        };
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let netuid = outcome.inclusion().and_then(created);
        let document = json!({
            "success": true,
            "netuid": netuid,
            "extrinsic_identifier": outcome.identifier(),
        });
        let text = match netuid {
            Some(netuid) => format!(
                "Created subnet {netuid}. `btcli subnets start --netuid {netuid}` starts its \
                 emission."
            ),
            None => "Created. `btcli subnets list` shows its number.".to_owned(),
        };
        let text = Text::from(Cell::good(text)).line(outcome.line());
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "error": message, "netuid": null, "extrinsic_identifier": null })
    }
}

/// The number of the subnet that a transaction created.
fn created(inclusion: &Inclusion) -> Option<u16> {
    let event = inclusion
        .events
        .iter()
        .find(|event| event.pallet == "SubtensorModule" && event.name == "NetworkAdded")?;
    let netuid = match &event.fields {
        Value::Array(items) => items.first(),
        Value::Object(members) => members.get("netuid").or_else(|| members.values().next()),
        number => Some(number),
    };
    netuid.map(fields::short)
}
