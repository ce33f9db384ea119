//! Sending calls: signing, entering the pool, and finding out what became of them.
//!
//! ```text
//! client.transaction(call)          what to send, and how: era, tip, proxy, shield, ...
//!     .dry_run(&key)                fee, effects and failure in advance; nothing is sent
//!     .submit(&key)                 sign, send, wait: an Inclusion, or why there is none
//!     .send(&key) -> Sent           sign and send; Sent::wait later, or never
//! client.submit_many(calls, &key)   a stream of results, many in flight
//! ```
//!
//! **Nonces.** Each account has a [lane](lanes): whoever sends takes its turn, so nonces follow
//! each other without holes however many calls are under way. The first nonce comes from the node,
//! later ones are counted here, until the account is idle or something contradicts the count.
//!
//! **Never twice.** The same signed bytes may be sent again at any time: their nonce lets them into
//! the chain once. A call is signed anew only when what was signed before can no longer enter: the
//! pool refused it, a final block used its nonce for something else, or the chain upgraded and its
//! signature is void.
//!
//! **Losing sight.** When the connection breaks or the node drops a transaction, the
//! [search](fate) looks for it in the blocks from the one it was signed at. It ends with a block
//! that holds it, with the proof that none will (its nonce is used, its era is over in a final
//! block), or when the caller's patience ends: only then the answer is
//! [`NotIncluded`](crate::ClientError::NotIncluded), which says that nobody knows.

mod anchor;
mod blocks;
mod dry_run;
mod effects;
mod fate;
mod lanes;
mod many;
mod metadata_hash;
mod outcome;
mod pool;
mod sent;
mod shielded;
mod signer;
mod transaction;

pub use dry_run::{DryRun, DryRunOutcome};
pub use effects::Effect;
pub use many::submit_all;
pub use outcome::{ChainEvent, Inclusion};
pub use sent::Sent;
pub use signer::TransactionSigner;
pub use transaction::{Transaction, WaitFor};

use crate::{BlockRef, Call, ChainClient, ClientError};

/// What all clones of a client know about what they sent.
#[derive(Debug, Default)]
pub(crate) struct Submission {
    lanes: lanes::Lanes,
    anchor: anchor::Anchors,
    blocks: blocks::RecentBlocks,
    metadata_hash: metadata_hash::MetadataHashes,
}

impl ChainClient {
    /// A transaction that makes `call`, to be completed and sent.
    pub fn transaction(&self, call: Call) -> Transaction<'_> {
        Transaction::new(self, call)
    }

    /// Signs `call` with `signer`, sends it and waits, with the usual choices of [`Transaction`].
    ///
    /// # Errors
    /// As [`Transaction::submit`].
    pub async fn submit<S: TransactionSigner + ?Sized>(
        &self,
        call: &Call,
        signer: &S,
        wait_for: WaitFor,
    ) -> Result<Inclusion, ClientError> {
        self.transaction(call.clone())
            .wait_for(wait_for)
            .submit(signer)
            .await
    }

    /// The bytes of a call on this chain.
    ///
    /// # Errors
    /// [`ClientError::NotInRuntime`] when this chain has no such call,
    /// [`ClientError::InvalidArgument`] when it takes other arguments.
    pub async fn call_bytes(&self, call: &Call) -> Result<Vec<u8>, ClientError> {
        let state = self.at(BlockRef::Best).await?;
        let runtime = state.chain_runtime();
        runtime
            .codec()
            .encode(call)
            .map_err(|error| transaction::call_error(runtime, error))
    }

    /// The hash by which proxies announce a call and signatories agree to it: BLAKE2b-256 of its
    /// bytes.
    ///
    /// # Errors
    /// As [`call_bytes`](Self::call_bytes).
    pub async fn call_hash(&self, call: &Call) -> Result<[u8; 32], ClientError> {
        let bytes = self.call_bytes(call).await?;
        Ok(sp_crypto_hashing::blake2_256(&bytes))
    }
}
