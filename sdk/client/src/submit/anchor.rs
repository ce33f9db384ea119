//! What a signature is tied to: a block, and the runtime that it has.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use subxt_rpcs::rpc_params;

use crate::codec::{ChainIdentity, Era};
use crate::runtime::Runtime;
use crate::state::unhex_hash;
use crate::{BlockRef, ChainClient, ClientError, StateAt};

/// Time for which several transactions share an anchor.
const SHARED_FOR: Duration = Duration::from_millis(500);
/// Blocks that a re-organisation may take back while an era begun there stays valid.
const DEPTH: u32 = 8;

/// A recent block, and the runtime after it.
#[derive(Clone, Debug)]
pub(super) struct Anchor {
    pub(super) best: u32,
    finalised: u32,
    pub(super) runtime: Arc<Runtime>,
    pub(super) chain: ChainIdentity,
    taken: Instant,
}

/// The anchor of the moment.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    latest: Mutex<Option<Anchor>>,
    /// The block in which the latest era began.
    birth: Mutex<Option<(u32, [u8; 32])>>,
}

impl Anchors {
    fn latest(&self) -> std::sync::MutexGuard<'_, Option<Anchor>> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn birth(&self) -> std::sync::MutexGuard<'_, Option<(u32, [u8; 32])>> {
        self.birth.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whatever is known may be out of date.
    pub(super) fn forget(&self) {
        *self.latest() = None;
        *self.birth() = None;
    }
}

impl ChainClient {
    /// A block to sign at.
    pub(super) async fn anchor(&self) -> Result<Anchor, ClientError> {
        if let Some(anchor) = &*self.submission.anchor.latest()
            && anchor.taken.elapsed() < SHARED_FOR
        {
            return Ok(anchor.clone());
        }
        let (best, finalised) =
            futures::try_join!(self.at(BlockRef::Best), self.at(BlockRef::Finalized))?;
        let anchor = Anchor {
            finalised: finalised.block_number(),
            ..self.anchor_at(&best)
        };
        *self.submission.anchor.latest() = Some(anchor.clone());
        Ok(anchor)
    }

    /// The anchor of a known state, as if nothing before it were final.
    pub(super) fn anchor_at(&self, state: &StateAt) -> Anchor {
        let runtime = state.chain_runtime().clone();
        Anchor {
            best: state.block_number(),
            finalised: 0,
            chain: ChainIdentity {
                genesis_hash: self.genesis_hash(),
                spec_version: runtime.spec_version(),
                transaction_version: runtime.transaction_version(),
            },
            runtime,
            taken: Instant::now(),
        }
    }

    /// An era of this length that begins at about the anchor.
    pub(super) async fn era(
        &self,
        anchor: &Anchor,
        period_blocks: u32,
    ) -> Result<Era, ClientError> {
        // A final block stays; so does, in practice, one a little below the best. Short eras have
        // no blocks to give away.
        let depth = DEPTH.min(period_blocks / 16);
        let current = anchor.finalised.max(anchor.best.saturating_sub(depth));
        let birth = Era::birth_block(period_blocks, current);
        let known = *self.submission.anchor.birth();
        let birth_hash = match known.filter(|(number, _)| *number == birth) {
            Some((_, hash)) => hash,
            None => {
                let hash = self.hash_of_block(birth).await?;
                *self.submission.anchor.birth() = Some((birth, hash));
                hash
            }
        };
        Ok(Era::Mortal {
            period_blocks,
            current,
            birth_hash,
        })
    }

    async fn hash_of_block(&self, number: u32) -> Result<[u8; 32], ClientError> {
        const METHOD: &str = "chain_getBlockHash";
        let hash: Option<String> = self.request(METHOD, rpc_params![number]).await?;
        let hash = hash.ok_or_else(|| ClientError::UnknownBlock {
            block: number.to_string(),
        })?;
        unhex_hash(&hash, METHOD)
    }
}
