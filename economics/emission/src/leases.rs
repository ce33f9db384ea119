//! The contributors' part of a leased subnet's owner cut.

use substrate_fixed::types::U64F64;
use taonet_fixed::SafeDiv;

/// How often accumulated lease dividends are paid, in blocks.
pub const LEASE_DISTRIBUTION_INTERVAL_BLOCKS: u64 = 100;

/// What a contributor paid of all that was raised, 0 to 1.
#[must_use]
pub fn lease_share(contribution_rao: u64, raised_rao: u64) -> U64F64 {
    U64F64::from_num(contribution_rao).safe_div(U64F64::from_num(raised_rao))
}

/// What a contributor gets back of the TAO that the lease did not need, rounded down, in rao.
#[must_use]
pub fn lease_refund(share: U64F64, leftover_rao: u64) -> u64 {
    share
        .saturating_mul(U64F64::from_num(leftover_rao))
        .saturating_to_num()
}

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
