//! Locks and the conviction that they earn, as of now.

use crate::*;
use substrate_fixed::types::U64F64;
use taonet_primitives::NetUid;

impl<T: Config> Pallet<T> {
    /// The coldkey's lock on the subnet, rolled to the present block; nothing is stored.
    pub fn coldkey_lock(coldkey: &T::AccountId, netuid: NetUid) -> Option<LockState> {
        Self::roll_lock(coldkey, netuid, Self::now()).map(|rolled| LockState {
            locked_mass: rolled.lock.locked_mass.into(),
            conviction: rolled.lock.conviction,
            last_update: rolled.lock.last_update,
        })
    }

    /// Conviction behind the hotkey on the subnet.
    pub fn hotkey_conviction(hotkey: &T::AccountId, netuid: NetUid) -> U64F64 {
        Self::convictions(netuid, Self::now())
            .get(hotkey)
            .copied()
            .unwrap_or_default()
    }

    /// The hotkey with the most conviction, of equals the greatest; `None` without locks.
    pub fn most_convicted_hotkey(netuid: NetUid) -> Option<T::AccountId> {
        Self::convictions(netuid, Self::now())
            .into_iter()
            .max_by_key(|(_, conviction)| *conviction)
            .map(|(hotkey, _)| hotkey)
    }
}
