//! The weight that a majority of stake supports, per column; ranks and trust.
//!
//! The plain procedure ([`weighted_median`](crate::reference::weighted_median)) narrows a list
//! of scores by partition, carrying the stake below and above. As long as stakes are not negative
//! and no sum saturates, which holds for shares, what it returns does not depend on its choice of
//! pivots: it is the smallest score such that the stake of all scores up to it exceeds the
//! minority; the smallest score of all if the minority is negative, the largest if all stake
//! together does not exceed it. Here that score is found with fewer visits:
//!
//! 1. Absent weights are scores of zero. If their stake alone exceeds the minority, the column is
//!    decided without a look at its entries.
//! 2. Score and stake of an entry are packed into one `u64`, all entries of a column side by
//!    side; a block of columns at a time, small enough to stay in the cache.
//! 3. Weighted quickselect with the median of three, or of three such medians, as pivot.

use alloc::{vec, vec::Vec};

use taonet_fixed::{I32F32, conversion::u16_proportion_to_fixed};

use crate::{
    matrix::{Matrix, Row, sorted_last_wins},
    raw::{MAX, ONE, add, mul_unit, normalize, sum},
    reference,
};

/// Consensus by column.
///
/// `active_stake` decides which rows have a voice; `kappa` is in parts of 65,535.
pub(crate) fn consensus(weights: &Matrix, active_stake: &[u64], kappa: u16) -> Vec<u64> {
    let n = active_stake.len();
    let voices: Vec<usize> = active_stake
        .iter()
        .enumerate()
        .filter(|(_, s)| **s > 0)
        .map(|(uid, _)| uid)
        .collect();
    if voices.is_empty() {
        return vec![0; n];
    }
    let mut shares: Vec<u64> = voices
        .iter()
        .filter_map(|uid| active_stake.get(*uid))
        .copied()
        .collect();
    normalize(&mut shares);
    let total = sum(&shares);
    let minority = (total as i64).saturating_sub(u16_proportion_to_fixed(kappa).to_bits());

    if voices.len() == 1 {
        let mut only = vec![0; n];
        for (column, value) in voices
            .first()
            .map(|uid| weights.row(*uid))
            .iter()
            .flat_map(|r| r.iter())
        {
            if let Some(cell) = only.get_mut(usize::from(column)) {
                *cell = value;
            }
        }
        return only;
    }
    let packable = shares.iter().all(|share| *share < ONE) && !weights.is_wide();
    if !packable {
        return by_reference(weights, &voices, &shares, minority, n);
    }
    let sorted;
    let weights = if voices.iter().all(|uid| weights.row(*uid).ascending) {
        weights
    } else {
        sorted = weights.sorted();
        &sorted
    };
    let rows: Vec<Row<'_>> = voices.iter().map(|uid| weights.row(*uid)).collect();
    medians(rows, &shares, n, total, minority)
}

/// The plain procedure, for numbers that do not pack. No stored weights lead here: a row of
/// 32,768 full weights would.
fn by_reference(
    weights: &Matrix,
    voices: &[usize],
    shares: &[u64],
    minority: i64,
    n: usize,
) -> Vec<u64> {
    let shares: Vec<I32F32> = shares
        .iter()
        .map(|s| I32F32::from_bits(*s as i64))
        .collect();
    let rows: Vec<Vec<(u16, u64)>> = voices
        .iter()
        .map(|uid| sorted_last_wins(weights.row(*uid)))
        .collect();
    let minority = I32F32::from_bits(minority);
    (0..n)
        .map(|column| {
            let scores: Vec<I32F32> = rows
                .iter()
                .map(|row| {
                    let found = row.binary_search_by_key(&column, |(c, _)| usize::from(*c));
                    let value = found
                        .ok()
                        .and_then(|index| row.get(index))
                        .map_or(0, |e| e.1);
                    I32F32::from_bits(value as i64)
                })
                .collect();
            let total = taonet_fixed::vector::sum(&shares);
            let zero = I32F32::from_bits(0);
            let median = reference::weighted_median(&shares, &scores, minority, zero, total);
            median.to_bits() as u64
        })
        .collect()
}

/// A score of exactly one is packed as the largest `u32`. No other score can be that large: a
/// quotient of integers below 2^31 that is not one is at most `1 - 2^-31`.
fn pack(score: u64, share: u64) -> u64 {
    score.min(u32::MAX.into()) << 32 | share
}

