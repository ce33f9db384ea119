//! Which weights count: rows of permit holders, without stale entries, as shares of the row.

use crate::{
    matrix::Matrix,
    raw::{Divisor, SmallDivisor, divide_all},
    state::{MechanismState, SubnetState},
};

/// Largest row sum of integer weights that the signed fixed-point type can hold.
const MAX_ROW_SUM: u64 = 1 << 31;

/// Loads, masks and normalises the weights of one mechanism.
pub(crate) fn load(
    subnet: &SubnetState,
    mechanism: &MechanismState,
    permits: &[bool],
    registered_at: &[u64],
) -> Matrix {
    let n = permits.len();
    let newest = registered_at.iter().copied().max().unwrap_or(0);
    let mut matrix = Matrix::with_capacity(n, mechanism.weights.entries());
    for (uid, permit) in permits.iter().enumerate() {
        if !permit {
            matrix.end_row(true);
            continue;
        }
        let hidden = if subnet.owner_uid.map(usize::from) == Some(uid) {
            n
        } else {
            uid
        };
        let limit = registration_limit(mechanism, uid);
        let row = mechanism.weights.row(uid);
        if newest < limit && load_ascending(row, hidden, n, &mut matrix) {
            continue;
        }
        let kept = |column: usize| {
            column < n
                && column != hidden
                && (newest < limit || registered_at.get(column).is_none_or(|r| *r < limit))
        };
        let mut sum = 0_u64;
        let mut ascending = true;
        let mut next = 0_u32;
        for (column, weight) in row {
            if !kept(usize::from(*column)) {
                continue;
            }
            ascending &= u32::from(*column) >= next;
            next = u32::from(*column) + 1;
            sum += u64::from(*weight);
            matrix.push(*column, u64::from(*weight));
        }
        if !normalize_row(matrix.open_values(), sum) {
            matrix.mark_wide();
        }
        matrix.end_row(ascending);
    }
    matrix
}

/// Loads a row of which no entry is stale, if its columns ascend and its sum fits. Tells whether.
fn load_ascending(row: &[(u16, u16)], hidden: usize, n: usize, matrix: &mut Matrix) -> bool {
    let after = row.get(1..).unwrap_or_default();
    let ascending = row
        .iter()
        .zip(after)
        .fold(true, |so_far, (left, right)| so_far & (left.0 < right.0));
    if !ascending {
        return false;
    }
    let place = |column: usize| row.partition_point(|(c, _)| usize::from(*c) < column);
    let hole = place(hidden.min(n));
    let before = row.get(..hole).unwrap_or_default();
    let after = row.get(place(hidden.saturating_add(1).min(n))..place(n));
    let after = after.unwrap_or_default();
    let sum_of = |part: &[(u16, u16)]| part.iter().map(|(_, w)| u64::from(*w)).sum::<u64>();
    let sum = sum_of(before) + sum_of(after);
    if sum == 0 || sum >= SmallDivisor::LIMIT {
        return false;
    }
    let divisor = SmallDivisor::new(sum);
    for part in [before, after] {
        matrix.extend(part, |weight| divisor.divide(weight));
    }
    matrix.end_row(true);
    true
}

/// A weight of this validator is void if its target registered at or after this block.
///
/// Two rules in one bound: void if `last_update <= registered` and, with commit-reveal, if
/// `earliest_commit < registered`.
fn registration_limit(mechanism: &MechanismState, uid: usize) -> u64 {
    let last_update = mechanism.last_update.get(uid).copied().unwrap_or(0);
    let commit = match &mechanism.earliest_commits {
        Some(commits) => commits.get(uid).copied().unwrap_or(u64::MAX),
        None => u64::MAX,
    };
    last_update.min(commit.saturating_add(1))
}

/// Integer weights to shares. `(w << 64) / (sum << 32)` is `(w << 32) / sum`. Tells
/// whether the results are shares.
fn normalize_row(weights: &mut [u64], sum: u64) -> bool {
    let whole = sum < MAX_ROW_SUM;
    // The signed sum wraps; rows whose sum comes out negative or zero stay integers.
    let sum = sum % (MAX_ROW_SUM << 1);
    if sum == 0 || sum >= MAX_ROW_SUM {
        weights.iter_mut().for_each(|weight| *weight <<= 32);
        return whole;
    }
    divide_all(weights, sum);
    whole
}

/// Weights as bonds see them, cell by cell: raw, clipped, or something between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BondView {
    /// Penalty zero.
    Raw,
    /// Penalty one.
    Clipped,
    /// Penalty between: the share of the way from raw to clipped.
    Between(u64),
}

impl BondView {
    pub(crate) fn new(bonds_penalty: u16) -> Self {
        match bonds_penalty {
            0 => Self::Raw,
            u16::MAX => Self::Clipped,
            penalty => Self::Between(Divisor::new(u16::MAX.into()).divide(penalty.into())),
        }
    }

    /// The weight that bonds see, or nothing if the entry is dropped.
    #[inline(always)]
    pub(crate) fn weight(self, weight: u64, consensus: u64) -> Option<u64> {
        match self {
            Self::Raw => Some(weight),
            Self::Clipped if consensus < weight => (consensus > 0).then_some(consensus),
            Self::Clipped => Some(weight),
            Self::Between(penalty) => {
                let excess = weight.saturating_sub(consensus);
                // weight + floor(-penalty * excess): the floor of a negative rounds away from 0.
                let product = u128::from(penalty) * u128::from(excess);
                let reduction = product.div_ceil(1 << 32) as u64;
                let seen = weight.saturating_sub(reduction);
                (seen > 0).then_some(seen)
            }
        }
    }
}

/// Replaces rows whose columns do not ascend by sorted ones, where the view sorts rows anyway.
pub(crate) fn arranged_for(view: BondView, weights: Matrix) -> Matrix {
    if !matches!(view, BondView::Between(_)) || weights.rows().all(|row| row.ascending) {
        return weights;
    }
    weights.sorted()
}
