//! # Where new TAO and alpha come from, and where they go
//!
//! Pure functions of numbers; storage, balances and events belong to the caller. In the order of a
//! block:
//!
//! 1. Registration prices decay towards their floor ([`decayed_burn`]); a registration raises them
//!    ([`bumped_burn`]).
//! 2. The chain mints TAO by a curve that halves with the issuance ([`block_emission`]). Each subnet
//!    mints alpha by the same curve.
//! 3. The minted TAO is divided among the subnets by the moving average of their alpha's price
//!    ([`block_emissions`]).
//! 4. For each subnet, [`subnet_terms`] says how much of its TAO joins the pool together with how
//!    much new alpha, and how much buys alpha from the pool instead.
//! 5. The alpha minted outside of the pool goes into the pots of owner, miners, validators and root
//!    ([`split_alpha_out`]).
//! 6. The clock of a subnet ([`EpochClock`]) says when the pots are emptied. The epoch itself is not
//!    here; its dividends are divided by [`distribute_dividends`] and [`split_take`].
//! 7. What root stakers earn accrues as a rate per unit of stake ([`accrue_root_dividend`]) and is
//!    paid on claim ([`root_owed`]).
//! 8. The moving price follows the spot price ([`moving_price()`]).
//!
//! Beside the block: the price of a new subnet and what remains of an old one (`network`), locks that
//! decay and the conviction they gather ([`LockState`]), leases, and one rule that is no longer in
//! force but whose parameters are still stored ([`pow_normalize`]).

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod burn;
mod distribution;
mod flow;
mod issuance;
mod leases;
mod locks;
mod moving_price;
mod network;
mod root;
mod schedule;
mod shares;
mod terms;

pub use burn::{BurnBounds, bumped_burn, decay_factor_q32, decayed_burn, mul_by_q32, pow_q32};
pub use distribution::{
    Dividend, DividendPots, DividendShare, TakeSplit, distribute_dividends, miner_burned,
    split_take, validator_pot,
};
pub use flow::pow_normalize;
pub use issuance::{DEFAULT_BLOCK_EMISSION_RAO, TOTAL_SUPPLY_RAO, block_emission, mint_amount};
pub use leases::{
    LEASE_DISTRIBUTION_INTERVAL_BLOCKS, lease_part, lease_payout, lease_refund, lease_share,
};
pub use locks::{
    LockKind, LockRates, LockState, OWNERSHIP_CHANGE_DELAY_BLOCKS, Rolled,
    conviction_can_change_owner, exp_decay,
};
pub use moving_price::{MovingPriceInput, moving_price};
pub use network::{
    LockCostInput, dissolution_payouts, initial_pool_alpha, lock_cost, median_price, owner_emission,
};
pub use root::{
    RootAccrual, accrue_root_dividend, auto_claim_indices, root_claimable, root_owed,
    root_watermark,
};
pub use schedule::{
    EpochClock, MAX_TEMPO, MIN_TEMPO, activity_cutoff_blocks, initial_last_epoch_block,
};
pub use shares::{
    ShareInput, apply_enable_switch, block_emissions, effective_moving_price, root_sell_flag,
    subnet_shares,
};
pub use substrate_fixed::types::{I96F32, U64F64, U96F32};
pub use terms::{AlphaOutSplit, SubnetTerms, root_proportion, split_alpha_out, subnet_terms};
