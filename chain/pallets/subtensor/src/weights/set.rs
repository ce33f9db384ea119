//! Writing a row of weights: `set_weights` and what reveals end in.

use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::ensure;
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use sp_runtime::DispatchResult;
use taonet_primitives::{MechId, NetUid, NetUidStorageIndex};

use crate::*;

impl<T: Config> Pallet<T> {
    /// `set_weights` and `set_mechanism_weights`: refuses with `CommitRevealEnabled` before
    /// anything else where commit-reveal is on, else see [`Self::write_weights`].
    pub fn do_set_weights(
        origin: OriginFor<T>,
        netuid: NetUid,
        mecid: MechId,
        dests: Vec<u16>,
        weights: Vec<u16>,
        version_key: u64,
    ) -> DispatchResult {
        ensure!(
            !CommitRevealWeightsEnabled::<T>::get(netuid),
            Error::<T>::CommitRevealEnabled
        );
        let hotkey = ensure_signed(origin)?;
        Self::write_weights(&hotkey, netuid, mecid, dests, weights, version_key)
    }

    /// Checks a row of weights in every respect and stores it scaled to a maximum of 65,535.
    ///
    /// With commit-reveal on neither the rate limit nor `LastUpdate` takes part: the commit did.
    pub(crate) fn write_weights(
        hotkey: &T::AccountId,
        netuid: NetUid,
        mecid: MechId,
        uids: Vec<u16>,
        values: Vec<u16>,
        version_key: u64,
    ) -> DispatchResult {
        ensure!(!netuid.is_root(), Error::<T>::CanNotSetRootNetworkWeights);
        ensure!(
            uids.len() == values.len(),
            Error::<T>::WeightVecNotEqualSize
        );
        Self::ensure_mechanism_exists(netuid, mecid)?;
        let neurons = Self::subnetwork_n(netuid);
        ensure!(
            uids.len() <= usize::from(neurons),
            Error::<T>::UidsLengthExceedUidsInSubNet
        );
        let uid =
            Self::uid_for_hotkey(netuid, hotkey).ok_or(Error::<T>::HotKeyNotRegisteredInSubNet)?;
        ensure!(
            Self::check_weights_min_stake(hotkey, netuid),
            Error::<T>::NotEnoughStakeToSetWeights
        );
        let required_version = WeightsVersionKey::<T>::get(netuid);
        ensure!(
            required_version == 0 || version_key >= required_version,
            Error::<T>::IncorrectWeightVersionKey
        );
        let now = Self::now();
        let index = NetUidStorageIndex::of(netuid, mecid);
        let commit_reveal = CommitRevealWeightsEnabled::<T>::get(netuid);
        ensure!(
            commit_reveal || Self::passes_weights_rate_limit(netuid, mecid, uid, now),
            Error::<T>::SettingWeightsTooFast
        );
        let self_weight = uids.as_slice() == [uid];
        ensure!(
            self_weight
                || Self::subnet_owner_uid(netuid) == Some(uid)
                || Self::has_validator_permit(netuid, uid),
            Error::<T>::NeuronNoValidatorPermit
        );
        let distinct: BTreeSet<u16> = uids.iter().copied().collect();
        ensure!(distinct.len() == uids.len(), Error::<T>::DuplicateUids);
        // UIDs are dense, so none below the number of neurons is vacant.
        ensure!(
            uids.iter().all(|dest| *dest < neurons),
            Error::<T>::UidVecContainInvalidOne
        );
        let required = neurons.min(MinAllowedWeights::<T>::get(netuid));
        ensure!(
            self_weight || uids.len() >= usize::from(required),
            Error::<T>::WeightVecLengthIsLow
        );

        let row: Vec<(u16, u16)> = uids
            .into_iter()
            .zip(taonet_fixed::conversion::vec_u16_max_upscale_to_u16(
                &values,
            ))
            .collect();
        Weights::<T>::insert(index, uid, row);
        if !commit_reveal {
            Self::set_last_update(index, uid, now);
        }
        Self::deposit_event(Event::WeightsSet(index, uid));
        Ok(())
    }
}
