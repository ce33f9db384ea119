//! Dense matrices.

use alloc::{vec, vec::Vec};

use taonet_fixed::{I32F32, SafeDiv, vector};

use super::{Dense, ZERO};

/// Divides each row by its sum where that is positive.
pub fn row_normalize(matrix: &mut Dense) {
    for row in matrix {
        let sum = vector::sum(row);
        if sum > ZERO {
            row.iter_mut()
                .for_each(|value| *value = value.safe_div(sum));
        }
    }
}

/// Divides each column by its sum where that is not zero.
pub fn col_normalize(matrix: &mut Dense) {
    let sums = column_fold(matrix, I32F32::saturating_add);
    divide_columns(matrix, &sums);
}

/// Divides each column by its maximum where that is not zero.
pub fn col_max_upscale(matrix: &mut Dense) {
    let maxima = column_fold(matrix, |max, value| max.max(value));
    divide_columns(matrix, &maxima);
}

/// Sum of each row, wrapping.
#[must_use]
pub fn row_sum(matrix: &Dense) -> Vec<I32F32> {
    matrix.iter().map(|row| vector::sum(row)).collect()
}

/// Vector times matrix: one number per column.
#[must_use]
pub fn matmul(matrix: &Dense, vector: &[I32F32]) -> Vec<I32F32> {
    let mut products = vec![ZERO; matrix.first().map_or(0, Vec::len)];
    for (row, factor) in matrix.iter().zip(vector) {
        for (product, value) in products.iter_mut().zip(row) {
            *product = product.saturating_add(factor.saturating_mul(*value));
        }
    }
    products
}

/// Matrix times vector: one number per row.
#[must_use]
pub fn matmul_transpose(matrix: &Dense, vector: &[I32F32]) -> Vec<I32F32> {
    let dot = |row: &Vec<I32F32>| {
        row.iter().zip(vector).fold(ZERO, |sum, (value, factor)| {
            sum.saturating_add(value.saturating_mul(*factor))
        })
    };
    matrix.iter().map(dot).collect()
}

fn column_fold(matrix: &Dense, fold: impl Fn(I32F32, I32F32) -> I32F32) -> Vec<I32F32> {
    let mut folded = vec![ZERO; matrix.first().map_or(0, Vec::len)];
    for row in matrix {
        for (cell, value) in folded.iter_mut().zip(row) {
            *cell = fold(*cell, *value);
        }
    }
    folded
}

fn divide_columns(matrix: &mut Dense, divisors: &[I32F32]) {
    for row in matrix {
        for (value, divisor) in row.iter_mut().zip(divisors) {
            if *divisor != ZERO {
                *value = value.safe_div(*divisor);
            }
        }
    }
}
