//! Verifying pulses, storing them, and forgetting the oldest.

use alloc::vec::Vec;
use sp_runtime::{DispatchError, DispatchResult};
use taonet_primitives::PulseSource;
use taonet_timelock::{BeaconPublicKey, RoundSignature};

use crate::*;

/// Rounds that are kept.
pub const MAX_KEPT_PULSES: u64 = 216_000;

/// Rounds that one call forgets at most.
pub const MAX_REMOVED_PULSES: u64 = 100;

impl<T: Config> Pallet<T> {
    /// Stores the true ones among the pulses, in ascending order of rounds.
    ///
    /// # Errors
    /// `PulseVerificationError`, `InvalidRoundNumber`.
    pub(crate) fn store_pulses(pulses: Vec<Pulse>) -> DispatchResult {
        let key = Self::beacon_key()?;
        let mut last = LastStoredRound::<T>::get();
        let mut rounds = Vec::new();
        for pulse in pulses {
            if !Self::is_true(&key, &pulse)? {
                continue;
            }
            frame_support::ensure!(pulse.round > last, Error::<T>::InvalidRoundNumber);
            last = pulse.round;
            rounds.push(pulse.round);
            Pulses::<T>::insert(pulse.round, pulse);
        }
        LastStoredRound::<T>::put(last);
        if OldestStoredRound::<T>::get() == 0
            && let Some(first) = rounds.first()
        {
            OldestStoredRound::<T>::put(first);
        }
        Self::forget_oldest(last);
        NextUnsignedAt::<T>::put(frame_system::Pallet::<T>::block_number());
        if !rounds.is_empty() {
            Self::deposit_event(Event::NewPulse { rounds });
        }
        Ok(())
    }

    /// The key of the chain's beacon.
    pub(crate) fn beacon_key() -> Result<BeaconPublicKey, DispatchError> {
        BeaconPublicKey::from_bytes(&BeaconConfig::<T>::get().public_key)
            .map_err(|_| Error::<T>::PulseVerificationError.into())
    }

    /// Whether the beacon signed the pulse's round. Its randomness follows from the signature, so
    /// that a pulse that states another one is not true either.
    pub(crate) fn is_true(key: &BeaconPublicKey, pulse: &Pulse) -> Result<bool, DispatchError> {
        let signature = RoundSignature::from_bytes(&pulse.signature)
            .map_err(|_| Error::<T>::PulseVerificationError)?;
        Ok(pulse.randomness.as_slice() == signature.randomness()
            && key.verify(pulse.round, &signature))
    }

    /// Forgets the oldest rounds beyond the window, a bounded number of them at a time.
    fn forget_oldest(last: u64) {
        let mut oldest = OldestStoredRound::<T>::get();
        if oldest == 0 {
            return;
        }
        let kept = last.saturating_sub(oldest).saturating_add(1);
        let excess = kept.saturating_sub(MAX_KEPT_PULSES).min(MAX_REMOVED_PULSES);
        for _ in 0..excess {
            Pulses::<T>::remove(oldest);
            oldest = oldest.saturating_add(1);
        }
        if excess > 0 {
            OldestStoredRound::<T>::put(oldest);
        }
    }
}

impl<T: Config> PulseSource for Pallet<T> {
    fn signature_of(round: u64) -> Option<Vec<u8>> {
        Pulses::<T>::get(round).map(|pulse| pulse.signature.into_inner())
    }

    fn last_stored_round() -> u64 {
        LastStoredRound::<T>::get()
    }
}
