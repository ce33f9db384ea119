//! JSON on one side, SCALE of a known type on the other.
//!
//! | type | JSON |
//! |---|---|
//! | account, address | SS58 text; `0x` and 64 digits is taken too |
//! | bytes, hashes | text: `0x` and digits; other text is taken as its UTF-8 bytes |
//! | numbers | number; text of digits where 64 bits do not suffice |
//! | newtype | what it wraps |
//! | `Option` | the value or null |
//! | enum | the variant's name, or an object with it as the only member |
//! | call | `{"module", "function", ..arguments}`, or `{"Pallet": {"call": {..arguments}}}` |
//! | struct, tuple, list, map | object, array, array, array of pairs |

use super::walk::{MAX_DEPTH, walk};
use scale_info::{PortableRegistry, Type, TypeDef, TypeDefPrimitive, form::PortableForm};
use serde_json::{Map, Number, Value as Json, json};
use subxt::{
    dynamic::Value,
    ext::scale_value::{Composite, Primitive, ValueDef, scale::decode_as_type},
};
use taonet_wallet::PublicKey;

/// Name (unless it is a tuple's) and type of a field.
pub(super) type Field<'metadata> = (Option<&'metadata str>, u32);

/// Turns JSON into a value of the type.
pub(super) fn to_value(json: &Json, ty: u32, types: &PortableRegistry) -> Result<Value, String> {
    encode(json, ty, types, 0)
}

