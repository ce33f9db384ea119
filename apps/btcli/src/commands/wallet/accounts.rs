//! Whose money a command is about.

use taonet_client::AccountId;
use taonet_wallet::{Wallet, WalletEntry};

use crate::failure::Failure;
use crate::session::Session;

/// A coldkey under the name by which people know it.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) coldkey: AccountId,
}

/// The given addresses; or with `all` every wallet of the folder; or the wallet of the session.
pub(super) fn coldkeys(
    session: &Session,
    addresses: &[String],
    all: bool,
) -> Result<Vec<Named>, Failure> {
    if !addresses.is_empty() {
        return addresses
            .iter()
            .enumerate()
            .map(|(place, text)| {
                Ok(Named {
                    name: format!("Provided Address {}", place + 1),
                    coldkey: session.account(text)?,
                })
            })
            .collect();
    }
    if all {
        let named: Vec<Named> = entries(session)?
            .into_iter()
            .filter_map(|entry| {
                let coldkey = entry.coldkey?.bytes();
                Some(Named {
                    name: entry.name,
                    coldkey,
                })
            })
            .collect();
        if named.is_empty() {
            return Err(Failure::failed(format!(
                "there are no wallets in {}: create one with 'btcli wallet create', or name \
                 another folder with --wallet-path",
                session.wallet_folder()?.display()
            )));
        }
        return Ok(named);
    }
    let wallet = session.wallet()?;
    Ok(vec![Named {
        name: wallet.name().to_owned(),
        coldkey: wallet.coldkeypub()?.bytes(),
    }])
}

/// All wallets of the folder.
pub(super) fn entries(session: &Session) -> Result<Vec<WalletEntry>, Failure> {
    Ok(Wallet::list(&session.wallet_folder()?)?)
}

/// The wallet of the session, or with `all` every wallet of the folder, with their hotkeys.
pub(super) fn wallets(session: &Session, all: bool) -> Result<Vec<WalletEntry>, Failure> {
    let entries = entries(session)?;
    if all {
        return Ok(entries);
    }
    let wallet = session.wallet()?;
    // A wallet that is not there has an error of its own.
    wallet.coldkeypub()?;
    Ok(entries
        .into_iter()
        .filter(|entry| entry.name == wallet.name())
        .collect())
}
