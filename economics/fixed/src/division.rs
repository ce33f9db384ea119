//! Division that always has an answer.

use substrate_fixed::types::{I32F32, I64F64, I96F32, U64F64, U96F32};

/// Division that never fails: the quotient truncated towards zero, or a substitute.
pub trait SafeDiv: Sized {
    /// `self / divisor`, or `otherwise` if the divisor is zero or the quotient does not fit.
    #[must_use]
    fn safe_div_or(self, divisor: Self, otherwise: Self) -> Self;

    /// `self / divisor`, or zero if the divisor is zero or the quotient does not fit.
    #[must_use]
    fn safe_div(self, divisor: Self) -> Self;
}

macro_rules! fixed_safe_div {
    ($($fixed:ty),*) => {$(
        impl SafeDiv for $fixed {
            fn safe_div_or(self, divisor: Self, otherwise: Self) -> Self {
                self.checked_div(divisor).unwrap_or(otherwise)
            }

            fn safe_div(self, divisor: Self) -> Self {
                self.safe_div_or(divisor, Self::from_bits(0))
            }
        }
    )*};
}

fixed_safe_div!(I32F32, I64F64, I96F32, U64F64, U96F32);

macro_rules! integer_safe_div {
    ($($integer:ty),*) => {$(
        impl SafeDiv for $integer {
            fn safe_div_or(self, divisor: Self, otherwise: Self) -> Self {
                self.checked_div(divisor).unwrap_or(otherwise)
            }

            fn safe_div(self, divisor: Self) -> Self {
                self.safe_div_or(divisor, 0)
            }
        }
    )*};
}

integer_safe_div!(u32, u64, u128);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotient_that_does_not_fit_counts_as_no_answer() {
        let tiny = I32F32::from_bits(1);
        assert_eq!(I32F32::from_num(1).safe_div(tiny), I32F32::from_num(0));
        assert_eq!(I32F32::from_num(1).safe_div_or(tiny, tiny), tiny);
        assert_eq!(7_u64.safe_div(0), 0);
        assert_eq!(
            I32F32::from_num(-1).safe_div(I32F32::from_num(3)).to_bits(),
            -1_431_655_765
        );
    }
}
