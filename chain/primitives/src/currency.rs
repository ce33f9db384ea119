//! The two units of account: TAO and a subnet's alpha, both counted in rao (10⁻⁹).
//!
//! They are distinct types, so that the compiler refuses to add TAO to alpha. On the wire both
//! are a plain little-endian `u64` (or its compact form). No operator panics: `+`, `-` and `*`
//! saturate, and dividing by zero gives zero. Code that moves money uses the `checked_` methods
//! wherever running out is an error.

use codec::{CompactAs, Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::ops::{
    Add, AddAssign, Div, DivAssign, Mul, MulAssign, Rem, RemAssign, Shl, Shr, Sub, SubAssign,
};
use num_traits::{
    Bounded, CheckedAdd, CheckedDiv, CheckedMul, CheckedNeg, CheckedRem, CheckedShl, CheckedShr,
    CheckedSub, Num, One, Unsigned, Zero,
};
use serde::{Deserialize, Serialize};
use sp_arithmetic::{MultiplyRational, Rounding, traits::IntegerSquareRoot};

macro_rules! currency {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone,
            Copy,
            Debug,
            Default,
            PartialEq,
            Eq,
            PartialOrd,
            Ord,
            Hash,
            Encode,
            Decode,
            DecodeWithMemTracking,
            MaxEncodedLen,
            CompactAs,
            Serialize,
            Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(u64);

        crate::named_type!($name, "subtensor_runtime_common::currency", u64);

        impl $name {
            /// Nothing.
            pub const ZERO: Self = Self(0);
            /// The largest amount that the type holds.
            pub const MAX: Self = Self(u64::MAX);

            /// An amount of `rao`.
            pub const fn new(rao: u64) -> Self {
                Self(rao)
            }
            /// The amount in rao.
            pub const fn to_u64(self) -> u64 {
                self.0
            }
            /// Whether the amount is zero.
            pub const fn is_zero(&self) -> bool {
                self.0 == 0
            }
            /// Sum, held at the maximum.
            #[must_use]
            pub const fn saturating_add(self, rhs: Self) -> Self {
                Self(self.0.saturating_add(rhs.0))
            }
            /// Difference, held at zero.
            #[must_use]
            pub const fn saturating_sub(self, rhs: Self) -> Self {
                Self(self.0.saturating_sub(rhs.0))
            }
            /// Product, held at the maximum.
            #[must_use]
            pub const fn saturating_mul(self, rhs: Self) -> Self {
                Self(self.0.saturating_mul(rhs.0))
            }
            /// Sum, or `None` when it does not fit.
            pub const fn checked_add(self, rhs: Self) -> Option<Self> {
                match self.0.checked_add(rhs.0) {
                    Some(sum) => Some(Self(sum)),
                    None => None,
                }
            }
            /// Difference, or `None` when `rhs` is larger.
            pub const fn checked_sub(self, rhs: Self) -> Option<Self> {
                match self.0.checked_sub(rhs.0) {
                    Some(rest) => Some(Self(rest)),
                    None => None,
                }
            }
            /// Quotient, or `None` for a zero divisor.
            pub const fn checked_div(self, rhs: Self) -> Option<Self> {
                match self.0.checked_div(rhs.0) {
                    Some(quotient) => Some(Self(quotient)),
                    None => None,
                }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                core::fmt::Display::fmt(&self.0, f)
            }
        }

        impl From<u8> for $name {
            fn from(rao: u8) -> Self {
                Self(rao.into())
            }
        }
        impl From<u16> for $name {
            fn from(rao: u16) -> Self {
                Self(rao.into())
            }
        }
        impl From<u32> for $name {
            fn from(rao: u32) -> Self {
                Self(rao.into())
            }
        }
        impl From<u64> for $name {
            fn from(rao: u64) -> Self {
                Self(rao)
            }
        }
        impl From<$name> for u64 {
            fn from(amount: $name) -> Self {
                amount.0
            }
        }
        impl From<$name> for u128 {
            fn from(amount: $name) -> Self {
                amount.0.into()
            }
        }
        /// The form of fees in JSON answers: hexadecimal text, whatever the size.
        #[cfg(feature = "std")]
        impl From<$name> for sp_rpc::number::NumberOrHex {
            fn from(amount: $name) -> Self {
                u128::from(amount.0).into()
            }
        }
        impl TryFrom<u128> for $name {
            type Error = core::num::TryFromIntError;
            fn try_from(rao: u128) -> Result<Self, Self::Error> {
                u64::try_from(rao).map(Self)
            }
        }
        impl TryFrom<usize> for $name {
            type Error = core::num::TryFromIntError;
            fn try_from(rao: usize) -> Result<Self, Self::Error> {
                u64::try_from(rao).map(Self)
            }
        }
        currency!(@narrow $name, u8, u16, u32, usize);

        impl Add for $name {
            type Output = Self;
            fn add(self, rhs: Self) -> Self {
                self.saturating_add(rhs)
            }
        }
        impl Sub for $name {
            type Output = Self;
            fn sub(self, rhs: Self) -> Self {
                self.saturating_sub(rhs)
            }
        }
        impl Mul for $name {
            type Output = Self;
            fn mul(self, rhs: Self) -> Self {
                self.saturating_mul(rhs)
            }
        }
        impl Div for $name {
            type Output = Self;
            fn div(self, rhs: Self) -> Self {
                Self(self.0.checked_div(rhs.0).unwrap_or(0))
            }
        }
        impl Rem for $name {
            type Output = Self;
            fn rem(self, rhs: Self) -> Self {
                Self(self.0.checked_rem(rhs.0).unwrap_or(0))
            }
        }
        impl Shl<u32> for $name {
            type Output = Self;
            fn shl(self, bits: u32) -> Self {
                Self(self.0.checked_shl(bits).unwrap_or(0))
            }
        }
        impl Shr<u32> for $name {
            type Output = Self;
            fn shr(self, bits: u32) -> Self {
                Self(self.0.checked_shr(bits).unwrap_or(0))
            }
        }
        impl AddAssign for $name {
            fn add_assign(&mut self, rhs: Self) {
                *self = *self + rhs;
            }
        }
        impl SubAssign for $name {
            fn sub_assign(&mut self, rhs: Self) {
                *self = *self - rhs;
            }
        }
        impl MulAssign for $name {
            fn mul_assign(&mut self, rhs: Self) {
                *self = *self * rhs;
            }
        }
        impl DivAssign for $name {
            fn div_assign(&mut self, rhs: Self) {
                *self = *self / rhs;
            }
        }
        impl RemAssign for $name {
            fn rem_assign(&mut self, rhs: Self) {
                *self = *self % rhs;
            }
        }
        impl core::iter::Sum for $name {
            fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
                amounts.fold(Self::ZERO, Add::add)
            }
        }

        impl Zero for $name {
            fn zero() -> Self {
                Self::ZERO
            }
            fn is_zero(&self) -> bool {
                self.0 == 0
            }
        }
        impl One for $name {
            fn one() -> Self {
                Self(1)
            }
        }
        impl Bounded for $name {
            fn min_value() -> Self {
                Self::ZERO
            }
            fn max_value() -> Self {
                Self::MAX
            }
        }
        impl Num for $name {
            type FromStrRadixErr = core::num::ParseIntError;
            fn from_str_radix(text: &str, radix: u32) -> Result<Self, Self::FromStrRadixErr> {
                u64::from_str_radix(text, radix).map(Self)
            }
        }
        impl Unsigned for $name {}
        impl IntegerSquareRoot for $name {
            fn integer_sqrt_checked(&self) -> Option<Self> {
                self.0.integer_sqrt_checked().map(Self)
            }
        }
        impl num_traits::Saturating for $name {
            fn saturating_add(self, rhs: Self) -> Self {
                self.saturating_add(rhs)
            }
            fn saturating_sub(self, rhs: Self) -> Self {
                self.saturating_sub(rhs)
            }
        }
        impl CheckedAdd for $name {
            fn checked_add(&self, rhs: &Self) -> Option<Self> {
                self.0.checked_add(rhs.0).map(Self)
            }
        }
        impl CheckedSub for $name {
            fn checked_sub(&self, rhs: &Self) -> Option<Self> {
                self.0.checked_sub(rhs.0).map(Self)
            }
        }
        impl CheckedMul for $name {
            fn checked_mul(&self, rhs: &Self) -> Option<Self> {
                self.0.checked_mul(rhs.0).map(Self)
            }
        }
        impl CheckedDiv for $name {
            fn checked_div(&self, rhs: &Self) -> Option<Self> {
                self.0.checked_div(rhs.0).map(Self)
            }
        }
        impl CheckedRem for $name {
            fn checked_rem(&self, rhs: &Self) -> Option<Self> {
                self.0.checked_rem(rhs.0).map(Self)
            }
        }
        impl CheckedNeg for $name {
            fn checked_neg(&self) -> Option<Self> {
                self.0.checked_neg().map(Self)
            }
        }
        impl CheckedShl for $name {
            fn checked_shl(&self, bits: u32) -> Option<Self> {
                self.0.checked_shl(bits).map(Self)
            }
        }
        impl CheckedShr for $name {
            fn checked_shr(&self, bits: u32) -> Option<Self> {
                self.0.checked_shr(bits).map(Self)
            }
        }
        impl MultiplyRational for $name {
            fn multiply_rational(self, n: Self, d: Self, r: Rounding) -> Option<Self> {
                self.0.multiply_rational(n.0, d.0, r).map(Self)
            }
        }
    };
    (@narrow $name:ident, $($int:ty),*) => {
        $(impl TryFrom<$name> for $int {
            type Error = core::num::TryFromIntError;
            fn try_from(amount: $name) -> Result<Self, Self::Error> {
                Self::try_from(amount.0)
            }
        })*
    };
}

