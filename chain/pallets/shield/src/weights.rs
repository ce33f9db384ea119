//! Execution weights of the calls: wire data, because fees follow from them.

use frame_support::weights::Weight;

const READ_TIME_PS: u64 = 25_000_000;
const WRITE_TIME_PS: u64 = 100_000_000;

const fn weight(base_time_ps: u64, proof_bytes: u64, reads: u64, writes: u64) -> Weight {
    let database = reads
        .saturating_mul(READ_TIME_PS)
        .saturating_add(writes.saturating_mul(WRITE_TIME_PS));
    Weight::from_parts(base_time_ps.saturating_add(database), proof_bytes)
}

/// One row is a call: picoseconds without the database, bytes of proof, reads, writes.
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
    announce_next_key: 33_661_000, 5_555, 4, 6;
    submit_encrypted: 207_223_000, 0, 0, 0;
    store_encrypted: 20_000_000_000, 0, 0, 0;
    set_max_pending_extrinsics_number: 4_206_000, 0, 0, 1;
    set_on_initialize_weight: 4_327_000, 0, 0, 1;
    set_stored_extrinsic_lifetime: 4_116_000, 0, 0, 1;
    set_max_extrinsic_weight: 4_227_000, 0, 0, 1;
}
