//! The metadata has one type of calls, however deep a call lies in others.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use codec::Decode;
use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};
use scale_info::{PortableRegistry, TypeDef};
use std::collections::BTreeSet;

/// The types of a version, as served.
fn types(version: u32) -> PortableRegistry {
    let served = sp_io::TestExternalities::default()
        .execute_with(|| taonet_runtime::metadata::at_version(version).unwrap());
    let prefixed = RuntimeMetadataPrefixed::decode(&mut served.as_slice()).unwrap();
    match prefixed.1 {
        RuntimeMetadata::V14(metadata) => metadata.types,
        RuntimeMetadata::V15(metadata) => metadata.types,
        RuntimeMetadata::V16(metadata) => metadata.types,
        other => panic!("version {} was served", other.version()),
    }
}

#[test]
fn calls_in_calls_are_of_the_type_of_calls() {
    for version in [14, 15, 16] {
        let types = types(version);
        let is_call = |id: &u32| {
            let path = &types.resolve(*id).unwrap().path;
            path.segments
                .last()
                .is_some_and(|name| name == "RuntimeCall")
        };
        let named: Vec<u32> = types
            .types
            .iter()
            .flat_map(|portable| match &portable.ty.type_def {
                TypeDef::Composite(composite) => composite.fields.iter().collect(),
                TypeDef::Variant(variants) => variants
                    .variants
                    .iter()
                    .flat_map(|variant| &variant.fields)
                    .collect::<Vec<_>>(),
                _ => Vec::new(),
            })
            .map(|field| field.ty.id)
            .filter(is_call)
            .collect();
        assert!(
            named.len() > 10,
            "version {version}: {} calls in calls",
            named.len()
        );
        let distinct: BTreeSet<u32> = named.into_iter().collect();
        assert_eq!(distinct.len(), 1, "version {version}: {distinct:?}");
    }
}
