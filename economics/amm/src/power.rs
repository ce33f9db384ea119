//! Rational powers of rational numbers, exact to the last digit of a definition.

use primitive_types::U256;
use safe_bigmath::SafeInt;

use crate::series::{LIMIT_SERIES, SWAP_SERIES};

/// Exponents whose reduced parts are both at most this large are computed exactly.
const MAX_EXACT_EXPONENT: u64 = 1024;

/// `(base_num / base_den)^(exp_num / exp_den) * scale`, as the protocol defines it.
///
/// Exponents that reduce to small integers (both at most 1024) give the exact floor. All others go
/// through a fixed-point logarithm and exponential with `precision_bits` and 24 guard bits, whose
/// series stop by fixed rules; the result is what those rules give, not the true value.
///
/// `None` if a denominator is zero or the result is negative (the exponential series is cut short
/// for very negative arguments). Results of more than 128 bits come back as `u128::MAX`.
///
/// The cases that occur in a healthy pool are computed in integers of fixed width, the rest by
/// [`pow_ratio_reference`]; there is no difference in the result.
#[must_use]
pub fn pow_ratio(
    base_num: u128,
    base_den: u128,
    exp_num: u64,
    exp_den: u64,
    precision_bits: u32,
    scale: u64,
) -> Option<u128> {
    let reference =
        || pow_ratio_reference(base_num, base_den, exp_num, exp_den, precision_bits, scale);
    if base_num == 0 || base_den == 0 || exp_num == 0 || exp_den == 0 {
        return reference();
    }
    let divisor = gcd(exp_num, exp_den);
    let (num, den) = (exp_num / divisor, exp_den / divisor);
    match (num, den, precision_bits) {
        (1, 1, _) => U256::from(base_num)
            .checked_mul(U256::from(scale))
            .map(|product| saturated(product / U256::from(base_den))),
        (1, 2, _) => {
            // The largest r with r^2 * base_den <= base_num * scale^2.
            let scale = U256::from(scale);
            let square = U256::from(base_num).checked_mul(scale * scale);
            square.map_or_else(reference, |square| {
                Some(saturated((square / U256::from(base_den)).integer_sqrt()))
            })
        }
        (1..=MAX_EXACT_EXPONENT, 1..=MAX_EXACT_EXPONENT, _) => reference(),
        (_, _, 256) => SWAP_SERIES
            .pow_ratio(base_num, base_den, num, den, scale)
            .unwrap_or_else(|_| reference()),
        (_, _, 1024) => LIMIT_SERIES
            .pow_ratio(base_num, base_den, num, den, scale)
            .unwrap_or_else(|_| reference()),
        _ => reference(),
    }
}

/// [`pow_ratio`] by the arbitrary-precision library that defines it.
#[must_use]
pub fn pow_ratio_reference(
    base_num: u128,
    base_den: u128,
    exp_num: u64,
    exp_den: u64,
    precision_bits: u32,
    scale: u64,
) -> Option<u128> {
    let power = SafeInt::pow_ratio_scaled(
        &SafeInt::from(base_num),
        &SafeInt::from(base_den),
        &SafeInt::from(exp_num),
        &SafeInt::from(exp_den),
        precision_bits,
        &SafeInt::from(scale),
    )?;
    if power.is_negative() {
        None
    } else {
        Some(power.to_u128().unwrap_or(u128::MAX))
    }
}

fn saturated(value: U256) -> u128 {
    u128::try_from(value).unwrap_or(u128::MAX)
}

const fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
