//! Proof that locks are in order.

use crate::*;
use alloc::collections::BTreeSet;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// 1. A coldkey has at most one lock on a subnet.
    /// 2. The index of locks by hotkey lists exactly the locks.
    /// 3. Nothing is locked on subnets that do not exist.
    ///
    /// # Errors
    /// Names the first that fails.
    pub(crate) fn check_locks() -> Result<(), TryRuntimeError> {
        let mut holders = BTreeSet::new();
        let mut locks = 0usize;
        for (coldkey, netuid, hotkey) in Lock::<T>::iter_keys() {
            locks = locks.saturating_add(1);
            if !LockingColdkeys::<T>::contains_key((netuid, &hotkey, &coldkey)) {
                return Err("a lock is missing in the index by hotkey".into());
            }
            if !NetworksAdded::<T>::get(netuid) {
                return Err("alpha of a subnet that does not exist is locked".into());
            }
            if !holders.insert((coldkey, netuid)) {
                return Err("a coldkey has two locks on one subnet".into());
            }
        }
        if LockingColdkeys::<T>::iter_keys().count() != locks {
            return Err("the index of locks by hotkey lists what is not locked".into());
        }
        Ok(())
    }
}
