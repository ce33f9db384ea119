//! Single and double precision behind one set of formulas.
//!
//! Validators have always computed in single precision and their numbers have to be met to the last
//! bit, so it matters which type an operation is done in and in which order numbers are added.

use std::ops::{Add, Div, Mul, Sub};

/// A floating-point number.
pub trait Real:
    Copy
    + PartialOrd
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
{
    /// Zero.
    const ZERO: Self;

    /// The nearest number of this type.
    fn of(value: f64) -> Self;

    /// The same number in double precision.
    fn widen(self) -> f64;
}

impl Real for f32 {
    const ZERO: Self = 0.0;

    fn of(value: f64) -> Self {
        value as Self
    }

    fn widen(self) -> f64 {
        f64::from(self)
    }
}

impl Real for f64 {
    const ZERO: Self = 0.0;

    fn of(value: f64) -> Self {
        value
    }

    fn widen(self) -> f64 {
        self
    }
}

/// Numbers that are added in eight rows at once.
const BLOCK: usize = 128;

/// The sum by the order of the array libraries that validators use: few numbers one after the
/// other, up to 128 in eight rows, more by halves. Rounding errors grow slower that way, and only
/// this order gives their digits.
pub(crate) fn pairwise_sum<R: Real>(numbers: &[R]) -> R {
    if numbers.len() < 8 {
        return numbers.iter().fold(R::ZERO, |sum, number| sum + *number);
    }
    if numbers.len() > BLOCK {
        let half = numbers.len() / 2;
        let (left, right) = numbers.split_at(half - half % 8);
        return pairwise_sum(left) + pairwise_sum(right);
    }
    let (eights, rest) = numbers.as_chunks::<8>();
    let mut rows = [R::ZERO; 8];
    for eight in eights {
        for (row, number) in rows.iter_mut().zip(eight) {
            *row = *row + *number;
        }
    }
    let [a, b, c, d, e, f, g, h] = rows;
    let sum = ((a + b) + (c + d)) + ((e + f) + (g + h));
    rest.iter().fold(sum, |sum, number| sum + *number)
}
