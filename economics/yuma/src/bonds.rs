//! Bonds: every validator's moving average of its weights, and the dividends they earn.
//!
//! Two rules. The original: the average runs over stake times weight, in shares of the column,
//! and is stored so that the largest holder of a column has 65,535. Yuma 3: the average runs over
//! the weight alone and is stored as it is; stake enters only when dividends are summed. With
//! Yuma 3 the rate of the average can depend on the cell ([`crate::liquid_alpha`]).

use alloc::{vec, vec::Vec};

use taonet_fixed::{I32F32, I64F64, SafeDiv, conversion::fixed64_to_fixed32};

use crate::{
    liquid_alpha::LiquidRate,
    matrix::{Matrix, Row},
    raw::{Divisor, MAX, ONE, SmallDivisor, add, mul_unit, normalize, to_u16},
    rows::StoredRows,
    weights::BondView,
};

/// What both rules read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BondInput<'a> {
    pub(crate) weights: &'a Matrix,
    pub(crate) view: BondView,
    pub(crate) consensus: &'a [u64],
    pub(crate) incentive: &'a [u64],
    pub(crate) active_stake: &'a [u64],
    pub(crate) stored: &'a StoredRows,
    /// Bonds of these columns are forgotten: the neuron is younger than the last epoch.
    pub(crate) forgotten: &'a [bool],
    /// Bonds beyond the last column are forgotten too. They have no effect of their own, but in
    /// a row that does not ascend they can hide others from the cursor of the liquid average.
    pub(crate) foreign_forgotten: bool,
    /// Rows that are stored; the others are emptied.
    pub(crate) new_permits: &'a [bool],
    pub(crate) rate: Rate,
}

/// Dividends (shares) and new bonds.
#[derive(Debug)]
pub(crate) struct BondOutcome {
    pub(crate) dividends: Vec<u64>,
    pub(crate) bonds: StoredRows,
}

/// Constant rate of the moving average.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rate {
    /// Share of the new value.
    new: i64,
    /// Share of the old value.
    old: i64,
}

impl Rate {
    /// From the share of the old value in parts of a million. More than a million gives the new
    /// value a negative share, which the arithmetic must bear.
    pub(crate) fn new(bonds_moving_average: u64) -> Self {
        let one = I32F32::from_num(1);
        let average =
            I64F64::saturating_from_num(bonds_moving_average).safe_div(I64F64::from_num(1_000_000));
        let new = one.saturating_sub(fixed64_to_fixed32(average));
        Self {
            new: new.to_bits(),
            old: one.saturating_sub(new).to_bits(),
        }
    }

    /// The average, 0 if it would be negative.
    #[inline(always)]
    fn apply(self, new: u64, old: u64) -> u64 {
        if self.new >= 0 {
            return mul_unit(self.new as u64, new) + mul_unit(self.old as u64, old);
        }
        self.apply_negative(new, old)
    }

    /// [`Rate::apply`] where the new value has no negative share.
    #[inline(always)]
    fn blend(self, new: u64, old: u64) -> u64 {
        mul_unit(self.new as u64, new) + mul_unit(self.old as u64, old)
    }

    #[cold]
    fn apply_negative(self, new: u64, old: u64) -> u64 {
        let part = |share: i64, value: u64| {
            I32F32::from_bits(share).saturating_mul(I32F32::from_bits(value as i64))
        };
        let average = part(self.new, new).saturating_add(part(self.old, old));
        u64::try_from(average.to_bits()).unwrap_or(0)
    }
}

/// Scratch space for one row.
#[derive(Debug, Default)]
struct RowBuffer {
    columns: Vec<u16>,
    values: Vec<u64>,
    ascending: bool,
}

impl RowBuffer {
    #[inline(always)]
    fn fill(&mut self, entries: impl Iterator<Item = (u16, u64)>) {
        self.columns.clear();
        self.values.clear();
        let mut next = 0_u32;
        self.ascending = true;
        for (column, value) in entries {
            self.ascending &= u32::from(column) >= next;
            next = u32::from(column) + 1;
            self.columns.push(column);
            self.values.push(value);
        }
    }

    #[inline(always)]
    fn row(&self) -> Row<'_> {
        Row {
            columns: &self.columns,
            values: &self.values,
            ascending: self.ascending,
        }
    }
}

