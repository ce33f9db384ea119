//! What a server of the beacon says.

use alloc::vec::Vec;

use crate::Pulse;

/// Longest answer that is read, in bytes; a real one has about 250.
pub(super) const MAX_ANSWER_BYTES: usize = 4_096;

/// Reads `{"round": 1, "randomness": "..", "signature": ".."}`; other fields do not matter.
///
/// Whether it is true is found out by the chain.
pub fn parse(body: &[u8]) -> Option<Pulse> {
    if body.len() > MAX_ANSWER_BYTES {
        return None;
    }
    let answer: serde_json::Value = serde_json::from_slice(body).ok()?;
    let field = |name: &str| unhex(answer.get(name)?.as_str()?);
    Some(Pulse {
        round: answer.get("round")?.as_u64()?,
        randomness: field("randomness")?.try_into().ok()?,
        signature: field("signature")?.try_into().ok()?,
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|d| u8::try_from(d).ok())
    };
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
        return None;
    };
    pairs
        .iter()
        .map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?))
        .collect()
}
