//! The server's side.

use std::time::Duration;

use axum::http::HeaderMap;
use taonet_wallet::{PublicKey, Scheme};

use super::{CRYPTO, HOTKEY, NONCE, RECEIVER, Request, SIGNATURE, VERSION};
use crate::{
    Clock,
    header_text::{HeaderFault, one},
    nonce_store::{self, Remembered, SeenRequests},
};

/// Requests remembered unless [`Verifier::with_capacity`] says otherwise.
const CAPACITY: usize = 262_144;

/// How strict a server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Oldest request taken; exactly so old is still taken.
    pub max_age: Duration,
    /// How far a client's clock may be ahead.
    pub max_ahead: Duration,
    /// Whether a request that names no receiver is refused. Without it, a request can be replayed
    /// to another server.
    pub require_receiver: bool,
    /// How long a request is remembered; at least `max_age` and `max_ahead` together, or a replay
    /// could come after it was forgotten.
    pub remember: Duration,
}

impl Default for Policy {
    /// 10 s, 2 s, receiver required, 60 s.
    fn default() -> Self {
        Self {
            max_age: Duration::from_secs(10),
            max_ahead: Duration::from_secs(2),
            require_receiver: true,
            remember: Duration::from_secs(60),
        }
    }
}

/// Why a request is not let in. The texts are those that clients of the Python SDK know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AuthError {
    /// A header is missing, twice there, or of the wrong form.
    #[error("MalformedAuth: {0}")]
    Malformed(&'static str),
    /// Meant for somebody else, or for nobody in particular.
    #[error("WrongReceiver: {0}")]
    WrongReceiver(&'static str),
    /// Too old.
    #[error("StaleRequest: nonce is older than the {max_age_s}s freshness window")]
    Stale {
        /// The window.
        max_age_s: u64,
    },
    /// Made before this server started, so that a replay of that time cannot be excluded.
    #[error("StaleRequest: nonce is older than this server's start; sign a new request")]
    BeforeStart,
    /// From the future.
    #[error("StaleRequest: nonce is more than {max_ahead_s}s in the future")]
    Ahead {
        /// How far is allowed.
        max_ahead_s: u64,
    },
    /// Not signed by this hotkey, or something else was signed.
    #[error("BadSignature: signature does not verify against the claimed hotkey")]
    BadSignature,
    /// Answered before.
    #[error("ReplayedRequest: this nonce was already accepted from this hotkey")]
    Replayed,
    /// So many requests are remembered that this one could not be.
    #[error("Busy: too many requests within the freshness window, try again in a few seconds")]
    Busy,
}

impl From<HeaderFault> for AuthError {
    fn from(fault: HeaderFault) -> Self {
        Self::Malformed(match fault {
            HeaderFault::Twice(_) => "an X-Bittensor header appears twice",
            HeaderFault::NotText(_) => "an X-Bittensor header is not plain text",
        })
    }
}

/// What the headers claim. Nothing of it is proved before [`Verifier::body`].
#[derive(Clone, Debug)]
pub struct Claim {
    hotkey: PublicKey,
    /// As the header spells it, which is what was signed.
    sender: String,
    receiver: Option<String>,
    nonce_ns: u64,
    signature: [u8; 64],
}

impl Claim {
    /// The nonce: wall-clock nanoseconds of the sender.
    #[must_use]
    pub fn nonce_ns(&self) -> u64 {
        self.nonce_ns
    }

    fn id(&self) -> u128 {
        nonce_store::request_id(&format!("{}.{}", self.hotkey, self.nonce_ns))
    }
}

/// Verifies the requests to one hotkey.
#[derive(Debug)]
pub struct Verifier {
    me: String,
    policy: Policy,
    clock: Clock,
    started_ns: u64,
    seen: SeenRequests,
}

impl Verifier {
    /// A verifier of requests to `me`.
    ///
    /// What was signed before now is refused, so a restart forgets nothing that could be replayed.
    #[must_use]
    pub fn new(me: PublicKey, policy: Policy, clock: Clock) -> Self {
        let started_ns = clock.now_ns();
        Self {
            me: me.to_ss58(),
            policy,
            clock,
            started_ns,
            seen: SeenRequests::new(CAPACITY),
        }
    }

    /// The same, remembering at most `requests`; when all are in use, further ones are refused.
    #[must_use]
    pub fn with_capacity(mut self, requests: usize) -> Self {
        self.seen = SeenRequests::new(requests);
        self
    }

    /// Checks what the headers alone tell: before the body is read.
    ///
    /// # Errors
    /// Malformed, for another receiver, stale, or answered before.
    pub fn head(&self, headers: &HeaderMap) -> Result<Claim, AuthError> {
        let claim = read(headers)?;
        match &claim.receiver {
            Some(receiver) if *receiver != self.me => {
                let cause = "request was signed for a different receiving hotkey";
                return Err(AuthError::WrongReceiver(cause));
            }
            None if self.policy.require_receiver => {
                return Err(AuthError::WrongReceiver(
                    "missing X-Bittensor-Receiver: this server requires receiver-bound requests",
                ));
            }
            _ => {}
        }
        self.check_age(claim.nonce_ns)?;
        if self.seen.contains(claim.id()) {
            return Err(AuthError::Replayed);
        }
        Ok(claim)
    }

    /// Checks the signature over the whole request and remembers it: the sender's hotkey.
    ///
    /// # Errors
    /// The signature does not fit, or another copy of the request came first.
    pub fn body(&self, claim: Claim, request: &Request<'_>) -> Result<PublicKey, AuthError> {
        let scheme = claim.hotkey.scheme();
        let receiver = claim.receiver.as_deref();
        let message = request.message(scheme, claim.nonce_ns, &claim.sender, receiver);
        let fits = claim.hotkey.verify(message.as_bytes(), &claim.signature);
        if fits != Ok(true) {
            return Err(AuthError::BadSignature);
        }
        let expiry_ns = claim
            .nonce_ns
            .saturating_add(nanoseconds(self.policy.remember));
        let now_ns = self.clock.now_ns();
        match self.seen.remember(claim.id(), expiry_ns, now_ns) {
            Remembered::New => Ok(claim.hotkey),
            Remembered::Replay => Err(AuthError::Replayed),
            Remembered::Full => Err(AuthError::Busy),
        }
    }

    fn check_age(&self, nonce_ns: u64) -> Result<(), AuthError> {
        let now_ns = self.clock.now_ns();
        if now_ns.saturating_sub(nonce_ns) > nanoseconds(self.policy.max_age) {
            let max_age_s = self.policy.max_age.as_secs();
            return Err(AuthError::Stale { max_age_s });
        }
        if nonce_ns.saturating_sub(now_ns) > nanoseconds(self.policy.max_ahead) {
            let max_ahead_s = self.policy.max_ahead.as_secs();
            return Err(AuthError::Ahead { max_ahead_s });
        }
        if nonce_ns < self.started_ns {
            return Err(AuthError::BeforeStart);
        }
        Ok(())
    }
}

fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

/// Reads the headers into a claim.
fn read(headers: &HeaderMap) -> Result<Claim, AuthError> {
    let malformed = AuthError::Malformed;
    if one(headers, VERSION)? != Some("1") {
        return Err(malformed(
            "missing or unsupported X-Bittensor-Version (expected '1')",
        ));
    }
    let sender = one(headers, HOTKEY)?.ok_or(malformed("missing X-Bittensor-Hotkey"))?;
    let nonce = one(headers, NONCE)?.ok_or(malformed("missing X-Bittensor-Nonce"))?;
    let signature = one(headers, SIGNATURE)?.ok_or(malformed("missing X-Bittensor-Signature"))?;
    let scheme = match one(headers, CRYPTO)? {
        None | Some("sr25519") => Scheme::Sr25519,
        Some("ed25519") => Scheme::Ed25519,
        Some(_) => return Err(malformed("unsupported X-Bittensor-Crypto")),
    };
    let decimal = !nonce.is_empty() && nonce.bytes().all(|byte| byte.is_ascii_digit());
    let nonce_ns = nonce.parse().ok().filter(|_| decimal);
    let nonce_ns = nonce_ns.ok_or(malformed("X-Bittensor-Nonce is not a decimal integer"))?;
    let signature = hex::decode(signature.strip_prefix("0x").unwrap_or(signature))
        .map_err(|_| malformed("X-Bittensor-Signature is not hex"))?;
    let encoding = malformed("invalid hotkey address or signature encoding");
    let signature = signature.try_into().map_err(|_| encoding.clone())?;
    let key = PublicKey::from_ss58(sender).map_err(|_| encoding)?;
    Ok(Claim {
        hotkey: PublicKey::with_scheme(key.bytes(), scheme),
        sender: sender.to_owned(),
        receiver: one(headers, RECEIVER)?.map(str::to_owned),
        nonce_ns,
        signature,
    })
}
