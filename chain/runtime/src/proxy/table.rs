//! Which calls each proxy type allows.

use super::ProxyType::{self, *};

/// A transfer that counts as small is below this, in rao of TAO or alpha.
pub(crate) const SMALL_TRANSFER_RAO: u64 = 500_000_000;

/// What a type allows.
#[derive(Clone, Copy)]
pub(crate) enum Rule {
    /// Every call.
    Everything,
    /// No call.
    Nothing,
    /// These calls.
    Only(&'static [Group]),
    /// All calls but these.
    AllBut(&'static [Group]),
}

/// Calls of one pallet.
#[derive(Clone, Copy)]
pub(crate) struct Group {
    /// Name of the pallet in the runtime.
    pub(crate) pallet: &'static str,
    /// Which of its calls.
    pub(crate) calls: Calls,
}

/// Some calls of a pallet, by name.
#[derive(Clone, Copy)]
pub(crate) enum Calls {
    /// All.
    All,
    /// All but these.
    AllBut(&'static [&'static str]),
    /// These.
    Named(&'static [&'static str]),
    /// These, each with the parameter that has to be below [`SMALL_TRANSFER_RAO`].
    Small(&'static [(&'static str, &'static str)]),
    /// One call, when the call inside it is the one named.
    Around {
        call: &'static str,
        parameter: &'static str,
        inner_pallet: &'static str,
        inner_call: &'static str,
    },
}

const fn group(pallet: &'static str, calls: Calls) -> Group {
    Group { pallet, calls }
}

const fn subnets(calls: &'static [&'static str]) -> Group {
    group("SubtensorModule", Calls::Named(calls))
}

/// All types, in the order in which clients are told of them.
pub(crate) const TABLE: [(ProxyType, Rule); 18] = [
    (Any, Rule::Everything),
    (
        NonTransfer,
        Rule::AllBut(&[
            group("Balances", Calls::All),
            subnets(&[
                "transfer_stake",
                "schedule_swap_coldkey",
                "swap_coldkey",
                "announce_coldkey_swap",
                "swap_coldkey_announced",
                "clear_coldkey_swap_announcement",
                "dispute_coldkey_swap",
            ]),
        ]),
    ),
    (
        NonFungible,
        Rule::AllBut(&[
            group("Balances", Calls::All),
            subnets(&[
                "add_stake",
                "add_stake_limit",
                "remove_stake",
                "remove_stake_limit",
                "remove_stake_full_limit",
                "unstake_all",
                "unstake_all_alpha",
                "swap_stake",
                "swap_stake_limit",
                "move_stake",
                "transfer_stake",
                "burned_register",
                "root_register",
                "schedule_swap_coldkey",
                "swap_coldkey",
                "announce_coldkey_swap",
                "swap_coldkey_announced",
                "clear_coldkey_swap_announcement",
                "dispute_coldkey_swap",
                "swap_hotkey",
                "swap_hotkey_v2",
            ]),
        ]),
    ),
    (
        Transfer,
        Rule::Only(&[
            group(
                "Balances",
                Calls::Named(&[
                    "transfer_keep_alive",
                    "transfer_allow_death",
                    "transfer_all",
                ]),
            ),
            subnets(&["transfer_stake"]),
        ]),
    ),
    (
        SmallTransfer,
        Rule::Only(&[
            group(
                "Balances",
                Calls::Small(&[
                    ("transfer_keep_alive", "value"),
                    ("transfer_allow_death", "value"),
                ]),
            ),
            group(
                "SubtensorModule",
                Calls::Small(&[("transfer_stake", "alpha_amount")]),
            ),
        ]),
    ),
    (
        Owner,
        Rule::Only(&[
            group(
                "AdminUtils",
                Calls::AllBut(&["sudo_set_sn_owner_hotkey", "sudo_set_subnet_owner_hotkey"]),
            ),
            subnets(&["set_subnet_identity", "update_symbol"]),
        ]),
    ),
    (
        NonCritical,
        Rule::AllBut(&[
            subnets(&["dissolve_network", "root_register", "burned_register"]),
            group("Sudo", Calls::All),
            subnets(&[
                "announce_coldkey_swap",
                "swap_coldkey_announced",
                "clear_coldkey_swap_announcement",
                "dispute_coldkey_swap",
            ]),
        ]),
    ),
    (Triumvirate, Rule::Nothing),
    (Senate, Rule::Nothing),
    (Governance, Rule::Nothing),
    (
        Staking,
        Rule::Only(&[subnets(&[
            "add_stake",
            "remove_stake",
            "unstake_all",
            "unstake_all_alpha",
            "swap_stake",
            "swap_stake_limit",
            "move_stake",
            "add_stake_limit",
            "remove_stake_limit",
            "remove_stake_full_limit",
            "set_root_claim_type",
        ])]),
    ),
    (
        Registration,
        Rule::Only(&[subnets(&["burned_register", "register", "register_limit"])]),
    ),
    (RootWeights, Rule::Nothing),
    (
        ChildKeys,
        Rule::Only(&[subnets(&["set_children", "set_childkey_take"])]),
    ),
    (
        SudoUncheckedSetCode,
        Rule::Only(&[group(
            "Sudo",
            Calls::Around {
                call: "sudo_unchecked_weight",
                parameter: "call",
                inner_pallet: "System",
                inner_call: "set_code",
            },
        )]),
    ),
    (
        SwapHotkey,
        Rule::Only(&[subnets(&["swap_hotkey", "swap_hotkey_v2"])]),
    ),
    (
        SubnetLeaseBeneficiary,
        Rule::Only(&[
            subnets(&["start_call"]),
            group(
                "AdminUtils",
                Calls::Named(&[
                    "sudo_set_serving_rate_limit",
                    "sudo_set_min_difficulty",
                    "sudo_set_max_difficulty",
                    "sudo_set_weights_version_key",
                    "sudo_set_adjustment_alpha",
                    "sudo_set_immunity_period",
                    "sudo_set_min_allowed_weights",
                    "sudo_set_kappa",
                    "sudo_set_rho",
                    "sudo_set_activity_cutoff",
                    "sudo_set_network_registration_allowed",
                    "sudo_set_network_pow_registration_allowed",
                    "sudo_set_max_burn",
                    "sudo_set_bonds_moving_average",
                    "sudo_set_bonds_penalty",
                    "sudo_set_commit_reveal_weights_enabled",
                    "sudo_set_liquid_alpha_enabled",
                    "sudo_set_alpha_values",
                    "sudo_set_commit_reveal_weights_interval",
                    "sudo_set_toggle_transfer",
                    "sudo_set_subnet_emission_enabled",
                    "sudo_set_min_childkey_take_per_subnet",
                ]),
            ),
        ]),
    ),
    (RootClaim, Rule::Only(&[subnets(&["claim_root"])])),
];
