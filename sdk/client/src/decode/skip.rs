//! Passing over what nobody asked for.

use scale_info::{TypeDef, TypeDefPrimitive};

use super::{Input, ReadError, Types};
use crate::codec::walk::walk;

/// How to get past a value.
#[derive(Debug)]
pub enum Skip {
    /// It always takes this many bytes.
    Bytes(usize),
    /// A compact number.
    Compact,
    /// A list of values.
    List(Box<Skip>),
    /// Values one after the other.
    Sequence(Vec<Skip>),
    /// A byte that selects what follows; `None` where the enum has no such variant.
    Variants(Vec<Option<Skip>>),
    /// A type that contains itself, looked up as it comes.
    ByType(u32, Types),
}

/// Nesting that is compiled; deeper is looked up.
const MAX_DEPTH: usize = 16;

impl Skip {
    /// Compiles how to get past a value of type `ty`.
    ///
    /// # Errors
    /// When the metadata lacks the type.
    pub fn plan(ty: u32, types: &Types) -> Result<Self, String> {
        Self::compile(ty, types, 0)
    }

    fn compile(ty: u32, types: &Types, depth: usize) -> Result<Self, String> {
        if depth > MAX_DEPTH {
            return Ok(Self::ByType(ty, types.clone()));
        }
        let sequence = |parts: Vec<u32>| {
            let parts = parts
                .into_iter()
                .map(|part| Self::compile(part, types, depth + 1))
                .collect::<Result<Vec<_>, _>>()?;
            Ok(Self::join(parts))
        };
        match &types.resolve(ty)?.type_def {
            TypeDef::Primitive(TypeDefPrimitive::Str) => Ok(Self::List(Box::new(Self::Bytes(1)))),
            TypeDef::Primitive(primitive) => Ok(Self::Bytes(match primitive {
                TypeDefPrimitive::Bool | TypeDefPrimitive::U8 | TypeDefPrimitive::I8 => 1,
                TypeDefPrimitive::U16 | TypeDefPrimitive::I16 => 2,
                TypeDefPrimitive::U32 | TypeDefPrimitive::I32 | TypeDefPrimitive::Char => 4,
                TypeDefPrimitive::U64 | TypeDefPrimitive::I64 => 8,
                TypeDefPrimitive::U128 | TypeDefPrimitive::I128 => 16,
                _ => 32,
            })),
            TypeDef::Compact(_) => Ok(Self::Compact),
            TypeDef::Sequence(items) => Ok(Self::List(Box::new(Self::compile(
                items.type_param.id,
                types,
                depth + 1,
            )?))),
            TypeDef::Array(items) => match Self::compile(items.type_param.id, types, depth + 1)? {
                Self::Bytes(each) => {
                    let count = usize::try_from(items.len).unwrap_or(usize::MAX);
                    Ok(Self::Bytes(each.saturating_mul(count)))
                }
                _ => Ok(Self::ByType(ty, types.clone())),
            },
            TypeDef::Composite(fields) => {
                sequence(fields.fields.iter().map(|field| field.ty.id).collect())
            }
            TypeDef::Tuple(tuple) => sequence(tuple.fields.iter().map(|ty| ty.id).collect()),
            TypeDef::Variant(variants) => {
                let mut table = Vec::new();
                for variant in &variants.variants {
                    let place = usize::from(variant.index);
                    if table.len() <= place {
                        table.resize_with(place + 1, || None);
                    }
                    let content =
                        sequence(variant.fields.iter().map(|field| field.ty.id).collect())?;
                    if let Some(slot) = table.get_mut(place) {
                        *slot = Some(content);
                    }
                }
                Ok(Self::Variants(table))
            }
            TypeDef::BitSequence(_) => Ok(Self::ByType(ty, types.clone())),
        }
    }

    /// Joins neighbours of fixed size.
    fn join(parts: Vec<Self>) -> Self {
        let mut joined: Vec<Self> = Vec::with_capacity(parts.len());
        for part in parts {
            match (joined.last_mut(), part) {
                (Some(Self::Bytes(size)), Self::Bytes(more)) => *size = size.saturating_add(more),
                (_, part) => joined.push(part),
            }
        }
        match <[Self; 1]>::try_from(joined) {
            Ok([only]) => only,
            Err(many) if many.is_empty() => Self::Bytes(0),
            Err(many) => Self::Sequence(many),
        }
    }

    /// Passes over one value.
    ///
    /// # Errors
    /// When the bytes end early or name a variant that the enum does not have.
    pub fn skip(&self, input: &mut Input<'_>) -> Result<(), ReadError> {
        match self {
            Self::Bytes(count) => input.take(*count).map(drop),
            Self::Compact => input.compact_u128().map(drop),
            Self::List(item) => {
                let count = input.count()?;
                match **item {
                    Self::Bytes(size) => input.take(size.saturating_mul(count)).map(drop),
                    _ => (0..count).try_for_each(|_| item.skip(input)),
                }
            }
            Self::Sequence(parts) => parts.iter().try_for_each(|part| part.skip(input)),
            Self::Variants(table) => {
                let index = input.byte()?;
                table
                    .get(usize::from(index))
                    .and_then(Option::as_ref)
                    .ok_or_else(|| ReadError(format!("no variant {index}").into()))?
                    .skip(input)
            }
            Self::ByType(ty, types) => {
                let mut rest = input.rest();
                walk(&mut rest, *ty, types.registry()).map_err(|error| ReadError(error.into()))?;
                let taken = input.rest().len().saturating_sub(rest.len());
                input.take(taken).map(drop)
            }
        }
    }
}
