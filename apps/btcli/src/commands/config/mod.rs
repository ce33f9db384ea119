//! `btcli config`: settings and the address book.

pub(crate) mod proxies;
mod settings;

use clap::Subcommand;

use crate::dispatch::group;

/// Commands of the group.
#[derive(Subcommand, Debug)]
pub(crate) enum Config {
    /// Set defaults for options
    Set(settings::Set),
    /// Show the settings
    Get(settings::Get),
    /// Remove settings
    Clear(settings::Clear),
    /// Remove one setting
    Unset(settings::Unset),
    /// Show where the settings lie
    Path(settings::ShowPath),
    /// Add a proxy to the address book
    AddProxy(proxies::Add),
    /// List the proxies of the address book
    Proxies(proxies::List),
    /// Remove a proxy from the address book
    RemoveProxy(proxies::Remove),
    /// Change a proxy of the address book
    UpdateProxy(proxies::Update),
    /// Remove all proxies from the address book
    ClearProxies(proxies::Clear),
}

group!(Config {
    Set,
    Get,
    Clear,
    Unset,
    Path,
    AddProxy,
    Proxies,
    RemoveProxy,
    UpdateProxy,
    ClearProxies
});
