//! Locks go along when a key is swapped.

use alloc::vec::Vec;
use frame_support::ensure;
use sp_runtime::DispatchResult;
use taonet_emission::LockKind;
use taonet_primitives::NetUid;

use super::{
    bucket::{Bucket, from_stored},
    lock::empty_lock,
};
use crate::*;

impl<T: Config> Pallet<T> {
    /// Moves every lock to `old` on the subnet to `new`, and the sums of these locks.
    ///
    /// It has to run before the subnet's owner hotkey changes from `old` to `new`: a lock to an
    /// owner's hotkey has grown otherwise than others. A sum that `new` has already is added to.
    pub(crate) fn move_locks_of_hotkey(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
        let owner_hotkey = SubnetOwnerHotkey::<T>::try_get(netuid).ok();
        let was_owner = owner_hotkey.as_ref() == Some(old);
        let is_owner = was_owner || owner_hotkey.as_ref() == Some(new);
        let now = Self::now();
        let rates = Self::lock_rates();
        let coldkeys: Vec<T::AccountId> =
            LockingColdkeys::<T>::iter_key_prefix((netuid, old)).collect();
        for coldkey in coldkeys {
            LockingColdkeys::<T>::remove((netuid, old, &coldkey));
            let Some(stored) = Lock::<T>::take((&coldkey, netuid, old)) else {
                continue;
            };
            let perpetual = DecayingLock::<T>::get(&coldkey, netuid) == Some(false);
            let [before, after] = [was_owner, is_owner].map(|owner| LockKind { owner, perpetual });
            let lock = from_stored(&stored).roll(now, before, rates).state;
            let lock = lock.roll(now, after, rates).state;
            Self::store_lock(&coldkey, netuid, new, &lock);
        }
        for perpetual in [true, false] {
            let bucket = |hotkey: &T::AccountId, owner| Bucket {
                netuid,
                hotkey: hotkey.clone(),
                kind: LockKind { owner, perpetual },
            };
            let source = bucket(old, was_owner);
            let sum = Self::bucket_state(&source, now);
            if sum.is_empty() {
                continue;
            }
            let sum = Self::rolled_bucket(&source, &sum, now);
            Self::store_bucket(&source, &empty_lock(now));
            let target = bucket(new, is_owner);
            let state = Self::bucket_state(&target, now);
            Self::add_to_bucket(&target, &state, sum.locked_mass, sum.conviction, now);
        }
    }

    /// Fails with `ActiveLockExists` if the coldkey has anything locked anywhere.
    pub(crate) fn ensure_nothing_locked(coldkey: &T::AccountId) -> DispatchResult {
        let now = Self::now();
        let rates = Self::lock_rates();
        for ((netuid, hotkey), stored) in Lock::<T>::iter_prefix((coldkey,)) {
            let kind = Self::lock_kind(coldkey, netuid, &hotkey);
            let lock = from_stored(&stored).roll(now, kind, rates).state;
            ensure!(lock.locked_mass == 0, Error::<T>::ActiveLockExists);
        }
        Ok(())
    }

    /// Makes the locks of `old` locks of `new`, with the choices that go with them: which are
    /// perpetual, and whether locked alpha of others is taken. `new` has nothing locked.
    pub(crate) fn move_locks_of_coldkey(old: &T::AccountId, new: &T::AccountId) {
        // What is left of locks that have run out would stand beside the locks that come.
        Self::take_locks(new);
        let locks = Self::take_locks(old);
        let choices: Vec<(NetUid, bool)> = DecayingLock::<T>::drain_prefix(old).collect();
        for (netuid, decaying) in choices {
            DecayingLock::<T>::insert(new, netuid, decaying);
        }
        match AccountFlags::<T>::take(old) {
            0 => AccountFlags::<T>::remove(new),
            flags => AccountFlags::<T>::insert(new, flags),
        }
        let now = Self::now();
        for (netuid, hotkey, lock) in locks {
            Self::store_lock(new, netuid, &hotkey, &lock);
            let bucket = Bucket {
                netuid,
                kind: Self::lock_kind(new, netuid, &hotkey),
                hotkey,
            };
            let state = Self::bucket_state(&bucket, now);
            Self::add_to_bucket(&bucket, &state, lock.locked_mass, lock.conviction, now);
        }
    }

    /// Removes all locks of the coldkey, also from their sums, and gives them back as of now.
    fn take_locks(
        coldkey: &T::AccountId,
    ) -> Vec<(NetUid, T::AccountId, taonet_emission::LockState)> {
        let now = Self::now();
        let stored: Vec<_> = Lock::<T>::iter_prefix((coldkey,)).collect();
        stored
            .into_iter()
            .map(|((netuid, hotkey), stored)| {
                let kind = Self::lock_kind(coldkey, netuid, &hotkey);
                let lock = from_stored(&stored)
                    .roll(now, kind, Self::lock_rates())
                    .state;
                Self::store_lock(coldkey, netuid, &hotkey, &empty_lock(now));
                let bucket = Bucket {
                    netuid,
                    hotkey,
                    kind,
                };
                Self::reduce_bucket(&bucket, lock.locked_mass, lock.conviction, now);
                (netuid, bucket.hotkey, lock)
            })
            .collect()
    }
}
