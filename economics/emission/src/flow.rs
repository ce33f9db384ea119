//! The power rule of an earlier division of emission by flows of TAO. Nothing calls it any more; it
//! gives meaning to the stored exponent.

use alloc::vec::Vec;

use substrate_fixed::types::{I32F32, U64F64};
use taonet_fixed::{SafeDiv, power::checked_sqrt_u64f64, transcendental};

/// The largest integer of the type in which powers are taken.
const MAX_POWER: u64 = (1 << 31) - 1;

/// Raises every number to the power `exponent` and scales the results so that they sum to one.
pub fn pow_normalize(values: &mut [U64F64], exponent: U64F64) {
    let one = U64F64::from_num(1);
    let Some(largest) = values.iter().copied().max() else {
        return;
    };
    let scale = one.safe_div(largest);
    for value in values.iter_mut() {
        *value = value.saturating_mul(scale);
    }
    let largest = values.iter().copied().max().unwrap_or(one);

    let most = U64F64::from_num(MAX_POWER);
    let squares =
        U64F64::saturating_from_num(values.len()).saturating_mul(largest.saturating_mul(largest));
    if squares < most.safe_div(U64F64::from_num(u64::MAX)) {
        return;
    }
    let precision = one.safe_div(U64F64::from_num(1_000));
    let factor =
        checked_sqrt_u64f64(most.safe_div(squares), precision).unwrap_or(U64F64::from_bits(0));
    let exponent = I32F32::saturating_from_num(exponent);
    let powers: Vec<U64F64> = values
        .iter()
        .map(|value| U64F64::from_num(power(factor.saturating_mul(*value), exponent)))
        .collect();
    let sum = powers
        .iter()
        .fold(U64F64::from_bits(0), |sum, power| sum.wrapping_add(*power));
    for (value, power) in values.iter_mut().zip(powers) {
        *value = power.safe_div(sum);
    }
}

/// `value^exponent` by way of the logarithm, never negative.
fn power(value: U64F64, exponent: I32F32) -> I32F32 {
    let zero = I32F32::from_bits(0);
    let Some(logarithm) = transcendental::ln_i32f32(I32F32::saturating_from_num(value)) else {
        return zero;
    };
    transcendental::exp_i32f32(exponent.saturating_mul(logarithm))
        .unwrap_or(I32F32::from_num(MAX_POWER))
        .max(zero)
}
