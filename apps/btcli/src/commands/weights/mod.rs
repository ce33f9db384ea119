//! `btcli weights`: what a validator thinks of the neurons of a subnet.

mod commit;
mod reveal;
mod rows;
mod set;

use clap::Subcommand;

use crate::dispatch::group;

/// Commands of the group.
#[derive(Subcommand, Debug)]
pub(crate) enum Weights {
    /// Set weights in whichever way the subnet takes them
    Set(set::Set),
    /// Commit to weights by their hash
    Commit(commit::Commit),
    /// Reveal weights that were committed
    Reveal(reveal::Reveal),
}

group!(Weights {
    Set,
    Commit,
    Reveal
});
