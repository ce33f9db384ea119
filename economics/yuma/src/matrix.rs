//! Sparse rows of raw numbers, as a structure of arrays.

use alloc::vec::Vec;

/// Sparse matrix; the order inside a row is kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matrix {
    ends: Vec<usize>,
    /// Whether the columns of the row strictly ascend.
    ascending: Vec<bool>,
    columns: Vec<u16>,
    values: Vec<u64>,
    /// Whether a value may exceed one.
    wide: bool,
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    pub(crate) columns: &'a [u16],
    pub(crate) values: &'a [u64],
    pub(crate) ascending: bool,
}

impl<'a> Row<'a> {
    /// Whether both rows list the same columns, in the same order. Empty rows are told by their
    /// length: comparing no bytes at a dangling address is slow on some processors.
    #[inline]
    pub(crate) fn same_columns(self, other: Row<'_>) -> bool {
        self.columns.len() == other.columns.len()
            && (self.columns.is_empty() || self.columns == other.columns)
    }

    /// Splits the first entries off.
    #[inline(always)]
    pub(crate) fn take(&mut self, count: usize) -> (&'a [u16], &'a [u64]) {
        let count = count.min(self.columns.len()).min(self.values.len());
        let (columns, later_columns) = self.columns.split_at(count);
        let (values, later_values) = self.values.split_at(count);
        (self.columns, self.values) = (later_columns, later_values);
        (columns, values)
    }

    #[inline(always)]
    pub(crate) fn iter(self) -> impl Iterator<Item = (u16, u64)> + use<'a> {
        self.columns
            .iter()
            .copied()
            .zip(self.values.iter().copied())
    }
}

impl Matrix {
    pub(crate) fn with_capacity(rows: usize, entries: usize) -> Self {
        Self {
            ends: Vec::with_capacity(rows),
            ascending: Vec::with_capacity(rows),
            columns: Vec::with_capacity(entries),
            values: Vec::with_capacity(entries),
            wide: false,
        }
    }

    /// Notes that values may exceed one.
    pub(crate) fn mark_wide(&mut self) {
        self.wide = true;
    }

    /// Whether a value may exceed one.
    pub(crate) fn is_wide(&self) -> bool {
        self.wide
    }

    #[inline(always)]
    pub(crate) fn push(&mut self, column: u16, value: u64) {
        self.columns.push(column);
        self.values.push(value);
    }

    /// Appends stored entries to the open row.
    #[inline(always)]
    pub(crate) fn extend(&mut self, entries: &[(u16, u16)], value: impl Fn(u16) -> u64) {
        self.columns
            .extend(entries.iter().map(|(column, _)| *column));
        self.values
            .extend(entries.iter().map(|(_, stored)| value(*stored)));
    }

    /// Appends entries to the open row, leaving out zeros.
    #[inline(always)]
    pub(crate) fn extend_positive(
        &mut self,
        columns: &[u16],
        values: impl ExactSizeIterator<Item = u64>,
    ) {
        let start = self.values.len();
        self.values.extend(values);
        let added = self.values.get(start..).unwrap_or_default();
        if !added.contains(&0) {
            self.columns.extend_from_slice(columns);
            return;
        }
        let kept = columns.iter().zip(added).filter(|(_, value)| **value > 0);
        self.columns.extend(kept.map(|(column, _)| *column));
        let mut place = 0;
        self.values.retain(|value| {
            place += 1;
            place <= start || *value > 0
        });
    }

    /// Entries pushed since the last [`Matrix::end_row`], with their columns.
    pub(crate) fn open_entries(&self) -> impl Iterator<Item = (u16, u64)> + '_ {
        let start = self.ends.last().copied().unwrap_or(0);
        let columns = self.columns.get(start..).unwrap_or_default();
        let values = self.values.get(start..).unwrap_or_default();
        columns
            .iter()
            .zip(values)
            .map(|(column, value)| (*column, *value))
    }

    /// Closes the row that the pushes since the last call belong to.
    #[inline]
    pub(crate) fn end_row(&mut self, ascending: bool) {
        self.ends.push(self.values.len());
        self.ascending.push(ascending);
    }

    /// Entries pushed since the last [`Matrix::end_row`].
    pub(crate) fn open_values(&mut self) -> &mut [u64] {
        let start = self.ends.last().copied().unwrap_or(0);
        self.values.get_mut(start..).unwrap_or_default()
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn entries(&self) -> usize {
        self.values.len()
    }

    #[inline]
    fn range(&self, row: usize) -> core::ops::Range<usize> {
        let end = self.ends.get(row).copied().unwrap_or(0);
        let start = row
            .checked_sub(1)
            .and_then(|r| self.ends.get(r))
            .copied()
            .unwrap_or(0);
        start.min(end)..end
    }

    #[inline]
    pub(crate) fn row(&self, row: usize) -> Row<'_> {
        let range = self.range(row);
        Row {
            columns: self.columns.get(range.clone()).unwrap_or_default(),
            values: self.values.get(range).unwrap_or_default(),
            ascending: self.ascending.get(row).copied().unwrap_or(true),
        }
    }

    #[inline]
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len()).map(|row| self.row(row))
    }

    /// The same with ascending rows: the last of equal columns wins.
    pub(crate) fn sorted(&self) -> Self {
        let mut sorted = Self::with_capacity(self.len(), self.entries());
        sorted.wide = self.wide;
        for row in self.rows() {
            if row.ascending {
                sorted.columns.extend_from_slice(row.columns);
                sorted.values.extend_from_slice(row.values);
            } else {
                for (column, value) in sorted_last_wins(row) {
                    sorted.push(column, value);
                }
            }
            sorted.end_row(true);
        }
        sorted
    }

    /// The columns of a row and its values, to be changed.
    pub(crate) fn row_mut(&mut self, row: usize) -> (&[u16], &mut [u64]) {
        let range = self.range(row);
        (
            self.columns.get(range.clone()).unwrap_or_default(),
            self.values.get_mut(range).unwrap_or_default(),
        )
    }
}

/// Sorts entries by column and keeps the last of each column.
pub(crate) fn sorted_last_wins(row: Row<'_>) -> Vec<(u16, u64)> {
    let mut entries: Vec<(u16, u64)> = row.iter().collect();
    entries.sort_by_key(|(column, _)| *column);
    entries.reverse();
    entries.dedup_by_key(|(column, _)| *column);
    entries.reverse();
    entries
}
