//! What calls take, for tools that get their arguments as text.

use super::{ChainCodec, CodecError, blocks};
use crate::Call;
use scale_info::{PortableRegistry, Type, TypeDef, TypeDefPrimitive, form::PortableForm};
use serde_json::{Map, Value as Json};

/// An argument of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallArgument {
    /// Its name.
    pub name: String,
    /// The name of its type in the chain's sources, such as `TaoBalance`.
    pub type_name: String,
    /// What its values look like.
    pub kind: ArgumentKind,
}

/// What values of an argument look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArgumentKind {
    /// True or false.
    Boolean,
    /// A whole number.
    Number {
        /// How many bits it has.
        bits: u32,
        /// Whether it may be negative.
        is_signed: bool,
    },
    /// A number that is stored as a whole one, times 2 to this power.
    Fixed {
        /// Bits behind the point.
        fraction_bits: u32,
    },
    /// An account.
    Account,
    /// Bytes of any length.
    Bytes,
    /// One of these words.
    Choice(Vec<String>),
    /// Anything else, in the JSON form of the codec.
    Other,
}

impl ChainCodec {
    /// What a call takes, in order.
    ///
    /// # Errors
    /// When this runtime has no such call.
    pub fn call_arguments(
        &self,
        pallet: &str,
        call: &str,
    ) -> Result<Vec<CallArgument>, CodecError> {
        let variant = self
            .metadata
            .pallet_by_name(pallet)
            .and_then(|pallet| pallet.call_variant_by_name(call))
            .ok_or_else(|| CodecError::unknown("call", &format!("{pallet}.{call}")))?;
        Ok(variant
            .fields
            .iter()
            .map(|field| CallArgument {
                name: field.name.clone().unwrap_or_default(),
                type_name: field.type_name.clone().unwrap_or_default(),
                kind: kind(field.ty.id, self.types(), 0),
            })
            .collect())
    }

    /// Reads the bytes of a call, as a preimage, an announcement or a multisig holds them.
    ///
    /// # Errors
    /// When the bytes are no call of this runtime.
    pub fn decode_call(&self, bytes: &[u8]) -> Result<Call, CodecError> {
        const WHAT: &str = "the call";
        let decoded = self.decode(bytes, self.metadata.outer_enums().call_enum_ty(), WHAT)?;
        let none = || CodecError::bytes(WHAT, "it has no name");
        let (pallet, call) = blocks::only_member(decoded).ok_or_else(none)?;
        Ok(match call {
            Json::String(name) => Call::dynamic(pallet, name, Map::new()),
            call => {
                let (name, arguments) = blocks::only_member(call).ok_or_else(none)?;
                let Json::Object(arguments) = arguments else {
                    return Err(none());
                };
                Call::dynamic(pallet, name, arguments)
            }
        })
    }

    /// Names of the pallets that have a call of this name.
    pub fn pallets_with_call(&self, call: &str) -> Vec<&str> {
        self.metadata
            .pallets()
            .filter(|pallet| pallet.call_variant_by_name(call).is_some())
            .map(|pallet| pallet.name())
            .collect()
    }
}

/// Newtypes are no deeper than this.
const MAX_DEPTH: u32 = 16;

fn kind(ty: u32, types: &PortableRegistry, depth: u32) -> ArgumentKind {
    let Some(ty) = types.resolve(ty).filter(|_| depth < MAX_DEPTH) else {
        return ArgumentKind::Other;
    };
    let name = ty.path.segments.last().map_or("", String::as_str);
    match &ty.type_def {
        TypeDef::Primitive(primitive) => primitive_kind(primitive),
        TypeDef::Compact(inner) => kind(inner.type_param.id, types, depth + 1),
        TypeDef::Sequence(items) if kind(items.type_param.id, types, depth + 1) == BYTE => {
            ArgumentKind::Bytes
        }
        TypeDef::Composite(_) if name == "AccountId32" => ArgumentKind::Account,
        TypeDef::Composite(fields) => match fields.fields.as_slice() {
            [_] if name.starts_with("Fixed") => match fraction_bits(ty, types) {
                Some(fraction_bits) => ArgumentKind::Fixed { fraction_bits },
                None => ArgumentKind::Other,
            },
            [field] => kind(field.ty.id, types, depth + 1),
            _ => ArgumentKind::Other,
        },
        TypeDef::Variant(_) if name == "MultiAddress" => ArgumentKind::Account,
        TypeDef::Variant(choice) if choice.variants.iter().all(|one| one.fields.is_empty()) => {
            let words = choice.variants.iter().map(|variant| variant.name.clone());
            ArgumentKind::Choice(words.collect())
        }
        _ => ArgumentKind::Other,
    }
}

