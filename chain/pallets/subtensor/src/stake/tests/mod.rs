//! Tests of stake: recorded runs, every call's success, every refusal.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod calls;
mod golden_pools;
mod golden_shares;
mod refusals;
mod takes;
mod world;
