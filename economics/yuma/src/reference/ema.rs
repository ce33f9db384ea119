//! Moving averages of matrices, at one rate or at one per cell.

use alloc::{vec, vec::Vec};

use taonet_fixed::{I32F32, SafeDiv, transcendental::exp_safe, vector::clamp_value};

use super::{Dense, ONE, Sparse, SparseRow, ZERO, sparse::positive};

/// `rate * new + (1 - rate) * old`, cell by cell.
#[must_use]
pub fn mat_ema(new: &Dense, old: &Dense, rate: I32F32) -> Dense {
    let rest = ONE.saturating_sub(rate);
    let cell = |(new, old): (&I32F32, &I32F32)| {
        rate.saturating_mul(*new)
            .saturating_add(rest.saturating_mul(*old))
    };
    let row = |(new, old): (&Vec<I32F32>, &Vec<I32F32>)| new.iter().zip(old).map(cell).collect();
    new.iter().zip(old).map(row).collect()
}

/// The same on sparse rows of a square matrix: columns beyond the number of rows are ignored, the
/// result ascends by column and has no zeros.
#[must_use]
pub fn mat_ema_sparse(new: &Sparse, old: &Sparse, rate: I32F32) -> Sparse {
    let rest = ONE.saturating_sub(rate);
    let width = new.len();
    let row = |(new, old): (&SparseRow, &SparseRow)| {
        let mut cells = vec![ZERO; width];
        let weighted = new
            .iter()
            .map(|(column, value)| (*column, rate.saturating_mul(*value)))
            .chain(
                old.iter()
                    .map(|(column, value)| (*column, rest.saturating_mul(*value))),
            );
        for (column, value) in weighted {
            if let Some(cell) = cells.get_mut(usize::from(column)) {
                *cell = cell.saturating_add(value);
            }
        }
        positive(cells)
    };
    new.iter().zip(old).map(row).collect()
}

/// The average at a rate per cell, at most one.
#[must_use]
pub fn mat_ema_alpha(new: &Dense, old: &Dense, rates: &Dense) -> Dense {
    let row = |((new, old), rates): ((&Vec<I32F32>, &Vec<I32F32>), &Vec<I32F32>)| {
        let cells = new.iter().zip(old).zip(rates);
        cells
            .map(|((new, old), rate)| liquid_cell(*new, *old, *rate))
            .collect()
    };
    new.iter().zip(old).zip(rates).map(row).collect()
}

/// The same on sparse rows: only entries of `new` survive, in their order, without zeros.
#[must_use]
pub fn mat_ema_alpha_sparse(new: &Sparse, old: &Sparse, rates: &Dense) -> Sparse {
    if new.len() != old.len() || new.len() != rates.len() {
        return new.clone();
    }
    let row = |((new, old), rates): ((&SparseRow, &SparseRow), &Vec<I32F32>)| {
        let old = super::sparse::dense_row(old, rates.len());
        new.iter()
            .filter_map(|(column, value)| {
                let rate = rates.get(usize::from(*column)).copied()?;
                let old = old.get(usize::from(*column)).copied().unwrap_or(ZERO);
                let average = liquid_cell(*value, old, rate);
                (average > ZERO).then_some((*column, average))
            })
            .collect()
    };
    new.iter().zip(old).zip(rates).map(row).collect()
}

fn liquid_cell(new: I32F32, old: I32F32, rate: I32F32) -> I32F32 {
    let kept = ONE.saturating_sub(rate).saturating_mul(old);
    kept.saturating_add(rate.saturating_mul(new).max(ZERO))
        .min(ONE)
}

/// The liquid rate of one cell; see [`crate::liquid_alpha`].
#[must_use]
pub fn alpha_sigmoid(
    consensus: I32F32,
    weight: I32F32,
    bond: I32F32,
    low: I32F32,
    high: I32F32,
    steepness: I32F32,
) -> I32F32 {
    let ahead = if weight >= bond {
        weight.saturating_sub(consensus)
    } else {
        bond.saturating_sub(weight)
    };
    let offset = clamp_value(ahead, ZERO, ONE).saturating_sub(I32F32::from_bits(1 << 31));
    let slope = steepness.saturating_div(I32F32::from_num(-100));
    let sigmoid = ONE.safe_div(ONE.saturating_add(exp_safe(slope.saturating_mul(offset))));
    let rate = low.saturating_add(sigmoid.saturating_mul(high.saturating_sub(low)));
    clamp_value(rate, low, high)
}
