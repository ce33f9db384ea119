//! Network mode: Aura, one block per slot by the authority whose turn it is, and GRANDPA.

use super::{Authoring, Client, GrandpaImport};
use crate::authoring::{inherent::ShieldInherent, keys};
use sc_consensus_aura::{ImportQueueParams, SlotDuration, SlotProportion, StartAuraParams};
use sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging;
use sc_service::{Configuration, TaskManager};
use sp_consensus_aura::sr25519::AuthorityPair as AuraPair;
use std::{sync::Arc, time::Duration};
use taonet_runtime::opaque::Block;

/// Unfinalised blocks after which authors slow down.
const UNFINALISED_SLACK_BLOCKS: u32 = 6;
/// Share of the slot spent on a proposal.
const PROPOSAL_SHARE: f32 = 2.0 / 3.0;
/// Slots shorter than this count as fast, in milliseconds.
const FAST_SLOT_MS: u64 = 6_000;

/// How long a vote may take across the network: a fast chain on one machine would spend most of
/// its finality on waiting for the usual third of a second.
pub(super) fn gossip_duration(slot_duration: SlotDuration) -> Duration {
    let fast = slot_duration.as_millis() < FAST_SLOT_MS;
    Duration::from_millis(if fast { 100 } else { 333 })
}

/// The queue that checks blocks from the network, and those read by `import-blocks`.
pub(super) fn import_queue(
    config: &Configuration,
    client: &Arc<Client>,
    grandpa_import: &GrandpaImport,
    task_manager: &TaskManager,
) -> Result<sc_consensus::DefaultImportQueue<Block>, sc_service::Error> {
    let slot_duration = sc_consensus_aura::slot_duration(&**client)?;
    let queue = sc_consensus_aura::import_queue::<AuraPair, _, _, _, _, _>(ImportQueueParams {
        block_import: grandpa_import.clone(),
        justification_import: Some(Box::new(grandpa_import.clone())),
        client: client.clone(),
        create_inherent_data_providers: move |_, ()| async move { Ok(inherents(slot_duration)) },
        spawner: &task_manager.spawn_essential_handle(),
        registry: config.prometheus_registry(),
        check_for_equivocation: Default::default(),
        telemetry: None,
        compatibility_mode: Default::default(),
    })?;
    Ok(queue)
}

type Inherents = (
    sp_consensus_aura::inherents::InherentDataProvider,
    sp_timestamp::InherentDataProvider,
);

fn inherents(slot_duration: SlotDuration) -> Inherents {
    let timestamp = sp_timestamp::InherentDataProvider::from_system_time();
    let slot = sp_consensus_aura::inherents::InherentDataProvider::from_timestamp_and_slot_duration(
        *timestamp,
        slot_duration,
    );
    (slot, timestamp)
}

/// Starts authoring.
pub(super) fn spawn_aura<S>(
    task_manager: &TaskManager,
    authoring: Authoring,
    grandpa_import: GrandpaImport,
    sync: S,
    force_authoring: bool,
) -> Result<(), sc_service::Error>
where
    S: sc_consensus_aura::SyncOracle
        + sc_consensus::JustificationSyncLink<Block>
        + Clone
        + Send
        + Sync
        + 'static,
{
    let slot_duration = sc_consensus_aura::slot_duration(&*authoring.client)?;
    let proposer_factory = authoring.proposer(task_manager);
    let shield_keys = authoring.shield_keys.clone();
    keys::spawn_rolling(task_manager, &authoring.client, shield_keys.clone());
    let aura =
        sc_consensus_aura::start_aura::<AuraPair, _, _, _, _, _, _, _, _, _, _>(StartAuraParams {
            slot_duration,
            client: authoring.client,
            select_chain: authoring.select_chain,
            block_import: grandpa_import,
            proposer_factory,
            sync_oracle: sync.clone(),
            justification_sync_link: sync,
            create_inherent_data_providers: move |_, ()| {
                let (slot, timestamp) = inherents(slot_duration);
                let shield = ShieldInherent::new(&shield_keys);
                async move { Ok((slot, timestamp, shield)) }
            },
            force_authoring,
            backoff_authoring_blocks: (!force_authoring).then(|| {
                BackoffAuthoringOnFinalizedHeadLagging {
                    unfinalized_slack: UNFINALISED_SLACK_BLOCKS,
                    ..Default::default()
                }
            }),
            keystore: authoring.keystore,
            block_proposal_slot_portion: SlotProportion::new(PROPOSAL_SHARE),
            max_block_proposal_slot_portion: None,
            telemetry: None,
            compatibility_mode: Default::default(),
        })?;
    task_manager
        .spawn_essential_handle()
        .spawn_blocking("aura", Some("block-authoring"), aura);
    Ok(())
}
