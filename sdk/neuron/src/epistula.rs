//! Epistula v2: the signed requests of several large subnets.
//!
//! The signature is over `{SHA-256 of the body}.{uuid}.{milliseconds}.{receiver}`, so it binds body
//! and receiver, but neither method nor path: serve one purpose per receiver. As practised it has
//! no memory of requests and no bound on the future; this [`Verifier`] has both. The rules are in
//! docs/protocol/neuron.md.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use sha2::{Digest, Sha256};
use taonet_wallet::{Keypair, PublicKey};

use crate::{
    Clock,
    header_text::{HeaderFault, one},
    nonce_store::{self, Remembered, SeenRequests},
};

const VERSION: &str = "epistula-version";
const TIMESTAMP: &str = "epistula-timestamp";
const UUID: &str = "epistula-uuid";
const SIGNED_BY: &str = "epistula-signed-by";
const SIGNED_FOR: &str = "epistula-signed-for";
const SIGNATURE: &str = "epistula-request-signature";
const SECRETS: [&str; 3] = [
    "epistula-secret-signature-0",
    "epistula-secret-signature-1",
    "epistula-secret-signature-2",
];

/// Longest uuid; the usual form has 36 characters.
const MAX_UUID: usize = 128;
/// Length of the intervals that secret signatures name.
const INTERVAL_MS: u64 = 10_000;
const CAPACITY: usize = 262_144;
const MS_NS: u64 = 1_000_000;

/// Oldest request taken, and how far a client's clock may be ahead.
pub const WINDOW: Duration = Duration::from_secs(8);

/// Why a request is not let in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EpistulaError {
    /// A header is missing, twice there, or of the wrong form.
    #[error("Malformed request: {0}")]
    Malformed(&'static str),
    /// Signed for another receiver.
    #[error("Wrong receiver: the request was signed for another hotkey")]
    WrongReceiver,
    /// No receiver named.
    #[error("Wrong receiver: Epistula-Signed-For is missing, this server requires it")]
    NoReceiver,
    /// Outside the window of eight seconds.
    #[error("Request is too stale: synchronise the clock and sign a new one")]
    Stale,
    /// Answered before.
    #[error("Request was answered before: sign a new one")]
    Replayed,
    /// The signature does not fit.
    #[error("Signature Mismatch")]
    Mismatch,
    /// So many requests are remembered that this one could not be.
    #[error("Too many requests at once, try again in a few seconds")]
    Busy,
}

impl From<HeaderFault> for EpistulaError {
    fn from(fault: HeaderFault) -> Self {
        Self::Malformed(match fault {
            HeaderFault::Twice(_) => "an Epistula header appears twice",
            HeaderFault::NotText(_) => "an Epistula header is not plain text",
        })
    }
}

/// What the headers claim. Nothing of it is proved before [`Verifier::body`].
#[derive(Clone, Debug)]
pub struct Claim {
    hotkey: PublicKey,
    signed_for: String,
    timestamp_ms: u64,
    uuid: String,
    signature: [u8; 64],
}

impl Claim {
    /// Wall-clock milliseconds of the sender.
    #[must_use]
    pub fn timestamp_ms(&self) -> u64 {
        self.timestamp_ms
    }

    /// The request's own name.
    #[must_use]
    pub fn uuid(&self) -> &str {
        &self.uuid
    }

    fn id(&self) -> u128 {
        let Self {
            hotkey,
            uuid,
            timestamp_ms,
            ..
        } = self;
        nonce_store::request_id(&format!("{hotkey}.{uuid}.{timestamp_ms}"))
    }
}

/// Verifies the requests to one hotkey.
#[derive(Debug)]
pub struct Verifier {
    me: String,
    require_receiver: bool,
    clock: Clock,
    started_ms: u64,
    seen: SeenRequests,
}

impl Verifier {
    /// A verifier of requests to `me`, which must name it as their receiver.
    ///
    /// What was signed before now is refused, so a restart forgets nothing that could be replayed.
    #[must_use]
    pub fn new(me: PublicKey, clock: Clock) -> Self {
        Self {
            me: me.to_ss58(),
            require_receiver: true,
            started_ms: clock.now_ns() / MS_NS,
            clock,
            seen: SeenRequests::new(CAPACITY),
        }
    }

