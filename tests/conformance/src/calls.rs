//! Calls written in JSON, encoded by the metadata of a runtime.
//!
//! A recorded call names its arguments; the runtime's own type information says how each is encoded.
//! So every call that a runtime has can be replayed, without a line of code for it.

use codec::{Compact, Encode};
use scale_info::{
    MetaType, PortableRegistry, Registry, TypeDef, TypeDefPrimitive, TypeInfo, form::PortableForm,
};
use serde_json::Value;
use sp_runtime::AccountId32;

use crate::golden::{Golden, Malformed, brief, bytes, list};

/// Types in a type, at most.
const MOST_DEPTH: usize = 32;

type Variant = scale_info::Variant<PortableForm>;

/// The calls of a runtime.
#[derive(Debug)]
pub struct CallBook {
    types: PortableRegistry,
    root: u32,
}

impl CallBook {
    /// The calls of the runtime whose outer call type is `C`.
    #[must_use]
    pub fn of<C: TypeInfo + 'static>() -> Self {
        let mut registry = Registry::new();
        let root = registry.register_type(&MetaType::new::<C>()).id;
        Self {
            types: registry.into(),
            root,
        }
    }

    /// The registry of types.
    #[must_use]
    pub fn types(&self) -> &PortableRegistry {
        &self.types
    }

    /// Every call: its pallet and itself, as variants of the enums that hold them.
    #[must_use]
    pub fn calls(&self) -> Vec<(&Variant, &Variant)> {
        let mut calls = Vec::new();
        for pallet in self.variants(self.root) {
            let inner = pallet
                .fields
                .first()
                .map_or(&[][..], |field| self.variants(field.ty.id));
            calls.extend(inner.iter().map(|call| (pallet, call)));
        }
        calls
    }

    fn variants(&self, id: u32) -> &[Variant] {
        match self.types.resolve(id).map(|kind| &kind.type_def) {
            Some(TypeDef::Variant(variants)) => &variants.variants,
            _ => &[],
        }
    }

    /// Encodes the call `name` with `args`. The first pallet that has a call of that name takes it,
    /// unless the name says which: `Pallet.call`.
    ///
    /// # Errors
    /// If there is no such call, or an argument is missing or of another kind.
    pub fn encode(&self, name: &str, args: &Value) -> Result<Vec<u8>, Malformed> {
        let (of, named) = name
            .split_once('.')
            .map_or((None, name), |(pallet, call)| (Some(pallet), call));
        let found = self.calls().into_iter().find(|(pallet, call)| {
            call.name == named && of.is_none_or(|wanted| pallet.name == wanted)
        });
        let Some((pallet, call)) = found else {
            return Err(Malformed::new(format!("no call is named {name}")));
        };
        let mut out = vec![pallet.index, call.index];
        let named = |field: &scale_info::Field<PortableForm>| {
            field.name.as_deref().and_then(|name| args.get(name))
        };
        let alone =
            call.fields.len() == 1 && call.fields.iter().all(|field| named(field).is_none());
        for field in &call.fields {
            let place = field.name.as_deref().unwrap_or("argument");
            // A call of one argument may have it written without its name.
            let value = if alone { Some(args) } else { named(field) };
            self.encode_value(
                field.ty.id,
                value.unwrap_or(&Value::Null),
                MOST_DEPTH,
                &mut out,
            )
            .map_err(|error| error.within(place).within(name))?;
        }
        Ok(out)
    }

    fn encode_value(
        &self,
        id: u32,
        value: &Value,
        depth: usize,
        out: &mut Vec<u8>,
    ) -> Result<(), Malformed> {
        let unfit = |what: &str| Malformed::new(format!("{} is not {what}", brief(value)));
        let depth = depth.checked_sub(1).ok_or_else(|| unfit("this deep"))?;
        let kind = self
            .types
            .resolve(id)
            .ok_or_else(|| unfit("of a known type"))?;
        let path = kind.path.segments.last().map_or("", String::as_str);
        match &kind.type_def {
            TypeDef::Composite(_) if path == "AccountId32" => {
                AccountId32::read(value)?.encode_to(out);
            }
            TypeDef::Composite(composite) => match composite.fields.as_slice() {
                [only] => self.encode_value(only.ty.id, value, depth, out)?,
                fields => {
                    for (place, field) in fields.iter().enumerate() {
                        let part = field
                            .name
                            .as_deref()
                            .map_or_else(|| value.get(place), |name| value.get(name))
                            .ok_or_else(|| unfit(path))?;
                        self.encode_value(field.ty.id, part, depth, out)?;
                    }
                }
            },
            TypeDef::Variant(variants) => {
                self.encode_variant(path, &variants.variants, value, depth, out)?;
            }
            TypeDef::Sequence(sequence) => {
                let inner = sequence.type_param.id;
                if let Some(text) = value.as_str().filter(|_| self.is_byte(inner)) {
                    bytes(text)?.encode_to(out);
                    return Ok(());
                }
                let items = list(value)?;
                let count = u32::try_from(items.len()).map_err(|_| unfit("a short list"))?;
                Compact(count).encode_to(out);
                for item in items {
                    self.encode_value(inner, item, depth, out)?;
                }
            }
            TypeDef::Array(array) => {
                let inner = array.type_param.id;
                let wanted = usize::try_from(array.len).unwrap_or(usize::MAX);
                if let Some(text) = value.as_str().filter(|_| self.is_byte(inner)) {
                    let raw = bytes(text)?;
                    if raw.len() != wanted {
                        return Err(unfit(&format!("{wanted} bytes")));
                    }
                    out.extend(raw);
                    return Ok(());
                }
                let items = list(value)?;
                if items.len() != wanted {
                    return Err(unfit(&format!("{wanted} items")));
                }
                for item in items {
                    self.encode_value(inner, item, depth, out)?;
                }
            }
            TypeDef::Tuple(tuple) => {
                if let [only] = tuple.fields.as_slice() {
                    return self.encode_value(only.id, value, depth, out);
                }
                let parts = if tuple.fields.is_empty() {
                    &[][..]
                } else {
                    list(value)?
                };
                if parts.len() != tuple.fields.len() {
                    return Err(unfit("a tuple of that length"));
                }
                for (field, part) in tuple.fields.iter().zip(parts) {
                    self.encode_value(field.id, part, depth, out)?;
                }
            }
            TypeDef::Primitive(primitive) => encode_primitive(primitive, value, out)?,
            TypeDef::Compact(_) => Compact(u128::read(value)?).encode_to(out),
            TypeDef::BitSequence(_) => return Err(unfit("of a supported type")),
        }
        Ok(())
    }

    fn is_byte(&self, id: u32) -> bool {
        matches!(
            self.types.resolve(id).map(|kind| &kind.type_def),
            Some(TypeDef::Primitive(TypeDefPrimitive::U8))
        )
    }

    /// `null` or a value for an option; the bare name of a variant without fields; a plain account
    /// for an address; else an object of the variant's name and its content.
    fn encode_variant(
        &self,
        path: &str,
        variants: &[Variant],
        value: &Value,
        depth: usize,
        out: &mut Vec<u8>,
    ) -> Result<(), Malformed> {
        let unfit = || Malformed::new(format!("{} is no {path}", brief(value)));
        let of = |name: &str| variants.iter().find(|variant| variant.name == name);
        let inner = |variant: &Variant, content: &Value, out: &mut Vec<u8>| {
            out.push(variant.index);
            if let [only] = variant.fields.as_slice() {
                return self.encode_value(only.ty.id, content, depth, out);
            }
            for (place, field) in variant.fields.iter().enumerate() {
                let part = field
                    .name
                    .as_deref()
                    .map_or_else(|| content.get(place), |name| content.get(name))
                    .ok_or_else(unfit)?;
                self.encode_value(field.ty.id, part, depth, out)?;
            }
            Ok(())
        };
        if path == "Option" {
            return match (value, of("None"), of("Some")) {
                (Value::Null, Some(none), _) => {
                    out.push(none.index);
                    Ok(())
                }
                (_, _, Some(some)) => inner(some, value, out),
                _ => Err(unfit()),
            };
        }
        if let Some(variant) = value.as_str().and_then(of) {
            return inner(variant, &Value::Null, out);
        }
        if let Some((name, content)) = value.as_object().and_then(|object| object.iter().next()) {
            return inner(of(name).ok_or_else(unfit)?, content, out);
        }
        match of("Id") {
            Some(id) if path == "MultiAddress" => inner(id, value, out),
            _ => Err(unfit()),
        }
    }
}