impl BondInput<'_> {
    fn columns(&self) -> usize {
        self.consensus.len()
    }

    /// The weights of a row as bonds see them.
    #[inline(always)]
    fn seen(&self, row: usize) -> impl Iterator<Item = (u16, u64)> + '_ {
        self.weights.row(row).iter().filter_map(|(column, weight)| {
            let consensus = *self.consensus.get(usize::from(column))?;
            Some((column, self.view.weight(weight, consensus)?))
        })
    }

    /// The stored bonds of a row that are not forgotten.
    #[inline(always)]
    fn remembered(&self, row: usize) -> impl Iterator<Item = (u16, u16)> + '_ {
        self.remembered_or(row, true)
    }

    /// The same, with bonds beyond the last column where `foreign_forgotten` is false.
    #[inline(always)]
    fn remembered_or(
        &self,
        row: usize,
        foreign_forgotten: bool,
    ) -> impl Iterator<Item = (u16, u16)> + '_ {
        self.stored
            .row(row)
            .iter()
            .copied()
            .filter(move |(column, _)| {
                !self
                    .forgotten
                    .get(usize::from(*column))
                    .copied()
                    .unwrap_or(foreign_forgotten)
            })
    }

    /// The weights and bonds of a row, if both list the same columns in ascending order.
    #[inline(always)]
    fn twins(&self, row: usize) -> Option<(Row<'_>, &[(u16, u16)])> {
        let (weights, bonds) = (self.weights.row(row), self.stored.row(row));
        if !weights.ascending || weights.columns.len() != bonds.len() {
            return None;
        }
        let differences = weights
            .columns
            .iter()
            .zip(bonds)
            .fold(0, |bits, (column, (other, _))| bits | (column ^ other));
        (differences == 0).then_some((weights, bonds))
    }

    /// Whether all sums over columns stay far from the largest number: weights are shares, and
    /// the average is one of two shares.
    fn is_bounded(&self) -> bool {
        !self.weights.is_wide() && self.rate.new >= 0
    }

    fn capacity(&self) -> usize {
        self.weights.entries().max(self.stored.entries())
    }
}

/// Moving average of one row, appended to the open row of `averages`. It ascends by column and has
/// no zeros.
#[inline(always)]
fn average_row(new: Row<'_>, old: Row<'_>, rate: Rate, n: usize, averages: &mut Matrix) {
    if new.ascending && new.same_columns(old) {
        let values = new
            .values
            .iter()
            .zip(old.values)
            .map(|(new, old)| rate.apply(*new, *old));
        averages.extend_positive(new.columns, values);
        return;
    }
    let emit_positive = |column: u16, value: u64| {
        if value > 0 {
            averages.push(column, value);
        }
    };
    average_differing(new, old, rate, n, emit_positive);
}

/// The average of rows that do not list the same columns.
fn average_differing(
    new: Row<'_>,
    old: Row<'_>,
    rate: Rate,
    n: usize,
    mut emit_positive: impl FnMut(u16, u64),
) {
    if new.ascending && old.ascending {
        let (mut new, mut old) = (new.iter().peekable(), old.iter().peekable());
        loop {
            let (column, value) = match (new.peek().copied(), old.peek().copied()) {
                (Some((column, fresh)), Some((other, stale))) => {
                    let take_new = column <= other;
                    let take_old = other <= column;
                    if take_new {
                        new.next();
                    }
                    if take_old {
                        old.next();
                    }
                    let fresh = if take_new { fresh } else { 0 };
                    let stale = if take_old { stale } else { 0 };
                    (column.min(other), rate.apply(fresh, stale))
                }
                (Some((column, fresh)), None) => {
                    new.next();
                    (column, rate.apply(fresh, 0))
                }
                (None, Some((column, stale))) => {
                    old.next();
                    (column, rate.apply(0, stale))
                }
                (None, None) => break,
            };
            emit_positive(column, value);
        }
    } else {
        average_unordered(new, old, rate, n, emit_positive);
    }
}

/// The average through a dense row: columns may repeat and come in any order.
fn average_unordered(
    new: Row<'_>,
    old: Row<'_>,
    rate: Rate,
    n: usize,
    mut emit: impl FnMut(u16, u64),
) {
    let mut signed: Vec<i64> = vec![0; n];
    let part = |share: i64, value: u64| {
        I32F32::from_bits(share)
            .saturating_mul(I32F32::from_bits(value as i64))
            .to_bits()
    };
    let weighted = new
        .iter()
        .map(|(column, value)| (column, part(rate.new, value)))
        .chain(
            old.iter()
                .map(|(column, value)| (column, part(rate.old, value))),
        );
    for (column, value) in weighted {
        if let Some(cell) = signed.get_mut(usize::from(column)) {
            *cell = cell.saturating_add(value);
        }
    }
    for (column, value) in (0_u16..=u16::MAX).zip(signed) {
        emit(column, u64::try_from(value).unwrap_or(0));
    }
}

