//! The runtimes that a connection has met.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use subxt_rpcs::client::RpcClient;
use subxt_rpcs::rpc_params;
use tokio::sync::OnceCell;

use super::metadata_files::MetadataFile;
use crate::ClientError;
use crate::runtime::Runtime;
use crate::state::{hex_text, unhex};

/// Runtimes kept at once. Reading a chain's history meets one after the other.
const MAX_RUNTIMES: usize = 8;
/// Metadata of version 15: the first that tells the runtime calls, and the one that every client
/// of such chains reads.
const METADATA_15: &str = "0x0f000000";
/// Storage key of the runtime's code.
const CODE_KEY: &str = "0x3a636f6465";

type Slot = Arc<OnceCell<Arc<Runtime>>>;

/// Runtimes by version.
pub(crate) struct Runtimes {
    slots: Mutex<HashMap<u32, Slot>>,
    genesis_hash: [u8; 32],
    directory: Option<PathBuf>,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Version {
    pub(crate) spec_version: u32,
    #[serde(default)]
    pub(crate) transaction_version: u32,
}

impl Runtimes {
    pub(crate) fn new(genesis_hash: [u8; 32], directory: Option<PathBuf>) -> Self {
        Self {
            slots: Mutex::default(),
            genesis_hash,
            directory,
        }
    }

    /// The runtime of a version that the block `at` has.
    pub(crate) async fn get(
        &self,
        rpc: &RpcClient,
        version: &Version,
        at: &[u8; 32],
    ) -> Result<Arc<Runtime>, ClientError> {
        let slot = self.slot(version.spec_version);
        slot.get_or_try_init(|| self.load(rpc, version, at))
            .await
            .cloned()
    }

    fn slot(&self, spec_version: u32) -> Slot {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = slots.get(&spec_version) {
            return slot.clone();
        }
        if slots.len() >= MAX_RUNTIMES
            && let Some(oldest) = slots.keys().min().copied()
        {
            slots.remove(&oldest);
        }
        slots.entry(spec_version).or_default().clone()
    }

    async fn load(
        &self,
        rpc: &RpcClient,
        version: &Version,
        at: &[u8; 32],
    ) -> Result<Arc<Runtime>, ClientError> {
        let Version {
            spec_version,
            transaction_version,
        } = *version;
        let file = self.file(rpc, spec_version, at).await;
        let parse = |bytes: &[u8]| Runtime::from_metadata(bytes, spec_version, transaction_version);
        let kept = file.as_ref().and_then(MetadataFile::read);
        let runtime = match kept.and_then(|bytes| parse(&bytes).ok()) {
            Some(runtime) => runtime,
            None => {
                let bytes = fetch(rpc, at).await?;
                let runtime =
                    parse(&bytes).map_err(|error| ClientError::shape("the metadata", error))?;
                if let Some(file) = file {
                    file.write(&bytes);
                }
                runtime
            }
        };
        Ok(Arc::new(runtime))
    }

    /// Where the metadata of this runtime is kept, if it is kept. A node that does not tell the
    /// hash of its code leaves nothing to know a changed runtime by.
    async fn file(
        &self,
        rpc: &RpcClient,
        spec_version: u32,
        at: &[u8; 32],
    ) -> Option<MetadataFile> {
        let directory = self.directory.as_deref()?;
        let params = rpc_params![CODE_KEY, hex_text(at)];
        let code_hash: Option<String> = rpc.request("state_getStorageHash", params).await.ok()?;
        Some(MetadataFile::new(
            directory,
            &self.genesis_hash,
            spec_version,
            &code_hash?,
        ))
    }
}

/// The metadata of a block's runtime.
async fn fetch(rpc: &RpcClient, at: &[u8; 32]) -> Result<Vec<u8>, ClientError> {
    const WHAT: &str = "the metadata";
    let at = hex_text(at);
    let params = rpc_params!["Metadata_metadata_at_version", METADATA_15, &at];
    // Runtimes that do not have this call have metadata of version 14 only.
    if let Ok(answer) = rpc.request::<String>("state_call", params).await {
        let bytes = unhex(&answer, WHAT)?;
        let mut input = crate::decode::Input::new(&bytes, None);
        if input.byte() == Ok(1) {
            let cut = |error| ClientError::shape(WHAT, error);
            let length = input.count().map_err(cut)?;
            return Ok(input.take(length).map_err(cut)?.to_vec());
        }
    }
    let answer: String = rpc
        .request("state_getMetadata", rpc_params![at])
        .await
        .map_err(ClientError::connection)?;
    unhex(&answer, WHAT)
}
