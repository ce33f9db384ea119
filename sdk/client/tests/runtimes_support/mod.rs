//! A node that is only its metadata: it answers every read with bytes that fit the type which the
//! metadata names for it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "a test that cannot go on has failed"
)]
#![allow(
    unreachable_pub,
    dead_code,
    reason = "each test file uses its own part"
)]

pub mod every_read;

use scale_info::{PortableRegistry, TypeDef, TypeDefPrimitive};
use serde_json::{Value as Json, json};
use std::path::Path;
use subxt::ext::codec::{Compact, Encode};
use subxt::metadata::{ArcMetadata, Metadata, StorageEntryMetadata};
use subxt_rpcs::client::{RawRpcFuture, RawRpcSubscription, RawValue, RpcClient, RpcClientT};
use taonet_client::decode::{Input, Skip};
use taonet_client::{BlockRef, ChainClient, ConnectOptions, MetadataCache, Runtime, StateAt};

pub const KEY: [u8; 32] = [7; 32];

pub fn file(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../vectors/interface")
        .join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub fn metadata(spec_version: u32) -> Vec<u8> {
    file(&format!("metadata-{spec_version}.scale"))
}

pub fn runtime(spec_version: u32) -> Runtime {
    Runtime::from_metadata(&metadata(spec_version), spec_version, 1).unwrap()
}

pub fn unhex(text: &str) -> Vec<u8> {
    hex::decode(text.trim_start_matches("0x")).unwrap()
}

pub fn hex_text(bytes: &[u8]) -> String {
    format!("0x{}", hex::encode(bytes))
}

/// Whether the two forms say the same: numbers beyond 64 bits are text here, JSON numbers there.
pub fn same(ours: &Json, theirs: &Json) -> bool {
    match (ours, theirs) {
        (Json::String(digits), Json::Number(number)) => number
            .as_f64()
            .is_some_and(|number| format!("{number:.0}") == *digits),
        (Json::Array(ours), Json::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(o, t)| same(o, t))
        }
        (Json::Object(ours), Json::Object(theirs)) => {
            ours.len() == theirs.len()
                && ours
                    .iter()
                    .all(|(name, value)| theirs.get(name).is_some_and(|t| same(value, t)))
        }
        _ => ours == theirs,
    }
}

/// The state after the only block of a chain with this runtime.
pub async fn state(spec_version: u32) -> StateAt {
    let node = FakeNode::new(spec_version);
    let options = ConnectOptions {
        metadata_cache: MetadataCache::Off,
        ..ConnectOptions::default()
    };
    let network = "local".parse().unwrap();
    let client = ChainClient::connect_over(RpcClient::new(node), &network, &options)
        .await
        .unwrap();
    client.at(BlockRef::Best).await.unwrap()
}

struct FakeNode {
    bytes: Vec<u8>,
    metadata: ArcMetadata,
    runtime: Runtime,
}

impl FakeNode {
    fn new(spec_version: u32) -> Self {
        let bytes = metadata(spec_version);
        Self {
            metadata: Metadata::decode_from(&bytes).unwrap().arc(),
            runtime: runtime(spec_version),
            bytes,
        }
    }

    fn types(&self) -> &PortableRegistry {
        self.metadata.types()
    }

