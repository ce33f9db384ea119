//! Floor, square root, integer power and natural logarithm of the 64-fraction-bit types.

use substrate_fixed::types::{I64F64, U64F64};

use crate::SafeDiv;

/// One in a type with 64 fraction bits.
const ONE: u128 = 1 << 64;
/// Passes after which the bisection of [`checked_sqrt_u64f64`] stops.
const MAX_SQRT_PASSES: u32 = 129;

/// 1/3, 1/5, 1/6, 1/7 and ln 2, each rounded to the nearest double and kept exactly.
const ONE_THIRD: u128 = 0x5555_5555_5555_5400;
const ONE_FIFTH: u128 = 0x3333_3333_3333_3400;
const ONE_SIXTH: u128 = 0x2aaa_aaaa_aaaa_aa00;
const ONE_SEVENTH: u128 = 0x2492_4924_9249_2400;
const LN_2: u128 = 0xb172_17f7_d1cf_7800;

/// The integer part; a negative number with a fraction comes out **one below** its floor, which
/// is how the protocol has always computed it. None where that does not fit.
#[must_use]
pub fn checked_floor_i64f64(x: I64F64) -> Option<I64F64> {
    let fraction = x.to_bits() & (ONE as i128).wrapping_sub(1);
    let floor = x.to_bits().wrapping_sub(fraction);
    if fraction == 0 || floor >= 0 {
        return Some(I64F64::from_bits(floor));
    }
    floor.checked_sub(ONE as i128).map(I64F64::from_bits)
}

/// Square root by bisection, until the estimate and `x / estimate` differ by at most `epsilon`.
#[must_use]
pub fn checked_sqrt_u64f64(x: U64F64, epsilon: U64F64) -> Option<U64F64> {
    let one = U64F64::from_bits(ONE);
    let two = U64F64::from_num(2);
    let (mut high, mut low) = if x > one {
        (x, U64F64::from_bits(0))
    } else {
        (one, x)
    };
    let mut middle = high.saturating_add(low).safe_div(two);
    let mut quotient = x.safe_div(middle);
    let mut passes = 0;
    while distance(quotient, middle) > epsilon && passes < MAX_SQRT_PASSES {
        if quotient < middle {
            high = middle;
        } else {
            low = middle;
        }
        middle = high.saturating_add(low).safe_div(two);
        quotient = x.safe_div(middle);
        passes = passes.saturating_add(1);
    }
    Some(middle)
}

/// `x` to an integer power by repeated squaring, saturating; none for a negative power of zero.
#[must_use]
pub fn checked_pow_u64f64(x: U64F64, exponent: i32) -> Option<U64F64> {
    let zero = U64F64::from_bits(0);
    let one = U64F64::from_bits(ONE);
    if exponent == 0 {
        return Some(one);
    }
    if x == zero {
        return (exponent > 0).then_some(zero);
    }
    let mut base = x;
    let mut bits = exponent.unsigned_abs();
    let mut result = one;
    while bits > 0 {
        if bits & 1 == 1 {
            result = result.saturating_mul(base);
        }
        base = base.saturating_mul(base);
        bits >>= 1;
    }
    if exponent < 0 {
        Some(one.safe_div(result))
    } else {
        Some(result)
    }
}

/// Natural logarithm by an eight-term series; none for zero.
///
/// Below one the result is a huge wrong number, not an error: the negative power of two is
/// converted to an unsigned number by wrapping. No rule of the economy asks for such a logarithm.
#[must_use]
pub fn checked_ln_u64f64(x: U64F64) -> Option<U64F64> {
    if x == U64F64::from_bits(0) {
        return None;
    }
    let mut mantissa = x.to_bits();
    let mut exponent: i64 = 0;
    while mantissa >= ONE << 1 {
        mantissa >>= 1;
        exponent = exponent.wrapping_add(1);
    }
    while mantissa < ONE {
        mantissa <<= 1;
        exponent = exponent.wrapping_sub(1);
    }
    let z = U64F64::from_bits(mantissa.checked_sub(ONE)?);
    let coefficients: [u128; 7] = [
        ONE >> 1,
        ONE_THIRD,
        ONE >> 2,
        ONE_FIFTH,
        ONE_SIXTH,
        ONE_SEVENTH,
        ONE >> 3,
    ];
    let mut power = z;
    let mut sum = z;
    for (index, coefficient) in coefficients.into_iter().enumerate() {
        power = power.checked_mul(z)?;
        let term = power.checked_mul(U64F64::from_bits(coefficient))?;
        sum = if index % 2 == 0 {
            sum.checked_sub(term)?
        } else {
            sum.checked_add(term)?
        };
    }
    let whole = U64F64::from_bits(u128::from(exponent as u64) << 64);
    sum.checked_add(whole.checked_mul(U64F64::from_bits(LN_2))?)
}

fn distance(a: U64F64, b: U64F64) -> U64F64 {
    if a > b {
        a.saturating_sub(b)
    } else {
        b.saturating_sub(a)
    }
}
