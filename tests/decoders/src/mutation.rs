//! Bytes that follow from a seed.

/// SplitMix64: one addition and a few shifts a number, and every seed is a good one.
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// A generator of that seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`; zero if that is zero.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = u128::try_from(bound).unwrap_or(0);
        usize::try_from((u128::from(self.next()) * bound) >> 64).unwrap_or(0)
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).unwrap_or(0)
    }
}

/// Bytes that mean something to most formats.
const TELLING: [u8; 12] = [
    0, 1, 0x7f, 0x80, 0xff, 0xfe, 0xfc, b'"', b'/', b'{', b'0', b'\n',
];

/// Changes, cuts, doubles, moves or fills some bytes.
#[must_use]
pub fn mutate(sample: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut bytes = sample.to_vec();
    for _ in 0..=rng.below(4) {
        let place = rng.below(bytes.len());
        let byte = if rng.below(2) == 0 {
            rng.byte()
        } else {
            TELLING.get(rng.below(TELLING.len())).copied().unwrap_or(0)
        };
        match rng.below(6) {
            0 => bytes.truncate(place),
            1 => bytes.insert(place, byte),
            2 => {
                let count = rng.below(64);
                bytes.extend(std::iter::repeat_n(byte, count));
            }
            3 => {
                // A part once more, as a list would have another entry.
                let end = (place + rng.below(64)).min(bytes.len());
                let part = bytes.get(place..end).unwrap_or_default().to_vec();
                bytes.splice(place..place, part);
            }
            4 => {
                let end = (place + rng.below(16)).min(bytes.len());
                bytes.drain(place..end);
            }
            _ => {
                if let Some(found) = bytes.get_mut(place) {
                    *found = byte;
                }
            }
        }
    }
    bytes
}

/// Up to 400 bytes without any form.
#[must_use]
pub fn noise(rng: &mut Rng) -> Vec<u8> {
    let length = rng.below(400);
    (0..length).map(|_| rng.byte()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_repeat_and_differ() {
        let sample = b"a sample of some length".as_slice();
        let made = |seed| mutate(sample, &mut Rng::new(seed));
        let all: std::collections::BTreeSet<Vec<u8>> = (0..200).map(made).collect();
        assert!(all.len() > 150, "{} different of 200", all.len());
        assert_eq!(made(7), made(7));
        assert_eq!(noise(&mut Rng::new(3)), noise(&mut Rng::new(3)));
        assert!(mutate(&[], &mut Rng::new(1)).len() < 300);
    }
}
