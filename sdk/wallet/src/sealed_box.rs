//! Messages that only the owner of a key can read: libsodium's sealed boxes.
//!
//! The ed25519 key of the recipient is turned into its X25519 form. The sender draws a key pair for
//! this one message and puts its public half in front. sr25519 keys have no such form.

use blake2::{Blake2b, Digest, digest::consts::U24};
use crypto_box::{
    PublicKey as BoxKey, SalsaBox, SecretKey as BoxSecret,
    aead::{Aead, generic_array::GenericArray},
};
use ed25519_dalek::{SigningKey, VerifyingKey};
use zeroize::Zeroizing;

use crate::{Keypair, PublicKey, Scheme, SealError};

const KEY_BYTES: usize = 32;

impl PublicKey {
    /// Seals a message to this key. Whoever holds the pair reads it with [`Keypair::unseal`];
    /// nothing in it tells who sent it.
    ///
    /// # Errors
    /// The key is not an ed25519 key, or the system gives no random bytes.
    pub fn seal(&self, message: &[u8]) -> Result<Vec<u8>, SealError> {
        if self.scheme() != Scheme::Ed25519 {
            return Err(SealError::Scheme);
        }
        let recipient = VerifyingKey::from_bytes(&self.bytes())
            .ok()
            .filter(|key| !key.is_weak())
            .ok_or(SealError::InvalidKey)?;
        let recipient = BoxKey::from(recipient.to_montgomery().to_bytes());
        let mut random = Zeroizing::new([0; KEY_BYTES]);
        getrandom::getrandom(random.as_mut())
            .map_err(|error| SealError::NoRandomness(error.to_string()))?;
        let once = BoxSecret::from(*random);
        let sealed = SalsaBox::new(&recipient, &once)
            .encrypt(&nonce(&once.public_key(), &recipient), message)
            .map_err(|_| SealError::TooLong)?;
        Ok([once.public_key().as_bytes(), sealed.as_slice()].concat())
    }
}

impl Keypair {
    /// Opens a message that was sealed to this key.
    ///
    /// # Errors
    /// This is no ed25519 key, or the message is cut off, changed, or sealed to another key.
    pub fn unseal(&self, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        if self.scheme() != Scheme::Ed25519 {
            return Err(SealError::Scheme);
        }
        let private_key = self.private_key();
        let seed: &[u8; KEY_BYTES] = private_key
            .as_slice()
            .try_into()
            .map_err(|_| SealError::InvalidKey)?;
        let scalar = Zeroizing::new(SigningKey::from_bytes(seed).to_scalar_bytes());
        let secret = BoxSecret::from(*scalar);
        let (once, text) = sealed
            .split_first_chunk::<KEY_BYTES>()
            .ok_or(SealError::NotForThisKey)?;
        let once = BoxKey::from(*once);
        SalsaBox::new(&once, &secret)
            .decrypt(&nonce(&once, &secret.public_key()), text)
            .map(Zeroizing::new)
            .map_err(|_| SealError::NotForThisKey)
    }
}

fn nonce(once: &BoxKey, recipient: &BoxKey) -> GenericArray<u8, U24> {
    Blake2b::<U24>::new()
        .chain_update(once.as_bytes())
        .chain_update(recipient.as_bytes())
        .finalize()
}
