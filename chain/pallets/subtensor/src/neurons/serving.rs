//! Where a neuron can be reached: its axon (the endpoint that answers requests), the optional
//! certificate of that endpoint, and its Prometheus metrics.
//!
//! The chain stores the announced address and does not try it. Addresses that cannot be right for
//! anybody else (broadcast, loopback) are refused, and an axon may announce the zero address to
//! say that it serves nobody.

use crate::*;
use alloc::vec::Vec;
use frame_support::pallet_prelude::*;
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use taonet_primitives::NetUid;

/// An announced endpoint, as the serving calls carry it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// IPv4 address in the low 32 bits, or IPv6 address.
    pub ip: u128,
    /// TCP port.
    pub port: u16,
    /// 4 or 6.
    pub ip_type: u8,
}

/// What else an axon announces; the chain gives it no meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AxonExtra {
    /// Transport protocol, as the neuron numbers it.
    pub protocol: u8,
    /// Free for the neuron's use.
    pub placeholder1: u8,
    /// Free for the neuron's use.
    pub placeholder2: u8,
}

impl Endpoint {
    fn has_valid_ip_type(&self) -> bool {
        matches!(self.ip_type, 4 | 6)
    }

    /// Broadcast and loopback addresses are invalid; anything of an unknown type is.
    fn has_valid_ip(&self) -> bool {
        match self.ip_type {
            4 => self.ip < u128::from(u32::MAX) && self.ip != 0x7f00_0001,
            6 => self.ip != u128::MAX && self.ip != 1,
            _ => false,
        }
    }
}

/// Bytes of a certificate: one for the algorithm, up to 64 of public key.
const MAX_CERTIFICATE_BYTES: usize = 65;

impl<T: Config> Pallet<T> {
    /// Whether the hotkey may announce this axon now.
    ///
    /// # Errors
    /// `HotKeyNotRegisteredInNetwork`, `InvalidIpType`, `InvalidIpAddress`,
    /// `ServingRateLimitExceeded`, `InvalidPort`, in this order.
    pub fn validate_serve_axon(
        hotkey: &T::AccountId,
        netuid: NetUid,
        endpoint: Endpoint,
    ) -> Result<(), Error<T>> {
        ensure!(
            Self::is_hotkey_registered_on_network(netuid, hotkey),
            Error::<T>::HotKeyNotRegisteredInNetwork
        );
        ensure!(endpoint.has_valid_ip_type(), Error::<T>::InvalidIpType);
        ensure!(endpoint.has_valid_ip(), Error::<T>::InvalidIpAddress);
        let previous = Axons::<T>::get(netuid, hotkey).map_or(0, |axon| axon.block);
        ensure!(
            Self::passes_serving_rate_limit(netuid, previous),
            Error::<T>::ServingRateLimitExceeded
        );
        ensure!(endpoint.port != 0, Error::<T>::InvalidPort);
        Ok(())
    }

    /// Whether the hotkey may announce these metrics now.
    ///
    /// # Errors
    /// `InvalidIpType`, `InvalidIpAddress` (zero included), `HotKeyNotRegisteredInNetwork`,
    /// `ServingRateLimitExceeded`, `InvalidPort`, in this order.
    pub fn validate_serve_prometheus(
        hotkey: &T::AccountId,
        netuid: NetUid,
        endpoint: Endpoint,
    ) -> Result<(), Error<T>> {
        ensure!(endpoint.has_valid_ip_type(), Error::<T>::InvalidIpType);
        ensure!(
            endpoint.has_valid_ip() && endpoint.ip != 0,
            Error::<T>::InvalidIpAddress
        );
        ensure!(
            Self::is_hotkey_registered_on_network(netuid, hotkey),
            Error::<T>::HotKeyNotRegisteredInNetwork
        );
        let previous = Prometheus::<T>::get(netuid, hotkey).map_or(0, |info| info.block);
        ensure!(
            Self::passes_serving_rate_limit(netuid, previous),
            Error::<T>::ServingRateLimitExceeded
        );
        ensure!(endpoint.port != 0, Error::<T>::InvalidPort);
        Ok(())
    }

