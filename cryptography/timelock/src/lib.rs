//! Timelock encryption to a round of a drand beacon, and the check of the beacon's pulses.
//!
//! A beacon is a key that signs the number of every *round* when its time has come. Until then
//! nobody, the beacon's operators apart, knows the signature of a round; afterwards everybody
//! does. That makes the signature of a future round a key to a lock that opens by itself.
//!
//! 1. A beacon runs on a [`Schedule`]: round `k` is published at `genesis + (k − 1)·period`.
//! 2. The message of a round is SHA-256 of its number (8 bytes, big endian); hashed to a point `Q`
//!    of the first group (G1) of the curve BLS12-381 it is what the beacon signs, and at the same
//!    time the *identity* that a text is encrypted to.
//! 3. The beacon's [`BeaconPublicKey`] `P` lies in the second group (G2), its [`RoundSignature`]
//!    `S` in the first. A pulse is true when `e(S, g₂) = e(Q, P)`
//!    ([`BeaconPublicKey::verify`]).
//! 4. [`encrypt`] seals a text with AES-256-GCM under a fresh key, hides the key behind a fresh
//!    `sigma`, and `sigma` behind `e(Q, P)^r`, where `r` follows from `sigma` and the key and
//!    `U = r·g₂` is published.
//! 5. [`Ciphertext::decrypt`] computes the same value as `e(S, U)`, finds `sigma` and the key,
//!    checks that `U` really is what they say, and opens the text.
//! 6. [`Ciphertext`] is also the byte format; its parser accepts one encoding and nothing else.
//! 7. Applications that keep a ciphertext outside the chain put it into an [`Envelope`] with its
//!    round.
//!
//! The pairing value is the one of arkworks (its final exponent is three times the smallest one),
//! and is hashed in arkworks' uncompressed form, because that is what all writers of this format
//! do. Randomness always comes from the caller: the crate runs inside the chain as well, where
//! there is none.
//!
//! ```
//! use taonet_timelock::{BeaconSecretKey, Ciphertext, Randomness, encrypt};
//!
//! let beacon = BeaconSecretKey::from_seed(b"a beacon of one's own");
//! let randomness = Randomness { key: [1; 32], sigma: [2; 32], nonce: [3; 12] }; // random in life
//! let sealed = encrypt(&beacon.public_key(), 1_000, b"not yet", &randomness)?.to_bytes();
//!
//! let opened = Ciphertext::parse(&sealed)?.decrypt(&beacon.sign(1_000))?;
//! assert_eq!(opened, b"not yet");
//! # Ok::<(), taonet_timelock::TimelockError>(())
//! ```

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod beacon;
mod ciphertext;
mod envelope;
mod error;
mod schedule;
mod seal;

pub use beacon::{
    BeaconPublicKey, BeaconSecretKey, PUBLIC_KEY_BYTES, QUICKNET_PUBLIC_KEY, RoundSignature,
    SIGNATURE_BYTES,
};
pub use ciphertext::{Ciphertext, OVERHEAD_BYTES};
pub use envelope::Envelope;
pub use error::TimelockError;
pub use schedule::{QUICKNET, Schedule};
pub use seal::{Randomness, encrypt, open};
