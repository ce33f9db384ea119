//! The bytes of an envelope.

use crate::{ShieldError, key::KEY_HASH_LEN};
use alloc::vec::Vec;

/// Bytes of a nonce.
pub const NONCE_LEN: usize = 24;

/// Bytes by which a ciphertext exceeds what it encrypts.
pub const TAG_LEN: usize = 16;

/// Bytes of the length of the encapsulated secret.
const LENGTH_LEN: usize = 2;

/// Fewest bytes that [`Envelope::parse`] accepts.
pub const MIN_ENVELOPE_LEN: usize = KEY_HASH_LEN + LENGTH_LEN + NONCE_LEN + 1;

/// A sealed message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Names the key that opens it.
    pub key_hash: [u8; KEY_HASH_LEN],
    /// What the key's holder derives the secret from.
    pub encapsulated: Vec<u8>,
    /// Number used once with the secret.
    pub nonce: [u8; NONCE_LEN],
    /// The encrypted message and its tag.
    pub ciphertext: Vec<u8>,
}

/// Cuts bytes off the front.
struct Reader<'a> {
    rest: &'a [u8],
    taken: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], ShieldError> {
        let (head, rest) = self
            .rest
            .split_at_checked(count)
            .ok_or_else(|| self.short(count))?;
        self.rest = rest;
        self.taken = self.taken.saturating_add(count);
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ShieldError> {
        let short = self.short(N);
        self.take(N)?.try_into().map_err(|_| short)
    }

    fn short(&self, count: usize) -> ShieldError {
        ShieldError::Truncated {
            needed: self.taken.saturating_add(count),
            got: self.taken.saturating_add(self.rest.len()),
        }
    }
}

impl Envelope {
    /// Reads an envelope. The lengths are checked here, the contents when it is opened.
    ///
    /// # Errors
    /// [`ShieldError::Truncated`].
    pub fn parse(bytes: &[u8]) -> Result<Self, ShieldError> {
        let mut reader = Reader {
            rest: bytes,
            taken: 0,
        };
        let key_hash = reader.array()?;
        let length = u16::from_le_bytes(reader.array()?);
        let encapsulated = reader.take(length.into())?.to_vec();
        let nonce = reader.array()?;
        if reader.rest.is_empty() {
            return Err(reader.short(1));
        }
        Ok(Self {
            key_hash,
            encapsulated,
            nonce,
            ciphertext: reader.rest.to_vec(),
        })
    }

    /// The envelope as bytes.
    ///
    /// # Errors
    /// [`ShieldError::BadEncapsulation`] when the encapsulated secret is too long for its length
    /// field.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ShieldError> {
        let got = self.encapsulated.len();
        let length = u16::try_from(got).map_err(|_| ShieldError::BadEncapsulation { got })?;
        let mut bytes = Vec::with_capacity(
            MIN_ENVELOPE_LEN
                .saturating_add(got)
                .saturating_add(self.ciphertext.len()),
        );
        bytes.extend_from_slice(&self.key_hash);
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(&self.encapsulated);
        bytes.extend_from_slice(&self.nonce);
        bytes.extend_from_slice(&self.ciphertext);
        Ok(bytes)
    }
}
