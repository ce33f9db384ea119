//! Settings of the whole chain.

use super::*;

/// Settings of the whole chain.
pub(super) fn of_the_chain() -> Vec<Row> {
    use pallet_subtensor::Event as Says;
    let take = PerU16::from_parts(5_000);
    let exponent = U64F64::from_num(1.5);
    let cutoff = I64F64::from_num(7);
    let alpha = I96F32::from_num(0.25);
    vec![
        row(
            Call::sudo_set_default_take { default_take: take },
            Root,
            move || MaxDelegateTake::<Runtime>::get() == take,
        )
        .says(Says::MaxDelegateTakeSet(take)),
        row(
            Call::sudo_set_tx_rate_limit { tx_rate_limit: 7 },
            Root,
            || TxRateLimit::<Runtime>::get() == 7,
        )
        .says(Says::TxRateLimitSet(7)),
        row(
            Call::sudo_set_subnet_owner_cut {
                subnet_owner_cut: 7,
            },
            Root,
            || SubnetOwnerCut::<Runtime>::get() == 7,
        )
        .says(Says::SubnetOwnerCutSet(7)),
        row(
            Call::sudo_set_network_rate_limit { rate_limit: 7 },
            Root,
            || NetworkRateLimit::<Runtime>::get() == 7,
        )
        .says(Says::NetworkRateLimitSet(7)),
        row(
            Call::sudo_set_network_immunity_period { immunity_period: 7 },
            Root,
            || NetworkImmunityPeriod::<Runtime>::get() == 7,
        )
        .says(Says::NetworkImmunityPeriodSet(7)),
        row(
            Call::sudo_set_network_min_lock_cost { lock_cost: tao(7) },
            Root,
            || NetworkMinLockCost::<Runtime>::get() == tao(7),
        )
        .says(Says::NetworkMinLockCostSet(tao(7))),
        row(Call::sudo_set_subnet_limit { max_subnets: 7 }, Root, || {
            SubnetLimit::<Runtime>::get() == 7
        })
        .says(Says::SubnetLimitSet(7)),
        row(
            Call::sudo_set_lock_reduction_interval { interval: 7 },
            Root,
            || NetworkLockReductionInterval::<Runtime>::get() == 7,
        )
        .says(Says::NetworkLockCostReductionIntervalSet(7)),
        row(
            Call::sudo_set_stake_threshold { min_stake: 7 },
            Root,
            || StakeThreshold::<Runtime>::get() == 7,
        )
        .says(Says::StakeThresholdSet(7)),
        row(
            Call::sudo_set_nominator_min_required_stake { min_stake: 7 },
            Root,
            || NominatorMinRequiredStake::<Runtime>::get() == 7,
        ),
        row(
            Call::sudo_set_tx_delegate_take_rate_limit { tx_rate_limit: 7 },
            Root,
            || TxDelegateTakeRateLimit::<Runtime>::get() == 7,
        )
        .says(Says::TxDelegateTakeRateLimitSet(7)),
        row(Call::sudo_set_min_delegate_take { take }, Root, move || {
            MinDelegateTake::<Runtime>::get() == take
        })
        .says(Says::MinDelegateTakeSet(take)),
        row(
            Call::sudo_set_dissolve_network_schedule_duration { duration: 7 },
            Root,
            || DissolveNetworkScheduleDuration::<Runtime>::get() == 7,
        )
        .says(Says::DissolveNetworkScheduleDurationSet(7)),
        row(
            Call::sudo_toggle_evm_precompile {
                precompile_id: PrecompileEnum::Leasing,
                enabled: false,
            },
            Root,
            || !PrecompileEnable::<Runtime>::get(PrecompileEnum::Leasing),
        )
        .says_itself(Event::PrecompileUpdated {
            precompile_id: PrecompileEnum::Leasing,
            enabled: false,
        }),
        row(
            Call::sudo_set_subnet_moving_alpha { alpha },
            Root,
            move || SubnetMovingAlpha::<Runtime>::get() == alpha,
        ),
        row(
            Call::sudo_set_commit_reveal_version { version: 7 },
            Root,
            || CommitRevealWeightsVersion::<Runtime>::get() == 7,
        )
        .says(Says::CommitRevealVersionSet(7)),
        row(Call::sudo_set_ck_burn { burn: 7 }, Root, || {
            CKBurn::<Runtime>::get() == 7
        }),
        row(
            Call::sudo_set_admin_freeze_window { window: 7 },
            Root,
            || AdminFreezeWindow::<Runtime>::get() == 7,
        )
        .says(Says::AdminFreezeWindowSet(7)),
        row(
            Call::sudo_set_owner_hparam_rate_limit { epochs: 7 },
            Root,
            || OwnerHyperparamRateLimit::<Runtime>::get() == 7,
        )
        .says(Says::OwnerHyperparamRateLimitSet(7)),
        row(
            Call::sudo_set_tao_flow_cutoff {
                flow_cutoff: cutoff,
            },
            Root,
            move || TaoFlowCutoff::<Runtime>::get() == cutoff,
        ),
        row(
            Call::sudo_set_tao_flow_normalization_exponent { exponent },
            Root,
            move || FlowNormExponent::<Runtime>::get() == exponent,
        ),
        row(
            Call::sudo_set_tao_flow_smoothing_factor {
                smoothing_factor: 7,
            },
            Root,
            || FlowEmaSmoothingFactor::<Runtime>::get() == 7,
        ),
        row(Call::sudo_set_start_call_delay { delay: 7 }, Root, || {
            StartCallDelay::<Runtime>::get() == 7
        })
        .says(Says::StartCallDelaySet(7)),
        row(
            Call::sudo_set_coldkey_swap_announcement_delay { duration: 7 },
            Root,
            || ColdkeySwapAnnouncementDelay::<Runtime>::get() == 7,
        )
        .says(Says::ColdkeySwapAnnouncementDelaySet(7)),
        row(
            Call::sudo_set_coldkey_swap_reannouncement_delay { duration: 7 },
            Root,
            || ColdkeySwapReannouncementDelay::<Runtime>::get() == 7,
        )
        .says(Says::ColdkeySwapReannouncementDelaySet(7)),
        row(
            Call::sudo_set_max_mechanism_count {
                max_mechanism_count: MechId::new(7),
            },
            Root,
            || MaxMechanismCount::<Runtime>::get() == MechId::new(7),
        ),
        row(
            Call::sudo_set_net_tao_flow_enabled { enabled: false },
            Root,
            || !NetTaoFlowEnabled::<Runtime>::get(),
        ),
        row(
            Call::sudo_set_max_epochs_per_block {
                max_epochs_per_block: 7,
            },
            Root,
            || MaxEpochsPerBlock::<Runtime>::get() == 7,
        )
        .says(Says::MaxEpochsPerBlockSet(7)),
    ]
}
