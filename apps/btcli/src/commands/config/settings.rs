//! `btcli config set|get|clear|unset|path`.

use clap::Args;
use serde_json::{Map, Value, json};

use crate::arguments::shared::NetworkOptions;
use crate::arguments::{
    LocalOptions, PartialStakeOption, SafeStakingOption, Shared, ToleranceOption, WalletOptions,
};
use crate::config::{METAGRAPH_COLUMNS, Settings};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::networks;
use crate::output::{Cell, Column, Report, Table, Text};
use crate::session::Session;

/// Names of settings, as the file has them, in the order in which they are shown.
const NAMES: [&str; 10] = [
    "network",
    "wallet_path",
    "wallet_name",
    "wallet_hotkey",
    "use_cache",
    "disk_cache",
    "rate_tolerance",
    "safe_staking",
    "allow_partial_stake",
    "dashboard_path",
];

/// Sets what is given.
#[derive(Args, Debug)]
pub(crate) struct Set {
    /// Name of a setting, such as network or metagraph_cols.AXON
    key: Option<String>,
    /// Its value
    #[arg(requires = "key")]
    value: Option<String>,
    #[command(flatten)]
    network: NetworkOptions,
    #[command(flatten)]
    wallet: WalletOptions,
    /// Keep answers of the chain that do not change
    #[arg(long, overrides_with = "no_cache")]
    cache: bool,
    /// Ask the chain anew each time
    #[arg(long, overrides_with = "cache")]
    no_cache: bool,
    /// Keep answers of the chain on disk
    #[arg(long, overrides_with = "no_disk_cache")]
    disk_cache: bool,
    /// Keep nothing on disk
    #[arg(long, overrides_with = "disk_cache")]
    no_disk_cache: bool,
    #[command(flatten)]
    tolerance: ToleranceOption,
    #[command(flatten)]
    safe: SafeStakingOption,
    #[command(flatten)]
    partial: PartialStakeOption,
    /// Folder for saved dashboards
    #[arg(long)]
    dashboard_path: Option<String>,
    #[command(flatten)]
    shared: LocalOptions,
}

/// Shows all settings, or one.
#[derive(Args, Debug)]
pub(crate) struct Get {
    /// Name of a setting
    key: Option<String>,
    #[command(flatten)]
    shared: LocalOptions,
}

/// Removes what is named.
#[derive(Args, Debug)]
pub(crate) struct Clear {
    /// Remove the wallet's name
    #[arg(long)]
    wallet_name: bool,
    /// Remove the folder of wallets
    #[arg(long)]
    wallet_path: bool,
    /// Remove the hotkey
    #[arg(long)]
    hotkey: bool,
    /// Remove the network
    #[arg(long)]
    network: bool,
    /// Remove what is set about caches
    #[arg(long)]
    cache: bool,
    /// Remove the tolerance
    #[arg(long, aliases = ["rate-tolerance", "limit"])]
    tolerance: bool,
    #[command(flatten)]
    safe: SafeStakingOption,
    #[command(flatten)]
    partial: PartialStakeOption,
    /// Remove the folder for dashboards
    #[arg(long, num_args = 0..=1, value_name = "ANYTHING")]
    dashboard_path: Option<Option<String>>,
    /// Remove everything
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    shared: LocalOptions,
}

/// Removes one setting.
#[derive(Args, Debug)]
pub(crate) struct Unset {
    /// Name of the setting
    key: String,
    #[command(flatten)]
    shared: LocalOptions,
}

/// Shows the file's place.
#[derive(Args, Debug)]
pub(crate) struct ShowPath {
    #[command(flatten)]
    shared: LocalOptions,
}

/// A setting's name as the file has it; names of btcli 11 are understood.
fn canonical(key: &str) -> Result<String, Failure> {
    let key = key.replace('-', "_");
    let key = match key.as_str() {
        "wallet" | "name" => "wallet_name",
        "hotkey" => "wallet_hotkey",
        "cache" => "use_cache",
        "tolerance" => "rate_tolerance",
        other => other,
    };
    let is_column = key
        .strip_prefix("metagraph_cols.")
        .is_some_and(|column| METAGRAPH_COLUMNS.contains(&column));
    if NAMES.contains(&key) || is_column {
        return Ok(key.to_owned());
    }
    Err(Failure::usage(format!(
        "there is no setting '{key}': use {}, or metagraph_cols.COLUMN with one of {}",
        NAMES.join(", "),
        METAGRAPH_COLUMNS.join(", ")
    )))
}

fn boolean(key: &str, value: &str) -> Result<bool, Failure> {
    match value.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Ok(true),
        "false" | "no" | "off" | "0" => Ok(false),
        _ => Err(Failure::usage(format!(
            "{key} is true or false, not '{value}'"
        ))),
    }
}

