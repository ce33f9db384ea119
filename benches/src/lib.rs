//! What the benchmarks measure, made from fixed seeds.
//!
//! `make bench` runs them. They print times and their ratios to the targets; nothing is asserted,
//! a ratio is for people to read.
//!
//! - [`epoch`] has the inputs of an epoch alone, for the kernel.
//! - [`chain`] is a whole chain in memory, for everything that goes from storage to storage.
//! - [`block`] runs blocks on it as a node does.
//! - [`measure`] takes medians.
//! - [`accesses`] counts reads and writes.

pub mod accesses;
pub mod block;
pub mod chain;
pub mod epoch;
pub mod measure;

/// Splitmix64: small, and the same numbers everywhere.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// Starts a sequence.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn next_bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.next_bits().checked_rem(bound).unwrap_or(0)
    }
}
