//! The fuzz targets over mutated samples: deterministic, on the stable compiler.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use taonet_conformance::{decoders::TARGETS, random::Rng};

/// Changes, cuts, doubles or fills some bytes.
fn mutate(sample: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut bytes = sample.to_vec();
    for _ in 0..=rng.below(4) {
        let length = u64::try_from(bytes.len()).unwrap_or(0);
        let place = usize::try_from(rng.below(length)).unwrap_or(0);
        let byte = u8::try_from(rng.below(256)).unwrap_or(0);
        match rng.below(4) {
            0 => bytes.truncate(place),
            1 => bytes.insert(place.min(bytes.len()), byte),
            2 => bytes.extend(std::iter::repeat_n(byte, place % 64)),
            _ => {
                if let Some(found) = bytes.get_mut(place) {
                    *found = byte;
                }
            }
        }
    }
    bytes
}

#[test]
fn mutated_samples_are_decoded_or_refused() {
    const ROUNDS: u64 = 2_000;
    for (name, target, sample) in TARGETS {
        let sample = sample();
        assert!(!sample.is_empty(), "{name} has a sample");
        target(&[]);
        target(&sample);
        for seed in 0..ROUNDS {
            let bytes = mutate(&sample, &mut Rng::new(seed));
            let run = std::panic::catch_unwind(|| target(&bytes));
            assert!(run.is_ok(), "{name}, seed {seed}: {bytes:?}");
        }
    }
}

#[test]
fn noise_is_refused() {
    for (name, target, _) in TARGETS {
        for seed in 0..500 {
            let mut rng = Rng::new(seed);
            let length = rng.below(400);
            let bytes: Vec<u8> = (0..length)
                .map(|_| u8::try_from(rng.below(256)).unwrap_or(0))
                .collect();
            let run = std::panic::catch_unwind(|| target(&bytes));
            assert!(run.is_ok(), "{name}, seed {seed}");
        }
    }
}
