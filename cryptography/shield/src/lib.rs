//! Sealing of transactions to the key of a coming block author.
//!
//! Who reads a transaction before it is in a block can trade ahead of it. A *sealed* one is
//! readable only to the author of the block that will hold it:
//!
//! 1. The author makes a pair of keys ([`SecretKey`], ML-KEM-768) and announces the public one on
//!    chain ahead of its turn.
//! 2. A client agrees on a secret with that key, encrypts the whole signed transaction with it
//!    (XChaCha20-Poly1305, the secret is the key, no associated data) and gets an [`Envelope`].
//! 3. The envelope travels inside an ordinary transaction. It names the key by a hash, so an author
//!    sees at once whether it is meant.
//! 4. The author opens it ([`SecretKey::open`]) and includes what was inside right behind it.
//!
//! Bytes of an envelope: key hash (16, Twox-128 of the public key), length of the encapsulated
//! secret (`u16`, little-endian; 1,088 in practice), the encapsulated secret, nonce (24),
//! ciphertext with its tag.
//!
//! Nothing here draws random numbers: callers hand in [`Entropy`], so tests are deterministic.
//! Secrets are overwritten when they are dropped.
//!
//! ```
//! use taonet_shield::{Entropy, SecretKey, seal};
//!
//! let author = SecretKey::from_seed(&[1; 64]);
//! let entropy = Entropy { secret: [2; 32], nonce: [3; 24] };
//! let envelope = seal(&author.public_key(), b"a signed transaction", &entropy)?;
//! assert_eq!(author.open(&envelope)?, b"a signed transaction");
//! # Ok::<(), taonet_shield::ShieldError>(())
//! ```

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod envelope;
mod key;

#[cfg(test)]
mod tests;

pub use envelope::{Envelope, MIN_ENVELOPE_LEN, NONCE_LEN, TAG_LEN};
pub use key::{
    ENCAPSULATED_LEN, Entropy, KEY_HASH_LEN, PUBLIC_KEY_LEN, SEED_LEN, SecretKey, key_hash, seal,
};

/// Why an envelope could not be made, read or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShieldError {
    /// A part is missing, or nothing is encrypted.
    #[error("the envelope is cut off: {needed} bytes needed, {got} given")]
    Truncated {
        /// Bytes that the parts need so far.
        needed: usize,
        /// Bytes given.
        got: usize,
    },
    /// Not a public key.
    #[error("not an ML-KEM-768 public key of {PUBLIC_KEY_LEN} bytes")]
    BadPublicKey,
    /// The encapsulated secret has the wrong length.
    #[error("the encapsulated secret has {got} bytes instead of {ENCAPSULATED_LEN}")]
    BadEncapsulation {
        /// Bytes given.
        got: usize,
    },
    /// Sealed to another key, or altered.
    #[error("the envelope was sealed to another key, or altered")]
    WrongKey,
    /// More than one message can hold.
    #[error("the message is too long to be sealed")]
    TooLong,
}
