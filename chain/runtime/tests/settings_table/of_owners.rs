//! What owners change of registration, seats and takes.

use super::*;

/// What owners change of registration, seats and takes.
pub(super) fn of_owners(netuid: NetUid) -> Vec<Row> {
    use pallet_subtensor::Event as Says;
    let mult = U64F64::from_num(2.5);
    let take = PerU16::from_parts(5_000);
    let hotkey = account("Dave");
    vec![
        row(
            Call::sudo_set_serving_rate_limit {
                netuid,
                serving_rate_limit: 7,
            },
            Limited,
            move || ServingRateLimit::<Runtime>::get(netuid) == 7,
        )
        .says(Says::ServingRateLimitSet(netuid, 7))
        .window(),
        row(
            Call::sudo_set_max_difficulty {
                netuid,
                max_difficulty: 7,
            },
            Limited,
            move || MaxDifficulty::<Runtime>::get(netuid) == 7,
        )
        .says(Says::MaxDifficultySet(netuid, 7))
        .window()
        .exists(),
        row(
            Call::sudo_set_adjustment_alpha {
                netuid,
                adjustment_alpha: 7,
            },
            Limited,
            move || AdjustmentAlpha::<Runtime>::get(netuid) == 7,
        )
        .says(Says::AdjustmentAlphaSet(netuid, 7))
        .window()
        .exists(),
        row(
            Call::sudo_set_immunity_period {
                netuid,
                immunity_period: 7,
            },
            Limited,
            move || ImmunityPeriod::<Runtime>::get(netuid) == 7,
        )
        .says(Says::ImmunityPeriodSet(netuid, 7))
        .window()
        .exists(),
        row(
            Call::sudo_set_max_allowed_uids {
                netuid,
                max_allowed_uids: 100,
            },
            Limited,
            move || MaxAllowedUids::<Runtime>::get(netuid) == 100,
        )
        .says(Says::MaxAllowedUidsSet(netuid, 100))
        .window()
        .exists(),
        row(
            Call::sudo_set_activity_cutoff {
                netuid,
                activity_cutoff: 700,
            },
            Limited,
            move || ActivityCutoff::<Runtime>::get(netuid) == 700,
        )
        .says(Says::ActivityCutoffSet(netuid, 700))
        .window()
        .exists(),
        row(
            Call::sudo_set_min_burn {
                netuid,
                min_burn: tao(700_000),
            },
            Limited,
            move || MinBurn::<Runtime>::get(netuid) == tao(700_000),
        )
        .says(Says::MinBurnSet(netuid, tao(700_000)))
        .window()
        .exists(),
        row(
            Call::sudo_set_max_burn {
                netuid,
                max_burn: tao(7_000_000_000),
            },
            Limited,
            move || MaxBurn::<Runtime>::get(netuid) == tao(7_000_000_000),
        )
        .says(Says::MaxBurnSet(netuid, tao(7_000_000_000)))
        .window()
        .exists(),
        row(
            Call::sudo_set_toggle_transfer {
                netuid,
                toggle: false,
            },
            Limited,
            move || !TransferToggle::<Runtime>::get(netuid),
        )
        .says(Says::TransferToggle(netuid, false))
        .window(),
        row(
            Call::sudo_set_owner_immune_neuron_limit {
                netuid,
                immune_neurons: 7,
            },
            Limited,
            move || ImmuneOwnerUidsLimit::<Runtime>::get(netuid) == 7,
        )
        .window(),
        row(
            Call::sudo_set_mechanism_count {
                netuid,
                mechanism_count: MechId::new(2),
            },
            Limited,
            move || MechanismCountCurrent::<Runtime>::get(netuid) == MechId::new(2),
        )
        .window()
        .missing(pallet_subtensor::Error::<Runtime>::MechanismDoesNotExist),
        row(
            Call::sudo_set_mechanism_emission_split {
                netuid,
                maybe_split: Some(vec![u16::MAX]),
            },
            Limited,
            move || MechanismEmissionSplit::<Runtime>::get(netuid) == Some(vec![u16::MAX]),
        )
        .window()
        .missing(pallet_subtensor::Error::<Runtime>::MechanismDoesNotExist),
        row(
            Call::sudo_trim_to_max_allowed_uids { netuid, max_n: 100 },
            Limited,
            move || MaxAllowedUids::<Runtime>::get(netuid) == 100,
        )
        .window()
        .missing(pallet_subtensor::Error::<Runtime>::SubnetNotExists),
        row(
            Call::sudo_set_recycle_or_burn {
                netuid,
                recycle_or_burn: RecycleOrBurnEnum::Recycle,
            },
            Limited,
            move || RecycleOrBurn::<Runtime>::get(netuid) == RecycleOrBurnEnum::Recycle,
        )
        .window(),
        row(
            Call::sudo_set_burn_half_life {
                netuid,
                burn_half_life: 7,
            },
            Limited,
            move || BurnHalfLife::<Runtime>::get(netuid) == 7,
        )
        .says_itself(Event::BurnHalfLifeSet {
            netuid,
            burn_half_life: 7,
        })
        .window()
        .exists(),
        row(
            Call::sudo_set_burn_increase_mult {
                netuid,
                burn_increase_mult: mult,
            },
            Limited,
            move || BurnIncreaseMult::<Runtime>::get(netuid) == mult,
        )
        .says_itself(Event::BurnIncreaseMultSet {
            netuid,
            burn_increase_mult: mult,
        })
        .window()
        .exists(),
        row(
            Call::sudo_set_min_childkey_take_per_subnet { netuid, take },
            Limited,
            move || MinChildkeyTakePerSubnet::<Runtime>::get(netuid) == take,
        )
        .says(Says::MinChildKeyTakePerSubnetSet(netuid, take))
        .window()
        .exists(),
        row(
            Call::sudo_set_activity_cutoff_factor {
                netuid,
                factor_milli: 7_000,
            },
            Limited,
            move || ActivityCutoffFactorMilli::<Runtime>::get(netuid) == 7_000,
        )
        .says(Says::ActivityCutoffFactorMilliSet {
            netuid,
            factor_milli: 7_000,
        }),
        row(
            Call::sudo_set_owner_cut_enabled {
                netuid,
                enabled: false,
            },
            Free,
            move || !OwnerCutEnabled::<Runtime>::get(netuid),
        )
        .window()
        .exists(),
        row(
            Call::sudo_set_owner_cut_auto_lock_enabled {
                netuid,
                enabled: true,
            },
            Free,
            move || OwnerCutAutoLockEnabled::<Runtime>::get(netuid),
        )
        .window()
        .exists(),
        row(
            Call::sudo_set_sn_owner_hotkey {
                netuid,
                hotkey: hotkey.clone(),
            },
            Limited,
            {
                let hotkey = hotkey.clone();
                move || SubnetOwnerHotkey::<Runtime>::get(netuid) == hotkey
            },
        )
        .says(Says::SubnetOwnerHotkeySet(netuid, hotkey))
        .missing(pallet_subtensor::Error::<Runtime>::SubnetNotExists),
    ]
}
