//! `btcli crowd update`.

use clap::Args;
use serde_json::{Map, Value, json};
use taonet_client::{Tao, calls};

use super::CrowdloanOption;
use super::loan::{self, Loan};
use crate::arguments::{Amount, Shared, WriteOptions};
use crate::commands::stake::amounts::acting_coldkey;
use crate::commands::subnets::market;
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text, amount, amount_json};
use crate::session::{Session, SignWith};

/// Changes the smallest contribution, the end or the cap of a crowdloan; several at once if you
/// like.
#[derive(Args, Debug)]
pub(crate) struct Update {
    /// Smallest contribution in TAO
    #[arg(long, alias = "min", value_name = "TAO")]
    min_contribution: Option<Amount>,
    /// Last block
    #[arg(long, alias = "end-block", value_name = "BLOCK")]
    end: Option<u32>,
    /// What it raises in TAO
    #[arg(long, value_name = "TAO")]
    cap: Option<Amount>,
    #[command(flatten)]
    id: CrowdloanOption,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Update {
    /// What is to change, and to what; asks where nothing was given.
    fn changes(&self, session: &Session) -> Result<(Vec<taonet_client::Call>, Value), Failure> {
        let id = self.id.ask(session)?;
        let (mut minimum, mut end, mut cap) = (self.min_contribution, self.end, self.cap);
        if minimum.is_none() && end.is_none() && cap.is_none() {
            let what = session.ask_text(
                None,
                "--min-contribution, --end or --cap",
                "What shall change: min, end or cap?",
                None,
            )?;
            match what.trim() {
                "min" => minimum = Some(session.ask_amount(None, "Smallest contribution")?),
                "end" => end = Some(session.ask(None, "--end", "Last block")?),
                "cap" => cap = Some(session.ask_amount(None, "Cap")?),
                other => {
                    return Err(Failure::usage(format!(
                        "'{other}' is none of min, end, cap: give --min-contribution, --end or \
                         --cap"
                    )));
                }
            }
        }
        let mut changes = Vec::new();
        let mut data = Map::from_iter([("crowdloan_id".to_owned(), json!(id))]);
        if let Some(minimum) = minimum {
            let minimum_of = Tao::from_rao(minimum.rao);
            changes.push(calls::crowdloan::update_min_contribution(id, minimum_of));
            data.insert("min_contribution".into(), amount_json(minimum.rao));
        }
        if let Some(end) = end {
            changes.push(calls::crowdloan::update_end(id, end));
            data.insert("end_block".into(), end.into());
        }
        if let Some(cap) = cap {
            changes.push(calls::crowdloan::update_cap(id, Tao::from_rao(cap.rao)));
            data.insert("cap".into(), amount_json(cap.rao));
        }
        Ok((changes, data.into()))
    }
}

impl Run for Update {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let id = self.id.ask(session)?;
        let coldkey = acting_coldkey(session)?;
        let state = market::newest(session.chain().await?).await?;
        let loan = Loan::read(&state, id).await?;
        loan.require_open()?;
        loan.require_creator(&coldkey)?;
        if let Some(cap) = self.cap
            && cap.rao < loan.record.raised.rao()
        {
            return Err(Failure::failed(format!(
                "The cap cannot be {}: {} are raised already. Take at least that",
                amount(cap.rao, "τ", true),
                amount(loan.record.raised.rao(), "τ", true)
            )));
        }
        let (mut changes, data) = self.changes(session)?;
        session.require_confirmation(&format!("Change crowdloan {id}?"))?;
        let call = match changes.pop() {
            Some(only) if changes.is_empty() => only,
            last => {
                changes.extend(last);
                calls::utility::batch_all(changes)
            }
        };
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let text =
            Text::from(Cell::good(format!("Crowdloan {id} is changed."))).line(outcome.line());
        Ok(Report::new(loan::document(&outcome, data), text))
    }

    fn failed(message: &str) -> Value {
        loan::failed(message)
    }
}
