//! What owners change of weights and epochs.

use super::*;

/// What owners change of weights and epochs.
pub(super) fn of_consensus(netuid: NetUid) -> Vec<Row> {
    use pallet_subtensor::Event as Says;
    vec![
        row(
            Call::sudo_set_weights_version_key {
                netuid,
                weights_version_key: 7,
            },
            Limited,
            move || WeightsVersionKey::<Runtime>::get(netuid) == 7,
        )
        .says(Says::WeightsVersionKeySet(netuid, 7))
        .window()
        .exists(),
        row(
            Call::sudo_set_min_allowed_weights {
                netuid,
                min_allowed_weights: 7,
            },
            Limited,
            move || MinAllowedWeights::<Runtime>::get(netuid) == 7,
        )
        .says(Says::MinAllowedWeightSet(netuid, 7))
        .window()
        .exists(),
        row(Call::sudo_set_rho { netuid, rho: 7 }, Limited, move || {
            Rho::<Runtime>::get(netuid) == 7
        })
        .window()
        .exists(),
        row(
            Call::sudo_set_bonds_moving_average {
                netuid,
                bonds_moving_average: 7,
            },
            Limited,
            move || BondsMovingAverage::<Runtime>::get(netuid) == 7,
        )
        .says(Says::BondsMovingAverageSet(netuid, 7))
        .window()
        .exists(),
        row(
            Call::sudo_set_commit_reveal_weights_enabled {
                netuid,
                enabled: false,
            },
            Limited,
            move || !CommitRevealWeightsEnabled::<Runtime>::get(netuid),
        )
        .says(Says::CommitRevealEnabled(netuid, false))
        .window()
        .exists(),
        row(
            Call::sudo_set_liquid_alpha_enabled {
                netuid,
                enabled: false,
            },
            Limited,
            move || !LiquidAlphaOn::<Runtime>::get(netuid),
        )
        .window(),
        row(
            Call::sudo_set_alpha_values {
                netuid,
                alpha_low: 2_000,
                alpha_high: 3_000,
            },
            Limited,
            move || AlphaValues::<Runtime>::get(netuid) == (2_000, 3_000),
        )
        .window(),
        row(
            Call::sudo_set_commit_reveal_weights_interval {
                netuid,
                interval: 7,
            },
            Limited,
            move || RevealPeriodEpochs::<Runtime>::get(netuid) == 7,
        )
        .says(Says::CommitRevealPeriodsSet(netuid, 7))
        .window()
        .exists(),
        row(
            Call::sudo_set_bonds_penalty {
                netuid,
                bonds_penalty: 7,
            },
            Limited,
            move || BondsPenalty::<Runtime>::get(netuid) == 7,
        )
        .says(Says::BondsPenaltySet(netuid, 7))
        .window()
        .exists(),
        row(
            Call::sudo_set_alpha_sigmoid_steepness {
                netuid,
                steepness: 7,
            },
            Limited,
            move || AlphaSigmoidSteepness::<Runtime>::get(netuid) == 7,
        )
        .window()
        .exists(),
        row(
            Call::sudo_set_yuma3_enabled {
                netuid,
                enabled: true,
            },
            Limited,
            move || Yuma3On::<Runtime>::get(netuid),
        )
        .says_itself(Event::Yuma3EnableToggled {
            netuid,
            enabled: true,
        })
        .window(),
        row(
            Call::sudo_set_bonds_reset_enabled {
                netuid,
                enabled: true,
            },
            Limited,
            move || {
                BondsResetOn::<Runtime>::get(netuid)
                    && events().contains(&RuntimeEvent::SubtensorModule(Says::BondsResetOnSet(
                        netuid, true,
                    )))
            },
        )
        .says_itself(Event::BondsResetToggled {
            netuid,
            enabled: true,
        })
        .window(),
    ]
}