fn score_of(packed: u64) -> u64 {
    let score = packed >> 32;
    if score == u64::from(u32::MAX) {
        ONE
    } else {
        score
    }
}

fn share_of(packed: u64) -> u64 {
    u64::from(packed as u32)
}

/// Columns that are turned from rows at a time: their scores should stay in the nearest cache.
const BLOCK: usize = 32;
/// Gap between columns of a block, so that they do not compete for the same places in the cache.
const GAP: usize = 8;

/// The median of every column. Rows ascend; `shares` are those of the rows.
fn medians(
    mut rows: Vec<Row<'_>>,
    shares: &[u64],
    n: usize,
    total: u64,
    minority: i64,
) -> Vec<u64> {
    let voices = rows.len();
    let stride = voices + GAP;
    // Positive scores by column, each packed above the share of the validator that gave it.
    let mut block = vec![0_u64; BLOCK * stride];
    let mut below = vec![0; voices];
    let mut above = vec![0; voices];
    let mut medians = Vec::with_capacity(n + BLOCK);
    for start in (0..n).step_by(BLOCK) {
        let mut lengths = [0_usize; BLOCK];
        for (row, share) in rows.iter_mut().zip(shares) {
            // Columns ascend, so no more than this many are in the block.
            let next = row.columns.get(..BLOCK).unwrap_or(row.columns);
            let inside = next.iter().filter(|c| usize::from(**c) < start + BLOCK);
            let (columns, values) = row.take(inside.count());
            for (column, score) in columns.iter().zip(values) {
                let column = usize::from(*column) - start;
                let Some(length) = lengths.get_mut(column) else {
                    continue;
                };
                // A score of zero is overwritten by the next.
                if let Some(cell) = block.get_mut(column * stride + *length) {
                    *cell = pack(*score, *share);
                }
                *length += usize::from(*score > 0);
            }
        }
        for (column, length) in block.chunks_exact_mut(stride).zip(lengths) {
            let column = column.get_mut(..length).unwrap_or_default();
            medians.push(match u64::try_from(minority) {
                Err(_) if column.len() < voices => 0,
                Err(_) => column.iter().copied().min().map_or(0, score_of),
                Ok(minority) if minority >= total => {
                    column.iter().copied().max().map_or(0, score_of)
                }
                Ok(minority) => {
                    let supported: u64 = column.iter().map(|packed| share_of(*packed)).sum();
                    let silent = total.saturating_sub(supported);
                    if silent > minority {
                        0
                    } else {
                        select(column, silent, minority, &mut below, &mut above)
                    }
                }
            });
        }
    }
    medians.truncate(n);
    medians
}

/// The smallest score such that `base` plus the share of all scores up to it exceeds `minority`;
/// the largest score if there is none.
///
/// `below` and `above` are scratch space, at least as long as `column`.
fn select<'a>(
    column: &'a mut [u64],
    mut base: u64,
    minority: u64,
    below: &'a mut [u64],
    above: &'a mut [u64],
) -> u64 {
    let (mut list, mut below, mut above) = (column, below, above);
    let mut length = list.len();
    loop {
        let Some(entries) = list.get(..length) else {
            return 0;
        };
        let Some(pivot) = pivot(entries) else {
            return 0;
        };
        if length == 1 {
            return score_of(pivot);
        }
        let pivot_score = pivot >> 32;
        let (mut lower, mut upper) = (0, 0);
        let (mut lower_share, mut upper_share, mut share) = (0, 0, 0);
        // Both sides are written at every step and kept by advancing, so nothing branches.
        for packed in entries {
            let packed = *packed;
            let score = packed >> 32;
            let (is_lower, is_upper) = (score < pivot_score, score > pivot_score);
            if let (Some(down), Some(up)) = (below.get_mut(lower), above.get_mut(upper)) {
                *down = packed;
                *up = packed;
            }
            lower += usize::from(is_lower);
            upper += usize::from(is_upper);
            let own = share_of(packed);
            share += own;
            lower_share += own & u64::from(is_lower).wrapping_neg();
            upper_share += own & u64::from(is_upper).wrapping_neg();
        }
        if minority < base + lower_share {
            core::mem::swap(&mut list, &mut below);
            length = lower;
        } else if base + share - upper_share <= minority && upper > 0 {
            base += share - upper_share;
            core::mem::swap(&mut list, &mut above);
            length = upper;
        } else {
            return score_of(pivot);
        }
    }
}

