//! How much an order with a limit price may be worth at most.

use substrate_fixed::types::U64F64;
use taonet_fixed::SafeDiv;

use crate::{
    AmmError,
    pool::{Mechanism, Pool, Side, SwapRequest},
};

const RAO_PER_TAO: u64 = 1_000_000_000;

/// The order that reaches any sensible limit: the most that a swap accepts.
const PROBE_RESERVES: u64 = 1_000;

impl Pool {
    /// The largest amount, fee included, that an order with this limit price uses up.
    ///
    /// On a stable subnet a limit at or beyond par allows everything, any other nothing.
    ///
    /// # Errors
    /// Those of the swap that probes the pool, for example [`AmmError::PriceLimitExceeded`].
    pub fn max_amount_in(&self, side: Side, limit_price: u64) -> Result<u64, AmmError> {
        if self.mechanism == Mechanism::Stable {
            let open = match side {
                Side::Buy => limit_price >= RAO_PER_TAO,
                Side::Sell => limit_price <= RAO_PER_TAO,
            };
            return Ok(if open { u64::MAX } else { 0 });
        }
        let reserve = match side {
            Side::Buy => self.tao_reserve,
            Side::Sell => self.alpha_reserve,
        };
        let amount = reserve.saturating_mul(PROBE_RESERVES);
        let swap = self.swap(&SwapRequest {
            side,
            amount,
            limit_price,
            drop_fees: false,
        })?;
        Ok(swap.total_in())
    }
}

/// The largest amount of alpha that may move from one subnet to another while the relative price
/// (origin over destination, in parts of 10^9) stays above the limit.
///
/// Between two pools this is a closed form that treats both as constant-product pools, whatever
/// their weights.
///
/// # Errors
/// Those of [`Pool::max_amount_in`], when only one side has a pool.
pub fn max_amount_move(
    origin: &Pool,
    destination: &Pool,
    limit_price: u64,
) -> Result<u64, AmmError> {
    match (origin.mechanism, destination.mechanism) {
        (Mechanism::Stable, Mechanism::Stable) => Ok(if limit_price <= RAO_PER_TAO {
            u64::MAX
        } else {
            0
        }),
        (Mechanism::Stable, Mechanism::Dynamic) => {
            if limit_price == 0 {
                return Ok(u64::MAX);
            }
            let par = U64F64::from_num(RAO_PER_TAO);
            let inverted = par
                .safe_div(U64F64::from_num(limit_price))
                .saturating_mul(par)
                .saturating_to_num();
            destination.max_amount_in(Side::Buy, inverted)
        }
        (Mechanism::Dynamic, Mechanism::Stable) => origin.max_amount_in(Side::Sell, limit_price),
        (Mechanism::Dynamic, Mechanism::Dynamic) => {
            Ok(max_amount_between_pools(origin, destination, limit_price))
        }
    }
}

fn max_amount_between_pools(origin: &Pool, destination: &Pool, limit_price: u64) -> u64 {
    let reserves = [
        origin.alpha_reserve,
        origin.tao_reserve,
        destination.alpha_reserve,
        destination.tao_reserve,
    ];
    if reserves.contains(&0) {
        return 0;
    }
    let limit = U64F64::from_num(limit_price).safe_div(U64F64::from_num(RAO_PER_TAO));
    if limit > origin.spot_price().safe_div(destination.spot_price()) {
        return 0;
    }
    if limit_price == 0 {
        return u64::MAX;
    }
    let [origin_alpha, origin_tao, destination_alpha, destination_tao] =
        reserves.map(U64F64::from_num);
    let tao = origin_tao.saturating_add(destination_tao);
    let reach = destination_alpha
        .saturating_mul(origin_tao.safe_div(tao))
        .safe_div(limit);
    let held = origin_alpha.saturating_mul(destination_tao.safe_div(tao));
    reach.saturating_sub(held).saturating_to_num()
}
