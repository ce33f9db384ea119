//! The first half of commit-reveal: publishing the hash of weights that stay secret for now.

use alloc::{collections::VecDeque, vec::Vec};
use codec::Encode;
use frame_support::ensure;
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use sp_core::H256;
use sp_io::hashing::blake2_256;
use sp_runtime::{DispatchError, DispatchResult};
use taonet_primitives::{MechId, NetUid, NetUidStorageIndex};

use super::MAX_UNREVEALED_COMMITS;
use crate::*;

/// One waiting commit: hash, epoch of the commit, block of the commit, unused.
pub(crate) type Commit = (H256, u64, u64, u64);

impl<T: Config> Pallet<T> {
    /// `commit_weights` and `commit_mechanism_weights`. The mechanism is checked before the
    /// origin.
    pub fn do_commit_weights(
        origin: OriginFor<T>,
        netuid: NetUid,
        mecid: MechId,
        commit_hash: H256,
    ) -> DispatchResult {
        Self::ensure_mechanism_exists(netuid, mecid)?;
        let hotkey = ensure_signed(origin)?;
        Self::commit_hash(&hotkey, netuid, mecid, commit_hash)
    }

    /// Checks that the hotkey may commit on this mechanism now and returns its UID.
    pub(crate) fn ensure_can_commit(
        hotkey: &T::AccountId,
        netuid: NetUid,
        mecid: MechId,
        now: u64,
    ) -> Result<u16, DispatchError> {
        let uid =
            Self::uid_for_hotkey(netuid, hotkey).ok_or(Error::<T>::HotKeyNotRegisteredInSubNet)?;
        ensure!(
            Self::passes_weights_rate_limit(netuid, mecid, uid, now),
            Error::<T>::CommittingWeightsTooFast
        );
        Ok(uid)
    }

    /// Appends a commit to the hotkey's queue, after dropping what expired at its front.
    pub(crate) fn commit_hash(
        hotkey: &T::AccountId,
        netuid: NetUid,
        mecid: MechId,
        commit_hash: H256,
    ) -> DispatchResult {
        ensure!(
            CommitRevealWeightsEnabled::<T>::get(netuid),
            Error::<T>::CommitRevealDisabled
        );
        let now = Self::now();
        let uid = Self::ensure_can_commit(hotkey, netuid, mecid, now)?;
        let index = NetUidStorageIndex::of(netuid, mecid);
        let epoch = Self::current_epoch_with_lookahead(netuid);

        WeightCommits::<T>::try_mutate(index, hotkey, |queue| -> DispatchResult {
            let commits = queue.get_or_insert_with(VecDeque::new);
            Self::drop_expired_commits(netuid, commits);
            ensure!(
                commits.len() < MAX_UNREVEALED_COMMITS,
                Error::<T>::TooManyUnrevealedCommits
            );
            commits.push_back((commit_hash, epoch, now, 0));
            Ok(())
        })?;
        Self::deposit_event(Event::WeightsCommitted(hotkey.clone(), index, commit_hash));
        Self::set_last_update(index, uid, now);
        Ok(())
    }

    /// Removes expired commits from the front of a queue and returns their hashes.
    pub(crate) fn drop_expired_commits(
        netuid: NetUid,
        commits: &mut VecDeque<Commit>,
    ) -> Vec<H256> {
        let mut dropped = Vec::new();
        while let Some((hash, epoch, _, _)) = commits.front().copied() {
            if !Self::is_commit_expired(netuid, epoch) {
                break;
            }
            commits.pop_front();
            dropped.push(hash);
        }
        dropped
    }

    /// Whether a commit of `commit_epoch` can no longer be revealed.
    pub fn is_commit_expired(netuid: NetUid, commit_epoch: u64) -> bool {
        let reveal_epoch = commit_epoch.saturating_add(RevealPeriodEpochs::<T>::get(netuid));
        Self::current_epoch_with_lookahead(netuid) > reveal_epoch
    }

    /// Whether a commit of `commit_epoch` can be revealed now.
    pub fn is_reveal_epoch(netuid: NetUid, commit_epoch: u64) -> bool {
        let reveal_epoch = commit_epoch.saturating_add(RevealPeriodEpochs::<T>::get(netuid));
        Self::current_epoch_with_lookahead(netuid) == reveal_epoch
    }

    /// The hash that commits to a row of weights.
    pub fn weights_commit_hash(
        hotkey: &T::AccountId,
        index: NetUidStorageIndex,
        uids: &[u16],
        values: &[u16],
        salt: &[u16],
        version_key: u64,
    ) -> H256 {
        let preimage = (hotkey, index, uids, values, salt, version_key);
        H256(blake2_256(&preimage.encode()))
    }
}
