//! `btcli wallet transfer`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::{Tao, calls};

use crate::arguments::{Amount, Shared, WriteOptions};
use crate::commands::stake::amounts::require_balance;
use crate::commands::subnets::market;
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text, amount};
use crate::session::{Session, SignWith, ss58};

/// Sends TAO to another account.
#[derive(Args, Debug)]
pub(crate) struct Transfer {
    /// Who gets it: an address, or a name of the address book
    #[arg(long, short = 'd', alias = "dest", value_name = "SS58|NAME")]
    destination: Option<String>,
    /// TAO to send, with up to nine decimals
    #[arg(long, short = 'a', alias = "amount-tao")]
    amount: Option<Amount>,
    /// Send everything
    #[arg(long, conflicts_with = "amount")]
    all: bool,
    /// Let the account die: what is left below the existential deposit is lost
    #[arg(long)]
    allow_death: bool,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for Transfer {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let question = "Enter the destination address";
        let destination = session.ask_text(self.destination, "--destination", question, None)?;
        let destination = session.account_or_name(&destination)?;
        let origin = match session.proxied_account()? {
            Some(real) => real,
            None => session.coldkey_address()?,
        };
        let (call, what) = if self.all {
            let call = calls::balances::transfer_all(&destination, !self.allow_death);
            (call, "all TAO".to_owned())
        } else {
            let question = "Enter the amount of TAO to send";
            let Amount { rao } = session.ask_amount(self.amount, question)?;
            if rao == 0 {
                return Err(Failure::usage("--amount is 0: there is nothing to send"));
            }
            let tao = Tao::from_rao(rao);
            if !self.allow_death && !session.is_dry_run() {
                // The chain would take the fee and refuse.
                let state = market::newest(session.chain().await?).await?;
                require_balance(&state, &origin, rao, "this transfer").await?;
            }
            let call = if self.allow_death {
                calls::balances::transfer_allow_death(&destination, tao)
            } else {
                calls::balances::transfer_keep_alive(&destination, tao)
            };
            (call, amount(rao, "τ", true))
        };
        session.require_confirmation(&format!(
            "Transfer {what}\n  from {}\n  to   {}\non {}?",
            ss58(&origin),
            ss58(&destination),
            session.network_name()?
        ))?;
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let line = Cell::good(format!("Sent {what} to {}.", ss58(&destination)));
        let document = json!({
            "success": true, "extrinsic_identifier": outcome.identifier()
        });
        Ok(Report::new(document, Text::from(line).line(outcome.line())))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "extrinsic_identifier": null, "error": message })
    }
}
