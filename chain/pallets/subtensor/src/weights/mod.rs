//! Weights: how a validator writes down what it thinks of its subnet.
//!
//! 1. A validator names neurons (UIDs) and gives each a `u16` score ([`set`]).
//! 2. The scores are scaled so that the largest becomes 65,535 and stored as one sparse row per
//!    mechanism of the subnet (the storage index of [`access`]).
//! 3. Where commit-reveal is on, direct setting is refused: a validator first publishes a hash
//!    ([`commit`]) and opens it a fixed number of epochs later ([`reveal`]), so that nobody can
//!    copy scores that are still worth something.
//! 4. A commit may also be encrypted to a round of the random beacon ([`timelocked`]): then the
//!    chain itself opens it when its epoch has come ([`timelocked_reveal`]).
//! 5. Guards ([`guard`]) run the cheap checks before a call is dispatched or even accepted into
//!    the pool.

mod access;
mod batch;
mod commit;
mod guard;
mod reveal;
mod set;
mod timelocked;
mod timelocked_reveal;

#[cfg(test)]
mod tests;

pub use timelocked::TimelockedWeights;
pub(crate) use timelocked::UNSTATED_VERSION;

/// Commits of one hotkey that may wait for their reveal per mechanism.
pub(crate) const MAX_UNREVEALED_COMMITS: usize = 10;
