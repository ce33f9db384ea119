//! The folder of a wallet.
//!
//! ```text
//! <path>/<wallet>/coldkey               encrypted unless asked otherwise
//! <path>/<wallet>/coldkeypub.txt        public half
//! <path>/<wallet>/hotkeys/<hotkey>
//! <path>/<wallet>/hotkeys/<hotkey>pub.txt   public half; older wallets lack it
//! ```

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    KeyMaterial, Keyfile, Keypair, Mnemonic, Overwrite, Password, PublicKey, WalletError,
    keyfile::Encryption,
};

/// Where wallets lie when nobody says otherwise.
pub const DEFAULT_PATH: &str = "~/.bittensor/wallets/";
/// Name of the wallet and of the hotkey when nobody says otherwise.
pub const DEFAULT_NAME: &str = "default";

const HOTKEYS: &str = "hotkeys";
const PUBLIC_SUFFIX: &str = "pub.txt";

/// The folder of wallets: `BT_WALLET_PATH`, or `~/.bittensor/wallets`.
///
/// # Errors
/// The path starts with `~` and the home directory is unknown.
pub fn default_path() -> Result<PathBuf, WalletError> {
    let given = std::env::var("BT_WALLET_PATH").unwrap_or_else(|_| DEFAULT_PATH.to_owned());
    expand_home(Path::new(&given))
}

fn expand_home(path: &Path) -> Result<PathBuf, WalletError> {
    match path.strip_prefix("~") {
        Ok(rest) => {
            let home = std::env::var_os("HOME").filter(|home| !home.is_empty());
            Ok(Path::new(&home.ok_or(WalletError::NoHome)?).join(rest))
        }
        Err(_) => Ok(path.to_owned()),
    }
}

