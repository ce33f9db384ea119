//! `btcli wallet`: keys, balances, transfers, identity.

mod list;

use clap::Subcommand;

use crate::dispatch::group;

/// Commands of the group.
#[derive(Subcommand, Debug)]
pub(crate) enum Wallet {
    /// List all wallets with their hotkeys
    List(list::List),
}

group!(Wallet { List });