const BYTE: ArgumentKind = ArgumentKind::Number {
    bits: 8,
    is_signed: false,
};

fn primitive_kind(primitive: &TypeDefPrimitive) -> ArgumentKind {
    let (bits, is_signed) = match primitive {
        TypeDefPrimitive::Bool => return ArgumentKind::Boolean,
        TypeDefPrimitive::U8 => (8, false),
        TypeDefPrimitive::U16 => (16, false),
        TypeDefPrimitive::U32 => (32, false),
        TypeDefPrimitive::U64 => (64, false),
        TypeDefPrimitive::U128 => (128, false),
        TypeDefPrimitive::I8 => (8, true),
        TypeDefPrimitive::I16 => (16, true),
        TypeDefPrimitive::I32 => (32, true),
        TypeDefPrimitive::I64 => (64, true),
        TypeDefPrimitive::I128 => (128, true),
        _ => return ArgumentKind::Other,
    };
    ArgumentKind::Number { bits, is_signed }
}

/// The parameter of a fixed-point type: a number that is itself a type, bit by bit.
fn fraction_bits(ty: &Type<PortableForm>, types: &PortableRegistry) -> Option<u32> {
    let parameter = ty.type_params.first()?.ty?;
    type_level_number(parameter.id, types, 0)
}

fn type_level_number(ty: u32, types: &PortableRegistry, depth: u32) -> Option<u32> {
    let ty = types.resolve(ty).filter(|_| depth < MAX_DEPTH)?;
    match ty.path.segments.last()?.as_str() {
        "UTerm" | "B0" => Some(0),
        "B1" => Some(1),
        "UInt" => {
            let part = |place: usize| {
                let parameter = ty.type_params.get(place)?.ty?;
                type_level_number(parameter.id, types, depth + 1)
            };
            part(0)?.checked_mul(2)?.checked_add(part(1)?)
        }
        _ => None,
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]
mod tests {
    use super::*;

    fn codec() -> ChainCodec {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../vectors/interface/metadata-439.scale"
        );
        ChainCodec::from_metadata(&std::fs::read(path).unwrap()).unwrap()
    }

    #[test]
    fn a_call_is_read_from_its_bytes() {
        let codec = codec();
        let transfer = crate::calls::balances::transfer_keep_alive(&[7; 32], crate::Tao::ZERO);
        let proxied = crate::calls::proxy::proxy(&[8; 32], None, transfer);
        for call in [
            crate::calls::leases::register_leased_network(30, Some(5)),
            proxied,
        ] {
            let bytes = codec.encode(&call).unwrap();
            let read = codec.decode_call(&bytes).unwrap();
            assert_eq!(read.full_name(), call.full_name());
            assert_eq!(codec.encode(&read).unwrap(), bytes, "{}", read.full_name());
            assert!(codec.decode_call(bytes.get(1..).unwrap()).is_err());
        }
        assert!(codec.decode_call(&[]).is_err());
    }

    #[test]
    fn arguments_are_told_by_what_they_look_like() {
        let codec = codec();
        let kinds = |pallet: &str, call: &str| -> Vec<ArgumentKind> {
            let arguments = codec.call_arguments(pallet, call).unwrap();
            arguments
                .into_iter()
                .map(|argument| argument.kind)
                .collect()
        };
        let number = |bits| ArgumentKind::Number {
            bits,
            is_signed: false,
        };
        assert_eq!(
            kinds("AdminUtils", "sudo_set_kappa"),
            [number(16), number(16)]
        );
        assert_eq!(
            kinds("AdminUtils", "sudo_set_min_burn"),
            [number(16), number(64)]
        );
        assert_eq!(
            kinds("AdminUtils", "sudo_set_burn_increase_mult")[1],
            ArgumentKind::Fixed { fraction_bits: 64 }
        );
        assert_eq!(
            kinds("AdminUtils", "sudo_set_subnet_moving_alpha"),
            [ArgumentKind::Fixed { fraction_bits: 32 }]
        );
        assert_eq!(
            kinds("AdminUtils", "sudo_set_sn_owner_hotkey")[1],
            ArgumentKind::Account
        );
        assert_eq!(
            kinds("AdminUtils", "sudo_set_recycle_or_burn")[1],
            ArgumentKind::Choice(vec!["Burn".into(), "Recycle".into()])
        );
        assert_eq!(
            kinds("SubtensorModule", "update_symbol")[1],
            ArgumentKind::Bytes
        );
        assert_eq!(
            kinds("AdminUtils", "sudo_set_yuma3_enabled")[1],
            ArgumentKind::Boolean
        );
        assert!(codec.call_arguments("AdminUtils", "nonsense").is_err());
        assert_eq!(codec.pallets_with_call("sudo_set_kappa"), ["AdminUtils"]);
    }
}