#[inline(always)]
fn bump(sums: &mut [u64], column: u16, value: u64) {
    if let Some(sum) = sums.get_mut(usize::from(column)) {
        *sum = add(*sum, value);
    }
}

fn divisors(sums: &[u64]) -> Vec<Divisor> {
    sums.iter().map(|sum| Divisor::new(*sum)).collect()
}

#[inline(always)]
fn divide(divisors: &[Divisor], column: u16, value: u64) -> u64 {
    divisors
        .get(usize::from(column))
        .map_or(value, |divisor| divisor.divide(value))
}

/// What the loop over aligned rows reads and adds up for one column, side by side in memory.
#[derive(Clone, Copy, Debug)]
struct ClassicColumn {
    consensus: u64,
    purchase: Divisor,
    bond: SmallDivisor,
    sum: u64,
}

/// The original rule. `ranks` are the column sums of stake times clipped weight.
pub(crate) fn classic(input: &BondInput<'_>, ranks: &[u64]) -> BondOutcome {
    let n = input.columns();
    let stakes = || input.active_stake.iter().copied().enumerate();

    let purchase_sums = if input.view == BondView::Clipped {
        ranks.to_vec()
    } else {
        let mut sums = vec![0_u64; n];
        for (row, stake) in stakes() {
            input.seen(row).for_each(|(column, weight)| {
                bump(&mut sums, column, mul_unit(weight, stake));
            });
        }
        sums
    };
    // Bonds are integers; as shares of an integer sum they need no fraction bits. Only a sum
    // beyond the signed type, of more than 32,767 full bonds, has to be taken as saturated.
    let mut bond_sums = vec![0_u64; n];
    for (row, _) in stakes() {
        for (column, bond) in input.remembered(row) {
            bump(&mut bond_sums, column, bond.into());
        }
    }
    let purchase_divisors = divisors(&purchase_sums);
    let saturated = bond_sums.iter().any(|sum| *sum >= SmallDivisor::LIMIT);
    let bond_shift = if saturated { 32 } else { 0 };
    if saturated {
        bond_sums
            .iter_mut()
            .for_each(|sum| *sum = sum.saturating_mul(ONE).min(MAX));
    }
    let bond_divisors = divisors(&bond_sums);

    // In aligned rows a forgotten bond is a bond of nothing.
    let mut cells: Vec<ClassicColumn> = input
        .consensus
        .iter()
        .zip(&purchase_divisors)
        .zip(bond_sums.iter().zip(input.forgotten))
        .map(|((consensus, purchase), (sum, forgotten))| ClassicColumn {
            consensus: *consensus,
            purchase: *purchase,
            bond: SmallDivisor::new(if *forgotten { 0 } else { *sum }),
            sum: 0,
        })
        .collect();
    let alignable = !saturated && input.is_bounded();

    let mut averages = Matrix::with_capacity(n, input.capacity());
    let mut sums = vec![0_u64; n];
    let (mut new, mut old) = (RowBuffer::default(), RowBuffer::default());
    for (row, stake) in stakes() {
        if let Some((weights, bonds)) = input.twins(row).filter(|_| alignable) {
            let values = weights.columns.iter().zip(weights.values).zip(bonds).map(
                |((column, weight), (_, bond))| {
                    let Some(cell) = cells.get_mut(usize::from(*column)) else {
                        return 0;
                    };
                    let seen = input.view.weight(*weight, cell.consensus).unwrap_or(0);
                    let fresh = cell.purchase.divide(mul_unit(seen, stake));
                    let value = input.rate.blend(fresh, cell.bond.divide(*bond));
                    cell.sum += value;
                    value
                },
            );
            averages.extend_positive(weights.columns, values);
            averages.end_row(true);
            continue;
        }
        new.fill(input.seen(row).map(|(column, weight)| {
            (
                column,
                divide(&purchase_divisors, column, mul_unit(weight, stake)),
            )
        }));
        old.fill(input.remembered(row).map(|(column, bond)| {
            (
                column,
                divide(&bond_divisors, column, u64::from(bond) << bond_shift),
            )
        }));
        average_row(new.row(), old.row(), input.rate, n, &mut averages);
        averages
            .open_entries()
            .for_each(|(column, value)| bump(&mut sums, column, value));
        averages.end_row(true);
    }
    for (sum, cell) in sums.iter_mut().zip(cells) {
        *sum = add(*sum, cell.sum);
    }

    let (mut dividends, largest) = classic_dividends(&mut averages, &sums, input.incentive);
    normalize(&mut dividends);

    let scale = divisors(&largest);
    let bonds = store(&averages, input.new_permits, |column, value| {
        divide(&scale, column, value)
    });
    BondOutcome { dividends, bonds }
}

