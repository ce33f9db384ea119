//! One registration of the type of calls, and the account as the first type.

use crate::{Runtime, RuntimeCall};
use alloc::vec::Vec;
use frame_metadata::{
    RuntimeMetadataPrefixed,
    v14::RuntimeMetadataV14,
    v15::{
        CustomMetadata, ExtrinsicMetadata, OuterEnums, PalletMetadata, RuntimeApiMetadata,
        RuntimeMetadataV15,
    },
    v16::RuntimeMetadataV16,
};
use scale_info::{
    Field, IntoPortable, PortableRegistry, Registry, TypeDef, TypeInfo, form::PortableForm,
    interner::UntrackedSymbol,
};

/// The metadata of the versions that are known here.
pub(super) fn at_version(version: u32) -> Option<RuntimeMetadataPrefixed> {
    match version {
        14 => Some(v14().into()),
        15 => Some(v15().into()),
        16 => {
            let mut metadata = RuntimeMetadataV16::from(Runtime::metadata_ir());
            merge_calls(&mut metadata.types);
            Some(metadata.into())
        }
        _ => None,
    }
}

/// The metadata of version 14.
pub(super) fn v14() -> RuntimeMetadataV14 {
    let mut metadata = RuntimeMetadataV14::from(Runtime::metadata_ir());
    merge_calls(&mut metadata.types);
    metadata
}

/// The metadata of version 15.
///
/// The pallets are registered before the extrinsic, so that the account, which is the key of the
/// first storage item, is the first type of all: libraries in use take the type number 0 for it.
/// The engine's own order has had the extrinsic first for some time.
pub(crate) fn v15() -> RuntimeMetadataV15 {
    let source = Runtime::metadata_ir();
    let mut registry = Registry::new();
    let pallets: Vec<PalletMetadata> = source.pallets.into_iter().map(Into::into).collect();
    let pallets = registry.map_into_portable(pallets);
    let extrinsic = ExtrinsicMetadata::from(source.extrinsic).into_portable(&mut registry);
    let ty = registry.register_type(&source.ty);
    let apis: Vec<RuntimeApiMetadata> = source.apis.into_iter().map(Into::into).collect();
    let apis = registry.map_into_portable(apis);
    let outer_enums = OuterEnums::from(source.outer_enums).into_portable(&mut registry);
    let custom = CustomMetadata {
        map: Default::default(),
    };
    let custom = custom.into_portable(&mut registry);
    let mut types = registry.into();
    merge_calls(&mut types);
    RuntimeMetadataV15 {
        types,
        pallets,
        extrinsic,
        ty,
        apis,
        outer_enums,
        custom,
    }
}

/// Lets every field of the type of calls name the first registration of it.
fn merge_calls(registry: &mut PortableRegistry) {
    let path = RuntimeCall::type_info().path;
    let mut registered = registry
        .types
        .iter()
        .filter(|portable| {
            let segments = portable.ty.path.segments.iter().map(String::as_str);
            segments.eq(path.segments.iter().copied())
        })
        .map(|portable| portable.id);
    let Some(first) = registered.next() else {
        return;
    };
    let others: Vec<u32> = registered.collect();
    let merge = |field: &mut Field<PortableForm>| {
        if others.contains(&field.ty.id) {
            field.ty = UntrackedSymbol::from(first);
        }
    };
    for portable in &mut registry.types {
        match &mut portable.ty.type_def {
            TypeDef::Composite(composite) => composite.fields.iter_mut().for_each(merge),
            TypeDef::Variant(variants) => variants
                .variants
                .iter_mut()
                .flat_map(|variant| &mut variant.fields)
                .for_each(merge),
            _ => {}
        }
    }
}
