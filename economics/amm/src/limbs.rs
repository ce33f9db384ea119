//! Arithmetic of magnitudes: arrays of 64-bit limbs, least significant first.

#![allow(
    clippy::indexing_slicing,
    reason = "all indices are bounded by the number of limbs"
)]

/// Divisors for which a reciprocal is kept: one more than the terms of the most precise series.
const RECIPROCALS: usize = 1048 + 128 + 1;

/// For each small divisor, shifted until its top bit is set, `floor((2^128 - 1) / d) - 2^64`.
static RECIPROCAL: [u64; RECIPROCALS] = reciprocals();

const fn reciprocals() -> [u64; RECIPROCALS] {
    let mut table = [0; RECIPROCALS];
    let mut divisor = 1u64;
    while (divisor as usize) < RECIPROCALS {
        let normal = divisor << divisor.leading_zeros();
        table[divisor as usize] = (u128::MAX / normal as u128) as u64;
        divisor += 1;
    }
    table
}

/// Limbs up to the topmost that is not zero.
pub(crate) fn length<const N: usize>(limbs: &[u64; N]) -> usize {
    limbs
        .iter()
        .rposition(|limb| *limb != 0)
        .map_or(0, |top| top + 1)
}

/// Bits up to the topmost that is set.
pub(crate) fn bits<const N: usize>(limbs: &[u64; N]) -> u32 {
    let length = length(limbs);
    let top = length
        .checked_sub(1)
        .map_or(0, |top| 64 - limbs[top].leading_zeros());
    length.saturating_sub(1) as u32 * 64 + top
}

pub(crate) fn less<const N: usize>(a: &[u64; N], b: &[u64; N]) -> bool {
    a.iter().rev().lt(b.iter().rev())
}

pub(crate) fn add<const N: usize>(a: &[u64; N], b: &[u64; N]) -> [u64; N] {
    let mut out = [0; N];
    let mut carry = false;
    for i in 0..N {
        let (sum, first) = a[i].overflowing_add(b[i]);
        let (sum, second) = sum.overflowing_add(u64::from(carry));
        out[i] = sum;
        carry = first | second;
    }
    out
}

/// `a - b` for `a >= b`.
pub(crate) fn sub<const N: usize>(a: &[u64; N], b: &[u64; N]) -> [u64; N] {
    let mut out = [0; N];
    let mut borrow = false;
    for i in 0..N {
        let (difference, first) = a[i].overflowing_sub(b[i]);
        let (difference, second) = difference.overflowing_sub(u64::from(borrow));
        out[i] = difference;
        borrow = first | second;
    }
    out
}

pub(crate) fn add_one<const N: usize>(limbs: &[u64; N]) -> [u64; N] {
    let mut out = *limbs;
    for limb in &mut out {
        let (sum, carry) = limb.overflowing_add(1);
        *limb = sum;
        if !carry {
            break;
        }
    }
    out
}

pub(crate) fn shl<const N: usize>(limbs: &[u64; N], shift: u32) -> [u64; N] {
    let (skip, shift) = ((shift / 64) as usize, shift % 64);
    let mut out = [0; N];
    for i in (skip..N).rev() {
        let low = if shift > 0 && i > skip {
            limbs[i - skip - 1] >> (64 - shift)
        } else {
            0
        };
        out[i] = limbs[i - skip] << shift | low;
    }
    out
}

/// Divides in place, rounding down; tells whether something was left over.
///
/// Two limbs are divided by one with a reciprocal (Moller and Granlund, "Improved division by
/// invariant integers"). Dividend and divisor are shifted alike, so that the divisor's top bit is set.
pub(crate) fn div_small<const N: usize>(limbs: &mut [u64; N], divisor: u32) -> bool {
    let len = length(limbs);
    let divisor = u64::from(divisor);
    if divisor == 1 || len == 0 {
        return false;
    }
    // Series end before the table does.
    let reciprocal = RECIPROCAL[divisor as usize];
    let shift = divisor.leading_zeros();
    let normal = divisor << shift;
    let mut remainder = limbs[len - 1] >> (64 - shift);
    for i in (0..len).rev() {
        let below = if i > 0 {
            limbs[i - 1] >> (64 - shift)
        } else {
            0
        };
        let low = limbs[i] << shift | below;
        let estimate = u128::from(reciprocal) * u128::from(remainder)
            + (u128::from(remainder) << 64 | u128::from(low));
        let mut quotient = ((estimate >> 64) as u64).wrapping_add(1);
        let mut rest = low.wrapping_sub(quotient.wrapping_mul(normal));
        if rest > estimate as u64 {
            quotient = quotient.wrapping_sub(1);
            rest = rest.wrapping_add(normal);
        }
        if rest >= normal {
            quotient = quotient.wrapping_add(1);
            rest -= normal;
        }
        limbs[i] = quotient;
        remainder = rest;
    }
    remainder != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_by_small_numbers_is_exact() {
        let mut seed = 7u64;
        let mut next = || {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            seed
        };
        for divisor in 1..RECIPROCALS as u32 {
            for _ in 0..20 {
                let mut limbs = [next(), next(), next() >> (next() % 64)];
                let before = limbs;
                let inexact = div_small(&mut limbs, divisor);
                let mut remainder = 0u128;
                for i in (0..3).rev() {
                    let dividend = remainder << 64 | u128::from(before[i]);
                    assert_eq!(u128::from(limbs[i]), dividend / u128::from(divisor));
                    remainder = dividend % u128::from(divisor);
                }
                assert_eq!(inexact, remainder != 0);
            }
        }
    }
}