/// Turns averages into shares of their column; dividends by row and the largest share by column.
fn classic_dividends(
    averages: &mut Matrix,
    sums: &[u64],
    incentive: &[u64],
) -> (Vec<u64>, Vec<u64>) {
    struct Column {
        divisor: Divisor,
        incentive: u64,
        largest: u64,
    }
    let mut cells: Vec<Column> = sums
        .iter()
        .zip(incentive)
        .map(|(sum, incentive)| Column {
            divisor: Divisor::new(*sum),
            incentive: *incentive,
            largest: 0,
        })
        .collect();
    let mut dividends = Vec::with_capacity(averages.len());
    for row in 0..averages.len() {
        // A sum that saturates at each step is the exact sum, cut once.
        let mut dividend = 0_u128;
        let (columns, values) = averages.row_mut(row);
        for (column, value) in columns.iter().zip(values) {
            if let Some(cell) = cells.get_mut(usize::from(*column)) {
                *value = cell.divisor.divide(*value);
                cell.largest = cell.largest.max(*value);
                dividend += u128::from(mul_unit(cell.incentive, *value));
            }
        }
        dividends.push(dividend.min(MAX.into()) as u64);
    }
    (dividends, cells.iter().map(|cell| cell.largest).collect())
}

/// What the loop over aligned rows of Yuma 3 reads and adds up for one column.
#[derive(Clone, Copy, Debug)]
struct Yuma3Column {
    consensus: u64,
    /// All bits, or none where bonds are forgotten.
    remembered: u64,
    sum: u64,
}

/// A bond in parts of 65,535 as a share: `(bond << 32) / 65535`, where 2^32 is 65535 * 65537 + 1.
#[inline(always)]
fn bond_share(bond: u16) -> u64 {
    u64::from(bond) * 65_537 + u64::from(bond == u16::MAX)
}

/// The Yuma 3 rule, with the liquid rate if one is given.
pub(crate) fn yuma3(input: &BondInput<'_>, liquid: Option<&LiquidRate>) -> BondOutcome {
    let n = input.columns();
    let mut cells: Vec<Yuma3Column> = input
        .consensus
        .iter()
        .zip(input.forgotten)
        .map(|(consensus, forgotten)| Yuma3Column {
            consensus: *consensus,
            remembered: u64::from(*forgotten).wrapping_sub(1),
            sum: 0,
        })
        .collect();
    let alignable = liquid.is_none() && input.is_bounded();
    let mut averages = Matrix::with_capacity(n, input.capacity());
    let mut sums = vec![0_u64; n];
    let mut rates = Vec::new();
    let (mut new, mut old) = (RowBuffer::default(), RowBuffer::default());
    for row in 0..n {
        if let Some((weights, bonds)) = input.twins(row).filter(|_| alignable) {
            let values = weights.columns.iter().zip(weights.values).zip(bonds).map(
                |((column, weight), (_, bond))| {
                    let Some(cell) = cells.get_mut(usize::from(*column)) else {
                        return 0;
                    };
                    let seen = input.view.weight(*weight, cell.consensus).unwrap_or(0);
                    let value = input.rate.blend(seen, bond_share(*bond) & cell.remembered);
                    cell.sum += value;
                    value
                },
            );
            averages.extend_positive(weights.columns, values);
            averages.end_row(true);
            continue;
        }
        new.fill(input.seen(row));
        old.fill(
            input
                .remembered_or(row, liquid.is_none() || input.foreign_forgotten)
                .map(|(column, bond)| (column, bond_share(bond))),
        );
        match liquid {
            Some(liquid) => {
                liquid_row(
                    new.row(),
                    old.row(),
                    liquid,
                    input.consensus,
                    &mut rates,
                    &mut averages,
                );
            }
            None => average_row(new.row(), old.row(), input.rate, n, &mut averages),
        }
        averages
            .open_entries()
            .for_each(|(column, value)| bump(&mut sums, column, value));
        averages.end_row(new.ascending);
    }

    let columns: Vec<(Divisor, u64)> = sums
        .iter()
        .zip(&cells)
        .zip(input.incentive)
        .map(|((sum, cell), incentive)| (Divisor::new(add(*sum, cell.sum)), *incentive))
        .collect();
    let mut dividends = Vec::with_capacity(n);
    for (row, stake) in averages.rows().zip(input.active_stake) {
        let mut total = 0_u64;
        for (column, value) in row.iter() {
            if let Some((divisor, incentive)) = columns.get(usize::from(column)) {
                let share = divisor.divide(value);
                total = total.wrapping_add(mul_unit(share, *incentive));
            }
        }
        dividends.push(mul_unit(total, *stake));
    }
    normalize(&mut dividends);
    let bonds = store(&averages, input.new_permits, |_, value| value);
    BondOutcome { dividends, bonds }
}

