//! `btcli wallet regen-coldkey|regen-hotkey|regen-coldkeypub|regen-hotkeypub`.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;
use taonet_wallet::{KeySource, Password, Scheme};
use zeroize::Zeroizing;

use super::new_keys::{failed, overwrite, password, report};
use crate::arguments::{
    CryptoTypeOption, KeyOptions, OverwriteOption, Secret, Shared, UsePasswordOption,
};
use crate::config::{expand, variable};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::Report;
use crate::session::Session;

/// Largest account file that is read.
const MAX_JSON_BYTES: u64 = 1024 * 1024;

/// What a key is made from. A `-` as a secret reads it from stdin.
#[derive(Args, Debug)]
struct Source {
    /// Words of the key; BT_MNEMONIC keeps them out of the command line
    #[arg(long)]
    mnemonic: Option<Secret>,
    /// Seed: 0x and 64 hex digits; BT_SEED keeps it out of the command line
    #[arg(long)]
    seed: Option<Secret>,
    /// Private key in hex; BT_PRIVATE_KEY keeps it out of the command line
    #[arg(long)]
    private_key: Option<Secret>,
    /// Account file of a browser wallet (polkadot-js)
    #[arg(long, short = 'j', alias = "json-path", value_name = "FILE")]
    json: Option<PathBuf>,
    /// Password of that file; BT_JSON_PASSWORD keeps it out of the command line
    #[arg(long)]
    json_password: Option<Secret>,
}

/// Regenerates a coldkey.
#[derive(Args, Debug)]
pub(crate) struct RegenColdkey {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    use_password: UsePasswordOption,
    #[command(flatten)]
    overwrite: OverwriteOption,
    #[command(flatten)]
    crypto_type: CryptoTypeOption,
    #[command(flatten)]
    shared: KeyOptions,
}

/// Regenerates a hotkey.
#[derive(Args, Debug)]
pub(crate) struct RegenHotkey {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    use_password: UsePasswordOption,
    #[command(flatten)]
    overwrite: OverwriteOption,
    #[command(flatten)]
    crypto_type: CryptoTypeOption,
    #[command(flatten)]
    shared: KeyOptions,
}

/// Which public key.
#[derive(Args, Debug)]
struct PublicHalf {
    /// Public key: 0x and 64 hex digits
    #[arg(long, alias = "public-key", value_name = "HEX")]
    public_key_hex: Option<String>,
    /// Address
    #[arg(long, alias = "ss58-address")]
    ss58: Option<String>,
}

/// Regenerates the public half of a coldkey.
#[derive(Args, Debug)]
pub(crate) struct RegenColdkeypub {
    #[command(flatten)]
    public: PublicHalf,
    #[command(flatten)]
    overwrite: OverwriteOption,
    #[command(flatten)]
    crypto_type: CryptoTypeOption,
    #[command(flatten)]
    shared: KeyOptions,
}

/// Regenerates the public half of a hotkey.
#[derive(Args, Debug)]
pub(crate) struct RegenHotkeypub {
    #[command(flatten)]
    public: PublicHalf,
    #[command(flatten)]
    overwrite: OverwriteOption,
    #[command(flatten)]
    crypto_type: CryptoTypeOption,
    #[command(flatten)]
    shared: KeyOptions,
}

/// A secret that was found, and what it is.
enum Found {
    Mnemonic(Zeroizing<String>),
    Seed(Zeroizing<String>),
    PrivateKey(Zeroizing<String>),
    Json {
        text: Zeroizing<String>,
        passphrase: Password,
    },
}

impl Found {
    fn as_source(&self) -> KeySource<'_> {
        match self {
            Self::Mnemonic(text) => KeySource::Mnemonic(text),
            Self::Seed(text) => KeySource::Seed(text),
            Self::PrivateKey(text) => KeySource::PrivateKey(text),
            Self::Json { text, passphrase } => KeySource::Json { text, passphrase },
        }
    }
}

impl Source {
    /// The secret: from an option, a variable, the user, or a line of stdin.
    fn find(self, session: &Session) -> Result<Found, Failure> {
        let given = [
            self.mnemonic.is_some(),
            self.seed.is_some(),
            self.private_key.is_some(),
            self.json.is_some(),
        ];
        if given.iter().filter(|given| **given).count() > 1 {
            return Err(Failure::usage(
                "give one of --mnemonic, --seed, --private-key and --json",
            ));
        }
        let option = |secret: Option<Secret>| secret.map(|Secret(text)| text);
        let secret = |secret, variable, name, question| {
            session.secret(option(secret), variable, name, question)
        };
        if let Some(path) = self.json {
            return from_file(session, &path, option(self.json_password));
        }
        if self.mnemonic.is_some() || variable("BT_MNEMONIC").is_some() {
            let text = secret(
                self.mnemonic,
                "BT_MNEMONIC",
                "--mnemonic",
                "Enter the mnemonic",
            )?;
            return Ok(Found::Mnemonic(text));
        }
        if self.seed.is_some() || variable("BT_SEED").is_some() {
            let text = secret(self.seed, "BT_SEED", "--seed", "Enter the seed")?;
            return Ok(Found::Seed(text));
        }
        if self.private_key.is_some() || variable("BT_PRIVATE_KEY").is_some() {
            let question = "Enter the private key";
            let text = secret(
                self.private_key,
                "BT_PRIVATE_KEY",
                "--private-key",
                question,
            )?;
            return Ok(Found::PrivateKey(text));
        }
        let text = secret(
            None,
            "BT_MNEMONIC",
            "--mnemonic",
            "Enter the mnemonic, the seed (0x...), or the path of a JSON file",
        )?;
        recognise(session, text, option(self.json_password))
    }
}

