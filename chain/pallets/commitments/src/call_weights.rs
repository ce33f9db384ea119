//! What the calls and the block hook are charged.

use frame_support::weights::Weight;

/// One read of the database, ps.
const READ_PS: u64 = 25_000_000;
/// One write to the database, ps.
const WRITE_PS: u64 = 100_000_000;
/// Opening one timelocked field, ps.
const REVEAL_PS: u64 = 4_000_000_000;

fn weight(base_ps: u64, reads: u64, writes: u64) -> Weight {
    let ref_time = base_ps
        .saturating_add(reads.saturating_mul(READ_PS))
        .saturating_add(writes.saturating_mul(WRITE_PS));
    Weight::from_parts(ref_time, 0)
}

/// `set_commitment`.
pub fn set_commitment() -> Weight {
    weight(33_480_000, 5, 4)
}

/// `set_max_space`.
pub fn set_max_space() -> Weight {
    weight(2_856_000, 0, 1)
}

/// The block hook by what it found: commitments looked at, pulses looked up, fields tried.
pub(crate) fn reveal(commitments: u64, pulses: u64, tried: u64) -> Weight {
    weight(
        tried.saturating_mul(REVEAL_PS),
        commitments.saturating_add(pulses).saturating_add(1),
        tried.saturating_mul(3),
    )
}
