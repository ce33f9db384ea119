//! Weights of setting, committing and revealing weights, by what the call does.
//!
//! Written by `make weights`; not edited by hand. These calls are free, so no fee follows from
//! their weight, and it can be what the work costs: twice the time measured with all state in
//! memory, and the accesses to storage.

use crate::call_weights::Measured;

/// `set_weights`, for each row.
pub(crate) const SET_WEIGHTS: Measured = Measured {
    base_time_ps: 148_939_540,
    entry_time_ps: 121_230,
    reads: 24,
    writes: 5,
};

/// `reveal_weights`, for each row.
pub(crate) const REVEAL_WEIGHTS: Measured = Measured {
    base_time_ps: 165_061_698,
    entry_time_ps: 114_151,
    reads: 28,
    writes: 5,
};

/// `commit_weights`, for each commit; the entries are none.
pub(crate) const COMMIT_WEIGHTS: Measured = Measured {
    base_time_ps: 112_266_000,
    entry_time_ps: 0,
    reads: 26,
    writes: 5,
};
