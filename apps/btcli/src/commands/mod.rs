//! The commands, by group.
//!
//! A command is a struct of its options (clap's derive) that implements [`crate::dispatch::Run`]:
//! `run` asks the session for what it needs, reads and sends, and answers with a report.

pub(crate) mod completion;
pub(crate) mod debug;
mod wallet;

use clap::Subcommand;

use crate::dispatch::group;

/// Groups, and the commands that stand alone.
#[derive(Subcommand, Debug)]
pub(crate) enum Group {
    /// Wallets: keys, balances, transfers, identity
    #[command(subcommand, aliases = ["w", "wallets"])]
    Wallet(wallet::Wallet),
    /// Print the completion script of a shell
    Completion(completion::Completion),
    /// Write the manual pages
    #[command(hide = true)]
    Man(completion::Man),
}

group!(Group {
    Wallet,
    Completion,
    Man
});
