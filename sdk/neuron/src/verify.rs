//! Is this request from whom it says, for us, and new?

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::http::HeaderMap;
use taonet_wallet::{AddressError, PublicKey, SignatureError};

use crate::{
    Caller, Clock, Wire,
    btauth::AuthError,
    epistula::EpistulaError,
    header_text::{self, HeaderFault},
    nonce_store::{self, Remembered, SeenRequests},
    wire,
};

/// How far clocks may differ, in both directions.
const SKEW_NS: u64 = 4_000_000_000;
const SECOND_NS: f64 = 1e9;
/// Longest uuid; the usual form has 36 characters.
const MAX_UUID: usize = 128;

/// Why a request is not let in. The text is told to the client after `Not Verified with error:`.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum VerifyError {
    /// No hotkey.
    #[error("No SS58 formatted address or public key provided.")]
    NoHotkey,
    /// A hotkey that is no address.
    #[error("Invalid SS58 address: {0}")]
    Hotkey(#[from] AddressError),
    /// No nonce.
    #[error("Missing Nonce")]
    NoNonce,
    /// A nonce that is no number of nanoseconds.
    #[error("Invalid Nonce: must be wall-clock nanoseconds in decimal")]
    Nonce,
    /// Too old.
    #[error(
        "Nonce is too old: acceptable delta is {acceptable_s:.2} seconds but request was \
         {age_s:.2} seconds old"
    )]
    TooOld {
        /// Oldest age accepted.
        acceptable_s: f64,
        /// Age of this request.
        age_s: f64,
    },
    /// Signed before this axon started, so that a replay of that time cannot be excluded.
    #[error("Nonce is too old: it was made before this axon started; send a new request")]
    BeforeStart,
    /// Too far ahead.
    #[error("Nonce is {ahead_s:.2} seconds in the future: synchronise the clock")]
    Future {
        /// How far.
        ahead_s: f64,
    },
    /// Answered before.
    #[error("Nonce is too old, a newer one was last processed")]
    Replay,
    /// No signature.
    #[error("Missing Signature")]
    NoSignature,
    /// A signature in another form.
    #[error("{0}")]
    Signature(#[from] SignatureError),
    /// A signature over something else or by somebody else.
    #[error("Signature mismatch")]
    Mismatch,
    /// A uuid too long to be remembered.
    #[error("Invalid uuid: at most 128 characters")]
    Uuid,
    /// A header that is there twice.
    #[error("Header {0} appears twice")]
    Duplicate(&'static str),
    /// The store of nonces is full.
    #[error("Too many requests at once, try again in a few seconds")]
    Busy,
    /// Signed as btauth/1, and not well.
    #[error(transparent)]
    Btauth(#[from] AuthError),
    /// Signed as Epistula, and not well.
    #[error(transparent)]
    Epistula(#[from] EpistulaError),
    /// Signed in a way that this axon was told not to take.
    #[error("this axon takes no requests signed as {0}")]
    WireOff(&'static str),
    /// The endpoint's own check.
    #[error("{0}")]
    Custom(String),
}

/// A request whose signature fits and whose nonce is fresh.
#[derive(Debug)]
pub(crate) struct Verified {
    pub(crate) caller: Caller,
    pub(crate) body_hash: Option<String>,
    /// Seconds that the client announced, as it wrote them.
    pub(crate) id: u128,
    pub(crate) expiry_ns: u64,
}

/// Verifies the requests of one axon.
#[derive(Debug)]
pub(crate) struct Verifier {
    hotkey: String,
    clock: Clock,
    started_ns: u64,
    max_timeout: Duration,
    seen: SeenRequests,
}

/// The one value of a header, if it is there.
///
/// # Errors
/// It is there twice: two readers could take different ones.
pub(crate) fn single<'a>(
    headers: &'a HeaderMap,
    name: &'static str,
) -> Result<Option<&'a str>, VerifyError> {
    match header_text::one(headers, name) {
        Ok(text) => Ok(text),
        Err(HeaderFault::Twice(name)) => Err(VerifyError::Duplicate(name)),
        // What is no text fits no form either, and is refused where its form is.
        Err(HeaderFault::NotText(_)) => Ok(Some("")),
    }
}

impl Verifier {
    pub(crate) fn new(
        hotkey: PublicKey,
        clock: Clock,
        max_timeout: Duration,
        capacity: usize,
    ) -> Self {
        let started_ns = clock.now_ns();
        Self {
            hotkey: hotkey.to_ss58(),
            clock,
            started_ns,
            max_timeout,
            seen: SeenRequests::new(capacity),
        }
    }

    /// Checks everything that the headers tell. The request is not yet remembered.
    pub(crate) fn check(
        &self,
        headers: &HeaderMap,
        address: SocketAddr,
        synapse_name: &Arc<str>,
        timeout: Option<Duration>,
    ) -> Result<Verified, VerifyError> {
        let hotkey_text = single(headers, "bt_header_dendrite_hotkey")?
            .filter(|text| !text.is_empty())
            .ok_or(VerifyError::NoHotkey)?;
        let hotkey: PublicKey = hotkey_text.parse()?;
        let nonce = single(headers, "bt_header_dendrite_nonce")?.ok_or(VerifyError::NoNonce)?;
        let nonce: u64 = nonce.trim().parse().map_err(|_| VerifyError::Nonce)?;
        let now_ns = self.clock.now_ns();
        // An absent timeout adds nothing to the window, as in Python.
        let timeout_ns = timeout.unwrap_or_default().min(self.max_timeout).as_nanos();
        let window_ns = SKEW_NS.saturating_add(u64::try_from(timeout_ns).unwrap_or(u64::MAX));
        self.check_age(nonce, now_ns, window_ns)?;

        let uuid = single(headers, "bt_header_dendrite_uuid")?;
        if uuid.is_some_and(|uuid| uuid.len() > MAX_UUID) {
            return Err(VerifyError::Uuid);
        }
        let body_hash = single(headers, wire::BODY_HASH)?;
        let signature = single(headers, "bt_header_dendrite_signature")?
            .filter(|text| !text.is_empty())
            .ok_or(VerifyError::NoSignature)?;
        let message = wire::signed_message(nonce, hotkey_text, &self.hotkey, uuid, body_hash);
        let id = nonce_store::request_id(&message);
        if self.seen.contains(id) {
            return Err(VerifyError::Replay);
        }
        if !hotkey.verify_text(&message, signature)? {
            return Err(VerifyError::Mismatch);
        }
        let version = single(headers, "bt_header_dendrite_version")?;
        let caller = Caller {
            hotkey,
            wire: Wire::Headers,
            address,
            uuid: uuid.unwrap_or_default().to_owned(),
            nonce,
            version: version.and_then(|text| text.trim().parse().ok()),
            timeout: timeout.unwrap_or(DEFAULT_TIMEOUT).min(self.max_timeout),
            synapse_name: Arc::clone(synapse_name),
        };
        let expiry_ns = nonce.saturating_add(self.longest_window_ns());
        Ok(Verified {
            caller,
            body_hash: body_hash.map(str::to_owned),
            id,
            expiry_ns,
        })
    }

    /// The timeout header is not signed: a replay may come with the longest one, so a nonce is
    /// remembered that long.
    fn longest_window_ns(&self) -> u64 {
        let longest = u64::try_from(self.max_timeout.as_nanos()).unwrap_or(u64::MAX);
        SKEW_NS.saturating_add(longest)
    }

    /// Remembers a verified request, so that it is answered once only.
    pub(crate) fn remember(&self, verified: &Verified) -> Result<(), VerifyError> {
        let now_ns = self.clock.now_ns();
        match self.seen.remember(verified.id, verified.expiry_ns, now_ns) {
            Remembered::New => Ok(()),
            Remembered::Replay => Err(VerifyError::Replay),
            Remembered::Full => Err(VerifyError::Busy),
        }
    }

    fn check_age(&self, nonce: u64, now_ns: u64, window_ns: u64) -> Result<(), VerifyError> {
        let ahead_ns = nonce.saturating_sub(now_ns);
        if ahead_ns > SKEW_NS {
            return Err(VerifyError::Future {
                ahead_s: ahead_ns as f64 / SECOND_NS,
            });
        }
        let age_ns = now_ns.saturating_sub(nonce);
        if age_ns >= window_ns {
            return Err(VerifyError::TooOld {
                acceptable_s: window_ns as f64 / SECOND_NS,
                age_s: age_ns as f64 / SECOND_NS,
            });
        }
        if nonce < self.started_ns {
            return Err(VerifyError::BeforeStart);
        }
        Ok(())
    }
}

/// What a client waits when it does not say.
pub(crate) const DEFAULT_TIMEOUT: Duration = Duration::from_secs(12);

/// Reads a timeout header: positive, finite seconds.
pub(crate) fn parse_timeout(text: &str) -> Option<Duration> {
    let seconds: f64 = text.trim().parse().ok()?;
    // Beyond a day the axon's own limit holds anyway; the bound keeps the conversion exact.
    (seconds.is_finite() && seconds > 0.0).then(|| Duration::from_secs_f64(seconds.min(86_400.0)))
}
