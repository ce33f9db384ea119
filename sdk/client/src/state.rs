//! The chain's state after one block, and the reads by which everything else is read.

use std::collections::HashMap;
use std::sync::Arc;

use futures::future::try_join;
use serde_json::Value as Json;
use subxt::ext::frame_decode::helpers::IntoEncodableValues;
use subxt_rpcs::rpc_params;

use crate::decode::{FromChain, StorageKey};
use crate::runtime::Runtime;
use crate::{ChainClient, ClientError};

/// Which block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockRef {
    /// The newest block of the chain that the node follows.
    Best,
    /// The newest block that will never be taken back.
    Finalized,
    /// The block of this height.
    Number(u32),
    /// The block of this hash.
    Hash([u8; 32]),
}

/// The state after one block: every read of it sees the same moment. Clones are cheap.
#[derive(Clone)]
pub struct StateAt {
    pub(crate) client: ChainClient,
    pub(crate) block: Arc<BlockAt>,
}

impl std::fmt::Debug for StateAt {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("StateAt")
            .field("block_number", &self.block.number)
            .field("block_hash", &hex::encode(self.block.hash))
            .finish_non_exhaustive()
    }
}

/// A block and the runtimes that its state is read with.
#[derive(Debug)]
pub(crate) struct BlockAt {
    pub(crate) hash: [u8; 32],
    pub(crate) number: u32,
    pub(crate) parent_hash: [u8; 32],
    /// What runtime calls on this state run.
    pub(crate) runtime: Arc<Runtime>,
    /// What wrote the state. Another one only in a block that upgrades the chain: the new runtime
    /// converts what is stored in the block after.
    pub(crate) storage_runtime: Arc<Runtime>,
}

/// Keys in one page of a map; a node gives no more.
const PAGE_KEYS: u32 = 1_000;
/// Entries of a map that are read into memory at once. Read larger maps by [`StateAt::pages`].
const MAX_MAP_ENTRIES: usize = 500_000;

/// A page of a map: keys, and their values if they are still there.
type RawPage = Vec<(Vec<u8>, Option<Vec<u8>>)>;

impl StateAt {
    /// Hash of the block.
    pub fn block_hash(&self) -> [u8; 32] {
        self.block.hash
    }

    /// Height of the block; genesis is 0.
    pub fn block_number(&self) -> u32 {
        self.block.number
    }

    /// Hash of the block before.
    pub fn parent_hash(&self) -> [u8; 32] {
        self.block.parent_hash
    }

    /// The runtime that answers runtime calls on this state.
    pub fn chain_runtime(&self) -> &Arc<Runtime> {
        &self.block.runtime
    }

    /// The connection.
    pub fn client(&self) -> &ChainClient {
        &self.client
    }

    /// What a storage item holds: its default where nothing is stored; `None` where it has no
    /// default either. `keys` is a tuple with a member for each key, `()` for a plain value.
    ///
    /// # Errors
    /// When this runtime has no such item, or it cannot be read as `T`.
    pub async fn storage<T: FromChain>(
        &self,
        pallet: &str,
        item: &str,
        keys: impl IntoEncodableValues,
    ) -> Result<Option<T>, ClientError> {
        self.storage_in(None, pallet, item, keys).await
    }

    /// As [`Self::storage`], of an item that has a default.
    pub(crate) async fn value<T: FromChain>(
        &self,
        pallet: &str,
        item: &str,
        keys: impl IntoEncodableValues,
    ) -> Result<T, ClientError> {
        self.value_in(None, pallet, item, keys).await
    }

    /// As [`Self::value`]; alpha in it is alpha of `netuid`.
    pub(crate) async fn value_in<T: FromChain>(
        &self,
        netuid: impl Into<Option<u16>>,
        pallet: &str,
        item: &str,
        keys: impl IntoEncodableValues,
    ) -> Result<T, ClientError> {
        self.storage_in(netuid.into(), pallet, item, keys)
            .await?
            .ok_or_else(|| ClientError::shape(format!("{pallet}.{item}"), "it has no default"))
    }

    pub(crate) async fn storage_in<T: FromChain>(
        &self,
        netuid: Option<u16>,
        pallet: &str,
        item: &str,
        keys: impl IntoEncodableValues,
    ) -> Result<Option<T>, ClientError> {
        let runtime = &self.block.storage_runtime;
        let key = runtime
            .codec()
            .encode_storage_key(pallet, item, keys)
            .map_err(|error| runtime.codec_error(error))?;
        let bytes = self.raw_value(&key).await?;
        runtime.read_storage(pallet, item, bytes.as_deref(), netuid)
    }

