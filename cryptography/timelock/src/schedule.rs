//! When rounds are published.

/// The clock of a beacon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Unix time of round 1, in seconds.
    pub genesis_s: u64,
    /// Seconds between two rounds; 0 counts as 1.
    pub period_s: u64,
}

/// The clock of drand's quicknet.
pub const QUICKNET: Schedule = Schedule {
    genesis_s: 1_692_803_367,
    period_s: 3,
};

impl Schedule {
    /// The latest round published at the given Unix time in seconds; 0 before the first.
    pub fn round_at(&self, unix_s: u64) -> u64 {
        unix_s
            .checked_sub(self.genesis_s)
            .and_then(|elapsed| elapsed.checked_div(self.period_s.max(1)))
            .map_or(0, |rounds| rounds.saturating_add(1))
    }

    /// Unix time in seconds at which the round is published. Round 0 counts as 1.
    pub fn time_of(&self, round: u64) -> u64 {
        round
            .saturating_sub(1)
            .saturating_mul(self.period_s.max(1))
            .saturating_add(self.genesis_s)
    }
}
