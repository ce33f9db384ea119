//! Execution weights of the calls, as measured on the reference hardware of the protocol.
//!
//! Fees follow from them, so they are wire data rather than measurements of this machine. Time is
//! in picoseconds, proof size in bytes; a read counts 25 µs and a write 100 µs.

use frame_support::weights::Weight;

const READ_TIME_PS: u64 = 25_000_000;
const WRITE_TIME_PS: u64 = 100_000_000;

const fn weight(base_time_ps: u64, proof_bytes: u64, reads: u64, writes: u64) -> Weight {
    let database = reads
        .saturating_mul(READ_TIME_PS)
        .saturating_add(writes.saturating_mul(WRITE_TIME_PS));
    Weight::from_parts(base_time_ps.saturating_add(database), proof_bytes)
}

macro_rules! call_weights {
    ($($call:ident: $base:literal, $proof:literal, $reads:literal, $writes:literal;)*) => {
        $(
            #[doc = concat!("Weight of `", stringify!($call), "`.")]
            pub const fn $call() -> Weight {
                weight($base, $proof, $reads, $writes)
            }
        )*
    };
}

call_weights! {
    create: 59_829_000, 6_148, 3, 5;
    contribute: 66_609_000, 6_148, 5, 4;
    withdraw: 60_259_000, 6_148, 4, 4;
    finalize: 31_507_000, 4_197_809, 4, 2;
    dissolve: 66_939_000, 6_148, 4, 5;
    update_min_contribution: 13_259_000, 3_747, 2, 1;
    update_end: 12_048_000, 3_747, 1, 1;
    update_cap: 11_357_000, 3_747, 1, 1;
    set_max_contribution: 16_024_000, 3_747, 2, 1;
}

/// Weight of `refund` when it pays back this many contributors.
pub const fn refund(contributors: u32) -> Weight {
    let each = weight(39_503_253, 2_579, 2, 2);
    weight(110_703_000, 3_747, 2, 0).saturating_add(each.saturating_mul(contributors as u64))
}
