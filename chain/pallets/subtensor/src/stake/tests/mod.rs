//! Tests of stake: recorded runs, every call's success, every refusal.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod calls;
mod giving_up;
mod golden_pools;
mod golden_shares;
mod refusals;
mod takes;
pub(crate) mod world;
