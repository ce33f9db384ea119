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

/// A divisor with its reciprocal, for dividing many numbers by the same sum.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Divisor {
    divisor: u64,
    /// floor(2^65 / divisor).
    reciprocal: u64,
    /// Largest numerator that the reciprocal serves.
    limit: u64,
}

/// Stands for division by nothing, which changes nothing.
const IDENTITY: Divisor = Divisor {
    divisor: u64::MAX,
    reciprocal: 0,
    limit: 0,
};

impl Divisor {
    #[inline]
    pub(crate) fn new(divisor: u64) -> Self {
        if divisor == 0 {
            return IDENTITY;
        }
        if divisor <= 2 || divisor >= MAX {
            return Self {
                divisor,
                reciprocal: 0,
                limit: 0,
            };
        }
        // 2^64 = quotient * divisor + rest, then doubled: one 64-bit division.
        let mut quotient = u64::MAX / divisor;
        let mut rest = u64::MAX - quotient * divisor + 1;
        if rest == divisor {
            quotient += 1;
            rest = 0;
        }
        let reciprocal = quotient * 2 + u64::from(rest >= divisor - rest);
        Self {
            divisor,
            reciprocal,
            limit: divisor.min((ONE << 1) - 1),
        }
    }

    /// `numerator / divisor` with 32 fraction bits, truncated; 0 if that overflows, and the
    /// numerator itself for divisor zero.
    ///
    /// For a numerator below 2^33 the estimate by the reciprocal is at most one too low: its
    /// error is below `numerator * 2^31 / 2^64 <= 1/2`, and one comparison repairs it.
    #[inline(always)]
    pub(crate) fn divide(self, numerator: u64) -> u64 {
        if numerator > self.limit {
            return self.divide_wide(numerator);
        }
        let estimate = ((u128::from(numerator << 31) * u128::from(self.reciprocal)) >> 64) as u64;
        let rest = (numerator << 32).wrapping_sub(estimate.wrapping_mul(self.divisor));
        estimate + u64::from(rest >= self.divisor)
    }

    #[cold]
    fn divide_wide(self, numerator: u64) -> u64 {
        if self.divisor == IDENTITY.divisor {
            return numerator;
        }
        let wide = u128::from(numerator) << 32;
        let quotient = wide.checked_div(u128::from(self.divisor)).unwrap_or(0);
        if quotient > u128::from(MAX) {
            0
        } else {
            quotient as u64
        }
    }
}

/// A divisor of integers: for `part / whole` where both are integers, `part <= whole`, and
/// `part` fits 16 bits.
///
/// With `m = ceil(2^(32+s) / whole)` the product `part * m / 2^s` exceeds the quotient by less
/// than `part / 2^s`. Its floor is right as long as that stays below `1 / whole`, so if
/// `part * whole < 2^s`. `s` is 47, or 30 for small divisors, so that `m` fits 64 bits.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SmallDivisor {
    /// 2^(64-s); brings the wanted bits into the upper half of the product.
    scale: u64,
    multiplier: u64,
}

impl SmallDivisor {
    /// Divisors are below this.
    pub(crate) const LIMIT: u64 = 1 << 31;

    /// Division by zero gives zero.
    #[inline]
    pub(crate) fn new(divisor: u64) -> Self {
        if divisor == 0 {
            return Self::default();
        }
        if divisor <= 1 << 15 {
            return Self {
                scale: 1 << 34,
                multiplier: (1_u64 << 62).div_ceil(divisor),
            };
        }
        // 2^79 / divisor in two steps of 64 bits.
        let (high, rest) = ((1 << 63) / divisor, (1 << 63) % divisor);
        Self {
            scale: 1 << 17,
            multiplier: (high << 16) + (rest << 16).div_ceil(divisor),
        }
    }

    /// `part / divisor` with 32 fraction bits, truncated.
    #[inline(always)]
    pub(crate) fn divide(self, part: u16) -> u64 {
        let scaled = u64::from(part).wrapping_mul(self.scale);
        ((u128::from(scaled) * u128::from(self.multiplier)) >> 64) as u64
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

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(50_000))]

        #[test]
        fn small_divisor_is_the_quotient(
            part in any::<u16>(), more in any::<u32>(), shift in 1_u32..33
        ) {
            let whole = u64::from(part) + u64::from(more.checked_shr(shift).unwrap_or(0));
            prop_assume!(whole > 0 && whole < SmallDivisor::LIMIT);
            prop_assert_eq!(
                SmallDivisor::new(whole).divide(part), (u64::from(part) << 32) / whole
            );
        }
    }

    #[test]
    fn small_divisor_edges() {
        for whole in (1..70_000).chain((1 << 31) - 1_000..1 << 31) {
            let divisor = SmallDivisor::new(whole);
            let largest = whole.min(u16::MAX.into()) as u16;
            for part in [0, 1, largest / 2, largest - 1, largest] {
                assert_eq!(divisor.divide(part), (u64::from(part) << 32) / whole);
            }
        }
        assert_eq!(SmallDivisor::new(0).divide(0), 0);
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
