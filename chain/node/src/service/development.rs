//! Development mode: one node makes blocks on command and finalises them at once.
//!
//! 1. A trigger asks for a block: a transaction in the pool, a timer, or `engine_createBlock`.
//! 2. The chain's clock is set one slot after the parent's, whatever the time of day.
//! 3. The block is built, sealed, imported as the best one and finalised.
//!
//! Nothing runs between two triggers.

use super::{
    Authoring, Client, Pool,
    digest::{AuraDigests, slot_of},
};
use crate::{
    authoring::{inherent::ShieldInherent, keys::ShieldKeys, proposer::ProposerFactory},
    sealing::Sealing,
};
use futures::{
    FutureExt, StreamExt,
    channel::{mpsc, oneshot},
};
use jsonrpsee::core::async_trait;
use sc_consensus_manual_seal::{
    ConsensusDataProvider, CreatedBlock, EngineCommand, Error, FinalizeBlockParams,
    MANUAL_SEAL_ENGINE_ID, SealBlockParams, finalize_block, seal_block,
};
use sc_service::TaskManager;
use sc_transaction_pool_api::{ImportNotificationStream, TransactionPool};
use sp_consensus_aura::SlotDuration;
use sp_inherents::CreateInherentDataProviders;
use std::{marker::PhantomData, sync::Arc, time::Duration};
use taonet_runtime::{Hash, opaque::Block};

/// Commands that may wait for their turn; further callers wait for a free place.
const COMMAND_QUEUE: usize = 1_024;

/// A block to make, or to finalise.
pub(crate) type Command = EngineCommand<Hash>;

/// The channel between JSON-RPC and the sealing task.
pub(crate) fn command_channel() -> (mpsc::Sender<Command>, mpsc::Receiver<Command>) {
    mpsc::channel(COMMAND_QUEUE)
}

/// What asks for blocks besides `engine_createBlock`.
enum Trigger {
    Pool(ImportNotificationStream<Hash>),
    Timer(tokio::time::Interval),
    Nothing,
}

impl Trigger {
    fn new(sealing: Sealing, pool: &Pool) -> Self {
        match sealing {
            Sealing::Instant => Self::Pool(pool.import_notification_stream()),
            Sealing::Manual => Self::Nothing,
            Sealing::Interval { interval_ms } => {
                let mut timer = tokio::time::interval(Duration::from_millis(interval_ms));
                // After a pause (a suspended laptop) the chain goes on, it does not race.
                timer.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
                Self::Timer(timer)
            }
        }
    }

    /// Waits for the next reason to make a block; `false` when there will be none any more.
    async fn fired(&mut self) -> bool {
        match self {
            Self::Pool(stream) => {
                let first = stream.next().await.is_some();
                // All transactions that wait already go into the same block.
                while let Some(Some(_)) = stream.next().now_or_never() {}
                first
            }
            Self::Timer(timer) => {
                timer.tick().await;
                true
            }
            Self::Nothing => futures::future::pending().await,
        }
    }
}

/// Starts the sealing task.
pub(super) fn spawn(
    task_manager: &TaskManager,
    authoring: Authoring,
    sealing: Sealing,
    mut commands: mpsc::Receiver<Command>,
) -> Result<(), sc_service::Error> {
    let slot_duration = sc_consensus_aura::slot_duration(&*authoring.client)?;
    let mut proposer = authoring.proposer(task_manager);
    let digests = AuraDigests {
        client: authoring.client.clone(),
        keystore: authoring.keystore.clone(),
        slot_duration,
    };
    let clock = Clock {
        client: authoring.client.clone(),
        slot_duration,
        shield_keys: authoring.shield_keys.clone(),
    };
    let task = async move {
        let mut trigger = Trigger::new(sealing, &authoring.pool);
        let create_empty = sealing != Sealing::Instant;
        loop {
            let command = tokio::select! {
                command = commands.next() => match command {
                    Some(command) => command,
                    None => return,
                },
                fired = trigger.fired() => {
                    if !fired {
                        return;
                    }
                    // Transactions that found no place in a full block get the next one.
                    loop {
                        let (sender, result) = oneshot::channel();
                        let command = EngineCommand::SealNewBlock {
                            create_empty,
                            finalize: true,
                            parent_hash: None,
                            sender: Some(sender),
                        };
                        run(command, &authoring, &mut proposer, &digests, &clock).await;
                        let sealed = report(result.await.ok());
                        match sealed.filter(|_| !create_empty) {
                            Some(hash) if authoring.pool.ready_at(hash).await.next().is_some() => {}
                            _ => break,
                        }
                    }
                    continue;
                }
            };
            run(command, &authoring, &mut proposer, &digests, &clock).await;
        }
    };
    task_manager.spawn_essential_handle().spawn_blocking(
        "development-sealing",
        Some("block-authoring"),
        task,
    );
    Ok(())
}

