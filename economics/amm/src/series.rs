//! The logarithm and exponential series behind [`pow_ratio`](crate::pow_ratio), in integers of fixed
//! width.
//!
//! A number is a sign and a magnitude of `N` 64-bit limbs, least significant first, in units of
//! `2^-I`: `I` is the requested precision and 24 guard bits. Every rounding and every rule for
//! stopping is the one of the arbitrary-precision definition, so the results are the same to the last
//! bit; what differs is that nothing is allocated, that divisions by small integers are
//! multiplications, and that the logarithm of two is a constant.

#![allow(
    clippy::indexing_slicing,
    reason = "all indices are bounded by the number of limbs"
)]

use crate::limbs::{add, add_one, bits, div_small, length, less, shl, sub};

/// Bits below the requested precision.
const GUARD_BITS: u32 = 24;

/// Terms after which a series ends at the latest, whatever the precision.
const MAX_TERMS: u32 = 4096;

/// Exponentials of arguments at or beyond two to this power are left to the general definition:
/// their terms would not fit in the spare bits of a number.
const MAX_ARGUMENT_BITS: u32 = 4;

/// One of the two precisions that the protocol asks for.
#[derive(Debug)]
pub(crate) struct Series<const N: usize, const W: usize> {
    /// The requested precision, in bits.
    precision_bits: u32,
    /// The logarithm of two in units of `2^-I`, as the series gives it.
    ln_two: [u64; N],
}

/// 256 bits: swaps. Five limbs hold 280 bits and 40 spare ones.
pub(crate) const SWAP_SERIES: Series<5, 10> = Series {
    precision_bits: 256,
    ln_two: [
        0x5b8b_aafa_2b65_2aba,
        0x2672_98b6_2d8a_0d17,
        0x9803_f2f6_af40_f343,
        0xf7d1_cf79_abc9_e3b3,
        0x0000_0000_00b1_7217,
    ],
};

/// 1024 bits: price limits. Seventeen limbs hold 1048 bits and 40 spare ones.
pub(crate) const LIMIT_SERIES: Series<17, 34> = Series {
    precision_bits: 1024,
    ln_two: [
        0xc50f_3fd5_c587_135d,
        0x872f_20e3_a2da_2d97,
        0xbd38_3032_4865_5fa1,
        0xb19d_6548_caf5_dfa6,
        0xec76_57f7_4b72_ce87,
        0xc3b1_3660_3b25_6fa0,
        0x1131_7c38_7eb9_ea9b,
        0x1622_4ae8_c51a_cbda,
        0x2911_69b8_253e_96ca,
        0x35c1_3821_4427_573b,
        0xfb4a_fa1b_10ed_2eae,
        0x206d_ebac_9855_9552,
        0x5b8b_aafa_2be7_b876,
        0x2672_98b6_2d8a_0d17,
        0x9803_f2f6_af40_f343,
        0xf7d1_cf79_abc9_e3b3,
        0x0000_0000_00b1_7217,
    ],
};

/// The argument is too large for a fixed width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooWide;

/// A signed number. Zero is not negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Number<const N: usize> {
    negative: bool,
    limbs: [u64; N],
}

impl<const N: usize> Number<N> {
    const fn is_zero(&self) -> bool {
        let mut limb = 0;
        while limb < N {
            if self.limbs[limb] != 0 {
                return false;
            }
            limb += 1;
        }
        true
    }

    fn negated(self) -> Self {
        Self {
            negative: !self.negative && !self.is_zero(),
            ..self
        }
    }

    fn plus(self, other: &Self) -> Self {
        if self.negative == other.negative {
            return Self {
                negative: self.negative,
                limbs: add(&self.limbs, &other.limbs),
            };
        }
        if less(&self.limbs, &other.limbs) {
            Self {
                negative: other.negative,
                limbs: sub(&other.limbs, &self.limbs),
            }
        } else {
            let limbs = sub(&self.limbs, &other.limbs);
            let number = Self {
                negative: self.negative,
                limbs,
            };
            Self {
                negative: self.negative && !number.is_zero(),
                limbs,
            }
        }
    }

    /// The number without its guard bits, rounded to nearest, halves away from zero.
    fn rounded(&self) -> Self {
        let mut half = [0; N];
        half[0] = 1 << (GUARD_BITS - 1);
        let sum = add(&self.limbs, &half);
        let mut limbs = [0; N];
        for (limb, out) in limbs.iter_mut().enumerate() {
            let high = sum
                .get(limb + 1)
                .map_or(0, |next| next << (64 - GUARD_BITS));
            *out = (sum[limb] >> GUARD_BITS) | high;
        }
        let number = Self {
            negative: self.negative,
            limbs,
        };
        Self {
            negative: self.negative && !number.is_zero(),
            limbs,
        }
    }

