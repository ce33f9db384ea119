//! From an empty chain to subnets that pay.
//!
//! Each step looks at the chain first and does only what is missing, so a network can be stopped
//! at any point and started again.

use eyre::{Result, eyre};
use taonet_client::calls::{self, admin, identity::SubnetIdentity};
use taonet_client::{Call, ChainClient, RAO_PER_TAO, Tao, WaitFor};
use taonet_wallet::{Keypair, PublicKey};

use super::SubnetPlan;
use super::folder::NetworkFolder;
use super::keys::NetworkKeys;
use crate::arguments::{SubnetKind, UpArguments};

/// What each account is topped up to.
const FUNDS_RAO: u64 = 100_000 * RAO_PER_TAO;
/// Stake of each validator in each subnet.
const VALIDATOR_STAKE_RAO: u64 = 1_000 * RAO_PER_TAO;

pub(crate) async fn run(
    client: &ChainClient,
    folder: &NetworkFolder,
    keys: &NetworkKeys,
    arguments: &UpArguments,
) -> Result<Vec<SubnetPlan>> {
    let kinds = wanted_kinds(&arguments.subnets);
    fund(client, keys).await?;
    let mut plans = Vec::new();
    for kind in kinds {
        let netuid = match find(client, kind, &keys.owner.public()).await? {
            Some(netuid) => netuid,
            None => create(client, folder, keys, kind).await?,
        };
        plans.push(SubnetPlan { kind, netuid });
    }
    set_rules(client, keys, &plans, arguments).await?;
    start(client, keys, &plans).await?;
    register(client, keys, &plans).await?;
    stake(client, keys, &plans).await?;
    Ok(plans)
}

fn wanted_kinds(named: &[SubnetKind]) -> Vec<SubnetKind> {
    SubnetKind::ALL
        .into_iter()
        .filter(|kind| named.is_empty() || named.contains(kind))
        .collect()
}

/// Sends `calls` as one transaction; none of them takes effect if one fails.
async fn send(client: &ChainClient, calls: Vec<Call>, key: &Keypair) -> Result<()> {
    if !calls.is_empty() {
        client
            .submit(&calls::utility::batch_all(calls), key, WaitFor::Inclusion)
            .await?;
    }
    Ok(())
}

async fn fund(client: &ChainClient, keys: &NetworkKeys) -> Result<()> {
    // With short tempos rules are frozen for a coming epoch most of the time.
    let mut calls = vec![
        calls::sudo(admin::set_network_rate_limit(0)),
        calls::sudo(admin::set_admin_freeze_window(0)),
    ];
    for account in [&keys.owner, &keys.validator_coldkey, &keys.miner_coldkey] {
        let account = account.public().bytes();
        let held_rao = client.balance_rao(&account).await?;
        if held_rao < FUNDS_RAO / 2 {
            let missing = Tao::from_rao(FUNDS_RAO - held_rao);
            calls.push(calls::balances::transfer_keep_alive(&account, missing));
        }
    }
    send(client, calls, &keys.alice).await
}

async fn find(client: &ChainClient, kind: SubnetKind, owner: &PublicKey) -> Result<Option<u16>> {
    for netuid in client.netuids().await? {
        if client.subnet_name(netuid).await?.as_deref() == Some(kind.name())
            && client.subnet(netuid).await?.owner == owner.bytes()
        {
            return Ok(Some(netuid));
        }
    }
    Ok(None)
}

async fn create(
    client: &ChainClient,
    folder: &NetworkFolder,
    keys: &NetworkKeys,
    kind: SubnetKind,
) -> Result<u16> {
    let before = client.netuids().await?;
    let hotkey = NetworkKeys::owner_hotkey(folder, kind.name())?;
    let call = calls::subnets::register_network(&hotkey.public().bytes());
    client
        .submit(&call, &keys.owner, WaitFor::Inclusion)
        .await?;
    let after = client.netuids().await?;
    let netuid = after
        .into_iter()
        .find(|netuid| !before.contains(netuid))
        .ok_or_else(|| {
            eyre!(
                "the chain took the subnet {} but does not list it",
                kind.name()
            )
        })?;
    let identity = SubnetIdentity {
        subnet_name: kind.name(),
        description: "A reference subnet of taonet",
        ..SubnetIdentity::default()
    };
    let identity = calls::identity::set_subnet_identity(netuid, &identity);
    client
        .submit(&identity, &keys.owner, WaitFor::Inclusion)
        .await?;
    eprintln!("subnet {netuid}: {}", kind.name());
    Ok(netuid)
}

/// A clock that people can wait for, and weights that are shown at once.
async fn set_rules(
    client: &ChainClient,
    keys: &NetworkKeys,
    plans: &[SubnetPlan],
    arguments: &UpArguments,
) -> Result<()> {
    let mut calls = Vec::new();
    for plan in plans {
        let rules = client.hyperparameters(plan.netuid).await?;
        if rules.tempo == arguments.tempo && !rules.commit_reveal_weights_enabled {
            continue;
        }
        calls.extend([
            admin::set_tempo(plan.netuid, arguments.tempo),
            admin::set_commit_reveal_enabled(plan.netuid, false),
            admin::set_weights_rate_limit(plan.netuid, 1),
            admin::set_serving_rate_limit(plan.netuid, 0),
            admin::set_emission_enabled(plan.netuid, true),
        ]);
    }
    send(
        client,
        calls.into_iter().map(calls::sudo).collect(),
        &keys.alice,
    )
    .await
}

async fn start(client: &ChainClient, keys: &NetworkKeys, plans: &[SubnetPlan]) -> Result<()> {
    let mut calls = Vec::new();
    for plan in plans {
        if !client.subnet(plan.netuid).await?.started {
            calls.push(calls::subnets::start_call(plan.netuid));
        }
    }
    send(client, calls, &keys.owner).await
}

async fn register(client: &ChainClient, keys: &NetworkKeys, plans: &[SubnetPlan]) -> Result<()> {
    for (neurons, coldkey) in [
        (&keys.validators, &keys.validator_coldkey),
        (&keys.miners, &keys.miner_coldkey),
    ] {
        let mut calls = Vec::new();
        for plan in plans {
            for neuron in neurons {
                let hotkey = neuron.hotkey.public().bytes();
                if client.uid_of(plan.netuid, &hotkey).await?.is_none() {
                    calls.push(calls::neurons::burned_register(plan.netuid, &hotkey));
                }
            }
        }
        send(client, calls, coldkey).await?;
    }
    Ok(())
}

async fn stake(client: &ChainClient, keys: &NetworkKeys, plans: &[SubnetPlan]) -> Result<()> {
    let coldkey = keys.validator_coldkey.public().bytes();
    let mut calls = Vec::new();
    for plan in plans {
        for validator in &keys.validators {
            let hotkey = validator.hotkey.public().bytes();
            if client.stake_rao(&hotkey, &coldkey, plan.netuid).await? == 0 {
                let amount = Tao::from_rao(VALIDATOR_STAKE_RAO);
                calls.push(calls::stake::add_stake(&hotkey, plan.netuid, amount));
            }
        }
    }
    send(client, calls, &keys.validator_coldkey).await
}
