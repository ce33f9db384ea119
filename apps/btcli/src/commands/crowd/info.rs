//! `btcli crowd info` and `btcli crowd contributors`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::{StateAt, Tao};

use super::CrowdloanOption;
use super::loan::{Loan, percentage, time_remaining};
use crate::arguments::{ReadOptions, Shared};
use crate::commands::subnets::{identities, market};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{
    Cell, Column, Report, Table, Text, amount, amount_json, optional_json, percent,
};
use crate::session::{Session, ss58};

/// Shows one crowdloan, and what your coldkey gave.
#[derive(Args, Debug)]
pub(crate) struct Info {
    /// Show who contributed
    #[arg(long)]
    show_contributors: bool,
    #[command(flatten)]
    id: CrowdloanOption,
    #[command(flatten)]
    shared: ReadOptions,
}

/// Shows who contributed to a crowdloan, and how much.
#[derive(Args, Debug)]
pub(crate) struct Contributors {
    #[command(flatten)]
    id: CrowdloanOption,
    #[command(flatten)]
    shared: ReadOptions,
}

/// One who gave.
struct Contributor {
    address: String,
    identity: Option<String>,
    given: Tao,
}

impl Run for Info {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let id = self.id.ask(session)?;
        let state = market::newest(session.chain().await?).await?;
        let block = state.block_number();
        let loan = Loan::read(&state, id).await?;
        let record = &loan.record;
        let status = loan.status(block).name();
        let block_ms = state.slot_duration_ms().await?;
        let remaining = time_remaining(record.end, block, block_ms);
        let creator_identity = identities::of_coldkey(&state, &loan.creator()).await?;
        let target_identity = match record.target_address {
            Some(target) => identities::of_coldkey(&state, &ss58(&target)).await?,
            None => None,
        };
        // Somebody without a wallet can look at a crowdloan too.
        let own = match session.coldkey_address() {
            Ok(coldkey) => state.crowdloan_contribution(id, &coldkey).await?,
            Err(_) => None,
        };
        let average = match loan.contributors() {
            0 => Tao::ZERO,
            givers => Tao::from_rao(record.raised.rao() / u64::from(givers)),
        };
        let mut data = json!({
            "crowdloan_id": id,
            "status": status,
            "finalized": record.finalized,
            "creator": loan.creator(),
            "creator_identity": optional_json(creator_identity.clone()),
            "funds_account": ss58(&record.funds_account),
            "raised": amount_json(record.raised.rao()),
            "cap": amount_json(record.cap.rao()),
            "raised_percentage": loan.percentage(),
            "deposit": amount_json(record.deposit.rao()),
            "min_contribution": amount_json(record.min_contribution.rao()),
            "end_block": record.end,
            "current_block": block,
            "time_remaining": remaining,
            "contributors_count": loan.contributors(),
            "average_contribution": amount_json(average.rao()),
            "target_address": loan.target(),
            "target_identity": optional_json(target_identity),
            "has_call": loan.has_call(),
            "call_details": loan.call_details(),
            "user_contribution": own.map_or(Value::Null, |own| amount_json(own.rao())),
            "network": session.network_name()?,
        });
        let tao = |of: Tao| amount(of.rao(), "τ", session.is_verbose());
        let mut text = Text::new()
            .line(Cell::strong(format!("Crowdloan {id}: {status}")))
            .line(format!(
                "  raised        {} of {} ({:.1} %) by {}",
                tao(record.raised),
                tao(record.cap),
                loan.percentage(),
                loan.contributors()
            ))
            .line(format!("  at least      {}", tao(record.min_contribution)))
            .line(format!(
                "  ends          block {} ({remaining})",
                record.end
            ))
            .line(format!(
                "  creator       {} {}",
                loan.creator(),
                creator_identity.as_deref().unwrap_or_default()
            ))
            .line(format!("  deposit       {}", tao(record.deposit)))
            .line(format!("  funds         {}", ss58(&record.funds_account)));
        match (loan.call_name(), record.target_address) {
            (Value::String(call), _) => text.push_line(format!("  then calls    {call}")),
            (_, Some(target)) => text.push_line(format!("  then pays     {}", ss58(&target))),
            _ => {}
        }
        if let Some(own) = own {
            text.push_line(format!("  you gave      {}", tao(own)));
        }
        if self.show_contributors {
            let givers = contributors(&state, id).await?;
            text.push_table(table(session, &givers, record.raised));
            if let Some(members) = data.as_object_mut() {
                members.insert("contributors".into(), rows(&givers, record.raised));
            }
        }
        let document = json!({ "success": true, "error": null, "data": data });
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "error": message, "data": null })
    }
}

impl Run for Contributors {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let id = self.id.ask(session)?;
        let state = market::newest(session.chain().await?).await?;
        let loan = Loan::read(&state, id).await?;
        let givers = contributors(&state, id).await?;
        let total = givers
            .iter()
            .fold(Tao::ZERO, |sum, one| sum.saturating_add(one.given));
        let document = json!({
            "success": true,
            "error": null,
            "data": {
                "crowdloan_id": loan.id,
                "contributors": rows(&givers, total),
                "total_count": givers.len(),
                "total_contributed_tao": amount_json(total.rao()),
                "total_contributed_rao": total.rao(),
                "network": session.network_name()?,
            },
        });
        let text = match givers.is_empty() {
            true => Text::from(format!("Nobody has contributed to crowdloan {id}.")),
            false => Text::new().table(table(session, &givers, total)),
        };
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "error": message, "data": null })
    }
}

/// Everybody who gave, the greatest first.
async fn contributors(state: &StateAt, id: u32) -> Result<Vec<Contributor>, Failure> {
    let names = identities::all(state).await?;
    let mut givers: Vec<Contributor> = state
        .crowdloan_contributions(id)
        .await?
        .into_iter()
        .map(|(account, given)| {
            let address = ss58(&account);
            Contributor {
                identity: names.get(&address).cloned(),
                address,
                given,
            }
        })
        .collect();
    givers.sort_by(|a, b| {
        b.given
            .cmp(&a.given)
            .then_with(|| a.address.cmp(&b.address))
    });
    Ok(givers)
}

fn rows(givers: &[Contributor], total: Tao) -> Value {
    givers
        .iter()
        .zip(1_u32..)
        .map(|(one, rank)| {
            json!({
                "rank": rank,
                "address": one.address,
                "identity": optional_json(one.identity.clone()),
                "contribution_tao": amount_json(one.given.rao()),
                "contribution_rao": one.given.rao(),
                "percentage": percentage(one.given, total),
            })
        })
        .collect()
}

fn table(session: &Session, givers: &[Contributor], total: Tao) -> Table {
    let mut table = Table::new([
        Column::right("#"),
        Column::left("ACCOUNT"),
        Column::left("IDENTITY"),
        Column::right("GAVE"),
        Column::right("SHARE"),
    ])
    .titled("Contributions");
    for (one, rank) in givers.iter().zip(1_u32..) {
        table.push([
            rank.into(),
            one.address.as_str().into(),
            one.identity.as_deref().unwrap_or_default().into(),
            amount(one.given.rao(), "τ", session.is_verbose()).into(),
            percent(percentage(one.given, total) / 100.0).into(),
        ]);
    }
    table
}
