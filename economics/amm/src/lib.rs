//! # The TAO/alpha pool
//!
//! Every dynamic subnet owns one automated market maker in which TAO buys the subnet's alpha and
//! alpha sells for TAO. This crate holds its arithmetic: pure functions from reserves and weights to
//! amounts. Moving balances, storage and events belong to the caller.
//!
//! ## The model
//!
//! 1. The pool holds `x` alpha (the *base*) and `y` TAO (the *quote*), both in rao. A [`Balancer`]
//!    gives the quote the weight `w2` in parts of 10^18; the base has the rest, `w1 = 10^18 - w2`.
//!    Each weight is at least one percent.
//! 2. The spot price of alpha in TAO is `(w1 / w2) * (y / x)`.
//! 3. A swap keeps `x^w1 * y^w2` constant: selling `dx` alpha pays `y * (1 - (x / (x + dx))^(w1/w2))`
//!    TAO, buying with `dy` TAO pays `x * (1 - (y / (y + dy))^(w2/w1))` alpha. Swaps never change the
//!    weights.
//! 4. The fee is taken from the input before the exchange. A price limit fills the order only as far
//!    as the price stays on the right side of it; the fee then follows the part that was filled.
//! 5. When the protocol injects TAO and alpha in a ratio other than the price, the *weights* move
//!    instead of the price ([`Balancer::after_liquidity`]).
//! 6. Root and subnets of the stable mechanism have no pool: they exchange one to one, without fee.
//!
//! ## Exactness
//!
//! Nodes that disagree by one rao disagree on the state of the chain, so the powers of step 3 are
//! defined down to the last bit: the series, its guard bits and the rules by which it stops are part
//! of the protocol. See [`pow_ratio`].
//!
//! ```
//! use taonet_amm::{Balancer, Pool, Side, SwapRequest, MAX_PRICE_LIMIT_RAO};
//!
//! let pool = Pool::dynamic(4_000_000_000_000, 1_000_000_000_000, Balancer::EVEN, 33);
//! let swap = pool.swap(&SwapRequest {
//!     side: Side::Buy,
//!     amount: 1_000_000_000,
//!     limit_price: MAX_PRICE_LIMIT_RAO,
//!     drop_fees: false,
//! })?;
//! assert_eq!((swap.amount_paid_in, swap.amount_paid_out), (999_496_453, 3_993_993_829));
//! assert_eq!(swap.fee_paid, 503_547);
//! # Ok::<(), taonet_amm::AmmError>(())
//! ```

#![cfg_attr(not(feature = "std"), no_std)]

mod balancer;
mod error;
mod limbs;
mod limits;
mod pool;
mod power;
mod series;

pub use balancer::{Balancer, MIN_WEIGHT, PERQUINTILL};
pub use error::AmmError;
pub use limits::max_amount_move;
pub use pool::{
    DEFAULT_FEE_RATE, MAX_FEE_RATE, MAX_PRICE_LIMIT_RAO, MIN_OUTPUT_RESERVE_RAO,
    MIN_PRICE_LIMIT_RAO, Mechanism, Pool, Side, SwapRequest, SwapResult, fee_for_amount,
};
pub use power::{pow_ratio, pow_ratio_reference};
pub use substrate_fixed::types::U64F64;
