//! The wire interface, item by item: what clients find in the metadata must be what they were
//! built against. `vectors/interface/signatures-439.txt` has one line per item in a canonical
//! form in which transparent wrappers vanish; `absent.txt` beside it lists those left out so far.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use codec::Decode;
use frame_metadata::{
    RuntimeMetadata, RuntimeMetadataPrefixed,
    v15::{RuntimeMetadataV15, StorageEntryModifier, StorageEntryType, StorageHasher},
};
use scale_info::{Field, PortableRegistry, TypeDef, TypeDefPrimitive, form::PortableForm};

/// Types that differ with the set of pallets.
const OPAQUE: [&str; 7] = [
    "RuntimeCall",
    "RuntimeEvent",
    "OriginCaller",
    "DispatchError",
    "UncheckedExtrinsic",
    "RuntimeHoldReason",
    "RuntimeFreezeReason",
];

struct Shapes<'a>(&'a PortableRegistry);

impl Shapes<'_> {
    fn of(&self, id: u32, seen: &mut Vec<u32>) -> String {
        let ty = self.0.resolve(id).expect("metadata is complete");
        if let Some(last) = ty.path.segments.last()
            && OPAQUE.contains(&last.as_str())
        {
            return last.clone();
        }
        if seen.contains(&id) {
            return "rec".into();
        }
        seen.push(id);
        let shape = match &ty.type_def {
            TypeDef::Primitive(primitive) => primitive_name(primitive).into(),
            TypeDef::Compact(inner) => format!("C({})", self.of(inner.type_param.id, seen)),
            TypeDef::Sequence(inner) => format!("[{}]", self.of(inner.type_param.id, seen)),
            TypeDef::Array(inner) => {
                format!("[{};{}]", self.of(inner.type_param.id, seen), inner.len)
            }
            TypeDef::Tuple(inner) => product(
                inner
                    .fields
                    .iter()
                    .map(|field| self.of(field.id, seen))
                    .collect(),
            ),
            TypeDef::Composite(inner) => self.fields(&inner.fields, seen),
            TypeDef::BitSequence(_) => "bits".into(),
            TypeDef::Variant(inner) => {
                let mut variants: Vec<_> = inner.variants.iter().collect();
                variants.sort_by_key(|variant| variant.index);
                let all: Vec<_> = variants
                    .iter()
                    .map(|variant| {
                        format!("{}:{}", variant.index, self.fields(&variant.fields, seen))
                    })
                    .collect();
                format!("{{{}}}", all.join(";"))
            }
        };
        seen.pop();
        shape
    }

    fn fields(&self, fields: &[Field<PortableForm>], seen: &mut Vec<u32>) -> String {
        product(
            fields
                .iter()
                .map(|field| self.of(field.ty.id, seen))
                .collect(),
        )
    }

    fn shape(&self, id: u32) -> String {
        self.of(id, &mut Vec::new())
    }
}

fn product(parts: Vec<String>) -> String {
    match parts.as_slice() {
        [only] => only.clone(),
        _ => format!("({})", parts.join(",")),
    }
}

fn primitive_name(primitive: &TypeDefPrimitive) -> &'static str {
    match primitive {
        TypeDefPrimitive::Bool => "bool",
        TypeDefPrimitive::Char => "char",
        TypeDefPrimitive::Str => "str",
        TypeDefPrimitive::U8 => "u8",
        TypeDefPrimitive::U16 => "u16",
        TypeDefPrimitive::U32 => "u32",
        TypeDefPrimitive::U64 => "u64",
        TypeDefPrimitive::U128 => "u128",
        TypeDefPrimitive::U256 => "u256",
        TypeDefPrimitive::I8 => "i8",
        TypeDefPrimitive::I16 => "i16",
        TypeDefPrimitive::I32 => "i32",
        TypeDefPrimitive::I64 => "i64",
        TypeDefPrimitive::I128 => "i128",
        TypeDefPrimitive::I256 => "i256",
    }
}

fn hasher_name(hasher: &StorageHasher) -> &'static str {
    match hasher {
        StorageHasher::Blake2_128 => "Blake2_128",
        StorageHasher::Blake2_256 => "Blake2_256",
        StorageHasher::Blake2_128Concat => "Blake2_128Concat",
        StorageHasher::Twox128 => "Twox128",
        StorageHasher::Twox256 => "Twox256",
        StorageHasher::Twox64Concat => "Twox64Concat",
        StorageHasher::Identity => "Identity",
    }
}

