//! Loading an epoch's inputs from storage.

use alloc::{collections::BTreeMap, vec, vec::Vec};
use taonet_primitives::{NetUid, NetUidStorageIndex};
use taonet_yuma::{EpochParameters, MechanismState, StoredRows, SubnetState};

use crate::*;

impl<T: Config> Pallet<T> {
    /// Everything about a subnet that its mechanisms share.
    pub(crate) fn load_subnet_state(
        netuid: NetUid,
        hotkeys: &[Option<T::AccountId>],
    ) -> SubnetState {
        let (alpha_low, alpha_high) = AlphaValues::<T>::get(netuid);
        let parameters = EpochParameters {
            kappa: Kappa::<T>::get(netuid),
            bonds_penalty: BondsPenalty::<T>::get(netuid),
            bonds_moving_average: BondsMovingAverage::<T>::get(netuid),
            stake_threshold_rao: StakeThreshold::<T>::get(),
            max_allowed_validators: MaxAllowedValidators::<T>::get(netuid),
            tempo_blocks: u64::from(Tempo::<T>::get(netuid)),
            activity_cutoff_blocks: Self::activity_cutoff_blocks(netuid),
            yuma3: Yuma3On::<T>::get(netuid),
            liquid_alpha: LiquidAlphaOn::<T>::get(netuid),
            alpha_low,
            alpha_high,
            alpha_sigmoid_steepness: AlphaSigmoidSteepness::<T>::get(netuid),
        };
        let registered_at = (0u16..)
            .zip(hotkeys)
            .map(|(uid, hotkey)| match hotkey {
                Some(_) => BlockAtRegistration::<T>::get(netuid, uid),
                None => 0,
            })
            .collect();
        SubnetState {
            parameters,
            block: Self::now(),
            last_mechanism_step_block: LastMechansimStepBlock::<T>::get(netuid),
            owner_uid: Self::subnet_owner_uid(netuid),
            stake_weights: Self::stake_weights_for_network(netuid, hotkeys).0,
            validator_permits: ValidatorPermit::<T>::get(netuid),
            registered_at,
        }
    }

    /// What belongs to one mechanism of the subnet.
    pub(crate) fn load_mechanism_state(
        netuid: NetUid,
        index: NetUidStorageIndex,
        hotkeys: &[Option<T::AccountId>],
    ) -> MechanismState {
        let uids = || (0u16..).zip(hotkeys).map(|(uid, _)| uid);
        let earliest_commits = CommitRevealWeightsEnabled::<T>::get(netuid)
            .then(|| Self::earliest_commits(netuid, index, hotkeys));
        MechanismState {
            last_update: LastUpdate::<T>::get(index),
            earliest_commits,
            weights: StoredRows::from_rows(uids().map(|uid| Weights::<T>::get(index, uid))),
            bonds: StoredRows::from_rows(uids().map(|uid| Bonds::<T>::get(index, uid))),
        }
    }

    /// The hotkey of every UID; none for a UID without a key.
    pub fn hotkeys_by_uid(netuid: NetUid) -> Vec<Option<T::AccountId>> {
        (0..Self::subnetwork_n(netuid))
            .map(|uid| Keys::<T>::try_get(netuid, uid).ok())
            .collect()
    }

    /// Block of each neuron's first commit that can still be revealed; `u64::MAX` without one.
    fn earliest_commits(
        netuid: NetUid,
        index: NetUidStorageIndex,
        hotkeys: &[Option<T::AccountId>],
    ) -> Vec<u64> {
        let mut by_hotkey: BTreeMap<T::AccountId, u64> = BTreeMap::new();
        let mut note = |hotkey: T::AccountId, block: u64| {
            let earliest = by_hotkey.entry(hotkey).or_insert(u64::MAX);
            *earliest = block.min(*earliest);
        };
        for (hotkey, queue) in WeightCommits::<T>::iter_prefix(index) {
            let waiting = queue
                .iter()
                .find(|(_, epoch, _, _)| !Self::is_commit_expired(netuid, *epoch));
            if let Some((_, _, block, _)) = waiting {
                note(hotkey, *block);
            }
        }
        for (epoch, queue) in TimelockedWeightCommits::<T>::iter_prefix(index) {
            if Self::is_commit_expired(netuid, epoch) {
                continue;
            }
            for (hotkey, block, _, _) in queue {
                note(hotkey, block);
            }
        }
        if by_hotkey.is_empty() {
            return vec![u64::MAX; hotkeys.len()];
        }
        hotkeys
            .iter()
            .map(|hotkey| {
                let block = hotkey.as_ref().and_then(|hotkey| by_hotkey.get(hotkey));
                block.copied().unwrap_or(u64::MAX)
            })
            .collect()
    }
}
