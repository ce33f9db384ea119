//! `btcli proxy book`: `btcli config add-proxy` and its like under the names of btcli 11.

use clap::Subcommand;

use crate::commands::config::proxies;
use crate::dispatch::group;

/// Commands of the group.
#[derive(Subcommand, Debug)]
pub(crate) enum Book {
    /// Add a proxy
    Add(proxies::Add),
    /// List the proxies
    List(proxies::List),
    /// Remove a proxy
    Remove(proxies::Remove),
    /// Change a proxy
    Update(proxies::Update),
    /// Remove all proxies
    Clear(proxies::Clear),
}

group!(Book {
    Add,
    List,
    Remove,
    Update,
    Clear,
});
