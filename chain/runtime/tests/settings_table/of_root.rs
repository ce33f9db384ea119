//! Settings of a subnet that only root changes.

use super::*;

/// Settings of one subnet that only root changes.
pub(super) fn of_root(netuid: NetUid) -> Vec<Row> {
    use pallet_subtensor::Event as Says;
    vec![
        row(
            Call::sudo_set_min_difficulty {
                netuid,
                min_difficulty: 7,
            },
            Root,
            move || MinDifficulty::<Runtime>::get(netuid) == 7,
        )
        .says(Says::MinDifficultySet(netuid, 7))
        .window()
        .exists(),
        row(
            Call::sudo_set_weights_set_rate_limit {
                netuid,
                weights_set_rate_limit: 7,
            },
            Root,
            move || WeightsSetRateLimit::<Runtime>::get(netuid) == 7,
        )
        .says(Says::WeightsSetRateLimitSet(netuid, 7))
        .exists(),
        row(
            Call::sudo_set_adjustment_interval {
                netuid,
                adjustment_interval: 7,
            },
            Root,
            move || AdjustmentInterval::<Runtime>::get(netuid) == 7,
        )
        .says(Says::AdjustmentIntervalSet(netuid, 7))
        .exists(),
        row(Call::sudo_set_kappa { netuid, kappa: 7 }, Root, move || {
            Kappa::<Runtime>::get(netuid) == 7
        })
        .says(Says::KappaSet(netuid, 7))
        .exists(),
        row(
            Call::sudo_set_network_registration_allowed {
                netuid,
                registration_allowed: false,
            },
            Root,
            move || !NetworkRegistrationAllowed::<Runtime>::get(netuid),
        )
        .says(Says::RegistrationAllowed(netuid, false)),
        row(
            Call::sudo_set_target_registrations_per_interval {
                netuid,
                target_registrations_per_interval: 7,
            },
            Root,
            move || TargetRegistrationsPerInterval::<Runtime>::get(netuid) == 7,
        )
        .says(Says::RegistrationPerIntervalSet(netuid, 7))
        .window()
        .exists(),
        row(
            Call::sudo_set_difficulty {
                netuid,
                difficulty: 7,
            },
            Root,
            move || Difficulty::<Runtime>::get(netuid) == 7,
        )
        .says(Says::DifficultySet(netuid, 7))
        .window()
        .exists(),
        row(
            Call::sudo_set_max_allowed_validators {
                netuid,
                max_allowed_validators: 7,
            },
            Root,
            move || MaxAllowedValidators::<Runtime>::get(netuid) == 7,
        )
        .says(Says::MaxAllowedValidatorsSet(netuid, 7))
        .window()
        .exists(),
        row(
            Call::sudo_set_max_registrations_per_block {
                netuid,
                max_registrations_per_block: 7,
            },
            Root,
            move || MaxRegistrationsPerBlock::<Runtime>::get(netuid) == 7,
        )
        .says(Says::MaxRegistrationsPerBlockSet(netuid, 7))
        .window()
        .exists(),
        row(Call::sudo_set_tempo { netuid, tempo: 7 }, Root, move || {
            Tempo::<Runtime>::get(netuid) == 7 && LastEpochBlock::<Runtime>::get(netuid) == 1
        })
        .says(Says::TempoSet(netuid, 7))
        .window()
        .exists(),
        row(
            Call::sudo_set_rao_recycled {
                netuid,
                rao_recycled: tao(7),
            },
            Root,
            move || RAORecycledForRegistration::<Runtime>::get(netuid) == tao(7),
        )
        .says(Says::RAORecycledForRegistrationSet(netuid, tao(7)))
        .exists(),
        row(
            Call::sudo_set_ema_price_halving_period {
                netuid,
                ema_halving: 7,
            },
            Root,
            move || EMAPriceHalvingBlocks::<Runtime>::get(netuid) == 7,
        ),
        row(
            Call::sudo_set_subtoken_enabled {
                netuid,
                subtoken_enabled: true,
            },
            Root,
            move || SubtokenEnabled::<Runtime>::get(netuid),
        )
        .window(),
        row(
            Call::sudo_set_min_allowed_uids {
                netuid,
                min_allowed_uids: 2,
            },
            Root,
            move || MinAllowedUids::<Runtime>::get(netuid) == 2,
        )
        .says(Says::MinAllowedUidsSet(netuid, 2))
        .window()
        .exists(),
        row(
            Call::sudo_set_min_non_immune_uids { netuid, min: 7 },
            Root,
            move || MinNonImmuneUids::<Runtime>::get(netuid) == 7,
        )
        .says(Says::MinNonImmuneUidsSet(netuid, 7)),
        row(
            Call::sudo_set_subnet_emission_enabled {
                netuid,
                enabled: false,
            },
            Root,
            move || !SubnetEmissionEnabled::<Runtime>::get(netuid),
        )
        .says_itself(Event::SubnetEmissionEnabledSet {
            netuid,
            enabled: false,
        })
        .exists(),
    ]
}
