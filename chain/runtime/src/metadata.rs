//! The metadata as clients read it.
//!
//! A client learns from the metadata which type a call inside another call has, and some recognise
//! it by its number alone. [`NestedCall`](crate::nested::NestedCall) describes itself as the call
//! that it is, but a boxed one is registered under its own identity, which gives the registry the
//! same type a second time, under a second number. Here every reference to the second goes to the
//! first.
//!
//! A runtime that is built for WebAssembly serves it as it is registered.

use crate::Runtime;
use sp_core::OpaqueMetadata;

/// The metadata of version 14, which `state_getMetadata` gives.
pub fn current() -> OpaqueMetadata {
    #[cfg(feature = "std")]
    let metadata = frame_metadata::RuntimeMetadataPrefixed::from(merged::v14());
    #[cfg(not(feature = "std"))]
    let metadata = Runtime::metadata();
    OpaqueMetadata::new(metadata.into())
}

/// The metadata of this version, `None` for an unknown one.
pub fn at_version(version: u32) -> Option<OpaqueMetadata> {
    #[cfg(feature = "std")]
    if let Some(metadata) = merged::at_version(version) {
        return Some(OpaqueMetadata::new(metadata.into()));
    }
    Runtime::metadata_at_version(version)
}

#[cfg(feature = "std")]
pub(crate) mod merged;
