//! A beacon of the chain's own: what the node that runs it has to know.
//!
//! The node reads two values of the state by their keys, and hands in pulses as transactions, as
//! the off-chain worker does with those of a public beacon. It names no type of the runtime.

use crate::{BlockNumber, DrandConfig, Runtime, RuntimeCall, UncheckedExtrinsic};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use pallet_drand::{BeaconConfiguration, Call, Pulse, validity::payload_of};
use sp_core::sr25519;
use taonet_primitives::{MultiSignature, MultiSigner};

pub use pallet_drand::worker::{DEFAULT_ENDPOINTS, ENDPOINTS_KEY, KEY_TYPE, MAX_ROUNDS_PER_RUN};

/// Seconds between two rounds of a beacon of the chain's own.
pub const PERIOD_S: u32 = 3;

/// Unix time of round 1 of a beacon of the chain's own, in seconds. Development chains begin at
/// the beginning of time, so their beacon does too.
pub const GENESIS_TIME_S: u32 = 0;

/// A beacon as the state says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beacon {
    /// Its key, a compressed point of G2.
    pub public_key: Vec<u8>,
    /// Seconds between two rounds.
    pub period_s: u64,
    /// Unix time of round 1, in seconds.
    pub genesis_time_s: u64,
}

/// The genesis part that makes the chain listen to the beacon with this key.
pub fn genesis(public_key: Vec<u8>) -> DrandConfig {
    DrandConfig {
        public_key,
        period_s: PERIOD_S,
        genesis_time_s: GENESIS_TIME_S,
        ..Default::default()
    }
}

/// State key of the beacon.
pub fn beacon_key() -> [u8; 32] {
    pallet_drand::BeaconConfig::<Runtime>::hashed_key()
}

/// The beacon that is stored under [`beacon_key`]; drand's quicknet when nothing is.
pub fn beacon(stored: Option<&[u8]>) -> Option<Beacon> {
    let config = match stored {
        Some(mut bytes) => BeaconConfiguration::decode(&mut bytes).ok()?,
        None => BeaconConfiguration::quicknet(),
    };
    Some(Beacon {
        public_key: config.public_key.into_inner(),
        period_s: config.period.into(),
        genesis_time_s: config.genesis_time.into(),
    })
}

/// State key of the latest round that was stored (SCALE `u64`; 0 when nothing is).
pub fn last_round_key() -> [u8; 32] {
    pallet_drand::LastStoredRound::<Runtime>::hashed_key()
}

/// State key of the chain's clock (SCALE `u64`, Unix time in milliseconds).
pub fn clock_key() -> [u8; 32] {
    pallet_timestamp::Now::<Runtime>::hashed_key()
}

/// A pulse on its way into the pool, not yet signed.
#[derive(Clone, Debug)]
pub struct UnsignedPulse(pallet_drand::PulsesPayload<MultiSigner, BlockNumber>);

impl UnsignedPulse {
    /// The pulse of a round as seen in a block; `None` for bytes of impossible lengths.
    pub fn new(
        block: BlockNumber,
        round: u64,
        randomness: Vec<u8>,
        signature: Vec<u8>,
        signer: sr25519::Public,
    ) -> Option<Self> {
        let pulse = Pulse {
            round,
            randomness: randomness.try_into().ok()?,
            signature: signature.try_into().ok()?,
        };
        let payload = payload_of::<Runtime>(block, pulse, MultiSigner::Sr25519(signer));
        Some(Self(payload))
    }

    /// What the signer signs.
    pub fn message(&self) -> Vec<u8> {
        self.0.encode()
    }

    /// The transaction.
    pub fn signed(self, signature: sr25519::Signature) -> UncheckedExtrinsic {
        UncheckedExtrinsic::new_bare(RuntimeCall::Drand(Call::write_pulse {
            pulses_payload: self.0,
            signature: Some(MultiSignature::Sr25519(signature)),
        }))
    }
}
