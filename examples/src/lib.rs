//! What the examples share: where to connect and which keys to use.
//!
//! Each program in `src/bin` does one thing from beginning to end and can be read on its own. All
//! take `--network` and the wallet options, or `BT_NETWORK`, `BT_WALLET_NAME`, `BT_WALLET_HOTKEY`
//! and `BT_WALLET_PATH`; the password of an encrypted key comes from the environment as usual.

use std::path::PathBuf;

use clap::Args;
use eyre::{Result, WrapErr};
use taonet_client::{ChainClient, Network};
use taonet_wallet::{Keypair, PublicKey, Wallet};

/// Where, and with which keys.
#[derive(Clone, Debug, Args)]
pub struct Common {
    /// finney, test, archive, local, or an address such as ws://127.0.0.1:9944.
    #[arg(long, env = "BT_NETWORK", default_value = "local")]
    pub network: Network,
    /// Folder of the wallet's keys.
    #[arg(long, env = "BT_WALLET_NAME", default_value = "default")]
    pub wallet_name: String,
    /// Which of its hotkeys.
    #[arg(long, env = "BT_WALLET_HOTKEY", default_value = "default")]
    pub wallet_hotkey: String,
    /// Folder of all wallets.
    #[arg(long, env = "BT_WALLET_PATH")]
    pub wallet_path: Option<PathBuf>,
}

impl Common {
    /// Connects.
    ///
    /// # Errors
    /// If nobody answers there.
    pub async fn connect(&self) -> Result<ChainClient> {
        Ok(ChainClient::connect(&self.network).await?)
    }

    /// The key that owns the money.
    ///
    /// # Errors
    /// If there is no such wallet or it stays locked.
    pub fn coldkey(&self) -> Result<Keypair> {
        self.wallet()?
            .coldkey(None)
            .wrap_err("the coldkey is needed")
    }

    /// The key that runs a neuron.
    ///
    /// # Errors
    /// If there is no such hotkey or it stays locked.
    pub fn hotkey(&self) -> Result<Keypair> {
        self.wallet()?.hotkey(None).wrap_err("the hotkey is needed")
    }

    fn wallet(&self) -> Result<Wallet> {
        Ok(Wallet::new(
            &self.wallet_name,
            &self.wallet_hotkey,
            self.wallet_path.clone(),
        )?)
    }
}

/// Reads an address given on the command line.
///
/// # Errors
/// What is wrong with it.
pub fn address(text: &str) -> Result<PublicKey, String> {
    PublicKey::from_ss58(text).map_err(|error| error.to_string())
}

/// The start of an address, enough to tell keys apart in a table.
pub fn short(account: &taonet_client::AccountId) -> String {
    let address = PublicKey::from_bytes(*account).to_ss58();
    address.get(..10).unwrap_or(&address).to_owned()
}
