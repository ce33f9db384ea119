//! The file of settings.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::path_of;
use crate::failure::Failure;

/// Largest file that is read.
const MAX_BYTES: u64 = 1024 * 1024;

/// Columns of a metagraph that can be switched off, in their order.
pub(crate) const METAGRAPH_COLUMNS: [&str; 17] = [
    "UID",
    "GLOBAL_STAKE",
    "LOCAL_STAKE",
    "STAKE_WEIGHT",
    "RANK",
    "TRUST",
    "CONSENSUS",
    "INCENTIVE",
    "DIVIDENDS",
    "EMISSION",
    "VTRUST",
    "VAL",
    "UPDATED",
    "ACTIVE",
    "AXON",
    "HOTKEY",
    "COLDKEY",
];

/// What the file says. What it leaves open is `None`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Settings {
    #[serde(default)]
    pub(crate) network: Option<String>,
    #[serde(default)]
    pub(crate) wallet_path: Option<String>,
    #[serde(default)]
    pub(crate) wallet_name: Option<String>,
    #[serde(default)]
    pub(crate) wallet_hotkey: Option<String>,
    #[serde(default)]
    pub(crate) use_cache: Option<bool>,
    #[serde(default)]
    pub(crate) disk_cache: Option<bool>,
    #[serde(default)]
    pub(crate) rate_tolerance: Option<f64>,
    #[serde(default)]
    pub(crate) safe_staking: Option<bool>,
    #[serde(default)]
    pub(crate) allow_partial_stake: Option<bool>,
    #[serde(default)]
    pub(crate) dashboard_path: Option<String>,
    /// Columns of a metagraph; one that is not named is shown.
    #[serde(default)]
    pub(crate) metagraph_cols: BTreeMap<String, bool>,
    /// What other programs keep in the same file; it is written back.
    #[serde(flatten)]
    pub(crate) others: BTreeMap<String, serde_norway::Value>,
}

/// The file of btcli 11, as far as it says what this program asks.
#[derive(Default, Deserialize)]
struct SettingsOf11 {
    #[serde(default)]
    network: Option<String>,
    #[serde(default)]
    wallet: Option<String>,
    #[serde(default)]
    wallet_hotkey: Option<String>,
    #[serde(default)]
    wallet_path: Option<String>,
}

impl Settings {
    /// Where they lie.
    pub(crate) fn path() -> Result<PathBuf, Failure> {
        path_of("BTCLI_CONFIG_PATH", "config.yml")
    }

    /// Reads them; nothing is set where there is no file.
    pub(crate) fn read() -> Result<Self, Failure> {
        let path = Self::path()?;
        if let Some(text) = content(&path)? {
            return Self::parse(&text, &path);
        }
        let path = path_of("BTCLI_CONFIG", "btcli.json")?;
        match content(&path)? {
            Some(text) => Self::parse_of_11(&text, &path),
            None => Ok(Self::default()),
        }
    }

    fn parse(text: &str, path: &Path) -> Result<Self, Failure> {
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        let settings: Option<Self> =
            serde_norway::from_str(text).map_err(|error| unreadable(path, &error))?;
        Ok(settings.unwrap_or_default())
    }

    fn parse_of_11(text: &str, path: &Path) -> Result<Self, Failure> {
        let settings: SettingsOf11 =
            serde_json::from_str(text).map_err(|error| unreadable(path, &error))?;
        Ok(Self {
            network: settings.network,
            wallet_name: settings.wallet,
            wallet_hotkey: settings.wallet_hotkey,
            wallet_path: settings.wallet_path,
            ..Self::default()
        })
    }

    /// Writes them so that the file is always the old one or the new one.
    pub(crate) fn write(&self) -> Result<(), Failure> {
        let path = Self::path()?;
        let text = serde_norway::to_string(self)
            .map_err(|error| Failure::failed(format!("settings cannot be written: {error}")))?;
        replace(&path, text.as_bytes())
    }

    /// Whether a column of the metagraph is shown.
    pub(crate) fn shows(&self, column: &str) -> bool {
        self.metagraph_cols.get(column).copied().unwrap_or(true)
    }
}

