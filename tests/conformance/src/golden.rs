//! Values as golden files write them.
//!
//! An integer is a JSON number below 2^53 and a decimal string above, and readers take both. A
//! fixed-point number is its raw bits as an integer. An account is a small number (its 32 bytes are
//! the little-endian encoding) or `0x` and 32 bytes. A decimal float is `[mantissa, exponent]`.

use serde_json::Value;
use sp_core::{ByteArray, H256};
use sp_runtime::{AccountId32, PerU16};
use substrate_fixed::types::{I32F32, I64F64, I96F32, U64F64, U96F32};
use taonet_primitives::{AlphaBalance, NetUid, TaoBalance};
use taonet_shares::SafeFloat;

/// A golden file does not say what it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Malformed(String);

impl Malformed {
    /// Says what is wrong.
    pub fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }

    fn expected(what: &str, found: &Value) -> Self {
        Self(format!("{} is not {what}", brief(found)))
    }

    /// The same, with the place in front.
    #[must_use]
    pub fn within(self, place: &str) -> Self {
        Self(format!("{place}: {}", self.0))
    }
}

/// A value on one line, cut where it becomes long.
#[must_use]
pub fn brief(value: &Value) -> String {
    const MOST: usize = 200;
    let text = value.to_string();
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// A type that golden files hold.
pub trait Golden: Sized {
    /// Takes it from JSON.
    ///
    /// # Errors
    /// If the JSON is of another kind, or the number does not fit.
    fn read(value: &Value) -> Result<Self, Malformed>;

    /// Writes it as the files do.
    fn write(&self) -> Value;
}

/// Numbers from here on are written as strings.
const NUMBER_LIMIT: u128 = 1 << 53;

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl Golden for $type {
            fn read(value: &Value) -> Result<Self, Malformed> {
                let read = match value {
                    Value::Number(number) => number.to_string().parse().ok(),
                    Value::String(text) => text.parse().ok(),
                    _ => None,
                };
                read.ok_or_else(|| Malformed::expected(stringify!($type), value))
            }

            fn write(&self) -> Value {
                let text = self.to_string();
                let size = text.trim_start_matches('-').parse::<u128>().unwrap_or(u128::MAX);
                match text.parse::<i64>() {
                    Ok(number) if size < NUMBER_LIMIT => number.into(),
                    _ => Value::String(text),
                }
            }
        }
    )*};
}

integers!(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128);

macro_rules! by_number {
    ($($type:ty: $number:ty, $read:expr, $write:expr;)*) => {$(
        impl Golden for $type {
            fn read(value: &Value) -> Result<Self, Malformed> {
                <$number>::read(value).map($read)
            }

            fn write(&self) -> Value {
                $write(self).write()
            }
        }
    )*};
}

by_number! {
    I32F32: i64, Self::from_bits, |x: &Self| x.to_bits();
    I64F64: i128, Self::from_bits, |x: &Self| x.to_bits();
    I96F32: i128, Self::from_bits, |x: &Self| x.to_bits();
    U64F64: u128, Self::from_bits, |x: &Self| x.to_bits();
    U96F32: u128, Self::from_bits, |x: &Self| x.to_bits();
    PerU16: u16, Self::from_parts, |x: &Self| x.deconstruct();
    TaoBalance: u64, Self::new, |x: &Self| x.to_u64();
    AlphaBalance: u64, Self::new, |x: &Self| x.to_u64();
    NetUid: u16, Self::new, |x: &Self| x.inner();
}

impl Golden for bool {
    fn read(value: &Value) -> Result<Self, Malformed> {
        value
            .as_bool()
            .ok_or_else(|| Malformed::expected("a truth value", value))
    }

    fn write(&self) -> Value {
        (*self).into()
    }
}

impl<T: Golden> Golden for Vec<T> {
    fn read(value: &Value) -> Result<Self, Malformed> {
        list(value)?.iter().map(T::read).collect()
    }

    fn write(&self) -> Value {
        self.iter().map(T::write).collect()
    }
}

