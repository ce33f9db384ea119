//! What can be wrong with bytes from outside.

use core::fmt;

/// Why bytes are not what they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelockError {
    /// Not the 96 bytes of a compressed point of G2 in the right subgroup, or the point at
    /// infinity.
    PublicKey,
    /// Not the 48 bytes of a compressed point of G1 in the right subgroup.
    Signature,
    /// A ciphertext whose lengths, markers or point are not those of the format.
    Malformed,
    /// The signature is not the one the text was encrypted to, or the ciphertext was changed.
    Unopenable,
    /// The text is longer than the cipher can take.
    TooLong,
}

impl fmt::Display for TimelockError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::PublicKey => "not a beacon's public key: give 96 bytes, a compressed point of G2",
            Self::Signature => {
                "not the signature of a round: give 48 bytes, a compressed point of G1"
            }
            Self::Malformed => "not a timelocked ciphertext: its bytes do not follow the format",
            Self::Unopenable => {
                "the ciphertext does not open: it is of another round or beacon, or was changed"
            }
            Self::TooLong => "the text is too long to be encrypted",
        })
    }
}

impl core::error::Error for TimelockError {}
