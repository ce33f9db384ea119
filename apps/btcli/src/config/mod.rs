//! What the user set once and for all: `config.yml`, and the address book.
//!
//! `~/.bittensor/config.yml` (or `BTCLI_CONFIG_PATH`) is that of btcli 9. Where it is absent,
//! `~/.bittensor/btcli.json` of btcli 11 is read (or `BTCLI_CONFIG`), but never written. A flag
//! wins over the environment, the environment over the file, the file over what is built in.

mod address_book;
mod file;

pub(crate) use address_book::{AddressBook, AddressEntry, Announcement, ProxyEntry};
pub(crate) use file::{METAGRAPH_COLUMNS, Settings, replace};

use std::path::PathBuf;

use crate::failure::Failure;

/// `~/.bittensor`.
pub(crate) fn home_folder() -> Result<PathBuf, Failure> {
    let home = std::env::var_os("HOME").filter(|home| !home.is_empty());
    let home = home.ok_or_else(|| {
        Failure::failed("the home directory is unknown: set HOME, or give paths explicitly")
    })?;
    Ok(PathBuf::from(home).join(".bittensor"))
}

/// The path in this variable, or this file in [`home_folder`].
pub(crate) fn path_of(variable: &str, file: &str) -> Result<PathBuf, Failure> {
    match std::env::var_os(variable).filter(|path| !path.is_empty()) {
        Some(path) => expand(&PathBuf::from(path)),
        None => Ok(home_folder()?.join(file)),
    }
}

/// A leading `~` is the home directory.
pub(crate) fn expand(path: &std::path::Path) -> Result<PathBuf, Failure> {
    match path.strip_prefix("~") {
        Ok(rest) => {
            let folder = home_folder()?;
            Ok(folder.parent().unwrap_or(&folder).join(rest))
        }
        Err(_) => Ok(path.to_owned()),
    }
}

/// A variable of the environment that is set to something.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
