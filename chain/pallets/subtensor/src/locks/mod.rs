//! Locks: stake that a coldkey commits to a hotkey of a subnet, and the conviction it gathers.
//!
//! 1. A coldkey has at most one lock per subnet. Its mass cannot leave; a decaying lock (the
//!    default) loses mass over time, a perpetual one does not. Conviction grows towards the mass.
//! 2. For each hotkey the locks are summed up in a *bucket* per kind: owner's hotkey or another,
//!    perpetual or decaying ([`bucket`]).
//! 3. Nothing is updated by a clock: a lock is *rolled* to the present when it is touched
//!    ([`lock`]).
//! 4. Removing or moving stake respects the locked mass ([`availability`], [`transfer`]).
//! 5. A lock can move to another hotkey ([`moving`]), and its coldkey chooses whether it decays
//!    ([`settings`]).
//! 6. When a key is swapped, its locks go along ([`key_swap`]).
//! 7. The hotkey with most conviction can take a subnet over ([`ownership`]).

mod availability;
mod bucket;
mod check;
mod key_swap;
mod lock;
mod moving;
mod ownership;
mod settings;
mod transfer;

#[cfg(test)]
mod tests;
