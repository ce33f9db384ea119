//! The folder of a wallet.
//!
//! ```text
//! <path>/<wallet>/coldkey               encrypted unless asked otherwise
//! <path>/<wallet>/coldkeypub.txt        public half
//! <path>/<wallet>/hotkeys/<hotkey>
//! <path>/<wallet>/hotkeys/<hotkey>pub.txt   public half; older wallets lack it
//! ```

use std::path::{Path, PathBuf};

use crate::{
    KeyMaterial, KeySource, Keyfile, Keypair, Mnemonic, Overwrite, Password, PasswordSource,
    PublicKey, Scheme, WalletError,
};

/// Where wallets lie when nobody says otherwise.
pub const DEFAULT_PATH: &str = "~/.bittensor/wallets/";
/// Name of the wallet and of the hotkey when nobody says otherwise.
pub const DEFAULT_NAME: &str = "default";

pub(crate) const HOTKEYS: &str = "hotkeys";
pub(crate) const PUBLIC_SUFFIX: &str = "pub.txt";

/// The folder of wallets: `BT_WALLET_PATH`, or `~/.bittensor/wallets`.
///
/// # Errors
/// The path starts with `~` and the home directory is unknown.
pub fn default_path() -> Result<PathBuf, WalletError> {
    let given = std::env::var("BT_WALLET_PATH").unwrap_or_else(|_| DEFAULT_PATH.to_owned());
    expand_home(Path::new(&given))
}

pub(crate) fn expand_home(path: &Path) -> Result<PathBuf, WalletError> {
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
        if hotkey.ends_with(PUBLIC_SUFFIX) {
            // Its file would be the public half of another hotkey.
            return Err(WalletError::Name {
                what: "hotkey",
                name: hotkey.to_owned(),
            });
        }
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
        self.create_coldkey_with(words, Scheme::Sr25519, password, overwrite)
    }

    /// As [`create_coldkey`](Self::create_coldkey), for either scheme.
    ///
    /// # Errors
    /// As [`create_coldkey`](Self::create_coldkey).
    pub fn create_coldkey_with(
        &self,
        words: usize,
        scheme: Scheme,
        password: Option<&Password>,
        overwrite: Overwrite,
    ) -> Result<Mnemonic, WalletError> {
        let mnemonic = Mnemonic::generate(words)?;
        let pair = Keypair::from_mnemonic_with(mnemonic.phrase(), "", scheme)?;
        self.set_coldkey(&pair, password, overwrite)?;
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
        self.create_hotkey_with(words, Scheme::Sr25519, password, overwrite)
    }

    /// As [`create_hotkey`](Self::create_hotkey), for either scheme.
    ///
    /// # Errors
    /// As [`create_coldkey`](Self::create_coldkey).
    pub fn create_hotkey_with(
        &self,
        words: usize,
        scheme: Scheme,
        password: Option<&Password>,
        overwrite: Overwrite,
    ) -> Result<Mnemonic, WalletError> {
        let mnemonic = Mnemonic::generate(words)?;
        let pair = Keypair::from_mnemonic_with(mnemonic.phrase(), "", scheme)?;
        self.set_hotkey(&pair, password, overwrite)?;
        Ok(mnemonic)
    }

    /// Makes the coldkey's files again from a secret that was kept.
    ///
    /// # Errors
    /// The secret is unusable, the key exists, or the files cannot be written.
    pub fn regenerate_coldkey(
        &self,
        source: &KeySource<'_>,
        scheme: Scheme,
        password: Option<&Password>,
        overwrite: Overwrite,
    ) -> Result<PublicKey, WalletError> {
        let pair = source.pair(scheme)?;
        self.set_coldkey(&pair, password, overwrite)?;
        Ok(pair.public())
    }

    /// Makes the hotkey's files again from a secret that was kept.
    ///
    /// # Errors
    /// As [`regenerate_coldkey`](Self::regenerate_coldkey).
    pub fn regenerate_hotkey(
        &self,
        source: &KeySource<'_>,
        scheme: Scheme,
        password: Option<&Password>,
        overwrite: Overwrite,
    ) -> Result<PublicKey, WalletError> {
        let pair = source.pair(scheme)?;
        self.set_hotkey(&pair, password, overwrite)?;
        Ok(pair.public())
    }

    /// Makes the file of the coldkey's public half again from an address, or from `0x` and 64 hex
    /// digits.
    ///
    /// # Errors
    /// The text is neither, or the file exists or cannot be written.
    pub fn regenerate_coldkeypub(
        &self,
        text: &str,
        scheme: Scheme,
        overwrite: Overwrite,
    ) -> Result<PublicKey, WalletError> {
        let key = PublicKey::with_scheme(text.trim().parse::<PublicKey>()?.bytes(), scheme);
        self.set_coldkeypub(&key, overwrite)?;
        Ok(key)
    }

    /// Makes the file of the hotkey's public half again, as
    /// [`regenerate_coldkeypub`](Self::regenerate_coldkeypub).
    ///
    /// # Errors
    /// As [`regenerate_coldkeypub`](Self::regenerate_coldkeypub).
    pub fn regenerate_hotkeypub(
        &self,
        text: &str,
        scheme: Scheme,
        overwrite: Overwrite,
    ) -> Result<PublicKey, WalletError> {
        let key = PublicKey::with_scheme(text.trim().parse::<PublicKey>()?.bytes(), scheme);
        self.set_hotkeypub(&key, overwrite)?;
        Ok(key)
    }

    /// The file that stands in the way of a new coldkey, if one does.
    #[must_use]
    pub fn coldkey_exists(&self) -> Option<PathBuf> {
        first_existing([self.coldkey_file(), self.coldkeypub_file()])
    }

    /// The file that stands in the way of a new hotkey, if one does.
    #[must_use]
    pub fn hotkey_exists(&self) -> Option<PathBuf> {
        first_existing([self.hotkey_file(), self.hotkeypub_file()])
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
        self.unlock_coldkey(&mut PasswordSource::new().explicit(password.cloned()))
    }

    /// The coldkey, with the password from wherever it can be had. Seconds of time and 512 MiB when
    /// the file is encrypted.
    ///
    /// # Errors
    /// As [`coldkey`](Self::coldkey).
    pub fn unlock_coldkey(&self, source: &mut PasswordSource<'_>) -> Result<Keypair, WalletError> {
        load(&self.coldkey_file(), source)
    }

    /// The hotkey, as [`coldkey`](Self::coldkey).
    ///
    /// # Errors
    /// As [`coldkey`](Self::coldkey).
    pub fn hotkey(&self, password: Option<&Password>) -> Result<Keypair, WalletError> {
        self.unlock_hotkey(&mut PasswordSource::new().explicit(password.cloned()))
    }

    /// The hotkey, as [`unlock_coldkey`](Self::unlock_coldkey).
    ///
    /// # Errors
    /// As [`coldkey`](Self::coldkey).
    pub fn unlock_hotkey(&self, source: &mut PasswordSource<'_>) -> Result<Keypair, WalletError> {
        load(&self.hotkey_file(), source)
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
}

