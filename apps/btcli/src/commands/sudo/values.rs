//! Values of hyperparameters, from text to what the call takes.

use serde_json::{Map, Value, json};
use taonet_client::codec::{ArgumentKind, CallArgument};

use crate::arguments::Amount;
use crate::commands::stake::proportions::Fraction;

/// The arguments of a call: the subnet's number, and the values in the order of the others.
///
/// `normalize`: fractions of one for whole numbers, and TAO for rao.
pub(super) fn arguments(
    expected: &[CallArgument],
    netuid: u16,
    value: &str,
    normalize: bool,
) -> Result<Map<String, Value>, String> {
    let open: Vec<&CallArgument> = expected
        .iter()
        .filter(|argument| argument.name != "netuid")
        .collect();
    let values = split(value, open.len());
    if values.len() != open.len() {
        let names: Vec<&str> = open.iter().map(|argument| argument.name.as_str()).collect();
        return Err(format!(
            "the call takes {} ({}), and {} given: separate values by commas",
            match open.len() {
                0 => "no value".to_owned(),
                1 => "one value".to_owned(),
                count => format!("{count} values"),
            },
            names.join(", "),
            match values.len() {
                1 => "one is".to_owned(),
                count => format!("{count} are"),
            },
        ));
    }
    let mut arguments = Map::new();
    if expected.iter().any(|argument| argument.name == "netuid") {
        arguments.insert("netuid".to_owned(), netuid.into());
    }
    for (argument, value) in open.into_iter().zip(values) {
        let value = read(argument, value, normalize)
            .map_err(|cause| format!("'{value}' for {}: {cause}", argument.name))?;
        arguments.insert(argument.name.clone(), value);
    }
    Ok(arguments)
}

/// A list where several values are taken, with or without brackets.
fn split(value: &str, wanted: usize) -> Vec<&str> {
    let value = value.trim();
    if wanted == 0 && value.is_empty() {
        return Vec::new();
    }
    if wanted < 2 {
        return vec![value];
    }
    value
        .trim_start_matches('[')
        .trim_end_matches(']')
        .split([',', ' '])
        .filter(|part| !part.is_empty())
        .collect()
}

fn read(argument: &CallArgument, value: &str, normalize: bool) -> Result<Value, String> {
    match &argument.kind {
        ArgumentKind::Boolean => boolean(value).map(Value::from),
        ArgumentKind::Number { .. } if normalize && argument.type_name.contains("Tao") => {
            Ok(value.parse::<Amount>()?.rao.into())
        }
        ArgumentKind::Number { bits, .. } if normalize => normalized(value, *bits),
        ArgumentKind::Number { is_signed, .. } => whole(value, *is_signed),
        ArgumentKind::Fixed { fraction_bits } => fixed(value, *fraction_bits),
        ArgumentKind::Account | ArgumentKind::Bytes => Ok(value.into()),
        ArgumentKind::Choice(words) => words
            .iter()
            .find(|word| word.eq_ignore_ascii_case(value))
            .map(|word| json!(word))
            .ok_or_else(|| format!("choose one of {}", words.join(", "))),
        ArgumentKind::Other => Ok(serde_json::from_str(value).unwrap_or_else(|_| value.into())),
    }
}

fn boolean(value: &str) -> Result<bool, String> {
    match value.to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "y" | "on" => Ok(true),
        "false" | "0" | "no" | "n" | "off" => Ok(false),
        _ => Err("write true or false".to_owned()),
    }
}

fn whole(value: &str, is_signed: bool) -> Result<Value, String> {
    let digits = value
        .strip_prefix('-')
        .filter(|_| is_signed)
        .unwrap_or(value);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("write a whole number, or add --normalize for a fraction".to_owned());
    }
    // As text, so that the codec says what does not fit.
    Ok(value.into())
}

/// A fraction of the largest number of the type.
fn normalized(value: &str, bits: u32) -> Result<Value, String> {
    let fraction: Fraction = value.parse()?;
    match bits {
        16 => Ok(fraction.of_u16().into()),
        64 => Ok(fraction.of_u64().into()),
        _ => Err(format!(
            "a number of {bits} bits has no fractions: leave --normalize out"
        )),
    }
}

