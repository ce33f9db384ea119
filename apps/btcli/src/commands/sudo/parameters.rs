//! Which call sets which hyperparameter, and who may make it.

use std::sync::LazyLock;

use serde::Deserialize;

/// The recorded table of btcli 9.21.2.
const RECORDED: &str = include_str!("../../../../../vectors/cli/hyperparams_9_21_2.json");

/// Who may set a hyperparameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum Authority {
    /// The subnet's owner.
    #[serde(rename = "owner")]
    Owner,
    /// The chain's sudo key.
    #[serde(rename = "root")]
    Root,
    /// Either, within different bounds.
    #[serde(rename = "owner or root")]
    Either,
}

/// One hyperparameter.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Parameter {
    /// As `sudo set --param` names it.
    #[serde(rename = "parameter")]
    pub(crate) name: String,
    /// The call that sets it. `None`: a call named like the parameter, if the chain has one.
    pub(crate) call: Option<String>,
    /// The call's pallet.
    pub(crate) pallet: String,
    /// Who may make the call.
    pub(crate) authority: Authority,
}

#[derive(Deserialize)]
struct Table {
    rows: Vec<Parameter>,
}

/// Parameters that came after the recorded table, and names by which `sudo get` shows those that
/// it has under another: parameter, call, pallet, authority.
const LATER: [(&str, &str, &str, Authority); 12] = [
    (
        "activity_cutoff_factor",
        "set_activity_cutoff_factor",
        "SubtensorModule",
        Authority::Either,
    ),
    (
        "min_childkey_take",
        "sudo_set_min_childkey_take_per_subnet",
        "AdminUtils",
        Authority::Either,
    ),
    (
        "owner_cut_enabled",
        "sudo_set_owner_cut_enabled",
        "AdminUtils",
        Authority::Either,
    ),
    (
        "owner_cut_auto_lock_enabled",
        "sudo_set_owner_cut_auto_lock_enabled",
        "AdminUtils",
        Authority::Either,
    ),
    (
        "emission_enabled",
        "sudo_set_subnet_emission_enabled",
        "AdminUtils",
        Authority::Root,
    ),
    (
        "bonds_penalty",
        "sudo_set_bonds_penalty",
        "AdminUtils",
        Authority::Either,
    ),
    (
        "root_claim_threshold",
        "sudo_set_root_claim_threshold",
        "SubtensorModule",
        Authority::Either,
    ),
    (
        "min_non_immune_uids",
        "sudo_set_min_non_immune_uids",
        "AdminUtils",
        Authority::Root,
    ),
    (
        "owner_immune_neuron_limit",
        "sudo_set_owner_immune_neuron_limit",
        "AdminUtils",
        Authority::Either,
    ),
    (
        "ema_price_halving_period",
        "sudo_set_ema_price_halving_period",
        "AdminUtils",
        Authority::Root,
    ),
    (
        "max_weight_limit",
        "sudo_set_max_weight_limit",
        "AdminUtils",
        Authority::Either,
    ),
    (
        "subtoken_enabled",
        "sudo_set_subtoken_enabled",
        "AdminUtils",
        Authority::Root,
    ),
];

/// Calls of which the recorded table knows only one of two ways: with authority over the subnet
/// the owner's own call, otherwise the root's.
const OWNER_CALLS: [(&str, &str, &str); 1] = [("tempo", "set_tempo", "SubtensorModule")];

/// All of them, the recorded ones first.
pub(crate) static PARAMETERS: LazyLock<Vec<Parameter>> = LazyLock::new(|| {
    let recorded: Table = serde_json::from_str(RECORDED).unwrap_or(Table { rows: Vec::new() });
    let later = LATER.map(|(name, call, pallet, authority)| Parameter {
        name: name.into(),
        call: Some(call.into()),
        pallet: pallet.into(),
        authority,
    });
    recorded.rows.into_iter().chain(later).collect()
});

/// The hyperparameter of this name, with `-` or `_`.
pub(crate) fn find(name: &str) -> Option<&'static Parameter> {
    let name = name.replace('-', "_");
    PARAMETERS.iter().find(|parameter| parameter.name == name)
}

/// The call by which an owner sets a parameter that the table gives to root: name and pallet.
pub(crate) fn owner_call(name: &str) -> Option<(&'static str, &'static str)> {
    OWNER_CALLS
        .iter()
        .find(|(parameter, ..)| *parameter == name)
        .map(|(_, call, pallet)| (*call, *pallet))
}

/// Names that begin or end alike, for somebody who mistyped one.
pub(crate) fn similar(name: &str) -> Vec<&'static str> {
    let name = name.replace('-', "_");
    let words: Vec<&str> = name.split('_').filter(|word| word.len() > 2).collect();
    let alike = |known: &str| {
        let pairs = known.bytes().zip(name.bytes());
        pairs.take_while(|(left, right)| left == right).count()
    };
    let mut found: Vec<&str> = PARAMETERS
        .iter()
        .map(|parameter| parameter.name.as_str())
        .filter(|known| words.iter().any(|word| known.contains(word)))
        .collect();
    found.sort_by_key(|known| std::cmp::Reverse(alike(known)));
    found.truncate(4);
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn the_recorded_table_is_read() {
        let kappa = find("kappa").unwrap();
        assert_eq!(kappa.call.as_deref(), Some("sudo_set_kappa"));
        assert_eq!(kappa.authority, Authority::Root);
        let liquidity = find("user-liquidity-enabled").unwrap();
        assert_eq!(liquidity.pallet, "Swap");
        assert_eq!(liquidity.authority, Authority::Either);
        assert_eq!(find("alpha_high").unwrap().call, None);
        assert!(find("nonsense").is_none());
        assert_eq!(PARAMETERS.len(), 43 + LATER.len());
    }

    #[test]
    fn no_name_is_there_twice() {
        let mut names: Vec<&str> = PARAMETERS.iter().map(|p| p.name.as_str()).collect();
        names.sort_unstable();
        let before = names.len();
        names.dedup();
        assert_eq!(names.len(), before);
    }

    #[test]
    fn a_mistyped_name_finds_its_neighbours() {
        assert_eq!(similar("max_burns").first(), Some(&"max_burn"));
        assert!(similar("zzz").is_empty());
    }
}
