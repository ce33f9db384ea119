//! Proof that this code does what was recorded of the protocol, and that nothing breaks it.
//!
//! 1. **Economics** ([`economics`]): files of functions, each with cases of named inputs and outputs.
//!    Every case is computed anew and compared to the last bit.
//! 2. **Scenarios** ([`scenarios`]): chains that were driven by calls and blocks. The same calls are
//!    made in a runtime with the same parameters ([`mod@reference`]), encoded by its own metadata
//!    ([`calls`]), and everything that was recorded on the way is compared: results, balances,
//!    stakes, pools, weights, whole storages.
//! 3. **Random** ([`random`]): the real runtime under calls that a seed chooses, valid and not; after
//!    each block its own invariants are checked.
//!
//! Files are recognised by what they hold. So files that nobody here has seen are replayed as well,
//! if they keep to the format; what is not recognised counts as failed and is named.

pub mod calls;
pub mod economics;
pub mod files;
pub mod golden;
pub mod panics;
pub mod random;
pub mod reference;
pub mod report;
pub mod scenarios;

/// Which cases to replay.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Text that the file and function or case have to contain; all if empty.
    pub filter: String,
}

impl Selection {
    /// Whether a case of that label is wanted.
    #[must_use]
    pub fn admits(&self, label: &str) -> bool {
        self.filter.is_empty() || label.contains(&self.filter)
    }
}
