//! The targets over samples, mutations and noise: deterministic, on the stable compiler.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use taonet_decoders::{replay, targets};

#[test]
fn targets_survive_mutated_samples_and_noise() {
    for target in targets() {
        let samples = (target.samples)();
        assert!(!samples.is_empty(), "{} has samples", target.name);
        assert!(
            samples.iter().all(|sample| !sample.is_empty()),
            "{}: an empty sample",
            target.name
        );
        if let Err(found) = replay(&target) {
            panic!("{found}");
        }
    }
}