/// Name and signature of everything that the runtime offers.
fn signatures(metadata: &RuntimeMetadataV15) -> BTreeMap<String, String> {
    let shapes = Shapes(&metadata.types);
    let mut all = BTreeMap::new();
    let variants = |id: u32| match &metadata.types.resolve(id).expect("complete").type_def {
        TypeDef::Variant(inner) => inner.variants.clone(),
        _ => panic!("calls, events and errors are variants"),
    };
    for pallet in &metadata.pallets {
        let name = &pallet.name;
        all.insert(name.clone(), pallet.index.to_string());
        for call in pallet.calls.iter().flat_map(|calls| variants(calls.ty.id)) {
            let args: Vec<_> = call
                .fields
                .iter()
                .map(|arg| {
                    format!(
                        "{}:{}",
                        arg.name.as_deref().unwrap_or("None"),
                        shapes.shape(arg.ty.id)
                    )
                })
                .collect();
            all.insert(
                format!("{name}.calls.{}", call.name),
                format!("{} ({})", call.index, args.join(",")),
            );
        }
        for entry in pallet.storage.iter().flat_map(|storage| &storage.entries) {
            let (keys, value) = match &entry.ty {
                StorageEntryType::Plain(value) => (vec![], value.id),
                StorageEntryType::Map {
                    hashers,
                    key,
                    value,
                } => {
                    let parts = match (
                        &metadata.types.resolve(key.id).expect("complete").type_def,
                        hashers.len(),
                    ) {
                        (TypeDef::Tuple(parts), n) if n > 1 => {
                            parts.fields.iter().map(|part| part.id).collect()
                        }
                        _ => vec![key.id],
                    };
                    let keys = hashers
                        .iter()
                        .zip(parts)
                        .map(|(hasher, part)| {
                            format!("{} {}", hasher_name(hasher), shapes.shape(part))
                        })
                        .collect();
                    (keys, value.id)
                }
            };
            let modifier = match entry.modifier {
                StorageEntryModifier::Optional => "Optional",
                StorageEntryModifier::Default => "Default",
            };
            let text = format!("{modifier} [{}] {}", keys.join(","), shapes.shape(value));
            all.insert(format!("{name}.storage.{}", entry.name), text);
        }
        for constant in &pallet.constants {
            let mut text = shapes.shape(constant.ty.id);
            if name != "System" {
                text.push_str(&format!(" 0x{}", hex::encode(&constant.value)));
            }
            all.insert(format!("{name}.constants.{}", constant.name), text);
        }
        for event in pallet
            .event
            .iter()
            .flat_map(|events| variants(events.ty.id))
        {
            let fields: Vec<_> = event
                .fields
                .iter()
                .map(|field| shapes.shape(field.ty.id))
                .collect();
            let text = format!("{} ({})", event.index, fields.join(","));
            all.insert(format!("{name}.events.{}", event.name), text);
        }
        for error in pallet
            .error
            .iter()
            .flat_map(|errors| variants(errors.ty.id))
        {
            all.insert(
                format!("{name}.errors.{}", error.name),
                error.index.to_string(),
            );
        }
    }
    for api in &metadata.apis {
        for method in &api.methods {
            let inputs: Vec<_> = method
                .inputs
                .iter()
                .map(|input| shapes.shape(input.ty.id))
                .collect();
            let text = format!("({})->{}", inputs.join(","), shapes.shape(method.output.id));
            all.insert(format!("{}.{}", api.name, method.name), text);
        }
    }
    for (number, extension) in metadata.extrinsic.signed_extensions.iter().enumerate() {
        let text = format!(
            "{} {} {}",
            extension.identifier,
            shapes.shape(extension.ty.id),
            shapes.shape(extension.additional_signed.id)
        );
        all.insert(format!("extension.{number}"), text);
    }
    all
}

fn vector(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../vectors/interface")
        .join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_item_has_the_recorded_shape() {
    let encoded = sp_io::TestExternalities::default()
        .execute_with(|| taonet_runtime::metadata::at_version(15))
        .expect("the runtime serves metadata V15");
    let metadata = RuntimeMetadataPrefixed::decode(&mut &encoded[..]).expect("metadata decodes");
    let RuntimeMetadata::V15(metadata) = metadata.1 else {
        panic!("asked for V15")
    };
    let have = signatures(&metadata);

    let absent = vector("absent.txt");
    let absent: BTreeSet<&str> = absent
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let mut problems = Vec::new();
    let mut checked = 0_u32;
    for line in vector("signatures-439.txt").lines() {
        let (name, expected) = line.split_once(' ').expect("a name and a signature");
        match (have.get(name), absent.contains(name)) {
            (None, true) => {}
            (None, false) => problems.push(format!("{name}: absent")),
            (Some(actual), listed) if actual != expected => {
                if !listed {
                    problems.push(format!("{name}: {actual} expected {expected}"));
                }
            }
            (Some(_), true) => problems.push(format!("{name}: is listed as absent but is there")),
            (Some(_), false) => checked += 1,
        }
    }
    println!("{checked} items of the recorded interface have their shape");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
