//! A subnet changes hands when enough conviction stands behind another hotkey.

use alloc::collections::BTreeMap;
use substrate_fixed::types::U64F64;
use taonet_emission::LockKind;
use taonet_primitives::NetUid;

use super::bucket::{Bucket, from_stored};
use crate::*;

impl<T: Config> Pallet<T> {
    /// Conviction behind each hotkey of the subnet, rolled to `now`.
    pub fn convictions(netuid: NetUid, now: u64) -> BTreeMap<T::AccountId, U64F64> {
        let rates = Self::lock_rates();
        let mut convictions = BTreeMap::new();
        let mut count = |hotkey: T::AccountId, stored: LockState, owner: bool, perpetual: bool| {
            let kind = LockKind { owner, perpetual };
            let rolled = from_stored(&stored).roll(now, kind, rates).state;
            let sum = convictions.entry(hotkey).or_insert(U64F64::from_bits(0));
            *sum = sum.saturating_add(rolled.conviction);
        };
        for (hotkey, stored) in HotkeyLock::<T>::iter_prefix(netuid) {
            count(hotkey, stored, false, true);
        }
        for (hotkey, stored) in DecayingHotkeyLock::<T>::iter_prefix(netuid) {
            count(hotkey, stored, false, false);
        }
        let owner_hotkey = SubnetOwnerHotkey::<T>::get(netuid);
        if let Some(stored) = OwnerLock::<T>::get(netuid) {
            count(owner_hotkey.clone(), stored, true, true);
        }
        if let Some(stored) = DecayingOwnerLock::<T>::get(netuid) {
            count(owner_hotkey, stored, true, false);
        }
        convictions
    }

    /// Gives the subnet to the hotkey with most conviction, if the total is high enough, the
    /// subnet old enough and the hotkey somebody else's. It is registered if need be.
    pub(crate) fn change_owner_by_conviction(netuid: NetUid, now: u64) {
        let alpha_out = SubnetAlphaOut::<T>::get(netuid);
        let mature_at = NetworkRegisteredAt::<T>::get(netuid)
            .saturating_add(taonet_emission::OWNERSHIP_CHANGE_DELAY_BLOCKS);
        if alpha_out.is_zero() || now < mature_at {
            return;
        }
        let convictions = Self::convictions(netuid, now);
        let total = convictions
            .values()
            .fold(U64F64::from_bits(0), |sum, conviction| {
                sum.saturating_add(*conviction)
            });
        if !taonet_emission::conviction_can_change_owner(total, alpha_out.to_u64()) {
            return;
        }
        // Ascending accounts: among equals the last, so the largest, wins.
        let king = convictions
            .into_iter()
            .max_by_key(|(_, conviction)| *conviction);
        let Some((king, _)) = king else { return };
        let Ok(coldkey) = Owner::<T>::try_get(&king) else {
            return;
        };
        let old_coldkey = SubnetOwner::<T>::get(netuid);
        if coldkey == old_coldkey || coldkey == Self::zero_account() {
            return;
        }
        if Self::uid_for_hotkey(netuid, &king).is_none()
            && Self::register_neuron_uid(netuid, &king).is_err()
        {
            return;
        }
        let old_hotkey = SubnetOwnerHotkey::<T>::get(netuid);
        for perpetual in [true, false] {
            Self::merge_bucket(netuid, &old_hotkey, perpetual, true, now);
        }
        for perpetual in [true, false] {
            Self::merge_bucket(netuid, &king, perpetual, false, now);
        }
        SubnetOwner::<T>::insert(netuid, &coldkey);
        SubnetOwnerHotkey::<T>::insert(netuid, &king);
        Self::deposit_event(Event::SubnetOwnerChanged {
            netuid,
            old_coldkey,
            new_coldkey: coldkey,
        });
    }

    /// Moves the bucket of `hotkey` between its owner form and its ordinary form: away from the
    /// owner form if `was_owner`, else into it. What is there already is added.
    fn merge_bucket(
        netuid: NetUid,
        hotkey: &T::AccountId,
        perpetual: bool,
        was_owner: bool,
        now: u64,
    ) {
        let bucket = |owner| Bucket {
            netuid,
            hotkey: hotkey.clone(),
            kind: LockKind { owner, perpetual },
        };
        let source = bucket(was_owner);
        let moved = Self::rolled_bucket(&source, &Self::bucket_state(&source, now), now);
        Self::store_bucket(&source, &moved.sub(moved.locked_mass, moved.conviction));
        if moved.is_empty() {
            return;
        }
        let target = bucket(!was_owner);
        let state = Self::bucket_state(&target, now);
        Self::add_to_bucket(&target, &state, moved.locked_mass, moved.conviction, now);
    }
}
