//! What is signed when a message is given as text.
//!
//! Tools in Python sign text as UTF-8, except text that begins with `0x`: that is hex, and the bytes
//! are signed. Whoever checks their signatures has to follow.

use std::borrow::Cow;

use crate::SignatureError;

/// The bytes that stand for a text message.
///
/// # Errors
/// Text that begins with `0x` and goes on with anything but pairs of hex digits.
pub fn bytes_of_text(text: &str) -> Result<Cow<'_, [u8]>, SignatureError> {
    match text.strip_prefix("0x") {
        Some(digits) => hex::decode(digits)
            .map(Cow::Owned)
            .map_err(|_| SignatureError::MessageNotHex),
        None => Ok(Cow::Borrowed(text.as_bytes())),
    }
}
