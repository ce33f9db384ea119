//! Lists, options, tuples, maps, texts, and values of any shape.

use std::collections::BTreeMap;

use scale_info::TypeDef;
use serde_json::Value as Json;

use super::{FromChain, Input, ReadError, Skip, Types};
use crate::codec::json;

impl<T: FromChain> FromChain for Vec<T> {
    type Plan = T::Plan;

    fn plan(ty: u32, types: &Types) -> Result<T::Plan, String> {
        let items = types
            .items(ty)
            .ok_or_else(|| format!("{} is no list", types.describe(ty)))?;
        T::plan(items, types)
    }

    #[inline]
    fn read(plan: &T::Plan, input: &mut Input<'_>) -> Result<Self, ReadError> {
        let count = input.count()?;
        T::read_many(plan, count, input)
    }
}

/// Bytes of fixed number: accounts, hashes, keys.
impl<const N: usize> FromChain for [u8; N] {
    type Plan = ();

    fn plan(ty: u32, types: &Types) -> Result<(), String> {
        match &types.resolve(types.bare(ty))?.type_def {
            TypeDef::Array(items)
                if usize::try_from(items.len) == Ok(N) && types.is_byte(items.type_param.id) =>
            {
                Ok(())
            }
            _ => Err(format!("{} is not {N} bytes", types.describe(ty))),
        }
    }

    #[inline]
    fn read((): &(), input: &mut Input<'_>) -> Result<Self, ReadError> {
        input.array()
    }
}

/// How an optional value is read.
#[derive(Debug)]
pub enum Optional<P> {
    /// The runtime says whether it is there.
    Flagged(P),
    /// In this runtime it is always there.
    Always(P),
}

impl<T: FromChain> FromChain for Option<T> {
    type Plan = Optional<T::Plan>;

    fn plan(ty: u32, types: &Types) -> Result<Self::Plan, String> {
        match types.optional(ty) {
            Some(inner) => T::plan(inner, types).map(Optional::Flagged),
            None => T::plan(ty, types).map(Optional::Always),
        }
    }

    fn read(plan: &Self::Plan, input: &mut Input<'_>) -> Result<Self, ReadError> {
        match plan {
            Optional::Always(plan) => T::read(plan, input).map(Some),
            Optional::Flagged(plan) => match input.byte()? {
                0 => Ok(None),
                1 => T::read(plan, input).map(Some),
                _ => Err(ReadError("an option is neither 0 nor 1".into())),
            },
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<K: FromChain + Ord, V: FromChain> FromChain for BTreeMap<K, V> {
    type Plan = <(K, V) as FromChain>::Plan;

    fn plan(ty: u32, types: &Types) -> Result<Self::Plan, String> {
        <Vec<(K, V)>>::plan(ty, types)
    }

    fn read(plan: &Self::Plan, input: &mut Input<'_>) -> Result<Self, ReadError> {
        Ok(<Vec<(K, V)>>::read(plan, input)?.into_iter().collect())
    }
}

/// Text from bytes, plain or compact. What is no UTF-8 in it is replaced: owners of subnets write
/// what they like.
impl FromChain for String {
    type Plan = Option<super::numbers::Number>;

    fn plan(ty: u32, types: &Types) -> Result<Self::Plan, String> {
        if let TypeDef::Primitive(scale_info::TypeDefPrimitive::Str) =
            types.resolve(types.bare(ty))?.type_def
        {
            return Ok(None);
        }
        <Vec<u8>>::plan(ty, types).map(Some)
    }

    fn read(plan: &Self::Plan, input: &mut Input<'_>) -> Result<Self, ReadError> {
        let bytes = match plan {
            Some(plan) => <Vec<u8>>::read(plan, input)?,
            None => {
                let count = input.count()?;
                input.take(count)?.to_vec()
            }
        };
        Ok(String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }
}

/// Any value, in the form of [`crate::codec`].
impl FromChain for Json {
    type Plan = (u32, Types);

    fn plan(ty: u32, types: &Types) -> Result<Self::Plan, String> {
        types.resolve(ty)?;
        Ok((ty, types.clone()))
    }

    fn read((ty, types): &Self::Plan, input: &mut Input<'_>) -> Result<Self, ReadError> {
        let mut rest = input.rest();
        let value = json::from_bytes(&mut rest, *ty, types.registry())
            .map_err(|cause| ReadError(cause.into()))?;
        let taken = input.rest().len().saturating_sub(rest.len());
        input.take(taken)?;
        Ok(value)
    }

    fn absent() -> Option<Self> {
        Some(Json::Null)
    }
}

/// Nothing, whatever the runtime has there.
impl FromChain for () {
    type Plan = Skip;

    fn plan(ty: u32, types: &Types) -> Result<Skip, String> {
        Skip::plan(ty, types)
    }

    fn read(plan: &Skip, input: &mut Input<'_>) -> Result<Self, ReadError> {
        plan.skip(input)
    }
}

/// A tuple reads as many fields as it has, by place, and passes over the rest.
macro_rules! tuple {
    ($count:literal: $($part:ident $place:tt),+) => {
        impl<$($part: FromChain),+> FromChain for ($($part,)+) {
            type Plan = (($($part::Plan,)+), Vec<Skip>);

            fn plan(ty: u32, types: &Types) -> Result<Self::Plan, String> {
                let mut ty = ty;
                let fields = loop {
                    match types.fields(ty) {
                        Some(fields) if fields.len() >= $count => break fields,
                        Some(fields) if fields.len() == 1 => {
                            ty = fields.first().map_or(ty, |(_, inner)| *inner);
                        }
                        _ => {
                            let found = types.describe(ty);
                            return Err(format!("{found} is no tuple of {}", $count));
                        }
                    }
                };
                let mut fields = fields.into_iter().map(|(_, ty)| ty);
                Ok((
                    ($($part::plan(fields.next().ok_or("no such field")?, types)?,)+),
                    fields.map(|ty| Skip::plan(ty, types)).collect::<Result<_, _>>()?,
                ))
            }

            #[inline]
            fn read(
                (parts, rest): &Self::Plan,
                input: &mut Input<'_>,
            ) -> Result<Self, ReadError> {
                let value = ($($part::read(&parts.$place, input)?,)+);
                rest.iter().try_for_each(|skip| skip.skip(input))?;
                Ok(value)
            }
        }
    };
}

tuple!(2: A 0, B 1);
tuple!(3: A 0, B 1, C 2);
tuple!(4: A 0, B 1, C 2, D 3);
tuple!(5: A 0, B 1, C 2, D 3, E 4);
