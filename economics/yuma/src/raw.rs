//! Non-negative I32F32 numbers as raw `u64`: the arithmetic of the hot loops.
//!
//! A raw number is the value times 2^32. "Unit" numbers are at most 2^32, that is, one. Everything
//! in an epoch is a share of something, so nearly all numbers are unit numbers; the few sums and
//! unnormalised integers stay far below 2^62.

use taonet_fixed::{I64F64, SafeDiv, conversion::fixed64_to_fixed32};

/// One.
pub(crate) const ONE: u64 = 1 << 32;
/// Largest number of the signed type.
pub(crate) const MAX: u64 = i64::MAX as u64;

/// Product floored to 32 fraction bits, where one factor is a unit number.
#[inline(always)]
pub(crate) fn mul_unit(x: u64, y: u64) -> u64 {
    ((u128::from(x) * u128::from(y)) >> 32) as u64
}

/// Sum, saturating at the largest number of the signed type.
#[inline(always)]
pub(crate) fn add(x: u64, y: u64) -> u64 {
    x.saturating_add(y).min(MAX)
}

/// A unit number as parts of 65,535, floored and saturating.
#[inline(always)]
pub(crate) fn to_u16(x: u64) -> u16 {
    if x >= ONE {
        u16::MAX
    } else {
        ((x * 65_535) >> 32) as u16
    }
}

/// Floor of `numerator * 2^32 / denominator`, 0 if that overflows; the numerator unchanged if
/// the denominator is zero, because nothing is divided by an empty sum.
#[cold]
fn divide_wide(numerator: u64, denominator: u64) -> u64 {
    let wide = u128::from(numerator) << 32;
    match wide.checked_div(u128::from(denominator)) {
        None => numerator,
        Some(quotient) if quotient > u128::from(MAX) => 0,
        Some(quotient) => quotient as u64,
    }
}

/// A divisor with its reciprocal, for dividing many numbers by the same sum.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Divisor {
    divisor: u64,
    /// floor(2^65 / divisor), or 0 where that does not fit.
    reciprocal: u64,
}

impl Divisor {
    pub(crate) fn new(divisor: u64) -> Self {
        // 2^65 / d from one 64-bit division: 2^64 = quotient * d + rest, then double.
        let reciprocal = if divisor > 2 && divisor < MAX {
            let quotient = u64::MAX / divisor;
            let rest = u64::MAX % divisor + 1; // of 2^64; may equal the divisor
            let (quotient, rest) = if rest == divisor {
                (quotient + 1, 0)
            } else {
                (quotient, rest)
            };
            let carry = u64::from(rest >= divisor - rest);
            quotient
                .checked_mul(2)
                .and_then(|q| q.checked_add(carry))
                .unwrap_or(0)
        } else {
            0
        };
        Self {
            divisor,
            reciprocal,
        }
    }

    /// `numerator / divisor` with 32 fraction bits, truncated; see [`divide_wide`] for the edges.
    ///
    /// For a numerator below 2^33 the estimate by the reciprocal is at most one too low: its
    /// error is below `numerator * 2^31 / 2^64 <= 1/2`, and one comparison repairs it.
    #[inline(always)]
    pub(crate) fn divide(self, numerator: u64) -> u64 {
        if numerator > self.divisor || numerator >= ONE << 1 || self.reciprocal == 0 {
            return divide_wide(numerator, self.divisor);
        }
        let estimate = ((u128::from(numerator << 31) * u128::from(self.reciprocal)) >> 64) as u64;
        let rest = (numerator << 32).wrapping_sub(estimate.wrapping_mul(self.divisor));
        estimate + u64::from(rest >= self.divisor)
    }
}

/// Sum that wraps around like the signed type's; a negative one counts as empty.
pub(crate) fn sum(values: &[u64]) -> u64 {
    let sum = values
        .iter()
        .fold(0_u64, |sum, value| sum.wrapping_add(*value));
    if sum > MAX { 0 } else { sum }
}

/// Turns values into shares of their sum; leaves them alone if it is zero.
pub(crate) fn normalize(values: &mut [u64]) {
    divide_all(values, sum(values));
}

/// Divides all values by `divisor`; leaves them alone if it is zero.
pub(crate) fn divide_all(values: &mut [u64], divisor: u64) {
    if divisor != 0 {
        let divisor = Divisor::new(divisor);
        values
            .iter_mut()
            .for_each(|value| *value = divisor.divide(*value));
    }
}

/// `part / whole` of two raw I64F64 numbers, truncated to 64 and then to 32 fraction bits.
///
/// Both truncations together are one truncation to 32 bits. Estimates with the leading 64 bits
/// and corrects, instead of dividing 192 bits by 128.
pub(crate) fn share_of(part: u128, whole: u128) -> u64 {
    if part > whole || whole >> 127 != 0 {
        let share = I64F64::from_bits(part as i128).safe_div(I64F64::from_bits(whole as i128));
        return u64::try_from(fixed64_to_fixed32(share).to_bits()).unwrap_or(0);
    }
    if part == 0 {
        return 0;
    }
    let shift = 64_u32.saturating_sub(whole.leading_zeros());
    let estimate = (((part >> shift) << 32) / (whole >> shift)) as u64;
    // The leading bits are off by less than 2^-62, so by at most one in a 33-bit quotient.
    let mut quotient = estimate.saturating_add(1);
    while quotient > 0 && product_exceeds(quotient, whole, part) {
        quotient -= 1;
    }
    quotient
}

/// Whether `quotient * whole > part * 2^32`, in 192 bits.
fn product_exceeds(quotient: u64, whole: u128, part: u128) -> bool {
    let low = u128::from(quotient) * u128::from(whole as u64);
    let high = u128::from(quotient) * (whole >> 64) + (low >> 64);
    (high, low as u64) > (part >> 32, (part as u64) << 32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use taonet_fixed::I32F32;

    use super::*;

    fn library_divide(x: u64, y: u64) -> u64 {
        if y == 0 {
            return x;
        }
        I32F32::from_bits(x as i64)
            .safe_div(I32F32::from_bits(y as i64))
            .to_bits() as u64
    }

    fn spread() -> impl Strategy<Value = u64> {
        (any::<u64>(), 1_u32..64).prop_map(|(bits, shift)| bits >> shift)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn divisor_equals_the_library(x in spread(), y in spread()) {
            prop_assert_eq!(Divisor::new(y).divide(x), library_divide(x, y));
            prop_assert_eq!(Divisor::new(x).divide(x), library_divide(x, x));
            let (low, high) = (x.min(y), x.max(y));
            prop_assert_eq!(Divisor::new(high).divide(low), library_divide(low, high));
        }

        #[test]
        fn share_equals_the_library(
            x in any::<u128>(), y in any::<u128>(), a in 1_u32..120, b in 1_u32..120
        ) {
            let (x, y) = (x >> a, y >> b);
            let expected = I64F64::from_bits(x as i128).safe_div(I64F64::from_bits(y as i128));
            let expected = fixed64_to_fixed32(expected).to_bits() as u64;
            if y != 0 {
                prop_assert_eq!(share_of(x, y), expected);
            }
        }
    }

    #[test]
    fn divisor_edges() {
        let edges = [
            0,
            1,
            2,
            3,
            4,
            5,
            ONE - 1,
            ONE,
            ONE + 1,
            2 * ONE - 1,
            2 * ONE,
            MAX - 1,
            MAX,
        ];
        for x in edges {
            for y in edges {
                assert_eq!(Divisor::new(y).divide(x), library_divide(x, y), "{x} / {y}");
            }
        }
    }
}
