//! Who asks, as far as it was verified.

use std::{net::SocketAddr, time::Duration};

use taonet_wallet::PublicKey;

/// The verified sender of a request. Nothing in it comes from the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The hotkey that signed the request.
    pub hotkey: PublicKey,
    /// The other end of the connection.
    pub address: SocketAddr,
    /// The client object's own name for itself; signed.
    pub uuid: String,
    /// Wall-clock nanoseconds at the client; signed, fresh, and not used before.
    pub nonce: u64,
    /// Version number that the client claims (`major * 10^6 + minor * 10^3 + patch`); not signed.
    pub version: Option<u64>,
    /// How long the client says it waits, bounded by the axon's own limit; not signed.
    pub timeout: Duration,
    /// The route asked for.
    pub synapse_name: &'static str,
}
