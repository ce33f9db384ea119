//! The block step where recordings do not reach; they are replayed by `tests/conformance`.

mod engine;
pub(crate) mod replay;
