//! `btcli misc`: where btcli 11 keeps what btcli 9 has as groups of their own.

use clap::Subcommand;

use crate::commands::{axon, crowd, units_and_networks, weights};
use crate::dispatch::group;

/// Commands of the group.
#[derive(Subcommand, Debug)]
pub(crate) enum Misc {
    /// The same as `utils convert`
    Convert(units_and_networks::convert::Convert),
    /// The same as `utils latency`
    Latency(units_and_networks::latency::Latency),
    /// The same as `weights`
    #[command(subcommand)]
    Weights(weights::Weights),
    /// The same as `axon`
    #[command(subcommand)]
    Axon(axon::Axon),
    /// The same as `crowd`
    #[command(subcommand)]
    Crowd(crowd::Crowd),
}

group!(Misc {
    Convert,
    Latency,
    Weights,
    Axon,
    Crowd,
});
