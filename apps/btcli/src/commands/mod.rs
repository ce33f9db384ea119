//! The commands, by group.
//!
//! A command is a struct of its options (clap's derive) that implements [`crate::dispatch::Run`]:
//! `run` asks the session for what it needs, reads and sends, and answers with a report.

mod addr;
mod axon;
mod call;
pub(crate) mod completion;
mod config;
mod crowd;
pub(crate) mod debug;
mod explain;
mod liquidity;
mod lock;
mod names_of_11;
mod proxy;
mod root;
mod stake;
mod subnets;
mod sudo;
mod units_and_networks;
mod view;
mod wallet;
mod weights;

use clap::Subcommand;

use crate::dispatch::group;

/// Groups, and the commands that stand alone.
#[derive(Subcommand, Debug)]
pub(crate) enum Group {
    /// Settings and the address book
    #[command(subcommand, aliases = ["c", "conf"])]
    Config(config::Config),
    /// Wallets: keys, balances, transfers, identity
    #[command(subcommand, aliases = ["w", "wallets"])]
    Wallet(wallet::Wallet),
    /// Set, commit and reveal weights
    #[command(subcommand, aliases = ["wt", "weight"])]
    Weights(weights::Weights),
    /// Where a neuron says it serves
    #[command(subcommand)]
    Axon(axon::Axon),
    /// Make any call of the chain, by name
    Call(call::CallAny),
    /// Pages to look at in a browser
    #[command(subcommand)]
    View(view::View),
    /// Stake: buying, selling, moving, child hotkeys, root dividends
    #[command(subcommand, alias = "st")]
    Stake(stake::Stake),
    /// Subnets: prices, neurons, creation, registration
    #[command(subcommand, aliases = ["s", "subnet"])]
    Subnets(subnets::Subnets),
    /// Hyperparameters and takes
    #[command(subcommand, aliases = ["su", "hparams"])]
    Sudo(sudo::Sudo),
    /// Accounts that act for others
    #[command(subcommand)]
    Proxy(proxy::Proxy),
    /// TAO that many raise together
    #[command(subcommand, aliases = ["cr", "crowdloan"])]
    Crowd(crowd::Crowd),
    /// Stake locked for conviction
    #[command(subcommand, alias = "conviction")]
    Lock(lock::Lock),
    /// Seats and dividends of the root network
    #[command(subcommand, alias = "rt")]
    Root(root::Root),
    /// Liquidity of users: not offered by the chain any more
    #[command(subcommand, alias = "l")]
    Liquidity(liquidity::Liquidity),
    /// Names for accounts of others
    #[command(subcommand, alias = "addresses")]
    Addr(addr::Addr),
    /// What btcli 11 calls miscellaneous
    #[command(subcommand, hide = true)]
    Misc(names_of_11::Misc),
    /// Small things that need no wallet
    #[command(subcommand)]
    Utils(units_and_networks::Utils),
    /// Explain an error
    Explain(explain::Explain),
    /// Print the completion script of a shell
    Completion(completion::Completion),
    /// Write the manual pages
    #[command(hide = true)]
    Man(completion::Man),
}

group!(Group {
    Config,
    Wallet,
    Stake,
    Subnets,
    Sudo,
    Weights,
    Axon,
    Call,
    View,
    Proxy,
    Crowd,
    Lock,
    Root,
    Liquidity,
    Addr,
    Misc,
    Utils,
    Explain,
    Completion,
    Man
});
