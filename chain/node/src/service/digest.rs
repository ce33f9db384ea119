//! The Aura digests of blocks made in development mode.
//!
//! Blocks carry the slot, and the seal of the authority whose turn it is when its key is at hand:
//! then they are ordinary Aura blocks, and any node of the chain can import them.

use super::Client;
use sc_consensus::BlockImportParams;
use sc_consensus_aura::{CompatibleDigestItem, SlotDuration};
use sc_consensus_manual_seal::{ConsensusDataProvider, Error};
use sp_api::{ProvideRuntimeApi, StorageProof};
use sp_consensus_aura::{
    AuraApi, Slot,
    sr25519::{AuthorityId, AuthorityPair, AuthoritySignature},
};
use sp_inherents::InherentData;
use sp_runtime::{Digest, DigestItem, traits::Header as _};
use sp_timestamp::TimestampInherentData;
use std::sync::Arc;
use taonet_runtime::opaque::{Block, Header};

/// Adds slot and seal.
pub(super) struct AuraDigests {
    pub(super) client: Arc<Client>,
    pub(super) keystore: sp_keystore::KeystorePtr,
    pub(super) slot_duration: SlotDuration,
}

/// The slot of a block; the genesis block counts as slot 0.
pub(super) fn slot_of(header: &Header) -> Result<Slot, String> {
    if *header.number() == 0 {
        return Ok(0.into());
    }
    sc_consensus_aura::find_pre_digest::<Block, AuthoritySignature>(header)
        .map_err(|error| format!("block {} has no slot: {error}", header.number()))
}

impl ConsensusDataProvider<Block> for AuraDigests {
    fn create_digest(&self, _parent: &Header, inherents: &InherentData) -> Result<Digest, Error> {
        let timestamp = inherents
            .timestamp_inherent_data()?
            .ok_or_else(|| Error::StringError("the block has no timestamp".into()))?;
        let slot = Slot::from_timestamp(timestamp, self.slot_duration);
        Ok(Digest {
            logs: vec![CompatibleDigestItem::<AuthoritySignature>::aura_pre_digest(
                slot,
            )],
        })
    }

    fn append_block_import(
        &self,
        parent: &Header,
        params: &mut BlockImportParams<Block>,
        _inherents: &InherentData,
        _proof: StorageProof,
    ) -> Result<(), Error> {
        let slot = slot_of(&params.header).map_err(Error::StringError)?;
        let authorities: Vec<AuthorityId> = self
            .client
            .runtime_api()
            .authorities(parent.hash())
            .map_err(|error| Error::StringError(error.to_string()))?;
        let author =
            sc_consensus_aura::standalone::slot_author::<AuthorityPair>(slot, &authorities);
        let seal: Option<DigestItem> = author.and_then(|author| {
            let hash = params.header.hash();
            sc_consensus_aura::standalone::seal::<_, AuthorityPair>(&hash, author, &self.keystore)
                .ok()
        });
        params.post_digests.extend(seal);
        Ok(())
    }
}
