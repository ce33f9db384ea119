//! A chain of nothing but this pallet, and what is tested on it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod calls;
mod encoding;
mod mock;
mod revelations;