/// `null` stands for nothing.
impl<T: Golden> Golden for Option<T> {
    fn read(value: &Value) -> Result<Self, Malformed> {
        if value.is_null() {
            return Ok(None);
        }
        T::read(value).map(Some)
    }

    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::write)
    }
}

impl<A: Golden, B: Golden> Golden for (A, B) {
    fn read(value: &Value) -> Result<Self, Malformed> {
        match list(value)? {
            [a, b] => Ok((A::read(a)?, B::read(b)?)),
            _ => Err(Malformed::expected("a pair", value)),
        }
    }

    fn write(&self) -> Value {
        vec![self.0.write(), self.1.write()].into()
    }
}

impl Golden for SafeFloat {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let (mantissa, exponent) = <(u128, i64)>::read(value)?;
        Self::new(mantissa, exponent)
            .ok_or_else(|| Malformed::expected("a decimal float in range", value))
    }

    fn write(&self) -> Value {
        (self.mantissa(), self.exponent()).write()
    }
}

impl Golden for AccountId32 {
    fn read(value: &Value) -> Result<Self, Malformed> {
        if let Some(hex) = value.as_str().filter(|text| text.starts_with("0x")) {
            return Self::from_slice(&bytes(hex)?)
                .map_err(|()| Malformed::expected("an account of 32 bytes", value));
        }
        let mut raw = [0u8; 32];
        let number = u64::read(value).map_err(|_| Malformed::expected("an account", value))?;
        for (to, from) in raw.iter_mut().zip(number.to_le_bytes()) {
            *to = from;
        }
        Ok(Self::new(raw))
    }

    fn write(&self) -> Value {
        let raw: &[u8; 32] = self.as_ref();
        let (low, high) = raw.split_at(8);
        match <[u8; 8]>::try_from(low) {
            Ok(number) if high.iter().all(|byte| *byte == 0) => u64::from_le_bytes(number).write(),
            _ => format!("0x{}", hex::encode(raw)).into(),
        }
    }
}

impl Golden for H256 {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let raw = bytes(text(value)?)?;
        <[u8; 32]>::try_from(raw.as_slice())
            .map(Self)
            .map_err(|_| Malformed::expected("32 bytes", value))
    }

    fn write(&self) -> Value {
        format!("0x{}", hex::encode(self)).into()
    }
}

/// The elements of a list.
///
/// # Errors
/// If it is no list.
pub fn list(value: &Value) -> Result<&[Value], Malformed> {
    value
        .as_array()
        .map(Vec::as_slice)
        .ok_or_else(|| Malformed::expected("a list", value))
}

/// A text.
///
/// # Errors
/// If it is something else.
pub fn text(value: &Value) -> Result<&str, Malformed> {
    value
        .as_str()
        .ok_or_else(|| Malformed::expected("a text", value))
}

/// The entries of an object.
///
/// # Errors
/// If it is no object.
pub fn object(value: &Value) -> Result<&serde_json::Map<String, Value>, Malformed> {
    value
        .as_object()
        .ok_or_else(|| Malformed::expected("an object", value))
}

/// A field of an object.
///
/// # Errors
/// If the field is missing.
pub fn field<'a>(value: &'a Value, name: &str) -> Result<&'a Value, Malformed> {
    value
        .get(name)
        .ok_or_else(|| Malformed::new(format!("no field `{name}` in {}", brief(value))))
}

/// Reads a field of an object.
///
/// # Errors
/// If the field is missing or of another kind.
pub fn get<T: Golden>(value: &Value, name: &str) -> Result<T, Malformed> {
    T::read(field(value, name)?).map_err(|error| error.within(name))
}

/// Reads a field that may be missing.
///
/// # Errors
/// If the field is of another kind.
pub fn get_or<T: Golden>(value: &Value, name: &str, otherwise: T) -> Result<T, Malformed> {
    match value.get(name) {
        Some(found) if !found.is_null() => T::read(found).map_err(|error| error.within(name)),
        _ => Ok(otherwise),
    }
}

