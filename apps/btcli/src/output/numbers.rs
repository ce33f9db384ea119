//! Amounts as people and programs read them.

use serde_json::{Number, Value};

const RAO_PER_TOKEN: u64 = 1_000_000_000;

/// An amount for people: thousands separated; shortened to k, m, b unless `verbose`.
///
/// `unit` is τ for TAO, or the symbol of a subnet's alpha; it stands behind the number, except τ.
pub(crate) fn amount(rao: u64, unit: &str, verbose: bool) -> String {
    let tokens = rao / RAO_PER_TOKEN;
    let number = if verbose {
        format!("{}.{:09}", grouped(tokens), rao % RAO_PER_TOKEN)
    } else {
        match tokens {
            0..1_000 => {
                let rest = (rao % RAO_PER_TOKEN) / 100_000;
                format!("{tokens}.{rest:04}")
            }
            1_000..1_000_000 => shortened(rao, 1_000, "k"),
            1_000_000..1_000_000_000 => shortened(rao, 1_000_000, "m"),
            _ => shortened(rao, 1_000_000_000, "b"),
        }
    };
    if unit == "τ" {
        format!("τ {number}")
    } else {
        format!("{number} {unit}")
    }
}

fn shortened(rao: u64, scale: u64, suffix: &str) -> String {
    let hundredths = u128::from(rao) * 100 / (u128::from(scale) * u128::from(RAO_PER_TOKEN));
    format!("{}.{:02}{suffix}", hundredths / 100, hundredths % 100)
}

/// Digits in threes.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A price in TAO, given in rao for 10^9 rao of alpha.
pub(crate) fn price(price_rao: u64) -> String {
    format!(
        "{}.{:06}",
        price_rao / RAO_PER_TOKEN,
        (price_rao % RAO_PER_TOKEN) / 1_000
    )
}

/// A fraction as percent.
pub(crate) fn percent(fraction: f64) -> String {
    format!("{:.2}%", fraction * 100.0)
}

/// An amount for programs: a number in whole tokens.
#[allow(
    clippy::cast_precision_loss,
    reason = "documents carry floating-point tokens, as those of btcli 9 do"
)]
pub(crate) fn amount_json(rao: u64) -> Value {
    Number::from_f64(rao as f64 / RAO_PER_TOKEN as f64).map_or(Value::Null, Value::Number)
}

/// A value, or null.
pub(crate) fn optional_json<T: Into<Value>>(value: Option<T>) -> Value {
    value.map_or(Value::Null, Into::into)
}

/// The beginning and the end of an address.
pub(crate) fn short_address(address: &str) -> String {
    match (
        address.get(..6),
        address.get(address.len().saturating_sub(4)..),
    ) {
        (Some(start), Some(end)) if address.len() > 12 => format!("{start}…{end}"),
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_short_unless_everything_is_wanted() {
        let rao = 1_234_567_890_123_456_789;
        assert_eq!(amount(rao, "τ", true), "τ 1,234,567,890.123456789");
        assert_eq!(amount(rao, "τ", false), "τ 1.23b");
        assert_eq!(amount(12_345_000_000_000, "α", false), "12.34k α");
        assert_eq!(amount(999_999_999, "τ", false), "τ 0.9999");
        assert_eq!(amount(1, "τ", true), "τ 0.000000001");
    }

    #[test]
    fn documents_carry_whole_tokens() {
        assert_eq!(amount_json(1_500_000_000).to_string(), "1.5");
        assert_eq!(amount_json(1).to_string(), "1e-9");
        assert_eq!(amount_json(0).to_string(), "0.0");
    }

    #[test]
    fn addresses_are_shortened_in_the_middle() {
        let alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
        assert_eq!(short_address(alice), "5Grwva…utQY");
        assert_eq!(short_address("bob"), "bob");
    }
}
