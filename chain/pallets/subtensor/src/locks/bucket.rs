//! Sums of all locks to one hotkey, by kind.

use substrate_fixed::types::U64F64;
use taonet_emission::{LockKind, LockRates};
use taonet_primitives::NetUid;

use crate::*;

/// Where the sum of the locks of one kind to one hotkey is stored.
#[derive(Clone, Debug)]
pub(crate) struct Bucket<A> {
    pub(crate) netuid: NetUid,
    pub(crate) hotkey: A,
    pub(crate) kind: LockKind,
}

/// The pure form of a stored lock.
pub(crate) fn from_stored(stored: &LockState) -> taonet_emission::LockState {
    taonet_emission::LockState {
        locked_mass: stored.locked_mass.to_u64(),
        conviction: stored.conviction,
        last_update: stored.last_update,
    }
}

/// The stored form of a lock.
pub(crate) fn to_stored(state: &taonet_emission::LockState) -> LockState {
    LockState {
        locked_mass: state.locked_mass.into(),
        conviction: state.conviction,
        last_update: state.last_update,
    }
}

impl<T: Config> Pallet<T> {
    pub(crate) fn lock_rates() -> LockRates {
        LockRates {
            unlock: UnlockRate::<T>::get(),
            maturity: MaturityRate::<T>::get(),
        }
    }

    /// The kind of a lock of the coldkey to the hotkey.
    pub(crate) fn lock_kind(
        coldkey: &T::AccountId,
        netuid: NetUid,
        hotkey: &T::AccountId,
    ) -> LockKind {
        LockKind {
            owner: SubnetOwnerHotkey::<T>::try_get(netuid).as_ref() == Ok(hotkey),
            perpetual: DecayingLock::<T>::get(coldkey, netuid) == Some(false),
        }
    }

    /// The bucket's sum as stored; an absent one counts as empty since `now`.
    pub(crate) fn bucket_state(
        bucket: &Bucket<T::AccountId>,
        now: u64,
    ) -> taonet_emission::LockState {
        let Bucket {
            netuid,
            hotkey,
            kind,
        } = bucket;
        let stored = match (kind.owner, kind.perpetual) {
            (true, true) => OwnerLock::<T>::get(netuid),
            (true, false) => DecayingOwnerLock::<T>::get(netuid),
            (false, true) => HotkeyLock::<T>::get(netuid, hotkey),
            (false, false) => DecayingHotkeyLock::<T>::get(netuid, hotkey),
        };
        match stored {
            Some(stored) => from_stored(&stored),
            None => taonet_emission::LockState {
                locked_mass: 0,
                conviction: U64F64::from_bits(0),
                last_update: now,
            },
        }
    }

    /// Stores the bucket's sum, or removes it when nothing is left.
    pub(crate) fn store_bucket(bucket: &Bucket<T::AccountId>, state: &taonet_emission::LockState) {
        let Bucket {
            netuid,
            hotkey,
            kind,
        } = bucket;
        let stored = (!state.is_empty()).then(|| to_stored(state));
        match (kind.owner, kind.perpetual) {
            (true, true) => OwnerLock::<T>::set(netuid, stored),
            (true, false) => DecayingOwnerLock::<T>::set(netuid, stored),
            (false, true) => HotkeyLock::<T>::set(netuid, hotkey, stored),
            (false, false) => DecayingHotkeyLock::<T>::set(netuid, hotkey, stored),
        }
    }

    /// `state` rolled to `now` as the bucket's kind says.
    pub(crate) fn rolled_bucket(
        bucket: &Bucket<T::AccountId>,
        state: &taonet_emission::LockState,
        now: u64,
    ) -> taonet_emission::LockState {
        state.roll(now, bucket.kind, Self::lock_rates()).state
    }

    /// Rolls the bucket, adds to it, rolls it again and stores it.
    pub(crate) fn add_to_bucket(
        bucket: &Bucket<T::AccountId>,
        state: &taonet_emission::LockState,
        mass: u64,
        conviction: U64F64,
        now: u64,
    ) {
        let mut sum = Self::rolled_bucket(bucket, state, now).add(mass, conviction);
        sum.last_update = sum.last_update.max(now);
        Self::store_bucket(bucket, &Self::rolled_bucket(bucket, &sum, now));
    }

    /// Rolls the stored bucket, takes from it and stores it.
    pub(crate) fn reduce_bucket(
        bucket: &Bucket<T::AccountId>,
        mass: u64,
        conviction: U64F64,
        now: u64,
    ) {
        let state = Self::bucket_state(bucket, now);
        let rest = Self::rolled_bucket(bucket, &state, now).sub(mass, conviction);
        Self::store_bucket(bucket, &rest);
    }
}
