//! Sparse matrices: rows of (column, value) in stored order.

use alloc::{vec, vec::Vec};

use taonet_fixed::{I32F32, SafeDiv};

use super::{ONE, Sparse, SparseRow, ZERO};

fn at(cells: &[I32F32], column: u16) -> Option<I32F32> {
    cells.get(usize::from(column)).copied()
}

fn row_total(row: &[(u16, I32F32)]) -> I32F32 {
    row.iter()
        .fold(ZERO, |sum, (_, value)| sum.wrapping_add(*value))
}

fn column_fold(
    matrix: &Sparse,
    columns: usize,
    fold: impl Fn(I32F32, I32F32) -> I32F32,
) -> Vec<I32F32> {
    let mut folded = vec![ZERO; columns];
    for (column, value) in matrix.iter().flatten() {
        if let Some(cell) = folded.get_mut(usize::from(*column)) {
            *cell = fold(*cell, *value);
        }
    }
    folded
}

fn divide_columns(matrix: &mut Sparse, divisors: &[I32F32]) {
    for (column, value) in matrix.iter_mut().flatten() {
        if let Some(divisor) = at(divisors, *column).filter(|divisor| *divisor != ZERO) {
            *value = value.safe_div(divisor);
        }
    }
}

/// Divides each row by its sum where that is positive.
pub fn row_normalize_sparse(matrix: &mut Sparse) {
    for row in matrix {
        let sum = row_total(row);
        if sum > ZERO {
            row.iter_mut()
                .for_each(|(_, value)| *value = value.safe_div(sum));
        }
    }
}

/// Divides each column by its sum where that is not zero.
pub fn col_normalize_sparse(matrix: &mut Sparse, columns: usize) {
    let sums = column_fold(matrix, columns, I32F32::saturating_add);
    divide_columns(matrix, &sums);
}

/// Divides each column by its maximum where that is not zero.
pub fn col_max_upscale_sparse(matrix: &mut Sparse, columns: usize) {
    let maxima = column_fold(matrix, columns, |max, value| max.max(value));
    divide_columns(matrix, &maxima);
}

/// Sum of each row, wrapping.
#[must_use]
pub fn row_sum_sparse(matrix: &Sparse) -> Vec<I32F32> {
    matrix.iter().map(|row| row_total(row)).collect()
}

/// Vector times matrix: one number per column.
#[must_use]
pub fn matmul_sparse(matrix: &Sparse, vector: &[I32F32], columns: usize) -> Vec<I32F32> {
    let mut products = vec![ZERO; columns];
    for (row, factor) in matrix.iter().zip(vector) {
        for (column, value) in row {
            if let Some(product) = products.get_mut(usize::from(*column)) {
                *product = product.saturating_add(factor.saturating_mul(*value));
            }
        }
    }
    products
}

/// Matrix times vector: one number per row.
#[must_use]
pub fn matmul_transpose_sparse(matrix: &Sparse, vector: &[I32F32]) -> Vec<I32F32> {
    let dot = |row: &SparseRow| {
        row.iter().fold(ZERO, |sum, (column, value)| {
            let factor = at(vector, *column).unwrap_or(ZERO);
            sum.saturating_add(value.saturating_mul(factor))
        })
    };
    matrix.iter().map(dot).collect()
}

/// Multiplies each row by its element of the vector.
#[must_use]
pub fn row_hadamard_sparse(matrix: &Sparse, vector: &[I32F32]) -> Sparse {
    let scaled = |(row, factor): (&SparseRow, &I32F32)| {
        row.iter()
            .map(|(column, value)| (*column, value.saturating_mul(*factor)))
            .collect()
    };
    matrix.iter().zip(vector).map(scaled).collect()
}

/// Multiplies each entry by the vector's element of its column; zero products are left out.
#[must_use]
pub fn mat_vec_mul_sparse(matrix: &Sparse, vector: &[I32F32]) -> Sparse {
    let scaled = |row: &SparseRow| {
        row.iter()
            .filter_map(|(column, value)| {
                let product = value.saturating_mul(at(vector, *column)?);
                (product != ZERO).then_some((*column, product))
            })
            .collect()
    };
    matrix.iter().map(scaled).collect()
}

