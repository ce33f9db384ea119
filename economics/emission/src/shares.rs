//! The division of a block's TAO among the subnets.

use alloc::vec::Vec;

use substrate_fixed::types::{I96F32, U64F64, U96F32};
use taonet_fixed::SafeDiv;

/// What a subnet's share depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareInput {
    /// The moving average of the price: see [`effective_moving_price`].
    pub moving_price: U64F64,
    /// The part of the miners' incentive that was withheld in the last epoch.
    pub miner_burned: U96F32,
    /// Whether the subnet takes part in emission of TAO.
    pub enabled: bool,
}

/// The moving price that counts: one for root and stable subnets, the stored average for others.
#[must_use]
pub fn effective_moving_price(netuid: u16, mechanism: u16, stored: I96F32) -> U64F64 {
    if netuid == 0 || mechanism == 0 {
        U64F64::from_num(1)
    } else {
        U64F64::saturating_from_num(stored)
    }
}

/// The shares of the subnets before disabled ones are left out: price, reduced by what the subnet
/// withholds from its miners.
#[must_use]
pub fn subnet_shares(subnets: &[ShareInput]) -> Vec<U64F64> {
    let one = U64F64::from_num(1);
    let prices = sum(subnets.iter().map(|subnet| subnet.moving_price));
    let by_price: Vec<U64F64> = subnets
        .iter()
        .map(|subnet| subnet.moving_price.safe_div(prices))
        .collect();
    let weights: Vec<U64F64> = by_price
        .iter()
        .zip(subnets)
        .map(|(share, subnet)| {
            let burned = U64F64::saturating_from_num(subnet.miner_burned).min(one);
            share.saturating_mul(one.saturating_sub(burned))
        })
        .collect();
    let weight = sum(weights.iter().copied());
    if weight == U64F64::from_bits(0) {
        return by_price;
    }
    weights
        .into_iter()
        .map(|part| part.safe_div(weight))
        .collect()
}

/// Gives the shares of disabled subnets to the enabled ones. Leaves everything as it is, to the last
/// bit, if no subnet is disabled.
pub fn apply_enable_switch(subnets: &[ShareInput], shares: &mut [U64F64]) {
    if subnets.iter().all(|subnet| subnet.enabled) {
        return;
    }
    let zero = U64F64::from_bits(0);
    let enabled = sum(subnets
        .iter()
        .zip(shares.iter())
        .filter(|(s, _)| s.enabled)
        .map(|(_, share)| *share));
    for (subnet, share) in subnets.iter().zip(shares) {
        *share = if subnet.enabled {
            share.safe_div(enabled)
        } else {
            zero
        };
    }
}

/// The TAO that each subnet receives of a block's emission, in rao with 32 fraction bits.
#[must_use]
pub fn block_emissions(subnets: &[ShareInput], block_emission_rao: u64) -> Vec<U96F32> {
    let mut shares = subnet_shares(subnets);
    apply_enable_switch(subnets, &mut shares);
    let emission = U64F64::from_num(block_emission_rao);
    shares
        .into_iter()
        .map(|share| U96F32::saturating_from_num(emission.saturating_mul(share)))
        .collect()
}

/// Whether root stakers are paid: only while the moving prices of all subnets sum to more than one.
#[must_use]
pub fn root_sell_flag(moving_prices: impl IntoIterator<Item = U64F64>) -> bool {
    sum(moving_prices) > U64F64::from_num(1)
}

fn sum(values: impl IntoIterator<Item = U64F64>) -> U64F64 {
    values
        .into_iter()
        .fold(U64F64::from_bits(0), |sum, value| sum.saturating_add(value))
}
