//! The calls. Each names who may make it, checks the value, stores it and announces it.

use frame_support::pallet_macros::pallet_section;

/// The dispatchables, part of the pallet module.
#[pallet_section]
mod calls {
    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Replaces the authorities that author blocks.
        #[pallet::call_index(0)]
        #[pallet::weight((call_weights::swap_authorities().saturating_add(Weight::from_parts(29_392, 0).saturating_mul(new_authorities.len() as u64)), DispatchClass::Normal, Pays::Yes))]
        pub fn swap_authorities(
            origin: OriginFor<T>,
            new_authorities: BoundedVec<T::AuthorityId, T::MaxAuthorities>,
        ) -> DispatchResult {
            ensure_root(origin)?;
            T::Aura::set_authorities(new_authorities);
            Ok(())
        }

        /// Sets the most a delegate may take.
        #[pallet::call_index(1)]
        #[pallet::weight((call_weights::sudo_set_default_take(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_default_take(origin: OriginFor<T>, default_take: PerU16) -> DispatchResult {
            ensure_root(origin)?;
            MaxDelegateTake::<T>::put(default_take);
            Self::announce(Announced::MaxDelegateTakeSet(default_take));
            Ok(())
        }

        /// Sets the blocks between two key swaps.
        #[pallet::call_index(2)]
        #[pallet::weight((call_weights::sudo_set_tx_rate_limit(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_tx_rate_limit(origin: OriginFor<T>, tx_rate_limit: u64) -> DispatchResult {
            ensure_root(origin)?;
            TxRateLimit::<T>::put(tx_rate_limit);
            Self::announce(Announced::TxRateLimitSet(tx_rate_limit));
            Ok(())
        }

        /// Sets the blocks between two announcements of an endpoint.
        #[pallet::call_index(3)]
        #[pallet::weight((call_weights::sudo_set_serving_rate_limit(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_serving_rate_limit(
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

        /// Sets the lower bound of the difficulty.
        #[pallet::call_index(4)]
        #[pallet::weight((call_weights::sudo_set_min_difficulty(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_min_difficulty(
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

        /// Sets the upper bound of the difficulty.
        #[pallet::call_index(5)]
        #[pallet::weight((call_weights::sudo_set_max_difficulty(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_max_difficulty(
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

        /// Sets the version that weights must carry at least.
        #[pallet::call_index(6)]
        #[pallet::weight((call_weights::sudo_set_weights_version_key(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_weights_version_key(
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

        /// Sets the blocks between two weight settings of a validator.
        #[pallet::call_index(7)]
        #[pallet::weight((call_weights::sudo_set_weights_set_rate_limit(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_weights_set_rate_limit(
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

        /// Sets the blocks between two adjustments of the difficulty.
        #[pallet::call_index(8)]
        #[pallet::weight((call_weights::sudo_set_adjustment_interval(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_adjustment_interval(
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

        /// Sets the inertia of the difficulty.
        #[pallet::call_index(9)]
        #[pallet::weight((call_weights::sudo_set_adjustment_alpha(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_adjustment_alpha(
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

        /// Sets the blocks in which a new neuron cannot be replaced.
        #[pallet::call_index(13)]
        #[pallet::weight((call_weights::sudo_set_immunity_period(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_immunity_period(
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

        /// Sets the fewest weights of a validator.
        #[pallet::call_index(14)]
        #[pallet::weight((call_weights::sudo_set_min_allowed_weights(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_min_allowed_weights(
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

        /// Sets the most neurons.
        #[pallet::call_index(15)]
        #[pallet::weight((call_weights::sudo_set_max_allowed_uids(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_max_allowed_uids(
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

        /// Sets the majority that consensus asks for, in parts of 65,535.
        #[pallet::call_index(16)]
        #[pallet::weight((call_weights::sudo_set_kappa(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_kappa(origin: OriginFor<T>, netuid: NetUid, kappa: u16) -> DispatchResult {
            ensure_root(origin)?;
            Self::ensure_exists(netuid)?;
            Kappa::<T>::insert(netuid, kappa);
            Self::announce(Announced::KappaSet(netuid, kappa));
            Ok(())
        }

        /// Sets the steepness of trust.
        #[pallet::call_index(17)]
        #[pallet::weight((call_weights::sudo_set_rho(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_rho(origin: OriginFor<T>, netuid: NetUid, rho: u16) -> DispatchResult {
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

        /// Sets the stored activity cutoff in blocks; the effective one follows from its factor.
        #[pallet::call_index(18)]
        #[pallet::weight((call_weights::sudo_set_activity_cutoff(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_activity_cutoff(
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

        /// Opens or closes registration.
        #[pallet::call_index(19)]
        #[pallet::weight((call_weights::sudo_set_network_registration_allowed(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_network_registration_allowed(
            origin: OriginFor<T>,
            netuid: NetUid,
            registration_allowed: bool,
        ) -> DispatchResult {
            ensure_root(origin)?;
            NetworkRegistrationAllowed::<T>::insert(netuid, registration_allowed);
            Self::announce(Announced::RegistrationAllowed(netuid, registration_allowed));
            Ok(())
        }

        /// Always fails: registration by work is gone.
        #[pallet::call_index(20)]
        #[pallet::weight((call_weights::sudo_set_network_pow_registration_allowed(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_network_pow_registration_allowed(
            origin: OriginFor<T>,
            netuid: NetUid,
            registration_allowed: bool,
        ) -> DispatchResult {
            let _ = (origin, netuid, registration_allowed);
            Err(Error::<T>::POWRegistrationDisabled.into())
        }

        /// Sets the registrations aimed at per interval.
        #[pallet::call_index(21)]
        #[pallet::weight((call_weights::sudo_set_target_registrations_per_interval(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_target_registrations_per_interval(
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

        /// Sets the lower bound of the price of a registration.
        #[pallet::call_index(22)]
        #[pallet::weight((call_weights::sudo_set_min_burn(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_min_burn(
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

        /// Sets the upper bound of the price of a registration.
        #[pallet::call_index(23)]
        #[pallet::weight((call_weights::sudo_set_max_burn(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_max_burn(
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

        /// Sets the difficulty.
        #[pallet::call_index(24)]
        #[pallet::weight((call_weights::sudo_set_difficulty(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_difficulty(
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

        /// Sets the most validators.
        #[pallet::call_index(25)]
        #[pallet::weight((call_weights::sudo_set_max_allowed_validators(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_max_allowed_validators(
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

        /// Sets the weight of old bonds, in parts of a million.
        #[pallet::call_index(26)]
        #[pallet::weight((call_weights::sudo_set_bonds_moving_average(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_bonds_moving_average(
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

        /// Sets the most registrations in a block.
        #[pallet::call_index(27)]
        #[pallet::weight((call_weights::sudo_set_max_registrations_per_block(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_max_registrations_per_block(
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

        /// Sets the share that subnet owners get, in parts of 65,535.
        #[pallet::call_index(28)]
        #[pallet::weight((call_weights::sudo_set_subnet_owner_cut(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_subnet_owner_cut(
            origin: OriginFor<T>,
            subnet_owner_cut: u16,
        ) -> DispatchResult {
            ensure_root(origin)?;
            SubnetOwnerCut::<T>::put(subnet_owner_cut);
            Self::announce(Announced::SubnetOwnerCutSet(subnet_owner_cut));
            Ok(())
        }

        /// Sets the blocks between two registrations of subnets.
        #[pallet::call_index(29)]
        #[pallet::weight((call_weights::sudo_set_network_rate_limit(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_network_rate_limit(
            origin: OriginFor<T>,
            rate_limit: u64,
        ) -> DispatchResult {
            ensure_root(origin)?;
            NetworkRateLimit::<T>::put(rate_limit);
            Self::announce(Announced::NetworkRateLimitSet(rate_limit));
            Ok(())
        }

        /// Sets the blocks between epochs, from now on. Zero stops them.
        #[pallet::call_index(30)]
        #[pallet::weight((call_weights::sudo_set_tempo(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_tempo(origin: OriginFor<T>, netuid: NetUid, tempo: u16) -> DispatchResult {
            ensure_root(origin)?;
            Self::ensure_window(netuid)?;
            Self::ensure_exists(netuid)?;
            Tempo::<T>::insert(netuid, tempo);
            LastEpochBlock::<T>::insert(netuid, Subtensor::<T>::now());
            Self::announce(Announced::TempoSet(netuid, tempo));
            Ok(())
        }

        /// Always fails: the issuance follows from what happens.
        #[pallet::call_index(33)]
        #[pallet::weight((call_weights::sudo_set_total_issuance(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_total_issuance(
            origin: OriginFor<T>,
            total_issuance: TaoBalance,
        ) -> DispatchResult {
            let _ = (origin, total_issuance);
            Err(Error::<T>::Deprecated.into())
        }

        /// Sets the blocks in which a new subnet cannot be replaced.
        #[pallet::call_index(35)]
        #[pallet::weight((call_weights::sudo_set_network_immunity_period(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_network_immunity_period(
            origin: OriginFor<T>,
            immunity_period: u64,
        ) -> DispatchResult {
            ensure_root(origin)?;
            NetworkImmunityPeriod::<T>::put(immunity_period);
            Self::announce(Announced::NetworkImmunityPeriodSet(immunity_period));
            Ok(())
        }

        /// Sets the least price of a subnet.
        #[pallet::call_index(36)]
        #[pallet::weight((call_weights::sudo_set_network_min_lock_cost(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_network_min_lock_cost(
            origin: OriginFor<T>,
            lock_cost: TaoBalance,
        ) -> DispatchResult {
            ensure_root(origin)?;
            NetworkMinLockCost::<T>::put(lock_cost);
            Self::announce(Announced::NetworkMinLockCostSet(lock_cost));
            Ok(())
        }

        /// Sets the most subnets.
        #[pallet::call_index(37)]
        #[pallet::weight((call_weights::sudo_set_subnet_limit(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_subnet_limit(origin: OriginFor<T>, max_subnets: u16) -> DispatchResult {
            ensure_root(origin)?;
            SubnetLimit::<T>::put(max_subnets);
            Self::announce(Announced::SubnetLimitSet(max_subnets));
            Ok(())
        }

        /// Sets the blocks in which the price of a subnet halves.
        #[pallet::call_index(38)]
        #[pallet::weight((call_weights::sudo_set_lock_reduction_interval(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_lock_reduction_interval(
            origin: OriginFor<T>,
            interval: u64,
        ) -> DispatchResult {
            ensure_root(origin)?;
            NetworkLockReductionInterval::<T>::put(interval);
            Self::announce(Announced::NetworkLockCostReductionIntervalSet(interval));
            Ok(())
        }

        /// Sets the count of TAO that registrations recycled.
        #[pallet::call_index(39)]
        #[pallet::weight((call_weights::sudo_set_rao_recycled(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_rao_recycled(
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

        /// Sets the stake weight that setting weights takes.
        #[pallet::call_index(42)]
        #[pallet::weight((call_weights::sudo_set_stake_threshold(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_stake_threshold(origin: OriginFor<T>, min_stake: u64) -> DispatchResult {
            ensure_root(origin)?;
            StakeThreshold::<T>::put(min_stake);
            Self::announce(Announced::StakeThresholdSet(min_stake));
            Ok(())
        }

        /// Sets the least nomination and clears smaller ones.
        #[pallet::call_index(43)]
        #[pallet::weight((call_weights::sudo_set_nominator_min_required_stake(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_nominator_min_required_stake(
            origin: OriginFor<T>,
            min_stake: u64,
        ) -> DispatchResult {
            ensure_root(origin)?;
            let before = Subtensor::<T>::nominator_min_stake().to_u64();
            NominatorMinRequiredStake::<T>::put(min_stake);
            if min_stake > before {
                Subtensor::<T>::clear_small_nominations();
            }
            Ok(())
        }

        /// Sets the blocks between two rises of a delegate's take.
        #[pallet::call_index(45)]
        #[pallet::weight((call_weights::sudo_set_tx_delegate_take_rate_limit(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_tx_delegate_take_rate_limit(
            origin: OriginFor<T>,
            tx_rate_limit: u64,
        ) -> DispatchResult {
            ensure_root(origin)?;
            TxDelegateTakeRateLimit::<T>::put(tx_rate_limit);
            Self::announce(Announced::TxDelegateTakeRateLimitSet(tx_rate_limit));
            Ok(())
        }

        /// Sets the least a delegate may take.
        #[pallet::call_index(46)]
        #[pallet::weight((call_weights::sudo_set_min_delegate_take(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_min_delegate_take(origin: OriginFor<T>, take: PerU16) -> DispatchResult {
            ensure_root(origin)?;
            MinDelegateTake::<T>::put(take);
            Self::announce(Announced::MinDelegateTakeSet(take));
            Ok(())
        }

        /// Chooses whether weights are committed first.
        #[pallet::call_index(49)]
        #[pallet::weight((call_weights::sudo_set_commit_reveal_weights_enabled(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_commit_reveal_weights_enabled(
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

        /// Turns liquid alpha on or off.
        #[pallet::call_index(50)]
        #[pallet::weight((call_weights::sudo_set_liquid_alpha_enabled(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_liquid_alpha_enabled(
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

        /// Sets the bounds of liquid alpha, in parts of 65,535.
        #[pallet::call_index(51)]
        #[pallet::weight((call_weights::sudo_set_alpha_values(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_alpha_values(
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

        /// Sets the delay of a scheduled dissolution.
        #[pallet::call_index(55)]
        #[pallet::weight((call_weights::sudo_set_dissolve_network_schedule_duration(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_dissolve_network_schedule_duration(
            origin: OriginFor<T>,
            duration: BlockNumberFor<T>,
        ) -> DispatchResult {
            ensure_root(origin)?;
            DissolveNetworkScheduleDuration::<T>::put(duration);
            Self::announce(Announced::DissolveNetworkScheduleDurationSet(duration));
            Ok(())
        }

        /// Sets the epochs between commit and reveal.
        #[pallet::call_index(57)]
        #[pallet::weight((call_weights::sudo_set_commit_reveal_weights_interval(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_commit_reveal_weights_interval(
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

        /// Changes the authorities that finalise blocks, `in_blocks` from now.
        #[pallet::call_index(59)]
        #[pallet::weight((call_weights::schedule_grandpa_change().saturating_add(Weight::from_parts(15_444, 0).saturating_mul(next_authorities.len() as u64)), DispatchClass::Normal, Pays::Yes))]
        pub fn schedule_grandpa_change(
            origin: OriginFor<T>,
            next_authorities: sp_consensus_grandpa::AuthorityList,
            in_blocks: BlockNumberFor<T>,
            forced: Option<BlockNumberFor<T>>,
        ) -> DispatchResult {
            ensure_root(origin)?;
            T::Grandpa::schedule_change(next_authorities, in_blocks, forced)?;
            Ok(())
        }

        /// Sets the penalty on bonds out of consensus, in parts of 65,535.
        #[pallet::call_index(60)]
        #[pallet::weight((call_weights::sudo_set_bonds_penalty(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_bonds_penalty(
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

        /// Allows or forbids the transfer of stake.
        #[pallet::call_index(61)]
        #[pallet::weight((call_weights::sudo_set_toggle_transfer(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_toggle_transfer(
            origin: OriginFor<T>,
            netuid: NetUid,
            toggle: bool,
        ) -> DispatchResult {
            Self::by_owner(
                origin,
                netuid,
                TransactionType::OwnerHyperparamUpdate(Hyperparameter::TransferEnabled),
                |_| {
                    Self::ensure_window(netuid)?;
                    TransferToggle::<T>::insert(netuid, toggle);
                    Self::announce(Announced::TransferToggle(netuid, toggle));
                    Ok(())
                },
            )
        }

        /// Switches a precompile of the Ethereum machine on or off.
        #[pallet::call_index(62)]
        #[pallet::weight((call_weights::sudo_toggle_evm_precompile(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_toggle_evm_precompile(
            origin: OriginFor<T>,
            precompile_id: PrecompileEnum,
            enabled: bool,
        ) -> DispatchResult {
            ensure_root(origin)?;
            if PrecompileEnable::<T>::get(precompile_id) != enabled {
                PrecompileEnable::<T>::insert(precompile_id, enabled);
                Self::deposit_event(Event::PrecompileUpdated {
                    precompile_id,
                    enabled,
                });
            }
            Ok(())
        }

        /// Sets the weight of the present price in the moving average.
        #[pallet::call_index(63)]
        #[pallet::weight((call_weights::sudo_set_subnet_moving_alpha(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_subnet_moving_alpha(origin: OriginFor<T>, alpha: I96F32) -> DispatchResult {
            ensure_root(origin)?;
            SubnetMovingAlpha::<T>::put(alpha);
            Ok(())
        }

        /// Sets the blocks in which the inertia of the moving price halves.
        #[pallet::call_index(65)]
        #[pallet::weight((call_weights::sudo_set_ema_price_halving_period(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_ema_price_halving_period(
            origin: OriginFor<T>,
            netuid: NetUid,
            ema_halving: u64,
        ) -> DispatchResult {
            ensure_root(origin)?;
            EMAPriceHalvingBlocks::<T>::insert(netuid, ema_halving);
            Ok(())
        }

        /// Allows or forbids trading of the subnet's token.
        #[pallet::call_index(66)]
        #[pallet::weight((call_weights::sudo_set_subtoken_enabled(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_subtoken_enabled(
            origin: OriginFor<T>,
            netuid: NetUid,
            subtoken_enabled: bool,
        ) -> DispatchResult {
            ensure_root(origin)?;
            Self::ensure_window(netuid)?;
            SubtokenEnabled::<T>::insert(netuid, subtoken_enabled);
            Ok(())
        }

        /// Appoints the owner's hotkey.
        #[pallet::call_index(67)]
        #[pallet::weight((call_weights::sudo_set_sn_owner_hotkey(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_sn_owner_hotkey(
            origin: OriginFor<T>,
            netuid: NetUid,
            hotkey: T::AccountId,
        ) -> DispatchResult {
            Subtensor::<T>::do_set_owner_hotkey(origin, netuid, &hotkey)
        }

        /// Sets the steepness of liquid alpha.
        #[pallet::call_index(68)]
        #[pallet::weight((call_weights::sudo_set_alpha_sigmoid_steepness(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_alpha_sigmoid_steepness(
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

        /// Chooses between Yuma 2 and Yuma 3.
        #[pallet::call_index(69)]
        #[pallet::weight((call_weights::sudo_set_yuma3_enabled(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_yuma3_enabled(
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

        /// Chooses whether a new commitment resets bonds.
        #[pallet::call_index(70)]
        #[pallet::weight((call_weights::sudo_set_bonds_reset_enabled(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_bonds_reset_enabled(
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

        /// Sets the version of the commit-reveal scheme.
        #[pallet::call_index(71)]
        #[pallet::weight((call_weights::sudo_set_commit_reveal_version(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_commit_reveal_version(
            origin: OriginFor<T>,
            version: u16,
        ) -> DispatchResult {
            ensure_root(origin)?;
            CommitRevealWeightsVersion::<T>::put(version);
            Self::announce(Announced::CommitRevealVersionSet(version));
            Ok(())
        }

        /// Sets how many neurons of the owner are immune.
        #[pallet::call_index(72)]
        #[pallet::weight((call_weights::sudo_set_owner_immune_neuron_limit(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_owner_immune_neuron_limit(
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

        /// Sets the share of child dividends that burns.
        #[pallet::call_index(73)]
        #[pallet::weight((call_weights::sudo_set_ck_burn(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_ck_burn(origin: OriginFor<T>, burn: u64) -> DispatchResult {
            ensure_root(origin)?;
            CKBurn::<T>::put(burn);
            Ok(())
        }

        /// Sets the blocks before an epoch in which settings are frozen.
        #[pallet::call_index(74)]
        #[pallet::weight((call_weights::sudo_set_admin_freeze_window(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_admin_freeze_window(origin: OriginFor<T>, window: u16) -> DispatchResult {
            ensure_root(origin)?;
            AdminFreezeWindow::<T>::put(window);
            Self::announce(Announced::AdminFreezeWindowSet(window));
            Ok(())
        }

        /// Sets the epochs between two changes of a setting by an owner.
        #[pallet::call_index(75)]
        #[pallet::weight((call_weights::sudo_set_owner_hparam_rate_limit(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_owner_hparam_rate_limit(
            origin: OriginFor<T>,
            epochs: u16,
        ) -> DispatchResult {
            ensure_root(origin)?;
            OwnerHyperparamRateLimit::<T>::put(epochs);
            Self::announce(Announced::OwnerHyperparamRateLimitSet(epochs));
            Ok(())
        }

        /// Sets the number of mechanisms.
        #[pallet::call_index(76)]
        #[pallet::weight((call_weights::sudo_set_mechanism_count(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_mechanism_count(
            origin: OriginFor<T>,
            netuid: NetUid,
            mechanism_count: MechId,
        ) -> DispatchResult {
            Self::by_owner(
                origin,
                netuid,
                TransactionType::MechanismCountUpdate,
                |_| {
                    Self::ensure_window(netuid)?;
                    Subtensor::<T>::set_mechanism_count(netuid, mechanism_count)?;
                    Ok(())
                },
            )
        }

        /// Divides the emission among the mechanisms, in parts of 65,535.
        #[pallet::call_index(77)]
        #[pallet::weight((call_weights::sudo_set_mechanism_emission_split(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_mechanism_emission_split(
            origin: OriginFor<T>,
            netuid: NetUid,
            maybe_split: Option<Vec<u16>>,
        ) -> DispatchResult {
            Self::by_owner(origin, netuid, TransactionType::MechanismEmission, |_| {
                Self::ensure_window(netuid)?;
                Subtensor::<T>::set_mechanism_emission_split(netuid, maybe_split)?;
                Ok(())
            })
        }

        /// Removes the weakest neurons until `max_n` remain.
        #[pallet::call_index(78)]
        #[pallet::weight((call_weights::sudo_trim_to_max_allowed_uids(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_trim_to_max_allowed_uids(
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

        /// Sets the fewest neurons that trimming leaves.
        #[pallet::call_index(79)]
        #[pallet::weight((call_weights::sudo_set_min_allowed_uids(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_min_allowed_uids(
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

        /// Chooses what happens to incentive of the owner's neurons.
        #[pallet::call_index(80)]
        #[pallet::weight((call_weights::sudo_set_recycle_or_burn(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_recycle_or_burn(
            origin: OriginFor<T>,
            netuid: NetUid,
            recycle_or_burn: RecycleOrBurnEnum,
        ) -> DispatchResult {
            Self::by_owner(
                origin,
                netuid,
                TransactionType::OwnerHyperparamUpdate(Hyperparameter::RecycleOrBurn),
                |_| {
                    Self::ensure_window(netuid)?;
                    RecycleOrBurn::<T>::insert(netuid, recycle_or_burn);
                    Ok(())
                },
            )
        }

        /// Sets the flow that counts as none.
        #[pallet::call_index(81)]
        #[pallet::weight((call_weights::sudo_set_tao_flow_cutoff(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_tao_flow_cutoff(
            origin: OriginFor<T>,
            flow_cutoff: I64F64,
        ) -> DispatchResult {
            ensure_root(origin)?;
            TaoFlowCutoff::<T>::put(flow_cutoff);
            Ok(())
        }

        /// Sets the exponent of the normalised flow, 1 to 2.
        #[pallet::call_index(82)]
        #[pallet::weight((call_weights::sudo_set_tao_flow_normalization_exponent(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_tao_flow_normalization_exponent(
            origin: OriginFor<T>,
            exponent: U64F64,
        ) -> DispatchResult {
            ensure_root(origin)?;
            let range = U64F64::from_num(1)..=U64F64::from_num(2);
            ensure!(range.contains(&exponent), Error::<T>::InvalidValue);
            FlowNormExponent::<T>::put(exponent);
            Ok(())
        }

        /// Sets the smoothing of the flow.
        #[pallet::call_index(83)]
        #[pallet::weight((call_weights::sudo_set_tao_flow_smoothing_factor(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_tao_flow_smoothing_factor(
            origin: OriginFor<T>,
            smoothing_factor: u64,
        ) -> DispatchResult {
            ensure_root(origin)?;
            FlowEmaSmoothingFactor::<T>::put(smoothing_factor);
            Ok(())
        }

        /// Sets the fewest neurons without immunity.
        #[pallet::call_index(84)]
        #[pallet::weight((call_weights::sudo_set_min_non_immune_uids(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_min_non_immune_uids(
            origin: OriginFor<T>,
            netuid: NetUid,
            min: u16,
        ) -> DispatchResult {
            ensure_root(origin)?;
            MinNonImmuneUids::<T>::insert(netuid, min);
            Self::announce(Announced::MinNonImmuneUidsSet(netuid, min));
            Ok(())
        }

        /// Sets the blocks between registration and start of a subnet.
        #[pallet::call_index(85)]
        #[pallet::weight((call_weights::sudo_set_start_call_delay(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_start_call_delay(origin: OriginFor<T>, delay: u64) -> DispatchResult {
            ensure_root(origin)?;
            StartCallDelay::<T>::put(delay);
            Self::announce(Announced::StartCallDelaySet(delay));
            Ok(())
        }

        /// Sets the blocks between announcement and swap of a coldkey.
        #[pallet::call_index(86)]
        #[pallet::weight((call_weights::sudo_set_coldkey_swap_announcement_delay(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_coldkey_swap_announcement_delay(
            origin: OriginFor<T>,
            duration: BlockNumberFor<T>,
        ) -> DispatchResult {
            ensure_root(origin)?;
            ColdkeySwapAnnouncementDelay::<T>::put(duration);
            Self::announce(Announced::ColdkeySwapAnnouncementDelaySet(duration));
            Ok(())
        }

        /// Sets the blocks before a swap may be announced anew.
        #[pallet::call_index(87)]
        #[pallet::weight((call_weights::sudo_set_coldkey_swap_reannouncement_delay(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_coldkey_swap_reannouncement_delay(
            origin: OriginFor<T>,
            duration: BlockNumberFor<T>,
        ) -> DispatchResult {
            ensure_root(origin)?;
            ColdkeySwapReannouncementDelay::<T>::put(duration);
            Self::announce(Announced::ColdkeySwapReannouncementDelaySet(duration));
            Ok(())
        }

        /// Sets the most mechanisms of a subnet.
        #[pallet::call_index(88)]
        #[pallet::weight((call_weights::sudo_set_max_mechanism_count(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_max_mechanism_count(
            origin: OriginFor<T>,
            max_mechanism_count: MechId,
        ) -> DispatchResult {
            ensure_root(origin)?;
            Subtensor::<T>::set_max_mechanism_count(max_mechanism_count)?;
            Ok(())
        }

        /// Sets the blocks in which the price of a registration halves.
        #[pallet::call_index(89)]
        #[pallet::weight((call_weights::sudo_set_burn_half_life(), DispatchClass::Operational, Pays::Yes))]
        pub fn sudo_set_burn_half_life(
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

        /// Sets the factor by which a registration raises the price, 1 to 3.
        #[pallet::call_index(90)]
        #[pallet::weight((call_weights::sudo_set_burn_increase_mult(), DispatchClass::Operational, Pays::Yes))]
        pub fn sudo_set_burn_increase_mult(
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

        /// Chooses whether the protocol's own flow counts.
        #[pallet::call_index(91)]
        #[pallet::weight((call_weights::sudo_set_net_tao_flow_enabled(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_net_tao_flow_enabled(
            origin: OriginFor<T>,
            enabled: bool,
        ) -> DispatchResult {
            ensure_root(origin)?;
            NetTaoFlowEnabled::<T>::put(enabled);
            Ok(())
        }

        /// Chooses whether the owner gets a share.
        #[pallet::call_index(92)]
        #[pallet::weight((call_weights::sudo_set_owner_cut_enabled(), DispatchClass::Operational, Pays::Yes))]
        pub fn sudo_set_owner_cut_enabled(
            origin: OriginFor<T>,
            netuid: NetUid,
            enabled: bool,
        ) -> DispatchResult {
            Subtensor::<T>::ensure_subnet_owner_or_root(origin, netuid)?;
            Self::ensure_window(netuid)?;
            Self::ensure_exists(netuid)?;
            Self::ensure_not_root(netuid)?;
            OwnerCutEnabled::<T>::insert(netuid, enabled);
            Ok(())
        }

        /// Sets the least a child hotkey takes on the subnet.
        #[pallet::call_index(93)]
        #[pallet::weight((call_weights::sudo_set_min_childkey_take_per_subnet(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_min_childkey_take_per_subnet(
            origin: OriginFor<T>,
            netuid: NetUid,
            take: PerU16,
        ) -> DispatchResult {
            Self::by_owner(
                origin,
                netuid,
                TransactionType::OwnerHyperparamUpdate(Hyperparameter::MinChildkeyTake),
                |_| {
                    Self::ensure_window(netuid)?;
                    Self::ensure_exists(netuid)?;
                    let range = MinChildkeyTake::<T>::get()..=MaxChildkeyTake::<T>::get();
                    ensure!(range.contains(&take), Error::<T>::InvalidValue);
                    MinChildkeyTakePerSubnet::<T>::insert(netuid, take);
                    Self::announce(Announced::MinChildKeyTakePerSubnetSet(netuid, take));
                    Ok(())
                },
            )
        }

        /// Chooses whether the subnet's pool gets emission.
        #[pallet::call_index(94)]
        #[pallet::weight((call_weights::sudo_set_subnet_emission_enabled(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_subnet_emission_enabled(
            origin: OriginFor<T>,
            netuid: NetUid,
            enabled: bool,
        ) -> DispatchResult {
            ensure_root(origin)?;
            Self::ensure_exists(netuid)?;
            Self::ensure_not_root(netuid)?;
            SubnetEmissionEnabled::<T>::insert(netuid, enabled);
            Self::deposit_event(Event::SubnetEmissionEnabledSet { netuid, enabled });
            Ok(())
        }

        /// Chooses whether the owner's share is locked at once.
        #[pallet::call_index(95)]
        #[pallet::weight((call_weights::sudo_set_owner_cut_auto_lock_enabled(), DispatchClass::Operational, Pays::Yes))]
        pub fn sudo_set_owner_cut_auto_lock_enabled(
            origin: OriginFor<T>,
            netuid: NetUid,
            enabled: bool,
        ) -> DispatchResult {
            Subtensor::<T>::ensure_subnet_owner_or_root(origin, netuid)?;
            Self::ensure_window(netuid)?;
            Self::ensure_exists(netuid)?;
            Self::ensure_not_root(netuid)?;
            OwnerCutAutoLockEnabled::<T>::insert(netuid, enabled);
            Ok(())
        }

        /// Sets the most epochs in a block.
        #[pallet::call_index(96)]
        #[pallet::weight((call_weights::sudo_set_max_epochs_per_block(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_max_epochs_per_block(
            origin: OriginFor<T>,
            max_epochs_per_block: u8,
        ) -> DispatchResult {
            ensure_root(origin)?;
            ensure!(max_epochs_per_block >= 1, Error::<T>::ValueNotInBounds);
            MaxEpochsPerBlock::<T>::put(max_epochs_per_block);
            Self::announce(Announced::MaxEpochsPerBlockSet(max_epochs_per_block));
            Ok(())
        }

        /// Sets the activity cutoff in thousandths of a tempo.
        #[pallet::call_index(97)]
        #[pallet::weight((call_weights::sudo_set_activity_cutoff_factor(), DispatchClass::Normal, Pays::Yes))]
        pub fn sudo_set_activity_cutoff_factor(
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
                    let range = T::MinActivityCutoffFactorMilli::get()
                        ..=T::MaxActivityCutoffFactorMilli::get();
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
}
