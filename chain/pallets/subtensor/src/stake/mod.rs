//! Stake: alpha that a coldkey holds on a hotkey, and the TAO behind it.
//!
//! 1. TAO lies in accounts; a subnet has one of its own ([`tao`]).
//! 2. Every (hotkey, subnet) is a pool of which coldkeys own shares, so that one write pays all
//!    of them ([`share_pools`]).
//! 3. Staking swaps TAO for alpha in the subnet's pool and credits it; unstaking is the reverse
//!    ([`exchange`], [`position`]). On root the exchange is one to one.
//! 4. The calls check ([`validation`]), then move: [`add`], [`remove`], [`moving`], [`burning`].
//! 5. What a hotkey's stake weighs counts what parents lend it and what it lends to children
//!    ([`weight`]).
//!
//! Two counters run along with every swap: `TotalStake` rises by the whole amount of a purchase,
//! fee included, so it drifts above the sum of the pools' TAO by the fees.

mod add;
mod burning;
mod check;
mod exchange;
mod moving;
mod nominations;
mod orders;
mod position;
mod remove;
mod reserves;
mod share_pools;
mod take;
mod tao;
mod validation;
mod weight;

pub use position::Holder;

#[cfg(test)]
pub(crate) mod tests;
