//! Who asks, as far as it was verified.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use taonet_wallet::PublicKey;

/// How a request was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wire {
    /// `bt_header_*`: a hash of the fields that the synapse declares ([`crate::Synapse`]).
    Headers,
    /// btauth/1: method, path, body and receiver ([`crate::btauth`]).
    Btauth,
    /// Epistula v2: body and receiver ([`crate::epistula`]).
    Epistula,
}

/// The verified sender of a request. Nothing in it comes from the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The hotkey that signed the request.
    pub hotkey: PublicKey,
    /// How the request was signed.
    pub wire: Wire,
    /// The other end of the connection.
    pub address: SocketAddr,
    /// The client object's own name for itself, or the request's; signed. Empty with btauth/1.
    pub uuid: String,
    /// Wall-clock nanoseconds at the client (whole milliseconds with Epistula); signed, fresh, and
    /// not used before.
    pub nonce: u64,
    /// Version number that the client claims (`major * 10^6 + minor * 10^3 + patch`); not signed.
    pub version: Option<u64>,
    /// How long the client says it waits, bounded by the axon's own limit; not signed.
    pub timeout: Duration,
    /// The route asked for.
    pub synapse_name: Arc<str>,
}
