//! `btcli sudo trim`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::Call;

use super::authority;
use crate::arguments::{NetuidOption, Shared, WriteOptions};
use crate::commands::subnets::{fields, market};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text};
use crate::session::{Session, SignWith};

/// Lowers how many neurons a subnet has room for; those with the least emission go.
#[derive(Args, Debug)]
pub(crate) struct Trim {
    #[command(flatten)]
    netuid: NetuidOption,
    /// Neurons that stay at most
    #[arg(long, aliases = ["max-uids", "max-n"])]
    max: Option<u16>,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for Trim {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        let max = session.ask(self.max, "--max", "Enter how many neurons stay")?;
        let state = market::newest(session.chain().await?).await?;
        market::require_subnet(&state, netuid).await?;
        let bound = |item: &'static str| {
            let state = state.clone();
            async move {
                let keys = [json!(netuid)];
                let bound = state.storage_json("SubtensorModule", item, &keys).await?;
                Ok::<u16, Failure>(fields::short(&bound))
            }
        };
        let (lowest, highest) = (
            bound("MinAllowedUids").await?,
            bound("MaxAllowedUids").await?,
        );
        if !(lowest..=highest).contains(&max) {
            return Err(Failure::failed(format!(
                "--max has to be between {lowest} and {highest} in subnet {netuid}, and {max} is \
                 given"
            )));
        }
        let arguments = [("netuid", json!(netuid)), ("max_n", json!(max))];
        let arguments = arguments.map(|(name, value)| (name.to_owned(), value));
        let call = Call::dynamic(
            "AdminUtils",
            "sudo_trim_to_max_allowed_uids",
            arguments.into_iter().collect(),
        );
        let call = authority::as_owner_or_root(session, &state, netuid, call).await?;
        session.require_confirmation(&format!(
            "Trim subnet {netuid} to {max} neurons? Those that go lose their places"
        ))?;
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        authority::check_sudo(&outcome)?;
        let document = json!({
            "success": true,
            "err_msg": "",
            "extrinsic_identifier": outcome.identifier(),
        });
        let done = format!("Successfully trimmed UIDs on SN{netuid} to {max}.");
        let text = Text::from(Cell::good(done)).line(outcome.line());
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "err_msg": message, "extrinsic_identifier": null })
    }
}
