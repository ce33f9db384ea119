//! `btcli utils`: small things that need no wallet.

pub(crate) mod convert;
pub(crate) mod latency;

use clap::Subcommand;

use crate::dispatch::group;

/// Commands of the group.
#[derive(Subcommand, Debug)]
pub(crate) enum Utils {
    /// Convert between rao and TAO
    Convert(convert::Convert),
    /// Measure how fast networks answer
    Latency(latency::Latency),
}

group!(Utils { Convert, Latency });
