//! A subnet's pool and the swap.

use substrate_fixed::types::U64F64;
use taonet_fixed::SafeDiv;

use crate::{AmmError, Balancer};

/// The limit price of a purchase that takes any price: a million TAO per alpha, in rao.
pub const MAX_PRICE_LIMIT_RAO: u64 = 1_000_000_000_000_000;

/// The limit price of a sale that takes any price: a millionth TAO per alpha, in rao.
pub const MIN_PRICE_LIMIT_RAO: u64 = 1_000;

/// A pool whose paying side holds less than this refuses to swap.
pub const MIN_OUTPUT_RESERVE_RAO: u64 = 1_000_000;

/// The fee rate of a new pool, in parts of 65,535 (about 0.05 percent).
pub const DEFAULT_FEE_RATE: u16 = 33;

/// The highest fee rate that may be set, in parts of 65,535.
pub const MAX_FEE_RATE: u16 = 10_000;

/// No swap may bring in more than this many times the reserve it joins.
const MAX_INPUT_RESERVES: u64 = 1_000;

const RAO_PER_TAO: u64 = 1_000_000_000;

/// How a subnet exchanges TAO and alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mechanism {
    /// One to one, without fee or reserves: root, and subnets of mechanism 0.
    Stable,
    /// Through the weighted pool.
    Dynamic,
}

impl Mechanism {
    /// The mechanism stored under a number; everything but 1 is stable.
    #[must_use]
    pub const fn from_id(id: u16) -> Self {
        if id == 1 { Self::Dynamic } else { Self::Stable }
    }
}

/// The direction of a swap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// TAO in, alpha out: the price rises.
    Buy,
    /// Alpha in, TAO out: the price falls.
    Sell,
}

impl Side {
    /// The limit price that takes any price in this direction, in rao.
    #[must_use]
    pub const fn extreme_limit(self) -> u64 {
        match self {
            Self::Buy => MAX_PRICE_LIMIT_RAO,
            Self::Sell => MIN_PRICE_LIMIT_RAO,
        }
    }
}

/// An order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SwapRequest {
    /// What goes in and what comes out.
    pub side: Side,
    /// What is offered, fee included, in rao of TAO (buy) or alpha (sell).
    pub amount: u64,
    /// The worst price to accept after the swap, in rao of TAO per whole alpha.
    pub limit_price: u64,
    /// Whether the order pays no fee.
    pub drop_fees: bool,
}

/// What a swap did. Input and fee are in the currency of the input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SwapResult {
    /// What the pool takes, without the fee, in rao. Smaller than offered if the limit was reached.
    pub amount_paid_in: u64,
    /// What the pool pays, in rao.
    pub amount_paid_out: u64,
    /// The fee on top of the input, in rao.
    pub fee_paid: u64,
    /// The part of the fee that belongs to the block's author, in rao.
    pub fee_to_block_author: u64,
}

impl SwapResult {
    /// Input and fee together: what the order really used of its amount, in rao.
    #[must_use]
    pub const fn total_in(&self) -> u64 {
        self.amount_paid_in.saturating_add(self.fee_paid)
    }
}

/// The state of a subnet's pool, as far as a swap depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pool {
    /// How the subnet exchanges.
    pub mechanism: Mechanism,
    /// Alpha in the pool, in rao.
    pub alpha_reserve: u64,
    /// TAO in the pool, in rao.
    pub tao_reserve: u64,
    /// The weights.
    pub balancer: Balancer,
    /// The fee, in parts of 65,535.
    pub fee_rate: u16,
    /// The reserve below which the pool does not pay, in rao: [`MIN_OUTPUT_RESERVE_RAO`] on a live
    /// network.
    pub min_output_reserve: u64,
}

/// The fee on an amount at a rate in parts of 65,535, rounded down, in rao.
#[must_use]
pub fn fee_for_amount(amount: u64, fee_rate: u16) -> u64 {
    let rate = U64F64::from_num(fee_rate).safe_div(U64F64::from_num(u16::MAX));
    U64F64::from_num(amount)
        .saturating_mul(rate)
        .saturating_to_num()
}

impl Pool {
    /// A weighted pool with the live network's minimum reserve.
    #[must_use]
    pub const fn dynamic(
        alpha_reserve: u64,
        tao_reserve: u64,
        balancer: Balancer,
        fee_rate: u16,
    ) -> Self {
        Self {
            mechanism: Mechanism::Dynamic,
            alpha_reserve,
            tao_reserve,
            balancer,
            fee_rate,
            min_output_reserve: MIN_OUTPUT_RESERVE_RAO,
        }
    }

    /// The one-to-one exchange of root and of stable subnets.
    #[must_use]
    pub const fn stable() -> Self {
        Self {
            mechanism: Mechanism::Stable,
            alpha_reserve: 0,
            tao_reserve: 0,
            balancer: Balancer::EVEN,
            fee_rate: 0,
            min_output_reserve: 0,
        }
    }

    /// TAO per alpha at this moment.
    #[must_use]
    pub fn spot_price(&self) -> U64F64 {
        match self.mechanism {
            Mechanism::Stable => U64F64::from_num(1),
            Mechanism::Dynamic => self.balancer.price(self.alpha_reserve, self.tao_reserve),
        }
    }

