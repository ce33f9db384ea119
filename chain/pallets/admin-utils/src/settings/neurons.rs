//! How many neurons a subnet has, which of them are safe, and when they count as active.

use crate::pallet::{Config, Error, Pallet};
use frame_support::pallet_prelude::*;
use frame_system::pallet_prelude::*;
use pallet_subtensor::{
    ActivityCutoff, ActivityCutoffFactorMilli, Error as Main, Event as Announced, Hyperparameter,
    ImmunityPeriod, MaxAllowedUids, MaxAllowedValidators, MinActivityCutoff, MinAllowedUids,
    MinNonImmuneUids, Pallet as Subtensor, ServingRateLimit, SubnetworkN, limits::TransactionType,
};
use taonet_primitives::NetUid;

impl<T: Config> Pallet<T> {
    /// Body of `sudo_set_serving_rate_limit`.
    pub(crate) fn set_serving_rate_limit(
        origin: OriginFor<T>,
        netuid: NetUid,
        serving_rate_limit: u64,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::ServingRateLimit),
            |_| {
                Self::ensure_window(netuid)?;
                ServingRateLimit::<T>::insert(netuid, serving_rate_limit);
                Self::announce(Announced::ServingRateLimitSet(netuid, serving_rate_limit));
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_immunity_period`.
    pub(crate) fn set_immunity_period(
        origin: OriginFor<T>,
        netuid: NetUid,
        immunity_period: u16,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::ImmunityPeriod),
            |_| {
                Self::ensure_window(netuid)?;
                Self::ensure_exists(netuid)?;
                ImmunityPeriod::<T>::insert(netuid, immunity_period);
                Self::announce(Announced::ImmunityPeriodSet(netuid, immunity_period));
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_max_allowed_uids`.
    pub(crate) fn set_max_allowed_uids(
        origin: OriginFor<T>,
        netuid: NetUid,
        max_allowed_uids: u16,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::MaxAllowedUids),
            |_| {
                Self::ensure_window(netuid)?;
                Self::ensure_exists(netuid)?;
                Self::check_max_allowed_uids(netuid, max_allowed_uids)?;
                MaxAllowedUids::<T>::insert(netuid, max_allowed_uids);
                Self::announce(Announced::MaxAllowedUidsSet(netuid, max_allowed_uids));
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_activity_cutoff`.
    pub(crate) fn set_activity_cutoff(
        origin: OriginFor<T>,
        netuid: NetUid,
        activity_cutoff: u16,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::ActivityCutoff),
            |_| {
                Self::ensure_window(netuid)?;
                Self::ensure_exists(netuid)?;
                ensure!(
                    activity_cutoff >= MinActivityCutoff::<T>::get(),
                    Main::<T>::ActivityCutoffTooLow
                );
                ActivityCutoff::<T>::insert(netuid, activity_cutoff);
                Self::announce(Announced::ActivityCutoffSet(netuid, activity_cutoff));
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_max_allowed_validators`.
    pub(crate) fn set_max_allowed_validators(
        origin: OriginFor<T>,
        netuid: NetUid,
        max_allowed_validators: u16,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::ensure_window(netuid)?;
        Self::ensure_exists(netuid)?;
        ensure!(
            max_allowed_validators <= MaxAllowedUids::<T>::get(netuid),
            Error::<T>::MaxValidatorsLargerThanMaxUIds
        );
        MaxAllowedValidators::<T>::insert(netuid, max_allowed_validators);
        Self::announce(Announced::MaxAllowedValidatorsSet(
            netuid,
            max_allowed_validators,
        ));
        Ok(())
    }

    /// Body of `sudo_set_owner_immune_neuron_limit`.
    pub(crate) fn set_owner_immune_neuron_limit(
        origin: OriginFor<T>,
        netuid: NetUid,
        immune_neurons: u16,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::ImmuneNeuronLimit),
            |_| {
                Self::ensure_window(netuid)?;
                Subtensor::<T>::set_owner_immune_neuron_limit(netuid, immune_neurons)?;
                Ok(())
            },
        )
    }

    /// Body of `sudo_trim_to_max_allowed_uids`.
    pub(crate) fn trim_to_max_allowed_uids(
        origin: OriginFor<T>,
        netuid: NetUid,
        max_n: u16,
    ) -> DispatchResult {
        Self::by_owner(origin, netuid, TransactionType::MaxUidsTrimming, |_| {
            Self::ensure_window(netuid)?;
            Subtensor::<T>::trim_to_max_allowed_uids(netuid, max_n)?;
            Ok(())
        })
    }

    /// Body of `sudo_set_min_allowed_uids`.
    pub(crate) fn set_min_allowed_uids(
        origin: OriginFor<T>,
        netuid: NetUid,
        min_allowed_uids: u16,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::ensure_window(netuid)?;
        Self::ensure_exists(netuid)?;
        ensure!(
            min_allowed_uids < MaxAllowedUids::<T>::get(netuid),
            Error::<T>::MinAllowedUidsGreaterThanMaxAllowedUids
        );
        ensure!(
            min_allowed_uids < SubnetworkN::<T>::get(netuid),
            Error::<T>::MinAllowedUidsGreaterThanCurrentUids
        );
        MinAllowedUids::<T>::insert(netuid, min_allowed_uids);
        Self::announce(Announced::MinAllowedUidsSet(netuid, min_allowed_uids));
        Ok(())
    }

    /// Body of `sudo_set_min_non_immune_uids`.
    pub(crate) fn set_min_non_immune_uids(
        origin: OriginFor<T>,
        netuid: NetUid,
        min: u16,
    ) -> DispatchResult {
        ensure_root(origin)?;
        MinNonImmuneUids::<T>::insert(netuid, min);
        Self::announce(Announced::MinNonImmuneUidsSet(netuid, min));
        Ok(())
    }

    /// Body of `sudo_set_activity_cutoff_factor`.
    pub(crate) fn set_activity_cutoff_factor(
        origin: OriginFor<T>,
        netuid: NetUid,
        factor_milli: u32,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::ActivityCutoffFactorMilli),
            |owner| {
                if owner.is_some() {
                    Self::ensure_window(netuid)?;
                }
                let range =
                    T::MinActivityCutoffFactorMilli::get()..=T::MaxActivityCutoffFactorMilli::get();
                ensure!(
                    range.contains(&factor_milli),
                    Main::<T>::ActivityCutoffFactorMilliOutOfBounds
                );
                ActivityCutoffFactorMilli::<T>::insert(netuid, factor_milli);
                Self::announce(Announced::ActivityCutoffFactorMilliSet {
                    netuid,
                    factor_milli,
                });
                Ok(())
            },
        )
    }
}
