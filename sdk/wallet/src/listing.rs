//! Which wallets there are.

use std::{fs, io, path::Path};

use crate::{
    Keyfile, PublicKey, Wallet, WalletError,
    wallet::{DEFAULT_NAME, HOTKEYS, PUBLIC_SUFFIX, expand_home},
};

/// One wallet of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalletEntry {
    /// Name of the wallet.
    pub name: String,
    /// Its coldkey, when the public half can be read without a password.
    pub coldkey: Option<PublicKey>,
    /// Its hotkeys by name.
    pub hotkeys: Vec<HotkeyEntry>,
}

/// One hotkey of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HotkeyEntry {
    /// Name of the hotkey.
    pub name: String,
    /// The key, when it can be read without a password.
    pub hotkey: Option<PublicKey>,
}

impl Wallet {
    /// All wallets in `path`, by name. A missing folder holds none; keys that cannot be read without
    /// a password are listed without address. Addresses are those that the files state; nothing is
    /// derived, so that a long list is quick.
    ///
    /// # Errors
    /// The folder cannot be listed.
    pub fn list(path: &Path) -> Result<Vec<WalletEntry>, WalletError> {
        let path = expand_home(path)?;
        let mut wallets = Vec::new();
        for name in names(&path, true)? {
            let Ok(wallet) = Self::new(&name, DEFAULT_NAME, Some(path.clone())) else {
                continue;
            };
            let mut hotkeys = Vec::new();
            // One folder that nobody may look into does not hide the other wallets.
            for hotkey in names(&wallet.folder().join(HOTKEYS), false).unwrap_or_default() {
                if hotkey.ends_with(PUBLIC_SUFFIX) {
                    continue;
                }
                let Ok(one) = Self::new(&name, &hotkey, Some(path.clone())) else {
                    continue;
                };
                hotkeys.push(HotkeyEntry {
                    name: hotkey,
                    hotkey: stated(&one.hotkeypub_file(), &one.hotkey_file()),
                });
            }
            wallets.push(WalletEntry {
                name,
                coldkey: stated(&wallet.coldkeypub_file(), &wallet.coldkey_file()),
                hotkeys,
            });
        }
        Ok(wallets)
    }
}

fn stated(public_file: &Keyfile, file: &Keyfile) -> Option<PublicKey> {
    public_file
        .stated_public()
        .or_else(|_| file.stated_public())
        .ok()
}

/// Sorted names of the folders (or of everything else) in a folder; temporary files left out.
fn names(path: &Path, folders: bool) -> Result<Vec<String>, WalletError> {
    let list = |source| WalletError::List {
        path: path.to_owned(),
        source,
    };
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(list(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(list)?;
        if entry.path().is_dir() != folders {
            continue;
        }
        if let Some(name) = entry
            .file_name()
            .to_str()
            .filter(|name| !name.starts_with('.'))
        {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}
