//! Requests to an axon that are signed as a whole, so that the body is read before the signature can
//! be checked.

use std::{net::SocketAddr, sync::Arc};

use axum::http::{HeaderMap, request::Parts};
use taonet_wallet::PublicKey;

use crate::{Caller, Clock, VerifyError, Wire, Wires, btauth, epistula, verify::DEFAULT_TIMEOUT};

/// The verifiers of the wires that are on.
#[derive(Debug)]
pub(crate) struct WholeVerifiers {
    btauth: Option<btauth::Verifier>,
    epistula: Option<epistula::Verifier>,
}

/// What the headers of a request claim.
#[derive(Debug)]
pub(crate) enum WholeClaim {
    Btauth(btauth::Claim),
    Epistula(epistula::Claim),
}

impl WholeVerifiers {
    pub(crate) fn new(me: PublicKey, clock: &Clock, wires: Wires, capacity: usize) -> Self {
        let btauth = || {
            btauth::Verifier::new(me, btauth::Policy::default(), clock.clone())
                .with_capacity(capacity)
        };
        let epistula = || epistula::Verifier::new(me, clock.clone()).with_capacity(capacity);
        Self {
            btauth: wires.btauth.then(btauth),
            epistula: wires.epistula.then(epistula),
        }
    }

    /// How a request says that it is signed.
    pub(crate) fn wire_of(headers: &HeaderMap) -> Wire {
        if btauth::is_claimed(headers) {
            Wire::Btauth
        } else if epistula::is_claimed(headers) {
            Wire::Epistula
        } else {
            Wire::Headers
        }
    }

    /// The claim of a request that is signed as a whole; nothing for another one.
    ///
    /// # Errors
    /// What the headers alone tell is wrong.
    pub(crate) fn head(&self, headers: &HeaderMap) -> Result<Option<WholeClaim>, VerifyError> {
        Ok(match Self::wire_of(headers) {
            Wire::Headers => None,
            Wire::Btauth => {
                let verifier = self.btauth.as_ref();
                let verifier = verifier.ok_or(VerifyError::WireOff("btauth/1"))?;
                Some(WholeClaim::Btauth(verifier.head(headers)?))
            }
            Wire::Epistula => {
                let verifier = self.epistula.as_ref();
                let verifier = verifier.ok_or(VerifyError::WireOff("Epistula"))?;
                Some(WholeClaim::Epistula(verifier.head(headers)?))
            }
        })
    }

    /// Checks the signature, remembers the request, and says who sent it.
    pub(crate) fn body(
        &self,
        claim: WholeClaim,
        parts: &Parts,
        body: &[u8],
        address: SocketAddr,
        synapse_name: &Arc<str>,
    ) -> Result<Caller, VerifyError> {
        let (wire, hotkey, uuid, nonce) = match (claim, &self.btauth, &self.epistula) {
            (WholeClaim::Btauth(claim), Some(verifier), _) => {
                let nonce = claim.nonce_ns();
                let target = parts.uri.path_and_query();
                let request = btauth::Request {
                    method: parts.method.as_str(),
                    target: target.map_or("/", |target| target.as_str()),
                    body,
                };
                (
                    Wire::Btauth,
                    verifier.body(claim, &request)?,
                    String::new(),
                    nonce,
                )
            }
            (WholeClaim::Epistula(claim), _, Some(verifier)) => {
                let nonce = claim.timestamp_ms().saturating_mul(1_000_000);
                let uuid = claim.uuid().to_owned();
                (Wire::Epistula, verifier.body(claim, body)?, uuid, nonce)
            }
            // A claim comes from its verifier.
            _ => return Err(VerifyError::WireOff("this")),
        };
        Ok(Caller {
            hotkey,
            wire,
            address,
            uuid,
            nonce,
            version: None,
            timeout: DEFAULT_TIMEOUT,
            synapse_name: Arc::clone(synapse_name),
        })
    }
}
