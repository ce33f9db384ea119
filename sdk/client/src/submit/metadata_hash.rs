//! The hash of the chain's metadata, for signatures that vouch for it.
//!
//! It is the root of a tree over all types that a transaction can hold, with the version and the
//! token's name (RFC 78). It is computed from what the node serves. The chain computes its own: if
//! the node served something else, the signature does not fit and nothing happens.

use std::sync::{Mutex, PoisonError};

use merkleized_metadata::{ExtraInfo, generate_metadata_digest};
use serde_json::Value as Json;
use subxt::ext::codec::Decode;
use subxt::ext::frame_metadata::RuntimeMetadataPrefixed;
use subxt_rpcs::rpc_params;

use crate::runtime::Runtime;
use crate::{BlockRef, ChainClient, ClientError};

const WHAT: &str = "the metadata hash";
/// What `Metadata_metadata_at_version` is asked for: the version that devices are shown.
const METADATA_15: [u8; 4] = [15, 0, 0, 0];

/// The hash of the latest runtime.
#[derive(Debug, Default)]
pub(super) struct MetadataHashes {
    latest: Mutex<Option<(u32, [u8; 32])>>,
}

impl ChainClient {
    /// The hash of a runtime's metadata.
    pub(super) async fn metadata_hash(&self, runtime: &Runtime) -> Result<[u8; 32], ClientError> {
        let version = runtime.spec_version();
        let latest = &self.submission.metadata_hash.latest;
        let known = *latest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, hash)) = known.filter(|(known, _)| *known == version) {
            return Ok(hash);
        }
        let state = self.at(BlockRef::Best).await?;
        let answer = state
            .raw_call("Metadata_metadata_at_version", &METADATA_15)
            .await?;
        let names: Json = self
            .request("state_getRuntimeVersion", rpc_params![])
            .await?;
        let token: Json = self.request("system_properties", rpc_params![]).await?;
        let hash = compute(&answer, version, &names, &token)?;
        *latest.lock().unwrap_or_else(PoisonError::into_inner) = Some((version, hash));
        Ok(hash)
    }
}

fn compute(
    answer: &[u8],
    spec_version: u32,
    names: &Json,
    token: &Json,
) -> Result<[u8; 32], ClientError> {
    let shape = |cause: &str| ClientError::shape(WHAT, cause);
    let metadata = Option::<Vec<u8>>::decode(&mut &*answer)
        .map_err(|error| shape(&error.to_string()))?
        .ok_or_else(|| shape("this chain has no metadata of version 15"))?;
    let metadata = RuntimeMetadataPrefixed::decode(&mut &*metadata)
        .map_err(|error| shape(&error.to_string()))?;
    let number = |name: &str| {
        token
            .get(name)
            .and_then(Json::as_u64)
            .ok_or_else(|| shape(&format!("the chain does not tell its {name}")))
    };
    let text = |json: &Json, name: &str| {
        json.get(name)
            .and_then(Json::as_str)
            .map(str::to_owned)
            .ok_or_else(|| shape(&format!("the chain does not tell its {name}")))
    };
    let range = |_| shape("a number is out of range");
    let information = ExtraInfo {
        spec_version,
        spec_name: text(names, "specName")?,
        base58_prefix: u16::try_from(number("ss58Format")?).map_err(range)?,
        decimals: u8::try_from(number("tokenDecimals")?).map_err(range)?,
        token_symbol: text(token, "tokenSymbol")?,
    };
    generate_metadata_digest(&metadata.1, information)
        .map(|digest| digest.hash())
        .map_err(|cause| shape(&cause))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use subxt::ext::codec::Encode;

    #[test]
    fn what_the_node_does_not_tell_is_missed() {
        let names = json!({ "specName": "node-subtensor" });
        let token = json!({ "ss58Format": 42, "tokenDecimals": 9, "tokenSymbol": "TAO" });
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../vectors/interface/metadata-439.scale"
        );
        let answer = Some(std::fs::read(path).unwrap()).encode();
        let hash = compute(&answer, 439, &names, &token).unwrap();
        assert_ne!(hash, compute(&answer, 440, &names, &token).unwrap());
        let none = Option::<Vec<u8>>::None.encode();
        for (answer, names, token, missing) in [
            (&none, &names, &token, "version 15"),
            (&answer, &json!({}), &token, "specName"),
            (
                &answer,
                &names,
                &json!({ "ss58Format": 42 }),
                "tokenDecimals",
            ),
            (&vec![1, 2, 3], &names, &token, WHAT),
        ] {
            let error = compute(answer, 439, names, token).unwrap_err().to_string();
            assert!(error.contains(missing), "{error}");
        }
    }
}
