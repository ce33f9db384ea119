//! Sealed transactions, as the author sees them.

use super::keys::ShieldKeys;
use crate::service::Client;
use sp_api::{ApiError, ProvideRuntimeApi};
use std::sync::Arc;
use taonet_runtime::{
    Hash,
    opaque::UncheckedExtrinsic,
    shield_api::{ShieldApi, ShieldedTransaction},
};
use taonet_shield::{ENCAPSULATED_LEN, MIN_ENVELOPE_LEN, SEED_LEN, TAG_LEN};
use zeroize::Zeroizing;

/// A transaction shorter than this holds no envelope that could be opened. Most are, and need no
/// closer look.
const MIN_WRAPPER_LEN: usize = MIN_ENVELOPE_LEN + ENCAPSULATED_LEN;

/// Set to `1` in the environment, it makes the author leave sealed transactions to others.
const SKIP_VARIABLE: &str = "SUBSTRATE_SKIP_SHIELDED_TXS";

/// What a transaction of the pool is to the author of the next block.
pub(super) enum Kind {
    /// As it looks.
    Plain,
    /// A wrapper that this block may open.
    Sealed(Sealed),
    /// A wrapper for another block.
    ForAnotherBlock,
}

/// A wrapper that this node opens.
pub(super) struct Sealed {
    transaction: ShieldedTransaction,
    seed: Zeroizing<[u8; SEED_LEN]>,
}

impl Sealed {
    /// Bytes of what is inside.
    pub(super) fn inner_len(&self) -> usize {
        self.transaction.aead_ct.len().saturating_sub(TAG_LEN)
    }
}

/// Recognises and opens sealed transactions on top of one block.
#[derive(Clone)]
pub(super) struct Opener {
    pub(super) client: Arc<Client>,
    pub(super) keys: Arc<ShieldKeys>,
    pub(super) skip: bool,
}

impl Opener {
    /// Whether the environment asks to leave sealed transactions out.
    pub(super) fn skip_from_environment() -> bool {
        std::env::var_os(SKIP_VARIABLE).is_some_and(|value| value == "1")
    }

    /// What the transaction is to the author of the block after `parent`.
    pub(super) fn kind(
        &self,
        parent: Hash,
        encoded_len: usize,
        transaction: &UncheckedExtrinsic,
    ) -> Result<Kind, ApiError> {
        if encoded_len < MIN_WRAPPER_LEN {
            return Ok(Kind::Plain);
        }
        let api = self.client.runtime_api();
        let Some(wrapped) = api.try_decode_shielded_tx(parent, transaction.clone())? else {
            return Ok(Kind::Plain);
        };
        if self.skip {
            return Ok(Kind::ForAnotherBlock);
        }
        let is_due =
            self.keys.is_fixed() || api.is_shielded_using_current_key(parent, wrapped.key_hash)?;
        // Without the secret the wrapper would be spent for nothing.
        let seed = is_due
            .then(|| self.keys.seed_of(wrapped.key_hash))
            .flatten();
        Ok(seed.map_or(Kind::ForAnotherBlock, |seed| {
            Kind::Sealed(Sealed {
                transaction: wrapped,
                seed,
            })
        }))
    }

    /// What is inside of a wrapper; `None` when it does not open or holds no transaction.
    pub(super) fn open(
        &self,
        parent: Hash,
        sealed: Sealed,
    ) -> Result<Option<UncheckedExtrinsic>, ApiError> {
        self.client
            .runtime_api()
            .try_unshield_tx(parent, sealed.seed.to_vec(), sealed.transaction)
    }
}
