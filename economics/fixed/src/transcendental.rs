//! exp, log2, ln and the logistic function.
//!
//! The series have a fixed length, so large arguments come out too small; `exp` of exactly one is
//! a constant with 23 correct bits. Both are consensus: replacing them by something accurate
//! would fork the chain.

use substrate_fixed::{
    transcendental,
    types::{I32F32, I64F64, I96F32},
};

use crate::SafeDiv;

/// Largest magnitude that [`exp_safe`] lets through.
pub const EXP_SAFE_LIMIT: i64 = 20;

/// e^x as a series of 31 terms, or none if anything overflows.
#[must_use]
pub fn exp_i32f32(x: I32F32) -> Option<I32F32> {
    transcendental::exp(x).ok()
}

/// e^x as a series of 63 terms, or none if anything overflows.
#[must_use]
pub fn exp_i64f64(x: I64F64) -> Option<I64F64> {
    transcendental::exp(x).ok()
}

/// e^x with `x` clamped to [-20, 20].
#[must_use]
pub fn exp_safe(x: I32F32) -> I32F32 {
    let limit = I32F32::from_num(EXP_SAFE_LIMIT);
    let x = x.clamp(limit.saturating_neg(), limit);
    exp_i32f32(x).unwrap_or(if x <= I32F32::from_bits(0) {
        I32F32::from_bits(0)
    } else {
        I32F32::max_value()
    })
}

/// Logarithm to base 2, none for `x <= 0` and where `1 / x` does not fit.
#[must_use]
pub fn log2_i32f32(x: I32F32) -> Option<I32F32> {
    transcendental::log2(x).ok()
}

/// Logarithm to base 2, none for `x <= 0` and where `1 / x` does not fit.
#[must_use]
pub fn log2_i96f32(x: I96F32) -> Option<I96F32> {
    transcendental::log2(x).ok()
}

/// Natural logarithm, none where [`log2_i32f32`] has none.
#[must_use]
pub fn ln_i32f32(x: I32F32) -> Option<I32F32> {
    transcendental::ln(x).ok()
}

/// Natural logarithm, 0 where there is none.
#[must_use]
pub fn ln_safe(x: I32F32) -> I32F32 {
    ln_i32f32(x).unwrap_or(I32F32::from_bits(0))
}

/// The logistic function `1 / (1 + e^(-rho * (x - kappa)))`.
#[must_use]
pub fn sigmoid_safe(x: I32F32, rho: I32F32, kappa: I32F32) -> I32F32 {
    let one = I32F32::from_num(1);
    let exponent = rho
        .saturating_mul(I32F32::from_num(-1))
        .saturating_mul(x.saturating_sub(kappa));
    one.safe_div(exp_safe(exponent).saturating_add(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documented_points() {
        let exp = |raw| exp_i32f32(I32F32::from_bits(raw)).map(I32F32::to_bits);
        assert_eq!(exp(0), Some(4_294_967_296));
        assert_eq!(exp(1 << 32), Some(11_674_931_200));
        assert_eq!(exp(-(1 << 32)), Some(1_580_030_169));
        assert_eq!(exp(5 << 31), Some(52_323_413_133));
        assert_eq!(exp(-(5 << 32)), Some(28_939_262));
        assert_eq!(exp(-(20 << 32)), Some(8));
        assert_eq!(exp(20 << 32), Some(2_066_907_302_758_576_256));
        assert_eq!(
            log2_i32f32(I32F32::from_num(3)).map(I32F32::to_bits),
            Some(6_807_362_105)
        );
        assert_eq!(
            ln_i32f32(I32F32::from_num(10)).map(I32F32::to_bits),
            Some(9_889_527_802)
        );
        assert_eq!(
            ln_i32f32(I32F32::from_bits(1 << 31)).map(I32F32::to_bits),
            Some(-2_977_044_511)
        );
        assert_eq!(ln_i32f32(I32F32::from_bits(2)), None);
        assert_eq!(ln_safe(I32F32::from_num(-1)).to_bits(), 0);
    }
}
