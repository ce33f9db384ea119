//! Checks before a call about weights is dispatched, or even accepted into the pool.
//!
//! They repeat checks of the calls, so what the calls report after them is what the guards let
//! pass.

use frame_support::ensure;
use sp_core::H256;
use taonet_primitives::{MechId, NetUid, NetUidStorageIndex, PulseSource};

use crate::*;

impl<T: Config> Pallet<T> {
    /// The weights guard: lengths of batches, stake of the signer, whether there is a commit for a
    /// reveal to open now, and that the round of a timelocked commit is not past. Other calls
    /// pass.
    ///
    /// # Errors
    /// `InputLengthsUnequal`, `NotEnoughStakeToSetWeights`, `NoWeightsCommitFound`,
    /// `RevealTooEarly`, `InvalidRevealRound`.
    pub fn weights_guard(who: &T::AccountId, call: &Call<T>) -> Result<(), Error<T>> {
        match call {
            Call::set_weights { netuid, .. }
            | Call::commit_weights { netuid, .. }
            | Call::commit_mechanism_weights { netuid, .. }
            | Call::set_mechanism_weights { netuid, .. } => Self::guard_stake(who, *netuid),
            Call::commit_timelocked_weights {
                netuid,
                reveal_round,
                ..
            }
            | Call::commit_timelocked_mechanism_weights {
                netuid,
                reveal_round,
                ..
            }
            | Call::commit_crv3_mechanism_weights {
                netuid,
                reveal_round,
                ..
            } => {
                Self::guard_stake(who, *netuid)?;
                ensure!(
                    *reveal_round >= T::Pulses::last_stored_round(),
                    Error::<T>::InvalidRevealRound
                );
                Ok(())
            }
            Call::batch_commit_weights {
                netuids,
                commit_hashes,
            } => {
                ensure!(
                    netuids.len() == commit_hashes.len(),
                    Error::<T>::InputLengthsUnequal
                );
                netuids
                    .iter()
                    .try_for_each(|netuid| Self::guard_stake(who, netuid.0))
            }
            Call::batch_set_weights {
                netuids,
                weights,
                version_keys,
            } => {
                ensure!(
                    netuids.len() == weights.len() && netuids.len() == version_keys.len(),
                    Error::<T>::InputLengthsUnequal
                );
                netuids
                    .iter()
                    .try_for_each(|netuid| Self::guard_stake(who, netuid.0))
            }
            Call::reveal_weights {
                netuid,
                uids,
                values,
                salt,
                version_key,
            } => {
                Self::guard_stake(who, *netuid)?;
                let reveal = Reveal {
                    uids,
                    values,
                    salt,
                    version_key: *version_key,
                };
                Self::guard_reveal(who, *netuid, MechId::MAIN, &reveal)
            }
            Call::reveal_mechanism_weights {
                netuid,
                mecid,
                uids,
                values,
                salt,
                version_key,
            } => {
                Self::guard_stake(who, *netuid)?;
                let reveal = Reveal {
                    uids,
                    values,
                    salt,
                    version_key: *version_key,
                };
                Self::guard_reveal(who, *netuid, *mecid, &reveal)
            }
            Call::batch_reveal_weights {
                netuid,
                uids_list,
                values_list,
                salts_list,
                version_keys,
            } => {
                ensure!(
                    uids_list.len() == values_list.len()
                        && uids_list.len() == salts_list.len()
                        && uids_list.len() == version_keys.len(),
                    Error::<T>::InputLengthsUnequal
                );
                Self::guard_stake(who, *netuid)?;
                let items = uids_list
                    .iter()
                    .zip(values_list)
                    .zip(salts_list)
                    .zip(version_keys);
                for (((uids, values), salt), version_key) in items {
                    let reveal = Reveal {
                        uids,
                        values,
                        salt,
                        version_key: *version_key,
                    };
                    Self::guard_reveal(who, *netuid, MechId::MAIN, &reveal)?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The rate-limit guard of weights. Other calls pass.
    ///
    /// # Errors
    /// `CommittingWeightsTooFast`, `SettingWeightsTooFast`.
    pub fn weights_rate_limit_guard(who: &T::AccountId, call: &Call<T>) -> Result<(), Error<T>> {
        match call {
            Call::commit_weights { netuid, .. } => {
                Self::guard_rate(who, *netuid, MechId::MAIN, Error::CommittingWeightsTooFast)
            }
            Call::commit_mechanism_weights { netuid, mecid, .. } => {
                Self::guard_rate(who, *netuid, *mecid, Error::CommittingWeightsTooFast)
            }
            Call::set_weights { netuid, .. } if !CommitRevealWeightsEnabled::<T>::get(netuid) => {
                Self::guard_rate(who, *netuid, MechId::MAIN, Error::SettingWeightsTooFast)
            }
            Call::set_mechanism_weights { netuid, mecid, .. }
                if !CommitRevealWeightsEnabled::<T>::get(netuid) =>
            {
                Self::guard_rate(who, *netuid, *mecid, Error::SettingWeightsTooFast)
            }
            _ => Ok(()),
        }
    }

    fn guard_stake(who: &T::AccountId, netuid: NetUid) -> Result<(), Error<T>> {
        ensure!(
            Self::check_weights_min_stake(who, netuid),
            Error::<T>::NotEnoughStakeToSetWeights
        );
        Ok(())
    }

    fn guard_rate(
        who: &T::AccountId,
        netuid: NetUid,
        mecid: MechId,
        error: Error<T>,
    ) -> Result<(), Error<T>> {
        let Some(uid) = Self::uid_for_hotkey(netuid, who) else {
            return Ok(());
        };
        if Self::passes_weights_rate_limit(netuid, mecid, uid, Self::now()) {
            Ok(())
        } else {
            Err(error)
        }
    }

    fn guard_reveal(
        who: &T::AccountId,
        netuid: NetUid,
        mecid: MechId,
        reveal: &Reveal<'_>,
    ) -> Result<(), Error<T>> {
        let index = NetUidStorageIndex::of(netuid, mecid);
        let hash: H256 = Self::weights_commit_hash(
            who,
            index,
            reveal.uids,
            reveal.values,
            reveal.salt,
            reveal.version_key,
        );
        let commits =
            WeightCommits::<T>::get(index, who).ok_or(Error::<T>::NoWeightsCommitFound)?;
        let (_, epoch, _, _) = commits
            .iter()
            .find(|(known, _, _, _)| *known == hash)
            .ok_or(Error::<T>::NoWeightsCommitFound)?;
        ensure!(
            Self::is_reveal_epoch(netuid, *epoch),
            Error::<T>::RevealTooEarly
        );
        Ok(())
    }
}

/// What a reveal opens a commit with.
struct Reveal<'a> {
    uids: &'a [u16],
    values: &'a [u16],
    salt: &'a [u16],
    version_key: u64,
}