/// A decimal number times 2 to the power of its fraction bits, exactly rounded down.
fn fixed(value: &str, fraction_bits: u32) -> Result<Value, String> {
    let (negative, digits) = match value.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, value),
    };
    let amount: Amount = digits
        .parse()
        .map_err(|cause| format!("{cause} (at most nine decimals)"))?;
    let (whole, rest) = (amount.rao / 1_000_000_000, amount.rao % 1_000_000_000);
    let scale = 1_i128
        .checked_shl(fraction_bits)
        .filter(|scale| *scale > 0)
        .ok_or("its type is too wide")?;
    let rest = i128::from(rest)
        .checked_mul(scale)
        .map(|scaled| scaled / 1_000_000_000);
    let bits = i128::from(whole)
        .checked_mul(scale)
        .zip(rest)
        .and_then(|(whole, rest)| whole.checked_add(rest))
        .ok_or("the number is too large")?;
    let bits = if negative { -bits } else { bits };
    // Wider numbers than JSON's are text for the codec.
    Ok(bits.to_string().into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    fn argument(name: &str, type_name: &str, kind: ArgumentKind) -> CallArgument {
        CallArgument {
            name: name.into(),
            type_name: type_name.into(),
            kind,
        }
    }

    fn number(name: &str, type_name: &str, bits: u32) -> CallArgument {
        argument(
            name,
            type_name,
            ArgumentKind::Number {
                bits,
                is_signed: false,
            },
        )
    }

    fn one(kind: ArgumentKind, value: &str, normalize: bool) -> Result<Value, String> {
        let expected = [number("netuid", "NetUid", 16), argument("x", "T", kind)];
        arguments(&expected, 2, value, normalize).map(|arguments| arguments["x"].clone())
    }

    #[test]
    fn lists_are_assigned_in_order() {
        let expected = [
            number("netuid", "NetUid", 16),
            number("alpha_low", "u16", 16),
            number("alpha_high", "u16", 16),
        ];
        let read = |value: &str| arguments(&expected, 2, value, false);
        let wanted = json!({ "netuid": 2, "alpha_low": "6554", "alpha_high": "58982" });
        assert_eq!(Value::Object(read("6554,58982").unwrap()), wanted);
        assert_eq!(Value::Object(read("[6554, 58982]").unwrap()), wanted);
        let refused = read("6554").unwrap_err();
        assert!(refused.contains("alpha_low, alpha_high"), "{refused}");
        assert!(read("1,2,3").is_err());
    }

    #[test]
    fn booleans_are_read_in_every_spelling() {
        for (text, wanted) in [
            ("true", true),
            ("False", false),
            ("1", true),
            ("off", false),
        ] {
            assert_eq!(one(ArgumentKind::Boolean, text, false), Ok(json!(wanted)));
        }
        assert!(one(ArgumentKind::Boolean, "2", false).is_err());
    }

    #[test]
    fn numbers_are_whole_unless_normalized() {
        let kind = |bits| ArgumentKind::Number {
            bits,
            is_signed: false,
        };
        assert_eq!(one(kind(16), "77", false), Ok(json!("77")));
        assert!(one(kind(16), "0.5", false).is_err());
        assert!(one(kind(16), "-1", false).is_err());
        assert_eq!(one(kind(16), "0.5", true), Ok(json!(32_767)));
        assert_eq!(one(kind(64), "1", true), Ok(json!(u64::MAX)));
        assert!(one(kind(32), "0.5", true).is_err());
        let burn = [number("min_burn", "TaoBalance", 64)];
        let read = arguments(&burn, 2, "0.5", true).unwrap();
        assert_eq!(read["min_burn"], json!(500_000_000));
    }

    #[test]
    fn fixed_point_numbers_are_exact() {
        let kind = ArgumentKind::Fixed { fraction_bits: 64 };
        let half = (1_i128 << 63).to_string();
        assert_eq!(one(kind.clone(), "0.5", false), Ok(json!(half)));
        assert_eq!(
            one(kind.clone(), "1.26", false),
            Ok(json!(((1_i128 << 64) * 126 / 100).to_string()))
        );
        let small = ArgumentKind::Fixed { fraction_bits: 32 };
        assert_eq!(
            one(small, "-1.5", false),
            Ok(json!((-(3_i128 << 31)).to_string()))
        );
        assert!(one(kind, "x", false).is_err());
    }

    #[test]
    fn words_are_found_whatever_their_case() {
        let kind = ArgumentKind::Choice(vec!["Burn".into(), "Recycle".into()]);
        assert_eq!(one(kind.clone(), "recycle", false), Ok(json!("Recycle")));
        assert!(one(kind, "melt", false).unwrap_err().contains("Burn"));
    }
}
