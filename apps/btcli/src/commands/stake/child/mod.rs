//! `btcli stake child`: hotkeys that validate with a share of another's stake.

mod get;
mod set;
mod take;

use clap::Subcommand;

use crate::dispatch::group;

/// Commands of the group.
#[derive(Subcommand, Debug)]
pub(crate) enum Child {
    /// Show the children of a hotkey
    Get(get::Get),
    /// Give shares of a hotkey's stake to children
    Set(set::Set),
    /// Take all shares back
    Revoke(set::Revoke),
    /// Show or set what a child keeps of its parents' dividends
    Take(take::Take),
}

group!(Child {
    Get,
    Set,
    Revoke,
    Take
});
