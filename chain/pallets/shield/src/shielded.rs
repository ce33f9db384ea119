//! Opening of wrapped transactions, which authors do outside of the chain.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use taonet_shield::{Envelope, SEED_LEN, SecretKey, ShieldError};
use zeroize::Zeroizing;

/// An envelope as runtime APIs pass it on.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct ShieldedTransaction {
    /// Names the key that opens it.
    pub key_hash: [u8; 16],
    /// The encapsulated secret.
    pub kem_ct: Vec<u8>,
    /// The encrypted transaction and its tag.
    pub aead_ct: Vec<u8>,
    /// Number used once with the secret.
    pub nonce: [u8; 24],
}

impl ShieldedTransaction {
    /// Reads the bytes of a wrapper.
    ///
    /// # Errors
    /// [`ShieldError::Truncated`].
    pub fn parse(ciphertext: &[u8]) -> Result<Self, ShieldError> {
        let envelope = Envelope::parse(ciphertext)?;
        Ok(Self {
            key_hash: envelope.key_hash,
            kem_ct: envelope.encapsulated,
            aead_ct: envelope.ciphertext,
            nonce: envelope.nonce,
        })
    }

    /// What was sealed, with the secret key that grows from `seed`.
    ///
    /// # Errors
    /// [`ShieldError::WrongKey`], also for a seed of the wrong length, and
    /// [`ShieldError::BadEncapsulation`].
    pub fn open(self, seed: &[u8]) -> Result<Vec<u8>, ShieldError> {
        let seed: Zeroizing<[u8; SEED_LEN]> =
            Zeroizing::new(seed.try_into().map_err(|_| ShieldError::WrongKey)?);
        SecretKey::from_seed(&seed).open(&Envelope {
            key_hash: self.key_hash,
            encapsulated: self.kem_ct,
            nonce: self.nonce,
            ciphertext: self.aead_ct,
        })
    }
}