/// Liquid average of one row: only the columns of the weights row survive, in its order.
fn liquid_row(
    new: Row<'_>,
    old: Row<'_>,
    liquid: &LiquidRate,
    consensus: &[u64],
    rates: &mut Vec<u64>,
    averages: &mut Matrix,
) {
    let limit = |column: u16| consensus.get(usize::from(column)).copied().unwrap_or(0);
    let mut finish = |column: u16, weight: u64, bond: u64, rate: u64| {
        let kept = mul_unit(ONE.saturating_sub(rate), bond);
        let value = kept.saturating_add(mul_unit(rate, weight)).min(ONE);
        if value > 0 {
            averages.push(column, value);
        }
    };
    rates.clear();
    if new.ascending && old.ascending {
        let bonds = aligned(new, old);
        rates.extend(
            new.iter()
                .zip(&bonds)
                .map(|((column, weight), bond)| LiquidRate::distance(weight, *bond, limit(column))),
        );
        liquid.rates(rates);
        for (((column, weight), bond), rate) in new.iter().zip(bonds).zip(rates.iter()) {
            finish(column, weight, bond, *rate);
        }
        return;
    }
    // A cursor that never goes back reads both rows: it misses an entry whose column is not
    // larger than all before it. The decayed bond is looked up directly and misses nothing.
    let visible_weights = visible(new, consensus.len());
    let visible_bonds = visible(old, consensus.len());
    let mut bonds = vec![0_u64; consensus.len()];
    for (column, bond) in old.iter() {
        if let Some(cell) = bonds.get_mut(usize::from(column)) {
            *cell = bond;
        }
    }
    let at = |cells: &[u64], column: u16| cells.get(usize::from(column)).copied().unwrap_or(0);
    rates.extend(new.columns.iter().map(|column| {
        LiquidRate::distance(
            at(&visible_weights, *column),
            at(&visible_bonds, *column),
            limit(*column),
        )
    }));
    liquid.rates(rates);
    for ((column, weight), rate) in new.iter().zip(rates.iter()) {
        finish(column, weight, at(&bonds, column), *rate);
    }
}

/// The old value for each column of the new row; both rows ascend.
fn aligned(new: Row<'_>, old: Row<'_>) -> Vec<u64> {
    if new.same_columns(old) {
        return old.values.to_vec();
    }
    let mut old = old.iter().peekable();
    let value_at = |column: &u16| {
        while old.next_if(|(other, _)| other < column).is_some() {}
        old.next_if(|(other, _)| other == column)
            .map_or(0, |(_, value)| value)
    };
    new.columns.iter().map(value_at).collect()
}

/// A row as a forward-only cursor sees it, dense.
fn visible(row: Row<'_>, n: usize) -> Vec<u64> {
    let mut cells = vec![0_u64; n];
    let mut next = 0_usize;
    for (column, value) in row.iter() {
        let column = usize::from(column);
        if column < next {
            continue;
        }
        next = column + 1;
        if let Some(cell) = cells.get_mut(column) {
            *cell = value;
        }
    }
    cells
}

/// Bonds of permit holders in parts of 65,535; zeros are kept.
fn store(averages: &Matrix, permits: &[bool], scale: impl Fn(u16, u64) -> u64) -> StoredRows {
    let mut bonds = StoredRows::with_capacity(permits.len(), averages.entries());
    for (row, permit) in averages.rows().zip(permits) {
        if *permit {
            bonds.push_row(row.iter().map(|(c, v)| (c, to_u16(scale(c, v)))));
        } else {
            bonds.push_row([]);
        }
    }
    bonds
}