/// A coldkey and one of its hotkeys, by name. Nothing is read before it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wallet {
    name: String,
    hotkey_name: String,
    /// Folder of all wallets as the user wrote it, and with `~` expanded.
    given: String,
    path: PathBuf,
}

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
    /// The wallet of this name in `path` (`None`: [`default_path`]). A wallet name of the form
    /// `cold/hot` names both and leaves `hotkey` unused.
    ///
    /// # Errors
    /// A name that would leave the folder, or no home directory.
    pub fn new(name: &str, hotkey: &str, path: Option<PathBuf>) -> Result<Self, WalletError> {
        let (name, hotkey) = name.split_once('/').unwrap_or((name, hotkey));
        check_name("wallet", name)?;
        check_name("hotkey", hotkey)?;
        let given = path.unwrap_or_else(|| {
            std::env::var_os("BT_WALLET_PATH").map_or_else(|| DEFAULT_PATH.into(), PathBuf::from)
        });
        Ok(Self {
            name: name.to_owned(),
            hotkey_name: hotkey.to_owned(),
            path: expand_home(&given)?,
            given: given.to_string_lossy().trim_end_matches('/').to_owned(),
        })
    }

    /// The wallet that `BT_WALLET_NAME`, `BT_WALLET_HOTKEY` and `BT_WALLET_PATH` name.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn from_env() -> Result<Self, WalletError> {
        let variable = |name: &str| std::env::var(name).unwrap_or_else(|_| DEFAULT_NAME.to_owned());
        Self::new(
            &variable("BT_WALLET_NAME"),
            &variable("BT_WALLET_HOTKEY"),
            None,
        )
    }

    /// Name of the wallet.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Name of the hotkey.
    #[must_use]
    pub fn hotkey_name(&self) -> &str {
        &self.hotkey_name
    }

    /// The wallet's own folder.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        self.path.join(&self.name)
    }

    fn file(&self, parts: &[&str]) -> Keyfile {
        let relative: PathBuf = parts.iter().collect();
        let given = format!("{}/{}/{}", self.given, self.name, relative.display());
        Keyfile::with_given_path(self.folder().join(relative), given)
    }

    /// The coldkey's file.
    #[must_use]
    pub fn coldkey_file(&self) -> Keyfile {
        self.file(&["coldkey"])
    }

    /// The file of the coldkey's public half.
    #[must_use]
    pub fn coldkeypub_file(&self) -> Keyfile {
        self.file(&["coldkeypub.txt"])
    }

    /// The hotkey's file.
    #[must_use]
    pub fn hotkey_file(&self) -> Keyfile {
        self.file(&[HOTKEYS, &self.hotkey_name])
    }

    /// The file of the hotkey's public half.
    #[must_use]
    pub fn hotkeypub_file(&self) -> Keyfile {
        self.file(&[HOTKEYS, &format!("{}{PUBLIC_SUFFIX}", self.hotkey_name)])
    }

    /// Makes a coldkey of `words` words, encrypted when a password is given. The words are the only
    /// copy: show them to the user.
    ///
    /// # Errors
    /// The key exists, the number of words is wrong, or the files cannot be written.
    pub fn create_coldkey(
        &self,
        words: usize,
        password: Option<&Password>,
        overwrite: Overwrite,
    ) -> Result<Mnemonic, WalletError> {
        let mnemonic = Mnemonic::generate(words)?;
        self.set_coldkey(
            &Keypair::from_mnemonic(mnemonic.phrase())?,
            password,
            overwrite,
        )?;
        Ok(mnemonic)
    }

    /// Makes a hotkey, as [`create_coldkey`](Self::create_coldkey).
    ///
    /// # Errors
    /// As [`create_coldkey`](Self::create_coldkey).
    pub fn create_hotkey(
        &self,
        words: usize,
        password: Option<&Password>,
        overwrite: Overwrite,
    ) -> Result<Mnemonic, WalletError> {
        let mnemonic = Mnemonic::generate(words)?;
        self.set_hotkey(
            &Keypair::from_mnemonic(mnemonic.phrase())?,
            password,
            overwrite,
        )?;
        Ok(mnemonic)
    }

    /// Stores a coldkey made elsewhere: regenerated from words or a seed, or made from a URI.
    ///
    /// # Errors
    /// The key exists, or the files cannot be written.
    pub fn set_coldkey(
        &self,
        pair: &Keypair,
        password: Option<&Password>,
        overwrite: Overwrite,
    ) -> Result<(), WalletError> {
        store(
            &self.coldkey_file(),
            &self.coldkeypub_file(),
            pair,
            password,
            overwrite,
        )
    }

    /// Stores a hotkey made elsewhere.
    ///
    /// # Errors
    /// The key exists, or the files cannot be written.
    pub fn set_hotkey(
        &self,
        pair: &Keypair,
        password: Option<&Password>,
        overwrite: Overwrite,
    ) -> Result<(), WalletError> {
        store(
            &self.hotkey_file(),
            &self.hotkeypub_file(),
            pair,
            password,
            overwrite,
        )
    }

    /// Stores the public half of a coldkey that is kept elsewhere.
    ///
    /// # Errors
    /// The file exists or cannot be written.
    pub fn set_coldkeypub(&self, key: &PublicKey, overwrite: Overwrite) -> Result<(), WalletError> {
        Ok(self.coldkeypub_file().write_public(key, overwrite)?)
    }

    /// Stores the public half of a hotkey that is kept elsewhere.
    ///
    /// # Errors
    /// The file exists or cannot be written.
    pub fn set_hotkeypub(&self, key: &PublicKey, overwrite: Overwrite) -> Result<(), WalletError> {
        Ok(self.hotkeypub_file().write_public(key, overwrite)?)
    }

    /// The coldkey. Without `password`, the environment is asked for one if the file is encrypted.
    ///
    /// # Errors
    /// The file is missing, corrupt, locked, or only a public key.
    pub fn coldkey(&self, password: Option<&Password>) -> Result<Keypair, WalletError> {
        load(&self.coldkey_file(), password)
    }

    /// The hotkey, as [`coldkey`](Self::coldkey).
    ///
    /// # Errors
    /// As [`coldkey`](Self::coldkey).
    pub fn hotkey(&self, password: Option<&Password>) -> Result<Keypair, WalletError> {
        load(&self.hotkey_file(), password)
    }

    /// The coldkey's public half: its own file, or the coldkey file when that is not encrypted.
    ///
    /// # Errors
    /// Neither file can be read.
    pub fn coldkeypub(&self) -> Result<PublicKey, WalletError> {
        load_public(&self.coldkeypub_file(), &self.coldkey_file())
    }

    /// The hotkey's public half, as [`coldkeypub`](Self::coldkeypub).
    ///
    /// # Errors
    /// Neither file can be read.
    pub fn hotkeypub(&self) -> Result<PublicKey, WalletError> {
        load_public(&self.hotkeypub_file(), &self.hotkey_file())
    }

    /// All wallets in `path`, by name. A missing folder holds none; keys that cannot be read are
    /// listed without address.
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
            for hotkey in names(&wallet.folder().join(HOTKEYS), false)? {
                if hotkey.ends_with(PUBLIC_SUFFIX) {
                    continue;
                }
                let Ok(one) = Self::new(&name, &hotkey, Some(path.clone())) else {
                    continue;
                };
                hotkeys.push(HotkeyEntry {
                    name: hotkey,
                    hotkey: one.hotkeypub().ok(),
                });
            }
            wallets.push(WalletEntry {
                name,
                coldkey: wallet.coldkeypub().ok(),
                hotkeys,
            });
        }
        Ok(wallets)
    }
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

fn store(
    file: &Keyfile,
    public_file: &Keyfile,
    pair: &Keypair,
    password: Option<&Password>,
    overwrite: Overwrite,
) -> Result<(), WalletError> {
    public_file.refuse_existing(overwrite)?;
    file.write(pair, password, overwrite)?;
    // The secret lies safe now; a public half left by a crash in between is replaced.
    Ok(public_file.write_public(&pair.public(), Overwrite::Replace)?)
}

fn load(file: &Keyfile, password: Option<&Password>) -> Result<Keypair, WalletError> {
    match file.read(password)? {
        KeyMaterial::Pair(pair) => Ok(pair),
        KeyMaterial::Public(_) => Err(WalletError::PublicOnly {
            path: file.path().to_owned(),
        }),
    }
}

fn load_public(public_file: &Keyfile, file: &Keyfile) -> Result<PublicKey, WalletError> {
    if !public_file.exists()
        && file
            .encryption()
            .is_ok_and(|kind| kind == Encryption::Plain)
    {
        return Ok(file.read(None)?.public());
    }
    Ok(public_file.read(None)?.public())
}

fn check_name(what: &'static str, name: &str) -> Result<(), WalletError> {
    let bad = name.is_empty()
        || name.len() > 128
        || name.starts_with('.')
        || name.contains(|c: char| c == '/' || c == '\\' || c.is_control());
    if bad {
        Err(WalletError::Name {
            what,
            name: name.to_owned(),
        })
    } else {
        Ok(())
    }
}