/// Turns the members of an object into the fields of a struct or the arguments of a call.
pub(super) fn named_fields(
    members: &Map<String, Json>,
    fields: &[Field<'_>],
    types: &PortableRegistry,
) -> Result<Composite<()>, String> {
    encode_members(members, fields, types, 0)
}

fn resolve(ty: u32, types: &PortableRegistry) -> Result<&Type<PortableForm>, String> {
    types
        .resolve(ty)
        .ok_or_else(|| format!("the metadata lacks type {ty}"))
}

fn last_name(ty: &Type<PortableForm>) -> &str {
    ty.path.segments.last().map_or("", String::as_str)
}

fn encode(json: &Json, id: u32, types: &PortableRegistry, depth: usize) -> Result<Value, String> {
    if depth > MAX_DEPTH {
        return Err(format!("it nests deeper than {MAX_DEPTH} levels"));
    }
    let ty = resolve(id, types)?;
    match (last_name(ty), json) {
        ("AccountId32", Json::String(text)) => return account(text).map(Value::from_bytes),
        ("MultiAddress", Json::String(text)) => {
            return Ok(Value::unnamed_variant(
                "Id",
                [Value::from_bytes(account(text)?)],
            ));
        }
        // Without these members it is written as what it is, an enum of enums.
        ("RuntimeCall", Json::Object(call)) if call.contains_key("module") => {
            return encode_call(call, ty, types, depth);
        }
        _ => {}
    }
    let wrong = |expected: &str| Err(format!("{json} given, {expected} expected"));
    match &ty.type_def {
        TypeDef::Primitive(primitive) => encode_primitive(json, primitive),
        TypeDef::Compact(compact) => encode(json, compact.type_param.id, types, depth + 1),
        TypeDef::Sequence(items) if is_byte(items.type_param.id, types) && json.is_string() => {
            bytes(json, None).map(Value::from_bytes)
        }
        TypeDef::Array(items) if is_byte(items.type_param.id, types) && json.is_string() => {
            bytes(json, Some(items.len)).map(Value::from_bytes)
        }
        TypeDef::Sequence(items) => encode_items(json, items.type_param.id, None, types, depth),
        TypeDef::Array(items) => {
            encode_items(json, items.type_param.id, Some(items.len), types, depth)
        }
        TypeDef::Tuple(tuple) => {
            let fields: Vec<Field<'_>> = tuple.fields.iter().map(|ty| (None, ty.id)).collect();
            encode_fields(json, &fields, types, depth).map(composite)
        }
        TypeDef::Composite(fields) => {
            let fields: Vec<Field<'_>> = fields
                .fields
                .iter()
                .map(|field| (field.name.as_deref(), field.ty.id))
                .collect();
            encode_fields(json, &fields, types, depth).map(composite)
        }
        TypeDef::Variant(variants) => {
            let (name, content) = match json {
                Json::Null if last_name(ty) == "Option" => ("None", &Json::Null),
                _ if last_name(ty) == "Option" => ("Some", json),
                Json::String(name) => (name.as_str(), &Json::Null),
                Json::Object(object) => match object.iter().next() {
                    Some((name, content)) if object.len() == 1 => (name.as_str(), content),
                    _ => return wrong("an object with a variant as its only member"),
                },
                _ => return wrong("a variant"),
            };
            let Some(variant) = variants
                .variants
                .iter()
                .find(|variant| variant.name == name)
            else {
                let names: Vec<&str> = variants
                    .variants
                    .iter()
                    .map(|variant| variant.name.as_str())
                    .collect();
                return Err(format!("'{name}' is none of {}", names.join(", ")));
            };
            let fields: Vec<Field<'_>> = variant
                .fields
                .iter()
                .map(|field| (field.name.as_deref(), field.ty.id))
                .collect();
            Ok(Value::variant(
                name,
                encode_fields(content, &fields, types, depth)?,
            ))
        }
        TypeDef::BitSequence(_) => wrong("nothing: bit sequences are not supported"),
    }
}

fn composite(fields: Composite<()>) -> Value {
    Value {
        value: ValueDef::Composite(fields),
        context: (),
    }
}

fn is_byte(ty: u32, types: &PortableRegistry) -> bool {
    types
        .resolve(ty)
        .is_some_and(|ty| matches!(ty.type_def, TypeDef::Primitive(TypeDefPrimitive::U8)))
}

/// An account from SS58 text or hex.
fn account(text: &str) -> Result<[u8; 32], String> {
    if let Some(digits) = text.strip_prefix("0x") {
        let mut key = [0; 32];
        hex::decode_to_slice(digits, &mut key)
            .map_err(|error| format!("'{text}' is not a public key: {error}"))?;
        return Ok(key);
    }
    PublicKey::from_ss58(text)
        .map(|key| key.bytes())
        .map_err(|error| format!("'{text}' is not an address: {error}"))
}

fn bytes(json: &Json, length: Option<u32>) -> Result<Vec<u8>, String> {
    let text = json.as_str().unwrap_or_default();
    let bytes = match text.strip_prefix("0x") {
        Some(digits) => {
            hex::decode(digits).map_err(|error| format!("'{text}' is not hex: {error}"))?
        }
        None => text.as_bytes().to_vec(),
    };
    match length {
        Some(length) if u32::try_from(bytes.len()) != Ok(length) => Err(format!(
            "'{text}' has {} bytes, {length} expected",
            bytes.len()
        )),
        _ => Ok(bytes),
    }
}

fn encode_primitive(json: &Json, primitive: &TypeDefPrimitive) -> Result<Value, String> {
    let wrong = |expected: &str| Err(format!("{json} given, {expected} expected"));
    match (primitive, json) {
        (TypeDefPrimitive::Bool, Json::Bool(flag)) => Ok(Value::bool(*flag)),
        (TypeDefPrimitive::Bool, _) => wrong("true or false"),
        (TypeDefPrimitive::Str, Json::String(text)) => Ok(Value::string(text)),
        (TypeDefPrimitive::Str | TypeDefPrimitive::Char, _) => wrong("text"),
        (_, Json::Number(number)) => number_value(&number.to_string()),
        (_, Json::String(text)) => number_value(text),
        _ => wrong("a number"),
    }
}

/// The encoder checks that the number fits its type.
fn number_value(text: &str) -> Result<Value, String> {
    let not_whole = |_| format!("{text} is not a whole number of at most 128 bits");
    if text.starts_with('-') {
        text.parse().map(Value::i128).map_err(not_whole)
    } else {
        text.parse().map(Value::u128).map_err(not_whole)
    }
}

fn encode_items(
    json: &Json,
    item: u32,
    length: Option<u32>,
    types: &PortableRegistry,
    depth: usize,
) -> Result<Value, String> {
    let Json::Array(items) = json else {
        return Err(format!("{json} given, a list expected"));
    };
    if let Some(length) = length.filter(|length| u32::try_from(items.len()) != Ok(*length)) {
        return Err(format!("{} entries given, {length} expected", items.len()));
    }
    items
        .iter()
        .map(|json| encode(json, item, types, depth + 1))
        .collect::<Result<Vec<Value>, _>>()
        .map(Value::unnamed_composite)
}

/// Fields of a struct, a tuple or a variant. One field alone needs no braces around it.
fn encode_fields(
    json: &Json,
    fields: &[Field<'_>],
    types: &PortableRegistry,
    depth: usize,
) -> Result<Composite<()>, String> {
    if depth > MAX_DEPTH {
        return Err(format!("it nests deeper than {MAX_DEPTH} levels"));
    }
    match (fields, json) {
        ([], _) => Ok(Composite::Unnamed(Vec::new())),
        ([(Some(_), _), ..], Json::Object(members)) => {
            encode_members(members, fields, types, depth)
        }
        ([(name, ty)], _) => {
            let value = encode(json, *ty, types, depth + 1)?;
            Ok(match name {
                Some(name) => Composite::Named(vec![((*name).to_owned(), value)]),
                None => Composite::Unnamed(vec![value]),
            })
        }
        (_, Json::Array(items)) if items.len() == fields.len() => items
            .iter()
            .zip(fields)
            .map(|(json, (_, ty))| encode(json, *ty, types, depth + 1))
            .collect::<Result<Vec<Value>, _>>()
            .map(Composite::Unnamed),
        _ => Err(format!("{json} given, {} fields expected", fields.len())),
    }
}

fn encode_members(
    members: &Map<String, Json>,
    fields: &[Field<'_>],
    types: &PortableRegistry,
    depth: usize,
) -> Result<Composite<()>, String> {
    if let Some(unknown) = members.keys().find(|name| {
        fields
            .iter()
            .all(|(field, _)| *field != Some(name.as_str()))
    }) {
        let names: Vec<&str> = fields.iter().filter_map(|(name, _)| *name).collect();
        return Err(format!("'{unknown}' is none of {}", names.join(", ")));
    }
    let mut values = Vec::with_capacity(fields.len());
    for (name, ty) in fields {
        let name = name.unwrap_or_default();
        let json = members
            .get(name)
            .ok_or_else(|| format!("'{name}' is missing"))?;
        let value =
            encode(json, *ty, types, depth + 1).map_err(|error| format!("'{name}': {error}"))?;
        values.push((name.to_owned(), value));
    }
    Ok(Composite::Named(values))
}

/// A call inside a call: `{"module", "function", ..arguments}`.
fn encode_call(
    call: &Map<String, Json>,
    ty: &Type<PortableForm>,
    types: &PortableRegistry,
    depth: usize,
) -> Result<Value, String> {
    let member = |name: &str| {
        call.get(name)
            .and_then(Json::as_str)
            .ok_or_else(|| format!("the call lacks '{name}'"))
    };
    let (module, function) = (member("module")?, member("function")?);
    let unknown = || format!("this runtime has no call '{module}.{function}'");
    let TypeDef::Variant(pallets) = &ty.type_def else {
        return Err(unknown());
    };
    let calls = pallets
        .variants
        .iter()
        .find(|pallet| pallet.name == module)
        .and_then(|pallet| pallet.fields.first())
        .ok_or_else(unknown)?;
    let TypeDef::Variant(calls) = &resolve(calls.ty.id, types)?.type_def else {
        return Err(unknown());
    };
    let variant = calls
        .variants
        .iter()
        .find(|variant| variant.name == function)
        .ok_or_else(unknown)?;
    let fields: Vec<Field<'_>> = variant
        .fields
        .iter()
        .map(|field| (field.name.as_deref(), field.ty.id))
        .collect();
    let mut arguments = call.clone();
    arguments.remove("module");
    arguments.remove("function");
    let arguments = encode_members(&arguments, &fields, types, depth + 1)?;
    Ok(Value::unnamed_variant(
        module,
        [Value::variant(function, arguments)],
    ))
}

/// Decodes a value of the type from the front of `bytes`.
pub(crate) fn from_bytes(
    bytes: &mut &[u8],
    ty: u32,
    types: &PortableRegistry,
) -> Result<Json, String> {
    // The decoder of values trusts lengths and has no bound on depth.
    walk(&mut &**bytes, ty, types)?;
    let value = decode_as_type(bytes, ty, types).map_err(|error| error.to_string())?;
    decode(&value.remove_context(), ty, types)
}

fn decode(value: &Value, id: u32, types: &PortableRegistry) -> Result<Json, String> {
    let ty = resolve(id, types)?;
    match (&value.value, &ty.type_def) {
        (_, TypeDef::Compact(compact)) => decode(value, compact.type_param.id, types),
        (ValueDef::Primitive(primitive), TypeDef::Primitive(_)) => Ok(decode_primitive(primitive)),
        // A compact newtype is decoded as the number inside.
        (ValueDef::Primitive(primitive), TypeDef::Composite(_)) => Ok(decode_primitive(primitive)),
        (ValueDef::Composite(items), TypeDef::Sequence(item)) => {
            decode_items(items, item.type_param.id, types)
        }
        (ValueDef::Composite(items), TypeDef::Array(item)) => {
            decode_items(items, item.type_param.id, types)
        }
        (ValueDef::Composite(fields), TypeDef::Composite(shape)) => {
            let shape: Vec<Field<'_>> = shape
                .fields
                .iter()
                .map(|field| (field.name.as_deref(), field.ty.id))
                .collect();
            let decoded = decode_fields(fields, &shape, types)?;
            Ok(if last_name(ty) == "AccountId32" {
                address(&decoded)
            } else {
                decoded
            })
        }
        (ValueDef::Composite(fields), TypeDef::Tuple(shape)) => {
            let shape: Vec<Field<'_>> = shape.fields.iter().map(|ty| (None, ty.id)).collect();
            match (fields, shape.as_slice()) {
                // A tuple of one is still a list.
                (Composite::Unnamed(values), [(_, ty)]) => values
                    .iter()
                    .map(|value| decode(value, *ty, types))
                    .collect::<Result<Vec<Json>, _>>()
                    .map(Json::Array),
                _ => decode_fields(fields, &shape, types),
            }
        }
        (ValueDef::Variant(variant), TypeDef::Variant(shape)) => {
            let fields: Vec<Field<'_>> = shape
                .variants
                .iter()
                .find(|candidate| candidate.name == variant.name)
                .ok_or_else(|| format!("no variant {}", variant.name))?
                .fields
                .iter()
                .map(|field| (field.name.as_deref(), field.ty.id))
                .collect();
            if fields.is_empty() {
                return Ok(match (last_name(ty), variant.name.as_str()) {
                    ("Option", "None") => Json::Null,
                    (_, name) => name.into(),
                });
            }
            let content = decode_fields(&variant.values, &fields, types)?;
            Ok(match (last_name(ty), variant.name.as_str()) {
                ("Option", "Some") | ("MultiAddress", "Id") => content,
                (_, name) => json!({ name: content }),
            })
        }
        (ValueDef::BitSequence(bits), _) => {
            Ok(bits.iter().map(Json::Bool).collect::<Vec<_>>().into())
        }
        (_, _) => Err(format!("a value that is not of type {id}")),
    }
}

/// SS58 text of the hex text of 32 bytes.
fn address(hex_text: &Json) -> Json {
    let digits = hex_text
        .as_str()
        .and_then(|text| text.strip_prefix("0x"))
        .unwrap_or_default();
    let mut key = [0; 32];
    match hex::decode_to_slice(digits, &mut key) {
        Ok(()) => PublicKey::from_bytes(key).to_ss58().into(),
        Err(_) => hex_text.clone(),
    }
}

fn decode_primitive(primitive: &Primitive) -> Json {
    let number =
        |small: Option<Number>, text: String| small.map_or(Json::String(text), Json::Number);
    match primitive {
        Primitive::Bool(flag) => (*flag).into(),
        Primitive::Char(char) => char.to_string().into(),
        Primitive::String(text) => text.as_str().into(),
        Primitive::U128(value) => number(
            u64::try_from(*value).ok().map(Into::into),
            value.to_string(),
        ),
        Primitive::I128(value) => number(
            i64::try_from(*value).ok().map(Into::into),
            value.to_string(),
        ),
        Primitive::U256(bytes) | Primitive::I256(bytes) => {
            format!("0x{}", hex::encode(bytes)).into()
        }
    }
}

fn decode_items(
    items: &Composite<()>,
    item: u32,
    types: &PortableRegistry,
) -> Result<Json, String> {
    if is_byte(item, types) {
        let bytes: Vec<u8> = items
            .values()
            .map(|value| match value.value {
                ValueDef::Primitive(Primitive::U128(byte)) => u8::try_from(byte).ok(),
                _ => None,
            })
            .collect::<Option<_>>()
            .ok_or("bytes that are none")?;
        return Ok(format!("0x{}", hex::encode(bytes)).into());
    }
    items
        .values()
        .map(|value| decode(value, item, types))
        .collect::<Result<Vec<Json>, _>>()
        .map(Json::Array)
}

/// A struct becomes an object, a newtype what it wraps, anything else without names a list.
fn decode_fields(
    values: &Composite<()>,
    fields: &[Field<'_>],
    types: &PortableRegistry,
) -> Result<Json, String> {
    let decoded = values
        .values()
        .zip(fields)
        .map(|(value, (_, ty))| decode(value, *ty, types))
        .collect::<Result<Vec<Json>, _>>()?;
    let named: Option<Vec<&str>> = fields.iter().map(|(name, _)| *name).collect();
    Ok(match (named, <[Json; 1]>::try_from(decoded)) {
        (Some(names), decoded) if !names.is_empty() => {
            let decoded = decoded.map_or_else(|many| many, Vec::from);
            names
                .into_iter()
                .map(str::to_owned)
                .zip(decoded)
                .collect::<Map<_, _>>()
                .into()
        }
        (_, Ok([only])) => only,
        (_, Err(many)) => many.into(),
    })
}
