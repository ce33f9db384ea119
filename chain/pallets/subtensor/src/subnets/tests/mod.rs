//! Tests of subnets.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod creation;
mod dissolution;
mod owner_calls;

pub(crate) use crate::neurons::tests::*;
pub(crate) use crate::*;
