//! The off-chain worker: asks the beacon's servers for what the chain lacks.
//!
//! 1. It runs after every imported block, but never twice at a time, and does nothing while no
//!    round is due that the chain lacks.
//! 2. All servers are asked at once for the latest round; the first answer that can be read wins.
//! 3. On an empty chain that round is the first one. Else the rounds after the last stored one
//!    are fetched, up to [`MAX_ROUNDS_PER_RUN`], and handed to the pool one by one in ascending
//!    order; at the first that cannot be had the run ends, because a round that is left out could
//!    never be stored later.
//!
//! The node tells the worker by local storage which servers to ask ([`ENDPOINTS_KEY`]) and holds
//! the key that signs payloads ([`KEY_TYPE`]).

mod answer;
mod request;

pub use answer::parse as parse_answer;

use alloc::vec::Vec;
use codec::Encode;
use frame_system::{offchain::SubmitTransaction, pallet_prelude::BlockNumberFor};
use sp_core::crypto::KeyTypeId;
use sp_runtime::offchain::{
    Duration,
    storage::StorageValueRef,
    storage_lock::{StorageLock, Time},
};
use taonet_primitives::{MultiSignature, MultiSigner};
use taonet_timelock::Schedule;

use crate::{validity::payload_of, *};

/// Type of the key that signs payloads.
pub const KEY_TYPE: KeyTypeId = KeyTypeId(*b"drnd");

/// Local storage: SCALE list of the servers' URLs (bytes of text, without path). Absent means
/// [`DEFAULT_ENDPOINTS`], an empty list means that nothing is fetched.
pub const ENDPOINTS_KEY: &[u8] = b"taonet/drand/endpoints";

/// The public servers of drand.
pub const DEFAULT_ENDPOINTS: [&str; 5] = [
    "https://api.drand.sh",
    "https://api2.drand.sh",
    "https://api3.drand.sh",
    "https://drand.cloudflare.com",
    "https://api.drand.secureweb3.com:6875",
];

/// Rounds fetched after one block.
pub const MAX_ROUNDS_PER_RUN: u64 = 50;

/// Local storage: held while a run is under way.
const LOCK_KEY: &[u8] = b"taonet/drand/lock";

/// After this a run counts as dead: each of its requests has a deadline of its own.
const LOCK_MS: u64 = 60_000;

impl<T: Config> Pallet<T> {
    /// One run of the worker.
    pub(crate) fn fetch_pulses(block_number: BlockNumberFor<T>) {
        let endpoints = endpoints();
        let config = BeaconConfig::<T>::get();
        let last = LastStoredRound::<T>::get();
        if endpoints.is_empty() || due_round(&config) <= last {
            return;
        }
        let Some(key) = sp_io::crypto::sr25519_public_keys(KEY_TYPE)
            .first()
            .copied()
        else {
            return;
        };
        let mut lock = StorageLock::<Time>::with_deadline(LOCK_KEY, Duration::from_millis(LOCK_MS));
        let Ok(_held) = lock.try_lock() else {
            return;
        };
        let fetch = |round| request::first_answer::<T>(&endpoints, &config.hash, round);
        let Some(latest) = fetch(None) else {
            return;
        };
        let first = match last {
            0 => latest.round,
            stored => stored.saturating_add(1),
        };
        let end = latest
            .round
            .min(first.saturating_add(MAX_ROUNDS_PER_RUN.saturating_sub(1)));
        for round in first..=end {
            let pulse = if round == latest.round {
                Some(latest.clone())
            } else {
                fetch(Some(round)).filter(|pulse| pulse.round == round)
            };
            if pulse.is_none_or(|pulse| Self::submit(block_number, pulse, key).is_none()) {
                return;
            }
        }
    }

    /// Hands a pulse to the pool; `None` when the key is gone.
    ///
    /// That the pool refuses a pulse is no reason to stop: it may have it already.
    fn submit(
        block_number: BlockNumberFor<T>,
        pulse: Pulse,
        key: sp_core::sr25519::Public,
    ) -> Option<()> {
        let payload = payload_of::<T>(block_number, pulse, MultiSigner::Sr25519(key));
        let signature = sp_io::crypto::sr25519_sign(KEY_TYPE, &key, &payload.encode())?;
        let call = Call::<T>::write_pulse {
            pulses_payload: payload,
            signature: Some(MultiSignature::Sr25519(signature)),
        };
        let _ = SubmitTransaction::<T, Call<T>>::submit_transaction(T::create_bare(call.into()));
        Some(())
    }
}

/// The servers to ask.
fn endpoints() -> Vec<Vec<u8>> {
    match StorageValueRef::persistent(ENDPOINTS_KEY).get() {
        Ok(None) => DEFAULT_ENDPOINTS
            .iter()
            .map(|url| url.as_bytes().to_vec())
            .collect(),
        Ok(Some(list)) => list,
        // Written by another program: rather ask nobody.
        Err(_) => Vec::new(),
    }
}

/// The round that the beacon has reached by the machine's clock.
fn due_round(config: &BeaconConfiguration) -> u64 {
    let clock = Schedule {
        genesis_s: config.genesis_time.into(),
        period_s: config.period.into(),
    };
    clock.round_at(sp_io::offchain::timestamp().unix_millis() / 1_000)
}
