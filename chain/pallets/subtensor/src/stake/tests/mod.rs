//! Tests of stake: every call's success, every refusal.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod calls;
mod giving_up;
mod refusals;
mod takes;
pub(crate) mod world;
