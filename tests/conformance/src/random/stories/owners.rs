//! What owners of subnets do.

use pallet_subtensor::{
    CommitRevealWeightsEnabled, FirstEmissionBlockNumber, SubnetworkN, Tempo, TokenSymbol,
    subnets::symbols,
};
use taonet_primitives::NetUid;
use taonet_runtime::Runtime;

use super::*;

/// A subnet of somebody in the world.
fn owned(run: &mut Run) -> Option<(Who, u16)> {
    let netuid = run.a_subnet(|_| true)?;
    Some((run.owner_of(netuid)?, netuid.into()))
}

/// Settings with values that make sense, by the owner.
pub(super) fn settings(run: &mut Run) {
    let Some((owner, netuid)) = owned(run) else {
        return;
    };
    let by = By::Signer(owner);
    let percent = run.between(1, 99);
    match run.rng.below(9) {
        0 => {
            let args = json!({ "netuid": netuid, "enabled": true });
            run.act(by, "AdminUtils.sudo_set_liquid_alpha_enabled", &args);
            let (low, high) = (run.between(1_638, 30_000), run.between(40_000, 65_000));
            let args = json!({ "netuid": netuid, "alpha_low": low, "alpha_high": high });
            run.act(by, "AdminUtils.sudo_set_alpha_values", &args);
        }
        1 => {
            // One and a part, as a number with 64 bits after the point.
            let mult = ((1u128 << 64) + (u128::from(percent) << 57)).to_string();
            let args = json!({ "netuid": netuid, "burn_increase_mult": mult });
            run.act(by, "AdminUtils.sudo_set_burn_increase_mult", &args);
        }
        2 => {
            let args = json!({ "netuid": netuid, "min": percent });
            run.act(by, "AdminUtils.sudo_set_min_non_immune_uids", &args);
        }
        3 => {
            let args = json!({ "netuid": netuid, "immunity_period": percent });
            run.act(by, "AdminUtils.sudo_set_immunity_period", &args);
        }
        4 => {
            let args = json!({ "netuid": netuid, "interval": run.between(1, 3) });
            run.act(
                by,
                "AdminUtils.sudo_set_commit_reveal_weights_interval",
                &args,
            );
        }
        5 => {
            let text = |length: u64| bytes(&vec![b'x'; usize::try_from(length).unwrap_or(0)]);
            let args = json!({ "netuid": netuid, "subnet_name": text(9),
                "github_repo": text(percent), "subnet_contact": text(3), "subnet_url": text(20),
                "discord": text(5), "description": text(percent), "logo_url": text(8),
                "additional": text(0) });
            run.act(by, "SubtensorModule.set_subnet_identity", &args);
        }
        6 => {
            let free = run.chain.read(|| {
                let taken: Vec<Vec<u8>> = TokenSymbol::<Runtime>::iter_values().collect();
                (1..symbols::COUNT)
                    .map(symbols::symbol)
                    .find(|symbol| !taken.contains(symbol))
            });
            let args = json!({ "netuid": netuid, "symbol": bytes(&free.unwrap_or_default()) });
            run.act(by, "SubtensorModule.update_symbol", &args);
        }
        7 => {
            let args = json!({ "netuid": netuid, "factor_milli": run.between(1_000, 50_000) });
            run.act(by, "SubtensorModule.set_activity_cutoff_factor", &args);
        }
        _ => {
            let args = json!({ "netuid": netuid, "enabled": run.rng.chance(50) });
            run.act(
                by,
                "AdminUtils.sudo_set_commit_reveal_weights_enabled",
                &args,
            );
        }
    }
}

/// The clock of a subnet: another tempo, an epoch at once. Root sets a short tempo again.
pub(super) fn dynamic_tempo(run: &mut Run) {
    let Some(netuid) = run.a_subnet(|netuid| !CommitRevealWeightsEnabled::<Runtime>::get(netuid))
    else {
        return;
    };
    let Some(owner) = run.owner_of(netuid) else {
        return;
    };
    let netuid = u16::from(netuid);
    if run.rng.chance(50) {
        let args = json!({ "netuid": netuid });
        run.act(By::Signer(owner), "SubtensorModule.trigger_epoch", &args);
        return;
    }
    let args = json!({ "netuid": netuid, "tempo": run.between(360, 1_000) });
    if run.act(By::Signer(owner), "SubtensorModule.set_tempo", &args) {
        run.later(5, move |run| {
            let args = json!({ "netuid": netuid });
            run.act(By::Signer(owner), "SubtensorModule.trigger_epoch", &args);
            let args = json!({ "netuid": netuid, "tempo": run.between(5, 20) });
            run.act(By::Root, "AdminUtils.sudo_set_tempo", &args);
        });
    }
}

