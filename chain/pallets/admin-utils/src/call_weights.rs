//! Execution weights of the calls: wire data, because fees follow from them.

use frame_support::weights::Weight;

const READ_TIME_PS: u64 = 25_000_000;
const WRITE_TIME_PS: u64 = 100_000_000;

const fn weight(base_time_ps: u64, proof_bytes: u64, reads: u64, writes: u64) -> Weight {
    let database = reads
        .saturating_mul(READ_TIME_PS)
        .saturating_add(writes.saturating_mul(WRITE_TIME_PS));
    Weight::from_parts(base_time_ps.saturating_add(database), proof_bytes)
}

/// One row is a call: picoseconds without the database, bytes of proof, reads, writes.
macro_rules! call_weights {
    ($($call:ident: $base:literal, $proof:literal, $reads:literal, $writes:literal;)*) => {
        $(
            #[doc = concat!("Weight of `", stringify!($call), "`.")]
            pub const fn $call() -> Weight {
                weight($base, $proof, $reads, $writes)
            }
        )*
    };
}

/// Weight of `swap_authorities` with so many new authorities.
pub const fn swap_authorities(count: usize) -> Weight {
    weight(4_442_146, 0, 0, 1).saturating_add(each(29_392, count))
}

/// Weight of `schedule_grandpa_change` with so many new authorities.
pub const fn schedule_grandpa_change(count: usize) -> Weight {
    weight(7_972_506, 2_779, 1, 1).saturating_add(each(15_444, count))
}

const fn each(time_ps: u64, count: usize) -> Weight {
    Weight::from_parts(time_ps, 0).saturating_mul(count as u64)
}