    /// One storage item under many keys, in their order, in one request for each thousand.
    ///
    /// # Errors
    /// As [`Self::storage`].
    pub async fn values<T: FromChain>(
        &self,
        pallet: &str,
        item: &str,
        keys: &[impl IntoEncodableValues],
    ) -> Result<Vec<Option<T>>, ClientError> {
        let runtime = &self.block.storage_runtime;
        let mut found = Vec::with_capacity(keys.len());
        for page in keys.chunks(1_000) {
            let names = page
                .iter()
                .map(|keys| {
                    let key = runtime.codec().encode_storage_key(pallet, item, keys);
                    key.map(|key| hex_text(&key))
                        .map_err(|error| runtime.codec_error(error))
                })
                .collect::<Result<Vec<String>, _>>()?;
            let changes = self.query(&names, item).await?;
            // Two of the same key come back as one, so each is looked up.
            let by_key: HashMap<Vec<u8>, Option<Vec<u8>>> = changes.into_iter().collect();
            for name in &names {
                let bytes = by_key.get(&unhex(name, item)?).cloned().flatten();
                found.push(runtime.read_storage(pallet, item, bytes.as_deref(), None)?);
            }
        }
        Ok(found)
    }

    /// Whether something is stored under a key, whatever the item's default.
    pub(crate) async fn is_stored(
        &self,
        pallet: &str,
        item: &str,
        keys: impl IntoEncodableValues,
    ) -> Result<bool, ClientError> {
        let runtime = &self.block.storage_runtime;
        let key = runtime
            .codec()
            .encode_storage_key(pallet, item, keys)
            .map_err(|error| runtime.codec_error(error))?;
        Ok(self.raw_value(&key).await?.is_some())
    }

    /// The values under keys.
    async fn query(&self, keys: &[String], what: &str) -> Result<RawPage, ClientError> {
        #[derive(serde::Deserialize)]
        struct Changes {
            changes: Vec<(String, Option<String>)>,
        }
        let sets: Vec<Changes> = self
            .client
            .request("state_queryStorageAt", rpc_params![keys, self.at()])
            .await?;
        sets.into_iter()
            .flat_map(|set| set.changes)
            .map(|(key, value)| {
                let value = value.map(|value| unhex(&value, what)).transpose()?;
                Ok((unhex(&key, what)?, value))
            })
            .collect()
    }

    /// All entries of a map under `prefix`, which is a tuple of its first keys (`()` for all). `K`
    /// is the keys that the prefix leaves open: a type for one, a tuple for several.
    ///
    /// Read page by page, up to 500,000 entries.
    ///
    /// # Errors
    /// When this runtime has no such map, an entry cannot be read, or there are more entries.
    pub async fn storage_map<K: StorageKey, V: FromChain>(
        &self,
        pallet: &str,
        item: &str,
        prefix: impl IntoEncodableValues,
    ) -> Result<Vec<(K, V)>, ClientError> {
        self.map_in(None, pallet, item, prefix).await
    }

    pub(crate) async fn map_in<K: StorageKey, V: FromChain>(
        &self,
        netuid: Option<u16>,
        pallet: &str,
        item: &str,
        prefix: impl IntoEncodableValues,
    ) -> Result<Vec<(K, V)>, ClientError> {
        let mut pages = self.pages_in(netuid, pallet, item, prefix)?;
        let mut entries = Vec::new();
        while let Some(page) = pages.next().await? {
            entries.extend(page);
            too_many(entries.len(), &pages.reader.what)?;
        }
        Ok(entries)
    }

    /// The same entries, a page of up to 1,000 at a time, for maps of any size.
    ///
    /// # Errors
    /// When this runtime has no such map, or its keys cannot be read as `K`.
    pub fn pages<K: StorageKey, V: FromChain>(
        &self,
        pallet: &str,
        item: &str,
        prefix: impl IntoEncodableValues,
    ) -> Result<MapPages<K, V>, ClientError> {
        self.pages_in(None, pallet, item, prefix)
    }

    fn pages_in<K: StorageKey, V: FromChain>(
        &self,
        netuid: Option<u16>,
        pallet: &str,
        item: &str,
        prefix: impl IntoEncodableValues,
    ) -> Result<MapPages<K, V>, ClientError> {
        let runtime = &self.block.storage_runtime;
        let closed = prefix.num_encodable_values();
        let prefix = runtime
            .codec()
            .encode_storage_key(pallet, item, prefix)
            .map_err(|error| runtime.codec_error(error))?;
        Ok(MapPages {
            plan: runtime.key_plan::<K>(pallet, item, closed)?,
            netuid,
            pallet: pallet.to_owned(),
            item: item.to_owned(),
            reader: PageReader::new(self.clone(), prefix, format!("{pallet}.{item}")),
            values: std::marker::PhantomData,
        })
    }