    /// The check that runs around every dispatch of a serving call; other calls pass.
    ///
    /// # Errors
    /// Those of [`Self::validate_serve_axon`] and [`Self::validate_serve_prometheus`].
    pub fn serving_guard(who: &T::AccountId, call: &Call<T>) -> Result<(), Error<T>> {
        match call {
            Call::serve_axon {
                netuid,
                ip,
                port,
                ip_type,
                ..
            }
            | Call::serve_axon_tls {
                netuid,
                ip,
                port,
                ip_type,
                ..
            } => {
                let endpoint = Endpoint {
                    ip: *ip,
                    port: *port,
                    ip_type: *ip_type,
                };
                Self::validate_serve_axon(who, *netuid, endpoint)
            }
            Call::serve_prometheus {
                netuid,
                ip,
                port,
                ip_type,
                ..
            } => {
                let endpoint = Endpoint {
                    ip: *ip,
                    port: *port,
                    ip_type: *ip_type,
                };
                Self::validate_serve_prometheus(who, *netuid, endpoint)
            }
            _ => Ok(()),
        }
    }

    /// Body of `serve_axon` and, with a certificate, of `serve_axon_tls`. A certificate that is
    /// empty or too long is ignored.
    ///
    /// # Errors
    /// `BadOrigin` and those of [`Self::validate_serve_axon`].
    pub fn do_serve_axon(
        origin: OriginFor<T>,
        netuid: NetUid,
        version: u32,
        endpoint: Endpoint,
        extra: AxonExtra,
        certificate: Option<Vec<u8>>,
    ) -> DispatchResult {
        let hotkey = ensure_signed(origin)?;
        Self::validate_serve_axon(&hotkey, netuid, endpoint)?;
        if let Some(certificate) = certificate.and_then(|bytes| parse_certificate(&bytes)) {
            NeuronCertificates::<T>::insert(netuid, &hotkey, certificate);
        }
        Axons::<T>::insert(
            netuid,
            &hotkey,
            AxonInfo {
                block: Self::now(),
                version,
                ip: endpoint.ip,
                port: endpoint.port,
                ip_type: endpoint.ip_type,
                protocol: extra.protocol,
                placeholder1: extra.placeholder1,
                placeholder2: extra.placeholder2,
            },
        );
        Self::deposit_event(Event::AxonServed(netuid, hotkey));
        Ok(())
    }

    /// Body of `serve_prometheus`.
    ///
    /// # Errors
    /// `BadOrigin` and those of [`Self::validate_serve_prometheus`].
    pub fn do_serve_prometheus(
        origin: OriginFor<T>,
        netuid: NetUid,
        version: u32,
        endpoint: Endpoint,
    ) -> DispatchResult {
        let hotkey = ensure_signed(origin)?;
        Self::validate_serve_prometheus(&hotkey, netuid, endpoint)?;
        Prometheus::<T>::insert(
            netuid,
            &hotkey,
            PrometheusInfo {
                block: Self::now(),
                version,
                ip: endpoint.ip,
                port: endpoint.port,
                ip_type: endpoint.ip_type,
            },
        );
        Self::deposit_event(Event::PrometheusServed(netuid, hotkey));
        Ok(())
    }

    fn passes_serving_rate_limit(netuid: NetUid, previous: u64) -> bool {
        let limit = ServingRateLimit::<T>::get(netuid);
        limit == 0 || previous == 0 || Self::now().saturating_sub(previous) >= limit
    }
}

/// The first byte names the algorithm, the rest is the public key.
fn parse_certificate(bytes: &[u8]) -> Option<NeuronCertificate> {
    if bytes.len() > MAX_CERTIFICATE_BYTES {
        return None;
    }
    let (algorithm, public_key) = bytes.split_first()?;
    let public_key = BoundedVec::try_from(public_key.to_vec()).ok()?;
    Some(NeuronCertificate {
        public_key,
        algorithm: *algorithm,
    })
}