currency!(
    /// An amount of TAO in rao, the chain's native token.
    TaoBalance
);
currency!(
    /// An amount of alpha in rao, the token of one subnet. Which subnet is known from context;
    /// on root alpha stands for TAO one to one.
    AlphaBalance
);

#[cfg(test)]
mod tests {
    use super::*;
    use codec::Compact;
    use scale_info::TypeInfo;

    #[test]
    fn encodes_like_the_integer_inside() {
        let amount = TaoBalance::new(1_000_000_007);
        assert_eq!(amount.encode(), 1_000_000_007u64.encode());
        assert_eq!(Compact(amount).encode(), Compact(1_000_000_007u64).encode());
        assert_eq!(
            Compact::<TaoBalance>::decode(&mut &Compact(1_000_000_007u64).encode()[..]),
            Ok(Compact(amount))
        );
    }

    #[test]
    fn is_named_in_the_metadata() {
        let ty = AlphaBalance::type_info();
        assert_eq!(
            ty.path.segments,
            ["subtensor_runtime_common", "currency", "AlphaBalance"]
        );
    }

    #[test]
    fn operators_never_overflow_nor_panic() {
        let (one, max) = (AlphaBalance::new(1), AlphaBalance::MAX);
        assert_eq!(max + one, max);
        assert_eq!(one - max, AlphaBalance::ZERO);
        assert_eq!(max * max, max);
        assert_eq!(one / AlphaBalance::ZERO, AlphaBalance::ZERO);
        assert_eq!(one % AlphaBalance::ZERO, AlphaBalance::ZERO);
        assert_eq!(one << 64, AlphaBalance::ZERO);
        assert_eq!(max.checked_add(one), None);
        assert_eq!(one.checked_sub(max), None);
    }
}
