//! The command line.

pub(crate) mod amounts;
mod proxy_type;
pub(crate) mod secret;
pub(crate) mod shared;
pub(crate) mod spellings;
#[cfg(test)]
mod tests;
mod tree;

pub(crate) use amounts::{
    Amount, AmountOption, NetuidOption, NetuidsOption, PartialStakeOption, SafeStakingOption,
    ToleranceOption,
};
pub(crate) use proxy_type::{ProxyType, ProxyTypeOption};
pub(crate) use secret::{CryptoTypeOption, OverwriteOption, Secret, UsePasswordOption};
pub(crate) use shared::{
    KeyOptions, LocalOptions, OutputOptions, ReadOptions, Shared, WalletOptions, WriteOptions,
};
pub(crate) use tree::print as print_tree;

use clap::Parser;
use clap_complete::Shell;

use crate::commands::Group;

/// What TAO holders, subnet owners, miners and validators do with the network.
///
/// Options of the groups Output, Network, Wallet, Questions and Transaction may also stand before
/// the command. `btcli GROUP COMMAND --help` explains one command.
#[derive(Parser, Debug)]
#[command(name = "btcli", version, arg_required_else_help = true)]
#[command(
    disable_help_subcommand = true,
    subcommand_value_name = "GROUP COMMAND"
)]
pub(crate) struct Arguments {
    /// Print the tree of all commands
    #[arg(long)]
    pub(crate) commands: bool,
    /// Copy what was noted about the last failure to a file (asks where)
    #[arg(long)]
    pub(crate) debug: bool,
    /// Install completion for a shell
    #[arg(long, value_name = "SHELL", num_args = 0..=1)]
    pub(crate) install_completion: Option<Option<Shell>>,
    /// Print the completion script of a shell
    #[arg(long, value_name = "SHELL", num_args = 0..=1)]
    pub(crate) show_completion: Option<Option<Shell>>,
    #[command(flatten)]
    pub(crate) shared: WriteOptions,
    #[command(subcommand)]
    pub(crate) group: Option<Group>,
}
