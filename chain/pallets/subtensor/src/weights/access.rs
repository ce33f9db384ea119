//! Who may write weights, where, and how often.

use frame_support::ensure;
use sp_runtime::DispatchResult;
use substrate_fixed::types::I64F64;
use taonet_primitives::{MechId, NetUid, NetUidStorageIndex};

use crate::*;

impl<T: Config> Pallet<T> {
    /// Fails with `MechanismDoesNotExist` unless the subnet exists and has that mechanism.
    pub fn ensure_mechanism_exists(netuid: NetUid, mecid: MechId) -> DispatchResult {
        ensure!(
            Self::subnet_exists(netuid) && u8::from(mecid) < Self::mechanism_count(netuid),
            Error::<T>::MechanismDoesNotExist
        );
        Ok(())
    }

    /// The UID of the subnet owner's hotkey, if that hotkey is set and registered.
    pub fn subnet_owner_uid(netuid: NetUid) -> Option<u16> {
        let hotkey = SubnetOwnerHotkey::<T>::try_get(netuid).ok()?;
        Self::uid_for_hotkey(netuid, &hotkey)
    }

    /// Whether the hotkey's stake weight (or being the owner's neuron) lets it set weights.
    pub fn check_weights_min_stake(hotkey: &T::AccountId, netuid: NetUid) -> bool {
        let uid = Self::uid_for_hotkey(netuid, hotkey);
        if uid.is_some() && uid == Self::subnet_owner_uid(netuid) {
            return true;
        }
        let threshold = I64F64::saturating_from_num(StakeThreshold::<T>::get());
        Self::stake_weights_for_hotkey(hotkey, netuid).0 >= threshold
    }

    /// Whether the neuron may write weights (or commit to them) in block `now`.
    ///
    /// False for a mechanism that does not exist and for a vacant UID.
    pub fn passes_weights_rate_limit(netuid: NetUid, mecid: MechId, uid: u16, now: u64) -> bool {
        if Self::ensure_mechanism_exists(netuid, mecid).is_err()
            || !Keys::<T>::contains_key(netuid, uid)
        {
            return false;
        }
        let index = NetUidStorageIndex::of(netuid, mecid);
        let last = Self::last_update_of(index, uid);
        last == 0 || now.saturating_sub(last) >= WeightsSetRateLimit::<T>::get(netuid)
    }

    /// Block in which the neuron last wrote weights or committed to them; 0 if never.
    pub fn last_update_of(index: NetUidStorageIndex, uid: u16) -> u64 {
        LastUpdate::<T>::get(index)
            .get(usize::from(uid))
            .copied()
            .unwrap_or_default()
    }

    /// Records `block` as the neuron's last weight activity.
    pub(crate) fn set_last_update(index: NetUidStorageIndex, uid: u16, block: u64) {
        LastUpdate::<T>::mutate(index, |updates| {
            if let Some(slot) = updates.get_mut(usize::from(uid)) {
                *slot = block;
            }
        });
    }

    /// Whether the neuron held a validator permit after the last epoch.
    pub fn has_validator_permit(netuid: NetUid, uid: u16) -> bool {
        ValidatorPermit::<T>::get(netuid)
            .get(usize::from(uid))
            .copied()
            .unwrap_or_default()
    }
}
