//! `btcli crowd finalize`, `refund` and `dissolve`: how a crowdloan ends.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::{Tao, calls};

use super::CrowdloanOption;
use super::loan::{self, Loan, Status};
use crate::arguments::{Shared, WriteOptions};
use crate::commands::stake::amounts::acting_coldkey;
use crate::commands::subnets::market;
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text, amount, amount_json};
use crate::session::{Session, SignWith};

/// Uses what was raised: pays the target, or makes the call. The cap must be reached.
#[derive(Args, Debug)]
pub(crate) struct Finalize {
    #[command(flatten)]
    id: CrowdloanOption,
    #[command(flatten)]
    shared: WriteOptions,
}

/// Gives contributions back, up to 50 at a time; repeat it until all are back.
#[derive(Args, Debug)]
pub(crate) struct Refund {
    #[command(flatten)]
    id: CrowdloanOption,
    #[command(flatten)]
    shared: WriteOptions,
}

/// Removes a crowdloan to which only its creator still contributes, and returns the deposit.
#[derive(Args, Debug)]
pub(crate) struct Dissolve {
    #[command(flatten)]
    id: CrowdloanOption,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for Finalize {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let id = self.id.ask(session)?;
        let state = market::newest(session.chain().await?).await?;
        let loan = own_loan(session, &state, id).await?;
        let record = &loan.record;
        if loan.status(state.block_number()) != Status::Funded {
            return Err(Failure::failed(format!(
                "Crowdloan {id} has raised {} of {}: it can be finalised when the cap is reached, \
                 or after `btcli crowd update --id {id} --cap` lowers it to what was raised",
                tao(record.raised),
                tao(record.cap)
            )));
        }
        let purpose = match (&loan.call, record.target_address) {
            (Some(call), _) => format!("call {} with", call.full_name()),
            (None, Some(target)) => format!("pay {}", crate::session::ss58(&target)),
            (None, None) => "use".to_owned(),
        };
        session.require_confirmation(&format!(
            "Finalise crowdloan {id}: {purpose} {}?",
            tao(record.raised)
        ))?;
        let call = calls::crowdloan::finalize(id);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let data = json!({
            "crowdloan_id": id,
            "total_raised": amount_json(record.raised.rao()),
            "contributors_count": loan.contributors(),
            "target_address": loan.target(),
            "has_call": loan.has_call(),
            "call_executed": loan.has_call() && outcome.inclusion().is_some(),
        });
        let text = Text::from(Cell::good(format!(
            "Crowdloan {id} is finalised: {} were used.",
            tao(record.raised)
        )))
        .line(outcome.line());
        Ok(Report::new(loan::document(&outcome, data), text))
    }

    fn failed(message: &str) -> Value {
        loan::failed(message)
    }
}

impl Run for Refund {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let id = self.id.ask(session)?;
        let state = market::newest(session.chain().await?).await?;
        let loan = own_loan(session, &state, id).await?;
        let before = loan.contributors();
        session.require_confirmation(&format!(
            "Give the contributions to crowdloan {id} back to those who made them?"
        ))?;
        let call = calls::crowdloan::refund(id);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let state = loan::state_after(session, outcome.inclusion()).await?;
        let now = Loan::read(&state, id).await?;
        let refunded = before.saturating_sub(now.contributors());
        let returned = loan.record.raised.saturating_sub(now.record.raised);
        let left = now.contributors().saturating_sub(1); // the creator's deposit stays
        let data = json!({
            "crowdloan_id": id,
            "refunded_count": refunded,
            "refunded_amount": amount_json(returned.rao()),
            "remaining_contributors": left,
            "all_refunded": left == 0,
        });
        let next = match left {
            0 => format!("All are back; `btcli crowd dissolve --id {id}` returns the deposit."),
            left => format!("{left} are left: repeat the command."),
        };
        let text = Text::from(Cell::good(format!(
            "Gave {} back to {refunded} who contributed. {next}",
            tao(returned)
        )))
        .line(outcome.line());
        Ok(Report::new(loan::document(&outcome, data), text))
    }

    fn failed(message: &str) -> Value {
        loan::failed(message)
    }
}

impl Run for Dissolve {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let id = self.id.ask(session)?;
        let state = market::newest(session.chain().await?).await?;
        let loan = own_loan(session, &state, id).await?;
        let own = state
            .crowdloan_contribution(id, &loan.record.creator)
            .await?
            .unwrap_or_default();
        if own != loan.record.raised {
            return Err(Failure::failed(format!(
                "Others still have {} in crowdloan {id}: give it back first with `btcli crowd \
                 refund --id {id}`",
                tao(loan.record.raised.saturating_sub(own))
            )));
        }
        session.require_confirmation(&format!(
            "Remove crowdloan {id} and take {} back?",
            tao(own)
        ))?;
        let call = calls::crowdloan::dissolve(id);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let data = json!({ "crowdloan_id": id, "returned_amount": amount_json(own.rao()) });
        let text = Text::from(Cell::good(format!(
            "Crowdloan {id} is gone; {} came back.",
            tao(own)
        )))
        .line(outcome.line());
        Ok(Report::new(loan::document(&outcome, data), text))
    }

    fn failed(message: &str) -> Value {
        loan::failed(message)
    }
}

/// A crowdloan that is not finalised, and that the signer opened.
async fn own_loan(
    session: &Session,
    state: &taonet_client::StateAt,
    id: u32,
) -> Result<Loan, Failure> {
    let coldkey = acting_coldkey(session)?;
    let loan = Loan::read(state, id).await?;
    loan.require_open()?;
    loan.require_creator(&coldkey)?;
    Ok(loan)
}

fn tao(of: Tao) -> String {
    amount(of.rao(), "τ", true)
}
