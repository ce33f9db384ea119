//! Writing a hotkey into a UID: a new one at the end, or an old one whose holder leaves.

use crate::*;
use alloc::vec::Vec;
use taonet_primitives::{NetUid, NetUidStorageIndex};

impl<T: Config> Pallet<T> {
    /// Gives the hotkey a new UID at the end and returns it. The caller has checked that there is
    /// room and that the hotkey is not registered.
    pub fn append_neuron(netuid: NetUid, hotkey: &T::AccountId, block: u64) -> u16 {
        let uid = SubnetworkN::<T>::get(netuid);
        let n = uid.saturating_add(1);
        SubnetworkN::<T>::insert(netuid, n);
        Active::<T>::mutate(netuid, |v| v.push(true));
        Emission::<T>::mutate(netuid, |v| v.push(Default::default()));
        Consensus::<T>::mutate(netuid, |v| v.push(Default::default()));
        Dividends::<T>::mutate(netuid, |v| v.push(Default::default()));
        ValidatorTrust::<T>::mutate(netuid, |v| v.push(Default::default()));
        ValidatorPermit::<T>::mutate(netuid, |v| v.push(false));
        for index in Self::mechanism_indices(netuid) {
            Incentive::<T>::mutate(index, |v| v.push(Default::default()));
            LastUpdate::<T>::mutate(index, |v| {
                if v.len() < usize::from(n) {
                    v.resize(usize::from(n), 0);
                }
                set(v, uid, block);
            });
        }
        Self::seat(netuid, uid, hotkey, block);
        uid
    }

    /// Hands an occupied UID to another hotkey. Everything that belonged to the seat is reset;
    /// stake, child keys, takes and commits of the leaving hotkey stay.
    ///
    /// The subnet owner's hotkey is never replaced: then nothing happens at all.
    pub fn replace_neuron(netuid: NetUid, uid: u16, hotkey: &T::AccountId, block: u64) {
        let old = Keys::<T>::get(netuid, uid);
        if SubnetOwnerHotkey::<T>::try_get(netuid).is_ok_and(|owner| owner == old) {
            return;
        }
        Uids::<T>::remove(netuid, &old);
        AssociatedEvmAddress::<T>::remove(netuid, uid);
        IsNetworkMember::<T>::remove(&old, netuid);
        Keys::<T>::remove(netuid, uid);
        Active::<T>::mutate(netuid, |v| set(v, uid, true));
        Self::seat(netuid, uid, hotkey, block);

        Axons::<T>::remove(netuid, &old);
        NeuronCertificates::<T>::remove(netuid, &old);
        Prometheus::<T>::remove(netuid, &old);

        Emission::<T>::mutate(netuid, |v| set(v, uid, Default::default()));
        Consensus::<T>::mutate(netuid, |v| set(v, uid, Default::default()));
        Dividends::<T>::mutate(netuid, |v| set(v, uid, Default::default()));
        StakeWeight::<T>::mutate(netuid, |v| set(v, uid, 0));
        ValidatorTrust::<T>::mutate(netuid, |v| set(v, uid, Default::default()));
        ValidatorPermit::<T>::mutate(netuid, |v| set(v, uid, false));
        for index in Self::mechanism_indices(netuid) {
            Incentive::<T>::mutate(index, |v| set(v, uid, Default::default()));
            Bonds::<T>::remove(index, uid);
            Weights::<T>::remove(index, uid);
            Self::zero_weights_on(index, uid);
            LastUpdate::<T>::mutate(index, |v| set(v, uid, block));
        }
    }

    /// Sets to 0 the weight of every entry that points at `uid`; the entries stay. A row that
    /// does not mention the UID is not rewritten.
    fn zero_weights_on(index: NetUidStorageIndex, uid: u16) {
        let rows: Vec<(u16, Vec<(u16, u16)>)> = Weights::<T>::iter_prefix(index).collect();
        for (row_uid, mut row) in rows {
            let mut changed = false;
            for (dest, weight) in &mut row {
                if *dest == uid && *weight != 0 {
                    *weight = 0;
                    changed = true;
                }
            }
            if changed {
                Weights::<T>::insert(index, row_uid, row);
            }
        }
    }

    fn seat(netuid: NetUid, uid: u16, hotkey: &T::AccountId, block: u64) {
        Keys::<T>::insert(netuid, uid, hotkey.clone());
        Uids::<T>::insert(netuid, hotkey.clone(), uid);
        BlockAtRegistration::<T>::insert(netuid, uid, block);
        IsNetworkMember::<T>::insert(hotkey.clone(), netuid, true);
    }
}

/// Sets the entry at a UID; a UID beyond the vector is skipped.
fn set<V>(values: &mut [V], uid: u16, value: V) {
    if let Some(slot) = values.get_mut(usize::from(uid)) {
        *slot = value;
    }
}
