//! A slot's hotkey is replaced by another, with all that is stored under the hotkey's name.

use taonet_primitives::NetUid;

use crate::*;

impl<T: Config> Pallet<T> {
    /// Gives the slot of `old` on the subnet to `new`, if it has one, with endpoints, certificate
    /// and open commits; and its child-key take.
    ///
    /// Timelocked commits stay behind: the hotkey inside them is sealed, so they cannot be opened
    /// for another one.
    pub(super) fn move_slot(netuid: NetUid, old: &T::AccountId, new: &T::AccountId) {
        let member = IsNetworkMember::<T>::take(old, netuid);
        IsNetworkMember::<T>::insert(new, netuid, member);
        if member {
            if let Some(uid) = Uids::<T>::take(netuid, old) {
                Uids::<T>::insert(netuid, new, uid);
                Keys::<T>::insert(netuid, uid, new);
            }
            Prometheus::<T>::swap(netuid, old, netuid, new);
            Axons::<T>::swap(netuid, old, netuid, new);
            NeuronCertificates::<T>::swap(netuid, old, netuid, new);
            for index in Self::mechanism_indices(netuid) {
                WeightCommits::<T>::swap(index, old, index, new);
            }
            LoadedEmission::<T>::mutate_exists(netuid, |loaded| {
                for (hotkey, ..) in loaded.iter_mut().flatten() {
                    if hotkey == old {
                        *hotkey = new.clone();
                    }
                }
            });
        }
        if let Ok(take) = ChildkeyTake::<T>::try_get(old, netuid) {
            ChildkeyTake::<T>::remove(old, netuid);
            ChildkeyTake::<T>::insert(new, netuid, take);
        }
    }
}
