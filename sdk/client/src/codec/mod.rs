//! Encoding and decoding by metadata alone, without a connection.
//!
//! A [`ChainCodec`] is made from the metadata that a node serves (or that somebody recorded) and
//! knows every name and shape of that runtime:
//!
//! 1. *Storage*: [`ChainCodec::storage_key`] for a value or for all values under a prefix,
//!    [`ChainCodec::storage_value`] and [`ChainCodec::storage_key_parts`] for what comes back.
//! 2. *Calls*: [`ChainCodec::encode_call`], then [`ChainCodec::signer_payload`] for whoever holds
//!    the key, then [`ChainCodec::assemble`] with the signature.
//! 3. *Runtime calls*: [`ChainCodec::runtime_call_arguments`], [`ChainCodec::runtime_call_result`].
//! 4. *Blocks*: [`ChainCodec::extrinsic`], [`ChainCodec::events`].
//!
//! Values cross this border as JSON (`json`): accounts as SS58 text, bytes as hex, newtypes as
//! what they wrap. A machine without a network can prepare and read everything with it, and so
//! can a tool that gets its arguments as text.

mod blocks;
mod calls;
mod error;
pub(crate) mod json;
mod signing;
pub(crate) mod walk;

pub use blocks::{DecodedEvent, DecodedExtrinsic, DecodedSignature, header_hash};
pub use calls::{ArgumentKind, CallArgument};
pub use error::CodecError;
pub use signing::{ChainIdentity, CryptoType, Era, Signing};

use crate::Call;
use scale_info::{PortableRegistry, TypeDef};
use serde_json::{Map, Value as Json};
use subxt::{
    dynamic::Value,
    ext::{
        frame_decode::{
            helpers::IntoEncodableValues,
            runtime_apis::encode_runtime_api_inputs,
            storage::{decode_storage_key, encode_storage_key},
        },
        scale_value::{Composite, scale::encode_as_type},
    },
    metadata::{ArcMetadata, Metadata, StorageEntryMetadata},
};

/// Bytes at the front of every storage key: the hashes of the pallet and of the item.
const PREFIX_BYTES: usize = 32;

/// Encodes and decodes by the metadata of one runtime.
#[derive(Clone, Debug)]
pub struct ChainCodec {
    metadata: ArcMetadata,
}

impl ChainCodec {
    /// Reads metadata of version 14, 15 or 16, as `state_getMetadata` answers it (without hex).
    ///
    /// # Errors
    /// [`CodecError::Metadata`] when the bytes are no metadata.
    pub fn from_metadata(bytes: &[u8]) -> Result<Self, CodecError> {
        let metadata = Metadata::decode_from(bytes).map_err(|error| CodecError::Metadata {
            cause: error.to_string(),
        })?;
        Ok(Self {
            metadata: metadata.arc(),
        })
    }

    fn types(&self) -> &PortableRegistry {
        self.metadata.types()
    }

    /// The key of a storage item. With fewer key parts than the item has, the prefix of all keys
    /// that begin with these.
    ///
    /// # Errors
    /// When the item does not exist, or a part does not fit its type.
    pub fn storage_key(
        &self,
        pallet: &str,
        item: &str,
        parts: &[Json],
    ) -> Result<Vec<u8>, CodecError> {
        let what = || format!("{pallet}.{item}");
        let entry = self.storage_entry(pallet, item)?;
        let expected: Vec<u32> = entry.keys().map(|key| key.key_id).collect();
        if parts.len() > expected.len() {
            return Err(CodecError::Arguments {
                what: what(),
                cause: format!("{} key parts given, it has {}", parts.len(), expected.len()),
            });
        }
        let values = parts
            .iter()
            .zip(expected)
            .map(|(part, ty)| json::to_value(part, ty, self.types()))
            .collect::<Result<Vec<Value>, _>>()
            .map_err(|cause| CodecError::Arguments {
                what: what(),
                cause,
            })?;
        encode_storage_key(pallet, item, values, &*self.metadata, self.types())
            .map_err(|error| CodecError::arguments(what(), error))
    }

    /// The parts of a storage key, in order. A part of which only a hash is in the key is null.
    ///
    /// # Errors
    /// When the item does not exist, or the key is not one of its keys.
    pub fn storage_key_parts(
        &self,
        pallet: &str,
        item: &str,
        key: &[u8],
    ) -> Result<Vec<Json>, CodecError> {
        let what = || format!("key of {pallet}.{item}");
        // The decoder takes it on trust that pallet and item are there.
        if key.len() < PREFIX_BYTES {
            return Err(CodecError::bytes(what(), "it is shorter than such a key"));
        }
        let mut rest = key;
        let decoded = decode_storage_key(pallet, item, &mut rest, &*self.metadata, self.types())
            .map_err(|error| CodecError::bytes(what(), error))?;
        if !rest.is_empty() {
            return Err(CodecError::bytes(what(), "it is longer than such a key"));
        }
        decoded
            .parts()
            .map(|part| match part.value() {
                Some(value) => {
                    let bytes = key.get(value.range()).unwrap_or_default();
                    self.decode(bytes, *value.ty(), &what())
                }
                None => Ok(Json::Null),
            })
            .collect()
    }

