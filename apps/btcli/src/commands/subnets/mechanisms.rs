//! `btcli subnets mechanisms`.

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use taonet_client::{Call, StateAt};

use super::{fields, market, split};
use crate::arguments::{NetuidOption, ReadOptions, Shared, WriteOptions};
use crate::commands::sudo::authority;
use crate::dispatch::{Run, group};
use crate::failure::Failure;
use crate::output::{Cell, Column, Report, Table, Text};
use crate::session::{Session, SignWith};

/// Commands of the group.
#[derive(Subcommand, Debug)]
pub(crate) enum Mechanisms {
    /// Show how many mechanisms a subnet has
    Count(Count),
    /// Set how many mechanisms a subnet has
    Set(Set),
    /// Show how the emission is split among them
    Emissions(Emissions),
    /// Split the emission among them
    #[command(alias = "emissions-split")]
    SplitEmissions(SplitEmissions),
}

group!(Mechanisms {
    Count,
    Set,
    Emissions,
    SplitEmissions
});

async fn count_of(state: &StateAt, netuid: u16) -> Result<u64, Failure> {
    market::require_subnet(state, netuid).await?;
    let count = state
        .storage_json("SubtensorModule", "MechanismCountCurrent", &[json!(netuid)])
        .await?;
    Ok(fields::number(&count).max(1))
}

fn words(count: u64) -> String {
    match count {
        1 => "1 mechanism".to_owned(),
        _ => format!("{count} mechanisms"),
    }
}

/// Shows how many mechanisms a subnet has.
#[derive(Args, Debug)]
pub(crate) struct Count {
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    shared: ReadOptions,
}

impl Run for Count {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        let state = market::newest(session.chain().await?).await?;
        let count = count_of(&state, netuid).await?;
        let document = json!({ "netuid": netuid, "count": count, "error": "" });
        let text = format!("Subnet {netuid} has {}.", words(count));
        Ok(Report::new(document, Text::from(text)))
    }

    fn failed(message: &str) -> Value {
        json!({ "netuid": null, "count": null, "error": message })
    }
}

/// Sets how many mechanisms a subnet has. Its owner can.
#[derive(Args, Debug)]
pub(crate) struct Set {
    #[command(flatten)]
    netuid: NetuidOption,
    /// Number of mechanisms
    #[arg(long, alias = "mech-count")]
    count: Option<u8>,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for Set {
    const FINALISED: bool = true;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        let count = session.ask(self.count, "--count", "Enter the number of mechanisms")?;
        let state = market::newest(session.chain().await?).await?;
        let present = count_of(&state, netuid).await?;
        if present == u64::from(count) {
            let message = format!("Subnet {netuid} already has {}.", words(present));
            return Ok(report_of_set(&message, &Value::Null));
        }
        if u64::from(count) < present {
            session.note("Weights, bonds and commitments of the mechanisms that go are deleted.");
        }
        session.require_confirmation(&format!(
            "Subnet {netuid} has {}. Set it to {count}?",
            words(present)
        ))?;
        let arguments = [("netuid", json!(netuid)), ("mechanism_count", json!(count))];
        let call = admin("sudo_set_mechanism_count", arguments);
        let call = authority::as_owner_or_root(session, &state, netuid, call).await?;
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        authority::check_sudo(&outcome)?;
        let message = format!("Subnet {netuid} has {}.", words(count.into()));
        Ok(report_of_set(&message, &outcome.identifier()))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "message": message, "extrinsic_identifier": null })
    }
}

fn report_of_set(message: &str, identifier: &Value) -> Report {
    let document = json!({
        "success": true,
        "message": message,
        "extrinsic_identifier": identifier,
    });
    Report::new(document, Text::from(Cell::good(message)))
}

fn admin<const N: usize>(call: &'static str, arguments: [(&str, Value); N]) -> Call {
    let arguments = arguments
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    Call::dynamic("AdminUtils", call, arguments)
}

