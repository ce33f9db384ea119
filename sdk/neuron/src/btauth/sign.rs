//! The client's side.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use taonet_wallet::{Keypair, PublicKey, Scheme};

use super::{CRYPTO, HOTKEY, NONCE, RECEIVER, Request, SIGNATURE, VERSION};

/// The headers that make `request` one of `key`, for `receiver` alone if one is named.
///
/// `nonce_ns` is the wall-clock time in nanoseconds. No two requests of a key may have the same.
#[must_use]
pub fn sign(
    key: &Keypair,
    request: &Request<'_>,
    receiver: Option<&PublicKey>,
    nonce_ns: u64,
) -> HeaderMap {
    let sender = key.ss58();
    let receiver = receiver.map(PublicKey::to_ss58);
    let message = request.message(key.scheme(), nonce_ns, &sender, receiver.as_deref());
    let signature = key.sign_hex(message.as_bytes());
    let mut headers = HeaderMap::new();
    let mut push = |name, text: &str| {
        // Addresses, numbers and hex are always fit for a header.
        if let Ok(value) = HeaderValue::from_str(text) {
            headers.insert(HeaderName::from_static(name), value);
        }
    };
    push(VERSION, "1");
    push(HOTKEY, &sender);
    push(NONCE, &nonce_ns.to_string());
    push(SIGNATURE, &signature);
    if key.scheme() != Scheme::Sr25519 {
        push(CRYPTO, key.scheme().name());
    }
    if let Some(receiver) = &receiver {
        push(RECEIVER, receiver);
    }
    headers
}
