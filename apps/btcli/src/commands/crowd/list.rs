//! `btcli crowd list`.

use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use taonet_client::Tao;

use super::loan::{Loan, Status, percentage, time_remaining};
use crate::arguments::{ReadOptions, Shared};
use crate::commands::subnets::{identities, market};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{
    Cell, Column, Report, Table, Text, amount, amount_json, optional_json, short_address,
};
use crate::session::{Session, ss58};

/// Which crowdloans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// They create a leased subnet
    Subnet,
    /// They pay an account
    Fundraising,
    /// They make another call
    Custom,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Wanted {
    Active,
    Funded,
    Closed,
    Finalized,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SortBy {
    Raised,
    End,
    Contributors,
    Id,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SortOrder {
    Asc,
    Desc,
}

/// Lists crowdloans: first those that take contributions.
#[derive(Args, Debug)]
pub(crate) struct List {
    /// Only those in this state
    #[arg(long, ignore_case = true)]
    status: Option<Wanted>,
    /// Only those for this purpose
    #[arg(long = "type", ignore_case = true)]
    kind: Option<Kind>,
    /// Order by this
    #[arg(long, ignore_case = true)]
    sort_by: Option<SortBy>,
    /// Ascending or descending
    #[arg(long, ignore_case = true)]
    sort_order: Option<SortOrder>,
    /// Only those of a creator: part of the address or of the name
    #[arg(long, value_name = "TEXT")]
    search_creator: Option<String>,
    #[command(flatten)]
    shared: ReadOptions,
}

/// A crowdloan and the names of those in it.
struct Named {
    loan: Loan,
    creator: Option<String>,
    target: Option<String>,
}

impl List {
    fn keeps(&self, one: &Named, block: u32) -> bool {
        let status = self.status.is_none_or(|wanted| {
            let status = match wanted {
                Wanted::Active => Status::Active,
                Wanted::Funded => Status::Funded,
                Wanted::Closed => Status::Closed,
                Wanted::Finalized => Status::Finalized,
            };
            one.loan.status(block) == status
        });
        let kind = self.kind.is_none_or(|wanted| {
            let kind = match wanted {
                Kind::Subnet => "subnet",
                Kind::Fundraising => "fundraising",
                Kind::Custom => "custom",
            };
            one.loan.kind() == kind
        });
        let creator = self.search_creator.as_ref().is_none_or(|text| {
            let text = text.to_lowercase();
            let name = one.creator.as_deref().unwrap_or_default();
            name.to_lowercase().contains(&text) || one.loan.creator().to_lowercase().contains(&text)
        });
        status && kind && creator
    }

    fn sort(&self, loans: &mut [Named], block: u32) {
        match self.sort_by {
            Some(SortBy::Raised) => loans.sort_by_key(|one| one.loan.record.raised),
            Some(SortBy::End) => loans.sort_by_key(|one| one.loan.record.end),
            Some(SortBy::Contributors) => loans.sort_by_key(|one| one.loan.contributors()),
            Some(SortBy::Id) => loans.sort_by_key(|one| one.loan.id),
            None => {
                loans.sort_by_key(|one| (one.loan.status(block) != Status::Active, one.loan.id))
            }
        }
        let descending = match (self.sort_order, self.sort_by) {
            (Some(order), _) => order == SortOrder::Desc,
            (None, Some(SortBy::Raised | SortBy::Contributors)) => true,
            (None, _) => false,
        };
        if descending {
            loans.reverse();
        }
    }
}

impl Run for List {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let state = market::newest(session.chain().await?).await?;
        let block = state.block_number();
        let block_ms = state.slot_duration_ms().await?;
        let names = identities::all(&state).await?;
        let mut loans: Vec<Named> = Loan::all(&state)
            .await?
            .into_iter()
            .map(|loan| {
                let target = loan.record.target_address;
                Named {
                    creator: names.get(&loan.creator()).cloned(),
                    target: target.and_then(|target| names.get(&ss58(&target)).cloned()),
                    loan,
                }
            })
            .filter(|one| self.keeps(one, block))
            .collect();
        self.sort(&mut loans, block);
        let total = |of: fn(&Loan) -> Tao| {
            loans
                .iter()
                .fold(Tao::ZERO, |sum, one| sum.saturating_add(of(&one.loan)))
        };
        let (raised, cap) = (
            total(|loan| loan.record.raised),
            total(|loan| loan.record.cap),
        );
        let contributors: u64 = loans
            .iter()
            .map(|one| u64::from(one.loan.contributors()))
            .sum();
        let rows: Vec<Value> = loans.iter().map(|one| row(one, block, block_ms)).collect();
        let document = json!({
            "success": true,
            "error": null,
            "data": {
                "crowdloans": rows,
                "total_count": loans.len(),
                "total_raised": amount_json(raised.rao()),
                "total_cap": amount_json(cap.rao()),
                "total_contributors": contributors,
                "funding_percentage": percentage(raised, cap),
                "current_block": block,
                "network": session.network_name()?,
            },
        });
        let text = match loans.is_empty() {
            true => Text::from("No crowdloans."),
            false => Text::new().table(table(session, &loans, block, block_ms)),
        };
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "error": message, "data": null })
    }
}

