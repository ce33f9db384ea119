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

fn linear(base: Weight, each: Weight, count: usize) -> Weight {
    base.saturating_add(each.saturating_mul(u64::try_from(count).unwrap_or(u64::MAX)))
}

/// Weight of `execute_orders` with this many orders.
pub fn execute_orders(orders: usize) -> Weight {
    linear(
        weight(61_768_457, 6_148, 17, 10),
        weight(520_180_782, 5_158, 11, 7),
        orders,
    )
}

/// Weight of `execute_batched_orders` with this many orders.
pub fn execute_batched_orders(orders: usize) -> Weight {
    linear(
        weight(499_718_496, 8_727, 25, 15),
        weight(259_134_004, 5_158, 10, 7),
        orders,
    )
}

/// Weight of `cancel_order`.
pub const fn cancel_order() -> Weight {
    weight(14_822_000, 3_522, 1, 1)
}

/// Weight of `set_pallet_status`.
pub const fn set_pallet_status() -> Weight {
    weight(4_266_000, 0, 0, 1)
}