    /// Whether the magnitude is less than one unit of the requested precision.
    fn is_below_guard(&self) -> bool {
        self.limbs[0] < 1 << GUARD_BITS && self.fits_one_limb()
    }

    /// Adds a term to a sum and tells whether the series ends with it: the term is below the guard
    /// bits, or the sum, rounded, is what it was.
    fn settles_with(&mut self, term: &Self) -> bool {
        // A term of two units of the requested precision moves every rounded sum. Terms become that
        // small only at the very end, so that sums are hardly ever rounded.
        if !term.fits_one_limb() {
            *self = self.plus(term);
            return false;
        }
        let before = self.rounded();
        *self = self.plus(term);
        term.is_below_guard() || self.rounded() == before
    }

    fn fits_one_limb(&self) -> bool {
        self.limbs[1..].iter().all(|limb| *limb == 0)
    }

    /// The number divided by a small divisor, rounded towards minus infinity.
    fn div_small(mut self, divisor: u32) -> Self {
        let inexact = div_small(&mut self.limbs, divisor);
        if self.negative && inexact {
            self.limbs = add_one(&self.limbs);
        }
        Self {
            negative: self.negative && !self.is_zero(),
            limbs: self.limbs,
        }
    }
}

impl<const N: usize, const W: usize> Series<N, W> {
    const fn internal_bits(&self) -> u32 {
        self.precision_bits + GUARD_BITS
    }

    fn max_terms(&self) -> u32 {
        MAX_TERMS.min(self.internal_bits() + 128)
    }

    /// One, times two to a power.
    fn power_of_two(&self, shift_down: u32) -> Number<N> {
        let mut limbs = [0; N];
        let bit = self.internal_bits() - shift_down;
        limbs[(bit / 64) as usize] = 1 << (bit % 64);
        Number {
            negative: false,
            limbs,
        }
    }

    /// The product of two numbers, rounded towards minus infinity.
    fn mul(&self, a: &Number<N>, b: &Number<N>) -> Number<N> {
        let mut wide = [0u64; W];
        for (i, limb) in a.limbs.iter().enumerate().take(length(&a.limbs)) {
            let mut carry = 0u64;
            for j in 0..N {
                let sum = u128::from(*limb) * u128::from(b.limbs[j])
                    + u128::from(wide[i + j])
                    + u128::from(carry);
                wide[i + j] = sum as u64;
                carry = (sum >> 64) as u64;
            }
            wide[i + N] = carry;
        }
        let (skip, shift) = (
            (self.internal_bits() / 64) as usize,
            self.internal_bits() % 64,
        );
        // The shift is 24 bits at either precision, never zero.
        let mut limbs = [0; N];
        for (out, pair) in limbs.iter_mut().zip(wide[skip..].windows(2)) {
            *out = pair[0] >> shift | pair[1] << (64 - shift);
        }
        let negative = a.negative != b.negative;
        if negative
            && (wide[..skip].iter().any(|limb| *limb != 0) || wide[skip] & ((1 << shift) - 1) != 0)
        {
            limbs = add_one(&limbs);
        }
        let product = Number { negative, limbs };
        Number {
            negative: negative && !product.is_zero(),
            limbs,
        }
    }

    /// `ln(1 + x)` by the Taylor series.
    fn ln_1p(&self, x: &Number<N>) -> Number<N> {
        let mut term = *x;
        let mut sum = *x;
        for n in 2..=self.max_terms() {
            term = self.mul(&term, x);
            if term.is_zero() {
                break;
            }
            let next = term.div_small(n);
            if next.is_zero() || sum.settles_with(&if n % 2 == 0 { next.negated() } else { next }) {
                break;
            }
        }
        sum
    }

    /// `e^x` by the Taylor series.
    fn exp(&self, x: &Number<N>) -> Number<N> {
        let mut term = self.power_of_two(0);
        let mut sum = term;
        for n in 1..=self.max_terms() {
            term = self.mul(&term, x).div_small(n);
            if term.is_zero() || sum.settles_with(&term) {
                break;
            }
        }
        sum
    }

