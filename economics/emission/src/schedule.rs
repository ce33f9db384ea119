//! The clock that starts a subnet's epochs.

/// The shortest tempo that an owner may set, in blocks.
pub const MIN_TEMPO: u16 = 360;

/// The longest tempo that an owner may set, in blocks.
pub const MAX_TEMPO: u16 = 50_400;

/// The state of a subnet's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EpochClock {
    /// Blocks between epochs; zero stops the clock.
    pub tempo: u16,
    /// The block whose epoch slot was used last.
    pub last_epoch_block: u64,
    /// A block for which an epoch was ordered out of turn, zero for none.
    pub pending_epoch_at: u64,
    /// Blocks since the last epoch that ran.
    pub blocks_since_last_step: u64,
}

impl EpochClock {
    /// Whether an epoch is due in this block.
    #[must_use]
    pub fn is_due(&self, block: u64) -> bool {
        if self.tempo == 0 {
            return false;
        }
        (self.pending_epoch_at > 0 && block >= self.pending_epoch_at)
            || self.blocks_since_last_step > u64::from(MAX_TEMPO)
            || block.saturating_sub(self.last_epoch_block) >= u64::from(self.tempo)
    }

    /// The block of the next epoch by plan, `None` for a stopped clock.
    #[must_use]
    pub fn next_start(&self) -> Option<u64> {
        if self.tempo == 0 {
            return None;
        }
        let regular = self.regular_start();
        Some(if self.pending_epoch_at > 0 {
            regular.min(self.pending_epoch_at)
        } else {
            regular
        })
    }

    /// Whether hyperparameters are frozen because an epoch is less than `window` blocks away or has
    /// been ordered.
    #[must_use]
    pub fn is_frozen(&self, block: u64, window: u16) -> bool {
        self.tempo != 0
            && (self.pending_epoch_at > block
                || self.blocks_to_regular_start(block) < u64::from(window))
    }

    /// Blocks until the regular start, whatever was ordered; zero once it has passed.
    #[must_use]
    pub fn blocks_to_regular_start(&self, block: u64) -> u64 {
        self.regular_start().saturating_sub(block)
    }

    fn regular_start(&self) -> u64 {
        self.last_epoch_block.saturating_add(u64::from(self.tempo))
    }
}

/// The age in blocks at which a neuron that set no weights counts as inactive: a factor in
/// thousandths of the tempo, at least one block.
#[must_use]
pub fn activity_cutoff_blocks(factor_milli: u32, tempo: u16) -> u64 {
    (u64::from(factor_milli).saturating_mul(u64::from(tempo)) / 1_000).max(1)
}

/// The imagined last epoch of a new subnet, chosen so that the epochs of different subnets start in
/// different blocks.
#[must_use]
pub fn initial_last_epoch_block(block: u64, netuid: u16, tempo: u16) -> u64 {
    block.saturating_sub(u64::from(netuid.checked_rem(tempo).unwrap_or(0)))
}
