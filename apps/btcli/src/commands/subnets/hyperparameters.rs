//! `btcli subnets hyperparameters` and `btcli sudo get`.

use clap::Args;
use serde_json::{Value, json};
use taonet_client::StateAt;

use super::rules::{self, Rule};
use super::{fields, market};
use crate::arguments::{NetuidOption, ReadOptions, Shared};
use crate::commands::sudo::parameters::{self, Authority};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{self, Cell, Column, Report, Table, Text};
use crate::session::Session;

/// Shows the hyperparameters of a subnet, and who may set them.
#[derive(Args, Debug)]
pub(crate) struct Hyperparameters {
    #[command(flatten)]
    netuid: NetuidOption,
    /// The same as --netuid
    #[arg(value_name = "NETUID", conflicts_with = "netuid")]
    number: Option<u16>,
    #[command(flatten)]
    shared: ReadOptions,
}

impl Run for Hyperparameters {
    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let netuid = session.ask_netuid(self.netuid.netuid.or(self.number))?;
        let state = market::newest(session.chain().await?).await?;
        market::require_subnet(&state, netuid).await?;
        let rows = rows(&state, netuid).await?;
        let mut table = Table::new([
            Column::left("HYPERPARAMETER"),
            Column::right("VALUE"),
            Column::right("NORMALIZED"),
            Column::left("SET BY"),
            Column::left("DESCRIPTION"),
        ])
        .titled(format!("Hyperparameters of subnet {netuid}"));
        for row in &rows {
            table.push(row.cells(session.is_verbose()));
        }
        let document: Vec<Value> = rows.iter().map(Row::document).collect();
        let text = Text::new().table(table).line(format!(
            "`btcli sudo set --netuid {netuid} --param NAME --value VALUE` sets one."
        ));
        Ok(Report::new(document.into(), text))
    }
}

/// One hyperparameter with its value.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    name: String,
    value: Reading,
}

/// A value, by its type on the chain.
#[derive(Clone, Debug, PartialEq)]
enum Reading {
    /// Anything that is shown as it is.
    Plain(Value),
    /// TAO, in rao.
    Tao(u64),
    /// A number with a point.
    Fixed(f64),
}

async fn rows(state: &StateAt, netuid: u16) -> Result<Vec<Row>, Failure> {
    const API: &str = "SubnetInfoRuntimeApi";
    let arguments = [json!(netuid)];
    let has_names = state
        .chain_runtime()
        .has_call(API, "get_subnet_hyperparams_v3");
    let mut rows: Vec<Row> = if has_names {
        let entries = state
            .runtime_json(API, "get_subnet_hyperparams_v3", &arguments)
            .await?;
        fields::items(&entries).iter().map(Row::of_entry).collect()
    } else {
        let record = state
            .runtime_json(API, "get_subnet_hyperparams_v2", &arguments)
            .await?;
        let members = record.as_object().into_iter().flatten();
        members
            .map(|(name, value)| Row::of_member(name, value))
            .collect()
    };
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(rows)
}

impl Row {
    /// From a named entry, whose value says its type.
    fn of_entry(entry: &Value) -> Self {
        let (kind, content) = entry["value"]
            .as_object()
            .and_then(|value| value.iter().next())
            .map_or(("", &Value::Null), |(kind, content)| {
                (kind.as_str(), content)
            });
        let value = match kind {
            "TaoBalance" => Reading::Tao(fields::number(content)),
            "I32F32" => Reading::Fixed(fields::fixed(content, 32)),
            "U64F64" => Reading::Fixed(fields::fixed(content, 64)),
            _ => Reading::Plain(content.clone()),
        };
        Self {
            name: fields::text(&entry["name"]),
            value,
        }
    }

    /// From a member of the older record.
    fn of_member(name: &str, value: &Value) -> Self {
        let value = match name {
            "min_burn" | "max_burn" => Reading::Tao(fields::number(value)),
            "alpha_sigmoid_steepness" => Reading::Fixed(fields::fixed(value, 32)),
            _ => Reading::Plain(value.clone()),
        };
        Self {
            name: name.to_owned(),
            value,
        }
    }

