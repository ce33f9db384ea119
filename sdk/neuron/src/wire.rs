//! Names and forms of the HTTP headers, and the signed message.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use base64::{Engine, engine::general_purpose::STANDARD};

use crate::Json;

/// The version integer that this implementation announces: the wire form of Python SDK 10.5.
pub const VERSION: u64 = 10_005_000;

/// Name of the synapse.
pub const NAME: &str = "name";
/// Seconds as float text.
pub const TIMEOUT: &str = "timeout";
/// Hash over the hashed fields.
pub const BODY_HASH: &str = "computed_body_hash";
/// Informational.
pub const HEADER_SIZE: &str = "header_size";
/// Informational.
pub const TOTAL_SIZE: &str = "total_size";
/// Prefix of what is said about the server.
pub const AXON: &str = "bt_header_axon_";
/// Prefix of what is said about the client.
pub const DENDRITE: &str = "bt_header_dendrite_";
/// Prefix of the placeholders of required fields.
pub const INPUT: &str = "bt_header_input_obj_";

/// The message that a client signs. An absent uuid or hash is signed as `None`.
#[must_use]
pub fn signed_message(
    nonce: u64,
    dendrite_hotkey: &str,
    axon_hotkey: &str,
    uuid: Option<&str>,
    body_hash: Option<&str>,
) -> String {
    let uuid = uuid.unwrap_or("None");
    let body_hash = body_hash.unwrap_or("None");
    format!("{nonce}.{dendrite_hotkey}.{axon_hotkey}.{uuid}.{body_hash}")
}

/// The header value of a placeholder: base64 of its JSON.
#[must_use]
pub fn encode_placeholder(empty: &Json) -> String {
    STANDARD.encode(empty.to_string())
}

/// A header value of this text; what a header cannot carry becomes `?`.
#[must_use]
pub fn header_value(text: &str) -> HeaderValue {
    let clean: String = text
        .chars()
        .map(|c| if matches!(c, ' '..='~') { c } else { '?' })
        .collect();
    HeaderValue::from_str(&clean).unwrap_or_else(|_| HeaderValue::from_static("?"))
}

/// Adds a header; a name that no header can have is left out.
pub(crate) fn push(headers: &mut HeaderMap, name: &str, value: &str) {
    if let Ok(name) = HeaderName::from_bytes(name.as_bytes()) {
        headers.append(name, header_value(value));
    }
}

/// Adds a header of one of the parties.
pub(crate) fn push_of(headers: &mut HeaderMap, party: &str, key: &str, value: &str) {
    push(headers, &format!("{party}{key}"), value);
}

/// A random UUID (version 4). Version 1, which Python sends, would tell the host's address.
///
/// # Errors
/// The system gives no random bytes.
pub fn new_uuid() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; 16];
    getrandom::getrandom(&mut bytes)?;
    let number = u128::from_be_bytes(bytes);
    let number = (number & !(0xf << 76)) | (4 << 76);
    let number = (number & !(0b11 << 62)) | (0b10 << 62);
    let hex = format!("{number:032x}");
    let mut uuid = String::with_capacity(36);
    for (index, digit) in hex.chars().enumerate() {
        if matches!(index, 8 | 12 | 16 | 20) {
            uuid.push('-');
        }
        uuid.push(digit);
    }
    Ok(uuid)
}
