//! What the calls are charged.

use frame_support::weights::Weight;

/// One read of the database, ps.
const READ_PS: u64 = 25_000_000;
/// One write to the database, ps.
const WRITE_PS: u64 = 100_000_000;
/// Verifying and storing one pulse, ps.
const PULSE_PS: u64 = 4_294_000_000;

fn weight(base_ps: u64, reads: u64, writes: u64) -> Weight {
    let ref_time = base_ps
        .saturating_add(reads.saturating_mul(READ_PS))
        .saturating_add(writes.saturating_mul(WRITE_PS));
    Weight::from_parts(ref_time, 0)
}

/// `write_pulse` by the number of pulses, of which the pool takes one.
pub fn write_pulse(pulses: usize) -> Weight {
    let count = u64::try_from(pulses).unwrap_or(u64::MAX).max(1);
    weight(PULSE_PS.saturating_mul(count), 3, 4)
}

/// `set_beacon_config`.
pub fn set_beacon_config() -> Weight {
    weight(8_766_000, 0, 2)
}

/// `set_oldest_stored_round`.
pub fn set_oldest_stored_round() -> Weight {
    weight(5_370_000, 0, 1)
}
