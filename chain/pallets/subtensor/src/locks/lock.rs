//! One coldkey's lock on a subnet.

use frame_support::ensure;
use sp_runtime::DispatchResult;
use substrate_fixed::types::U64F64;
use taonet_primitives::{AlphaBalance, NetUid};

use super::bucket::{Bucket, from_stored, to_stored};
use crate::*;

/// A lock and its bucket, both rolled to the present but not stored.
#[derive(Clone, Debug)]
pub(crate) struct RolledLock<A> {
    pub(crate) lock: taonet_emission::LockState,
    pub(crate) bucket: Bucket<A>,
    pub(crate) bucket_state: taonet_emission::LockState,
}

impl<T: Config> Pallet<T> {
    /// Rolls the coldkey's lock.
    ///
    /// A lock that lost something takes that from its bucket, whose own growth of the elapsed
    /// time is then lost; otherwise the bucket is rolled itself.
    pub(crate) fn roll_lock(
        coldkey: &T::AccountId,
        netuid: NetUid,
        now: u64,
    ) -> Option<RolledLock<T::AccountId>> {
        let (hotkey, stored) = Lock::<T>::iter_prefix((coldkey, netuid)).next()?;
        let kind = Self::lock_kind(coldkey, netuid, &hotkey);
        let rolled = from_stored(&stored).roll(now, kind, Self::lock_rates());
        let bucket = Bucket {
            netuid,
            hotkey,
            kind,
        };
        let before = Self::bucket_state(&bucket, now);
        let bucket_state = if rolled.mass_decrease > 0 || rolled.conviction_decrease > 0 {
            let mut reduced = before.sub(rolled.mass_decrease, rolled.conviction_decrease);
            reduced.last_update = now;
            reduced
        } else {
            Self::rolled_bucket(&bucket, &before, now)
        };
        Some(RolledLock {
            lock: rolled.state,
            bucket,
            bucket_state,
        })
    }

    /// Stores a lock with its entry in the reverse index, or removes both when it is dust.
    pub(crate) fn store_lock(
        coldkey: &T::AccountId,
        netuid: NetUid,
        hotkey: &T::AccountId,
        lock: &taonet_emission::LockState,
    ) {
        if lock.is_zero() {
            Lock::<T>::remove((coldkey, netuid, hotkey));
            LockingColdkeys::<T>::remove((netuid, hotkey, coldkey));
        } else {
            Lock::<T>::insert((coldkey, netuid, hotkey), to_stored(lock));
            LockingColdkeys::<T>::insert((netuid, hotkey, coldkey), ());
        }
    }

    /// Brings the coldkey's lock up to date after its stake on the subnet changed.
    pub fn refresh_lock(coldkey: &T::AccountId, netuid: NetUid) {
        let Some(rolled) = Self::roll_lock(coldkey, netuid, Self::now()) else {
            return;
        };
        Self::store_lock(coldkey, netuid, &rolled.bucket.hotkey, &rolled.lock);
        Self::store_bucket(&rolled.bucket, &rolled.bucket_state);
    }

    /// Locks `amount` of the coldkey's alpha on the subnet to the hotkey, on top of what is
    /// locked.
    ///
    /// # Errors
    /// `AmountTooLow` for zero, `HotKeyAccountNotExists`, `LockHotkeyMismatch` when a lock to
    /// another hotkey exists, `InsufficientStakeForLock` when the coldkey holds less.
    pub fn do_lock_stake(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
    ) -> DispatchResult {
        ensure!(!amount.is_zero(), Error::<T>::AmountTooLow);
        ensure!(
            Owner::<T>::contains_key(hotkey),
            Error::<T>::HotKeyAccountNotExists
        );
        let now = Self::now();
        let rolled = match Self::roll_lock(coldkey, netuid, now) {
            Some(rolled) => {
                ensure!(
                    rolled.bucket.hotkey == *hotkey,
                    Error::<T>::LockHotkeyMismatch
                );
                rolled
            }
            None => {
                let kind = Self::lock_kind(coldkey, netuid, hotkey);
                let bucket = Bucket {
                    netuid,
                    hotkey: hotkey.clone(),
                    kind,
                };
                RolledLock {
                    lock: empty_lock(now),
                    bucket_state: Self::bucket_state(&bucket, now),
                    bucket,
                }
            }
        };
        let mut lock = if rolled.lock.is_empty() {
            empty_lock(now)
        } else {
            rolled.lock
        };
        lock.locked_mass = lock.locked_mass.saturating_add(amount.to_u64());
        ensure!(
            Self::total_coldkey_alpha_on_subnet(coldkey, netuid).to_u64() >= lock.locked_mass,
            Error::<T>::InsufficientStakeForLock
        );
        let lock = lock.roll(now, rolled.bucket.kind, Self::lock_rates()).state;
        Self::store_lock(coldkey, netuid, hotkey, &lock);
        Self::add_to_bucket(
            &rolled.bucket,
            &rolled.bucket_state,
            amount.to_u64(),
            U64F64::from_bits(0),
            now,
        );
        Self::deposit_event(Event::StakeLocked {
            coldkey: coldkey.clone(),
            hotkey: hotkey.clone(),
            netuid,
            amount,
        });
        Ok(())
    }

    /// Locks the owner's cut where the subnet wants that: to the hotkey of the owner's lock, or
    /// else to the owner's hotkey. A lock that is refused is left out.
    pub(crate) fn auto_lock_owner_cut(
        owner: &T::AccountId,
        owner_hotkey: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
    ) {
        if !OwnerCutAutoLockEnabled::<T>::get(netuid) {
            return;
        }
        let locked_to = Lock::<T>::iter_key_prefix((owner, netuid)).next();
        let hotkey = locked_to.as_ref().unwrap_or(owner_hotkey);
        let _ = Self::do_lock_stake(owner, hotkey, netuid, amount);
    }

    /// Takes `amount` out of the coldkey's lock, because the stake under it is gone.
    pub fn force_reduce_lock(coldkey: &T::AccountId, netuid: NetUid, amount: AlphaBalance) {
        let now = Self::now();
        let Some(rolled) = Self::roll_lock(coldkey, netuid, now) else {
            return;
        };
        let bucket = Self::rolled_bucket(&rolled.bucket, &rolled.bucket_state, now);
        let before = rolled.lock;
        let after = before.reduced_by(amount.to_u64());
        let bucket = bucket.sub(
            before.locked_mass.saturating_sub(after.locked_mass),
            before.conviction.saturating_sub(after.conviction),
        );
        Self::store_lock(coldkey, netuid, &rolled.bucket.hotkey, &after);
        Self::store_bucket(&rolled.bucket, &bucket);
    }
}

/// A lock of nothing, up to date in block `now`.
pub(crate) fn empty_lock(now: u64) -> taonet_emission::LockState {
    taonet_emission::LockState {
        locked_mass: 0,
        conviction: U64F64::from_bits(0),
        last_update: now,
    }
}
