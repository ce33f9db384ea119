//! What a new subnet costs, and what an old one leaves behind.

use alloc::vec::Vec;

use substrate_fixed::types::{I64F64, U64F64, U96F32};
use taonet_fixed::SafeDiv;
use taonet_shares::take_fraction;

use crate::issuance::{DEFAULT_BLOCK_EMISSION_RAO, block_emission};

/// What the price of a new subnet depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockCostInput {
    /// What the last subnet cost, in rao.
    pub last_lock_cost: u64,
    /// The floor, in rao.
    pub min_lock_cost: u64,
    /// The block in which it was registered, zero for never.
    pub last_registration_block: u64,
    /// The present block.
    pub block: u64,
    /// Blocks in which the cost falls by the last price, before the first halving.
    pub reduction_interval: u64,
    /// TAO issued, in rao.
    pub total_issuance: u64,
}

/// The price of a new subnet, in rao: twice the last one, falling linearly to the floor.
#[must_use]
pub fn lock_cost(input: &LockCostInput) -> u64 {
    let multiplier = if input.last_registration_block == 0 {
        1
    } else {
        2
    };
    let emission = I64F64::saturating_from_num(block_emission(input.total_issuance))
        .safe_div(I64F64::saturating_from_num(DEFAULT_BLOCK_EMISSION_RAO));
    let interval: u64 = I64F64::saturating_from_num(input.reduction_interval)
        .saturating_mul(emission)
        .saturating_to_num();
    let per_block = input.last_lock_cost.checked_div(interval).unwrap_or(0);
    let elapsed = input.block.saturating_sub(input.last_registration_block);
    input
        .last_lock_cost
        .saturating_mul(multiplier)
        .saturating_sub(per_block.saturating_mul(elapsed))
        .max(input.min_lock_cost)
}

/// The median of the prices above zero; one if there are none. Of an even number it is the mean of
/// the two in the middle.
#[must_use]
pub fn median_price(mut prices: Vec<U64F64>) -> U64F64 {
    prices.retain(|price| *price > U64F64::from_bits(0));
    prices.sort_unstable();
    let middle = prices.len() / 2;
    let upper = prices.get(middle).copied();
    let lower = middle
        .checked_sub(1)
        .and_then(|index| prices.get(index).copied());
    match (prices.len() % 2, lower, upper) {
        (1, _, Some(price)) => price,
        (0, Some(lower), Some(upper)) => lower.saturating_add(upper).safe_div(U64F64::from_num(2)),
        _ => U64F64::from_num(1),
    }
}

/// The alpha with which a new pool starts, in rao: its TAO at the median price.
#[must_use]
pub fn initial_pool_alpha(pool_tao: u64, median_price: U64F64) -> u64 {
    U64F64::from_num(pool_tao)
        .safe_div(median_price)
        .saturating_to_num()
}

/// Divides the TAO of a dissolved subnet among its stakers, whose alpha is `values`, and the
/// protocol's own alpha. Returns the stakers' amounts in order and the protocol's, in rao.
///
/// Amounts are rounded down; the rao left over go one each to the largest remainders, earlier
/// stakers first and the protocol last. The parts sum to the pot, unless there is no alpha at all.
#[must_use]
pub fn dissolution_payouts(pot: u64, values: &[u64], protocol: u64) -> (Vec<u64>, u64) {
    let all = || values.iter().copied().chain(core::iter::once(protocol));
    let total: u128 = all().map(u128::from).sum();
    if total == 0 {
        return (alloc::vec![0; values.len()], 0);
    }
    let mut amounts: Vec<u64> = Vec::with_capacity(values.len().saturating_add(1));
    let mut remainders: Vec<(u128, usize)> = Vec::with_capacity(amounts.capacity());
    for (index, value) in all().enumerate() {
        // A product of two u64 fits in 128 bits, and the quotient is at most the pot.
        let product = u128::from(pot).wrapping_mul(u128::from(value));
        amounts.push(u64::try_from(product / total).unwrap_or(pot));
        remainders.push((product % total, index));
    }
    let paid: u64 = amounts.iter().sum();
    let left = usize::try_from(pot.saturating_sub(paid)).unwrap_or(usize::MAX);
    // A stable sort: equal remainders keep their order.
    remainders.sort_by_key(|(remainder, _)| core::cmp::Reverse(*remainder));
    for (_, index) in remainders.iter().take(left) {
        if let Some(amount) = amounts.get_mut(*index) {
            *amount = amount.saturating_add(1);
        }
    }
    let protocol = amounts.pop().unwrap_or(0);
    (amounts, protocol)
}

/// What an owner has earned so far, valued at the spot price, in rao: it is held against the refund
/// of an old subnet's lock. `owner_cut` is in parts of 65,535.
#[must_use]
pub fn owner_emission(alpha_issuance: u64, owner_cut: u16, spot_price: U64F64) -> u64 {
    let alpha = U96F32::from_num(alpha_issuance)
        .saturating_mul(take_fraction(owner_cut))
        .floor();
    alpha
        .saturating_mul(U96F32::saturating_from_num(spot_price))
        .saturating_to_num()
}
