//! What owners decide about their subnet's epochs: how often they fire, who counts as active, and
//! that one fires soon.

use crate::{limits::TransactionType, *};
use frame_support::{pallet_prelude::*, traits::Get};
use frame_system::pallet_prelude::OriginFor;
use taonet_primitives::NetUid;

impl<T: Config> Pallet<T> {
    /// Body of `set_tempo`.
    ///
    /// # Errors
    /// `BadOrigin` unless the owner calls, `TempoOutOfBounds`,
    /// `AdminActionProhibitedDuringWeightsWindow`, `TxRateLimitExceeded`.
    pub fn do_set_tempo(origin: OriginFor<T>, netuid: NetUid, tempo: u16) -> DispatchResult {
        let owner = Self::ensure_subnet_owner(origin, netuid)?;
        let bounds = T::MinTempo::get()..=T::MaxTempo::get();
        ensure!(bounds.contains(&tempo), Error::<T>::TempoOutOfBounds);
        Self::ensure_not_frozen(netuid)?;
        let limit = TransactionType::TempoUpdate;
        ensure!(
            limit.passes_rate_limit_on_subnet::<T>(&owner, netuid),
            Error::<T>::TxRateLimitExceeded
        );
        Self::store_tempo(netuid, tempo);
        limit.set_last_block_on_subnet::<T>(&owner, netuid, Self::now());
        Ok(())
    }

    /// Stores a tempo and counts it from now on. A tempo of 0 stops the subnet's epochs.
    pub fn store_tempo(netuid: NetUid, tempo: u16) {
        Tempo::<T>::insert(netuid, tempo);
        Self::deposit_event(Event::TempoSet(netuid, tempo));
        LastEpochBlock::<T>::insert(netuid, Self::now());
    }

    /// Body of `set_activity_cutoff_factor`, in thousandths of a tempo. Root is bound by the bounds
    /// alone.
    ///
    /// # Errors
    /// `BadOrigin` unless root or the owner calls, `ActivityCutoffFactorMilliOutOfBounds`,
    /// `AdminActionProhibitedDuringWeightsWindow`, `TxRateLimitExceeded`.
    pub fn do_set_activity_cutoff_factor(
        origin: OriginFor<T>,
        netuid: NetUid,
        factor_milli: u32,
    ) -> DispatchResult {
        let owner = Self::ensure_subnet_owner_or_root(origin, netuid)?;
        let bounds =
            T::MinActivityCutoffFactorMilli::get()..=T::MaxActivityCutoffFactorMilli::get();
        ensure!(
            bounds.contains(&factor_milli),
            Error::<T>::ActivityCutoffFactorMilliOutOfBounds
        );
        let limit =
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::ActivityCutoffFactorMilli);
        if let Some(owner) = &owner {
            Self::ensure_not_frozen(netuid)?;
            ensure!(
                limit.passes_rate_limit_on_subnet::<T>(owner, netuid),
                Error::<T>::TxRateLimitExceeded
            );
        }
        ActivityCutoffFactorMilli::<T>::insert(netuid, factor_milli);
        Self::deposit_event(Event::ActivityCutoffFactorMilliSet {
            netuid,
            factor_milli,
        });
        if let Some(owner) = &owner {
            limit.set_last_block_on_subnet::<T>(owner, netuid, Self::now());
        }
        Ok(())
    }

    /// Body of `trigger_epoch`: orders an epoch for the end of a freeze window that starts now.
    ///
    /// # Errors
    /// `BadOrigin` unless the owner calls, `DynamicTempoBlockedByCommitReveal`,
    /// `EpochTriggerAlreadyPending`, `AutoEpochAlreadyImminent`, `TxRateLimitExceeded`.
    pub fn do_trigger_epoch(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
        let owner = Self::ensure_subnet_owner(origin, netuid)?;
        // Commits count epochs: a trigger would open them early.
        ensure!(
            !CommitRevealWeightsEnabled::<T>::get(netuid),
            Error::<T>::DynamicTempoBlockedByCommitReveal
        );
        let clock = Self::epoch_clock(netuid);
        ensure!(
            clock.pending_epoch_at == 0,
            Error::<T>::EpochTriggerAlreadyPending
        );
        let now = Self::now();
        let window_blocks = u64::from(AdminFreezeWindow::<T>::get());
        // A stopped clock never starts by itself.
        let remaining_blocks = match clock.tempo {
            0 => u64::MAX,
            _ => clock.blocks_to_regular_start(now),
        };
        ensure!(
            remaining_blocks >= window_blocks,
            Error::<T>::AutoEpochAlreadyImminent
        );
        let limit = TransactionType::OwnerHyperparamUpdate(Hyperparameter::TriggerEpoch);
        ensure!(
            limit.passes_rate_limit_on_subnet::<T>(&owner, netuid),
            Error::<T>::TxRateLimitExceeded
        );
        let fires_at = now.saturating_add(window_blocks);
        PendingEpochAt::<T>::insert(netuid, fires_at);
        limit.set_last_block_on_subnet::<T>(&owner, netuid, now);
        Self::deposit_event(Event::EpochTriggered {
            netuid,
            by: owner,
            fires_at,
        });
        Ok(())
    }

    /// Refuses changes shortly before an epoch.
    ///
    /// # Errors
    /// `AdminActionProhibitedDuringWeightsWindow`.
    pub fn ensure_not_frozen(netuid: NetUid) -> DispatchResult {
        ensure!(
            !Self::is_in_admin_freeze_window(netuid, Self::now()),
            Error::<T>::AdminActionProhibitedDuringWeightsWindow
        );
        Ok(())
    }
}