call_weights! {
    sudo_set_default_take: 5_400_000, 0, 0, 1;
    sudo_set_tx_rate_limit: 5_440_000, 0, 0, 1;
    sudo_set_serving_rate_limit: 28_633_000, 4_212, 4, 1;
    sudo_set_min_difficulty: 34_554_000, 4_383, 5, 1;
    sudo_set_max_difficulty: 34_704_000, 4_383, 5, 1;
    sudo_set_weights_version_key: 34_204_000, 4_383, 5, 1;
    sudo_set_weights_set_rate_limit: 16_420_000, 4_084, 1, 1;
    sudo_set_adjustment_interval: 16_320_000, 4_084, 1, 1;
    sudo_set_adjustment_alpha: 14_000_000, 0, 1, 1;
    sudo_set_immunity_period: 34_414_000, 4_383, 5, 1;
    sudo_set_min_allowed_weights: 34_664_000, 4_383, 5, 1;
    sudo_set_max_allowed_uids: 43_381_000, 4_433, 8, 1;
    sudo_set_kappa: 16_301_000, 4_084, 1, 1;
    sudo_set_rho: 31_268_000, 4_383, 5, 1;
    sudo_set_activity_cutoff: 35_165_000, 4_383, 6, 1;
    sudo_set_network_registration_allowed: 7_113_000, 0, 0, 1;
    sudo_set_network_pow_registration_allowed: 14_000_000, 0, 0, 1;
    sudo_set_target_registrations_per_interval: 34_103_000, 4_383, 5, 1;
    sudo_set_min_burn: 37_780_000, 4_385, 6, 1;
    sudo_set_max_burn: 36_949_000, 4_410, 6, 1;
    sudo_set_difficulty: 34_434_000, 4_383, 5, 1;
    sudo_set_max_allowed_validators: 35_896_000, 4_383, 6, 1;
    sudo_set_bonds_moving_average: 34_495_000, 4_383, 5, 1;
    sudo_set_max_registrations_per_block: 34_604_000, 4_383, 5, 1;
    sudo_set_subnet_owner_cut: 14_000_000, 0, 0, 1;
    sudo_set_network_rate_limit: 14_000_000, 0, 0, 1;
    sudo_set_tempo: 36_298_000, 4_383, 5, 2;
    sudo_set_total_issuance: 5_931_000, 0, 0, 0;
    sudo_set_network_immunity_period: 14_000_000, 0, 0, 1;
    sudo_set_network_min_lock_cost: 14_000_000, 0, 0, 1;
    sudo_set_subnet_limit: 14_000_000, 0, 0, 1;
    sudo_set_lock_reduction_interval: 14_000_000, 0, 0, 1;
    sudo_set_rao_recycled: 16_541_000, 4_084, 1, 1;
    sudo_set_stake_threshold: 5_500_000, 0, 0, 1;
    sudo_set_nominator_min_required_stake: 30_697_000, 6_890, 5, 1;
    sudo_set_tx_delegate_take_rate_limit: 5_420_000, 0, 0, 1;
    sudo_set_min_delegate_take: 5_490_000, 0, 0, 1;
    sudo_set_commit_reveal_weights_enabled: 34_544_000, 4_383, 5, 1;
    sudo_set_liquid_alpha_enabled: 25_538_000, 4_280, 4, 1;
    sudo_set_alpha_values: 34_224_000, 4_427, 5, 1;
    sudo_set_dissolve_network_schedule_duration: 5_591_000, 0, 0, 1;
    sudo_set_commit_reveal_weights_interval: 34_654_000, 4_383, 5, 1;
    sudo_set_bonds_penalty: 34_354_000, 4_383, 5, 1;
    sudo_set_toggle_transfer: 28_343_000, 4_280, 4, 1;
    sudo_toggle_evm_precompile: 6_162_000, 3_507, 1, 0;
    sudo_set_subnet_moving_alpha: 2_955_000, 0, 0, 1;
    sudo_set_ema_price_halving_period: 4_198_000, 0, 0, 1;
    sudo_set_subtoken_enabled: 25_467_000, 4_280, 4, 1;
    sudo_set_sn_owner_hotkey: 25_687_000, 4_177, 2, 2;
    sudo_set_alpha_sigmoid_steepness: 31_438_000, 4_383, 5, 1;
    sudo_set_yuma3_enabled: 28_583_000, 4_280, 4, 1;
    sudo_set_bonds_reset_enabled: 30_507_000, 4_280, 4, 1;
    sudo_set_commit_reveal_version: 6_052_000, 0, 0, 1;
    sudo_set_owner_immune_neuron_limit: 25_107_000, 4_280, 4, 1;
    sudo_set_ck_burn: 15_650_000, 0, 1, 1;
    sudo_set_admin_freeze_window: 5_450_000, 0, 0, 1;
    sudo_set_owner_hparam_rate_limit: 5_471_000, 0, 0, 1;
    sudo_set_mechanism_count: 15_000_000, 0, 1, 1;
    sudo_set_mechanism_emission_split: 15_000_000, 0, 1, 1;
    sudo_trim_to_max_allowed_uids: 38_302_000, 4_398, 8, 1;
    sudo_set_min_allowed_uids: 37_890_000, 4_383, 7, 1;
    sudo_set_recycle_or_burn: 20_000_000, 0, 2, 2;
    sudo_set_tao_flow_cutoff: 7_343_000, 0, 0, 1;
    sudo_set_tao_flow_normalization_exponent: 7_343_000, 0, 0, 1;
    sudo_set_tao_flow_smoothing_factor: 7_343_000, 0, 0, 1;
    sudo_set_min_non_immune_uids: 6_783_000, 0, 0, 1;
    sudo_set_start_call_delay: 14_000_000, 0, 0, 1;
    sudo_set_coldkey_swap_announcement_delay: 5_370_000, 0, 0, 1;
    sudo_set_coldkey_swap_reannouncement_delay: 5_360_000, 0, 0, 1;
    sudo_set_max_mechanism_count: 15_000_000, 0, 1, 1;
    sudo_set_burn_half_life: 25_000_000, 0, 4, 1;
    sudo_set_burn_increase_mult: 25_000_000, 0, 4, 1;
    sudo_set_net_tao_flow_enabled: 7_343_000, 0, 0, 1;
    sudo_set_owner_cut_enabled: 25_000_000, 0, 4, 1;
    sudo_set_min_childkey_take_per_subnet: 38_100_000, 4_419, 7, 1;
    sudo_set_subnet_emission_enabled: 16_351_000, 4_084, 1, 1;
    sudo_set_owner_cut_auto_lock_enabled: 25_000_000, 0, 4, 1;
    sudo_set_max_epochs_per_block: 5_530_000, 0, 0, 1;
    sudo_set_activity_cutoff_factor: 39_193_000, 4_364, 7, 2;
}
