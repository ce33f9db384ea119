//! How validators set weights, and what an epoch makes of them.

use crate::{
    access::{MAX_REVEAL_PERIOD_EPOCHS, OWNER_BONDS_MOVING_AVERAGE_MAX},
    pallet::{Config, Error, Event, Pallet},
};
use frame_support::pallet_prelude::*;
use frame_system::pallet_prelude::*;
use pallet_subtensor::{
    AlphaSigmoidSteepness, AlphaValues, BondsMovingAverage, BondsPenalty, BondsResetOn,
    CommitRevealWeightsEnabled, Error as Main, Event as Announced, Hyperparameter, Kappa,
    LiquidAlphaOn, MinAllowedWeights, RevealPeriodEpochs, Rho, WeightsSetRateLimit,
    WeightsVersionKey, Yuma3On, limits::TransactionType,
};
use taonet_primitives::NetUid;

impl<T: Config> Pallet<T> {
    /// Body of `sudo_set_weights_version_key`.
    pub(crate) fn set_weights_version_key(
        origin: OriginFor<T>,
        netuid: NetUid,
        weights_version_key: u64,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::SetWeightsVersionKey,
            |_| {
                Self::ensure_window(netuid)?;
                Self::ensure_exists(netuid)?;
                WeightsVersionKey::<T>::insert(netuid, weights_version_key);
                Self::announce(Announced::WeightsVersionKeySet(netuid, weights_version_key));
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_weights_set_rate_limit`.
    pub(crate) fn set_weights_set_rate_limit(
        origin: OriginFor<T>,
        netuid: NetUid,
        weights_set_rate_limit: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::ensure_exists(netuid)?;
        WeightsSetRateLimit::<T>::insert(netuid, weights_set_rate_limit);
        Self::announce(Announced::WeightsSetRateLimitSet(
            netuid,
            weights_set_rate_limit,
        ));
        Ok(())
    }

    /// Body of `sudo_set_min_allowed_weights`.
    pub(crate) fn set_min_allowed_weights(
        origin: OriginFor<T>,
        netuid: NetUid,
        min_allowed_weights: u16,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::MinAllowedWeights),
            |_| {
                Self::ensure_window(netuid)?;
                Self::ensure_exists(netuid)?;
                MinAllowedWeights::<T>::insert(netuid, min_allowed_weights);
                Self::announce(Announced::MinAllowedWeightSet(netuid, min_allowed_weights));
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_kappa`.
    pub(crate) fn set_kappa(origin: OriginFor<T>, netuid: NetUid, kappa: u16) -> DispatchResult {
        ensure_root(origin)?;
        Self::ensure_exists(netuid)?;
        Kappa::<T>::insert(netuid, kappa);
        Self::announce(Announced::KappaSet(netuid, kappa));
        Ok(())
    }

    /// Body of `sudo_set_rho`.
    pub(crate) fn set_rho(origin: OriginFor<T>, netuid: NetUid, rho: u16) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::Rho),
            |_| {
                Self::ensure_window(netuid)?;
                Self::ensure_exists(netuid)?;
                Rho::<T>::insert(netuid, rho);
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_bonds_moving_average`.
    pub(crate) fn set_bonds_moving_average(
        origin: OriginFor<T>,
        netuid: NetUid,
        bonds_moving_average: u64,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::BondsMovingAverage),
            |owner| {
                Self::ensure_window(netuid)?;
                if owner.is_some() {
                    ensure!(
                        bonds_moving_average <= OWNER_BONDS_MOVING_AVERAGE_MAX,
                        Error::<T>::BondsMovingAverageMaxReached
                    );
                }
                Self::ensure_exists(netuid)?;
                BondsMovingAverage::<T>::insert(netuid, bonds_moving_average);
                Self::announce(Announced::BondsMovingAverageSet(
                    netuid,
                    bonds_moving_average,
                ));
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_commit_reveal_weights_enabled`.
    pub(crate) fn set_commit_reveal_weights_enabled(
        origin: OriginFor<T>,
        netuid: NetUid,
        enabled: bool,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::CommitRevealEnabled),
            |_| {
                Self::ensure_window(netuid)?;
                Self::ensure_exists(netuid)?;
                CommitRevealWeightsEnabled::<T>::insert(netuid, enabled);
                Self::announce(Announced::CommitRevealEnabled(netuid, enabled));
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_liquid_alpha_enabled`.
    pub(crate) fn set_liquid_alpha_enabled(
        origin: OriginFor<T>,
        netuid: NetUid,
        enabled: bool,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::LiquidAlphaEnabled),
            |_| {
                Self::ensure_window(netuid)?;
                LiquidAlphaOn::<T>::insert(netuid, enabled);
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_alpha_values`.
    pub(crate) fn set_alpha_values(
        origin: OriginFor<T>,
        netuid: NetUid,
        alpha_low: u16,
        alpha_high: u16,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::AlphaValues),
            |_| {
                Self::ensure_window(netuid)?;
                Self::check_alpha_values(netuid, alpha_low, alpha_high)?;
                AlphaValues::<T>::insert(netuid, (alpha_low, alpha_high));
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_commit_reveal_weights_interval`.
    pub(crate) fn set_commit_reveal_weights_interval(
        origin: OriginFor<T>,
        netuid: NetUid,
        interval: u64,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::WeightCommitInterval),
            |_| {
                Self::ensure_window(netuid)?;
                Self::ensure_exists(netuid)?;
                ensure!(
                    interval <= MAX_REVEAL_PERIOD_EPOCHS,
                    Main::<T>::RevealPeriodTooLarge
                );
                ensure!(interval >= 1, Main::<T>::RevealPeriodTooSmall);
                RevealPeriodEpochs::<T>::insert(netuid, interval);
                Self::announce(Announced::CommitRevealPeriodsSet(netuid, interval));
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_bonds_penalty`.
    pub(crate) fn set_bonds_penalty(
        origin: OriginFor<T>,
        netuid: NetUid,
        bonds_penalty: u16,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::BondsPenalty),
            |_| {
                Self::ensure_window(netuid)?;
                Self::ensure_exists(netuid)?;
                BondsPenalty::<T>::insert(netuid, bonds_penalty);
                Self::announce(Announced::BondsPenaltySet(netuid, bonds_penalty));
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_alpha_sigmoid_steepness`.
    pub(crate) fn set_alpha_sigmoid_steepness(
        origin: OriginFor<T>,
        netuid: NetUid,
        steepness: i16,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::AlphaSigmoidSteepness),
            |owner| {
                Self::ensure_window(netuid)?;
                Self::ensure_exists(netuid)?;
                ensure!(
                    owner.is_none() || steepness >= 0,
                    Error::<T>::NegativeSigmoidSteepness
                );
                AlphaSigmoidSteepness::<T>::insert(netuid, steepness);
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_yuma3_enabled`.
    pub(crate) fn set_yuma3_enabled(
        origin: OriginFor<T>,
        netuid: NetUid,
        enabled: bool,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::Yuma3Enabled),
            |_| {
                Self::ensure_window(netuid)?;
                Yuma3On::<T>::insert(netuid, enabled);
                Self::deposit_event(Event::Yuma3EnableToggled { netuid, enabled });
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_bonds_reset_enabled`.
    pub(crate) fn set_bonds_reset_enabled(
        origin: OriginFor<T>,
        netuid: NetUid,
        enabled: bool,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::BondsResetEnabled),
            |_| {
                Self::ensure_window(netuid)?;
                BondsResetOn::<T>::insert(netuid, enabled);
                Self::announce(Announced::BondsResetOnSet(netuid, enabled));
                Self::deposit_event(Event::BondsResetToggled { netuid, enabled });
                Ok(())
            },
        )
    }
}