    /// Always the same bytes for the same question.
    fn value(&self, ty: u32, question: &str) -> Vec<u8> {
        let seed = question
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
            });
        let mut random = Random(seed | 1);
        let mut out = Vec::new();
        random.value(ty, self.types(), 0, &mut out);
        out
    }

    fn entry(&self, key: &[u8]) -> &StorageEntryMetadata {
        let found = self.metadata.pallets().find_map(|pallet| {
            let storage = pallet.storage()?;
            let front = sp_crypto_hashing::twox_128(storage.prefix().as_bytes());
            if !key.starts_with(&front) {
                return None;
            }
            storage.entries().iter().find(|entry| {
                key[16..].starts_with(&sp_crypto_hashing::twox_128(entry.name().as_bytes()))
            })
        });
        found.expect("a storage item of this runtime")
    }

    fn stored(&self, key: &str) -> Json {
        let bytes = unhex(key);
        hex_text(&self.value(self.entry(&bytes).value_ty(), key)).into()
    }

    /// Three keys under a prefix, the first time; none after one of them.
    fn keys(&self, prefix: &str, start: &str) -> Json {
        if prefix != start {
            return json!([]);
        }
        let prefix = unhex(prefix);
        let entry = self.entry(&prefix);
        let mut input = Input::new(&prefix[32..], None);
        let mut parts = entry.keys();
        let hash_bytes = |hasher: &subxt::ext::frame_decode::storage::StorageHasher| {
            use subxt::ext::frame_decode::storage::StorageHasher as Hasher;
            match hasher {
                Hasher::Identity => 0,
                Hasher::Twox64Concat => 8,
                _ => 16,
            }
        };
        while !input.rest().is_empty() {
            let part = parts.next().expect("no more parts than the key has");
            input.take(hash_bytes(&part.hasher)).unwrap();
            let skip = Skip::plan(part.key_id, self.runtime.types()).unwrap();
            skip.skip(&mut input).unwrap();
        }
        let open: Vec<_> = parts.collect();
        let mut keys: Vec<String> = (0..3)
            .map(|number| {
                let mut key = prefix.clone();
                for part in &open {
                    key.extend(vec![0xaa; hash_bytes(&part.hasher)]);
                    key.extend(self.value(part.key_id, &format!("key {number}")));
                }
                hex_text(&key)
            })
            .collect();
        keys.sort();
        keys.dedup();
        keys.into()
    }

    fn call(&self, function: &str, arguments: &str) -> Json {
        if function == "Metadata_metadata_at_version" {
            let mut answer = vec![1];
            self.bytes.encode_to(&mut answer);
            return hex_text(&answer).into();
        }
        let (api, method) = function.split_once('_').unwrap();
        let ty = self
            .metadata
            .runtime_api_trait_by_name(api)
            .and_then(|api| api.method_by_name(method))
            .expect("a call of this runtime")
            .output_ty();
        let mut answer = self.value(ty, &format!("{function}{arguments}"));
        // A subnet that is not there is no test of how one is read.
        if answer == [0] && self.runtime.types().optional(ty).is_some() {
            answer = vec![1];
            answer.extend(self.value(self.runtime.types().optional(ty).unwrap(), function));
        }
        hex_text(&answer).into()
    }

    fn answer(&self, method: &str, params: &Json) -> Json {
        let text = |place: usize| params[place].as_str().unwrap();
        let header = json!({
            "parentHash": hex_text(&[1; 32]), "number": "0x10", "stateRoot": hex_text(&[2; 32]),
            "extrinsicsRoot": hex_text(&[3; 32]), "digest": { "logs": [] },
        });
        match method {
            "chain_getBlockHash" => hex_text(&[9; 32]).into(),
            "chain_getHeader" => header,
            "state_getRuntimeVersion" => {
                json!({ "specVersion": self.runtime.spec_version(), "transactionVersion": 1 })
            }
            "state_getStorage" => self.stored(text(0)),
            "state_getKeysPaged" => self.keys(text(0), text(2)),
            "state_queryStorageAt" => {
                let keys = params[0].as_array().unwrap();
                let changes: Vec<Json> = keys
                    .iter()
                    .map(|key| json!([key, self.stored(key.as_str().unwrap())]))
                    .collect();
                json!([{ "block": hex_text(&[9; 32]), "changes": changes }])
            }
            "state_call" => self.call(text(0), text(1)),
            other => panic!("{other} is no read"),
        }
    }
}

impl RpcClientT for FakeNode {
    fn request_raw<'a>(
        &'a self,
        method: &'a str,
        params: Option<Box<RawValue>>,
    ) -> RawRpcFuture<'a, Box<RawValue>> {
        let params: Json =
            params.map_or(Json::Null, |raw| serde_json::from_str(raw.get()).unwrap());
        let answer = self.answer(method, &params).to_string();
        Box::pin(async move { Ok(RawValue::from_string(answer).unwrap()) })
    }

    fn subscribe_raw<'a>(
        &'a self,
        _subscribe: &'a str,
        _params: Option<Box<RawValue>>,
        _unsubscribe: &'a str,
    ) -> RawRpcFuture<'a, RawRpcSubscription> {
        panic!("nothing happens on this chain")
    }
}