fn row(one: &Named, block: u32, block_ms: u64) -> Value {
    let (loan, record) = (&one.loan, &one.loan.record);
    json!({
        "id": loan.id,
        "status": loan.status(block).name(),
        "raised": amount_json(record.raised.rao()),
        "cap": amount_json(record.cap.rao()),
        "deposit": amount_json(record.deposit.rao()),
        "min_contribution": amount_json(record.min_contribution.rao()),
        "end_block": record.end,
        "time_remaining": time_remaining(record.end, block, block_ms),
        "contributors_count": loan.contributors(),
        "creator": loan.creator(),
        "creator_identity": optional_json(one.creator.clone()),
        "target_address": loan.target(),
        "target_identity": optional_json(one.target.clone()),
        "funds_account": ss58(&record.funds_account),
        "call": loan.call_name(),
        "finalized": record.finalized,
    })
}

fn table(session: &Session, loans: &[Named], block: u32, block_ms: u64) -> Table {
    let verbose = session.is_verbose();
    let tao = |amount_of: Tao| amount(amount_of.rao(), "τ", verbose);
    let mut table = Table::new([
        Column::right("ID"),
        Column::left("STATUS"),
        Column::right("RAISED"),
        Column::right("CAP"),
        Column::right("%"),
        Column::right("MINIMUM"),
        Column::left("ENDS"),
        Column::right("GIVERS"),
        Column::left("CREATOR"),
        Column::left("FOR"),
    ])
    .titled("Crowdloans");
    for one in loans {
        let (loan, record) = (&one.loan, &one.loan.record);
        let status = loan.status(block);
        let status = match status {
            Status::Active | Status::Funded => Cell::good(status.name()),
            Status::Closed => Cell::bad(status.name()),
            Status::Finalized => Cell::faint(status.name()),
        };
        let purpose = match (loan.call_name(), record.target_address) {
            (Value::String(call), _) => call,
            (_, Some(target)) => one
                .target
                .clone()
                .unwrap_or_else(|| short_address(&ss58(&target))),
            _ => String::new(),
        };
        let creator = one.creator.clone();
        table.push([
            loan.id.into(),
            status,
            tao(record.raised).into(),
            tao(record.cap).into(),
            format!("{:.1}", loan.percentage()).into(),
            tao(record.min_contribution).into(),
            time_remaining(record.end, block, block_ms).into(),
            loan.contributors().into(),
            creator
                .unwrap_or_else(|| short_address(&loan.creator()))
                .into(),
            purpose.into(),
        ]);
    }
    table
}
