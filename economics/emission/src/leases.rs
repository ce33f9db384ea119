//! The contributors' part of a leased subnet's owner cut.

use substrate_fixed::types::U64F64;

/// How often accumulated lease dividends are paid, in blocks.
pub const LEASE_DISTRIBUTION_INTERVAL_BLOCKS: u64 = 100;

/// The part of an owner cut that belongs to the lease's contributors, rounded up, in rao.
#[must_use]
pub fn lease_part(owner_cut_rao: u64, percent: u8) -> u64 {
    let part = u128::from(owner_cut_rao).saturating_mul(u128::from(percent.min(100)));
    u64::try_from(part.div_ceil(100)).unwrap_or(u64::MAX)
}

/// What a contributor receives of the accumulated dividends, rounded up, in rao.
#[must_use]
pub fn lease_payout(share: U64F64, accumulated_rao: u64) -> u64 {
    let exact = share.saturating_mul(U64F64::from_num(accumulated_rao));
    exact
        .checked_ceil()
        .map_or(u64::MAX, |whole| whole.saturating_to_num())
}
