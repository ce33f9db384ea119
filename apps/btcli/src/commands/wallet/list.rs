//! `btcli wallet list`.

use clap::Args;
use serde_json::{Value, json};
use taonet_wallet::{PublicKey, Wallet, WalletEntry};

use crate::arguments::{KeyOptions, Shared};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Cell, Report, Text, optional_json};
use crate::session::Session;

/// Lists the wallets of the folder.
#[derive(Args, Debug)]
pub(crate) struct List {
    /// Leave the hotkeys out
    #[arg(long)]
    coldkeys_only: bool,
    #[command(flatten)]
    shared: KeyOptions,
}

impl Run for List {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let folder = session.wallet_folder()?;
        let mut wallets = Wallet::list(&folder)?;
        if let Some(name) = &self.shared.wallet.wallet_name {
            wallets.retain(|wallet| wallet.name == *name);
        }
        if self.coldkeys_only {
            wallets.iter_mut().for_each(|wallet| wallet.hotkeys.clear());
        }
        let mut text = Text::new();
        if wallets.is_empty() {
            text.push_line(format!("No wallets in {}.", folder.display()));
        } else {
            text.push_line(Cell::strong("Wallets"));
            text.push_line(tree(&wallets));
        }
        Ok(Report::new(document(&wallets), text))
    }

    fn failed(message: &str) -> Value {
        json!({ "success": false, "wallets": null, "error": message })
    }
}

fn document(wallets: &[WalletEntry]) -> Value {
    let address = |key: Option<PublicKey>| optional_json(key.map(|key| key.to_ss58()));
    let wallets: Vec<Value> = wallets
        .iter()
        .map(|wallet| {
            let hotkeys: Vec<Value> = wallet
                .hotkeys
                .iter()
                .map(|entry| json!({ "name": entry.name, "ss58_address": address(entry.hotkey) }))
                .collect();
            json!({
                "name": wallet.name,
                "ss58_address": address(wallet.coldkey),
                "hotkeys": hotkeys,
            })
        })
        .collect();
    json!({ "wallets": wallets })
}

fn tree(wallets: &[WalletEntry]) -> String {
    let address = |key: Option<PublicKey>| {
        key.map_or_else(|| "address unknown".to_owned(), |key| key.to_ss58())
    };
    let mut lines = Vec::new();
    for (place, wallet) in wallets.iter().enumerate() {
        let last = place + 1 == wallets.len();
        let branch = if last { "└──" } else { "├──" };
        let below = if last { "    " } else { "│   " };
        lines.push(format!(
            "{branch} coldkey {}  {}",
            wallet.name,
            address(wallet.coldkey)
        ));
        for (place, hotkey) in wallet.hotkeys.iter().enumerate() {
            let last = place + 1 == wallet.hotkeys.len();
            let branch = if last { "└──" } else { "├──" };
            lines.push(format!(
                "{below}{branch} hotkey {}  {}",
                hotkey.name,
                address(hotkey.hotkey)
            ));
        }
    }
    lines.join("\n")
}