    /// The logarithm of a positive integer, by its mantissa in `[3/4, 3/2)` and its power of two.
    fn ln_int(&self, value: u128) -> Number<N> {
        let mut power = value.ilog2();
        // At or above three halves: the bit below the top one is set.
        if power > 0 && (value >> (power - 1)) & 1 == 1 {
            power += 1;
        }
        let mut mantissa = [0; N];
        mantissa[0] = value as u64;
        mantissa[1] = (value >> 64) as u64;
        let mantissa = Number {
            negative: false,
            limbs: shl(&mantissa, self.internal_bits() - power),
        };
        let x = mantissa.plus(&self.power_of_two(0).negated());
        let mut twos = [0; N];
        let mut carry = 0u64;
        for (out, limb) in twos.iter_mut().zip(&self.ln_two) {
            let product = u128::from(*limb) * u128::from(power) + u128::from(carry);
            *out = product as u64;
            carry = (product >> 64) as u64;
        }
        self.ln_1p(&x).plus(&Number {
            negative: false,
            limbs: twos,
        })
    }

    /// `(base_num / base_den)^(exp_num / exp_den) * scale` for a base of positive integers and an
    /// exponent in lowest terms.
    ///
    /// `Ok(None)` is a negative result, larger ones than 128 bits are `u128::MAX`.
    ///
    /// # Errors
    /// [`TooWide`] if the logarithm of the result is 16 or more.
    pub(crate) fn pow_ratio(
        &self,
        base_num: u128,
        base_den: u128,
        exp_num: u64,
        exp_den: u64,
        scale: u64,
    ) -> Result<Option<u128>, TooWide> {
        let ln_base = self.ln_int(base_num).plus(&self.ln_int(base_den).negated());
        let argument = self.scaled(&ln_base, exp_num, exp_den).ok_or(TooWide)?;
        let power = self.exp(&argument).rounded();

        // The product is below 2^64 * 2^(bits of N): one limb more is enough.
        let mut product = [0u64; W];
        let mut carry = 0u64;
        for (out, limb) in product.iter_mut().zip(&power.limbs) {
            let sum = u128::from(*limb) * u128::from(scale) + u128::from(carry);
            *out = sum as u64;
            carry = (sum >> 64) as u64;
        }
        product[N] = carry;
        if power.negative && scale != 0 {
            return Ok(None);
        }
        // Both precisions are whole numbers of limbs.
        let skip = (self.precision_bits / 64) as usize;
        let limb = |index: usize| product.get(skip + index).copied().unwrap_or(0);
        if product.iter().skip(skip + 2).any(|limb| *limb != 0) {
            return Ok(Some(u128::MAX));
        }
        Ok(Some(u128::from(limb(0)) | u128::from(limb(1)) << 64))
    }

    /// `value * num / den`, rounded towards minus infinity; `None` if it is too large for
    /// [`Series::exp`].
    fn scaled(&self, value: &Number<N>, num: u64, den: u64) -> Option<Number<N>> {
        let mut wide = [0u64; W];
        let mut carry = 0u64;
        for (out, limb) in wide.iter_mut().zip(&value.limbs) {
            let product = u128::from(*limb) * u128::from(num) + u128::from(carry);
            *out = product as u64;
            carry = (product >> 64) as u64;
        }
        wide[N] = carry;
        let mut remainder = 0u64;
        for limb in wide.iter_mut().take(N + 1).rev() {
            let dividend = u128::from(remainder) << 64 | u128::from(*limb);
            *limb = (dividend / u128::from(den)) as u64;
            remainder = (dividend % u128::from(den)) as u64;
        }
        if wide[N] != 0 {
            return None;
        }
        let mut limbs = [0; N];
        limbs.copy_from_slice(&wide[..N]);
        if value.negative && remainder != 0 {
            limbs = add_one(&limbs);
        }
        if bits(&limbs) > self.internal_bits() + MAX_ARGUMENT_BITS {
            return None;
        }
        let scaled = Number {
            negative: value.negative,
            limbs,
        };
        Some(Number {
            negative: value.negative && !scaled.is_zero(),
            limbs,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_of_two_are_those_of_the_series() {
        fn ln_two<const N: usize, const W: usize>(series: &Series<N, W>) -> [u64; N] {
            series.ln_1p(&series.power_of_two(1).negated()).limbs
        }
        let swap = ln_two(&SWAP_SERIES);
        let limit = ln_two(&LIMIT_SERIES);
        assert_eq!(swap, SWAP_SERIES.ln_two, "{swap:#x?}");
        assert_eq!(limit, LIMIT_SERIES.ln_two, "{limit:#x?}");
    }
}