    /// What a storage item holds: its bytes decoded, or its default where there are none; null
    /// for an absent item without default.
    ///
    /// # Errors
    /// When the item does not exist, or the bytes are not of its type.
    pub fn storage_value(
        &self,
        pallet: &str,
        item: &str,
        bytes: Option<&[u8]>,
    ) -> Result<Json, CodecError> {
        let entry = self.storage_entry(pallet, item)?;
        match bytes.or_else(|| entry.default_value()) {
            Some(bytes) => self.decode(bytes, entry.value_ty(), &format!("{pallet}.{item}")),
            None => Ok(Json::Null),
        }
    }

    /// The value of a constant.
    ///
    /// # Errors
    /// When it does not exist.
    pub fn constant(&self, pallet: &str, name: &str) -> Result<Json, CodecError> {
        let what = format!("{pallet}.{name}");
        let constant = self
            .metadata
            .pallet_by_name(pallet)
            .and_then(|pallet| pallet.constant_by_name(name))
            .ok_or_else(|| CodecError::unknown("constant", &what))?;
        self.decode(constant.value(), constant.ty(), &what)
    }

    /// The bytes of a call: pallet index, call index, arguments. `arguments` is an object with a
    /// member for each argument.
    ///
    /// # Errors
    /// When the call does not exist, or an argument is missing, unknown, or of another type.
    pub fn encode_call(
        &self,
        pallet: &str,
        call: &str,
        arguments: &Map<String, Json>,
    ) -> Result<Vec<u8>, CodecError> {
        let arguments = self.call_arguments_of(pallet, call, arguments)?;
        self.call_bytes(pallet, call, arguments)
    }

    /// The arguments of a call as values of their types.
    pub(crate) fn call_arguments_of(
        &self,
        pallet: &str,
        call: &str,
        arguments: &Map<String, Json>,
    ) -> Result<Composite<()>, CodecError> {
        let what = || format!("{pallet}.{call}");
        let variant = self
            .metadata
            .pallet_by_name(pallet)
            .and_then(|pallet| pallet.call_variant_by_name(call))
            .ok_or_else(|| CodecError::unknown("call", &what()))?;
        let fields: Vec<json::Field<'_>> = variant
            .fields
            .iter()
            .map(|field| (field.name.as_deref(), field.ty.id))
            .collect();
        json::named_fields(arguments, &fields, self.types()).map_err(|cause| {
            CodecError::Arguments {
                what: what(),
                cause,
            }
        })
    }

    /// The bytes of a [`Call`].
    ///
    /// # Errors
    /// When this runtime does not have the call, or has it with other arguments.
    pub fn encode(&self, call: &Call) -> Result<Vec<u8>, CodecError> {
        self.encode_call(call.pallet(), call.name(), call.arguments())
    }

    fn call_bytes(
        &self,
        pallet: &str,
        call: &str,
        arguments: Composite<()>,
    ) -> Result<Vec<u8>, CodecError> {
        let what = || format!("{pallet}.{call}");
        let calls = self.metadata.outer_enums().call_enum_ty();
        let value = Value::unnamed_variant(pallet, [Value::variant(call, arguments)]);
        let mut bytes = Vec::new();
        encode_as_type(&value, calls, self.types(), &mut bytes)
            .map_err(|error| CodecError::arguments(what(), error))?;
        Ok(bytes)
    }

    /// Pallet and name of every call.
    pub fn calls(&self) -> Vec<(&str, &str)> {
        self.metadata
            .pallets()
            .flat_map(|pallet| {
                let calls = pallet.call_variants().unwrap_or_default();
                calls
                    .iter()
                    .map(move |call| (pallet.name(), call.name.as_str()))
            })
            .collect()
    }

    /// The arguments of a runtime call, ready for `state_call`.
    ///
    /// # Errors
    /// When the method does not exist, or an argument does not fit its type.
    pub fn runtime_call_arguments(
        &self,
        api: &str,
        method: &str,
        arguments: &[Json],
    ) -> Result<Vec<u8>, CodecError> {
        let what = || format!("{api}.{method}");
        let inputs: Vec<u32> = self
            .metadata
            .runtime_api_trait_by_name(api)
            .and_then(|api| api.method_by_name(method))
            .ok_or_else(|| CodecError::unknown("runtime call", &what()))?
            .inputs()
            .map(|input| input.id)
            .collect();
        if inputs.len() != arguments.len() {
            let cause = format!(
                "{} arguments given, it has {}",
                arguments.len(),
                inputs.len()
            );
            return Err(CodecError::Arguments {
                what: what(),
                cause,
            });
        }
        let values = arguments
            .iter()
            .zip(inputs)
            .map(|(argument, ty)| json::to_value(argument, ty, self.types()))
            .collect::<Result<Vec<Value>, _>>()
            .map_err(|cause| CodecError::Arguments {
                what: what(),
                cause,
            })?;
        encode_runtime_api_inputs(api, method, values, &*self.metadata, self.types())
            .map_err(|error| CodecError::arguments(what(), error))
    }

