//! `btcli sudo get-take` and `btcli sudo set-take`: what a validator keeps of its stakers'
//! dividends.

use std::cmp::Ordering;

use clap::Args;
use serde_json::{Value, json};
use taonet_client::{StateAt, calls};

use crate::arguments::{ReadOptions, Shared, WriteOptions};
use crate::commands::stake::proportions::{Fraction, of_take};
use crate::commands::subnets::{fields, market};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{self, Cell, Report, Text};
use crate::session::{Session, SignWith, ss58};

/// Shows what the hotkey keeps of its stakers' dividends.
#[derive(Args, Debug)]
pub(crate) struct GetTake {
    #[command(flatten)]
    shared: ReadOptions,
}

impl Run for GetTake {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let hotkey = ss58(&session.hotkey_address()?);
        let state = market::newest(session.chain().await?).await?;
        let take = of_take(take_of(&state, &hotkey).await?);
        let text = format!("{hotkey} takes {}.", output::percent(take));
        Ok(Report::new(
            json!({ "current_take": take }),
            Text::from(text),
        ))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "error": message, "current_take": null })
    }
}

async fn take_of(state: &StateAt, hotkey: &str) -> Result<u16, Failure> {
    let take = state
        .storage_json("SubtensorModule", "Delegates", &[json!(hotkey)])
        .await?;
    Ok(fields::short(&take))
}

/// Sets what the hotkey keeps of its stakers' dividends.
#[derive(Args, Debug)]
pub(crate) struct SetTake {
    /// The take as a fraction: 0.18 is 18 percent
    #[arg(long, value_name = "FRACTION")]
    take: Option<Fraction>,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for SetTake {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let take = match self.take {
            Some(take) => take,
            None => {
                let question = "Enter the take as a fraction";
                let text = session.ask_text(None, "--take", question, None)?;
                text.parse().map_err(Failure::usage)?
            }
        };
        let wanted = take.of_u16();
        let hotkey = session.hotkey_address()?;
        let state = market::newest(session.chain().await?).await?;
        let lowest = bound(&state, "MinDelegateTake").await?;
        let highest = bound(&state, "MaxDelegateTake").await?;
        if !(lowest..=highest).contains(&wanted) {
            return Err(Failure::failed(format!(
                "The take has to be between {} and {}, and {} is wanted",
                output::percent(of_take(lowest)),
                output::percent(of_take(highest)),
                output::percent(of_take(wanted)),
            )));
        }
        let present = take_of(&state, &ss58(&hotkey)).await?;
        let call = match wanted.cmp(&present) {
            Ordering::Less => calls::delegation::decrease_take(&hotkey, wanted),
            Ordering::Greater => calls::delegation::increase_take(&hotkey, wanted),
            Ordering::Equal => {
                return Ok(report("The take is that already.", &Value::Null));
            }
        };
        session.require_confirmation(&format!(
            "Change the take of {} from {} to {}?",
            ss58(&hotkey),
            output::percent(of_take(present)),
            output::percent(of_take(wanted)),
        ))?;
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let done = format!("The take is {} now.", output::percent(of_take(wanted)));
        Ok(report(&done, &outcome.identifier()))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "error": message, "extrinsic_identifier": null })
    }
}

async fn bound(state: &StateAt, item: &str) -> Result<u16, Failure> {
    let bound = state.storage_json("SubtensorModule", item, &[]).await?;
    Ok(fields::short(&bound))
}

fn report(message: &str, identifier: &Value) -> Report {
    let document = json!({ "success": true, "extrinsic_identifier": identifier });
    Report::new(document, Text::from(Cell::good(message)))
}