fn retain(matrix: &Sparse, keep: impl Fn(usize, u16) -> bool) -> Sparse {
    let kept = |(index, row): (usize, &SparseRow)| {
        row.iter()
            .filter(|(column, _)| keep(index, *column))
            .copied()
            .collect()
    };
    matrix.iter().enumerate().map(kept).collect()
}

/// Empties the rows whose mask is true.
#[must_use]
pub fn mask_rows_sparse(mask: &[bool], matrix: &Sparse) -> Sparse {
    retain(matrix, |row, _| mask.get(row) != Some(&true))
}

/// Removes the diagonal.
#[must_use]
pub fn mask_diag_sparse(matrix: &Sparse) -> Sparse {
    retain(matrix, |row, column| row != usize::from(column))
}

/// Removes the diagonal, except in one row.
#[must_use]
pub fn mask_diag_sparse_except_index(matrix: &Sparse, except: Option<u16>) -> Sparse {
    let except = except.map(usize::from);
    retain(matrix, |row, column| {
        row != usize::from(column) || Some(row) == except
    })
}

/// Removes entries where `first[row] <= second[column]`.
#[must_use]
pub fn vec_mask_sparse_matrix_le(matrix: &Sparse, first: &[u64], second: &[u64]) -> Sparse {
    retain(matrix, |row, column| {
        let first = first.get(row).copied().unwrap_or(0);
        first > second.get(usize::from(column)).copied().unwrap_or(0)
    })
}

/// Removes entries where `scalar <= vector[column]`.
#[must_use]
pub fn scalar_vec_mask_sparse_matrix_le(matrix: &Sparse, scalar: u64, vector: &[u64]) -> Sparse {
    retain(matrix, |_, column| {
        scalar > vector.get(usize::from(column)).copied().unwrap_or(0)
    })
}

/// Cuts entries to their column's threshold; entries cut to nothing are removed.
#[must_use]
pub fn col_clip_sparse(matrix: &Sparse, threshold: &[I32F32]) -> Sparse {
    let clipped = |row: &SparseRow| {
        row.iter()
            .filter_map(|(column, value)| {
                let limit = at(threshold, *column).unwrap_or(ZERO);
                if limit < *value {
                    (limit > ZERO).then_some((*column, limit))
                } else {
                    Some((*column, *value))
                }
            })
            .collect()
    };
    matrix.iter().map(clipped).collect()
}

/// Row as a dense vector; the last of equal columns wins.
pub(super) fn dense_row(row: &[(u16, I32F32)], columns: usize) -> Vec<I32F32> {
    let mut cells = vec![ZERO; columns];
    for (column, value) in row {
        if let Some(cell) = cells.get_mut(usize::from(*column)) {
            *cell = *value;
        }
    }
    cells
}

/// Positive cells of a dense row.
pub(super) fn positive(cells: impl IntoIterator<Item = I32F32>) -> Vec<(u16, I32F32)> {
    (0..=u16::MAX)
        .zip(cells)
        .filter(|(_, value)| *value > ZERO)
        .collect()
}

/// The point `ratio` of the way from `a` to `b`, cell by cell.
#[must_use]
pub fn interpolate_sparse(a: &Sparse, b: &Sparse, columns: usize, ratio: I32F32) -> Sparse {
    if ratio == ZERO {
        return a.clone();
    }
    if ratio == ONE {
        return b.clone();
    }
    let between = |(a, b): (&SparseRow, &SparseRow)| {
        let (a, b) = (dense_row(a, columns), dense_row(b, columns));
        positive(
            a.into_iter()
                .zip(b)
                .map(|(a, b)| a.saturating_add(ratio.saturating_mul(b.saturating_sub(a)))),
        )
    };
    a.iter().zip(b).map(between).collect()
}
