//! # Stake as shares
//!
//! A hotkey on a subnet holds one pool of alpha for everybody who stakes to it. Dividends raise the
//! pool as a whole; what a coldkey owns is a *share*, and its stake is that share of the pool.
//! Nothing is written per staker when dividends arrive.
//!
//! 1. A pool is a value `V` in rao, a denominator `D` (the sum of all shares), and a share `s` for
//!    each coldkey. The stake of a coldkey is `V * s / D`, rounded down.
//! 2. Paying everybody moves `V` alone ([`SharePool::update_all`]).
//! 3. Staking `u` issues `u * D / V` shares, unstaking takes them back ([`SharePool::update_one`]).
//! 4. Shares and denominator are decimal floats of 21 digits ([`SafeFloat`]), because after years of
//!    dividends a share is worth many orders of magnitude more or less than a rao.
//! 5. A hotkey may pledge proportions of its stake to child keys. [`inherited_stake`] and
//!    [`stake_weight`] give the stake that counts in an epoch; [`split_with_parents`] gives the
//!    parents their part of the dividends that the child earned with it.
//!
//! Where the pool lives is the caller's affair: see [`ShareStore`].

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod dividends;
mod pool;
mod safe_float;
mod stake;

pub use dividends::{ChildSplit, ChildTerms, Parent, split_with_parents};
pub use pool::{SharePool, ShareStore};
pub use safe_float::SafeFloat;
pub use stake::{inherited_stake, proportion, stake_weight, take_fraction};
pub use substrate_fixed::types::{I64F64, U64F64, U96F32};
