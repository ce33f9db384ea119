//! Settings of the whole chain. Root only.

use super::super::arguments::{Argument, bytes};
use crate::{Call, Tao};
use serde_json::{Value as Json, json};

calls! { "AdminUtils";
    /// Take of a new validator, in parts of 65,535.
    set_default_take = "sudo_set_default_take" (take = "default_take": u16);

    /// Lowest take of a validator, in parts of 65,535.
    set_min_delegate_take = "sudo_set_min_delegate_take" (take: u16);

    /// Blocks between two increases of a take.
    set_delegate_take_rate_limit = "sudo_set_tx_delegate_take_rate_limit" (
        limit_blocks = "tx_rate_limit": u64,
    );

    /// Blocks between two swaps of a hotkey by one coldkey.
    set_transaction_rate_limit = "sudo_set_tx_rate_limit" (limit_blocks = "tx_rate_limit": u64);

    /// Share of emission for owners, in parts of 65,535.
    set_subnet_owner_cut = "sudo_set_subnet_owner_cut" (cut = "subnet_owner_cut": u16);

    /// Blocks between two creations of subnets.
    set_network_rate_limit = "sudo_set_network_rate_limit" (limit_blocks = "rate_limit": u64);

    /// Blocks in which a new subnet cannot be replaced.
    set_network_immunity_period = "sudo_set_network_immunity_period" (
        period_blocks = "immunity_period": u64,
    );

    /// Lowest price of creating a subnet.
    set_network_min_lock_cost = "sudo_set_network_min_lock_cost" (price = "lock_cost": Tao);

    /// Blocks in which the price of creating a subnet falls to the lowest.
    set_lock_reduction_interval = "sudo_set_lock_reduction_interval" (
        interval_blocks = "interval": u64,
    );

    /// Most subnets.
    set_subnet_limit = "sudo_set_subnet_limit" (maximum = "max_subnets": u16);

    /// Issuance of TAO, as the chain counts it.
    set_total_issuance = "sudo_set_total_issuance" (total = "total_issuance": Tao);

    /// Stake weight, in rao, that setting weights takes.
    set_stake_threshold = "sudo_set_stake_threshold" (minimum_rao = "min_stake": u64);

    /// Smallest stake of somebody else on a hotkey, in millionths of the least stake there is.
    set_nominator_min_required_stake = "sudo_set_nominator_min_required_stake" (
        minimum_rao = "min_stake": u64,
    );

    /// Blocks until a subnet scheduled to end does.
    set_dissolve_schedule_duration = "sudo_set_dissolve_network_schedule_duration" (
        blocks = "duration": u32,
    );

    /// Weight of the newest price in the moving price, as bits of a fixed-point number with 32
    /// fractional ones.
    set_subnet_moving_alpha = "sudo_set_subnet_moving_alpha" (alpha_bits = "alpha": i128);

    /// Format of timelocked weights.
    set_commit_reveal_version = "sudo_set_commit_reveal_version" (version: u16);

    /// Share of child keys' emission that is burned, in parts of 2^64 - 1.
    set_childkey_burn = "sudo_set_ck_burn" (share = "burn": u64);

    /// Blocks before an epoch in which rules are frozen.
    set_admin_freeze_window = "sudo_set_admin_freeze_window" (blocks = "window": u16);

    /// Epochs between two changes of a rule by an owner.
    set_owner_hyperparameter_rate_limit = "sudo_set_owner_hparam_rate_limit" (epochs: u16);

    /// Flow of TAO below which a subnet gets no emission, as bits of a fixed-point number with 64
    /// fractional ones.
    set_tao_flow_cutoff = "sudo_set_tao_flow_cutoff" (cutoff_bits = "flow_cutoff": i128);

    /// Power of the flow that shares emission out, as bits of a fixed-point number with 64
    /// fractional ones.
    set_tao_flow_normalization_exponent = "sudo_set_tao_flow_normalization_exponent" (
        exponent_bits = "exponent": u128,
    );

    /// Weight of the newest flow in its moving average, in parts of 2^63.
    set_tao_flow_smoothing_factor = "sudo_set_tao_flow_smoothing_factor" (
        factor = "smoothing_factor": u64,
    );

    /// Whether what the chain itself puts in counts as flow.
    set_net_tao_flow_enabled = "sudo_set_net_tao_flow_enabled" (enabled: bool);

    /// Blocks that a new subnet waits before its start.
    set_start_call_delay = "sudo_set_start_call_delay" (delay_blocks = "delay": u64);

    /// Blocks from the announcement of a coldkey swap to the swap.
    set_coldkey_swap_announcement_delay = "sudo_set_coldkey_swap_announcement_delay" (
        delay_blocks = "duration": u32,
    );

    /// Blocks after which another coldkey can be announced.
    set_coldkey_swap_reannouncement_delay = "sudo_set_coldkey_swap_reannouncement_delay" (
        delay_blocks = "duration": u32,
    );

    /// Most mechanisms of a subnet.
    set_max_mechanism_count = "sudo_set_max_mechanism_count" (maximum = "max_mechanism_count": u8);

    /// Most epochs that one block runs.
    set_max_epochs_per_block = "sudo_set_max_epochs_per_block" (
        maximum = "max_epochs_per_block": u8,
    );

    /// Number of the chain among Ethereum chains.
    set_evm_chain_id = "sudo_set_evm_chain_id" (chain_id: u64);

    /// Keys that make blocks.
    swap_authorities(authorities = "new_authorities": Vec<[u8; 32]>);
}

/// Hands finality to other authorities (key and votes) in some blocks; by force, counted from the
/// block `forced_from`, when finality stalled.
pub fn schedule_grandpa_change(
    authorities: &[([u8; 32], u64)],
    in_blocks: u32,
    forced_from: Option<u32>,
) -> Call {
    let authorities: Json = authorities
        .iter()
        .map(|(key, votes)| json!([bytes(key), votes]))
        .collect();
    Call::new(
        "AdminUtils",
        "schedule_grandpa_change",
        [
            ("next_authorities", authorities),
            ("in_blocks", in_blocks.into_json()),
            ("forced", forced_from.into_json()),
        ],
    )
}

/// Opens or closes an interface for Ethereum contracts, by the chain's name of it.
pub fn toggle_evm_precompile(precompile: &str, enabled: bool) -> Call {
    Call::new(
        "AdminUtils",
        "sudo_toggle_evm_precompile",
        [
            ("precompile_id", Json::from(precompile)),
            ("enabled", enabled.into_json()),
        ],
    )
}