/// The hash of a block that no client waits for; says why when there is none.
fn report(result: Option<Result<CreatedBlock<Hash>, Error>>) -> Option<Hash> {
    match result {
        Some(Ok(block)) => return Some(block.hash),
        // An earlier block took the transactions that fired the trigger.
        Some(Err(Error::EmptyTransactionPool)) => {}
        Some(Err(error)) => tracing::error!("No block could be made: {error}"),
        None => tracing::error!("No block could be made"),
    }
    None
}

/// Carries out one command; its result goes to the command's sender.
async fn run(
    command: Command,
    authoring: &Authoring,
    proposer: &mut ProposerFactory,
    digests: &AuraDigests,
    clock: &Clock,
) {
    match command {
        EngineCommand::SealNewBlock {
            create_empty,
            finalize,
            parent_hash,
            sender,
        } => {
            let digests: &dyn ConsensusDataProvider<Block> = digests;
            seal_block(SealBlockParams {
                sender,
                parent_hash,
                finalize,
                create_empty,
                env: proposer,
                select_chain: &authoring.select_chain,
                block_import: &mut authoring.client.clone(),
                consensus_data_provider: Some(digests),
                pool: authoring.pool.clone(),
                client: authoring.client.clone(),
                create_inherent_data_providers: clock,
            })
            .await;
        }
        EngineCommand::FinalizeBlock {
            hash,
            sender,
            justification,
        } => {
            finalize_block(FinalizeBlockParams {
                hash,
                sender,
                justification: justification.map(|bytes| (MANUAL_SEAL_ENGINE_ID, bytes)),
                finalizer: authoring.client.clone(),
                _phantom: PhantomData,
            })
            .await;
        }
    }
}

/// The chain's own clock: a block's time is the start of the slot after its parent's.
struct Clock {
    client: Arc<Client>,
    slot_duration: SlotDuration,
    shield_keys: Arc<ShieldKeys>,
}

impl Clock {
    fn after(&self, parent: Hash) -> Result<sp_timestamp::Timestamp, String> {
        let header = self
            .client
            .header(parent)
            .map_err(|error| error.to_string())?
            .ok_or("the parent block is unknown")?;
        let slot = slot_of(&header)?;
        let milliseconds = (*slot)
            .checked_add(1)
            .and_then(|next| next.checked_mul(self.slot_duration.as_millis()))
            .ok_or("the chain's clock has reached its end")?;
        Ok(milliseconds.into())
    }
}

#[async_trait]
impl CreateInherentDataProviders<Block, ()> for Clock {
    type InherentDataProviders = (sp_timestamp::InherentDataProvider, ShieldInherent);

    async fn create_inherent_data_providers(
        &self,
        parent: Hash,
        (): (),
    ) -> Result<Self::InherentDataProviders, Box<dyn std::error::Error + Send + Sync>> {
        Ok((
            sp_timestamp::InherentDataProvider::new(self.after(parent)?),
            ShieldInherent::new(&self.shield_keys),
        ))
    }
}
