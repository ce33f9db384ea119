//! What a coldkey chooses about its locks: whether they decay, and whether it takes those of others.

use taonet_primitives::NetUid;

use super::{bucket::Bucket, transfer::ACCEPTS_LOCKED_ALPHA};
use crate::*;

impl<T: Config> Pallet<T> {
    /// Makes the coldkey's locks on the subnet perpetual, or lets them decay again. A lock that
    /// exists changes its bucket.
    pub fn do_set_perpetual_lock(coldkey: &T::AccountId, netuid: NetUid, enabled: bool) {
        let now = Self::now();
        let changes = enabled != (DecayingLock::<T>::get(coldkey, netuid) == Some(false));
        if let Some(rolled) = Self::roll_lock(coldkey, netuid, now) {
            Self::store_lock(coldkey, netuid, &rolled.bucket.hotkey, &rolled.lock);
            Self::store_bucket(&rolled.bucket, &rolled.bucket_state);
            if changes && !rolled.lock.is_zero() {
                let (mass, conviction) = (rolled.lock.locked_mass, rolled.lock.conviction);
                Self::reduce_bucket(&rolled.bucket, mass, conviction, now);
                let mut target: Bucket<T::AccountId> = rolled.bucket;
                target.kind.perpetual = enabled;
                let state = Self::bucket_state(&target, now);
                Self::add_to_bucket(&target, &state, mass, conviction, now);
            }
        }
        if enabled {
            DecayingLock::<T>::insert(coldkey, netuid, false);
        } else {
            DecayingLock::<T>::remove(coldkey, netuid);
        }
        Self::deposit_event(Event::PerpetualLockUpdated {
            coldkey: coldkey.clone(),
            netuid,
            enabled,
        });
    }

    /// Lets the coldkey refuse, or take, stake that arrives with a lock on it. Who never chose
    /// refuses.
    pub fn do_set_reject_locked_alpha(coldkey: &T::AccountId, enabled: bool) {
        let flags = AccountFlags::<T>::get(coldkey);
        let flags = if enabled {
            flags & !ACCEPTS_LOCKED_ALPHA
        } else {
            flags | ACCEPTS_LOCKED_ALPHA
        };
        if flags == 0 {
            AccountFlags::<T>::remove(coldkey);
        } else {
            AccountFlags::<T>::insert(coldkey, flags);
        }
        Self::deposit_event(Event::RejectLockedAlphaUpdated {
            coldkey: coldkey.clone(),
            enabled,
        });
    }
}
