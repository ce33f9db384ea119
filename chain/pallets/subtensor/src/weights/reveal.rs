//! The second half of commit-reveal: opening a commit and storing its weights.

use alloc::vec::Vec;
use frame_support::ensure;
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use sp_core::H256;
use sp_runtime::DispatchResult;
use taonet_primitives::{MechId, NetUid, NetUidStorageIndex};

use super::commit::Commit;
use crate::*;

impl<T: Config> Pallet<T> {
    /// `reveal_weights` and `reveal_mechanism_weights`: opens one commit, which also drops the
    /// commits before it.
    pub fn do_reveal_weights(
        origin: OriginFor<T>,
        netuid: NetUid,
        mecid: MechId,
        uids: Vec<u16>,
        values: Vec<u16>,
        salt: Vec<u16>,
        version_key: u64,
    ) -> DispatchResult {
        let hotkey = ensure_signed(origin)?;
        ensure!(
            CommitRevealWeightsEnabled::<T>::get(netuid),
            Error::<T>::CommitRevealDisabled
        );
        let index = NetUidStorageIndex::of(netuid, mecid);
        let hash = Self::weights_commit_hash(&hotkey, index, &uids, &values, &salt, version_key);
        WeightCommits::<T>::try_mutate_exists(index, &hotkey, |queue| -> DispatchResult {
            let commits = queue.as_mut().ok_or(Error::<T>::NoWeightsCommitFound)?;
            let expired = Self::drop_expired_commits(netuid, commits);
            let position = Self::find_revealable(netuid, commits.iter(), &expired, hash)?;
            commits.drain(..=position);
            if commits.is_empty() {
                *queue = None;
            }
            Ok(())
        })?;
        Self::write_weights(&hotkey, netuid, mecid, uids, values, version_key)?;
        Self::deposit_event(Event::WeightsRevealed(hotkey, index, hash));
        Ok(())
    }

    /// `batch_reveal_weights`: opens several commits of mechanism 0. All are checked before any is
    /// stored, and commits that lie between stay.
    pub fn do_batch_reveal_weights(
        origin: OriginFor<T>,
        netuid: NetUid,
        uids_list: Vec<Vec<u16>>,
        values_list: Vec<Vec<u16>>,
        salts_list: Vec<Vec<u16>>,
        version_keys: Vec<u64>,
    ) -> DispatchResult {
        let count = uids_list.len();
        ensure!(
            values_list.len() == count && salts_list.len() == count && version_keys.len() == count,
            Error::<T>::InputLengthsUnequal
        );
        let hotkey = ensure_signed(origin)?;
        ensure!(
            CommitRevealWeightsEnabled::<T>::get(netuid),
            Error::<T>::CommitRevealDisabled
        );
        let index = NetUidStorageIndex::of(netuid, MechId::MAIN);
        let mut hashes = Vec::with_capacity(count);
        let rows: Vec<(Vec<u16>, Vec<u16>, u64)> = uids_list
            .into_iter()
            .zip(values_list)
            .zip(salts_list)
            .zip(version_keys)
            .map(|(((uids, values), salt), version_key)| {
                hashes.push(Self::weights_commit_hash(
                    &hotkey,
                    index,
                    &uids,
                    &values,
                    &salt,
                    version_key,
                ));
                (uids, values, version_key)
            })
            .collect();

        WeightCommits::<T>::try_mutate_exists(index, &hotkey, |queue| -> DispatchResult {
            let commits = queue.as_mut().ok_or(Error::<T>::NoWeightsCommitFound)?;
            let expired = Self::drop_expired_commits(netuid, commits);
            for hash in &hashes {
                Self::find_revealable(netuid, commits.iter(), &expired, *hash)?;
            }
            for hash in &hashes {
                if let Some(position) = commits.iter().position(|commit| commit.0 == *hash) {
                    commits.remove(position);
                }
            }
            if commits.is_empty() {
                *queue = None;
            }
            Ok(())
        })?;
        for (uids, values, version_key) in rows {
            Self::write_weights(&hotkey, netuid, MechId::MAIN, uids, values, version_key)?;
        }
        Self::deposit_event(Event::WeightsBatchRevealed(hotkey, netuid, hashes));
        Ok(())
    }

    /// Position of the first commit with that hash, if it is in its reveal epoch.
    fn find_revealable<'a>(
        netuid: NetUid,
        mut commits: impl ExactSizeIterator<Item = &'a Commit>,
        expired: &[H256],
        hash: H256,
    ) -> Result<usize, Error<T>> {
        let none_left = commits.len() == 0;
        let mut epoch = 0;
        let position = commits.position(|commit| {
            epoch = commit.1;
            commit.0 == hash
        });
        match position {
            Some(position) => {
                ensure!(
                    Self::is_reveal_epoch(netuid, epoch),
                    Error::<T>::RevealTooEarly
                );
                Ok(position)
            }
            None if expired.contains(&hash) => Err(Error::<T>::ExpiredWeightCommit),
            None if none_left => Err(Error::<T>::NoWeightsCommitFound),
            None => Err(Error::<T>::InvalidRevealCommitHashNotMatch),
        }
    }
}
