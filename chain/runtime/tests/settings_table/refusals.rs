//! Values that are refused.

use super::*;

/// Calls whose value is refused, and how.
fn refused() -> Vec<(Call<Runtime>, DispatchError)> {
    type Main = pallet_subtensor::Error<Runtime>;
    type Own = Error<Runtime>;
    let netuid = FIRST;
    let count = MechId::new;
    let split = |split: Vec<u16>| Call::sudo_set_mechanism_emission_split {
        netuid,
        maybe_split: Some(split),
    };
    let mult = |mult: f64| Call::sudo_set_burn_increase_mult {
        netuid,
        burn_increase_mult: U64F64::from_num(mult),
    };
    let exponent = |exponent: f64| Call::sudo_set_tao_flow_normalization_exponent {
        exponent: U64F64::from_num(exponent),
    };
    let own = |call, error: Own| (call, error.into());
    let main = |call, error: Main| (call, error.into());
    vec![
        own(
            Call::sudo_set_max_allowed_uids {
                netuid,
                max_allowed_uids: 65,
            },
            Own::MaxAllowedUIdsLessThanCurrentUIds,
        ),
        main(
            Call::sudo_set_max_allowed_uids {
                netuid,
                max_allowed_uids: 129,
            },
            Main::TooManyUIDsPerMechanism,
        ),
        main(
            Call::sudo_set_activity_cutoff {
                netuid,
                activity_cutoff: 359,
            },
            Main::ActivityCutoffTooLow,
        ),
        own(
            Call::sudo_set_min_burn {
                netuid,
                min_burn: tao(1_000_000_000),
            },
            Own::ValueNotInBounds,
        ),
        own(
            Call::sudo_set_min_burn {
                netuid,
                min_burn: tao(200_000_000),
            },
            Own::ValueNotInBounds,
        ),
        own(
            Call::sudo_set_max_burn {
                netuid,
                max_burn: tao(100_000_000),
            },
            Own::ValueNotInBounds,
        ),
        own(
            Call::sudo_set_max_allowed_validators {
                netuid,
                max_allowed_validators: 129,
            },
            Own::MaxValidatorsLargerThanMaxUIds,
        ),
        own(
            Call::sudo_set_min_allowed_uids {
                netuid,
                min_allowed_uids: 128,
            },
            Own::MinAllowedUidsGreaterThanMaxAllowedUids,
        ),
        own(
            Call::sudo_set_min_allowed_uids {
                netuid,
                min_allowed_uids: 66,
            },
            Own::MinAllowedUidsGreaterThanCurrentUids,
        ),
        main(
            Call::sudo_set_owner_immune_neuron_limit {
                netuid,
                immune_neurons: 0,
            },
            Main::InvalidValue,
        ),
        main(
            Call::sudo_set_owner_immune_neuron_limit {
                netuid,
                immune_neurons: 11,
            },
            Main::InvalidValue,
        ),
        main(
            Call::sudo_set_mechanism_count {
                netuid,
                mechanism_count: count(0),
            },
            Main::InvalidValue,
        ),
        main(
            Call::sudo_set_mechanism_count {
                netuid,
                mechanism_count: count(3),
            },
            Main::InvalidValue,
        ),
        main(split(vec![]), Main::InvalidValue),
        main(split(vec![1, 2, 3]), Main::InvalidValue),
        main(split(vec![u16::MAX, 1]), Main::InvalidValue),
        main(
            Call::sudo_set_max_mechanism_count {
                max_mechanism_count: count(0),
            },
            Main::InvalidValue,
        ),
        main(
            Call::sudo_set_max_mechanism_count {
                max_mechanism_count: count(17),
            },
            Main::InvalidValue,
        ),
        main(
            Call::sudo_trim_to_max_allowed_uids { netuid, max_n: 63 },
            Main::InvalidValue,
        ),
        main(
            Call::sudo_trim_to_max_allowed_uids { netuid, max_n: 129 },
            Main::InvalidValue,
        ),
        main(
            Call::sudo_trim_to_max_allowed_uids { netuid, max_n: 64 },
            Main::TrimmingWouldExceedMaxImmunePercentage,
        ),
        own(exponent(0.5), Own::InvalidValue),
        own(exponent(2.5), Own::InvalidValue),
        own(
            Call::sudo_set_burn_half_life {
                netuid,
                burn_half_life: 0,
            },
            Own::InvalidValue,
        ),
        own(
            Call::sudo_set_burn_half_life {
                netuid,
                burn_half_life: 36_101,
            },
            Own::InvalidValue,
        ),
        own(mult(0.5), Own::InvalidValue),
        own(mult(3.5), Own::InvalidValue),
        own(
            Call::sudo_set_min_childkey_take_per_subnet {
                netuid,
                take: PerU16::from_parts(11_797),
            },
            Own::InvalidValue,
        ),
        own(
            Call::sudo_set_max_epochs_per_block {
                max_epochs_per_block: 0,
            },
            Own::ValueNotInBounds,
        ),
        main(
            Call::sudo_set_activity_cutoff_factor {
                netuid,
                factor_milli: 999,
            },
            Main::ActivityCutoffFactorMilliOutOfBounds,
        ),
        main(
            Call::sudo_set_activity_cutoff_factor {
                netuid,
                factor_milli: 50_001,
            },
            Main::ActivityCutoffFactorMilliOutOfBounds,
        ),
    ]
}

#[test]
fn values_out_of_bounds_are_refused_from_root_too() {
    with_subnet(|| {
        for number in 0..62u8 {
            SubtensorModule::append_neuron(FIRST, &AccountId::new([number + 1; 32]), 1);
        }
        MaxBurn::<Runtime>::insert(FIRST, tao(200_000_000));
        MechanismCountCurrent::<Runtime>::insert(FIRST, MechId::new(2));
        for (call, error) in refused() {
            let row = row(call, Root, || true);
            assert_eq!(row.make(root()), Err(error), "{:?}", row.call);
        }
        let slow = Call::sudo_set_bonds_moving_average {
            netuid: FIRST,
            bonds_moving_average: 975_001,
        };
        let row = row(slow, Limited, || true);
        let error: DispatchError = Error::<Runtime>::BondsMovingAverageMaxReached.into();
        assert_noop!(row.make(signed(OWNER)), error);
        assert_ok!(row.make(root()));
    });
}

#[test]
fn a_precompile_is_announced_when_it_changes() {
    with_subnet(|| {
        let on = Call::sudo_toggle_evm_precompile {
            precompile_id: PrecompileEnum::Alpha,
            enabled: true,
        };
        let before = events().len();
        assert_ok!(row(on, Root, || true).make(root()));
        assert_eq!(events().len(), before);
        assert!(!PrecompileEnable::<Runtime>::contains_key(
            PrecompileEnum::Alpha
        ));
    });
}

#[test]
fn the_owners_hotkey_is_limited_for_root_too() {
    with_subnet(|| {
        let hotkey = |hotkey| {
            row(
                Call::sudo_set_sn_owner_hotkey {
                    netuid: FIRST,
                    hotkey,
                },
                Limited,
                || true,
            )
        };
        let system = SubtensorModule::subnet_account_of(FIRST);
        let error: DispatchError =
            pallet_subtensor::Error::<Runtime>::CannotUseSystemAccount.into();
        assert_noop!(hotkey(system).make(root()), error);
        assert_ok!(hotkey(account("Eve")).make(root()));
        let error: DispatchError = pallet_subtensor::Error::<Runtime>::TxRateLimitExceeded.into();
        assert_noop!(hotkey(account("Dave")).make(root()), error);
    });
}
