//! Rules of one subnet.

use super::super::arguments::Argument;
use crate::{AccountId, Call, Tao};
use serde_json::Value as Json;

calls! { "AdminUtils";
    /// Blocks from one epoch of a subnet to the next. Root only.
    set_tempo = "sudo_set_tempo" (netuid: u16, tempo_blocks = "tempo": u16);

    /// Blocks that a neuron waits between two announcements of its axon. Its owner or root.
    set_serving_rate_limit = "sudo_set_serving_rate_limit" (
        netuid: u16,
        limit_blocks = "serving_rate_limit": u64,
    );

    /// Lowest difficulty of registration by work. Root only.
    set_min_difficulty = "sudo_set_min_difficulty" (netuid: u16, min_difficulty: u64);

    /// Highest difficulty of registration by work. Its owner or root.
    set_max_difficulty = "sudo_set_max_difficulty" (netuid: u16, max_difficulty: u64);

    /// Difficulty of registration by work now. Root only.
    set_difficulty = "sudo_set_difficulty" (netuid: u16, difficulty: u64);

    /// Lowest version that weights must name. Its owner or root.
    set_weights_version_key = "sudo_set_weights_version_key" (
        netuid: u16,
        version_key = "weights_version_key": u64,
    );

    /// Blocks that a validator waits between two settings of weights. Root only.
    set_weights_rate_limit = "sudo_set_weights_set_rate_limit" (
        netuid: u16,
        limit_blocks = "weights_set_rate_limit": u64,
    );

    /// Blocks between two adjustments of price and difficulty. Root only.
    set_adjustment_interval = "sudo_set_adjustment_interval" (
        netuid: u16,
        interval_blocks = "adjustment_interval": u16,
    );

    /// How slowly they adjust, in parts of 2^64. Its owner or root.
    set_adjustment_alpha = "sudo_set_adjustment_alpha" (
        netuid: u16,
        alpha = "adjustment_alpha": u64,
    );

    /// Blocks in which a new neuron cannot be replaced. Its owner or root.
    set_immunity_period = "sudo_set_immunity_period" (
        netuid: u16,
        period_blocks = "immunity_period": u16,
    );

    /// Fewest entries of a row of weights. Its owner or root.
    set_min_allowed_weights = "sudo_set_min_allowed_weights" (
        netuid: u16,
        minimum = "min_allowed_weights": u16,
    );

    /// Most neurons of a subnet. Its owner or root.
    set_max_allowed_uids = "sudo_set_max_allowed_uids" (
        netuid: u16,
        maximum = "max_allowed_uids": u16,
    );

    /// Fewest neurons that trimming may leave. Root only.
    set_min_allowed_uids = "sudo_set_min_allowed_uids" (
        netuid: u16,
        minimum = "min_allowed_uids": u16,
    );

    /// Removes the neurons with the least emission until so many are left. Its owner or root.
    trim_to_max_allowed_uids = "sudo_trim_to_max_allowed_uids" (
        netuid: u16,
        maximum = "max_n": u16,
    );

    /// Neurons that stay replaceable although they are immune. Root only.
    set_min_non_immune_uids = "sudo_set_min_non_immune_uids" (netuid: u16, minimum = "min": u16);

    /// Share of stake that makes consensus, in parts of 65,535. Root only.
    set_kappa = "sudo_set_kappa" (netuid: u16, kappa: u16);

    /// Steepness of trust. Its owner or root.
    set_rho = "sudo_set_rho" (netuid: u16, rho: u16);

    /// Steepness of liquid alpha. Its owner or root.
    set_alpha_sigmoid_steepness = "sudo_set_alpha_sigmoid_steepness" (netuid: u16, steepness: i16);

    /// Blocks after which a silent validator no longer counts. Its owner or root.
    set_activity_cutoff = "sudo_set_activity_cutoff" (
        netuid: u16,
        cutoff_blocks = "activity_cutoff": u16,
    );

    /// The same in thousandths of a tempo. Root only.
    set_activity_cutoff_factor = "sudo_set_activity_cutoff_factor" (netuid: u16, factor_milli: u32);

    /// Whether neurons may register. Root only.
    set_registration_allowed = "sudo_set_network_registration_allowed" (
        netuid: u16,
        allowed = "registration_allowed": bool,
    );

    /// Whether they may register by work. Its owner or root.
    set_pow_registration_allowed = "sudo_set_network_pow_registration_allowed" (
        netuid: u16,
        allowed = "registration_allowed": bool,
    );

    /// Registrations that the adjustment aims at. Root only.
    set_target_registrations_per_interval = "sudo_set_target_registrations_per_interval" (
        netuid: u16,
        target = "target_registrations_per_interval": u16,
    );

    /// Most registrations of one block. Root only.
    set_max_registrations_per_block = "sudo_set_max_registrations_per_block" (
        netuid: u16,
        maximum = "max_registrations_per_block": u16,
    );

    /// Lowest price of registration. Its owner or root.
    set_min_burn = "sudo_set_min_burn" (netuid: u16, price = "min_burn": Tao);

    /// Highest price of registration. Its owner or root.
    set_max_burn = "sudo_set_max_burn" (netuid: u16, price = "max_burn": Tao);

    /// Blocks in which the price of registration halves. Its owner or root.
    set_burn_half_life = "sudo_set_burn_half_life" (
        netuid: u16,
        half_life_blocks = "burn_half_life": u16,
    );

    /// Factor by which a registration raises the price, as bits of a fixed-point number with 64
    /// fractional ones. Its owner or root.
    set_burn_increase_mult = "sudo_set_burn_increase_mult" (
        netuid: u16,
        factor_bits = "burn_increase_mult": u128,
    );

    /// Most neurons with a permit. Root only.
    set_max_validators = "sudo_set_max_allowed_validators" (
        netuid: u16,
        maximum = "max_allowed_validators": u16,
    );

    /// How slowly bonds move, in parts of 10^6. Its owner or root.
    set_bonds_moving_average = "sudo_set_bonds_moving_average" (
        netuid: u16,
        average = "bonds_moving_average": u64,
    );

    /// How much weights out of consensus cost bonds, in parts of 65,535. Its owner or root.
    set_bonds_penalty = "sudo_set_bonds_penalty" (netuid: u16, penalty = "bonds_penalty": u16);

    /// Whether hotkeys may have the bonds to them forgotten. Its owner or root.
    set_bonds_reset_enabled = "sudo_set_bonds_reset_enabled" (netuid: u16, enabled: bool);

    /// Whether weights are committed before they are shown. Its owner or root.
    set_commit_reveal_enabled = "sudo_set_commit_reveal_weights_enabled" (
        netuid: u16,
        enabled: bool,
    );

    /// Tempos from commit to reveal. Its owner or root.
    set_commit_reveal_interval = "sudo_set_commit_reveal_weights_interval" (
        netuid: u16,
        tempos = "interval": u64,
    );

    /// Whether bonds move at a speed that depends on consensus. Its owner or root.
    set_liquid_alpha_enabled = "sudo_set_liquid_alpha_enabled" (netuid: u16, enabled: bool);

    /// Slowest and fastest speed, in parts of 65,535. Its owner or root.
    set_alpha_values = "sudo_set_alpha_values" (netuid: u16, alpha_low: u16, alpha_high: u16);

    /// Whether bonds are kept by Yuma 3. Its owner or root.
    set_yuma3_enabled = "sudo_set_yuma3_enabled" (netuid: u16, enabled: bool);

    /// Whether stake may be given to other coldkeys. Its owner or root.
    set_transfer_enabled = "sudo_set_toggle_transfer" (netuid: u16, enabled = "toggle": bool);

    /// Whether alpha may be traded. Root only.
    set_subtoken_enabled = "sudo_set_subtoken_enabled" (
        netuid: u16,
        enabled = "subtoken_enabled": bool,
    );

    /// Whether a subnet takes part in emission. Root only.
    set_emission_enabled = "sudo_set_subnet_emission_enabled" (netuid: u16, enabled: bool);

    /// Hotkey of a subnet's owner. Its owner or root.
    set_owner_hotkey = "sudo_set_sn_owner_hotkey" (netuid: u16, hotkey: &AccountId);

    /// Neurons of the owner that cannot be replaced. Its owner or root.
    set_owner_immune_limit = "sudo_set_owner_immune_neuron_limit" (
        netuid: u16,
        limit = "immune_neurons": u16,
    );

    /// Whether the owner gets a share of emission. Its owner or root.
    set_owner_cut_enabled = "sudo_set_owner_cut_enabled" (netuid: u16, enabled: bool);

    /// Whether that share is locked at once. Its owner or root.
    set_owner_cut_auto_lock_enabled = "sudo_set_owner_cut_auto_lock_enabled" (
        netuid: u16,
        enabled: bool,
    );

    /// What registrations recycled, as the chain counts it. Root only.
    set_recycled = "sudo_set_rao_recycled" (netuid: u16, amount = "rao_recycled": Tao);

    /// Number of mechanisms of a subnet. Its owner or root.
    set_mechanism_count = "sudo_set_mechanism_count" (netuid: u16, count = "mechanism_count": u8);

    /// Shares of emission of the mechanisms, in parts of 65,535; even when `None`. Its owner or
    /// root.
    set_mechanism_emission_split = "sudo_set_mechanism_emission_split" (
        netuid: u16,
        shares = "maybe_split": Option<&[u16]>,
    );

    /// Lowest take of a child in a subnet, in parts of 65,535. Its owner or root.
    set_min_childkey_take = "sudo_set_min_childkey_take_per_subnet" (netuid: u16, take: u16);

    /// Blocks in which the moving price forgets half. Root only.
    set_ema_price_halving_period = "sudo_set_ema_price_halving_period" (
        netuid: u16,
        period_blocks = "ema_halving": u64,
    );

    /// Share of emission that goes into collateral, in parts of 65,535. Its owner or root.
    set_collateral_lock_share = "sudo_set_collateral_lock_share" (
        netuid: u16,
        share = "lock_share": u16,
    );

    /// How fast collateral drains, as bits of a fixed-point number with 64 fractional ones. Its
    /// owner or root.
    set_collateral_drain_ratio = "sudo_set_collateral_drain_ratio" (
        netuid: u16,
        ratio_bits = "drain_ratio": u128,
    );
}

/// What becomes of alpha that an owner's miners would earn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecycleOrBurn {
    /// Nobody ever gets it.
    Burn,
    /// It can be issued again.
    Recycle,
}

/// Chooses that. Its owner or root.
pub fn set_recycle_or_burn(netuid: u16, choice: RecycleOrBurn) -> Call {
    let choice = match choice {
        RecycleOrBurn::Burn => "Burn",
        RecycleOrBurn::Recycle => "Recycle",
    };
    Call::new(
        "AdminUtils",
        "sudo_set_recycle_or_burn",
        [
            ("netuid", netuid.into_json()),
            ("recycle_or_burn", Json::from(choice)),
        ],
    )
}
