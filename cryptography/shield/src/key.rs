//! Keys: sealing with the public half, opening with the secret half.

use crate::{
    ShieldError,
    envelope::{Envelope, NONCE_LEN},
};
use alloc::{boxed::Box, vec::Vec};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce, aead::Aead};
use core::fmt;
use ml_kem::{
    KeyExport as _,
    kem::Decapsulate as _,
    ml_kem_768::{Ciphertext, DecapsulationKey, EncapsulationKey},
};
use zeroize::Zeroizing;

/// Bytes of a public key.
pub const PUBLIC_KEY_LEN: usize = 1_184;

/// Bytes of an encapsulated secret.
pub const ENCAPSULATED_LEN: usize = 1_088;

/// Bytes of the hash that names a key.
pub const KEY_HASH_LEN: usize = 16;

/// Bytes that a secret key grows from.
pub const SEED_LEN: usize = 64;

/// The name of a public key: its Twox-128 hash.
pub fn key_hash(public_key: &[u8]) -> [u8; KEY_HASH_LEN] {
    sp_crypto_hashing::twox_128(public_key)
}

/// Random numbers for one envelope. Used twice, they give away what was sealed.
#[derive(Clone)]
pub struct Entropy {
    /// Source of the shared secret.
    pub secret: [u8; 32],
    /// Number used once.
    pub nonce: [u8; NONCE_LEN],
}

impl fmt::Debug for Entropy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Entropy").finish_non_exhaustive()
    }
}

impl Drop for Entropy {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.secret);
    }
}

/// Seals a message to a public key.
///
/// # Errors
/// [`ShieldError::BadPublicKey`], [`ShieldError::TooLong`].
pub fn seal(public_key: &[u8], message: &[u8], entropy: &Entropy) -> Result<Envelope, ShieldError> {
    let encoded = public_key
        .try_into()
        .map_err(|_| ShieldError::BadPublicKey)?;
    let receiver = EncapsulationKey::new(encoded).map_err(|_| ShieldError::BadPublicKey)?;
    let randomness = Zeroizing::new(entropy.secret);
    let (encapsulated, shared) = receiver.encapsulate_deterministic(&(*randomness).into());
    let shared: Zeroizing<[u8; 32]> = Zeroizing::new(shared.into());
    let ciphertext = XChaCha20Poly1305::new((&*shared).into())
        .encrypt(XNonce::from_slice(&entropy.nonce), message)
        .map_err(|_| ShieldError::TooLong)?;
    Ok(Envelope {
        key_hash: key_hash(public_key),
        encapsulated: encapsulated.to_vec(),
        nonce: entropy.nonce,
        ciphertext,
    })
}

/// The secret half of a pair. Its memory is overwritten when it is dropped.
pub struct SecretKey {
    /// On the heap, so that moving the key leaves no copies behind.
    inner: Box<DecapsulationKey>,
    seed: Zeroizing<[u8; SEED_LEN]>,
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SecretKey").finish_non_exhaustive()
    }
}

impl SecretKey {
    /// Grows the pair from 64 random bytes.
    pub fn from_seed(seed: &[u8; SEED_LEN]) -> Self {
        Self {
            inner: Box::new(DecapsulationKey::from_seed((*seed).into())),
            seed: Zeroizing::new(*seed),
        }
    }

    /// The bytes that the pair grows from: as secret as the key.
    pub fn seed(&self) -> &Zeroizing<[u8; SEED_LEN]> {
        &self.seed
    }

    /// The public half, [`PUBLIC_KEY_LEN`] bytes.
    pub fn public_key(&self) -> Vec<u8> {
        self.inner.encapsulation_key().to_bytes().to_vec()
    }

    /// What was sealed to this key.
    ///
    /// # Errors
    /// [`ShieldError::BadEncapsulation`], [`ShieldError::WrongKey`].
    pub fn open(&self, envelope: &Envelope) -> Result<Vec<u8>, ShieldError> {
        let got = envelope.encapsulated.len();
        let encapsulated: &Ciphertext = envelope
            .encapsulated
            .as_slice()
            .try_into()
            .map_err(|_| ShieldError::BadEncapsulation { got })?;
        let shared: Zeroizing<[u8; 32]> =
            Zeroizing::new(self.inner.decapsulate(encapsulated).into());
        XChaCha20Poly1305::new((&*shared).into())
            .decrypt(
                XNonce::from_slice(&envelope.nonce),
                envelope.ciphertext.as_slice(),
            )
            .map_err(|_| ShieldError::WrongKey)
    }
}
