//! Replays of recorded chains: the proof that the block step is exact.

pub(crate) mod coinbase;
mod engine;
pub(crate) mod replay;
