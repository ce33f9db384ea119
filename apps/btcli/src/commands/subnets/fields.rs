//! Members of what the chain answers, in the JSON form of the client's codec.
//!
//! A member that a runtime lacks reads as nothing (0, empty): an older chain shows less instead of
//! failing.

use serde_json::Value;
use taonet_client::AccountId;
use taonet_wallet::PublicKey;

/// A member of an object; null where there is none.
pub(crate) fn member<'json>(json: &'json Value, name: &str) -> &'json Value {
    json.get(name).unwrap_or(&Value::Null)
}

/// An unsigned number; one of more than 64 bits is cut to the largest that fits.
pub(crate) fn number(json: &Value) -> u64 {
    u64::try_from(wide(json).max(0)).unwrap_or(u64::MAX)
}

/// Any whole number: beyond 64 bits they are text.
pub(crate) fn wide(json: &Value) -> i128 {
    match json {
        Value::Number(number) => number.to_string().parse().unwrap_or_default(),
        Value::String(text) => text.parse().unwrap_or_default(),
        // A fixed-point number is a struct around its bits.
        Value::Object(members) if members.len() == 1 => {
            members.values().next().map(wide).unwrap_or_default()
        }
        _ => 0,
    }
}

/// A number of 16 bits.
pub(crate) fn short(json: &Value) -> u16 {
    u16::try_from(number(json)).unwrap_or(u16::MAX)
}

/// Bytes that are text: as hex, or as a list of numbers.
pub(crate) fn text(json: &Value) -> String {
    let bytes = match json {
        Value::String(text) => match text.strip_prefix("0x").map(hex::decode) {
            Some(Ok(bytes)) => bytes,
            _ => return text.clone(),
        },
        Value::Array(items) => items
            .iter()
            .map(|item| u8::try_from(number(item)).unwrap_or(b'?'))
            .collect(),
        _ => Vec::new(),
    };
    String::from_utf8_lossy(&bytes).into_owned()
}

/// An address, as it is.
pub(crate) fn address(json: &Value) -> String {
    json.as_str().unwrap_or_default().to_owned()
}

/// The account of an address that the chain told.
pub(crate) fn account(address: &str) -> Option<AccountId> {
    PublicKey::from_ss58(address).ok().map(|key| key.bytes())
}

/// A fixed-point number with so many bits behind the point.
#[allow(
    clippy::cast_precision_loss,
    reason = "a double is what documents carry"
)]
pub(crate) fn fixed(json: &Value, fraction_bits: i32) -> f64 {
    wide(json) as f64 / 2f64.powi(fraction_bits)
}

/// The items of a list.
pub(crate) fn items(json: &Value) -> &[Value] {
    json.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The item at this place of a list, or null.
pub(crate) fn item(json: &Value, place: usize) -> &Value {
    json.get(place).unwrap_or(&Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_come_as_numbers_or_text() {
        assert_eq!(number(&json!(7)), 7);
        assert_eq!(number(&json!("7")), 7);
        assert_eq!(number(&json!(-7)), 0);
        assert_eq!(number(&json!("340282366920938463463374607431768211455")), 0);
        assert_eq!(number(&json!("18446744073709551616")), u64::MAX);
        assert_eq!(number(&Value::Null), 0);
        assert_eq!(wide(&json!({ "bits": "-4294967296" })), -4_294_967_296);
        assert!((fixed(&json!({ "bits": 6_442_450_944_u64 }), 32) - 1.5).abs() < 1e-12);
    }

    #[test]
    fn text_comes_as_hex_or_numbers() {
        assert_eq!(text(&json!("0x61706578")), "apex");
        assert_eq!(text(&json!([206, 177])), "α");
        assert_eq!(text(&json!("apex")), "apex");
        assert_eq!(text(&Value::Null), "");
    }
}
