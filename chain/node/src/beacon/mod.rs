//! Where the chain's random beacon comes from.
//!
//! 1. By default an authority's off-chain worker asks the public servers of drand's quicknet, and
//!    with `--drand-endpoint` the servers given. The worker is part of the runtime: the node tells
//!    it the servers through local storage and holds the key that signs its payloads
//!    ([`worker`]). In development mode, where no network is needed for anything, the servers have
//!    to be given.
//! 2. With `--drand-dev-key` the node is the beacon ([`own`]): the chain starts out listening to a
//!    key that everybody knows, and the node signs each round when the chain's clock reaches it.
//!    What is locked to such a beacon is no secret; it is for trying things out, offline.
//! 3. With `--no-drand` there is no beacon.

mod flags;
mod own;
mod worker;

pub use flags::BeaconFlags;
pub(crate) use own::{check_chain, public_key, spawn};
pub(crate) use worker::prepare;

/// Where pulses come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// From nowhere.
    Nothing,
    /// From the public servers.
    PublicServers,
    /// From these servers.
    Servers(Vec<String>),
    /// From this node.
    OwnKey,
}

impl Source {
    /// Whether the off-chain worker has something to do.
    pub(crate) fn needs_worker(&self, development: bool) -> bool {
        match self {
            Self::Servers(_) => true,
            Self::PublicServers => !development,
            Self::Nothing | Self::OwnKey => false,
        }
    }
}
