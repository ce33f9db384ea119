//! One runtime as its metadata tells it: names, shapes, and the plans made from them.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::ClientError;
use crate::codec::{ChainCodec, CodecError};
use crate::decode::{FromChain, Input, KeyPart, StorageKey, Types};

/// One version of the chain's runtime.
///
/// A connection has one for each version that it meets. Made from recorded metadata, it reads what
/// was recorded without a connection.
#[derive(Debug)]
pub struct Runtime {
    codec: ChainCodec,
    types: Types,
    spec_version: u32,
    transaction_version: u32,
    plans: Mutex<HashMap<(TypeId, u32), Arc<dyn Any + Send + Sync>>>,
}

impl Runtime {
    /// Reads metadata of version 14, 15 or 16. Without runtime calls (version 14) only storage,
    /// constants, calls and events can be read.
    ///
    /// # Errors
    /// [`CodecError::Metadata`] when the bytes are no metadata.
    pub fn from_metadata(
        metadata: &[u8],
        spec_version: u32,
        transaction_version: u32,
    ) -> Result<Self, CodecError> {
        let codec = ChainCodec::from_metadata(metadata)?;
        Ok(Self {
            types: Types::new(codec.metadata().clone()),
            codec,
            spec_version,
            transaction_version,
            plans: Mutex::default(),
        })
    }

    /// The version that changes with the chain's logic.
    pub fn spec_version(&self) -> u32 {
        self.spec_version
    }

    /// The version that changes with the format of transactions.
    pub fn transaction_version(&self) -> u32 {
        self.transaction_version
    }

    /// Encodes and decodes everything of this runtime as JSON.
    pub fn codec(&self) -> &ChainCodec {
        &self.codec
    }

    /// Its types.
    pub fn types(&self) -> &Types {
        &self.types
    }

    /// Whether it has a runtime call.
    pub fn has_call(&self, api: &str, method: &str) -> bool {
        self.codec.runtime_call_output(api, method).is_ok()
    }

    /// The type of what a runtime call answers.
    ///
    /// # Errors
    /// When it does not have the call.
    pub fn call_output(&self, api: &str, method: &str) -> Result<u32, ClientError> {
        self.codec
            .runtime_call_output(api, method)
            .map_err(|error| self.codec_error(error))
    }

    /// Whether it has a storage item.
    pub fn has_storage(&self, pallet: &str, item: &str) -> bool {
        self.codec.storage_entry(pallet, item).is_ok()
    }

    /// What a storage item holds: the bytes, or its default where there are none; `None` for an
    /// absent item without default.
    ///
    /// Amounts of alpha outside of a record that names its subnet are alpha of `netuid`.
    ///
    /// # Errors
    /// When the item does not exist, or its type cannot be read as `T`.
    pub fn read_storage<T: FromChain>(
        &self,
        pallet: &str,
        item: &str,
        bytes: Option<&[u8]>,
        netuid: Option<u16>,
    ) -> Result<Option<T>, ClientError> {
        let entry = self
            .codec
            .storage_entry(pallet, item)
            .map_err(|error| self.codec_error(error))?;
        bytes
            .or_else(|| entry.default_value())
            .map(|bytes| self.read(entry.value_ty(), bytes, netuid, pallet, item))
            .transpose()
    }

    /// What a runtime call answered. For `netuid` see [`Self::read_storage`].
    ///
    /// # Errors
    /// When the call does not exist, or its result cannot be read as `T`.
    pub fn read_call<T: FromChain>(
        &self,
        api: &str,
        method: &str,
        bytes: &[u8],
        netuid: Option<u16>,
    ) -> Result<T, ClientError> {
        let output = self
            .codec
            .runtime_call_output(api, method)
            .map_err(|error| self.codec_error(error))?;
        self.read(output, bytes, netuid, api, method)
    }

    /// The value of a constant.
    ///
    /// # Errors
    /// When it does not exist, or cannot be read as `T`.
    pub fn read_constant<T: FromChain>(&self, pallet: &str, name: &str) -> Result<T, ClientError> {
        let constant = self
            .codec
            .metadata()
            .pallet_by_name(pallet)
            .and_then(|pallet| pallet.constant_by_name(name))
            .ok_or_else(|| self.missing("constant", format!("{pallet}.{name}")))?;
        self.read(constant.ty(), constant.value(), None, pallet, name)
    }

    /// The parts of a storage key behind its first `closed` parts, which took `prefix_bytes`.
    pub(crate) fn read_key<K: StorageKey>(
        &self,
        plan: &K::KeyPlan,
        key: &[u8],
        prefix_bytes: usize,
        what: &str,
    ) -> Result<K, ClientError> {
        let mut input = Input::new(key.get(prefix_bytes..).unwrap_or_default(), None);
        K::read_key(plan, &mut input).map_err(|error| ClientError::shape(what, error))
    }

    pub(crate) fn key_plan<K: StorageKey>(
        &self,
        pallet: &str,
        item: &str,
        closed: usize,
    ) -> Result<K::KeyPlan, ClientError> {
        let entry = self
            .codec
            .storage_entry(pallet, item)
            .map_err(|error| self.codec_error(error))?;
        let parts = KeyPart::of(entry);
        K::key_plan(parts.get(closed..).unwrap_or_default(), &self.types)
            .map_err(|cause| ClientError::shape(format!("key of {pallet}.{item}"), cause))
    }

    fn read<T: FromChain>(
        &self,
        ty: u32,
        bytes: &[u8],
        netuid: Option<u16>,
        group: &str,
        name: &str,
    ) -> Result<T, ClientError> {
        let shape = |cause: String| ClientError::shape(format!("{group}.{name}"), cause);
        let plan = self.plan::<T>(ty).map_err(shape)?;
        let mut input = Input::new(bytes, netuid);
        let value = T::read(&plan, &mut input).map_err(|error| shape(error.to_string()))?;
        match input.rest().len() {
            0 => Ok(value),
            left => Err(shape(format!("{left} bytes are left over"))),
        }
    }

    /// The plan to read `T` from the type `ty`, compiled when it is first asked for.
    fn plan<T: FromChain>(&self, ty: u32) -> Result<Arc<T::Plan>, String> {
        let name = (TypeId::of::<T>(), ty);
        let known = self
            .plans
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&name)
            .cloned();
        if let Some(plan) = known.and_then(|plan| plan.downcast().ok()) {
            return Ok(plan);
        }
        let plan = Arc::new(T::plan(ty, &self.types)?);
        // One entry for each type of this crate's reads: it does not grow without bound.
        self.plans
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(name, plan.clone());
        Ok(plan)
    }

    pub(crate) fn missing(&self, kind: &'static str, name: String) -> ClientError {
        ClientError::NotInRuntime {
            kind,
            name,
            spec_version: self.spec_version,
        }
    }

    /// Says of which runtime something was asked that it does not have.
    pub(crate) fn codec_error(&self, error: CodecError) -> ClientError {
        match error {
            CodecError::Unknown { kind, name } => self.missing(kind, name),
            CodecError::Arguments { what, cause } | CodecError::Bytes { what, cause } => {
                ClientError::shape(what, cause)
            }
            CodecError::Metadata { cause } => ClientError::shape("the metadata", cause),
            other => ClientError::shape("a transaction", other),
        }
    }
}