/// A second mechanism, and how the emission is split.
pub(super) fn mechanisms(run: &mut Run) {
    let Some((owner, netuid)) = owned(run) else {
        return;
    };
    let args = json!({ "netuid": netuid, "max_allowed_uids": 64 });
    run.act(By::Root, "AdminUtils.sudo_set_max_allowed_uids", &args);
    let count = run.between(1, 2);
    let args = json!({ "netuid": netuid, "mechanism_count": count });
    run.act(By::Root, "AdminUtils.sudo_set_mechanism_count", &args);
    let first = u16::try_from(run.rng.below(65_536)).unwrap_or(0);
    let split = if count == 2 {
        json!([first, u16::MAX - first])
    } else {
        Value::Null
    };
    let args = json!({ "netuid": netuid, "maybe_split": split });
    run.act(
        By::Signer(owner),
        "AdminUtils.sudo_set_mechanism_emission_split",
        &args,
    );
}

/// The neurons that earn least go.
pub(super) fn trims(run: &mut Run) {
    let Some((_, netuid)) = owned(run) else {
        return;
    };
    let size = run
        .chain
        .read(|| SubnetworkN::<Runtime>::get(NetUid::new(netuid)));
    if size < 4 {
        return;
    }
    let by = By::Root;
    let args = json!({ "netuid": netuid, "min_allowed_uids": 2 });
    run.act(by, "AdminUtils.sudo_set_min_allowed_uids", &args);
    let args = json!({ "netuid": netuid, "immunity_period": 0 });
    run.act(by, "AdminUtils.sudo_set_immunity_period", &args);
    let args = json!({ "netuid": netuid, "max_n": size - 1 });
    run.act(by, "AdminUtils.sudo_trim_to_max_allowed_uids", &args);
}

/// A subnet that has not started yet starts, and gets a short tempo.
pub(super) fn start(run: &mut Run) {
    let Some(netuid) =
        run.a_subnet(|netuid| !FirstEmissionBlockNumber::<Runtime>::contains_key(netuid))
    else {
        return;
    };
    let Some(owner) = run.owner_of(netuid) else {
        return;
    };
    let args = json!({ "netuid": u16::from(netuid) });
    run.act(By::Signer(owner), "SubtensorModule.start_call", &args);
    if run.chain.read(|| Tempo::<Runtime>::get(netuid)) > 30 {
        let args = json!({ "netuid": u16::from(netuid), "tempo": run.between(5, 20) });
        run.act(By::Root, "AdminUtils.sudo_set_tempo", &args);
    }
}

/// Somebody makes a subnet with an identity; another day root may dissolve it.
pub(super) fn new_subnet(run: &mut Run) {
    let owner = run.world.some_coldkey(&mut run.rng);
    let account = run.world.account(owner);
    let hotkeys = run
        .chain
        .read(|| pallet_subtensor::OwnedHotkeys::<Runtime>::get(&account));
    let Some(hotkey) = run.rng.pick(&hotkeys).cloned() else {
        return;
    };
    let text = bytes(b"text");
    let identity = json!({ "subnet_name": text, "github_repo": text, "subnet_contact": text,
        "subnet_url": text, "discord": text, "description": text, "logo_url": text,
        "additional": text });
    let args = json!({ "hotkey": hex(&hotkey), "identity": identity });
    run.act(
        By::Signer(owner),
        "SubtensorModule.register_network_with_identity",
        &args,
    );
    if run.rng.chance(20)
        && let Some((_, netuid)) = owned(run)
    {
        let args = json!({ "netuid": netuid });
        run.act(By::Root, "SubtensorModule.root_dissolve_network", &args);
    }
}