/// The text of a file; `None` where there is none.
fn content(path: &Path) -> Result<Option<String>, Failure> {
    let wrong = |cause: &dyn std::fmt::Display| {
        Failure::failed(format!(
            "cannot read {}: {cause}; check its permissions, or choose another with \
             BTCLI_CONFIG_PATH",
            path.display()
        ))
    };
    match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(wrong(&error)),
        Ok(found) if found.len() > MAX_BYTES => return Err(wrong(&"it is larger than 1 MiB")),
        Ok(_) => {}
    }
    std::fs::read_to_string(path)
        .map(Some)
        .map_err(|error| wrong(&error))
}

fn unreadable(path: &Path, cause: &dyn std::fmt::Display) -> Failure {
    Failure::failed(format!(
        "{} cannot be understood: {cause}; correct it, or remove it and set what you need with \
         'btcli config set'",
        path.display()
    ))
}

/// Puts a file in place of another in one step.
pub(crate) fn replace(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = folder.join(format!(".{name}.{}", std::process::id()));
    let write = || -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        let mut file = std::fs::File::create(&temporary)?;
        file.write_all(content)?;
        file.sync_all()?;
        std::fs::rename(&temporary, path)
    };
    write().map_err(|error| {
        let _ = std::fs::remove_file(&temporary);
        Failure::failed(format!(
            "cannot write {}: {error}; check permissions and free space",
            path.display()
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As btcli 9 writes it.
    const OF_9: &str = "allow_partial_stake: false\ndashboard_path: null\ndisk_cache: false\n\
        metagraph_cols:\n  ACTIVE: true\n  AXON: false\nnetwork: local\nrate_tolerance: 0.01\n\
        safe_staking: true\nuse_cache: true\nwallet_hotkey: null\nwallet_name: 'my wallet'\n\
        wallet_path: ~/.bittensor/wallets\nsomething_else: [1, 2]\n";

    fn parse(text: &str) -> Result<Settings, Failure> {
        Settings::parse(text, Path::new("config.yml"))
    }

    #[test]
    fn the_file_of_btcli_9_is_read() {
        let settings = parse(OF_9).unwrap();
        assert_eq!(settings.network.as_deref(), Some("local"));
        assert_eq!(settings.wallet_name.as_deref(), Some("my wallet"));
        assert_eq!(settings.wallet_hotkey, None);
        assert_eq!(settings.rate_tolerance, Some(0.01));
        assert!(!settings.shows("AXON") && settings.shows("ACTIVE") && settings.shows("UID"));
    }

    #[test]
    fn what_is_written_is_read_again_with_everything_unknown() {
        let settings = parse(OF_9).unwrap();
        let again = parse(&serde_norway::to_string(&settings).unwrap()).unwrap();
        assert_eq!(settings, again);
        assert!(again.others.contains_key("something_else"));
    }

    #[test]
    fn the_file_of_btcli_11_is_read() {
        let text = r#"{"network": "test", "wallet": "w", "wallet_path": null, "json": true}"#;
        let settings = Settings::parse_of_11(text, Path::new("btcli.json")).unwrap();
        assert_eq!(settings.network.as_deref(), Some("test"));
        assert_eq!(settings.wallet_name.as_deref(), Some("w"));
    }

    #[test]
    fn an_empty_file_sets_nothing_and_a_broken_one_is_named() {
        assert_eq!(parse("").unwrap(), Settings::default());
        assert_eq!(parse("# nothing\n").unwrap(), Settings::default());
        for broken in ["network: [", "rate_tolerance: much", "- a\n- b\n", "\u{0}"] {
            let error = parse(broken).unwrap_err().to_string();
            assert!(error.contains("config.yml"), "{error}");
        }
    }

    #[test]
    fn a_file_is_replaced_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/config.yml");
        replace(&path, b"network: test\n").unwrap();
        replace(&path, b"network: local\n").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"network: local\n");
        assert_eq!(
            std::fs::read_dir(path.parent().unwrap()).unwrap().count(),
            1
        );
    }
}
