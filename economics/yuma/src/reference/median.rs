//! The stake-weighted median, by partition around the middle of the list.

use alloc::vec::Vec;

use taonet_fixed::{I32F32, vector};

use super::{Dense, Sparse, ZERO, sparse::dense_row};

/// Weighted median of scores.
///
/// `low` and `high` are the shares of stake known to lie below and up to the list. The pivot is
/// the middle of the list as it stands; both comparisons are part of the definition.
#[must_use]
pub fn weighted_median(
    stake: &[I32F32],
    score: &[I32F32],
    minority: I32F32,
    mut low: I32F32,
    mut high: I32F32,
) -> I32F32 {
    let mut list: Vec<(I32F32, I32F32)> =
        score.iter().copied().zip(stake.iter().copied()).collect();
    for _ in 0..=stake.len() {
        let Some((pivot, _)) = list.get(list.len() / 2).copied() else {
            return ZERO;
        };
        if list.len() == 1 {
            return pivot;
        }
        let total = |side: &[(I32F32, I32F32)]| {
            side.iter()
                .fold(ZERO, |sum, (_, stake)| sum.saturating_add(*stake))
        };
        let lower: Vec<_> = list
            .iter()
            .filter(|(score, _)| *score < pivot)
            .copied()
            .collect();
        let upper: Vec<_> = list
            .iter()
            .filter(|(score, _)| *score > pivot)
            .copied()
            .collect();
        let low_end = low.saturating_add(total(&lower));
        let high_start = high.saturating_sub(total(&upper));
        if minority < low_end && !lower.is_empty() {
            high = low_end;
            list = lower;
        } else if high_start <= minority && !upper.is_empty() {
            low = high_start;
            list = upper;
        } else {
            return pivot;
        }
    }
    ZERO
}

/// Weighted median of every column; `majority` is kappa.
#[must_use]
pub fn weighted_median_col(stake: &[I32F32], score: &Dense, majority: I32F32) -> Vec<I32F32> {
    let columns = score.first().map_or(0, Vec::len);
    let voices: Vec<(I32F32, &Vec<I32F32>)> = stake
        .iter()
        .copied()
        .zip(score)
        .filter(|(stake, _)| *stake > ZERO)
        .collect();
    let mut shares: Vec<I32F32> = voices.iter().map(|(stake, _)| *stake).collect();
    vector::normalize(&mut shares);
    let total = vector::sum(&shares);
    let minority = total.saturating_sub(majority);
    (0..columns)
        .map(|column| {
            let scores: Vec<I32F32> = voices
                .iter()
                .map(|(_, row)| row.get(column).copied().unwrap_or(ZERO))
                .collect();
            weighted_median(&shares, &scores, minority, ZERO, total)
        })
        .collect()
}

/// Weighted median of every column of sparse scores.
#[must_use]
pub fn weighted_median_col_sparse(
    stake: &[I32F32],
    score: &Sparse,
    columns: usize,
    majority: I32F32,
) -> Vec<I32F32> {
    let dense = score.iter().map(|row| dense_row(row, columns)).collect();
    weighted_median_col(stake, &dense, majority)
}