/// What the user typed: several words, hex, or a path.
fn recognise(
    session: &Session,
    text: Zeroizing<String>,
    json_password: Option<Zeroizing<String>>,
) -> Result<Found, Failure> {
    if text.starts_with("0x") {
        Ok(Found::Seed(text))
    } else if text.split_whitespace().count() > 1 {
        Ok(Found::Mnemonic(text))
    } else {
        from_file(session, Path::new(text.as_str()), json_password)
    }
}

fn from_file(
    session: &Session,
    path: &Path,
    json_password: Option<Zeroizing<String>>,
) -> Result<Found, Failure> {
    let path = expand(path)?;
    let wrong = |cause: String| {
        Failure::failed(format!(
            "cannot read the account file {}: {cause}; check --json",
            path.display()
        ))
    };
    let size = std::fs::metadata(&path)
        .map_err(|error| wrong(error.to_string()))?
        .len();
    if size > MAX_JSON_BYTES {
        return Err(wrong("it is larger than 1 MiB".into()));
    }
    let text = std::fs::read_to_string(&path).map_err(|error| wrong(error.to_string()))?;
    let passphrase = session.secret(
        json_password,
        "BT_JSON_PASSWORD",
        "--json-password",
        "Enter the password of the JSON file",
    )?;
    Ok(Found::Json {
        text: Zeroizing::new(text),
        passphrase: Password::new(passphrase.as_str()),
    })
}

impl PublicHalf {
    fn text(self, session: &Session) -> Result<String, Failure> {
        match (self.public_key_hex, self.ss58) {
            (Some(_), Some(_)) => Err(Failure::usage("give one of --public-key-hex and --ss58")),
            (Some(hex), None) => {
                let hex = hex.trim();
                let digits = hex.strip_prefix("0x").unwrap_or(hex);
                Ok(format!("0x{digits}"))
            }
            (None, ss58) => session.ask_text(
                ss58,
                "--ss58",
                "Enter the address, or the public key as 0x and hex digits",
                None,
            ),
        }
    }
}

impl Run for RegenColdkey {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let wallet = session.wallet()?;
        let replace = overwrite(session, &self.overwrite, wallet.coldkey_exists())?;
        let found = self.source.find(session)?;
        let scheme = self.crypto_type.crypto_type;
        check(&found, scheme)?;
        let password = password(session, &self.use_password, true)?;
        {
            let _progress = session.progress("Making the coldkey");
            wallet.regenerate_coldkey(&found.as_source(), scheme, password.as_ref(), replace)?;
        }
        report(wallet, false, &[])
    }

    fn failed(message: &str) -> Value {
        failed(message)
    }
}

/// Refuses a wrong secret before a password is asked for.
fn check(found: &Found, scheme: Scheme) -> Result<(), Failure> {
    match found {
        // Opening an account file takes seconds; its errors come when it is used.
        Found::Json { .. } => Ok(()),
        other => Ok(other.as_source().pair(scheme).map(drop)?),
    }
}

impl Run for RegenHotkey {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let wallet = session.wallet_of_new_hotkey()?;
        let replace = overwrite(session, &self.overwrite, wallet.hotkey_exists())?;
        let found = self.source.find(session)?;
        let scheme = self.crypto_type.crypto_type;
        check(&found, scheme)?;
        let password = password(session, &self.use_password, false)?;
        wallet.regenerate_hotkey(&found.as_source(), scheme, password.as_ref(), replace)?;
        report(&wallet, true, &[])
    }

    fn failed(message: &str) -> Value {
        failed(message)
    }
}

impl Run for RegenColdkeypub {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let wallet = session.wallet()?;
        let text = self.public.text(session)?;
        let existing = wallet.coldkeypub_file();
        let existing = existing.exists().then(|| existing.path().to_owned());
        let replace = overwrite(session, &self.overwrite, existing)?;
        wallet.regenerate_coldkeypub(&text, self.crypto_type.crypto_type, replace)?;
        report(wallet, false, &[])
    }

    fn failed(message: &str) -> Value {
        failed(message)
    }
}

impl Run for RegenHotkeypub {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let wallet = session.wallet_of_new_hotkey()?;
        let text = self.public.text(session)?;
        let existing = wallet.hotkeypub_file();
        let existing = existing.exists().then(|| existing.path().to_owned());
        let replace = overwrite(session, &self.overwrite, existing)?;
        wallet.regenerate_hotkeypub(&text, self.crypto_type.crypto_type, replace)?;
        report(&wallet, true, &[])
    }

    fn failed(message: &str) -> Value {
        failed(message)
    }
}
