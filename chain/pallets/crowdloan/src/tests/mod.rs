//! The calls, their refusals and the books.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod contributions;
mod ending;
mod mock;
mod opening;
mod random;
mod terms;