fn encode_primitive(
    primitive: &TypeDefPrimitive,
    value: &Value,
    out: &mut Vec<u8>,
) -> Result<(), Malformed> {
    match primitive {
        TypeDefPrimitive::Bool => bool::read(value)?.encode_to(out),
        TypeDefPrimitive::U8 => u8::read(value)?.encode_to(out),
        TypeDefPrimitive::U16 => u16::read(value)?.encode_to(out),
        TypeDefPrimitive::U32 => u32::read(value)?.encode_to(out),
        TypeDefPrimitive::U64 => u64::read(value)?.encode_to(out),
        TypeDefPrimitive::U128 => u128::read(value)?.encode_to(out),
        TypeDefPrimitive::I8 => i8::read(value)?.encode_to(out),
        TypeDefPrimitive::I16 => i16::read(value)?.encode_to(out),
        TypeDefPrimitive::I32 => i32::read(value)?.encode_to(out),
        TypeDefPrimitive::I64 => i64::read(value)?.encode_to(out),
        TypeDefPrimitive::I128 => i128::read(value)?.encode_to(out),
        TypeDefPrimitive::Str => crate::golden::text(value)?.encode_to(out),
        TypeDefPrimitive::Char | TypeDefPrimitive::U256 | TypeDefPrimitive::I256 => {
            return Err(Malformed::new("no golden file holds this type"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::reference::{Reference, RuntimeCall};
    use pallet_subtensor::{Call, RootClaimTypeEnum};
    use serde_json::json;
    use std::collections::BTreeSet;

    fn check(name: &str, args: &Value, call: Call<Reference>) {
        let encoded = CallBook::of::<RuntimeCall>().encode(name, args).unwrap();
        assert_eq!(
            encoded,
            RuntimeCall::SubtensorModule(call).encode(),
            "{name}"
        );
    }

    #[test]
    fn arguments_are_encoded_by_their_types() {
        let key = |k: u64| AccountId32::read(&k.into()).unwrap();
        let args = json!({"netuid": 2, "hotkey": 5, "amount_staked": "9007199254740993"});
        let call = Call::add_stake {
            hotkey: key(5),
            netuid: 2.into(),
            amount_staked: 9_007_199_254_740_993u64.into(),
        };
        check("add_stake", &args, call);
        let args = json!({"hotkey": 1, "netuid": 3, "children": [["3689348814741910323", 16]]});
        let call = Call::set_children {
            hotkey: key(1),
            netuid: 3.into(),
            children: vec![(3_689_348_814_741_910_323, key(16))],
        };
        check("set_children", &args, call);
        let call = Call::set_root_claim_type {
            new_root_claim_type: RootClaimTypeEnum::KeepSubnets {
                subnets: BTreeSet::from([2.into()]),
            },
        };
        check("set_root_claim_type", &json!({"KeepSubnets": [2]}), call);
        let call = Call::set_root_claim_type {
            new_root_claim_type: RootClaimTypeEnum::Swap,
        };
        check("set_root_claim_type", &json!("Swap"), call);
        let args = json!({"netuid": null, "hotkey": 1, "new_hotkey": 2});
        let call = Call::swap_hotkey {
            hotkey: key(1),
            new_hotkey: key(2),
            netuid: None,
        };
        check("swap_hotkey", &args, call);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let book = CallBook::of::<RuntimeCall>();
        for (name, args) in [
            ("no_such_call", json!({})),
            ("add_stake", json!({})),
            (
                "add_stake",
                json!({"hotkey": "x", "netuid": 1, "amount_staked": 1}),
            ),
            (
                "add_stake",
                json!({"hotkey": 1, "netuid": 65_536, "amount_staked": 1}),
            ),
            (
                "set_weights",
                json!({"netuid": 1, "dests": 5, "weights": [], "version_key": 0}),
            ),
            (
                "commit_weights",
                json!({"netuid": 1, "commit_hash": "0x00"}),
            ),
        ] {
            assert!(book.encode(name, &args).is_err(), "{name} {args}");
        }
    }
}
