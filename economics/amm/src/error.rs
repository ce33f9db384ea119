//! What a pool refuses.

/// Why a swap, a weight or a liquidity change was refused. Nothing has happened when one of these is
/// returned: the crate has no state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmmError {
    /// The input, net of the fee, is more than a thousand times the reserve that it joins.
    #[error("the input exceeds a thousand times the pool's reserve: swap less")]
    SwapInputTooLarge,
    /// The reserve to be paid from is below the minimum, or the input is too small to buy one rao.
    #[error("the reserve is too low to pay out: swap more, or wait for liquidity")]
    ReservesTooLow,
    /// The price is already at or beyond the limit, so that nothing could be filled.
    #[error("the price is already beyond the limit: loosen the limit price")]
    PriceLimitExceeded,
    /// The pool would have to pay more than it holds.
    #[error("the pool holds less than it would have to pay")]
    InsufficientLiquidity,
    /// No weight can express this price with these reserves.
    #[error("the reserves are too far out of balance for this price")]
    ReservesOutOfBalance,
    /// A weight would leave the range of 1 to 99 percent.
    #[error("the weight is outside of 1 to 99 percent")]
    WeightOutOfRange,
}
