//! Timelocked commits: weights encrypted to a future round of the random beacon.
//!
//! Nobody has to come back to reveal them. What is encrypted is the SCALE encoding of
//! [`TimelockedWeights`], and it names the hotkey, so that a copied commit is worth nothing to
//! whoever copies it.

use alloc::vec::Vec;
use codec::{Decode, Encode};
use frame_support::{BoundedVec, ensure, traits::ConstU32};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use sp_core::H256;
use sp_io::hashing::blake2_256;
use sp_runtime::DispatchResult;
use taonet_primitives::{MechId, NetUid, NetUidStorageIndex};

use super::MAX_UNREVEALED_COMMITS;
use crate::*;

/// The ciphertext of a timelocked commit.
pub(crate) type TimelockedCommit = BoundedVec<u8, ConstU32<MAX_COMMIT_BYTES>>;

/// Version of the commits of `commit_crv3_mechanism_weights`, which does not state one.
pub(crate) const UNSTATED_VERSION: u16 = 4;

/// What a timelocked commit says when it opens.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct TimelockedWeights {
    /// The hotkey that committed, its raw bytes.
    pub hotkey: Vec<u8>,
    /// The neurons.
    pub uids: Vec<u16>,
    /// Their weights.
    pub values: Vec<u16>,
    /// Version that the validator runs.
    pub version_key: u64,
}

impl<T: Config> Pallet<T> {
    /// The calls that commit timelocked weights. The mechanism is checked before the origin.
    ///
    /// # Errors
    /// `MechanismDoesNotExist`, `CommitRevealDisabled`, `IncorrectCommitRevealVersion`,
    /// `HotKeyNotRegisteredInSubNet`, `CommittingWeightsTooFast`, `TooManyUnrevealedCommits`.
    pub(crate) fn do_commit_timelocked_weights(
        origin: OriginFor<T>,
        netuid: NetUid,
        mecid: MechId,
        commit: TimelockedCommit,
        reveal_round: u64,
        version: u16,
    ) -> DispatchResult {
        Self::ensure_mechanism_exists(netuid, mecid)?;
        let hotkey = ensure_signed(origin)?;
        ensure!(
            CommitRevealWeightsEnabled::<T>::get(netuid),
            Error::<T>::CommitRevealDisabled
        );
        ensure!(
            version == CommitRevealWeightsVersion::<T>::get(),
            Error::<T>::IncorrectCommitRevealVersion
        );
        let now = Self::now();
        let uid = Self::ensure_can_commit(&hotkey, netuid, mecid, now)?;
        let index = NetUidStorageIndex::of(netuid, mecid);
        let epoch = Self::current_epoch_with_lookahead(netuid);
        let hash = H256(blake2_256(&commit));

        TimelockedWeightCommits::<T>::try_mutate(index, epoch, |queue| -> DispatchResult {
            let waiting = queue.iter().filter(|(who, ..)| *who == hotkey).count();
            ensure!(
                waiting < MAX_UNREVEALED_COMMITS,
                Error::<T>::TooManyUnrevealedCommits
            );
            queue.push_back((hotkey.clone(), now, commit, reveal_round));
            Ok(())
        })?;
        Self::deposit_event(Event::TimelockedWeightsCommitted(
            hotkey,
            index,
            hash,
            reveal_round,
        ));
        Self::set_last_update(index, uid, now);
        Ok(())
    }
}
