//! The weights of the pool, and everything that follows from weights and reserves alone.

use primitive_types::U256;
use substrate_fixed::types::U64F64;
use taonet_fixed::SafeDiv;

use crate::{AmmError, power::pow_ratio};

/// One, in the parts in which weights are counted.
pub const PERQUINTILL: u64 = 1_000_000_000_000_000_000;

/// The least weight of either side: one percent.
pub const MIN_WEIGHT: u64 = PERQUINTILL / 100;

/// Bits of precision of the power behind a swap.
const SWAP_PRECISION_BITS: u32 = 256;

/// Bits of precision of the power behind a price limit.
const LIMIT_PRECISION_BITS: u32 = 1024;

/// The weights of a pool. The quote (TAO) weight is stored, the base (alpha) weight is the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balancer {
    quote: u64,
}

impl Default for Balancer {
    fn default() -> Self {
        Self::EVEN
    }
}

impl Balancer {
    /// Equal weights, with which every pool starts.
    pub const EVEN: Self = Self {
        quote: PERQUINTILL / 2,
    };

    /// A balancer with the given quote weight, in parts of [`PERQUINTILL`].
    ///
    /// # Errors
    /// [`AmmError::WeightOutOfRange`] if either side would weigh less than [`MIN_WEIGHT`].
    pub const fn new(quote_weight: u64) -> Result<Self, AmmError> {
        if quote_weight < MIN_WEIGHT || quote_weight > PERQUINTILL - MIN_WEIGHT {
            return Err(AmmError::WeightOutOfRange);
        }
        Ok(Self {
            quote: quote_weight,
        })
    }

    /// The weight of TAO, in parts of [`PERQUINTILL`].
    #[must_use]
    pub const fn quote_weight(&self) -> u64 {
        self.quote
    }

    /// The weight of alpha, in parts of [`PERQUINTILL`].
    #[must_use]
    pub const fn base_weight(&self) -> u64 {
        PERQUINTILL - self.quote
    }

    /// The weights under which the given reserves have the given price. Needed once, when a pool of
    /// another kind is taken over.
    ///
    /// # Errors
    /// [`AmmError::ReservesOutOfBalance`] if no allowed weights express the price.
    pub fn from_price(
        price: U64F64,
        alpha_reserve: u64,
        tao_reserve: u64,
    ) -> Result<Self, AmmError> {
        let whole: u128 = price.int().to_num();
        let fraction: u128 = U64F64::from_num(alpha_reserve)
            .saturating_mul(price.frac())
            .to_num();
        let denominator = whole
            .saturating_mul(u128::from(alpha_reserve))
            .saturating_add(fraction)
            .saturating_add(u128::from(tao_reserve));
        if denominator == 0 {
            return Err(AmmError::ReservesOutOfBalance);
        }
        Self::new(parts_of(u128::from(tao_reserve), denominator))
            .map_err(|_| AmmError::ReservesOutOfBalance)
    }

    /// The spot price: TAO per alpha, zero for a pool without alpha.
    #[must_use]
    pub fn price(&self, alpha_reserve: u64, tao_reserve: u64) -> U64F64 {
        if alpha_reserve == 0 {
            return U64F64::from_bits(0);
        }
        let weights =
            U64F64::from_num(self.base_weight()).safe_div(U64F64::from_num(self.quote_weight()));
        let reserves = U64F64::from_num(tao_reserve).safe_div(U64F64::from_num(alpha_reserve));
        weights.saturating_mul(reserves)
    }

    /// The part of the TAO reserve that is left after a sale of `alpha_in`, at most one:
    /// `(x / (x + dx))^(w1 / w2)`.
    #[must_use]
    pub fn exp_base_quote(&self, alpha_reserve: u64, alpha_in: u64) -> U64F64 {
        let grown = alpha_reserve.saturating_add(alpha_in);
        reserve_ratio_power(
            alpha_reserve,
            grown,
            self.base_weight(),
            self.quote_weight(),
        )
        .min(U64F64::from_num(1))
    }

    /// The part of the alpha reserve that is left after a purchase with `tao_in`, at most one:
    /// `(y / (y + dy))^(w2 / w1)`.
    #[must_use]
    pub fn exp_quote_base(&self, tao_reserve: u64, tao_in: u64) -> U64F64 {
        let grown = tao_reserve.saturating_add(tao_in);
        reserve_ratio_power(tao_reserve, grown, self.quote_weight(), self.base_weight())
            .min(U64F64::from_num(1))
    }

    /// TAO paid for `alpha_in`, in rao.
    #[must_use]
    pub fn tao_for_alpha(&self, alpha_reserve: u64, tao_reserve: u64, alpha_in: u64) -> u64 {
        let left = self.exp_base_quote(alpha_reserve, alpha_in);
        part_of(tao_reserve, U64F64::from_num(1).saturating_sub(left))
    }

