//! Who can register in a subnet, and for how much.

use crate::{
    access::MAX_BURN_HALF_LIFE_BLOCKS,
    pallet::{Config, Error, Event, Pallet},
};
use frame_support::pallet_prelude::*;
use frame_system::pallet_prelude::*;
use pallet_subtensor::{
    AdjustmentAlpha, AdjustmentInterval, BurnHalfLife, BurnIncreaseMult, Difficulty,
    Event as Announced, Hyperparameter, MaxBurn, MaxDifficulty, MaxRegistrationsPerBlock, MinBurn,
    MinDifficulty, NetworkRegistrationAllowed, RAORecycledForRegistration,
    TargetRegistrationsPerInterval, limits::TransactionType,
};
use substrate_fixed::types::U64F64;
use taonet_primitives::{NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
    /// Body of `sudo_set_min_difficulty`.
    pub(crate) fn set_min_difficulty(
        origin: OriginFor<T>,
        netuid: NetUid,
        min_difficulty: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::ensure_window(netuid)?;
        Self::ensure_exists(netuid)?;
        MinDifficulty::<T>::insert(netuid, min_difficulty);
        Self::announce(Announced::MinDifficultySet(netuid, min_difficulty));
        Ok(())
    }

    /// Body of `sudo_set_max_difficulty`.
    pub(crate) fn set_max_difficulty(
        origin: OriginFor<T>,
        netuid: NetUid,
        max_difficulty: u64,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::MaxDifficulty),
            |_| {
                Self::ensure_window(netuid)?;
                Self::ensure_exists(netuid)?;
                MaxDifficulty::<T>::insert(netuid, max_difficulty);
                Self::announce(Announced::MaxDifficultySet(netuid, max_difficulty));
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_adjustment_interval`.
    pub(crate) fn set_adjustment_interval(
        origin: OriginFor<T>,
        netuid: NetUid,
        adjustment_interval: u16,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::ensure_exists(netuid)?;
        AdjustmentInterval::<T>::insert(netuid, adjustment_interval);
        Self::announce(Announced::AdjustmentIntervalSet(
            netuid,
            adjustment_interval,
        ));
        Ok(())
    }

    /// Body of `sudo_set_adjustment_alpha`.
    pub(crate) fn set_adjustment_alpha(
        origin: OriginFor<T>,
        netuid: NetUid,
        adjustment_alpha: u64,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::AdjustmentAlpha),
            |_| {
                Self::ensure_window(netuid)?;
                Self::ensure_exists(netuid)?;
                AdjustmentAlpha::<T>::insert(netuid, adjustment_alpha);
                Self::announce(Announced::AdjustmentAlphaSet(netuid, adjustment_alpha));
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_network_registration_allowed`.
    pub(crate) fn set_network_registration_allowed(
        origin: OriginFor<T>,
        netuid: NetUid,
        registration_allowed: bool,
    ) -> DispatchResult {
        ensure_root(origin)?;
        NetworkRegistrationAllowed::<T>::insert(netuid, registration_allowed);
        Self::announce(Announced::RegistrationAllowed(netuid, registration_allowed));
        Ok(())
    }

    /// Body of `sudo_set_network_pow_registration_allowed`.
    pub(crate) fn set_network_pow_registration_allowed(
        origin: OriginFor<T>,
        netuid: NetUid,
        registration_allowed: bool,
    ) -> DispatchResult {
        let _ = (origin, netuid, registration_allowed);
        Err(Error::<T>::POWRegistrationDisabled.into())
    }

    /// Body of `sudo_set_target_registrations_per_interval`.
    pub(crate) fn set_target_registrations_per_interval(
        origin: OriginFor<T>,
        netuid: NetUid,
        target_registrations_per_interval: u16,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::ensure_window(netuid)?;
        Self::ensure_exists(netuid)?;
        TargetRegistrationsPerInterval::<T>::insert(netuid, target_registrations_per_interval);
        Self::announce(Announced::RegistrationPerIntervalSet(
            netuid,
            target_registrations_per_interval,
        ));
        Ok(())
    }

    /// Body of `sudo_set_min_burn`.
    pub(crate) fn set_min_burn(
        origin: OriginFor<T>,
        netuid: NetUid,
        min_burn: TaoBalance,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::MinBurn),
            |_| {
                Self::ensure_window(netuid)?;
                Self::ensure_exists(netuid)?;
                ensure!(
                    min_burn < T::MinBurnUpperBound::get(),
                    Error::<T>::ValueNotInBounds
                );
                ensure!(
                    min_burn < MaxBurn::<T>::get(netuid),
                    Error::<T>::ValueNotInBounds
                );
                MinBurn::<T>::insert(netuid, min_burn);
                Self::announce(Announced::MinBurnSet(netuid, min_burn));
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_max_burn`.
    pub(crate) fn set_max_burn(
        origin: OriginFor<T>,
        netuid: NetUid,
        max_burn: TaoBalance,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::MaxBurn),
            |_| {
                Self::ensure_window(netuid)?;
                Self::ensure_exists(netuid)?;
                ensure!(
                    max_burn > T::MaxBurnLowerBound::get(),
                    Error::<T>::ValueNotInBounds
                );
                ensure!(
                    max_burn > MinBurn::<T>::get(netuid),
                    Error::<T>::ValueNotInBounds
                );
                MaxBurn::<T>::insert(netuid, max_burn);
                Self::announce(Announced::MaxBurnSet(netuid, max_burn));
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_difficulty`.
    pub(crate) fn set_difficulty(
        origin: OriginFor<T>,
        netuid: NetUid,
        difficulty: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::ensure_window(netuid)?;
        Self::ensure_exists(netuid)?;
        Difficulty::<T>::insert(netuid, difficulty);
        Self::announce(Announced::DifficultySet(netuid, difficulty));
        Ok(())
    }

    /// Body of `sudo_set_max_registrations_per_block`.
    pub(crate) fn set_max_registrations_per_block(
        origin: OriginFor<T>,
        netuid: NetUid,
        max_registrations_per_block: u16,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::ensure_window(netuid)?;
        Self::ensure_exists(netuid)?;
        MaxRegistrationsPerBlock::<T>::insert(netuid, max_registrations_per_block);
        Self::announce(Announced::MaxRegistrationsPerBlockSet(
            netuid,
            max_registrations_per_block,
        ));
        Ok(())
    }

    /// Body of `sudo_set_rao_recycled`.
    pub(crate) fn set_rao_recycled(
        origin: OriginFor<T>,
        netuid: NetUid,
        rao_recycled: TaoBalance,
    ) -> DispatchResult {
        ensure_root(origin)?;
        Self::ensure_exists(netuid)?;
        RAORecycledForRegistration::<T>::insert(netuid, rao_recycled);
        Self::announce(Announced::RAORecycledForRegistrationSet(
            netuid,
            rao_recycled,
        ));
        Ok(())
    }

    /// Body of `sudo_set_burn_half_life`.
    pub(crate) fn set_burn_half_life(
        origin: OriginFor<T>,
        netuid: NetUid,
        burn_half_life: u16,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::BurnHalfLife),
            |_| {
                Self::ensure_window(netuid)?;
                Self::ensure_exists(netuid)?;
                Self::ensure_not_root(netuid)?;
                ensure!(
                    (1..=MAX_BURN_HALF_LIFE_BLOCKS).contains(&burn_half_life),
                    Error::<T>::InvalidValue
                );
                BurnHalfLife::<T>::insert(netuid, burn_half_life);
                Self::deposit_event(Event::BurnHalfLifeSet {
                    netuid,
                    burn_half_life,
                });
                Ok(())
            },
        )
    }

    /// Body of `sudo_set_burn_increase_mult`.
    pub(crate) fn set_burn_increase_mult(
        origin: OriginFor<T>,
        netuid: NetUid,
        burn_increase_mult: U64F64,
    ) -> DispatchResult {
        Self::by_owner(
            origin,
            netuid,
            TransactionType::OwnerHyperparamUpdate(Hyperparameter::BurnIncreaseMult),
            |_| {
                Self::ensure_window(netuid)?;
                Self::ensure_exists(netuid)?;
                Self::ensure_not_root(netuid)?;
                let range = U64F64::from_num(1)..=U64F64::from_num(3);
                ensure!(
                    range.contains(&burn_increase_mult),
                    Error::<T>::InvalidValue
                );
                BurnIncreaseMult::<T>::insert(netuid, burn_increase_mult);
                Self::deposit_event(Event::BurnIncreaseMultSet {
                    netuid,
                    burn_increase_mult,
                });
                Ok(())
            },
        )
    }
}
