//! `btcli root`: the root network under the names of btcli 11.

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use taonet_client::calls;

use crate::arguments::{Shared, WriteOptions};
use crate::commands::stake::claim;
use crate::dispatch::{Run, group};
use crate::failure::Failure;
use crate::output::{Cell, Report, Text};
use crate::session::{Session, SignWith, ss58};

/// Commands of the group.
#[derive(Subcommand, Debug)]
pub(crate) enum Root {
    /// Take a seat on the root network
    Register(Register),
    /// Claim root dividends now (the same as `stake process-claim`)
    Claim(claim::ProcessClaim),
    /// Choose what becomes of root dividends (the same as `stake set-claim`)
    SetClaim(claim::SetClaim),
}

group!(Root {
    Register,
    Claim,
    SetClaim,
});

/// Takes a seat on the root network for your hotkey: a free one, or that of the one with the least
/// stake.
#[derive(Args, Debug)]
pub(crate) struct Register {
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for Register {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let hotkey = session.hotkey_address()?;
        let address = ss58(&hotkey);
        session.require_confirmation(&format!("Register {address} on the root network?"))?;
        let call = calls::root::root_register(&hotkey);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let message = format!("{address} is registered on the root network.");
        let document = json!({
            "success": true,
            "msg": message,
            "extrinsic_identifier": outcome.identifier(),
        });
        let text = Text::from(Cell::good(message)).line(outcome.line());
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "msg": message, "extrinsic_identifier": null })
    }
}