    fn rule(&self) -> Option<&'static Rule> {
        rules::find(&self.name)
    }

    fn value(&self) -> Value {
        match &self.value {
            Reading::Plain(value) => value.clone(),
            Reading::Tao(rao) => json!(rao),
            Reading::Fixed(number) => json!(rounded(*number)),
        }
    }

    /// The value as a fraction of one or in TAO, where that says more.
    fn normalized(&self) -> Value {
        let whole = self.rule().map(|rule| rule.whole).unwrap_or_default();
        match (&self.value, whole) {
            (Reading::Tao(rao), _) => json!({ "rao": rao, "tao": output::amount_json(*rao) }),
            (Reading::Plain(value), whole) if whole > 1.0 => {
                #[allow(clippy::cast_precision_loss, reason = "ten digits are shown")]
                let fraction = fields::number(value) as f64 / whole;
                json!(significant(fraction))
            }
            _ => self.value(),
        }
    }

    /// Who sets it: whether the owner can, and words.
    fn authority(&self) -> (bool, &'static str) {
        let by_owner = parameters::owner_call(&self.name).is_some();
        match parameters::find(&self.name).map(|parameter| parameter.authority) {
            Some(Authority::Owner) => (true, "owner"),
            Some(Authority::Either) => (true, "owner or root"),
            Some(Authority::Root) if by_owner => (true, "owner or root"),
            Some(Authority::Root) => (false, "root"),
            None => (false, "-"),
        }
    }

    fn document(&self) -> Value {
        let rule = self.rule();
        let docs = "docs.learnbittensor.org/subnets/subnet-hyperparameters";
        json!({
            "hyperparameter": self.name,
            "value": self.value(),
            "normalized_value": self.normalized(),
            "owner_settable": self.authority().0,
            "description": rule.map_or("", |rule| rule.description),
            "side_effects": rule.map_or("", |rule| rule.side_effects),
            "docs_link": rule.map_or_else(
                || docs.to_owned(),
                |rule| format!("{docs}#{}", rule.name.replace('_', "")),
            ),
        })
    }

    fn cells(&self, verbose: bool) -> [Cell; 5] {
        let plain = |value: &Value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let normalized = match &self.value {
            Reading::Tao(rao) => output::amount(*rao, "τ", true),
            _ => plain(&self.normalized()),
        };
        let (is_owners, authority) = self.authority();
        let description = self.rule().map_or_else(String::new, |rule| match verbose {
            true => format!("{} {}", rule.description, rule.side_effects),
            false => rule.description.to_owned(),
        });
        [
            self.name.as_str().into(),
            plain(&self.value()).into(),
            normalized.into(),
            match is_owners {
                true => Cell::good(authority),
                false => Cell::faint(authority),
            },
            description.into(),
        ]
    }
}

/// Without the noise of the last bits of a fixed-point number.
fn rounded(number: f64) -> f64 {
    (number * 1e9).round() / 1e9
}

/// Ten significant digits, as short as they can be written.
fn significant(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    let text = format!("{number:.9e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    if (-5..10).contains(&exponent) {
        let decimals = usize::try_from(9 - exponent).unwrap_or_default();
        let text = format!("{number:.decimals$}");
        return match text.contains('.') {
            true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
            false => text,
        };
    }
    let digits = match digits.contains('.') {
        true => digits.trim_end_matches('0').trim_end_matches('.'),
        false => digits,
    };
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, value: Value) -> Value {
        Row::of_entry(&json!({ "name": name, "value": value })).document()
    }

    #[test]
    fn fractions_and_amounts_are_normalized() {
        let kappa = row("kappa", json!({ "U16": 32767 }));
        assert_eq!(kappa["value"], 32767);
        assert_eq!(kappa["normalized_value"], "0.4999923705");
        assert_eq!(kappa["owner_settable"], false);
        let burn = row("max_burn", json!({ "TaoBalance": 100_000_000_000_u64 }));
        let wanted = json!({ "rao": 100_000_000_000_u64, "tao": 100.0 });
        assert_eq!(burn["normalized_value"], wanted);
        let bonds = row("bonds_moving_avg", json!({ "U64": 900_000 }));
        assert_eq!(bonds["normalized_value"], "4.878909776e-14");
        let factor = row("activity_cutoff_factor", json!({ "U32": 13889 }));
        assert_eq!(factor["normalized_value"], "13.889");
        let weights = row("max_weights_limit", json!({ "U16": 65535 }));
        assert_eq!(weights["normalized_value"], "1");
    }

    #[test]
    fn other_values_stay_as_they_are() {
        let tempo = row("tempo", json!({ "U16": 10 }));
        assert_eq!(
            (&tempo["value"], &tempo["normalized_value"]),
            (&json!(10), &json!(10))
        );
        assert_eq!(tempo["owner_settable"], true);
        let active = row("subnet_is_active", json!({ "Bool": true }));
        assert_eq!(active["normalized_value"], true);
        // 1.26 in 64 bits behind the point.
        let bits = ((1_i128 << 64) * 126 / 100).to_string();
        let mult = row("burn_increase_mult", json!({ "U64F64": bits }));
        assert_eq!(mult["value"], json!(1.26));
        let keys = tempo.as_object().map(|members| members.len());
        assert_eq!(keys, Some(7));
    }

    #[test]
    fn an_older_record_is_read_too() {
        let row = Row::of_member("min_burn", &json!(500_000)).document();
        assert_eq!(
            row["normalized_value"],
            json!({ "rao": 500_000, "tao": 0.0005 })
        );
    }

    #[test]
    fn ten_digits_are_shown() {
        assert_eq!(significant(0.0), "0");
        assert_eq!(significant(1.0), "1");
        assert_eq!(significant(13.889), "13.889");
        assert_eq!(significant(0.900_007_629_5), "0.9000076295");
        assert_eq!(significant(1e-7), "1e-07");
    }
}
