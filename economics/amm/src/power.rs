//! Rational powers of rational numbers, exact to the last digit of a definition.

use safe_bigmath::SafeInt;

/// `(base_num / base_den)^(exp_num / exp_den) * scale`, as the protocol defines it.
///
/// Exponents that reduce to small integers (both at most 1024) give the exact floor. All others go
/// through a fixed-point logarithm and exponential with `precision_bits` and 24 guard bits, whose
/// series stop by fixed rules; the result is what those rules give, not the true value.
///
/// `None` if a denominator is zero or the result is negative (the exponential series is cut short
/// for very negative arguments). Results of more than 128 bits come back as `u128::MAX`.
#[must_use]
pub fn pow_ratio(
    base_num: u128,
    base_den: u128,
    exp_num: u64,
    exp_den: u64,
    precision_bits: u32,
    scale: u64,
) -> Option<u128> {
    pow_ratio_reference(base_num, base_den, exp_num, exp_den, precision_bits, scale)
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