    /// What a runtime call answered.
    ///
    /// # Errors
    /// When the method does not exist, or the bytes are not of its type.
    pub fn runtime_call_result(
        &self,
        api: &str,
        method: &str,
        bytes: &[u8],
    ) -> Result<Json, CodecError> {
        let what = format!("{api}.{method}");
        let output = self.runtime_call_output(api, method)?;
        self.decode(bytes, output, &what)
    }

    /// Pallet, name and description of an error, by the numbers that the chain gives.
    pub fn error_name(&self, pallet_index: u8, error: u8) -> Option<(&str, &str, String)> {
        let pallet = self.metadata.pallet_by_error_index(pallet_index)?;
        let variant = pallet.error_variant_by_index(error)?;
        Some((
            pallet.name(),
            &variant.name,
            variant.docs.join(" ").trim().to_owned(),
        ))
    }

    /// Name of the API and of the method of every runtime call.
    pub fn runtime_calls(&self) -> Vec<(&str, &str)> {
        self.metadata
            .runtime_api_traits()
            .flat_map(|api| api.methods().map(move |method| (api.name(), method.name())))
            .collect()
    }

    /// The metadata itself.
    pub(crate) fn metadata(&self) -> &ArcMetadata {
        &self.metadata
    }

    /// As [`Self::storage_key`], from a tuple of Rust values.
    pub(crate) fn encode_storage_key(
        &self,
        pallet: &str,
        item: &str,
        keys: impl IntoEncodableValues,
    ) -> Result<Vec<u8>, CodecError> {
        self.storage_entry(pallet, item)?;
        encode_storage_key(pallet, item, keys, &*self.metadata, self.types())
            .map_err(|error| CodecError::arguments(format!("key of {pallet}.{item}"), error))
    }

    /// As [`Self::runtime_call_arguments`], from a tuple of Rust values.
    pub(crate) fn encode_runtime_arguments(
        &self,
        api: &str,
        method: &str,
        arguments: impl IntoEncodableValues,
    ) -> Result<Vec<u8>, CodecError> {
        self.runtime_call_output(api, method)?;
        encode_runtime_api_inputs(api, method, arguments, &*self.metadata, self.types())
            .map_err(|error| CodecError::arguments(format!("{api}.{method}"), error))
    }

    /// The type of what a runtime call answers.
    pub(crate) fn runtime_call_output(&self, api: &str, method: &str) -> Result<u32, CodecError> {
        self.metadata
            .runtime_api_trait_by_name(api)
            .and_then(|api| api.method_by_name(method))
            .map(|method| method.output_ty())
            .ok_or_else(|| CodecError::unknown("runtime call", &format!("{api}.{method}")))
    }

    pub(crate) fn storage_entry(
        &self,
        pallet: &str,
        item: &str,
    ) -> Result<&StorageEntryMetadata, CodecError> {
        self.metadata
            .pallet_by_name(pallet)
            .and_then(|pallet| pallet.storage())
            .and_then(|storage| storage.entry_by_name(item))
            .ok_or_else(|| CodecError::unknown("storage item", &format!("{pallet}.{item}")))
    }

    /// Decodes all of `bytes` as a type.
    fn decode(&self, bytes: &[u8], ty: u32, what: &str) -> Result<Json, CodecError> {
        let mut rest = bytes;
        let decoded = json::from_bytes(&mut rest, ty, self.types())
            .map_err(|cause| CodecError::bytes(what, cause))?;
        if rest.is_empty() {
            Ok(decoded)
        } else {
            Err(CodecError::bytes(
                what,
                format!("{} bytes are left over", rest.len()),
            ))
        }
    }

    /// Whether values of a type take no bytes.
    fn is_empty_type(&self, ty: u32) -> bool {
        self.types()
            .resolve(ty)
            .is_some_and(|ty| match &ty.type_def {
                TypeDef::Tuple(tuple) => tuple.fields.iter().all(|f| self.is_empty_type(f.id)),
                TypeDef::Composite(fields) => {
                    fields.fields.iter().all(|f| self.is_empty_type(f.ty.id))
                }
                TypeDef::Array(array) => array.len == 0,
                _ => false,
            })
    }
}
