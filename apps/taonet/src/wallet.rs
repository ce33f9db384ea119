//! Keys of the person at the keyboard.

use std::io::IsTerminal;

use eyre::{Result, WrapErr, eyre};
use taonet_wallet::{KeyfileError, Keypair, Password, Wallet, WalletError};

use crate::arguments::WalletArguments;

impl WalletArguments {
    pub(crate) fn open(&self) -> Result<Wallet> {
        Ok(Wallet::new(
            &self.wallet_name,
            &self.wallet_hotkey,
            self.wallet_path.clone(),
        )?)
    }
}

/// The hotkey; asks for its password if the file has one and nobody gave it.
pub(crate) async fn hotkey(wallet: &Wallet) -> Result<Keypair> {
    let wallet = wallet.clone();
    unlock(move |password| wallet.hotkey(password), "hotkey").await
}

/// The coldkey; asks for its password if the file has one and nobody gave it.
pub(crate) async fn coldkey(wallet: &Wallet) -> Result<Keypair> {
    let wallet = wallet.clone();
    unlock(move |password| wallet.coldkey(password), "coldkey").await
}

/// Unlocking takes seconds of computing, so it leaves the runtime's threads alone.
async fn unlock<Read>(read: Read, what: &'static str) -> Result<Keypair>
where
    Read: Fn(Option<&Password>) -> Result<Keypair, WalletError> + Send + 'static,
{
    tokio::task::spawn_blocking(move || match read(None) {
        Err(WalletError::Keyfile(KeyfileError::PasswordNeeded { .. }))
            if std::io::stdin().is_terminal() =>
        {
            let typed = dialoguer::Password::new()
                .with_prompt(format!("Password of the {what}"))
                .interact()
                .wrap_err("no password was typed")?;
            Ok(read(Some(&Password::typed(&typed)))?)
        }
        other => Ok(other?),
    })
    .await
    .map_err(|_| eyre!("unlocking the {what} was interrupted"))?
}

/// Asks a question that costs money. Without a terminal the answer is no.
pub(crate) fn confirm(question: &str) -> Result<bool> {
    if !std::io::stdin().is_terminal() {
        return Err(eyre!(
            "{question} Nobody is there to answer: say --yes to agree beforehand"
        ));
    }
    Ok(dialoguer::Confirm::new()
        .with_prompt(question)
        .default(false)
        .interact()?)
}