/// Puts a text under a name, `None` removes it. Returns whether something else was there.
fn put(settings: &mut Settings, key: &str, value: Option<&str>) -> Result<(), Failure> {
    let flag = || value.map(|value| boolean(key, value)).transpose();
    let text = || value.map(str::to_owned);
    match key {
        "network" => {
            if let Some(value) = value {
                networks::find(value)?;
            }
            settings.network = text();
        }
        "wallet_path" => settings.wallet_path = text(),
        "wallet_name" => settings.wallet_name = text(),
        "wallet_hotkey" => settings.wallet_hotkey = text(),
        "use_cache" => settings.use_cache = flag()?,
        "disk_cache" => settings.disk_cache = flag()?,
        "rate_tolerance" => settings.rate_tolerance = value.map(tolerance).transpose()?,
        "safe_staking" => settings.safe_staking = flag()?,
        "allow_partial_stake" => settings.allow_partial_stake = flag()?,
        "dashboard_path" => settings.dashboard_path = text(),
        other => {
            let column = other.trim_start_matches("metagraph_cols.").to_owned();
            match flag()? {
                Some(shown) => settings.metagraph_cols.insert(column, shown),
                None => settings.metagraph_cols.remove(&column),
            };
        }
    }
    Ok(())
}

fn tolerance(value: &str) -> Result<f64, Failure> {
    value
        .parse()
        .ok()
        .filter(|fraction| (0.0..=1.0).contains(fraction))
        .ok_or_else(|| {
            Failure::usage(format!(
                "the tolerance is a fraction between 0 and 1, not '{value}': 0.005 means 0.5 %"
            ))
        })
}

/// All settings as the file has them; columns that are not named are shown.
fn document(settings: &Settings) -> Value {
    let columns: Map<String, Value> = METAGRAPH_COLUMNS
        .iter()
        .map(|column| ((*column).to_owned(), settings.shows(column).into()))
        .collect();
    json!({
        "network": settings.network,
        "wallet_path": settings.wallet_path,
        "wallet_name": settings.wallet_name,
        "wallet_hotkey": settings.wallet_hotkey,
        "use_cache": settings.use_cache.unwrap_or(true),
        "disk_cache": settings.disk_cache.unwrap_or(false),
        "rate_tolerance": settings.rate_tolerance,
        "safe_staking": settings.safe_staking,
        "allow_partial_stake": settings.allow_partial_stake,
        "dashboard_path": settings.dashboard_path,
        "metagraph_cols": columns,
    })
}

fn shown(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::faint("not set"),
        Value::String(text) => text.as_str().into(),
        other => other.to_string().into(),
    }
}

fn table(document: &Value) -> Table {
    let mut table = Table::new([Column::left("SETTING"), Column::left("VALUE")]);
    for name in NAMES {
        table.push([
            name.into(),
            shown(document.get(name).unwrap_or(&Value::Null)),
        ]);
    }
    let columns = document.get("metagraph_cols").and_then(Value::as_object);
    let hidden: Vec<&str> = columns
        .into_iter()
        .flatten()
        .filter(|(_, shown)| **shown == Value::Bool(false))
        .map(|(name, _)| name.as_str())
        .collect();
    if !hidden.is_empty() {
        table.push([
            "metagraph_cols".into(),
            format!("without {}", hidden.join(", ")).into(),
        ]);
    }
    table
}

/// Writes settings and reports them.
fn write(settings: &Settings, message: &str) -> Result<Report, Failure> {
    settings.write()?;
    let settings = document(settings);
    let text = Text::new()
        .line(Cell::good(message))
        .table(table(&settings));
    Ok(Report::new(
        json!({ "success": true, "settings": settings }),
        text,
    ))
}

impl Set {
    /// What was given: names and values.
    fn changes(&self) -> Result<Vec<(String, String)>, Failure> {
        let mut changes = Vec::new();
        if let Some(key) = &self.key {
            let value = self.value.clone().ok_or_else(|| {
                Failure::usage(format!(
                    "give the value of {key}: btcli config set {key} VALUE"
                ))
            })?;
            changes.push((canonical(key)?, value));
        }
        let mut add = |key: &str, value: Option<String>| {
            changes.extend(value.map(|value| (key.to_owned(), value)));
        };
        let network = networks::chosen(&self.network.network);
        add("network", network.map(str::to_owned));
        let path = self.wallet.wallet_path.as_ref();
        add("wallet_path", path.map(|path| path.display().to_string()));
        add("wallet_name", self.wallet.wallet_name.clone());
        add("wallet_hotkey", self.wallet.hotkey.clone());
        add("dashboard_path", self.dashboard_path.clone());
        let tolerance = self.tolerance.tolerance;
        add("rate_tolerance", tolerance.map(|value| value.to_string()));
        let flags = [
            ("use_cache", self.cache, self.no_cache),
            ("disk_cache", self.disk_cache, self.no_disk_cache),
            (
                "safe_staking",
                self.safe.safe_staking,
                self.safe.no_safe_staking,
            ),
            (
                "allow_partial_stake",
                self.partial.allow_partial_stake,
                self.partial.no_allow_partial_stake,
            ),
        ];
        for (key, yes, no) in flags {
            add(key, (yes || no).then(|| yes.to_string()));
        }
        Ok(changes)
    }
}

