//! What miners and validators of this subnet say to each other.

use taonet_neuron::Synapse;

/// Texts to be turned into vectors of one length.
#[derive(Clone, Debug, Default, PartialEq, Synapse)]
#[synapse(hash(text))]
pub struct TextToEmbedding {
    /// The texts.
    pub text: Vec<String>,
    /// One vector of unit length per text, in the same order.
    #[synapse(default)]
    pub embedding: Vec<Vec<f32>>,
}

/// Most texts in one request.
pub const MAX_TEXTS: usize = 256;
/// Longest text in bytes.
pub const MAX_TEXT_BYTES: usize = 16 * 1024;

/// Why texts cannot be embedded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextsError {
    /// Too many.
    #[error("{count} texts in one request, the limit is {MAX_TEXTS}: send fewer at a time")]
    TooMany {
        /// How many there are.
        count: usize,
    },
    /// One is too long.
    #[error("a text of {bytes} bytes, the limit is {MAX_TEXT_BYTES}: split it")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
}

/// Checks the bounds of a request.
pub fn check_texts(texts: &[String]) -> Result<(), TextsError> {
    if texts.len() > MAX_TEXTS {
        return Err(TextsError::TooMany { count: texts.len() });
    }
    match texts.iter().map(String::len).max() {
        Some(bytes) if bytes > MAX_TEXT_BYTES => Err(TextsError::TooLong { bytes }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_kept() {
        assert_eq!(check_texts(&vec![String::new(); MAX_TEXTS]), Ok(()));
        assert!(check_texts(&vec![String::new(); MAX_TEXTS + 1]).is_err());
        assert!(check_texts(&["a".repeat(MAX_TEXT_BYTES + 1)]).is_err());
    }
}
