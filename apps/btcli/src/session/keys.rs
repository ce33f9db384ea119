//! The wallet of a command and its keys.

use taonet_client::AccountId;
use taonet_wallet::{Keypair, PasswordSource, PublicKey, Wallet, WalletError};

use super::{Session, get_or_try, questions};
use crate::arguments::amounts::address;
use crate::config::{expand, variable};
use crate::failure::Failure;
use crate::output::Progress;

impl Session {
    /// The folder of wallets: option, `BT_WALLET_PATH`, settings, `~/.bittensor/wallets`.
    pub(crate) fn wallet_folder(&self) -> Result<std::path::PathBuf, Failure> {
        let given = self.options.wallet.wallet_path.clone();
        let given = given.or_else(|| variable("BT_WALLET_PATH").map(Into::into));
        let given = match given {
            Some(path) => Some(path),
            None => self.settings()?.wallet_path.clone().map(Into::into),
        };
        expand(&given.unwrap_or_else(|| taonet_wallet::wallet::DEFAULT_PATH.into()))
    }

    /// The name of the wallet: option, `BT_WALLET_NAME` or `BT_WALLET`, settings, the user's answer,
    /// `default`.
    pub(crate) fn wallet_name(&self) -> Result<String, Failure> {
        let given = self.options.wallet.wallet_name.clone();
        let given = given
            .or_else(|| variable("BT_WALLET_NAME"))
            .or_else(|| variable("BT_WALLET"));
        let given = match given {
            Some(name) => Some(name),
            None => self.settings()?.wallet_name.clone(),
        };
        self.ask_text(
            given,
            "--wallet-name",
            "Enter the wallet name",
            Some("default"),
        )
    }

    /// The name of the hotkey, from where the wallet's name comes from; a wallet named `cold/hot`
    /// says it too.
    fn hotkey_name(&self) -> Result<Option<String>, Failure> {
        let given = self.options.wallet.hotkey.clone();
        let given = given
            .or_else(|| variable("BT_WALLET_HOTKEY"))
            .filter(|name| address(name).is_err());
        match given {
            Some(name) => Ok(Some(name)),
            None => Ok(self.settings()?.wallet_hotkey.clone()),
        }
    }

    /// The wallet. Nothing is read of it yet.
    pub(crate) fn wallet(&self) -> Result<&Wallet, Failure> {
        get_or_try(&self.wallet, || {
            let name = self.wallet_name()?;
            self.wallet_named(&name)
        })
    }

    /// The wallet for a new hotkey: its name is asked for where nothing says it.
    pub(crate) fn wallet_of_new_hotkey(&self) -> Result<Wallet, Failure> {
        let name = self.wallet_name()?;
        let hotkey = match name.contains('/') {
            true => "default".to_owned(),
            false => {
                let question = "Enter the name of the new hotkey";
                let given = self.hotkey_name()?;
                self.ask_text(given, "--hotkey", question, Some("default"))?
            }
        };
        self.wallet_with(&name, &hotkey)
    }

    /// Another wallet in the same folder.
    pub(crate) fn wallet_named(&self, name: &str) -> Result<Wallet, Failure> {
        let hotkey = self.hotkey_name()?;
        self.wallet_with(name, hotkey.as_deref().unwrap_or("default"))
    }

    /// A wallet and a hotkey by name.
    pub(crate) fn wallet_with(&self, name: &str, hotkey: &str) -> Result<Wallet, Failure> {
        // The folder as it was written: the name of the password's variable is made of it.
        let folder = match &self.options.wallet.wallet_path {
            Some(path) => path.clone(),
            None => self.wallet_folder()?,
        };
        Ok(Wallet::new(name, hotkey, Some(folder))?)
    }

    /// The coldkey, unlocked.
    pub(crate) fn coldkey(&self) -> Result<&Keypair, Failure> {
        get_or_try(&self.coldkey, || {
            let wallet = self.wallet()?;
            self.unlock(|passwords| wallet.unlock_coldkey(passwords))
        })
    }

    /// The hotkey, unlocked.
    pub(crate) fn hotkey(&self) -> Result<Keypair, Failure> {
        let wallet = self.wallet()?;
        self.unlock(|passwords| wallet.unlock_hotkey(passwords))
    }

    /// Opens a key with the password of the environment, a file, or the user.
    pub(crate) fn unlock(
        &self,
        open: impl FnOnce(&mut PasswordSource<'_>) -> Result<Keypair, WalletError>,
    ) -> Result<Keypair, Failure> {
        let mut refusal = None;
        let mut progress = None;
        let is_shown = !self.options.output.quiet;
        let opened = {
            let mut passwords = PasswordSource::new()
                .file(self.options.wallet.wallet_password_file.clone())
                .prompt(|_| {
                    if !questions::is_interactive() {
                        return Ok(None);
                    }
                    match questions::typed_password(taonet_wallet::PASSWORD_PROMPT) {
                        Ok(password) => {
                            let text = "Decrypting the key".to_owned();
                            progress = Some(Progress::start(text, is_shown));
                            Ok(Some(password))
                        }
                        Err(failure) => {
                            refusal = Some(failure);
                            Ok(None)
                        }
                    }
                });
            open(&mut passwords)
        };
        drop(progress);
        match refusal {
            Some(failure) => Err(failure),
            None => Ok(opened?),
        }
    }

    /// The coldkey's address; nothing is unlocked.
    pub(crate) fn coldkey_address(&self) -> Result<AccountId, Failure> {
        Ok(self.wallet()?.coldkeypub()?.bytes())
    }

    /// The hotkey's address; `--hotkey` may give that of a foreign hotkey.
    pub(crate) fn hotkey_address(&self) -> Result<AccountId, Failure> {
        let given = self.options.wallet.hotkey.clone();
        let given = given.or_else(|| variable("BT_WALLET_HOTKEY"));
        if let Some(Ok(foreign)) = given.map(|given| address(&given)) {
            return Ok(foreign);
        }
        Ok(self.wallet()?.hotkeypub()?.bytes())
    }

    /// A hotkey of the wallet by name, or any by address.
    pub(crate) fn named_hotkey_address(&self, text: &str) -> Result<AccountId, Failure> {
        if let Ok(address) = address(text) {
            return Ok(address);
        }
        let folder = self.wallet_folder()?;
        let wallet = Wallet::new(self.wallet()?.name(), text, Some(folder))?;
        Ok(wallet.hotkeypub()?.bytes())
    }

    /// The given address, or the coldkey's of the wallet.
    pub(crate) fn coldkey_address_or(&self, given: Option<&str>) -> Result<AccountId, Failure> {
        match given {
            Some(text) => self.account(text),
            None => self.coldkey_address(),
        }
    }

    /// An address; one of another network is taken with a warning.
    pub(crate) fn account(&self, text: &str) -> Result<AccountId, Failure> {
        if let Some(prefix) = taonet_wallet::ss58::foreign_prefix(text.trim()) {
            self.warn(format!(
                "the address {text} is written for another network (prefix {prefix}); here it is \
                 {}",
                ss58(&address(text)?)
            ));
        }
        address(text)
    }
}

/// The address of an account, with prefix 42.
pub(crate) fn ss58(account: &AccountId) -> String {
    PublicKey::from_bytes(*account).to_ss58()
}
