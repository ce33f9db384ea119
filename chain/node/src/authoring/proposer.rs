//! Filling of blocks.
//!
//! A block takes transactions in the order of the pool. One that does not fit is put off, and a few
//! more are tried, because a smaller one may fit; after half of the time a full block is closed.

use super::{
    keys::ShieldKeys,
    sealed::{Kind, Opener, Sealed},
};
use crate::service::{BLOCK_SIZE_LIMIT_BYTES, Client, Pool};
use codec::Encode;
use futures::{channel::oneshot, future::Ready};
use sc_block_builder::{BlockBuilder, BlockBuilderBuilder};
use sc_proposer_metrics::{EndProposingReason as End, MetricsLink};
use sc_service::SpawnTaskHandle;
use sc_transaction_pool_api::{InPoolTransaction, TransactionPool, TxInvalidityReportMap};
use sp_blockchain::{ApplyExtrinsicFailed::Validity, Error, Error::ApplyExtrinsicFailed};
use sp_consensus::{Environment, Proposal, ProposeArgs};
use sp_inherents::InherentData;
use sp_runtime::{
    ExtrinsicInclusionMode, traits::Header as _, transaction_validity::TransactionValidityError,
};
use std::{
    future::Future,
    pin::Pin,
    sync::Arc,
    time::{Duration, Instant},
};
use taonet_runtime::{
    BlockNumber, Hash,
    opaque::{Block, Header, UncheckedExtrinsic},
};

/// Part of the time for a proposal that is kept for finishing the block.
const FINISHING_PART: u32 = 10;

/// Part of the time for transactions that the pool may spend on bringing itself up to date.
const POOL_PART: u32 = 8;

/// Transactions that are tried, whatever the time, after the first that did not fit.
const TRIES_WHEN_FULL: u32 = 8;

/// Makes a [`Proposer`] for each block.
pub(crate) struct ProposerFactory {
    spawner: SpawnTaskHandle,
    pool: Arc<Pool>,
    metrics: MetricsLink,
    opener: Opener,
}

impl ProposerFactory {
    pub(crate) fn new(
        spawner: SpawnTaskHandle,
        client: Arc<Client>,
        pool: Arc<Pool>,
        keys: Arc<ShieldKeys>,
        registry: Option<&substrate_prometheus_endpoint::Registry>,
    ) -> Self {
        Self {
            spawner,
            pool,
            metrics: MetricsLink::new(registry),
            opener: Opener {
                client,
                keys,
                skip: Opener::skip_from_environment(),
            },
        }
    }
}

impl Environment<Block> for ProposerFactory {
    type Proposer = Proposer;
    type CreateProposer = Ready<Result<Proposer, Error>>;
    type Error = Error;

    fn init(&mut self, parent: &Header) -> Self::CreateProposer {
        futures::future::ready(Ok(Proposer {
            spawner: self.spawner.clone(),
            pool: self.pool.clone(),
            metrics: self.metrics.clone(),
            opener: self.opener.clone(),
            parent: parent.hash(),
            parent_number: *parent.number(),
        }))
    }
}

/// Makes one block.
pub(crate) struct Proposer {
    spawner: SpawnTaskHandle,
    pool: Arc<Pool>,
    metrics: MetricsLink,
    opener: Opener,
    parent: Hash,
    parent_number: BlockNumber,
}

impl sp_consensus::Proposer<Block> for Proposer {
    type Error = Error;
    type Proposal = Pin<Box<dyn Future<Output = Result<Proposal<Block>, Error>> + Send>>;

    fn propose(self, args: ProposeArgs<Block>) -> Self::Proposal {
        let (sender, result) = oneshot::channel();
        let spawner = self.spawner.clone();
        // Executing a block's worth of transactions blocks its thread.
        spawner.spawn_blocking("proposer", Some("block-authoring"), async move {
            // Whoever asked may have stopped waiting.
            let _ = sender.send(self.build(args).await);
        });
        Box::pin(async move {
            result
                .await
                .unwrap_or_else(|_| Err(Error::Backend("the proposer ended early".into())))
        })
    }
}

/// How the block took a transaction.
enum Taken {
    Yes,
    /// There is no room for it.
    Full(End),
    /// It stays in the pool for another block.
    Later,
    /// It will never be valid.
    Invalid(Option<TransactionValidityError>),
}

/// A block in the making.
struct Draft<'a> {
    builder: BlockBuilder<'a, Block, Client>,
    /// Bytes so far.
    size: usize,
    size_limit: usize,
}

impl Draft<'_> {
    fn push(&mut self, transaction: UncheckedExtrinsic) -> Result<(), Error> {
        let len = transaction.encoded_size();
        self.builder.push(transaction)?;
        self.size = self.size.saturating_add(len);
        Ok(())
    }
}

impl Proposer {
    async fn build(self, args: ProposeArgs<Block>) -> Result<Proposal<Block>, Error> {
        let begin = Instant::now();
        let time = args.max_duration;
        let deadline = begin + time.saturating_sub(time / FINISHING_PART);
        // No proof is recorded: nobody reads proofs of a chain that stands alone.
        let builder = BlockBuilderBuilder::new(&*self.opener.client)
            .on_parent_block(self.parent)
            .with_parent_block_number(self.parent_number)
            .with_inherent_digests(args.inherent_digests)
            .with_extra_extensions(args.extra_extensions)
            .build()?;
        let mut draft = Draft {
            size: builder.estimate_block_size(),
            size_limit: args.block_size_limit.unwrap_or(BLOCK_SIZE_LIMIT_BYTES),
            builder,
        };
        self.push_inherents(&mut draft, args.inherent_data)?;
        let end = match draft.builder.extrinsic_inclusion_mode() {
            ExtrinsicInclusionMode::AllExtrinsics => self.fill(&mut draft, deadline).await,
            ExtrinsicInclusionMode::OnlyInherents => End::TransactionForbidden,
        };
        let (block, storage_changes) = draft.builder.build()?.into_inner();
        self.report(&block, end, begin.elapsed());
        Ok(Proposal {
            block,
            storage_changes,
        })
    }

