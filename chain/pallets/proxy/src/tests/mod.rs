//! The calls, their refusals and the books, on a runtime with three kinds of delegates.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod acting;
mod announcements;
mod mock;
mod pure;
mod random;
mod relations;
