//! Walking over bytes before anything is made of them.
//!
//! The decoders below this crate trust their input in two ways: a list is made room for at once,
//! however long it says it is, and a call in a call in a call is followed as deep as it goes, which
//! ends the program when the stack does. A node can send either. So everything is walked first: to
//! the end of the bytes at most, and no deeper than [`MAX_DEPTH`].

use scale_info::{PortableRegistry, TypeDef, TypeDefPrimitive};
use subxt::ext::codec::{Compact, Decode};

/// Deepest nesting of types: enough for calls wrapped a dozen times.
pub(crate) const MAX_DEPTH: usize = 64;

/// Moves `bytes` behind one value of the type.
///
/// # Errors
/// When the bytes end early, are not of the type, or nest too deep.
pub(crate) fn walk(bytes: &mut &[u8], ty: u32, types: &PortableRegistry) -> Result<(), String> {
    step(bytes, ty, types, MAX_DEPTH)
}

fn step(bytes: &mut &[u8], ty: u32, types: &PortableRegistry, depth: usize) -> Result<(), String> {
    let depth = depth
        .checked_sub(1)
        .ok_or_else(|| format!("it nests deeper than {MAX_DEPTH} levels"))?;
    let found = types
        .resolve(ty)
        .ok_or_else(|| format!("the metadata lacks type {ty}"))?;
    match &found.type_def {
        TypeDef::Primitive(TypeDefPrimitive::Str) => {
            let length = length(bytes)?;
            take(bytes, length).map(drop)
        }
        TypeDef::Primitive(primitive) => take(bytes, size_of(primitive)).map(drop),
        TypeDef::Compact(_) => compact(bytes),
        TypeDef::Sequence(items) => {
            let count = length(bytes)?;
            many(bytes, count, items.type_param.id, types, depth)
        }
        TypeDef::Array(items) => {
            let count = usize::try_from(items.len).unwrap_or(usize::MAX);
            many(bytes, count, items.type_param.id, types, depth)
        }
        TypeDef::Tuple(tuple) => tuple
            .fields
            .iter()
            .try_for_each(|field| step(bytes, field.id, types, depth)),
        TypeDef::Composite(composite) => composite
            .fields
            .iter()
            .try_for_each(|field| step(bytes, field.ty.id, types, depth)),
        TypeDef::Variant(variants) => {
            let index = take(bytes, 1)?.first().copied().unwrap_or_default();
            let variant = variants
                .variants
                .iter()
                .find(|variant| variant.index == index)
                .ok_or_else(|| format!("no variant {index}"))?;
            variant
                .fields
                .iter()
                .try_for_each(|field| step(bytes, field.ty.id, types, depth))
        }
        TypeDef::BitSequence(sequence) => {
            let bits = length(bytes)?;
            let store = types.resolve(sequence.bit_store_type.id);
            let size = match store.map(|store| &store.type_def) {
                Some(TypeDef::Primitive(primitive)) => size_of(primitive),
                _ => return Err("bits that are stored in no number".into()),
            };
            take(bytes, bits.div_ceil(8 * size).saturating_mul(size)).map(drop)
        }
    }
}

/// Bytes of a number, or of a truth value. Texts have none that are known.
fn size_of(primitive: &TypeDefPrimitive) -> usize {
    match primitive {
        TypeDefPrimitive::Bool | TypeDefPrimitive::U8 | TypeDefPrimitive::I8 => 1,
        TypeDefPrimitive::U16 | TypeDefPrimitive::I16 => 2,
        TypeDefPrimitive::U32 | TypeDefPrimitive::I32 | TypeDefPrimitive::Char => 4,
        TypeDefPrimitive::U64 | TypeDefPrimitive::I64 => 8,
        TypeDefPrimitive::U128 | TypeDefPrimitive::I128 => 16,
        TypeDefPrimitive::U256 | TypeDefPrimitive::I256 | TypeDefPrimitive::Str => 32,
    }
}

fn many(
    bytes: &mut &[u8],
    count: usize,
    ty: u32,
    types: &PortableRegistry,
    depth: usize,
) -> Result<(), String> {
    for _ in 0..count {
        let before = bytes.len();
        step(bytes, ty, types, depth)?;
        // Any number of values without bytes can be claimed for nothing, and no chain has such lists.
        if bytes.len() == before && count > 1 {
            return Err(format!("{count} values that take no bytes"));
        }
    }
    Ok(())
}

fn take<'bytes>(bytes: &mut &'bytes [u8], count: usize) -> Result<&'bytes [u8], String> {
    let (taken, rest) = bytes
        .split_at_checked(count)
        .ok_or_else(|| format!("{count} bytes expected, {} left", bytes.len()))?;
    *bytes = rest;
    Ok(taken)
}

fn length(bytes: &mut &[u8]) -> Result<usize, String> {
    let length = Compact::<u32>::decode(bytes).map_err(|error| error.to_string())?;
    usize::try_from(length.0).map_err(|error| error.to_string())
}

/// A compact number of any size: its first two bits say how many bytes it has.
fn compact(bytes: &mut &[u8]) -> Result<(), String> {
    let first = bytes.first().copied().unwrap_or_default();
    let count = match first & 0b11 {
        0 => 1,
        1 => 2,
        2 => 4,
        _ => usize::from(first >> 2).saturating_add(5),
    };
    take(bytes, count).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use scale_info::{MetaType, Registry, TypeInfo};
    use subxt::ext::codec::Encode;

    /// A type that contains itself, as calls do.
    #[derive(TypeInfo)]
    #[allow(dead_code, reason = "its shape is what matters")]
    enum Nested {
        End,
        More(Box<Nested>),
    }

    fn walked<T: TypeInfo + 'static>(mut bytes: &[u8]) -> Result<usize, String> {
        let mut registry = Registry::new();
        let ty = registry.register_type(&MetaType::new::<T>()).id;
        walk(&mut bytes, ty, &registry.into())?;
        Ok(bytes.len())
    }

    #[test]
    fn values_are_walked_to_their_end() {
        type Many = (u8, Vec<u32>, String, Option<[u64; 3]>, bool);
        let value: Many = (1, vec![2, 3], "four".into(), Some([5; 3]), true);
        let bytes = value.encode();
        assert_eq!(walked::<Many>(&bytes), Ok(0));
        assert_eq!(walked::<Many>(&[bytes.as_slice(), &[9]].concat()), Ok(1));
        for length in 0..bytes.len() {
            let cut = bytes.get(..length).unwrap_or_default();
            assert!(walked::<Many>(cut).is_err(), "{length} bytes");
        }
        for number in [0u128, 63, 64, 16_383, 1 << 20, 1 << 40, u128::MAX] {
            let bytes = Compact(number).encode();
            assert_eq!(walked::<Compact<u128>>(&bytes), Ok(0), "{number}");
        }
    }

    #[test]
    fn what_a_node_could_claim_is_refused() {
        let list_of_four_billion = [3, 255, 255, 255, 255];
        assert!(walked::<Vec<u8>>(&list_of_four_billion).is_err());
        assert!(walked::<Vec<()>>(&list_of_four_billion).is_err());
        let nested = |depth: usize| [vec![1; depth], vec![0]].concat();
        assert_eq!(walked::<Nested>(&nested(MAX_DEPTH - 1)), Ok(0));
        assert!(walked::<Nested>(&nested(MAX_DEPTH)).is_err());
        assert!(walked::<Nested>(&nested(10_000_000)).is_err());
    }
}
