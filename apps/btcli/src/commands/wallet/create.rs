//! `btcli wallet create|new-coldkey|new-hotkey`.

use clap::Args;
use serde_json::Value;
use taonet_wallet::{KeySource, Mnemonic, Overwrite, Password, Scheme, Wallet};
use zeroize::Zeroizing;

use super::new_keys::{failed, overwrite, password, report, show_mnemonic};
use crate::arguments::{
    CryptoTypeOption, KeyOptions, OverwriteOption, Secret, Shared, UsePasswordOption,
};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::Report;
use crate::session::Session;

/// How a new key is made.
#[derive(Args, Debug)]
struct Origin {
    /// Words of the mnemonic: 12, 15, 18, 21 or 24
    #[arg(long, default_value_t = 12)]
    n_words: usize,
    /// Make the key from a secret URI such as //Alice instead (- reads it from stdin); Alice
    /// alone means //Alice
    #[arg(long)]
    uri: Option<Secret>,
    /// Put the mnemonic into the JSON document too
    #[arg(long)]
    include_mnemonic: bool,
}

/// Creates a coldkey and a hotkey.
#[derive(Args, Debug)]
pub(crate) struct Create {
    #[command(flatten)]
    origin: Origin,
    #[command(flatten)]
    use_password: UsePasswordOption,
    #[command(flatten)]
    overwrite: OverwriteOption,
    /// Signature scheme of the coldkey
    #[arg(long, default_value = "sr25519", alias = "crypto-type")]
    coldkey_crypto_type: Scheme,
    /// Signature scheme of the hotkey
    #[arg(long, default_value = "sr25519")]
    hotkey_crypto_type: Scheme,
    #[command(flatten)]
    shared: KeyOptions,
}

/// Creates a coldkey.
#[derive(Args, Debug)]
pub(crate) struct NewColdkey {
    #[command(flatten)]
    origin: Origin,
    #[command(flatten)]
    use_password: UsePasswordOption,
    #[command(flatten)]
    overwrite: OverwriteOption,
    #[command(flatten)]
    crypto_type: CryptoTypeOption,
    #[command(flatten)]
    shared: KeyOptions,
}

/// Creates a hotkey.
#[derive(Args, Debug)]
pub(crate) struct NewHotkey {
    #[command(flatten)]
    origin: Origin,
    #[command(flatten)]
    use_password: UsePasswordOption,
    #[command(flatten)]
    overwrite: OverwriteOption,
    #[command(flatten)]
    crypto_type: CryptoTypeOption,
    #[command(flatten)]
    shared: KeyOptions,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Coldkey,
    Hotkey,
}

/// One key to be made.
struct Making<'a> {
    kind: Kind,
    scheme: Scheme,
    password: Option<&'a Password>,
    overwrite: Overwrite,
}

impl Origin {
    /// The secret URI, if the key is made from one.
    fn uri(&self, session: &Session) -> Result<Option<Zeroizing<String>>, Failure> {
        let Some(Secret(uri)) = &self.uri else {
            return Ok(None);
        };
        let uri = session.secret(Some(uri.clone()), "BT_URI", "--uri", "Enter the secret URI")?;
        // btcli 9 takes a bare name for a development key: Alice means //Alice.
        let is_name = !uri.contains('/') && !uri.starts_with("0x") && !uri.contains(' ');
        Ok(Some(match is_name {
            true => Zeroizing::new(format!("//{}", uri.as_str())),
            false => uri,
        }))
    }

