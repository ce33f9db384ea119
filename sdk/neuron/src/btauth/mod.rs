//! btauth/1: requests to any HTTP service, signed as a whole.
//!
//! The wire of the Python SDK 11 for services: where the `bt_header_*` wire signs a hash of chosen
//! fields, this one binds method, path, body and receiver, so it is the one to choose for something
//! new. What is signed are these lines, without a line break at the end:
//!
//! 1. `btauth/1`
//! 2. the scheme, `sr25519` or `ed25519`
//! 3. the method in capitals
//! 4. the path with its query
//! 5. SHA-256 of the body, in hex
//! 6. the nonce: wall-clock nanoseconds
//! 7. the sender's address
//! 8. the receiver's address, or `-`
//!
//! A client calls [`sign()`] and sends the headers. A server makes one [`Verifier`], gives it the
//! headers with [`Verifier::head`], which refuses what is malformed, meant for others, stale or
//! answered before, reads the body only then, and lets [`Verifier::body`] check the signature and
//! remember the request. The rules are in docs/protocol/neuron.md.
//!
//! ```
//! use taonet_neuron::{Clock, btauth};
//! use taonet_wallet::Keypair;
//!
//! # fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let (alice, bob) = (Keypair::from_uri("//Alice")?, Keypair::from_uri("//Bob")?);
//! let request = btauth::Request { method: "POST", target: "/v1/chat?x=1", body: b"{}" };
//! let clock = Clock::system();
//! let verifier = btauth::Verifier::new(bob.public(), btauth::Policy::default(), clock.clone());
//!
//! let headers = btauth::sign(&alice, &request, Some(&bob.public()), clock.now_ns());
//! let claim = verifier.head(&headers)?;
//! assert_eq!(verifier.body(claim, &request)?, alice.public());
//! # Ok(())
//! # }
//! # run().unwrap();
//! ```

mod sign;
mod verify;

pub use sign::sign;
pub use verify::{AuthError, Claim, Policy, Verifier};

use sha2::{Digest, Sha256};
use taonet_wallet::Scheme;

const VERSION: &str = "x-bittensor-version";
const HOTKEY: &str = "x-bittensor-hotkey";
const RECEIVER: &str = "x-bittensor-receiver";
const NONCE: &str = "x-bittensor-nonce";
const CRYPTO: &str = "x-bittensor-crypto";
const SIGNATURE: &str = "x-bittensor-signature";

/// The parts of a request that the signature covers.
#[derive(Clone, Copy, Debug)]
pub struct Request<'request> {
    /// The method, in any case.
    pub method: &'request str,
    /// The path with its query, as on the request line.
    pub target: &'request str,
    /// The body.
    pub body: &'request [u8],
}

impl Request<'_> {
    /// The text that is signed.
    fn message(
        &self,
        scheme: Scheme,
        nonce_ns: u64,
        sender: &str,
        receiver: Option<&str>,
    ) -> String {
        let scheme = scheme.name();
        let method = self.method.to_ascii_uppercase();
        let target = self.target;
        let body = hex::encode(Sha256::digest(self.body));
        let receiver = receiver.unwrap_or("-");
        format!("btauth/1\n{scheme}\n{method}\n{target}\n{body}\n{nonce_ns}\n{sender}\n{receiver}")
    }
}

/// Whether a request claims to be signed this way.
pub(crate) fn is_claimed(headers: &axum::http::HeaderMap) -> bool {
    headers.contains_key(VERSION)
}