    fn push_inherents(&self, draft: &mut Draft<'_>, data: InherentData) -> Result<(), Error> {
        let begin = Instant::now();
        let inherents = draft.builder.create_inherents(data)?;
        self.metrics.report(|metrics| {
            let seconds = begin.elapsed().as_secs_f64();
            metrics.create_inherents_time.observe(seconds);
        });
        for inherent in inherents {
            match draft.push(inherent) {
                Ok(()) => {}
                // A block without it would be refused by everybody.
                Err(ApplyExtrinsicFailed(Validity(error))) if error.was_mandatory() => {
                    return Err(ApplyExtrinsicFailed(Validity(error)));
                }
                Err(error) => tracing::warn!("An inherent is left out: {error}"),
            }
        }
        Ok(())
    }

    /// Takes transactions from the pool until something runs out.
    async fn fill(&self, draft: &mut Draft<'_>, deadline: Instant) -> End {
        let left = deadline.saturating_duration_since(Instant::now());
        let full_from = Instant::now() + left / 2;
        let mut waiting = self
            .pool
            .ready_at_with_timeout(self.parent, left / POOL_PART)
            .await;
        let mut invalid = TxInvalidityReportMap::new();
        let mut tries = TRIES_WHEN_FULL;
        let mut full = None;
        let end = loop {
            let Some(transaction) = waiting.next() else {
                break full.unwrap_or(End::NoMoreTransactions);
            };
            if Instant::now() > deadline {
                break full.unwrap_or(End::HitDeadline);
            }
            match self.take(draft, transaction.data()) {
                Taken::Yes => {
                    full = None;
                    continue;
                }
                Taken::Full(_) if tries == 0 && Instant::now() >= full_from => {
                    break full.unwrap_or(End::HitBlockWeightLimit);
                }
                Taken::Full(limit) => {
                    tries = tries.saturating_sub(1);
                    full = Some(limit);
                }
                Taken::Later => {}
                Taken::Invalid(error) => {
                    tracing::debug!("Invalid transaction {:?}", transaction.hash());
                    invalid.insert(*transaction.hash(), error);
                }
            }
            // What builds on a transaction that is not in the block cannot be in it either.
            waiting.report_invalid(&transaction);
        };
        self.pool.report_invalid(Some(self.parent), invalid).await;
        end
    }

    fn take(&self, draft: &mut Draft<'_>, transaction: &UncheckedExtrinsic) -> Taken {
        let len = transaction.encoded_size();
        let sealed = match self.opener.kind(self.parent, len, transaction) {
            Ok(Kind::Plain) => None,
            Ok(Kind::Sealed(sealed)) => Some(sealed),
            Ok(Kind::ForAnotherBlock) => return Taken::Later,
            Err(error) => {
                tracing::debug!("A transaction cannot be read: {error}");
                return Taken::Invalid(None);
            }
        };
        // A wrapper goes in together with what is inside.
        let inner_len = sealed.as_ref().map_or(0, Sealed::inner_len);
        let size = draft.size.saturating_add(len).saturating_add(inner_len);
        if size > draft.size_limit {
            return Taken::Full(End::HitBlockSizeLimit);
        }
        match draft.push(transaction.clone()) {
            Ok(()) => {}
            Err(ApplyExtrinsicFailed(Validity(error))) if error.exhausted_resources() => {
                return Taken::Full(End::HitBlockWeightLimit);
            }
            Err(ApplyExtrinsicFailed(Validity(error))) => return Taken::Invalid(Some(error)),
            Err(_) => return Taken::Invalid(None),
        }
        if let Some(sealed) = sealed {
            self.take_inner(draft, sealed);
        }
        Taken::Yes
    }

    /// Includes what is inside of a wrapper. The wrapper stays in the block whatever happens.
    fn take_inner(&self, draft: &mut Draft<'_>, sealed: Sealed) {
        let failure = match self.opener.open(self.parent, sealed) {
            Ok(Some(inner)) => match draft.push(inner) {
                Ok(()) => return,
                Err(error) => error.to_string(),
            },
            Ok(None) => "it holds no transaction".into(),
            Err(error) => error.to_string(),
        };
        tracing::info!("The inside of a sealed transaction is left out: {failure}");
    }

    fn report(&self, block: &Block, end: End, took: Duration) {
        let count = block.extrinsics.len();
        self.metrics.report(|metrics| {
            let seconds = took.as_secs_f64();
            metrics.block_constructed.observe(seconds);
            metrics.create_block_proposal_time.observe(seconds);
            metrics
                .number_of_transactions
                .set(u64::try_from(count).unwrap_or(u64::MAX));
            metrics.report_end_proposing_reason(end);
        });
        tracing::info!(
            "Made block {} of {count} extrinsics in {} ms",
            block.header.number(),
            took.as_millis()
        );
    }
}
