//! Look-ups between hotkeys and UIDs.

use crate::*;
use alloc::{collections::BTreeSet, vec::Vec};
use taonet_primitives::{MechId, NetUid, NetUidStorageIndex};

impl<T: Config> Pallet<T> {
    /// Number of UIDs of the subnet.
    #[must_use]
    pub fn subnetwork_n(netuid: NetUid) -> u16 {
        SubnetworkN::<T>::get(netuid)
    }

    /// UID of a hotkey, `None` if it is not registered there.
    #[must_use]
    pub fn uid_for_hotkey(netuid: NetUid, hotkey: &T::AccountId) -> Option<u16> {
        Uids::<T>::get(netuid, hotkey)
    }

    /// Hotkey that holds a UID, `None` for a vacant one.
    #[must_use]
    pub fn hotkey_for_uid(netuid: NetUid, uid: u16) -> Option<T::AccountId> {
        Keys::<T>::try_get(netuid, uid).ok()
    }

    /// Whether the hotkey holds a UID on this subnet.
    #[must_use]
    pub fn is_hotkey_registered_on_network(netuid: NetUid, hotkey: &T::AccountId) -> bool {
        Uids::<T>::contains_key(netuid, hotkey)
    }

    /// Whether the hotkey is a member of at least one network.
    #[must_use]
    pub fn is_hotkey_registered_on_any_network(hotkey: &T::AccountId) -> bool {
        IsNetworkMember::<T>::iter_prefix_values(hotkey).any(|member| member)
    }

    /// Whether no hotkey holds two UIDs of the subnet: the epoch refuses to run otherwise.
    #[must_use]
    pub fn keys_are_unique(hotkeys: &[Option<T::AccountId>]) -> bool {
        let mut seen = BTreeSet::new();
        hotkeys.iter().flatten().all(|hotkey| seen.insert(hotkey))
    }

    /// Number of mechanisms of the subnet, at least 1.
    #[must_use]
    pub fn mechanism_count(netuid: NetUid) -> u8 {
        u8::from(MechanismCountCurrent::<T>::get(netuid))
    }

    /// Storage indices of the subnet's mechanisms, in order.
    #[must_use]
    pub fn mechanism_indices(netuid: NetUid) -> Vec<NetUidStorageIndex> {
        (0..Self::mechanism_count(netuid))
            .map(|mechanism| NetUidStorageIndex::of(netuid, MechId::new(mechanism)))
            .collect()
    }
}
