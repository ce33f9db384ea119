//! The moving average of a subnet's price.

use substrate_fixed::types::{I96F32, U64F64};
use taonet_fixed::SafeDiv;

/// What the next moving price depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MovingPriceInput {
    /// The moving price so far: see [`effective_moving_price`](crate::effective_moving_price).
    pub before: U64F64,
    /// The spot price after this block's emission; counts for at most one.
    pub spot_price: U64F64,
    /// The weight of the spot price once the subnet is old.
    pub moving_alpha: I96F32,
    /// The present block.
    pub block: u64,
    /// The block in which the subnet's emission started.
    pub first_emission_block: u64,
    /// The age in blocks at which the weight has half of its final size.
    pub halving_blocks: u64,
}

/// The moving price after a block.
///
/// The result is cut to 32 fraction bits every block. The average therefore never rises by less than
/// 2^-32 and always falls by at least that much while the price is at or below it.
#[must_use]
pub fn moving_price(input: &MovingPriceInput) -> I96F32 {
    let one = U64F64::from_num(1);
    let age = input
        .block
        .saturating_sub(input.first_emission_block.saturating_sub(1));
    let age = U64F64::from_num(age);
    let maturity = age.safe_div(age.saturating_add(U64F64::from_num(input.halving_blocks)));
    let alpha = U64F64::saturating_from_num(input.moving_alpha).saturating_mul(maturity);
    let new = alpha
        .saturating_mul(input.spot_price.min(one))
        .saturating_add(one.saturating_sub(alpha).saturating_mul(input.before));
    I96F32::saturating_from_num(new)
}
