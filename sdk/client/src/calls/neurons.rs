//! Neurons: registration, endpoints, collateral.

use std::net::{IpAddr, SocketAddr};

use super::arguments::{Argument, bytes};
use crate::{AccountId, Alpha, Call, Tao};
use serde_json::Value as Json;

const PALLET: &str = "SubtensorModule";

calls! { "SubtensorModule";
    /// Registers `hotkey` as a neuron, paying the registration price.
    burned_register(netuid: u16, hotkey: &AccountId);

    /// Registers `hotkey` as a neuron unless the price has risen above `limit_price`.
    register_limit(netuid: u16, hotkey: &AccountId, limit_price: Tao);
}

/// Registers a neuron with proof of work found at `block_number`. Registers nobody where the
/// chain takes burned registrations only.
pub fn register(
    netuid: u16,
    block_number: u64,
    nonce: u64,
    work: &[u8],
    hotkey: &AccountId,
    coldkey: &AccountId,
) -> Call {
    Call::new(
        PALLET,
        "register",
        [
            ("netuid", netuid.into_json()),
            ("block_number", block_number.into_json()),
            ("nonce", nonce.into_json()),
            ("work", bytes(work)),
            ("hotkey", hotkey.into_json()),
            ("coldkey", coldkey.into_json()),
        ],
    )
}

/// What a neuron announces of its axon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AxonEndpoint {
    /// Address and port at which others reach it.
    pub address: SocketAddr,
    /// Version of the software that serves.
    pub version: u32,
}

impl AxonEndpoint {
    fn arguments(&self, netuid: u16) -> [(&'static str, Json); 5] {
        let (ip, ip_type): (u128, u8) = match self.address.ip() {
            IpAddr::V4(ip) => (u32::from(ip).into(), 4),
            IpAddr::V6(ip) => (ip.into(), 6),
        };
        [
            ("netuid", netuid.into_json()),
            ("version", self.version.into_json()),
            ("ip", ip.into_json()),
            ("port", self.address.port().into_json()),
            ("ip_type", ip_type.into_json()),
        ]
    }
}

fn announcement(
    call: &'static str,
    netuid: u16,
    endpoint: &AxonEndpoint,
    further: impl IntoIterator<Item = (&'static str, Json)>,
) -> Call {
    let arguments = endpoint
        .arguments(netuid)
        .into_iter()
        .chain(further)
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    Call::dynamic(PALLET, call, arguments)
}

/// Number that existing neurons announce for the HTTP wire, and two unused ones.
fn protocol() -> [(&'static str, Json); 3] {
    const HTTP: u8 = 4;
    [
        ("protocol", HTTP.into_json()),
        ("placeholder1", 0.into()),
        ("placeholder2", 0.into()),
    ]
}

/// Announces where the signer's axon serves. The signer is the hotkey.
pub fn serve_axon(netuid: u16, endpoint: &AxonEndpoint) -> Call {
    announcement("serve_axon", netuid, endpoint, protocol())
}

/// As [`serve_axon`], with a certificate for encrypted connections.
pub fn serve_axon_tls(netuid: u16, endpoint: &AxonEndpoint, certificate: &[u8]) -> Call {
    let further = protocol()
        .into_iter()
        .chain([("certificate", bytes(certificate))]);
    announcement("serve_axon_tls", netuid, endpoint, further)
}

/// Announces where the signer's metrics can be read.
pub fn serve_prometheus(netuid: u16, endpoint: &AxonEndpoint) -> Call {
    announcement("serve_prometheus", netuid, endpoint, [])
}

/// Locks alpha as collateral of a neuron, buying what is missing at a price of at most
/// `limit_price`.
pub fn add_collateral(hotkey: &AccountId, amount: Alpha, limit_price: Tao) -> Call {
    Call::new(
        PALLET,
        "add_collateral",
        [
            ("netuid", amount.netuid().into_json()),
            ("hotkey", hotkey.into_json()),
            ("alpha", amount.into_json()),
            ("limit_price", limit_price.into_json()),
        ],
    )
}

/// Collateral that a neuron keeps at least.
pub fn set_min_collateral(hotkey: &AccountId, minimum: Alpha) -> Call {
    Call::new(
        PALLET,
        "set_min_collateral",
        [
            ("netuid", minimum.netuid().into_json()),
            ("hotkey", hotkey.into_json()),
            ("min_locked", minimum.into_json()),
        ],
    )
}
