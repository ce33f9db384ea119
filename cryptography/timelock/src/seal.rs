//! Locking and unlocking.

use aes_gcm::{Aes256Gcm, KeyInit, aead::Aead};
use alloc::vec::Vec;
use ark_bls12_381::{Bls12_381, Fr, G2Projective};
use ark_ec::{
    CurveGroup, PrimeGroup,
    pairing::{Pairing, PairingOutput},
};
use ark_ff::PrimeField;
use ark_serialize::CanonicalSerialize;
use core::fmt;
use sha2::{Digest, Sha256};

use crate::{
    BeaconPublicKey, Ciphertext, RoundSignature, TimelockError, beacon::identity_of,
    ciphertext::NONCE_BYTES,
};

/// What has to be random, and fresh for every text.
#[derive(Clone, PartialEq, Eq)]
pub struct Randomness {
    /// Key of the text.
    pub key: [u8; 32],
    /// What hides the key.
    pub sigma: [u8; 32],
    /// Nonce of the cipher.
    pub nonce: [u8; NONCE_BYTES],
}

impl fmt::Debug for Randomness {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Randomness(..)")
    }
}

/// Locks a text until the beacon publishes the round.
///
/// # Errors
/// [`TimelockError::TooLong`] beyond the 64 GiB of the cipher.
pub fn encrypt(
    public_key: &BeaconPublicKey,
    round: u64,
    text: &[u8],
    randomness: &Randomness,
) -> Result<Ciphertext, TimelockError> {
    let Randomness { key, sigma, nonce } = randomness;
    let r = exponent(sigma, key);
    let identity = identity_of(round).ok_or(TimelockError::Malformed)?;
    // e(Q, P)^r, with the power taken in G1 where it is cheapest.
    let hidden = Bls12_381::pairing((identity * r).into_affine(), public_key.prepared());
    let sealed = Aes256Gcm::new(key.into())
        .encrypt(nonce.into(), text)
        .map_err(|_| TimelockError::TooLong)?;
    Ok(Ciphertext {
        u: (G2Projective::generator() * r).into_affine(),
        v: xor(sigma, &hash_of_pairing(&hidden)),
        w: xor(key, &Sha256::digest(sigma).into()),
        sealed,
        nonce: *nonce,
    })
}

/// Parses a ciphertext and the signature of its round, and opens the one with the other.
///
/// # Errors
/// [`TimelockError::Signature`], [`TimelockError::Malformed`], [`TimelockError::Unopenable`].
pub fn open(ciphertext: &[u8], signature: &[u8]) -> Result<Vec<u8>, TimelockError> {
    let signature = RoundSignature::from_bytes(signature)?;
    Ciphertext::parse(ciphertext)?.decrypt(&signature)
}

impl Ciphertext {
    /// Opens the ciphertext with the signature of its round.
    ///
    /// # Errors
    /// [`TimelockError::Unopenable`].
    pub fn decrypt(&self, signature: &RoundSignature) -> Result<Vec<u8>, TimelockError> {
        let hidden = Bls12_381::pairing(signature.0, self.u);
        let sigma = xor(&self.v, &hash_of_pairing(&hidden));
        let key = xor(&self.w, &Sha256::digest(sigma).into());
        if (G2Projective::generator() * exponent(&sigma, &key)).into_affine() != self.u {
            return Err(TimelockError::Unopenable);
        }
        Aes256Gcm::new((&key).into())
            .decrypt((&self.nonce).into(), self.sealed.as_slice())
            .map_err(|_| TimelockError::Unopenable)
    }
}

/// `r`: it follows from what it hides, so that whoever opens a ciphertext sees that nobody changed
/// `U`.
fn exponent(sigma: &[u8; 32], key: &[u8; 32]) -> Fr {
    let digest = Sha256::new()
        .chain_update(sigma)
        .chain_update(key)
        .finalize();
    Fr::from_be_bytes_mod_order(&digest)
}

/// SHA-256 of the pairing value: twelve coefficients of 48 bytes, little endian.
fn hash_of_pairing(value: &PairingOutput<Bls12_381>) -> [u8; 32] {
    let mut bytes = Vec::with_capacity(576);
    // Writing to a vector does not fail.
    let _ = value.serialize_uncompressed(&mut bytes);
    Sha256::digest(bytes).into()
}

fn xor(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    let mut out = *left;
    for (byte, other) in out.iter_mut().zip(right) {
        *byte ^= other;
    }
    out
}
