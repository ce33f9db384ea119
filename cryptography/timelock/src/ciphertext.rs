//! The bytes of a timelocked ciphertext.
//!
//! | part | bytes |
//! |---|---|
//! | `U`, compressed point of G2 | 96 |
//! | length of `V`: 32 | 8 |
//! | `V` | 32 |
//! | length of `W`: 32 | 8 |
//! | `W` | 32 |
//! | length of the body | 8 |
//! | length of the sealed text | 8 |
//! | sealed text: as long as the text, and a tag of 16 | |
//! | length of the nonce: 12 | 8 |
//! | nonce | 12 |
//! | length of the cipher's name: 8 | 8 |
//! | `AES_GCM_` | 8 |
//!
//! All lengths are `u64`, little endian.

use alloc::vec::Vec;
use ark_bls12_381::G2Affine;
use ark_ec::AffineRepr;
use ark_serialize::CanonicalDeserialize;

use crate::{TimelockError, beacon::compressed};

/// Bytes that a ciphertext is longer than its text.
pub const OVERHEAD_BYTES: usize = 244;

/// Bytes of `U`.
const POINT_BYTES: usize = 96;
/// Bytes of the tag that AES-GCM adds to a text.
const TAG_BYTES: usize = 16;
/// Bytes of the nonce.
pub(crate) const NONCE_BYTES: usize = 12;
/// Name of the only cipher.
const CIPHER_NAME: &[u8; 8] = b"AES_GCM_";

/// A text locked until a round, see the crate's root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ciphertext {
    /// `r·g₂`.
    pub(crate) u: G2Affine,
    /// `sigma`, hidden by the pairing value.
    pub(crate) v: [u8; 32],
    /// The key, hidden by `sigma`.
    pub(crate) w: [u8; 32],
    /// The text under the key, with its tag.
    pub(crate) sealed: Vec<u8>,
    /// The nonce of the cipher.
    pub(crate) nonce: [u8; NONCE_BYTES],
}

impl Ciphertext {
    /// Reads a ciphertext; every length has to be exact and nothing may follow.
    ///
    /// # Errors
    /// [`TimelockError::Malformed`].
    pub fn parse(bytes: &[u8]) -> Result<Self, TimelockError> {
        let mut rest = Reader(bytes);
        let point = rest.take(POINT_BYTES)?;
        let v = rest.array_with_length()?;
        let w = rest.array_with_length()?;
        let mut body = Reader(rest.take_with_length()?);
        let sealed = body.take_with_length()?;
        let nonce = body.array_with_length()?;
        body.end()?;
        let name: [u8; 8] = rest.array_with_length()?;
        rest.end()?;
        if name != *CIPHER_NAME || sealed.len() < TAG_BYTES {
            return Err(TimelockError::Malformed);
        }
        // Last, because it is the expensive part: on the curve, and in the subgroup.
        let u = G2Affine::deserialize_compressed(point).map_err(|_| TimelockError::Malformed)?;
        if u.is_zero() {
            return Err(TimelockError::Malformed);
        }
        Ok(Self {
            u,
            v,
            w,
            sealed: sealed.to_vec(),
            nonce,
        })
    }

    /// The bytes that [`Self::parse`] reads.
    pub fn to_bytes(&self) -> Vec<u8> {
        let body = self.sealed.len().saturating_add(8 + 8 + NONCE_BYTES);
        let mut out = Vec::with_capacity(self.sealed.len().saturating_add(OVERHEAD_BYTES));
        out.extend(compressed::<POINT_BYTES>(&self.u));
        put_with_length(&mut out, &self.v);
        put_with_length(&mut out, &self.w);
        put_length(&mut out, body);
        put_with_length(&mut out, &self.sealed);
        put_with_length(&mut out, &self.nonce);
        put_with_length(&mut out, CIPHER_NAME);
        out
    }
}

fn put_length(out: &mut Vec<u8>, length: usize) {
    out.extend((length as u64).to_le_bytes());
}

fn put_with_length(out: &mut Vec<u8>, bytes: &[u8]) {
    put_length(out, bytes.len());
    out.extend_from_slice(bytes);
}

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], TimelockError> {
        let (taken, rest) = self
            .0
            .split_at_checked(count)
            .ok_or(TimelockError::Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    fn take_with_length(&mut self) -> Result<&'a [u8], TimelockError> {
        let (length, rest) = self
            .0
            .split_first_chunk::<8>()
            .ok_or(TimelockError::Malformed)?;
        self.0 = rest;
        let length = usize::try_from(u64::from_le_bytes(*length));
        self.take(length.map_err(|_| TimelockError::Malformed)?)
    }

    fn array_with_length<const N: usize>(&mut self) -> Result<[u8; N], TimelockError> {
        let taken = self.take_with_length()?;
        taken.try_into().map_err(|_| TimelockError::Malformed)
    }

    fn end(&self) -> Result<(), TimelockError> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(TimelockError::Malformed)
        }
    }
}
