//! The root network, and the dividends that its stakers claim.

use crate::{AccountId, Call};
use serde_json::{Value as Json, json};

calls! { "SubtensorModule";
    /// Takes a seat on the root network, or the one with the least stake.
    root_register(hotkey: &AccountId);

    /// Pays out the signer's root dividends of these subnets.
    claim_root(netuids = "subnets": &[u16]);

    /// How many coldkeys are paid out automatically in a block. Root only.
    set_num_root_claims = "sudo_set_num_root_claims" (count = "new_value": u64);

    /// Smallest claim of a subnet that is paid out, in rao. Its owner or root.
    set_root_claim_threshold = "sudo_set_root_claim_threshold" (
        netuid: u16,
        threshold_rao = "new_value": u64,
    );
}

/// What becomes of root dividends, which arise as alpha.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RootClaimType {
    /// They are sold for TAO.
    Swap,
    /// They stay alpha.
    Keep,
    /// They stay alpha in these subnets, and are sold elsewhere.
    KeepSubnets(Vec<u16>),
}

/// Chooses what becomes of the signer's root dividends.
pub fn set_root_claim_type(claim_type: &RootClaimType) -> Call {
    let claim_type = match claim_type {
        RootClaimType::Swap => Json::from("Swap"),
        RootClaimType::Keep => "Keep".into(),
        RootClaimType::KeepSubnets(netuids) => {
            // The chain decodes a set, which has to come sorted and without repeats.
            let netuids = std::collections::BTreeSet::from_iter(netuids);
            json!({ "KeepSubnets": { "subnets": netuids } })
        }
    };
    Call::new(
        "SubtensorModule",
        "set_root_claim_type",
        [("new_root_claim_type", claim_type)],
    )
}
