//! A lock moves to another hotkey.

use frame_support::ensure;
use sp_runtime::DispatchResult;
use substrate_fixed::types::U64F64;
use taonet_primitives::NetUid;

use super::bucket::Bucket;
use crate::*;

impl<T: Config> Pallet<T> {
    /// Moves the coldkey's lock on the subnet to `destination`. Conviction comes along only if both
    /// hotkeys belong to the same coldkey.
    ///
    /// # Errors
    /// `HotKeyAccountNotExists` for an unknown destination, `NoExistingLock`.
    pub fn do_move_lock(
        coldkey: &T::AccountId,
        destination: &T::AccountId,
        netuid: NetUid,
    ) -> DispatchResult {
        ensure!(
            Self::hotkey_account_exists(destination),
            Error::<T>::HotKeyAccountNotExists
        );
        let now = Self::now();
        let rolled = Self::roll_lock(coldkey, netuid, now).ok_or(Error::<T>::NoExistingLock)?;
        let origin = rolled.bucket;
        let leaving = rolled.lock;

        let target = Bucket {
            netuid,
            hotkey: destination.clone(),
            kind: Self::lock_kind(coldkey, netuid, destination),
        };
        let mut arriving = leaving;
        if Self::owning_coldkey(&origin.hotkey) != Self::owning_coldkey(destination) {
            arriving.conviction = U64F64::from_bits(0);
        }
        let arriving = arriving.roll(now, target.kind, Self::lock_rates()).state;

        Lock::<T>::remove((coldkey, netuid, &origin.hotkey));
        LockingColdkeys::<T>::remove((netuid, &origin.hotkey, coldkey));
        Self::store_lock(coldkey, netuid, destination, &arriving);
        Self::reduce_bucket(&origin, leaving.locked_mass, leaving.conviction, now);
        let state = Self::bucket_state(&target, now);
        Self::add_to_bucket(
            &target,
            &state,
            arriving.locked_mass,
            arriving.conviction,
            now,
        );
        Self::deposit_event(Event::LockMoved {
            coldkey: coldkey.clone(),
            origin_hotkey: origin.hotkey,
            destination_hotkey: destination.clone(),
            netuid,
        });
        Ok(())
    }
}