    /// The checks of a swap that come before its pool is touched, and so before a pool that was
    /// never used is set up. [`Pool::swap`] makes them too.
    ///
    /// # Errors
    /// [`AmmError::SwapInputTooLarge`] and [`AmmError::ReservesTooLow`].
    pub fn check(&self, request: &SwapRequest) -> Result<(), AmmError> {
        if self.mechanism == Mechanism::Stable {
            return Ok(());
        }
        let net = request.amount.saturating_sub(self.fee_of(request));
        if net
            > self
                .reserve_in(request.side)
                .saturating_mul(MAX_INPUT_RESERVES)
        {
            return Err(AmmError::SwapInputTooLarge);
        }
        if self.reserve_out(request.side) < self.min_output_reserve {
            return Err(AmmError::ReservesTooLow);
        }
        Ok(())
    }

    /// What a swap gives. The reserves stay as they are: the caller moves them.
    ///
    /// # Errors
    /// See [`AmmError`]; nothing is to be undone.
    pub fn swap(&self, request: &SwapRequest) -> Result<SwapResult, AmmError> {
        let SwapRequest { side, amount, .. } = *request;
        if self.mechanism == Mechanism::Stable {
            return Ok(SwapResult {
                amount_paid_in: amount,
                amount_paid_out: amount,
                ..SwapResult::default()
            });
        }
        self.check(request)?;

        let limit = U64F64::from_num(request.limit_price).safe_div(U64F64::from_num(RAO_PER_TAO));
        let spot = self.spot_price();
        let open = match side {
            Side::Buy => spot < limit,
            Side::Sell => spot > limit,
        };
        if !open {
            return Err(AmmError::PriceLimitExceeded);
        }

        let full_fee = self.fee_of(request);
        let net = amount.saturating_sub(full_fee);
        let full_out = self.output(side, net);
        let target = self.price_after(side, net, full_out);
        let fills = match side {
            Side::Buy => target <= limit,
            Side::Sell => target >= limit,
        };
        let (paid_in, paid_out, fee) = if fills {
            (net, full_out, full_fee)
        } else {
            let paid_in = match side {
                Side::Buy => self.balancer.quote_delta_in(spot, limit, self.tao_reserve),
                Side::Sell => self.balancer.base_delta_in(spot, limit, self.alpha_reserve),
            };
            (
                paid_in,
                self.output(side, paid_in),
                self.fee_on_top(paid_in, request.drop_fees),
            )
        };

        if paid_in > 0 && paid_out == 0 {
            return Err(AmmError::ReservesTooLow);
        }
        if paid_out > self.reserve_out(side) {
            return Err(AmmError::InsufficientLiquidity);
        }
        Ok(SwapResult {
            amount_paid_in: paid_in,
            amount_paid_out: paid_out,
            fee_paid: fee,
            fee_to_block_author: if paid_in > 0 { fee } else { 0 },
        })
    }

    /// What a swap at any price would give, fees included.
    ///
    /// # Errors
    /// As [`Pool::swap`].
    pub fn quote(&self, side: Side, amount: u64) -> Result<SwapResult, AmmError> {
        let limit_price = side.extreme_limit();
        self.swap(&SwapRequest {
            side,
            amount,
            limit_price,
            drop_fees: false,
        })
    }

    /// The alpha worth this TAO at the spot price, without slippage, in rao.
    #[must_use]
    pub fn alpha_for_tao_at_spot(&self, tao: u64) -> u64 {
        match self.mechanism {
            Mechanism::Stable => tao,
            Mechanism::Dynamic => U64F64::from_num(tao)
                .safe_div(self.spot_price())
                .saturating_to_num(),
        }
    }

    /// The TAO that this alpha is worth at the spot price, without slippage, in rao.
    #[must_use]
    pub fn tao_for_alpha_at_spot(&self, alpha: u64) -> u64 {
        self.spot_price()
            .saturating_mul(U64F64::from_num(alpha))
            .saturating_to_num()
    }

    const fn reserve_in(&self, side: Side) -> u64 {
        match side {
            Side::Buy => self.tao_reserve,
            Side::Sell => self.alpha_reserve,
        }
    }

    const fn reserve_out(&self, side: Side) -> u64 {
        match side {
            Side::Buy => self.alpha_reserve,
            Side::Sell => self.tao_reserve,
        }
    }

    fn output(&self, side: Side, input: u64) -> u64 {
        match side {
            Side::Buy => self
                .balancer
                .alpha_for_tao(self.alpha_reserve, self.tao_reserve, input),
            Side::Sell => self
                .balancer
                .tao_for_alpha(self.alpha_reserve, self.tao_reserve, input),
        }
    }

    fn price_after(&self, side: Side, input: u64, output: u64) -> U64F64 {
        let (alpha, tao) = match side {
            Side::Buy => (
                self.alpha_reserve.saturating_sub(output),
                self.tao_reserve.saturating_add(input),
            ),
            Side::Sell => (
                self.alpha_reserve.saturating_add(input),
                self.tao_reserve.saturating_sub(output),
            ),
        };
        self.balancer.price(alpha, tao)
    }

    /// The fee inside of an offered amount.
    fn fee_of(&self, request: &SwapRequest) -> u64 {
        if request.drop_fees {
            0
        } else {
            fee_for_amount(request.amount, self.fee_rate)
        }
    }

    /// The fee that belongs to an input which is already net of it.
    fn fee_on_top(&self, net: u64, drop_fees: bool) -> u64 {
        let rate = if drop_fees { 0 } else { self.fee_rate };
        let rest = U64F64::from_num(u16::MAX).saturating_sub(U64F64::from_num(rate));
        let factor = U64F64::from_num(rate).safe_div(rest);
        U64F64::from_num(net)
            .saturating_mul(factor)
            .saturating_to_num()
    }
}
