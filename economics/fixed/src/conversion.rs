//! Conversions between integers, fractions of an integer maximum, and fixed-point numbers.
//!
//! A "proportion" is an integer that stands for a fraction of its type's maximum: the `u16`
//! 65,535 and the `u64` 2^64 - 1 both mean one.

use alloc::vec::Vec;

use substrate_fixed::types::{I32F32, I64F64, U64F64, U96F32};

use crate::{
    SafeDiv,
    vector::{is_zero, normalize},
};

/// Fraction bits of a 64-bit-fraction number beyond those of a 32-bit-fraction one.
const EXTRA_FRACTION_BITS: u32 = 32;

/// 65,535 as a fixed-point number: the denominator of every `u16` proportion.
#[must_use]
pub fn u16_max() -> I32F32 {
    u16_to_fixed(u16::MAX)
}

/// The integer `x` itself.
#[must_use]
pub fn u16_to_fixed(x: u16) -> I32F32 {
    I32F32::from_num(x)
}

/// The fraction `x / 65535`.
#[must_use]
pub fn u16_proportion_to_fixed(x: u16) -> I32F32 {
    u16_to_fixed(x).safe_div(u16_max())
}

/// A fraction in `[0, 1]` as parts of 65,535, floored and saturating.
#[must_use]
pub fn fixed_proportion_to_u16(x: I32F32) -> u16 {
    fixed_to_u16(x.saturating_mul(u16_max()))
}

/// `x / 65535`, for values that are already counted in parts of 65,535.
#[must_use]
pub fn fixed_to_fixed_u16_proportion(x: I32F32) -> I32F32 {
    x.safe_div(u16_max())
}

/// The integer part, 0 for negative numbers, saturating.
#[must_use]
pub fn fixed_to_u16(x: I32F32) -> u16 {
    x.saturating_to_num()
}

/// The integer part, 0 for negative numbers.
#[must_use]
pub fn fixed_to_u64(x: I32F32) -> u64 {
    x.saturating_to_num()
}

/// The integer part, 0 for negative numbers.
#[must_use]
pub fn fixed64_to_u64(x: I64F64) -> u64 {
    x.saturating_to_num()
}

/// Drops the low 32 fraction bits (towards minus infinity) and saturates the integer part.
#[must_use]
pub fn fixed64_to_fixed32(x: I64F64) -> I32F32 {
    let bits = x.to_bits() >> EXTRA_FRACTION_BITS;
    I32F32::from_bits(bits.clamp(i64::MIN.into(), i64::MAX.into()) as i64)
}

/// The same value with 64 fraction bits.
#[must_use]
pub fn fixed32_to_fixed64(x: I32F32) -> I64F64 {
    I64F64::from_bits(i128::from(x.to_bits()) << EXTRA_FRACTION_BITS)
}

/// The fraction `x / (2^64 - 1)`, truncated to 64 bits.
#[must_use]
pub fn u64_proportion_to_u64f64(x: u64) -> U64F64 {
    U64F64::from_num(x).safe_div(U64F64::from_num(u64::MAX))
}

/// The fraction `x / (2^64 - 1)`, truncated to 32 bits.
#[must_use]
pub fn u64_proportion_to_u96f32(x: u64) -> U96F32 {
    U96F32::from_num(x).safe_div(U96F32::from_num(u64::MAX))
}

/// The fraction `x / (2^64 - 1)`; saturates where the signed type cannot hold the operands.
#[must_use]
pub fn u64_proportion_to_i64f64(x: u64) -> I64F64 {
    let bits = u64_proportion_to_u64f64(x).to_bits();
    I64F64::from_bits(i128::try_from(bits).unwrap_or(i128::MAX))
}

/// Scales values so that the largest becomes 65,535, rounding halves away from zero.
///
/// If nothing is positive the values are only cut to `u16`.
#[must_use]
pub fn vec_max_upscale_to_u16(values: &[I32F32]) -> Vec<u16> {
    let full = u16_max();
    let Some(max) = values.iter().copied().max() else {
        return Vec::new();
    };
    if max == I32F32::from_bits(0) {
        return values
            .iter()
            .map(|v| fixed_to_u16(v.saturating_mul(full)))
            .collect();
    }
    // Multiplying first is more precise, but overflows above half the range.
    if max > I32F32::from_num(32_768) {
        let factor = full.safe_div(max);
        return values
            .iter()
            .map(|v| fixed_to_u16(round(v.saturating_mul(factor))))
            .collect();
    }
    values
        .iter()
        .map(|v| fixed_to_u16(round(v.saturating_mul(full).safe_div(max))))
        .collect()
}

/// Scales integer weights so that the largest becomes 65,535: what the chain stores when a
/// validator sets weights.
#[must_use]
pub fn vec_u16_max_upscale_to_u16(values: &[u16]) -> Vec<u16> {
    let fixed: Vec<I32F32> = values.iter().map(|v| u16_to_fixed(*v)).collect();
    vec_max_upscale_to_u16(&fixed)
}

/// Whether no value is more than `limit / 65535` of the sum of all values.
#[must_use]
pub fn check_vec_max_limited(values: &[u16], limit: u16) -> bool {
    let mut fixed: Vec<I32F32> = values.iter().map(|v| u16_to_fixed(*v)).collect();
    if is_zero(&fixed) && fixed.is_empty() {
        return true;
    }
    normalize(&mut fixed);
    fixed.iter().all(|v| *v <= u16_proportion_to_fixed(limit))
}

/// Nearest integer, halves away from zero, saturating.
fn round(x: I32F32) -> I32F32 {
    x.saturating_round()
}
