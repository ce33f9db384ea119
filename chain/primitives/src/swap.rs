//! Where the main pallet and the pool pallet meet.

use crate::{AlphaBalance, NetUid, TaoBalance};
use sp_runtime::{DispatchError, DispatchResult};
use substrate_fixed::types::U64F64;

/// What the pools have to know of subnets. The main pallet answers.
pub trait Subnets {
    /// Whether the subnet exists (root does).
    fn exists(netuid: NetUid) -> bool;
    /// Kind of pool: 0 exchanges one to one, 1 is a pool with a price.
    fn mechanism(netuid: NetUid) -> u16;
    /// TAO in the pool.
    fn tao_reserve(netuid: NetUid) -> TaoBalance;
    /// Alpha in the pool.
    fn alpha_reserve(netuid: NetUid) -> AlphaBalance;
    /// Lowers the TAO reserve by `amount` (held at zero).
    fn decrease_tao_reserve(netuid: NetUid, amount: TaoBalance);
    /// Lowers the alpha reserve by `amount` (held at zero).
    fn decrease_alpha_reserve(netuid: NetUid, amount: AlphaBalance);
}

/// What one swap moved. `In` is the unit that the trader pays, `Out` the one received.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swapped<In, Out> {
    /// Paid into the pool, the fee not included.
    pub paid_in: In,
    /// Received from the pool.
    pub paid_out: Out,
    /// Fee on top of `paid_in`.
    pub fee: In,
    /// Part of `fee` that goes to the author of the block.
    pub fee_to_author: In,
}

/// A purchase of alpha.
pub type Bought = Swapped<TaoBalance, AlphaBalance>;
/// A sale of alpha.
pub type Sold = Swapped<AlphaBalance, TaoBalance>;

/// The pools. No method moves reserves: the caller does, from the returned amounts.
///
/// Prices are rao of TAO per whole alpha. Subnets without a pool exchange one to one, free.
pub trait SwapHandler {
    /// Buys alpha for `tao`, at no price above `limit`; stops early at the limit.
    fn buy(
        netuid: NetUid,
        tao: TaoBalance,
        limit: TaoBalance,
        drop_fees: bool,
    ) -> Result<Bought, DispatchError>;
    /// Sells `alpha`, at no price below `limit`; stops early at the limit.
    fn sell(
        netuid: NetUid,
        alpha: AlphaBalance,
        limit: TaoBalance,
        drop_fees: bool,
    ) -> Result<Sold, DispatchError>;
    /// What [`SwapHandler::buy`] without a limit would do; changes nothing.
    fn quote_buy(netuid: NetUid, tao: TaoBalance) -> Result<Bought, DispatchError>;
    /// What [`SwapHandler::sell`] without a limit would do; changes nothing.
    fn quote_sell(netuid: NetUid, alpha: AlphaBalance) -> Result<Sold, DispatchError>;
    /// Most TAO (fee included) that can be spent before the price passes `limit`.
    fn max_buy(netuid: NetUid, limit: TaoBalance) -> Result<TaoBalance, DispatchError>;
    /// Most alpha (fee included) that can be sold before the price passes `limit`.
    fn max_sell(netuid: NetUid, limit: TaoBalance) -> Result<AlphaBalance, DispatchError>;
    /// Most alpha that can move from `origin` to `destination` before the ratio of their prices
    /// passes `limit` (in 10⁻⁹).
    fn max_move(
        origin: NetUid,
        destination: NetUid,
        limit: TaoBalance,
    ) -> Result<AlphaBalance, DispatchError>;
    /// Spot price in TAO per alpha; 0 for an empty pool, 1 without a pool.
    fn spot_price(netuid: NetUid) -> U64F64;
    /// Alpha worth `tao` at the spot price, no slippage.
    fn alpha_at_spot(netuid: NetUid, tao: TaoBalance) -> AlphaBalance;
    /// TAO worth `alpha` at the spot price, no slippage.
    fn tao_at_spot(netuid: NetUid, alpha: AlphaBalance) -> TaoBalance;
    /// Alpha that a purchase-free withdrawal of `tao` from the pool would need.
    fn alpha_to_withdraw(netuid: NetUid, tao: TaoBalance) -> AlphaBalance;
    /// Re-weights the pool so that adding the two amounts leaves the price alone. Gives back the
    /// accepted amounts: both as asked, or both zero.
    fn adjust_liquidity(
        netuid: NetUid,
        tao: TaoBalance,
        alpha: AlphaBalance,
    ) -> (TaoBalance, AlphaBalance);
    /// Highest limit: a buy that no price stops.
    fn max_price() -> TaoBalance;
    /// Lowest limit: a sale that no price stops.
    fn min_price() -> TaoBalance;
    /// Swap fee in parts of 65,535.
    fn fee_rate(netuid: NetUid) -> u16;
    /// Empties the subnet's pool and forgets its weights and fee.
    fn clear_pool(netuid: NetUid) -> DispatchResult;
}
