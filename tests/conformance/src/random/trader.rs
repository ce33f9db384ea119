//! The trader: an sr25519 key, because others sign no orders.
//!
//! Signatures of that kind have randomness in them. Here it follows from the message, so that the
//! same seed gives the same blocks.

use rand_core::{CryptoRng, Error, RngCore};
use schnorrkel::{ExpansionMode, Keypair, MiniSecretKey, context::attach_rng, signing_context};
use sp_core::sr25519;
use sp_io::hashing::blake2_256;
use taonet_runtime::AccountId;

use super::Rng;

/// Numbers in the place of randomness.
struct Noise(Rng);

impl RngCore for Noise {
    fn next_u32(&mut self) -> u32 {
        u32::try_from(self.0.next_bits() >> 32).unwrap_or(0)
    }

    fn next_u64(&mut self) -> u64 {
        self.0.next_bits()
    }

    fn fill_bytes(&mut self, dest: &mut [u8]) {
        for chunk in dest.chunks_mut(8) {
            let bytes = self.0.next_bits().to_le_bytes();
            chunk
                .iter_mut()
                .zip(bytes)
                .for_each(|(to, from)| *to = from);
        }
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Error> {
        self.fill_bytes(dest);
        Ok(())
    }
}

/// It is none, but the key guards nothing.
impl CryptoRng for Noise {}

fn keypair() -> Option<Keypair> {
    let secret = MiniSecretKey::from_bytes(&[0x7a; 32]).ok()?;
    Some(secret.expand_to_keypair(ExpansionMode::Ed25519))
}

/// The trader's account.
pub(super) fn account() -> AccountId {
    AccountId::new(keypair().map_or([0; 32], |pair| pair.public.to_bytes()))
}

/// The trader's signature.
pub(super) fn sign(message: &[u8]) -> sr25519::Signature {
    let [a, b, c, d, e, f, g, h, ..] = blake2_256(message);
    let noise = Noise(Rng::new(u64::from_le_bytes([a, b, c, d, e, f, g, h])));
    let transcript = signing_context(b"substrate").bytes(message);
    let signature = keypair().map(|pair| pair.sign(attach_rng(transcript, noise)).to_bytes());
    sr25519::Signature::from_raw(signature.unwrap_or([0; 64]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sp_core::Pair;

    #[test]
    fn a_message_has_one_signature_and_it_is_valid() {
        let signature = sign(b"message");
        assert_eq!(signature, sign(b"message"));
        assert_ne!(signature, sign(b"another"));
        let raw: [u8; 32] = account().into();
        let public = sr25519::Public::from_raw(raw);
        assert!(sr25519::Pair::verify(&signature, b"message", &public));
    }
}