impl Run for Set {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let changes = self.changes()?;
        if changes.is_empty() {
            return Err(Failure::usage(
                "nothing to set: give a name and a value, such as 'btcli config set network \
                 local', or options such as --network, --wallet-name, --tolerance",
            ));
        }
        let mut settings = Settings::read()?;
        for (key, value) in &changes {
            if let ("network", Some(old)) = (key.as_str(), &settings.network)
                && old != value
            {
                session.require_confirmation(&format!(
                    "The network is set to {old}. Replace it by {value}?"
                ))?;
            }
            put(&mut settings, key, Some(value))?;
        }
        write(&settings, "Settings are written.")
    }
}

impl Run for Get {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, _session: &Session) -> Result<Report, Failure> {
        let document = document(&Settings::read()?);
        let Some(key) = self.key else {
            let text = Text::new().table(table(&document));
            return Ok(Report::new(document, text));
        };
        let key = canonical(&key)?;
        let value = document.pointer(&format!("/{}", key.replace('.', "/")));
        let value = value.cloned().unwrap_or_default();
        let text = Text::from(shown(&value));
        Ok(Report::new(json!({ key: value }), text))
    }
}

impl Run for Clear {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        if self.all {
            session.require_confirmation("Remove all settings?")?;
            return write(&Settings::default(), "All settings are removed.");
        }
        let safe = self.safe.safe_staking || self.safe.no_safe_staking;
        let partial = self.partial.allow_partial_stake || self.partial.no_allow_partial_stake;
        let wanted = [
            (self.wallet_name, "wallet_name"),
            (self.wallet_path, "wallet_path"),
            (self.hotkey, "wallet_hotkey"),
            (self.network, "network"),
            (self.cache, "use_cache"),
            (self.cache, "disk_cache"),
            (self.tolerance, "rate_tolerance"),
            (safe, "safe_staking"),
            (partial, "allow_partial_stake"),
            (self.dashboard_path.is_some(), "dashboard_path"),
        ];
        let names: Vec<&str> = wanted
            .iter()
            .filter(|(wanted, _)| *wanted)
            .map(|(_, name)| *name)
            .collect();
        if names.is_empty() {
            return Err(Failure::usage(
                "nothing to remove: name settings, such as --network, or all of them with --all",
            ));
        }
        session.require_confirmation(&format!("Remove {}?", names.join(", ")))?;
        let mut settings = Settings::read()?;
        for name in &names {
            put(&mut settings, name, None)?;
        }
        write(&settings, &format!("Removed {}.", names.join(", ")))
    }
}

impl Run for Unset {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, _session: &Session) -> Result<Report, Failure> {
        let key = canonical(&self.key)?;
        let mut settings = Settings::read()?;
        put(&mut settings, &key, None)?;
        write(&settings, &format!("Removed {key}."))
    }
}

impl Run for ShowPath {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, _session: &Session) -> Result<Report, Failure> {
        let path = Settings::path()?;
        let text = Text::from(path.display().to_string());
        Ok(Report::new(json!({ "path": path }), text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_named_as_in_both_generations() {
        assert_eq!(canonical("wallet").unwrap(), "wallet_name");
        assert_eq!(canonical("rate-tolerance").unwrap(), "rate_tolerance");
        assert_eq!(
            canonical("metagraph_cols.AXON").unwrap(),
            "metagraph_cols.AXON"
        );
        assert_eq!(canonical("colour").unwrap_err().exit_status(), 2);
        assert_eq!(canonical("metagraph_cols.X").unwrap_err().exit_status(), 2);
    }

    #[test]
    fn values_are_checked_before_they_are_kept() {
        let mut settings = Settings::default();
        put(&mut settings, "safe_staking", Some("no")).unwrap();
        put(&mut settings, "metagraph_cols.AXON", Some("false")).unwrap();
        assert_eq!(settings.safe_staking, Some(false));
        assert!(!settings.shows("AXON"));
        put(&mut settings, "metagraph_cols.AXON", None).unwrap();
        assert!(settings.shows("AXON"));
        for (key, value) in [
            ("rate_tolerance", "5"),
            ("rate_tolerance", "nan"),
            ("network", "fineny"),
            ("use_cache", "maybe"),
        ] {
            assert!(put(&mut settings, key, Some(value)).is_err(), "{key}");
        }
    }
}
