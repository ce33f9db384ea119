//! How much of a coldkey's stake is free to leave.

use taonet_primitives::{AlphaBalance, NetUid};

use crate::*;

impl<T: Config> Pallet<T> {
    /// Alpha of the coldkey on the subnet that is locked now.
    pub fn locked_alpha(coldkey: &T::AccountId, netuid: NetUid) -> AlphaBalance {
        Self::roll_lock(coldkey, netuid, Self::now())
            .map(|rolled| AlphaBalance::from(rolled.lock.locked_mass))
            .unwrap_or_default()
    }

    /// Alpha of the coldkey on the subnet that is not locked.
    pub fn available_alpha(coldkey: &T::AccountId, netuid: NetUid) -> AlphaBalance {
        Self::total_coldkey_alpha_on_subnet(coldkey, netuid)
            .saturating_sub(Self::locked_alpha(coldkey, netuid))
    }

    /// Removes every lock of a subnet that is being dissolved.
    pub fn remove_locks_of_subnet(netuid: NetUid) {
        let locking: alloc::vec::Vec<(T::AccountId, T::AccountId)> =
            LockingColdkeys::<T>::iter_key_prefix((netuid,)).collect();
        for (hotkey, coldkey) in locking {
            Lock::<T>::remove((&coldkey, netuid, &hotkey));
        }
        let _ = LockingColdkeys::<T>::clear_prefix((netuid,), u32::MAX, None);
        let _ = HotkeyLock::<T>::clear_prefix(netuid, u32::MAX, None);
        let _ = DecayingHotkeyLock::<T>::clear_prefix(netuid, u32::MAX, None);
        OwnerLock::<T>::remove(netuid);
        DecayingOwnerLock::<T>::remove(netuid);
        let perpetual: alloc::vec::Vec<T::AccountId> = DecayingLock::<T>::iter_keys()
            .filter(|(_, locked_on)| *locked_on == netuid)
            .map(|(coldkey, _)| coldkey)
            .collect();
        for coldkey in perpetual {
            DecayingLock::<T>::remove(coldkey, netuid);
        }
    }
}
