//! Opening timelocked commits: a part of the block step, before the epochs of the block.
//!
//! 1. A commit of epoch `c` is due in epoch `c + reveal period`, and in that one only: what lies
//!    under earlier epochs is deleted unread.
//! 2. Without the pulse of its round a commit waits for the next block.
//! 3. With it, the commit opens and its weights are set as if its hotkey had sent them; whatever
//!    is wrong about it, it is gone.
//! 4. Subnets whose epoch the cap of this block defers are passed over: their epoch index would
//!    run ahead of their epoch.

use alloc::{
    collections::{BTreeMap, VecDeque},
    vec::Vec,
};
use codec::Decode;
use taonet_primitives::{MechId, NetUid, NetUidStorageIndex, PulseSource};

use super::timelocked::{TimelockedCommit, TimelockedWeights};
use crate::*;

/// The epochs under which commits wait, by storage index.
type WaitingEpochs = BTreeMap<NetUidStorageIndex, Vec<u64>>;

impl<T: Config> Pallet<T> {
    /// Reveals what is due on the subnets, which are all that exist in the chain's order.
    pub(crate) fn reveal_timelocked_weights(block: u64, netuids: &[NetUid]) {
        // One walk over what waits costs less than asking every subnet.
        let mut waiting = WaitingEpochs::new();
        for (index, epoch) in TimelockedWeightCommits::<T>::iter_keys() {
            waiting.entry(index).or_default().push(epoch);
        }
        if waiting.is_empty() {
            return;
        }
        for netuid in Self::subnets_that_reveal(block, netuids) {
            Self::reveal_timelocked_weights_of(netuid, &waiting);
        }
    }

    /// Subnets but root, without those whose due epoch will find the cap of the block used up.
    fn subnets_that_reveal(block: u64, netuids: &[NetUid]) -> Vec<NetUid> {
        let cap = usize::from(MaxEpochsPerBlock::<T>::get());
        let mut epochs = 0usize;
        let mut revealing = netuids.to_vec();
        revealing.retain(|netuid| {
            if netuid.is_root() {
                return false;
            }
            if !Self::should_run_epoch(*netuid, block) {
                return true;
            }
            if epochs >= cap {
                return false;
            }
            if Self::keys_are_unique(&Self::hotkeys_by_uid(*netuid)) {
                epochs = epochs.saturating_add(1);
            }
            true
        });
        revealing
    }

    fn reveal_timelocked_weights_of(netuid: NetUid, waiting: &WaitingEpochs) {
        for mechanism in 0..Self::mechanism_count(netuid) {
            let mecid = MechId::new(mechanism);
            let index = NetUidStorageIndex::of(netuid, mecid);
            let Some(epochs) = waiting.get(&index) else {
                continue;
            };
            let period = RevealPeriodEpochs::<T>::get(netuid);
            let epoch = Self::current_epoch_with_lookahead(netuid);
            let Some(due) = epoch.checked_sub(period) else {
                return;
            };
            for committed in epochs.iter().copied().filter(|committed| *committed <= due) {
                if committed < due {
                    TimelockedWeightCommits::<T>::remove(index, committed);
                } else {
                    Self::reveal_queue(netuid, mecid, index, due);
                }
            }
        }
    }

    /// Goes through the commits of one epoch in their order; those without a pulse stay.
    fn reveal_queue(netuid: NetUid, mecid: MechId, index: NetUidStorageIndex, epoch: u64) {
        let queue = TimelockedWeightCommits::<T>::get(index, epoch);
        let before = queue.len();
        let waiting: VecDeque<_> = queue
            .into_iter()
            .filter(|(hotkey, _, commit, round)| {
                Self::must_wait(netuid, mecid, hotkey, commit, *round)
            })
            .collect();
        if waiting.is_empty() {
            TimelockedWeightCommits::<T>::remove(index, epoch);
        } else if waiting.len() != before {
            TimelockedWeightCommits::<T>::insert(index, epoch, waiting);
        }
    }

    /// Reveals one commit if its pulse is there; whether it has to wait for the pulse.
    fn must_wait(
        netuid: NetUid,
        mecid: MechId,
        hotkey: &T::AccountId,
        commit: &TimelockedCommit,
        round: u64,
    ) -> bool {
        let Some(signature) = T::Pulses::signature_of(round) else {
            return true;
        };
        if let Some(opened) = Self::open_commit(hotkey, commit, &signature) {
            let TimelockedWeights {
                uids,
                values,
                version_key,
                ..
            } = opened;
            if Self::write_weights(hotkey, netuid, mecid, uids, values, version_key).is_ok() {
                let index = NetUidStorageIndex::of(netuid, mecid);
                Self::deposit_event(Event::TimelockedWeightsRevealed(index, hotkey.clone()));
            }
        }
        false
    }

    /// What the commit says, if it opens and is the hotkey's own.
    fn open_commit(
        hotkey: &T::AccountId,
        commit: &TimelockedCommit,
        signature: &[u8],
    ) -> Option<TimelockedWeights> {
        let text = taonet_timelock::open(commit, signature).ok()?;
        let opened = TimelockedWeights::decode(&mut text.as_slice()).ok()?;
        let committer = T::AccountId::decode(&mut opened.hotkey.as_slice()).ok()?;
        (committer == *hotkey).then_some(opened)
    }
}
