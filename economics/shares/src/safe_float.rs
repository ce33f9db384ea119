//! A decimal float with a 21-digit mantissa, for numbers of shares.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use primitive_types::U256;
use scale_info::TypeInfo;
use substrate_fixed::types::U64F64;

/// The largest mantissa. Every number but zero has a mantissa in `(10^20, 10^21]`.
const MAX_MANTISSA: u128 = 1_000_000_000_000_000_000_000;

/// Normal mantissas are above this.
const MIN_MANTISSA: u128 = MAX_MANTISSA / 10;

/// `MAX_MANTISSA` is ten to this.
const MANTISSA_DIGITS: i64 = 21;

/// Shifts by more decimal digits than this count as shifts by this many.
const MAX_SHIFT: u64 = 22;

/// `mantissa * 10^exponent`, never negative, rounded down by every operation.
///
/// Encoded as the mantissa (`u128`) and the exponent (`i64`). Decoded numbers are not checked for
/// normal form: they come from the chain's own state.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub struct SafeFloat {
    mantissa: u128,
    exponent: i64,
}

impl SafeFloat {
    /// Zero.
    #[must_use]
    pub const fn zero() -> Self {
        Self {
            mantissa: 0,
            exponent: 0,
        }
    }

    /// `mantissa * 10^exponent`; `None` if the mantissa exceeds 10^21 or the exponent overflows.
    #[must_use]
    pub fn new(mantissa: u128, exponent: i64) -> Option<Self> {
        if mantissa > MAX_MANTISSA {
            None
        } else {
            Self::normal(mantissa.into(), exponent)
        }
    }

    /// The number with 64 fraction bits, rounded down to 21 digits.
    #[must_use]
    pub fn from_u64f64(value: U64F64) -> Option<Self> {
        let bits = value.to_bits();
        let whole = Self::new(bits >> 64, 0)?;
        let fraction = Self::new(bits & u128::from(u64::MAX), 0)?.div(&Self::new(1 << 64, 0)?)?;
        whole.add(&fraction)
    }

    /// The decimal digits.
    #[must_use]
    pub const fn mantissa(&self) -> u128 {
        self.mantissa
    }

    /// The power of ten.
    #[must_use]
    pub const fn exponent(&self) -> i64 {
        self.exponent
    }

    /// Whether this is zero.
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        self.mantissa == 0
    }

    /// `self + other`; `None` if the exponent overflows.
    #[must_use]
    pub fn add(&self, other: &Self) -> Option<Self> {
        if self.is_zero() {
            return Some(*other);
        }
        if other.is_zero() {
            return Some(*self);
        }
        let (a, b, exponent) = aligned(self, other);
        Self::normal(a.saturating_add(b), exponent)
    }

    /// `self - other`, zero if that is negative; `None` for zero minus something.
    #[must_use]
    pub fn sub(&self, other: &Self) -> Option<Self> {
        if other.is_zero() {
            return Some(*self);
        }
        if self.is_zero() {
            return None;
        }
        let (a, b, exponent) = aligned(self, other);
        Self::normal(a.saturating_sub(b), exponent)
    }

    /// `self * a / b` with the product in full width; `None` if `b` is zero or the exponent
    /// overflows.
    #[must_use]
    pub fn mul_div(&self, a: &Self, b: &Self) -> Option<Self> {
        let product = U256::from(self.mantissa).checked_mul(U256::from(a.mantissa))?;
        let mantissa = product.checked_div(U256::from(b.mantissa))?;
        let exponent = self
            .exponent
            .checked_add(a.exponent)?
            .checked_sub(b.exponent)?;
        Self::normal(mantissa, exponent)
    }

    /// `self / other`; `None` if `other` is zero or the exponent overflows.
    #[must_use]
    pub fn div(&self, other: &Self) -> Option<Self> {
        let widened = U256::from(self.mantissa).checked_mul(U256::from(MAX_MANTISSA))?;
        let mantissa = widened.checked_div(U256::from(other.mantissa))?;
        let exponent = self
            .exponent
            .checked_sub(other.exponent)?
            .checked_sub(MANTISSA_DIGITS)?;
        Self::normal(mantissa, exponent)
    }

    /// The integer part, at most `u64::MAX`.
    #[must_use]
    pub fn to_u64(&self) -> u64 {
        let mantissa = U256::from(self.mantissa);
        let power = power_of_ten(self.exponent.unsigned_abs());
        let value = if self.exponent < 0 {
            mantissa.checked_div(power).unwrap_or_default()
        } else {
            mantissa.saturating_mul(power)
        };
        u64::try_from(value).unwrap_or(u64::MAX)
    }

    /// Whether `self` exceeds `other`, judged as the protocol does: zero takes part with exponent
    /// zero, so it exceeds every number whose exponent is below minus one.
    #[must_use]
    pub fn gt(&self, other: &Self) -> bool {
        match i128::from(self.exponent) - i128::from(other.exponent) {
            0 => self.mantissa > other.mantissa,
            1 => self.mantissa.saturating_mul(10) > other.mantissa,
            -1 => self.mantissa > other.mantissa.saturating_mul(10),
            difference => difference > 1,
        }
    }

    /// Brings a mantissa into `(10^20, 10^21]`.
    fn normal(mut mantissa: U256, mut exponent: i64) -> Option<Self> {
        if mantissa.is_zero() {
            return Some(Self::zero());
        }
        // A 256-bit mantissa has at most 78 digits: neither loop runs longer than that.
        let (least, most, ten) = (
            U256::from(MIN_MANTISSA),
            U256::from(MAX_MANTISSA),
            U256::from(10),
        );
        while mantissa > most {
            mantissa /= ten;
            exponent = exponent.checked_add(1)?;
        }
        while mantissa <= least {
            mantissa *= ten;
            exponent = exponent.checked_sub(1)?;
        }
        Some(Self {
            mantissa: u128::try_from(mantissa).ok()?,
            exponent,
        })
    }
}

impl From<u64> for SafeFloat {
    fn from(value: u64) -> Self {
        Self::new(value.into(), 0).unwrap_or_default()
    }
}

/// Both mantissas at the larger of the two exponents.
fn aligned(a: &SafeFloat, b: &SafeFloat) -> (U256, U256, i64) {
    let shift = a.exponent.abs_diff(b.exponent);
    let lowered = |number: &SafeFloat| {
        U256::from(number.mantissa)
            .checked_div(power_of_ten(shift))
            .unwrap_or_default()
    };
    if a.exponent >= b.exponent {
        (a.mantissa.into(), lowered(b), a.exponent)
    } else {
        (lowered(a), b.mantissa.into(), b.exponent)
    }
}

/// Ten to the power, capped at 10^22.
fn power_of_ten(power: u64) -> U256 {
    U256::exp10(usize::try_from(power.min(MAX_SHIFT)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_as_mantissa_and_exponent() {
        let one = SafeFloat::from(1);
        let mut expected = MAX_MANTISSA.to_le_bytes().to_vec();
        expected.extend((-21i64).to_le_bytes());
        assert_eq!(one.encode(), expected);
        assert_eq!(SafeFloat::decode(&mut expected.as_slice()), Ok(one));
        assert_eq!(SafeFloat::max_encoded_len(), 24);
    }

    #[test]
    fn zero_exceeds_small_numbers() {
        let small = SafeFloat::new(400_000_000_000_000_000_000, -23).unwrap();
        assert!(SafeFloat::zero().gt(&small));
        assert!(!small.gt(&SafeFloat::zero()));
    }
}