    /// As [`Self::storage`], with keys and value in the JSON form of [`crate::codec`]: null for an
    /// absent item without default.
    ///
    /// # Errors
    /// As [`Self::storage`].
    pub async fn storage_json(
        &self,
        pallet: &str,
        item: &str,
        keys: &[Json],
    ) -> Result<Json, ClientError> {
        let runtime = &self.block.storage_runtime;
        let key = runtime
            .codec()
            .storage_key(pallet, item, keys)
            .map_err(|error| runtime.codec_error(error))?;
        let bytes = self.raw_value(&key).await?;
        runtime
            .codec()
            .storage_value(pallet, item, bytes.as_deref())
            .map_err(|error| runtime.codec_error(error))
    }

    /// As [`Self::storage_map`] in JSON: the keys that the prefix leaves open, and the value.
    ///
    /// # Errors
    /// As [`Self::storage_map`].
    pub async fn storage_map_json(
        &self,
        pallet: &str,
        item: &str,
        prefix: &[Json],
    ) -> Result<Vec<(Vec<Json>, Json)>, ClientError> {
        let runtime = self.block.storage_runtime.clone();
        let codec = runtime.codec();
        let key_prefix = codec
            .storage_key(pallet, item, prefix)
            .map_err(|error| runtime.codec_error(error))?;
        let mut reader = PageReader::new(self.clone(), key_prefix, format!("{pallet}.{item}"));
        let mut entries = Vec::new();
        while let Some(page) = reader.next().await? {
            for (key, value) in page {
                let mut parts = codec
                    .storage_key_parts(pallet, item, &key)
                    .map_err(|error| runtime.codec_error(error))?;
                let open = parts.split_off(prefix.len().min(parts.len()));
                let value = codec
                    .storage_value(pallet, item, value.as_deref())
                    .map_err(|error| runtime.codec_error(error))?;
                entries.push((open, value));
            }
            too_many(entries.len(), &reader.what)?;
        }
        Ok(entries)
    }

    /// Calls a runtime API on this state. `arguments` is a tuple, `()` for none.
    ///
    /// # Errors
    /// [`ClientError::NotInRuntime`] when this runtime has no such call; otherwise when the
    /// arguments do not fit, the call fails, or its result cannot be read as `T`.
    pub async fn runtime<T: FromChain>(
        &self,
        api: &str,
        method: &str,
        arguments: impl IntoEncodableValues,
    ) -> Result<T, ClientError> {
        self.runtime_in(None, api, method, arguments).await
    }

    /// As [`Self::runtime`]; alpha in the result that has no subnet of its own is alpha of
    /// `netuid`.
    pub(crate) async fn runtime_in<T: FromChain>(
        &self,
        netuid: impl Into<Option<u16>>,
        api: &str,
        method: &str,
        arguments: impl IntoEncodableValues,
    ) -> Result<T, ClientError> {
        let bytes = self.runtime_bytes(api, method, arguments).await?;
        self.block
            .runtime
            .read_call(api, method, &bytes, netuid.into())
    }

    /// The undecoded answer of a runtime call.
    pub(crate) async fn runtime_bytes(
        &self,
        api: &str,
        method: &str,
        arguments: impl IntoEncodableValues,
    ) -> Result<Vec<u8>, ClientError> {
        let runtime = &self.block.runtime;
        let arguments = runtime
            .codec()
            .encode_runtime_arguments(api, method, arguments)
            .map_err(|error| runtime.codec_error(error))?;
        self.raw_call(&format!("{api}_{method}"), &arguments).await
    }

    /// As [`Self::runtime`], with arguments and result in the JSON form of [`crate::codec`].
    ///
    /// # Errors
    /// As [`Self::runtime`].
    pub async fn runtime_json(
        &self,
        api: &str,
        method: &str,
        arguments: &[Json],
    ) -> Result<Json, ClientError> {
        let runtime = &self.block.runtime;
        let arguments = runtime
            .codec()
            .runtime_call_arguments(api, method, arguments)
            .map_err(|error| runtime.codec_error(error))?;
        let bytes = self
            .raw_call(&format!("{api}_{method}"), &arguments)
            .await?;
        runtime
            .codec()
            .runtime_call_result(api, method, &bytes)
            .map_err(|error| runtime.codec_error(error))
    }

    /// A constant of this block's runtime.
    ///
    /// # Errors
    /// When there is none of that name, or it cannot be read as `T`.
    pub fn constant<T: FromChain>(&self, pallet: &str, name: &str) -> Result<T, ClientError> {
        self.block.runtime.read_constant(pallet, name)
    }

