//! A small generator of numbers that follow from a seed.

/// SplitMix64: one addition and a few shifts a number, and every seed is a good one.
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// A generator of that seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn next_bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`; zero if that is zero.
    pub fn below(&mut self, bound: u64) -> u64 {
        u64::try_from((u128::from(self.next_bits()) * u128::from(bound)) >> 64).unwrap_or(0)
    }

    /// True in `percent` of a hundred cases.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of the choices.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        let place = self.below(u64::try_from(choices.len()).unwrap_or(0));
        choices.get(usize::try_from(place).unwrap_or(0))
    }

    /// A number whose size (not its value) is even over `1..=most`.
    pub fn any_size(&mut self, most: u64) -> u64 {
        let bits = 64 - u64::from(most.leading_zeros());
        let chosen = u32::try_from(self.below(bits + 1)).unwrap_or(0);
        let below = 1u64.checked_shl(chosen).unwrap_or(u64::MAX);
        self.below(below).saturating_add(1).min(most)
    }
}
