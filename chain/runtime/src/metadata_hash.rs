//! The hash of the runtime's own metadata.
//!
//! A hardware wallet decodes what its user signs by a few types of the metadata, each with a proof
//! that it belongs to a tree of all types. The root of that tree, with the extrinsic format, the
//! version and the token, makes one hash (RFC 78), and the signature covers it: had somebody shown
//! the device other types, the signature would not fit this chain.
//!
//! The runtime computes the hash from its own metadata when it is first needed and keeps it: the
//! types are part of the program, so the hash cannot change while it runs. Constants and storage
//! are no part of it, so chains of any pace share it. A runtime that is built for WebAssembly has
//! no place to keep it and therefore none.

/// Symbol of the token that devices show.
pub const TOKEN_SYMBOL: &str = "TAO";

/// Decimals of the token that devices show.
pub const TOKEN_DECIMALS: u8 = 9;

/// The hash, `None` where the runtime cannot know it.
#[cfg(feature = "std")]
pub fn metadata_hash() -> Option<[u8; 32]> {
    static HASH: std::sync::OnceLock<Option<[u8; 32]>> = std::sync::OnceLock::new();
    *HASH.get_or_init(compute)
}

/// The hash, `None` where the runtime cannot know it.
#[cfg(not(feature = "std"))]
pub fn metadata_hash() -> Option<[u8; 32]> {
    None
}

#[cfg(feature = "std")]
fn compute() -> Option<[u8; 32]> {
    use merkleized_metadata::{ExtraInfo, generate_metadata_digest};

    // Constants may look into the state. They do not enter the hash, and whoever asks for it first
    // must not see reads that others do not: hence an empty state.
    let metadata = sp_state_machine::BasicExternalities::new_empty()
        .execute_with(crate::metadata::merged::v15);
    let information = ExtraInfo {
        spec_version: crate::VERSION.spec_version,
        spec_name: crate::VERSION.spec_name.to_string(),
        base58_prefix: <crate::Runtime as frame_system::Config>::SS58Prefix::get(),
        decimals: TOKEN_DECIMALS,
        token_symbol: TOKEN_SYMBOL.to_string(),
    };
    generate_metadata_digest(&frame_metadata::RuntimeMetadata::V15(metadata), information)
        .ok()
        .map(|digest| digest.hash())
}
