//! `btcli stake`: buying, selling, moving and giving away stake; child hotkeys; root dividends.

mod add;
pub(crate) mod amounts;
mod auto;
mod child;
pub(crate) mod claim;
pub(crate) mod holdings;
mod hotkeys;
mod list;
mod move_stake;
mod origin;
pub(crate) mod price_limit;
pub(crate) mod proportions;
pub(crate) mod quotes;
mod remove;
mod remove_all;
mod swap;
mod transfer;
mod wizard;

use clap::Subcommand;

use crate::dispatch::group;

/// Commands of the group.
#[derive(Subcommand, Debug)]
pub(crate) enum Stake {
    /// Buy alpha with TAO and stake it
    Add(add::Add),
    /// Sell staked alpha for TAO
    Remove(remove::Remove),
    /// List what a coldkey has staked
    #[command(visible_alias = "show")]
    List(list::List),
    /// Move stake to another hotkey or subnet
    Move(move_stake::Move),
    /// Give stake to another coldkey
    Transfer(transfer::Transfer),
    /// Swap stake of one subnet for that of another, on the same hotkey
    Swap(swap::Swap),
    /// Do any of these step by step
    Wizard(wizard::Wizard),
    /// Show where rewards of a coldkey's miners are staked
    Auto(auto::Auto),
    /// Choose where rewards of your miners in a subnet are staked
    SetAuto(auto::SetAuto),
    /// Choose what becomes of root dividends
    #[command(alias = "claim")]
    SetClaim(claim::SetClaim),
    /// The same, by its old name
    #[command(hide = true)]
    Unclaim(claim::SetClaim),
    /// Claim root dividends now
    ProcessClaim(claim::ProcessClaim),
    /// The same as `lock list`
    #[command(hide = true)]
    Locks(crate::commands::lock::List),
    /// Let other hotkeys validate with a share of your stake
    #[command(subcommand, alias = "children")]
    Child(child::Child),
    /// Sell everything that is staked for TAO
    UnstakeAll(remove_all::UnstakeAll),
    /// Sell everything that is staked and stake the TAO on the root network
    UnstakeAllAlpha(remove_all::UnstakeAllAlpha),
}

group!(Stake {
    Add,
    Remove,
    List,
    Move,
    Transfer,
    Swap,
    Wizard,
    Auto,
    SetAuto,
    SetClaim,
    Unclaim,
    ProcessClaim,
    Locks,
    Child,
    UnstakeAll,
    UnstakeAllAlpha,
});
