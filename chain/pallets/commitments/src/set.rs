//! Setting a commitment.

use frame_support::ensure;
use sp_runtime::DispatchResult;
use taonet_primitives::{NetUid, TaoBalance};

use crate::*;

/// Bytes that a commitment counts as at least.
pub const MIN_SPACE: u64 = 100;

impl<T: Config> Pallet<T> {
    /// `set_commitment`.
    ///
    /// # Errors
    /// `AccountNotAllowedCommit`, `SpaceLimitExceeded`.
    pub(crate) fn do_set_commitment(
        netuid: NetUid,
        hotkey: T::AccountId,
        info: CommitmentInfo,
    ) -> DispatchResult {
        ensure!(
            T::Subnets::is_registered(netuid, &hotkey),
            Error::<T>::AccountNotAllowedCommit
        );
        let usage = Self::usage_with(netuid, &hotkey, info.space().max(MIN_SPACE));
        ensure!(
            usage.used_space <= u64::from(MaxSpace::<T>::get()),
            Error::<T>::SpaceLimitExceeded
        );
        let now = frame_system::Pallet::<T>::block_number();
        let wants_reset = info.fields.contains(&Data::ResetBondsFlag);
        let reveal_round = info.first_reveal_round();

        if wants_reset {
            LastBondsReset::<T>::insert(netuid, &hotkey, now);
            T::Subnets::reset_bonds(netuid, &hotkey);
        }
        UsedSpaceOf::<T>::insert(netuid, &hotkey, usage);
        LastCommitment::<T>::insert(netuid, &hotkey, now);
        let registration = Registration {
            deposit: TaoBalance::ZERO,
            block: now,
            info,
        };
        CommitmentOf::<T>::insert(netuid, &hotkey, registration);
        match reveal_round {
            Some(reveal_round) => {
                TimelockedIndex::<T>::mutate(|index| index.insert((netuid, hotkey.clone())));
                Self::deposit_event(Event::TimelockCommitment {
                    netuid,
                    who: hotkey,
                    reveal_round,
                });
            }
            None => {
                Self::unindex(netuid, &hotkey);
                Self::deposit_event(Event::Commitment {
                    netuid,
                    who: hotkey,
                });
            }
        }
        Ok(())
    }

    /// The hotkey's usage in the current epoch with `space` bytes more.
    fn usage_with(netuid: NetUid, hotkey: &T::AccountId, space: u64) -> UsageTracker {
        let epoch = T::Subnets::epoch_index(netuid);
        let used = UsedSpaceOf::<T>::get(netuid, hotkey)
            .filter(|usage| usage.last_epoch == epoch)
            .map_or(0, |usage| usage.used_space);
        UsageTracker {
            last_epoch: epoch,
            used_space: used.saturating_add(space),
        }
    }

    /// Takes a commitment off the list of those with timelocked fields, if it is there.
    pub(crate) fn unindex(netuid: NetUid, hotkey: &T::AccountId) {
        let entry = (netuid, hotkey.clone());
        if TimelockedIndex::<T>::get().contains(&entry) {
            TimelockedIndex::<T>::mutate(|index| index.remove(&entry));
        }
    }
}