    /// Whether requests for nobody in particular are refused (they are, unless told otherwise).
    #[must_use]
    pub fn require_receiver(mut self, required: bool) -> Self {
        self.require_receiver = required;
        self
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
    pub fn head(&self, headers: &HeaderMap) -> Result<Claim, EpistulaError> {
        let claim = read(headers)?;
        if claim.signed_for.is_empty() && self.require_receiver {
            return Err(EpistulaError::NoReceiver);
        }
        if !claim.signed_for.is_empty() && claim.signed_for != self.me {
            return Err(EpistulaError::WrongReceiver);
        }
        let now_ms = self.clock.now_ns() / MS_NS;
        let window_ms = u64::try_from(WINDOW.as_millis()).unwrap_or(u64::MAX);
        let distance_ms = now_ms.abs_diff(claim.timestamp_ms);
        if distance_ms > window_ms || claim.timestamp_ms < self.started_ms {
            return Err(EpistulaError::Stale);
        }
        if self.seen.contains(claim.id()) {
            return Err(EpistulaError::Replayed);
        }
        Ok(claim)
    }

    /// Checks the signature over the body and remembers the request: the sender's hotkey.
    ///
    /// # Errors
    /// The signature does not fit, or another copy of the request came first.
    pub fn body(&self, claim: Claim, body: &[u8]) -> Result<PublicKey, EpistulaError> {
        let message = message(body, &claim.uuid, claim.timestamp_ms, &claim.signed_for);
        if claim.hotkey.verify(message.as_bytes(), &claim.signature) != Ok(true) {
            return Err(EpistulaError::Mismatch);
        }
        let window_ns = u64::try_from(WINDOW.as_nanos()).unwrap_or(u64::MAX);
        let made_ns = claim.timestamp_ms.saturating_mul(MS_NS);
        // Times are compared in whole milliseconds, so a request may live one longer.
        let expiry_ns = made_ns.saturating_add(window_ns).saturating_add(MS_NS);
        let now_ns = self.clock.now_ns();
        match self.seen.remember(claim.id(), expiry_ns, now_ns) {
            Remembered::New => Ok(claim.hotkey),
            Remembered::Replay => Err(EpistulaError::Replayed),
            Remembered::Full => Err(EpistulaError::Busy),
        }
    }
}

/// The headers that make a request with `body` one of `key`, for `receiver` alone if one is named.
///
/// `uuid` names the request; no two of a key may have the same at the same time.
#[must_use]
pub fn sign(
    key: &Keypair,
    body: &[u8],
    receiver: Option<&PublicKey>,
    uuid: &str,
    timestamp_ms: u64,
) -> HeaderMap {
    let signed_for = receiver.map(PublicKey::to_ss58);
    let signed_for = signed_for.as_deref().unwrap_or_default();
    let mut headers = HeaderMap::new();
    let mut push = |name, text: &str| {
        if let Ok(value) = HeaderValue::from_str(text) {
            headers.insert(HeaderName::from_static(name), value);
        }
    };
    push(VERSION, "2");
    push(TIMESTAMP, &timestamp_ms.to_string());
    push(UUID, uuid);
    push(SIGNED_BY, &key.ss58());
    let message = message(body, uuid, timestamp_ms, signed_for);
    push(SIGNATURE, &key.sign_hex(message.as_bytes()));
    if !signed_for.is_empty() {
        push(SIGNED_FOR, signed_for);
        let interval = timestamp_ms
            .div_ceil(INTERVAL_MS)
            .saturating_mul(INTERVAL_MS);
        for (name, number) in SECRETS.iter().zip([
            interval.saturating_sub(1),
            interval,
            interval.saturating_add(1),
        ]) {
            // Python's ceil of a division gives a float, and this is how it writes one.
            let secret = format!("{number}.0.{signed_for}");
            push(name, &key.sign_hex(secret.as_bytes()));
        }
    }
    headers
}

/// Whether a request claims to be signed this way.
pub(crate) fn is_claimed(headers: &HeaderMap) -> bool {
    headers.contains_key(VERSION)
}

fn message(body: &[u8], uuid: &str, timestamp_ms: u64, signed_for: &str) -> String {
    let body = hex::encode(Sha256::digest(body));
    format!("{body}.{uuid}.{timestamp_ms}.{signed_for}")
}

/// Reads the headers into a claim.
fn read(headers: &HeaderMap) -> Result<Claim, EpistulaError> {
    let malformed = EpistulaError::Malformed;
    let required = |name, missing| one(headers, name)?.ok_or(malformed(missing));
    if one(headers, VERSION)? != Some("2") {
        return Err(malformed("Epistula-Version must be 2"));
    }
    let timestamp = required(TIMESTAMP, "Epistula-Timestamp is missing")?;
    let uuid = required(UUID, "Epistula-Uuid is missing")?;
    let signed_by = required(SIGNED_BY, "Epistula-Signed-By is missing")?;
    let signature = required(SIGNATURE, "Epistula-Request-Signature is missing")?;
    if uuid.is_empty() || uuid.len() > MAX_UUID {
        return Err(malformed("Epistula-Uuid must have 1 to 128 characters"));
    }
    let decimal = !timestamp.is_empty() && timestamp.bytes().all(|byte| byte.is_ascii_digit());
    let timestamp_ms = timestamp.parse().ok().filter(|_| decimal);
    let timestamp_ms = timestamp_ms.ok_or(malformed(
        "Epistula-Timestamp must be milliseconds in decimal",
    ))?;
    let digits = signature.strip_prefix("0x");
    let signature = digits.and_then(|digits| hex::decode(digits).ok()?.try_into().ok());
    let signature = signature.ok_or(malformed(
        "Epistula-Request-Signature must be 0x and 128 hex digits",
    ))?;
    let hotkey = PublicKey::from_ss58(signed_by)
        .map_err(|_| malformed("Epistula-Signed-By is no SS58 address"))?;
    Ok(Claim {
        hotkey,
        signed_for: one(headers, SIGNED_FOR)?.unwrap_or_default().to_owned(),
        timestamp_ms,
        uuid: uuid.to_owned(),
        signature,
    })
}