/// The split that is set, and how many mechanisms there are.
async fn split_of(state: &StateAt, netuid: u16) -> Result<(Vec<u16>, u64, bool), Failure> {
    let count = count_of(state, netuid).await?;
    let stored = state
        .storage_json(
            "SubtensorModule",
            "MechanismEmissionSplit",
            &[json!(netuid)],
        )
        .await?;
    let parts: Vec<u16> = fields::items(&stored).iter().map(fields::short).collect();
    let is_even = parts.is_empty();
    let parts = match is_even {
        true => split::even(count),
        false => parts,
    };
    Ok((parts, count, is_even))
}

/// Shows how a subnet's emission is split among its mechanisms.
#[derive(Args, Debug)]
pub(crate) struct Emissions {
    #[command(flatten)]
    netuid: NetuidOption,
    #[command(flatten)]
    shared: ReadOptions,
}

impl Run for Emissions {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        let state = market::newest(session.chain().await?).await?;
        let (parts, count, is_even) = split_of(&state, netuid).await?;
        let percentages = split::percentages(&parts);
        let document = json!({
            "netuid": netuid,
            "raw_count": count,
            "visible_count": parts.len(),
            "split": parts,
            "percentages": percentages,
            "even_distribution": is_even,
        });
        let mut table = Table::new([
            Column::right("MECHANISM"),
            Column::right("PARTS OF 65535"),
            Column::right("PERCENT"),
        ])
        .titled(format!("Emission of subnet {netuid} by mechanism"));
        for (place, (part, percent)) in parts.iter().zip(&percentages).enumerate() {
            table.push([place.into(), (*part).into(), format!("{percent:.2}").into()]);
        }
        let mut text = Text::new().table(table);
        if is_even {
            text.push_line("Nothing is set, so it is split evenly.");
        }
        Ok(Report::new(document, text))
    }
}

/// Splits a subnet's emission among its mechanisms. Its owner can.
#[derive(Args, Debug)]
pub(crate) struct SplitEmissions {
    #[command(flatten)]
    netuid: NetuidOption,
    /// A weight for each mechanism, as 70,30
    #[arg(long, value_name = "WEIGHT,...")]
    split: Option<String>,
    #[command(flatten)]
    shared: WriteOptions,
}

impl Run for SplitEmissions {
    const FINALISED: bool = true;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid)?;
        let question = "Enter a weight for each mechanism, separated by commas";
        let text = session.ask_text(self.split, "--split", question, None)?;
        let parts = split::parse(&text).map_err(Failure::usage)?;
        let state = market::newest(session.chain().await?).await?;
        let count = count_of(&state, netuid).await?;
        if u64::try_from(parts.len()) != Ok(count) {
            return Err(Failure::failed(format!(
                "Expected {count} weight values, received {}: give one for each mechanism",
                parts.len()
            )));
        }
        let percentages = split::percentages(&parts);
        let shown: Vec<String> = percentages.iter().map(|p| format!("{p:.2}%")).collect();
        session.require_confirmation(&format!(
            "Split the emission of subnet {netuid} into {}?",
            shown.join(", ")
        ))?;
        let arguments = [("netuid", json!(netuid)), ("maybe_split", json!(parts))];
        let call = admin("sudo_set_mechanism_emission_split", arguments);
        let call = authority::as_owner_or_root(session, &state, netuid, call).await?;
        let outcome = session.submit(call, SignWith::Coldkey).await?;
        authority::check_sudo(&outcome)?;
        let document = json!({
            "success": true,
            "err_msg": "",
            "split": parts,
            "percentages": percentages,
            "extrinsic_identifier": outcome.identifier(),
        });
        let done = format!(
            "The emission of subnet {netuid} is split into {}.",
            shown.join(", ")
        );
        let text = Text::from(Cell::good(done)).line(outcome.line());
        Ok(Report::new(document, text))
    }

    fn failed(message: &str) -> Value {
        json!({
            "success": false,
            "err_msg": message,
            "split": null,
            "percentages": null,
            "extrinsic_identifier": null,
        })
    }
}
