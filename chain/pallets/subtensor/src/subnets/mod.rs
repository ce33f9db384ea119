//! Subnets: how they come into being, what is known of them, and how they end.
//!
//! 1. Anyone registers a subnet by locking TAO ([`lock_cost`], [`creation`]). The locked TAO
//!    becomes the first reserve of the subnet's pool. When the chain holds `SubnetLimit` subnets,
//!    the weakest one that is past immunity makes room ([`pruning`]).
//! 2. The owner names it ([`identity`], [`symbols`], [`names`]) and starts it ([`start`]); before
//!    that nobody can stake on it and it earns nothing.
//! 3. The owner may run several incentive mechanisms side by side ([`mechanisms`]) and appoint
//!    another hotkey ([`ownership`]).
//! 4. A dissolved subnet pays its pool out to the holders of its alpha ([`dissolution`]) and
//!    leaves nothing behind ([`removal`]).
//!
//! Look-ups are in [`registry`].

pub mod creation;
pub mod dissolution;
pub mod identity;
pub mod lock_cost;
pub mod mechanisms;
pub mod names;
pub mod ownership;
pub mod pruning;
pub mod registry;
pub mod removal;
pub mod start;
pub mod symbols;

#[cfg(test)]
mod tests;
