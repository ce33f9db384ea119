//! What each hyperparameter does, in words.

/// A hyperparameter in words.
#[derive(Debug)]
pub(super) struct Rule {
    /// As the chain names it.
    pub(super) name: &'static str,
    /// The value that counts as one; 1 where the value is no fraction.
    pub(super) whole: f64,
    /// What it is.
    pub(super) description: &'static str,
    /// What changing it brings about.
    pub(super) side_effects: &'static str,
}

/// Fractions in 16 bits.
const U16: f64 = 65_535.0;
/// Fractions in 64 bits.
const U64: f64 = 18_446_744_073_709_551_615.0;

const fn rule(
    name: &'static str,
    whole: f64,
    description: &'static str,
    side_effects: &'static str,
) -> Rule {
    Rule {
        name,
        whole,
        description,
        side_effects,
    }
}

/// All that a chain may have.
const RULES: [Rule; 40] = [
    rule(
        "activity_cutoff",
        1.0,
        "Blocks without weights after which a validator no longer counts.",
        "A lower one drops silent validators sooner.",
    ),
    rule(
        "activity_cutoff_factor",
        1_000.0,
        "The same in thousandths of a tempo.",
        "It follows the tempo when that changes.",
    ),
    rule(
        "adjustment_alpha",
        U64,
        "Share of the old price when a registration price is adjusted.",
        "A higher one makes the price move more slowly.",
    ),
    rule(
        "adjustment_interval",
        1.0,
        "Blocks between two adjustments of the difficulty.",
        "A shorter one follows demand faster.",
    ),
    rule(
        "alpha_high",
        U16,
        "Upper end of the pace at which bonds move under liquid alpha.",
        "Set it together with alpha_low through alpha_values.",
    ),
    rule(
        "alpha_low",
        U16,
        "Lower end of the pace at which bonds move under liquid alpha.",
        "Set it together with alpha_high through alpha_values.",
    ),
    rule(
        "alpha_sigmoid_steepness",
        1.0,
        "How sharply liquid alpha tells early bonds from late ones.",
        "A steeper one rewards foresight more.",
    ),
    rule(
        "bonds_moving_avg",
        U64,
        "Inertia of bonds from epoch to epoch.",
        "A larger one makes bonds smoother and slower.",
    ),
    rule(
        "bonds_reset_enabled",
        1.0,
        "Whether a neuron's metadata update clears the bonds on it.",
        "Validators rebuild their bonds after each reset.",
    ),
    rule(
        "burn_half_life",
        1.0,
        "Blocks in which an idle registration price halves.",
        "A longer one keeps registrations expensive for longer.",
    ),
    rule(
        "burn_increase_mult",
        1.0,
        "Factor by which a registration raises the price.",
        "A larger one slows down runs of registrations.",
    ),
    rule(
        "commit_reveal_period",
        1.0,
        "Epochs between a commitment of weights and its reveal.",
        "A longer one makes copying weights less useful and incentive slower.",
    ),
    rule(
        "commit_reveal_weights_enabled",
        1.0,
        "Whether validators commit their weights before showing them.",
        "Weights cannot be set in the open while it is on.",
    ),
    rule(
        "difficulty",
        1.0,
        "Difficulty of a registration by work.",
        "Registrations by work are no longer taken.",
    ),
    rule(
        "immunity_period",
        1.0,
        "Blocks in which a new neuron cannot be replaced.",
        "A longer one gives newcomers more time and keeps weak neurons longer.",
    ),
    rule(
        "kappa",
        U16,
        "Share of stake that has to agree on a weight.",
        "Weights above what the majority gives are cut off.",
    ),
    rule(
        "liquid_alpha_enabled",
        1.0,
        "Whether the pace of bonds depends on consensus.",
        "alpha_values count only while it is on.",
    ),
    rule(
        "max_allowed_uids",
        1.0,
        "Places for neurons.",
        "Neurons beyond it have to be trimmed first.",
    ),
    rule(
        "max_burn",
        1.0,
        "Highest price of a registration.",
        "A lower one lets more neurons in during a run.",
    ),
    rule(
        "max_difficulty",
        1.0,
        "Highest difficulty of a registration by work.",
        "Registrations by work are no longer taken.",
    ),
    rule(
        "max_regs_per_block",
        1.0,
        "Registrations in one block on the root network.",
        "Other subnets limit registrations by their price.",
    ),
    rule(
        "max_validators",
        1.0,
        "Neurons with the permit to validate.",
        "Those with the most stake have it.",
    ),
    rule(
        "max_weights_limit",
        U16,
        "Largest share of one weight in a row.",
        "A lower one forces validators to spread their weights.",
    ),
    rule(
        "min_allowed_weights",
        1.0,
        "Fewest weights in a row.",
        "Rows with fewer are refused.",
    ),
    rule(
        "min_burn",
        1.0,
        "Lowest price of a registration.",
        "A higher one keeps idle registrations out.",
    ),
    rule(
        "min_childkey_take",
        U16,
        "Lowest take of a child hotkey here.",
        "Children with a lower one count as if they had it.",
    ),
    rule(
        "min_difficulty",
        1.0,
        "Lowest difficulty of a registration by work.",
        "Registrations by work are no longer taken.",
    ),
    rule(
        "owner_cut_auto_lock_enabled",
        1.0,
        "Whether the owner's cut is locked when it is paid.",
        "Locked alpha adds to the owner's conviction and cannot be sold at once.",
    ),
    rule(
        "owner_cut_enabled",
        1.0,
        "Whether the owner gets a cut of the emission.",
        "Without it the cut goes to miners and validators.",
    ),
    rule(
        "registration_allowed",
        1.0,
        "Whether neurons may register.",
        "Without it nobody comes in and nobody is replaced.",
    ),
    rule(
        "rho",
        1.0,
        "Steepness of trust, of an older consensus.",
        "It changes nothing in the present one.",
    ),
    rule(
        "serving_rate_limit",
        1.0,
        "Blocks between two announcements of an axon.",
        "A higher one saves transactions and delays moves of miners.",
    ),
    rule(
        "subnet_is_active",
        1.0,
        "Whether the subnet was started.",
        "Its alpha can be traded from then on; `btcli subnets start` starts it.",
    ),
    rule(
        "target_regs_per_interval",
        1.0,
        "Registrations that an interval aims at.",
        "It counts on the root network only.",
    ),
    rule(
        "tempo",
        1.0,
        "Blocks from one epoch to the next.",
        "Changing it starts a new epoch; owners may set 360 to 50,400.",
    ),
    rule(
        "transfers_enabled",
        1.0,
        "Whether stake may be given to other coldkeys.",
        "Without it `btcli stake transfer` is refused.",
    ),
    rule(
        "user_liquidity_enabled",
        1.0,
        "Whether users may add liquidity of their own.",
        "Chains with pools of one kind do not take any.",
    ),
    rule(
        "weights_rate_limit",
        1.0,
        "Blocks between two settings of weights by one validator.",
        "A higher one saves transactions and makes weights staler.",
    ),
    rule(
        "weights_version",
        1.0,
        "Version that weights have to name at least.",
        "Validators with older software are refused.",
    ),
    rule(
        "yuma_version",
        1.0,
        "Version of the consensus: 3 lets bonds follow each validator's own weights.",
        "Set it through yuma3_enabled.",
    ),
];

/// The words on a hyperparameter.
pub(super) fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_in_order_and_unique() {
        assert!(RULES.windows(2).all(|pair| pair[0].name < pair[1].name));
    }
}