    /// As [`Self::constant`], as JSON.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn constant_json(&self, pallet: &str, name: &str) -> Result<Json, ClientError> {
        let runtime = &self.block.runtime;
        runtime
            .codec()
            .constant(pallet, name)
            .map_err(|error| runtime.codec_error(error))
    }

    /// The bytes under a storage key; `None` where there are none.
    ///
    /// # Errors
    /// When the node does not answer or no longer has this state.
    pub async fn raw_value(&self, key: &[u8]) -> Result<Option<Vec<u8>>, ClientError> {
        let found: Option<String> = self
            .client
            .request("state_getStorage", rpc_params![hex_text(key), self.at()])
            .await?;
        found
            .map(|text| unhex(&text, "state_getStorage"))
            .transpose()
    }

    /// Runs a function of the runtime on this state, bytes in and out.
    ///
    /// # Errors
    /// When the node does not answer, no longer has this state, or the call fails.
    pub async fn raw_call(&self, function: &str, bytes: &[u8]) -> Result<Vec<u8>, ClientError> {
        let answer: String = self
            .client
            .request(
                "state_call",
                rpc_params![function, hex_text(bytes), self.at()],
            )
            .await?;
        unhex(&answer, function)
    }

    fn at(&self) -> String {
        hex_text(&self.block.hash)
    }
}

fn too_many(entries: usize, what: &str) -> Result<(), ClientError> {
    if entries > MAX_MAP_ENTRIES {
        let cause = format!("it has more than {MAX_MAP_ENTRIES} entries: read it page by page");
        return Err(ClientError::shape(what, cause));
    }
    Ok(())
}

pub(crate) fn hex_text(bytes: &[u8]) -> String {
    format!("0x{}", hex::encode(bytes))
}

pub(crate) fn unhex(text: &str, what: &str) -> Result<Vec<u8>, ClientError> {
    hex::decode(text.strip_prefix("0x").unwrap_or(text))
        .map_err(|error| ClientError::shape(what, error))
}

pub(crate) fn unhex_hash(text: &str, what: &str) -> Result<[u8; 32], ClientError> {
    unhex(text, what)?
        .try_into()
        .map_err(|_| ClientError::shape(what, "a hash is not 32 bytes"))
}

/// The pages of a map, in the order of its keys' bytes.
pub struct MapPages<K: StorageKey, V> {
    reader: PageReader,
    plan: K::KeyPlan,
    netuid: Option<u16>,
    pallet: String,
    item: String,
    values: std::marker::PhantomData<fn() -> V>,
}

impl<K: StorageKey, V> std::fmt::Debug for MapPages<K, V> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_tuple("MapPages")
            .field(&self.reader.what)
            .finish()
    }
}

impl<K: StorageKey, V: FromChain> MapPages<K, V> {
    /// The next page; `None` after the last.
    ///
    /// # Errors
    /// When the node does not answer or an entry cannot be read.
    pub async fn next(&mut self) -> Result<Option<Vec<(K, V)>>, ClientError> {
        let Some(page) = self.reader.next().await? else {
            return Ok(None);
        };
        let runtime = &self.reader.state.block.storage_runtime;
        let prefix_bytes = self.reader.prefix.len();
        page.into_iter()
            .filter_map(|(key, value)| value.map(|value| (key, value)))
            .map(|(key, value)| {
                let key =
                    runtime.read_key::<K>(&self.plan, &key, prefix_bytes, &self.reader.what)?;
                let value = runtime
                    .read_storage(&self.pallet, &self.item, Some(&value), self.netuid)?
                    .ok_or_else(|| ClientError::shape(&self.reader.what, "no value"))?;
                Ok((key, value))
            })
            .collect::<Result<_, _>>()
            .map(Some)
    }
}

/// Reads the keys of the next page while it reads the values of this one.
struct PageReader {
    state: StateAt,
    prefix: Vec<u8>,
    what: String,
    /// Keys that are known; `None` before the first request.
    keys: Option<Vec<String>>,
}

impl PageReader {
    fn new(state: StateAt, prefix: Vec<u8>, what: String) -> Self {
        Self {
            state,
            prefix,
            what,
            keys: None,
        }
    }

    async fn next(&mut self) -> Result<Option<RawPage>, ClientError> {
        let keys = match self.keys.take() {
            Some(keys) => keys,
            None => self.keys_after(hex_text(&self.prefix)).await?,
        };
        let Some(last) = keys.last() else {
            self.keys = Some(Vec::new());
            return Ok(None);
        };
        let full = u32::try_from(keys.len()).is_ok_and(|count| count >= PAGE_KEYS);
        let following = async {
            if full {
                self.keys_after(last.clone()).await
            } else {
                Ok(Vec::new())
            }
        };
        let (values, following) = try_join(self.state.query(&keys, &self.what), following).await?;
        self.keys = Some(following);
        Ok(Some(values))
    }

    async fn keys_after(&self, start: String) -> Result<Vec<String>, ClientError> {
        self.state
            .client
            .request(
                "state_getKeysPaged",
                rpc_params![hex_text(&self.prefix), PAGE_KEYS, start, self.state.at()],
            )
            .await
    }
}
