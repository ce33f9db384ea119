//! `btcli crowd contribute` and `btcli crowd withdraw`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::{Tao, calls};

use super::CrowdloanOption;
use super::loan::{self, Loan, Status, balance_json};
use crate::arguments::{AmountOption, Shared, WriteOptions};
use crate::commands::stake::amounts::{acting_coldkey, require_balance};
use crate::commands::subnets::market;
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text, amount, amount_json};
use crate::session::{Session, SignWith, ss58};

/// Gives TAO to a crowdloan; no more is taken than is still missing.
#[derive(Args, Debug)]
pub(crate) struct Contribute {
    #[command(flatten)]
    amount: AmountOption,
    #[command(flatten)]
    id: CrowdloanOption,
    #[command(flatten)]
    shared: WriteOptions,
}

/// Takes your contribution back; a creator keeps the deposit in.
#[derive(Args, Debug)]
pub(crate) struct Withdraw {
    #[command(flatten)]
    id: CrowdloanOption,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for Contribute {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let id = self.id.ask(session)?;
        let coldkey = acting_coldkey(session)?;
        let state = market::newest(session.chain().await?).await?;
        let loan = Loan::read(&state, id).await?;
        let record = &loan.record;
        require_active(&loan, state.block_number())?;
        let missing = record.cap.saturating_sub(record.raised);
        let question = format!(
            "Enter the amount to contribute (at least {}, {} are missing)",
            tao(record.min_contribution),
            tao(missing)
        );
        let wanted = Tao::from_rao(session.ask_amount(self.amount.amount, &question)?.rao);
        if wanted < record.min_contribution {
            return Err(Failure::failed(format!(
                "Amount too low: {} is less than the smallest contribution of crowdloan {id}, {}. \
                 Give at least that",
                tao(wanted),
                tao(record.min_contribution)
            )));
        }
        let given = wanted.min(missing);
        if given < wanted {
            session.note(format!(
                "Only {} are missing: no more is taken.",
                tao(missing)
            ));
        }
        require_balance(&state, &coldkey, given.rao(), "this contribution").await?;
        let before = state.balance(&coldkey).await?.free;
        let previous = state.crowdloan_contribution(id, &coldkey).await?;
        let previous = previous.unwrap_or_default();
        session.require_confirmation(&format!("Contribute {} to crowdloan {id}?", tao(given)))?;
        let call = calls::crowdloan::contribute(id, wanted);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let state = loan::state_after(session, outcome.inclusion()).await?;
        let after = state.balance(&coldkey).await?.free;
        let total = state.crowdloan_contribution(id, &coldkey).await?;
        let total = total.unwrap_or_default();
        let contributed = match outcome.inclusion() {
            Some(_) => total.saturating_sub(previous),
            None => given,
        };
        let now = Loan::read(&state, id).await?;
        let data = json!({
            "crowdloan_id": id,
            "contributor": ss58(&coldkey),
            "contribution_amount": amount_json(contributed.rao()),
            "previous_contribution": amount_json(previous.rao()),
            "total_contribution": amount_json(total.rao()),
            "balance": balance_json(before, after, outcome.inclusion()),
            "adjusted": given < wanted,
            "cap_reached": now.record.raised >= now.record.cap,
            "raised": amount_json(now.record.raised.rao()),
            "cap": amount_json(now.record.cap.rao()),
        });
        let text = Text::from(Cell::good(format!(
            "Contributed {} to crowdloan {id}: {} of {} are raised.",
            tao(contributed),
            tao(now.record.raised),
            tao(now.record.cap)
        )))
        .line(outcome.line());
        Ok(Report::new(loan::document(&outcome, data), text))
    }

    fn failed(message: &str) -> Value {
        loan::failed(message)
    }
}

impl Run for Withdraw {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let id = self.id.ask(session)?;
        let coldkey = acting_coldkey(session)?;
        let state = market::newest(session.chain().await?).await?;
        let loan = Loan::read(&state, id).await?;
        loan.require_open()?;
        let previous = state.crowdloan_contribution(id, &coldkey).await?;
        let previous = previous.unwrap_or_default();
        if previous == Tao::ZERO {
            return Err(Failure::failed(format!(
                "{} has contributed nothing to crowdloan {id}: `btcli crowd contributors --id \
                 {id}` shows who has",
                ss58(&coldkey)
            )));
        }
        let is_creator = loan.record.creator == coldkey;
        let locked = match is_creator {
            true => loan.record.deposit,
            false => Tao::ZERO,
        };
        let wanted = previous.saturating_sub(locked);
        if wanted == Tao::ZERO {
            return Err(Failure::failed(format!(
                "What the creator of crowdloan {id} gave is its deposit of {}, which comes back \
                 when the crowdloan is dissolved: `btcli crowd refund --id {id}`, then `btcli \
                 crowd dissolve --id {id}`",
                tao(locked)
            )));
        }
        let before = state.balance(&coldkey).await?.free;
        session.require_confirmation(&format!("Take {} back from crowdloan {id}?", tao(wanted)))?;
        let call = calls::crowdloan::withdraw(id);
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        let state = loan::state_after(session, outcome.inclusion()).await?;
        let after = state.balance(&coldkey).await?.free;
        let remaining = state.crowdloan_contribution(id, &coldkey).await?;
        let remaining = remaining.unwrap_or_default();
        let mut data = json!({
            "crowdloan_id": id,
            "is_creator": is_creator,
            "withdrawal_amount": amount_json(wanted.rao()),
            "previous_contribution": amount_json(previous.rao()),
            "remaining_contribution": amount_json(remaining.rao()),
            "balance": balance_json(before, after, outcome.inclusion()),
        });
        if is_creator && let Some(members) = data.as_object_mut() {
            members.insert("deposit_locked".into(), amount_json(locked.rao()));
        }
        let text = Text::from(Cell::good(format!(
            "Took {} back from crowdloan {id}.",
            tao(wanted)
        )))
        .line(outcome.line());
        Ok(Report::new(loan::document(&outcome, data), text))
    }

    fn failed(message: &str) -> Value {
        loan::failed(message)
    }
}

fn tao(of: Tao) -> String {
    amount(of.rao(), "τ", true)
}

fn require_active(loan: &Loan, block: u32) -> Result<(), Failure> {
    let id = loan.id;
    let why = match loan.status(block) {
        Status::Active => return Ok(()),
        Status::Finalized => format!("Crowdloan {id} is finalised"),
        Status::Funded => format!("Crowdloan {id} has reached its cap"),
        Status::Closed => format!("Crowdloan {id} ended at block {}", loan.record.end),
    };
    Err(Failure::failed(format!(
        "{why} and takes no contributions: `btcli crowd list --status active` shows those that do"
    )))
}
