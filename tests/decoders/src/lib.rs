//! Everything that reads bytes from outside, as targets.
//!
//! A target takes any bytes and has to come back: what it refuses is refused with an error, and what
//! it accepts survives a second round. Two drivers run the same targets:
//!
//! 1. `fuzz/` under libFuzzer, for as long as one likes.
//! 2. [`replay`] in the ordinary tests, on the stable compiler: samples that are accepted, seeded
//!    mutations of them, and noise. A seed always gives the same bytes.
//!
//! [`chain`] has what the node and its runtime read, [`sdk`] what clients and neurons read. Each is
//! a feature of this package, so that a fuzzer of the one need not link the other.

#[cfg(feature = "chain")]
pub mod chain;
mod mutation;
#[cfg(feature = "sdk")]
pub mod sdk;

pub use mutation::{Rng, mutate, noise};

/// Something that reads bytes from outside.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// What it is called, here and in `fuzz/`.
    pub name: &'static str,
    /// Reads the bytes. Panics when something is wrong with the reader, never because of the bytes.
    pub run: fn(&[u8]),
    /// Bytes that it accepts.
    pub samples: fn() -> Vec<Vec<u8>>,
    /// Mutations of each sample that a test tries; fewer for slow targets.
    pub rounds: u64,
}

/// All targets.
#[must_use]
pub fn targets() -> Vec<Target> {
    let mut all = Vec::new();
    #[cfg(feature = "chain")]
    all.extend(chain::TARGETS);
    #[cfg(feature = "sdk")]
    all.extend(sdk::TARGETS);
    all
}

/// Runs a target over nothing, its samples, mutations of them, and noise.
///
/// # Errors
/// The bytes, in hex, that the target panicked at, and where they came from.
pub fn replay(target: &Target) -> Result<(), String> {
    let attempt = |bytes: &[u8], origin: &dyn core::fmt::Display| {
        std::panic::catch_unwind(|| (target.run)(bytes)).map_err(|_| {
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("{} panicked at {origin}: {hex}", target.name)
        })
    };
    attempt(&[], &"nothing")?;
    let samples = (target.samples)();
    for (place, sample) in samples.iter().enumerate() {
        attempt(sample, &format_args!("sample {place}"))?;
        for seed in 0..target.rounds {
            let bytes = mutate(sample, &mut Rng::new(seed));
            attempt(&bytes, &format_args!("sample {place}, seed {seed}"))?;
        }
    }
    for seed in 0..target.rounds / 4 {
        let bytes = noise(&mut Rng::new(seed));
        attempt(&bytes, &format_args!("noise of seed {seed}"))?;
    }
    Ok(())
}