fn store(
    file: &Keyfile,
    public_file: &Keyfile,
    pair: &Keypair,
    password: Option<&Password>,
    overwrite: Overwrite,
) -> Result<(), WalletError> {
    public_file.refuse_existing(overwrite)?;
    let old_public = public_file.stated_public().ok();
    let key = file.container_key(password, overwrite)?;
    if old_public.is_some_and(|old| old != pair.public()) {
        // Ended between the two writes, this may leave no public half, but never that of another
        // key, to which somebody might then send money.
        public_file.remove()?;
    }
    if let Err(error) = file.write_with_key(pair, key.as_ref(), overwrite) {
        if let Some(old) = old_public {
            public_file.write_public(&old, Overwrite::Replace)?;
        }
        return Err(error.into());
    }
    Ok(public_file.write_public(&pair.public(), Overwrite::Replace)?)
}

fn first_existing(files: [Keyfile; 2]) -> Option<PathBuf> {
    let mut files = files.into_iter();
    files
        .find(Keyfile::exists)
        .map(|file| file.path().to_owned())
}

fn load(file: &Keyfile, source: &mut PasswordSource<'_>) -> Result<Keypair, WalletError> {
    match file.unlock(source)? {
        KeyMaterial::Pair(pair) => Ok(pair),
        KeyMaterial::Public(_) => Err(WalletError::PublicOnly {
            path: file.path().to_owned(),
        }),
    }
}

fn load_public(public_file: &Keyfile, file: &Keyfile) -> Result<PublicKey, WalletError> {
    if !public_file.exists() && file.is_encrypted().is_ok_and(|encrypted| !encrypted) {
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
