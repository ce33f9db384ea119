//! Dense vectors: sums, shares of a sum, the largest k, element-wise operations.

use alloc::vec::Vec;

use substrate_fixed::types::{I32F32, I64F64};

use crate::SafeDiv;

/// Sum of the values; wraps around on overflow.
#[must_use]
pub fn sum(values: &[I32F32]) -> I32F32 {
    values
        .iter()
        .fold(I32F32::from_bits(0), |sum, value| sum.wrapping_add(*value))
}

/// Whether the (wrapping) sum is zero, as it is for an empty vector.
#[must_use]
pub fn is_zero(values: &[I32F32]) -> bool {
    sum(values) == I32F32::from_bits(0)
}

/// Divides every value by the sum of all; leaves a vector of sum zero alone.
pub fn normalize(values: &mut [I32F32]) {
    let sum = sum(values);
    normalize_using_sum(values, sum);
}

/// Divides every value by a sum computed elsewhere; leaves the values alone if it is zero.
pub fn normalize_using_sum(values: &mut [I32F32], sum: I32F32) {
    if sum != I32F32::from_bits(0) {
        values
            .iter_mut()
            .for_each(|value| *value = value.safe_div(sum));
    }
}

/// [`normalize`] with 64 fraction bits.
pub fn normalize_64(values: &mut [I64F64]) {
    let zero = I64F64::from_bits(0);
    let sum = values
        .iter()
        .fold(zero, |sum, value| sum.wrapping_add(*value));
    if sum != zero {
        values
            .iter_mut()
            .for_each(|value| *value = value.safe_div(sum));
    }
}

/// Marks the `k` largest values; among equals the higher index wins.
#[must_use]
pub fn is_topk(values: &[I32F32], k: usize) -> Vec<bool> {
    let mut marks = alloc::vec![true; values.len()];
    clear_smallest(values, k, &mut marks);
    marks
}

/// Marks the `k` largest values that are not zero; among equals the higher index wins.
#[must_use]
pub fn is_topk_nonzero(values: &[I32F32], k: usize) -> Vec<bool> {
    let mut marks: Vec<bool> = values.iter().map(|v| *v != I32F32::from_bits(0)).collect();
    clear_smallest(values, k, &mut marks);
    marks
}

/// Clears the marks of all but the `k` largest values.
fn clear_smallest(values: &[I32F32], k: usize, marks: &mut [bool]) {
    let surplus = values.len().saturating_sub(k);
    if surplus == 0 {
        return;
    }
    let mut order: Vec<(I32F32, usize)> = values
        .iter()
        .enumerate()
        .map(|(index, value)| (*value, index))
        .collect();
    if surplus < order.len() {
        // The pair orders equals by index, which is what a stable sort by value does.
        order.select_nth_unstable(surplus);
    }
    for (_, index) in order.iter().take(surplus) {
        if let Some(mark) = marks.get_mut(*index) {
            *mark = false;
        }
    }
}

/// Element-wise [`SafeDiv::safe_div`].
#[must_use]
pub fn vecdiv(dividends: &[I32F32], divisors: &[I32F32]) -> Vec<I32F32> {
    dividends
        .iter()
        .zip(divisors)
        .map(|(x, y)| x.safe_div(*y))
        .collect()
}

/// Element-wise product, 0 where it does not fit.
#[must_use]
pub fn vec_mul(x: &[I32F32], y: &[I32F32]) -> Vec<I32F32> {
    x.iter()
        .zip(y)
        .map(|(x, y)| x.checked_mul(*y).unwrap_or(I32F32::from_bits(0)))
        .collect()
}

/// Sets the values to zero whose mask is true.
pub fn mask_vector(mask: &[bool], values: &mut [I32F32]) {
    for (value, masked) in values.iter_mut().zip(mask) {
        if *masked {
            *value = I32F32::from_bits(0);
        }
    }
}

/// Brings a value into a range; the upper bound is applied first, so `low` wins if they cross.
#[must_use]
pub fn clamp_value(value: I32F32, low: I32F32, high: I32F32) -> I32F32 {
    value.min(high).max(low)
}