/// A column of a row.
///
/// # Errors
/// If the row is no list, too short, or the column of another kind.
pub fn column<T: Golden>(row: &Value, index: usize) -> Result<T, Malformed> {
    let cell = list(row)?
        .get(index)
        .ok_or_else(|| Malformed::new(format!("no column {index} in {}", brief(row))))?;
    T::read(cell)
}

/// Bytes written as `0x` and hex.
///
/// # Errors
/// If it is not hex.
pub fn bytes(text: &str) -> Result<Vec<u8>, Malformed> {
    hex::decode(text.trim_start_matches("0x"))
        .map_err(|_| Malformed::new(format!("{text:.40} is not hex")))
}

/// Differences within one item that are told.
const MOST_DIFFERENCES: usize = 16;

/// Where two values differ: the paths below `item`, and both sides there.
#[must_use]
pub fn differences(item: &str, expected: &Value, got: &Value) -> Vec<(String, Value, Value)> {
    let mut found = Vec::new();
    collect_differences(item, expected, got, &mut found);
    found
}

fn collect_differences(
    item: &str,
    expected: &Value,
    got: &Value,
    found: &mut Vec<(String, Value, Value)>,
) {
    if found.len() >= MOST_DIFFERENCES {
        return;
    }
    match (expected, got) {
        (Value::Array(one), Value::Array(two)) => {
            for (index, (one, two)) in one.iter().zip(two).enumerate() {
                collect_differences(&format!("{item}[{index}]"), one, two, found);
            }
            let at = one.len().min(two.len());
            if one.len() != two.len() {
                let side = |rows: &[Value]| rows.get(at).cloned().unwrap_or(Value::Null);
                found.push((format!("{item}[{at}]"), side(one), side(two)));
            }
        }
        (Value::Object(one), Value::Object(two)) => {
            let only_got = two.keys().filter(|name| !one.contains_key(*name));
            for name in one.keys().chain(only_got) {
                let side = |fields: &serde_json::Map<String, Value>| {
                    fields.get(name).cloned().unwrap_or(Value::Null)
                };
                collect_differences(&format!("{item}.{name}"), &side(one), &side(two), found);
            }
        }
        _ if plain(expected) != plain(got) => {
            found.push((item.into(), expected.clone(), got.clone()));
        }
        _ => {}
    }
}

/// One spelling for each integer, text and truth value.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use serde_json::json;

    #[test]
    fn integers_are_numbers_or_strings() {
        assert_eq!(u64::read(&json!(7)).unwrap(), 7);
        assert_eq!(u64::read(&json!("18446744073709551615")).unwrap(), u64::MAX);
        assert_eq!(u128::MAX.write(), json!(u128::MAX.to_string()));
        assert_eq!((-5i64).write(), json!(-5));
        assert!(u8::read(&json!(256)).is_err());
        assert!(u64::read(&json!(1.5)).is_err());
        assert!(u64::read(&json!(null)).is_err());
    }

    #[test]
    fn accounts_are_small_numbers_or_bytes() {
        let small = AccountId32::read(&json!(258)).unwrap();
        assert_eq!(AsRef::<[u8]>::as_ref(&small)[..3], [2, 1, 0]);
        assert_eq!(small.write(), json!(258));
        let large = format!("0x{}", "ab".repeat(32));
        assert_eq!(
            AccountId32::read(&json!(large)).unwrap().write(),
            json!(large)
        );
        assert!(AccountId32::read(&json!("0xabcd")).is_err());
    }

    #[test]
    fn differences_are_named_by_their_path() {
        let one = json!({"a": [1, "2", {"b": null}]});
        assert!(differences("x", &one, &one).is_empty());
        let same = json!({"a": ["1", 2, {"b": null}]});
        assert!(differences("x", &one, &same).is_empty());
        let other = json!({"a": [1, 2, {"b": 3}]});
        let (path, ..) = differences("x", &one, &other).remove(0);
        assert_eq!(path, "x.a[2].b");
        let longer = json!({"a": [1, 2, {"b": null}, 9]});
        let (path, expected, got) = differences("x", &one, &longer).remove(0);
        assert_eq!(
            (path.as_str(), expected, got),
            ("x.a[3]", json!(null), json!(9))
        );
    }
}
