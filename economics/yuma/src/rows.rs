//! Weights and bonds as they are stored: rows of (uid, value) in the order they were written.

use alloc::vec::Vec;

/// Sparse rows in one allocation. Row `i` belongs to uid `i`; the order inside a row is kept
/// because the protocol depends on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredRows {
    /// End of each row in `entries`.
    ends: Vec<usize>,
    entries: Vec<(u16, u16)>,
}

impl StoredRows {
    /// No rows.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// No rows, with room for `rows` rows and `entries` entries.
    #[must_use]
    pub fn with_capacity(rows: usize, entries: usize) -> Self {
        Self {
            ends: Vec::with_capacity(rows),
            entries: Vec::with_capacity(entries),
        }
    }

    /// Copies rows.
    pub fn from_rows<R: AsRef<[(u16, u16)]>>(rows: impl IntoIterator<Item = R>) -> Self {
        let mut stored = Self::new();
        for row in rows {
            stored.push_row(row.as_ref().iter().copied());
        }
        stored
    }

    /// Appends the row of the next uid.
    pub fn push_row(&mut self, row: impl IntoIterator<Item = (u16, u16)>) {
        self.entries.extend(row);
        self.ends.push(self.entries.len());
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Number of entries in all rows.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.entries.len()
    }

    /// The row of a uid, empty if there is none.
    #[inline]
    #[must_use]
    pub fn row(&self, uid: usize) -> &[(u16, u16)] {
        let Some(end) = self.ends.get(uid) else {
            return &[];
        };
        let start = uid
            .checked_sub(1)
            .and_then(|previous| self.ends.get(previous))
            .unwrap_or(&0);
        self.entries.get(*start..*end).unwrap_or(&[])
    }

    /// All rows by uid.
    pub fn rows(&self) -> impl Iterator<Item = &[(u16, u16)]> {
        (0..self.len()).map(|uid| self.row(uid))
    }
}
