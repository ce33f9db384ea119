//! Which neuron leaves when a full subnet gets a newcomer.
//!
//! The neuron with the lowest emission goes; among equals the one registered first, then the one
//! with the lower UID. Two kinds are protected: the owner's hotkeys, up to
//! `ImmuneOwnerUidsLimit` of them, never leave; a neuron younger than `ImmunityPeriod` leaves only
//! when the neurons that are past immunity have become too few (`MinNonImmuneUids`).

use crate::*;
use alloc::vec::Vec;
use taonet_primitives::{AlphaBalance, NetUid};

impl<T: Config> Pallet<T> {
    /// Hotkeys of the subnet's owner that cannot be evicted: those registered there, oldest
    /// first, the designated owner hotkey before all others, cut to `ImmuneOwnerUidsLimit`.
    #[must_use]
    pub fn owner_immune_hotkeys(netuid: NetUid) -> Vec<T::AccountId> {
        let limit = usize::from(ImmuneOwnerUidsLimit::<T>::get(netuid));
        let owner = SubnetOwner::<T>::get(netuid);
        let mut seats: Vec<(u64, u16, T::AccountId)> = OwnedHotkeys::<T>::get(owner)
            .into_iter()
            .filter_map(|hotkey| {
                let uid = Self::uid_for_hotkey(netuid, &hotkey)?;
                Some((BlockAtRegistration::<T>::get(netuid, uid), uid, hotkey))
            })
            .collect();
        seats.sort_by_key(|&(block, uid, _)| (block, uid));
        let mut immune: Vec<T::AccountId> = seats
            .into_iter()
            .take(limit)
            .map(|(_, _, hotkey)| hotkey)
            .collect();

        if let Ok(owner_hotkey) = SubnetOwnerHotkey::<T>::try_get(netuid)
            && Self::is_hotkey_registered_on_network(netuid, &owner_hotkey)
            && !immune.contains(&owner_hotkey)
        {
            immune.insert(0, owner_hotkey);
            immune.truncate(limit);
        }
        immune
    }

    /// Whether the neuron is too young to be evicted in the normal course.
    #[must_use]
    pub fn is_in_immunity(netuid: NetUid, uid: u16, block: u64) -> bool {
        let registered_at = BlockAtRegistration::<T>::get(netuid, uid);
        block.saturating_sub(registered_at) < u64::from(ImmunityPeriod::<T>::get(netuid))
    }

    /// UID that a newcomer would take over, `None` if nobody can be evicted.
    #[must_use]
    pub fn neuron_to_prune(netuid: NetUid) -> Option<u16> {
        let block = Self::now();
        let immune_period = u64::from(ImmunityPeriod::<T>::get(netuid));
        let emission = Emission::<T>::get(netuid);
        let immortal = Self::owner_immune_hotkeys(netuid);

        let mut best_immune: Option<(AlphaBalance, u64, u16)> = None;
        let mut best_mature: Option<(AlphaBalance, u64, u16)> = None;
        let mut mature_count: u16 = 0;
        for uid in 0..SubnetworkN::<T>::get(netuid) {
            match Self::hotkey_for_uid(netuid, uid) {
                Some(hotkey) if !immortal.contains(&hotkey) => {}
                _ => continue,
            }
            let registered_at = BlockAtRegistration::<T>::get(netuid, uid);
            let earned = emission.get(usize::from(uid)).copied().unwrap_or_default();
            let rank = (earned, registered_at, uid);
            let best = if block.saturating_sub(registered_at) < immune_period {
                &mut best_immune
            } else {
                mature_count = mature_count.saturating_add(1);
                &mut best_mature
            };
            if best.is_none_or(|current| rank < current) {
                *best = Some(rank);
            }
        }
        let chosen = if mature_count > MinNonImmuneUids::<T>::get(netuid) {
            best_mature
        } else {
            best_immune
        };
        chosen.map(|(_, _, uid)| uid)
    }
}
