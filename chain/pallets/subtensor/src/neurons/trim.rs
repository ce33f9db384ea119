//! Shrinking a subnet to fewer UIDs.
//!
//! The neurons that earn least leave, immune ones excepted; the others close ranks, keeping their
//! order, and every weight and bond that is kept follows its neuron to the new UID.

use crate::*;
use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};
use core::cmp::Reverse;
use frame_support::{pallet_prelude::*, traits::Get};
use sp_runtime::Percent;
use taonet_primitives::{NetUid, NetUidStorageIndex};

impl<T: Config> Pallet<T> {
    /// Lowers `MaxAllowedUids` and evicts neurons until they fit.
    ///
    /// # Errors
    /// `SubnetNotExists`; `InvalidValue` unless `MinAllowedUids` <= max <= `MaxAllowedUids`;
    /// `TrimmingWouldExceedMaxImmunePercentage` if too large a part of the remaining seats is
    /// held by neurons that cannot be evicted; `UidMapCouldNotBeCleared`.
    pub fn trim_to_max_allowed_uids(netuid: NetUid, max: u16) -> DispatchResult {
        Self::ensure_subnet_exists(netuid)?;
        ensure!(
            max >= MinAllowedUids::<T>::get(netuid) && max <= MaxAllowedUids::<T>::get(netuid),
            Error::<T>::InvalidValue
        );
        MaxAllowedUids::<T>::insert(netuid, max);
        let n = SubnetworkN::<T>::get(netuid);
        if n <= max {
            return Ok(());
        }

        let protected = Self::protected_uids(netuid, n);
        let share = Percent::from_rational(
            u32::try_from(protected.len()).unwrap_or(u32::MAX),
            u32::from(max),
        );
        ensure!(
            share < T::MaxImmuneUidsPercentage::get(),
            Error::<T>::TrimmingWouldExceedMaxImmunePercentage
        );

        let leaving = Self::least_earning(netuid, n, &protected, n.saturating_sub(max));
        for &uid in &leaving {
            Self::vacate(netuid, uid);
        }
        let new_uids: BTreeMap<u16, u16> = (0..n)
            .filter(|uid| !leaving.contains(uid))
            .zip(0u16..)
            .collect();
        Self::renumber(netuid, &new_uids)?;
        SubnetworkN::<T>::insert(netuid, max);
        Ok(())
    }

    /// UIDs that trimming may not take: the owner's immune hotkeys and young neurons.
    fn protected_uids(netuid: NetUid, n: u16) -> BTreeSet<u16> {
        let block = Self::now();
        let immortal = Self::owner_immune_hotkeys(netuid);
        (0..n)
            .filter(|&uid| {
                Self::is_in_immunity(netuid, uid, block)
                    || Self::hotkey_for_uid(netuid, uid).is_some_and(|key| immortal.contains(&key))
            })
            .collect()
    }

    /// The `count` unprotected UIDs with the least emission; among equals the younger UID leaves.
    fn least_earning(
        netuid: NetUid,
        n: u16,
        protected: &BTreeSet<u16>,
        count: u16,
    ) -> BTreeSet<u16> {
        let emission = Emission::<T>::get(netuid);
        let mut ranked: Vec<u16> = (0..n).collect();
        ranked.sort_by_key(|&uid| {
            Reverse(emission.get(usize::from(uid)).copied().unwrap_or_default())
        });
        ranked
            .into_iter()
            .rev()
            .filter(|uid| !protected.contains(uid))
            .take(usize::from(count))
            .collect()
    }

    /// Deletes what is stored for one neuron apart from its places in the vectors by UID.
    fn vacate(netuid: NetUid, uid: u16) {
        if let Some(hotkey) = Self::hotkey_for_uid(netuid, uid) {
            Uids::<T>::remove(netuid, &hotkey);
            IsNetworkMember::<T>::remove(&hotkey, netuid);
            LastHotkeyEmissionOnNetuid::<T>::remove(&hotkey, netuid);
            AlphaDividendsPerSubnet::<T>::remove(netuid, &hotkey);
            Axons::<T>::remove(netuid, &hotkey);
            NeuronCertificates::<T>::remove(netuid, &hotkey);
            Prometheus::<T>::remove(netuid, &hotkey);
        }
        Keys::<T>::remove(netuid, uid);
        BlockAtRegistration::<T>::remove(netuid, uid);
        AssociatedEvmAddress::<T>::remove(netuid, uid);
        for index in Self::mechanism_indices(netuid) {
            Weights::<T>::remove(index, uid);
            Bonds::<T>::remove(index, uid);
        }
    }

    /// Moves every survivor to its new UID. `new_uids` maps old to new in ascending order and
    /// never upwards, so a row is moved only after its target was vacated or moved away itself.
    fn renumber(netuid: NetUid, new_uids: &BTreeMap<u16, u16>) -> DispatchResult {
        Emission::<T>::mutate(netuid, |v| compact(v, new_uids));
        Active::<T>::mutate(netuid, |v| compact(v, new_uids));
        Consensus::<T>::mutate(netuid, |v| compact(v, new_uids));
        Dividends::<T>::mutate(netuid, |v| compact(v, new_uids));
        ValidatorTrust::<T>::mutate(netuid, |v| compact(v, new_uids));
        ValidatorPermit::<T>::mutate(netuid, |v| compact(v, new_uids));
        StakeWeight::<T>::mutate(netuid, |v| compact(v, new_uids));

        for (&old, &new) in new_uids {
            if old == new {
                continue;
            }
            Keys::<T>::swap(netuid, old, netuid, new);
            BlockAtRegistration::<T>::swap(netuid, old, netuid, new);
            AssociatedEvmAddress::<T>::swap(netuid, old, netuid, new);
        }
        for index in Self::mechanism_indices(netuid) {
            Incentive::<T>::mutate(index, |v| compact(v, new_uids));
            LastUpdate::<T>::mutate(index, |v| compact(v, new_uids));
            Self::renumber_rows(index, new_uids);
        }

        let cleared = Uids::<T>::clear_prefix(netuid, u32::MAX, None);
        ensure!(
            cleared.maybe_cursor.is_none(),
            Error::<T>::UidMapCouldNotBeCleared
        );
        for &uid in new_uids.values() {
            if let Some(hotkey) = Self::hotkey_for_uid(netuid, uid) {
                Uids::<T>::insert(netuid, hotkey, uid);
            }
        }
        Ok(())
    }

    fn renumber_rows(index: NetUidStorageIndex, new_uids: &BTreeMap<u16, u16>) {
        for (&old, &new) in new_uids {
            if let Ok(row) = Weights::<T>::try_get(index, old) {
                Weights::<T>::remove(index, old);
                Weights::<T>::insert(index, new, rename(row, new_uids));
            }
            if let Ok(row) = Bonds::<T>::try_get(index, old) {
                Bonds::<T>::remove(index, old);
                Bonds::<T>::insert(index, new, rename(row, new_uids));
            }
        }
    }
}

/// Keeps the survivors' entries; a position that the vector does not have becomes the default.
fn compact<V: Clone + Default>(values: &mut Vec<V>, new_uids: &BTreeMap<u16, u16>) {
    *values = new_uids
        .keys()
        .map(|&old| values.get(usize::from(old)).cloned().unwrap_or_default())
        .collect();
}

/// Drops the entries of neurons that left and renames the others.
fn rename(row: Vec<(u16, u16)>, new_uids: &BTreeMap<u16, u16>) -> Vec<(u16, u16)> {
    row.into_iter()
        .filter_map(|(uid, value)| new_uids.get(&uid).map(|&new| (new, value)))
        .collect()
}