/// Columns longer than this get a better pivot.
const LONG_COLUMN: usize = 40;

/// Median of the first, middle and last entry; in long columns of three such medians.
fn pivot(column: &[u64]) -> Option<u64> {
    if column.len() <= LONG_COLUMN {
        return pivot_of_three(column);
    }
    let (first, rest) = column.split_at(column.len() / 3);
    let (middle, last) = rest.split_at(rest.len() / 2);
    let medians = [first, middle, last].map(|part| pivot_of_three(part).unwrap_or(0));
    pivot_of_three(&medians)
}

fn pivot_of_three(column: &[u64]) -> Option<u64> {
    let first = *column.first()?;
    let last = *column.last()?;
    let middle = *column.get(column.len() / 2)?;
    Some(first.max(middle).min(first.min(middle).max(last)))
}

/// Server ranks, validator trust and, where bonds follow clipped weights, nothing more: one pass
/// over the clipped weights.
#[derive(Clone, Debug)]
pub(crate) struct Ranks {
    /// Stake-weighted sum of clipped weights by column.
    pub(crate) ranks: Vec<u64>,
    /// Sum of clipped weights by row.
    pub(crate) validator_trust: Vec<u64>,
}

pub(crate) fn ranks(weights: &Matrix, consensus: &[u64], active_stake: &[u64]) -> Ranks {
    if weights.is_wide() {
        ranks_with(weights, consensus, active_stake, add)
    } else {
        // Shares of at most one: the sums stay far from the largest number.
        ranks_with(weights, consensus, active_stake, u64::wrapping_add)
    }
}

#[inline(always)]
fn ranks_with(
    weights: &Matrix,
    consensus: &[u64],
    active_stake: &[u64],
    add: impl Fn(u64, u64) -> u64,
) -> Ranks {
    // Limit and sum of a column, side by side.
    let mut cells: Vec<(u64, u64)> = consensus.iter().map(|limit| (*limit, 0)).collect();
    let mut validator_trust = Vec::with_capacity(consensus.len());
    for (row, stake) in weights.rows().zip(active_stake) {
        let mut trust = 0_u64;
        for (column, weight) in row.columns.iter().zip(row.values) {
            if let Some((limit, rank)) = cells.get_mut(usize::from(*column)) {
                let clipped = (*weight).min(*limit);
                trust = trust.wrapping_add(clipped);
                *rank = add(*rank, mul_unit(*stake, clipped));
            }
        }
        validator_trust.push(if trust > MAX { 0 } else { trust });
    }
    Ranks {
        ranks: cells.into_iter().map(|(_, rank)| rank).collect(),
        validator_trust,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        /// Many validators, few distinct scores: long quickselects with ties.
        #[test]
        fn select_equals_the_plain_median(
            rows in prop::collection::vec(
                (0_u64..5, prop::collection::vec(0_u64..12, 4), any::<u32>()), 1..90,
            ),
            kappa in prop_oneof![Just(0_u16), Just(32_767), Just(u16::MAX), any::<u16>()],
        ) {
            let mut weights = Matrix::default();
            let mut stake = Vec::new();
            let mut plain = Vec::new();
            for (units, scores, noise) in rows {
                let share = units * 1_000_000 + u64::from(noise % 3);
                let scores = scores.into_iter().map(|score| score * (ONE / 11));
                let entries: Vec<(u16, u64)> = (0_u16..).zip(scores).collect();
                entries.iter().for_each(|(column, score)| weights.push(*column, *score));
                weights.end_row(true);
                stake.push(share);
                let fixed = |(c, v): &(u16, u64)| (*c, I32F32::from_bits(*v as i64));
                plain.push(entries.iter().map(fixed).collect());
            }
            let fixed_stake: Vec<I32F32> =
                stake.iter().map(|share| I32F32::from_bits(*share as i64)).collect();
            let expected = reference::weighted_median_col_sparse(
                &fixed_stake, &plain, 4, u16_proportion_to_fixed(kappa),
            );
            let mut padded = stake.clone();
            padded.resize(stake.len().max(4), 0);
            let found = consensus(&weights, &padded, kappa);
            for (found, expected) in found.iter().zip(expected) {
                prop_assert_eq!(*found, expected.to_bits() as u64);
            }
        }
    }
}
