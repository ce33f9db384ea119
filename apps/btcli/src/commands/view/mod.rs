//! `btcli view`: pages to look at in a browser.

mod dashboard;
mod page;

use clap::Subcommand;

use crate::dispatch::group;

/// Commands of the group.
#[derive(Subcommand, Debug)]
pub(crate) enum View {
    /// Subnets, stakes and balances as one page for a browser
    Dashboard(dashboard::Dashboard),
}

group!(View { Dashboard });