    /// Alpha paid for `tao_in`, in rao.
    #[must_use]
    pub fn alpha_for_tao(&self, alpha_reserve: u64, tao_reserve: u64, tao_in: u64) -> u64 {
        let left = self.exp_quote_base(tao_reserve, tao_in);
        part_of(alpha_reserve, U64F64::from_num(1).saturating_sub(left))
    }

    /// The TAO that moves the price up from `current` to `target`, in rao.
    #[must_use]
    pub fn quote_delta_in(&self, current: U64F64, target: U64F64, tao_reserve: u64) -> u64 {
        growth_to(target, current, self.base_weight(), tao_reserve)
    }

    /// The alpha that moves the price down from `current` to `target`, in rao.
    #[must_use]
    pub fn base_delta_in(&self, current: U64F64, target: U64F64, alpha_reserve: u64) -> u64 {
        growth_to(current, target, self.quote_weight(), alpha_reserve)
    }

    /// The alpha that has to be sold so that the pool pays `tao_out`, in rao; zero if the pool does
    /// not hold more TAO than that.
    #[must_use]
    pub fn alpha_needed_for_tao(&self, alpha_reserve: u64, tao_reserve: u64, tao_out: u64) -> u64 {
        let shrunk = tao_reserve.saturating_sub(tao_out);
        let growth =
            reserve_ratio_power(tao_reserve, shrunk, self.quote_weight(), self.base_weight());
        part_of(alpha_reserve, growth.saturating_sub(U64F64::from_num(1)))
    }

    /// The weights that keep the price unchanged once `alpha_delta` and `tao_delta` have been added
    /// to the reserves.
    ///
    /// # Errors
    /// [`AmmError::WeightOutOfRange`] if there are none: the liquidity must then not be added.
    pub fn after_liquidity(
        &self,
        alpha_reserve: u64,
        tao_reserve: u64,
        alpha_delta: u64,
        tao_delta: u64,
    ) -> Result<Self, AmmError> {
        let (x, y) = (u128::from(alpha_reserve), u128::from(tao_reserve));
        let (dx, dy) = (u128::from(alpha_delta), u128::from(tao_delta));
        let base = weighted(self.base_weight(), y.saturating_mul(x.saturating_add(dx)));
        let quote = weighted(self.quote_weight(), x.saturating_mul(y.saturating_add(dy)));
        let sum = base.saturating_add(quote);
        if sum == 0 {
            Ok(Self::EVEN)
        } else {
            Self::new(parts_of(quote, sum))
        }
    }
}

/// `value` times `weight`, rounded to the nearest integer and capped at `u128::MAX`.
fn weighted(weight: u64, value: u128) -> u128 {
    // At most 2^128 * 2^60 + 2^59: far from the limit of 256 bits.
    let scaled = (U256::from(value) * U256::from(weight) + U256::from(PERQUINTILL / 2))
        / U256::from(PERQUINTILL);
    u128::try_from(scaled).unwrap_or(u128::MAX)
}

/// `part / whole` in parts of [`PERQUINTILL`], rounded down; all of it if that exceeds one or is
/// undefined.
fn parts_of(part: u128, whole: u128) -> u64 {
    if whole == 0 || part >= whole {
        return PERQUINTILL;
    }
    let parts = U256::from(part) * U256::from(PERQUINTILL) / U256::from(whole);
    u64::try_from(parts).unwrap_or(PERQUINTILL)
}

/// `(reserve / changed)^(num / den)`, zero if it is undefined or does not fit.
fn reserve_ratio_power(reserve: u64, changed: u64, num: u64, den: u64) -> U64F64 {
    let power = pow_ratio(
        u128::from(reserve),
        u128::from(changed),
        num,
        den,
        SWAP_PRECISION_BITS,
        PERQUINTILL,
    );
    let parts = power
        .and_then(|parts| u64::try_from(parts).ok())
        .unwrap_or(0);
    U64F64::from_num(parts).safe_div(U64F64::from_num(PERQUINTILL))
}

/// By how much a reserve has to grow for the price to go from `low` to `high` (or back).
fn growth_to(high: U64F64, low: U64F64, weight: u64, reserve: u64) -> u64 {
    let power = pow_ratio(
        high.to_bits(),
        low.to_bits(),
        weight,
        PERQUINTILL,
        LIMIT_PRECISION_BITS,
        PERQUINTILL,
    );
    let parts = power.map_or(0, |parts| u64::try_from(parts).unwrap_or(u64::MAX));
    let growth = U64F64::from_num(parts).safe_div(U64F64::from_num(PERQUINTILL));
    part_of(reserve, growth.saturating_sub(U64F64::from_num(1)))
}

/// `amount * factor`, rounded down.
fn part_of(amount: u64, factor: U64F64) -> u64 {
    U64F64::from_num(amount)
        .saturating_mul(factor)
        .saturating_to_num()
}
