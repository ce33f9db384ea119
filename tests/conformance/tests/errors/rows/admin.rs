//! Hyperparameters.

use super::{TAO, c};
use crate::play::Table;
use serde_json::json;

pub(super) fn rows(t: &mut Table) {
    t.pallet("AdminUtils");
    let most = |netuid: u16, uids: u16| json!({ "netuid": netuid, "max_allowed_uids": uids });
    let least = |netuid: u16, uids: u16| json!({ "netuid": netuid, "min_allowed_uids": uids });
    t.row("SubnetDoesNotExist", move |w| {
        w.by_root("sudo_set_max_allowed_uids", most(77, 100))
    });
    t.row("MaxAllowedUidsLessThanMinAllowedUids", move |w| {
        w.by(c(1), "sudo_set_max_allowed_uids", most(2, 10))
    });
    t.row("MaxAllowedUIdsLessThanCurrentUIds", move |w| {
        w.root("sudo_set_min_allowed_uids", least(2, 1));
        w.by(c(1), "sudo_set_max_allowed_uids", most(2, 2))
    });
    t.row("MaxAllowedUidsGreaterThanDefaultMaxAllowedUids", move |w| {
        w.by(c(1), "sudo_set_max_allowed_uids", most(2, 257))
    });
    t.row("MinAllowedUidsGreaterThanMaxAllowedUids", move |w| {
        w.by_root("sudo_set_min_allowed_uids", least(2, 256))
    });
    t.row("MinAllowedUidsGreaterThanCurrentUids", move |w| {
        w.by_root("sudo_set_min_allowed_uids", least(2, 100))
    });
    t.row("MaxValidatorsLargerThanMaxUIds", |w| {
        let args = json!({ "netuid": 2, "max_allowed_validators": 257 });
        w.by_root("sudo_set_max_allowed_validators", args)
    });
    t.row("BondsMovingAverageMaxReached", |w| {
        let args = json!({ "netuid": 2, "bonds_moving_average": 975_001 });
        w.by(c(1), "sudo_set_bonds_moving_average", args)
    });
    t.row("NegativeSigmoidSteepness", |w| {
        let args = json!({ "netuid": 2, "steepness": -1 });
        w.by(c(1), "sudo_set_alpha_sigmoid_steepness", args)
    });
    t.row("ValueNotInBounds", |w| {
        w.by(
            c(1),
            "sudo_set_min_burn",
            json!({ "netuid": 2, "min_burn": 2 * TAO }),
        )
    });
    let half_life = |netuid: u16| json!({ "netuid": netuid, "burn_half_life": 0 });
    t.row("InvalidValue", move |w| {
        w.by(c(1), "sudo_set_burn_half_life", half_life(2))
    });
    t.row("NotPermittedOnRootSubnet", move |w| {
        w.by_root("sudo_set_burn_half_life", half_life(0))
    });
    t.row("POWRegistrationDisabled", |w| {
        let args = json!({ "netuid": 2, "registration_allowed": true });
        w.by(c(1), "sudo_set_network_pow_registration_allowed", args)
    });
    t.row("Deprecated", |w| {
        w.by_root("sudo_set_total_issuance", json!({ "total_issuance": TAO }))
    });
}