/// Bytes of any type, by a generator of Marsaglia's.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap() % bound.max(1)
    }

    fn little(&mut self, count: usize, out: &mut Vec<u8>) {
        for place in 0..count {
            let byte = self.next().to_le_bytes()[3];
            // Fixed-point numbers of the chain leave the highest bit free.
            out.push(if count == 16 && place == 15 {
                byte & 0x3f
            } else {
                byte
            });
        }
    }

    fn width(ty: u32, types: &PortableRegistry) -> usize {
        match &types.resolve(ty).unwrap().type_def {
            TypeDef::Primitive(primitive) => match primitive {
                TypeDefPrimitive::U8 => 1,
                TypeDefPrimitive::U16 => 2,
                TypeDefPrimitive::U32 => 4,
                TypeDefPrimitive::U64 => 8,
                _ => 16,
            },
            TypeDef::Composite(fields) => fields
                .fields
                .first()
                .map_or(0, |field| Self::width(field.ty.id, types)),
            TypeDef::Tuple(tuple) => tuple
                .fields
                .first()
                .map_or(0, |field| Self::width(field.id, types)),
            _ => 0,
        }
    }

    fn value(&mut self, ty: u32, types: &PortableRegistry, depth: usize, out: &mut Vec<u8>) {
        let deep = depth > 12;
        let items = |random: &mut Self, ty: u32, out: &mut Vec<u8>| {
            let count = if deep { 0 } else { random.below(4) };
            Compact(u32::try_from(count).unwrap()).encode_to(out);
            for _ in 0..count {
                random.value(ty, types, depth + 1, out);
            }
        };
        match &types.resolve(ty).unwrap().type_def {
            TypeDef::Primitive(primitive) => match primitive {
                TypeDefPrimitive::Bool => out.push(self.next().to_le_bytes()[2] & 1),
                TypeDefPrimitive::Str => "text".encode_to(out),
                TypeDefPrimitive::Char => u32::from('x').encode_to(out),
                TypeDefPrimitive::U8 | TypeDefPrimitive::I8 => self.little(1, out),
                TypeDefPrimitive::U16 | TypeDefPrimitive::I16 => self.little(2, out),
                TypeDefPrimitive::U32 | TypeDefPrimitive::I32 => self.little(4, out),
                TypeDefPrimitive::U64 | TypeDefPrimitive::I64 => self.little(8, out),
                TypeDefPrimitive::U128 | TypeDefPrimitive::I128 => self.little(16, out),
                _ => self.little(32, out),
            },
            TypeDef::Compact(inner) => {
                let width = Self::width(inner.type_param.id, types);
                let mut bytes = Vec::new();
                self.little(width, &mut bytes);
                // Numbers of all sizes, so that all forms come.
                bytes.truncate(self.below(width + 1));
                bytes.resize(16, 0);
                Compact(u128::from_le_bytes(bytes.try_into().unwrap())).encode_to(out);
            }
            TypeDef::Sequence(list) => items(self, list.type_param.id, out),
            TypeDef::Array(array) => {
                for _ in 0..array.len {
                    self.value(array.type_param.id, types, depth + 1, out);
                }
            }
            TypeDef::Tuple(tuple) => {
                for field in &tuple.fields {
                    self.value(field.id, types, depth + 1, out);
                }
            }
            TypeDef::Composite(fields) => {
                for field in &fields.fields {
                    self.value(field.ty.id, types, depth + 1, out);
                }
            }
            TypeDef::Variant(variants) => {
                let simple = variants.variants.iter().find(|one| one.fields.is_empty());
                let chosen = match simple {
                    Some(simple) if deep => simple,
                    _ => &variants.variants[self.below(variants.variants.len())],
                };
                out.push(chosen.index);
                for field in &chosen.fields {
                    self.value(field.ty.id, types, depth + 1, out);
                }
            }
            TypeDef::BitSequence(_) => out.push(0),
        }
    }
}