    /// Makes the key and shows its mnemonic.
    fn make(
        &self,
        wallet: &Wallet,
        uri: Option<&str>,
        making: &Making<'_>,
    ) -> Result<Option<Mnemonic>, Failure> {
        let Making {
            kind,
            scheme,
            password,
            overwrite,
        } = *making;
        if let Some(uri) = uri {
            let source = KeySource::Uri(uri);
            match kind {
                Kind::Coldkey => wallet.regenerate_coldkey(&source, scheme, password, overwrite)?,
                Kind::Hotkey => wallet.regenerate_hotkey(&source, scheme, password, overwrite)?,
            };
            return Ok(None);
        }
        let words = self.n_words;
        let mnemonic = match kind {
            Kind::Coldkey => wallet.create_coldkey_with(words, scheme, password, overwrite)?,
            Kind::Hotkey => wallet.create_hotkey_with(words, scheme, password, overwrite)?,
        };
        let name = match kind {
            Kind::Coldkey => "coldkey",
            Kind::Hotkey => "hotkey",
        };
        show_mnemonic(name, mnemonic.phrase());
        Ok(Some(mnemonic))
    }

    /// The report, with the mnemonics where they were asked for.
    fn report(
        &self,
        wallet: &Wallet,
        has_hotkey: bool,
        made: &[(&str, Option<Mnemonic>)],
    ) -> Result<Report, Failure> {
        let mnemonics: Vec<(&str, &str)> = made
            .iter()
            .filter(|_| self.include_mnemonic)
            .filter_map(|(name, made)| made.as_ref().map(|words| (*name, words.phrase())))
            .collect();
        report(wallet, has_hotkey, &mnemonics)
    }
}

impl Run for Create {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let wallet = session.wallet_of_new_hotkey()?;
        let replace_coldkey = overwrite(session, &self.overwrite, wallet.coldkey_exists())?;
        let replace_hotkey = overwrite(session, &self.overwrite, wallet.hotkey_exists())?;
        let uri = self.origin.uri(session)?;
        let password = password(session, &self.use_password, true)?;
        let coldkey = {
            let _progress = session.progress("Making the coldkey");
            self.origin.make(
                &wallet,
                uri.as_ref().map(|uri| uri.as_str()),
                &Making {
                    kind: Kind::Coldkey,
                    scheme: self.coldkey_crypto_type,
                    password: password.as_ref(),
                    overwrite: replace_coldkey,
                },
            )?
        };
        let hotkey = self.origin.make(
            &wallet,
            uri.as_ref().map(|uri| uri.as_str()),
            &Making {
                kind: Kind::Hotkey,
                scheme: self.hotkey_crypto_type,
                password: None,
                overwrite: replace_hotkey,
            },
        )?;
        let made = [("coldkey_mnemonic", coldkey), ("hotkey_mnemonic", hotkey)];
        self.origin.report(&wallet, true, &made)
    }

    fn failed(message: &str) -> Value {
        failed(message)
    }
}

impl Run for NewColdkey {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let wallet = session.wallet()?;
        let replace = overwrite(session, &self.overwrite, wallet.coldkey_exists())?;
        let uri = self.origin.uri(session)?;
        let password = password(session, &self.use_password, true)?;
        let made = {
            let _progress = session.progress("Making the coldkey");
            self.origin.make(
                wallet,
                uri.as_ref().map(|uri| uri.as_str()),
                &Making {
                    kind: Kind::Coldkey,
                    scheme: self.crypto_type.crypto_type,
                    password: password.as_ref(),
                    overwrite: replace,
                },
            )?
        };
        self.origin.report(wallet, false, &[("mnemonic", made)])
    }

    fn failed(message: &str) -> Value {
        failed(message)
    }
}

impl Run for NewHotkey {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let wallet = session.wallet_of_new_hotkey()?;
        let replace = overwrite(session, &self.overwrite, wallet.hotkey_exists())?;
        let uri = self.origin.uri(session)?;
        let password = password(session, &self.use_password, false)?;
        let made = self.origin.make(
            &wallet,
            uri.as_ref().map(|uri| uri.as_str()),
            &Making {
                kind: Kind::Hotkey,
                scheme: self.crypto_type.crypto_type,
                password: password.as_ref(),
                overwrite: replace,
            },
        )?;
        self.origin.report(&wallet, true, &[("mnemonic", made)])
    }

    fn failed(message: &str) -> Value {
        failed(message)
    }
}
