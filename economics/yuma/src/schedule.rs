//! When epochs run: due dates, look-ahead, freeze window, activity cutoff, commit expiry.

/// A subnet without an epoch for this many blocks gets one whatever its tempo.
pub const MAX_BLOCKS_WITHOUT_EPOCH: u64 = 50_400;

/// The stored numbers that decide whether a subnet's epoch is due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EpochSchedule {
    /// Blocks between epochs; 0 means never.
    pub tempo_blocks: u64,
    /// Block from which a requested or deferred epoch may run, 0 for none.
    pub pending_epoch_at: u64,
    /// Blocks since the last epoch that ran.
    pub blocks_since_last_step: u64,
    /// Block of the last epoch that was due.
    pub last_epoch_block: u64,
}

impl EpochSchedule {
    /// Whether the epoch is due at `block`.
    #[must_use]
    pub fn is_due(&self, block: u64) -> bool {
        if self.tempo_blocks == 0 {
            return false;
        }
        (self.pending_epoch_at > 0 && block >= self.pending_epoch_at)
            || self.blocks_since_last_step > MAX_BLOCKS_WITHOUT_EPOCH
            || block.saturating_sub(self.last_epoch_block) >= self.tempo_blocks
    }

    /// Blocks until the regular epoch, 0 if it has passed.
    #[must_use]
    pub fn blocks_until_regular_epoch(&self, block: u64) -> u64 {
        self.last_epoch_block
            .saturating_add(self.tempo_blocks)
            .saturating_sub(block)
    }

    /// Whether hyperparameters are frozen because an epoch is near.
    #[must_use]
    pub fn in_freeze_window(&self, block: u64, window_blocks: u64) -> bool {
        self.tempo_blocks != 0
            && (self.pending_epoch_at > block
                || self.blocks_until_regular_epoch(block) < window_blocks)
    }
}

/// The epoch that weights set now will meet: one ahead if an epoch is due in this block.
#[must_use]
pub fn lookahead_index(epoch_index: u64, due: bool) -> u64 {
    epoch_index.saturating_add(u64::from(due))
}

/// Whether a commit of `committed_epoch` can no longer be revealed.
#[must_use]
pub fn commit_expired(lookahead: u64, committed_epoch: u64, reveal_period_epochs: u64) -> bool {
    lookahead > committed_epoch.saturating_add(reveal_period_epochs)
}

/// Whether this is the one epoch in which a plain commit may be revealed.
#[must_use]
pub fn reveal_in_range(lookahead: u64, committed_epoch: u64, reveal_period_epochs: u64) -> bool {
    lookahead == committed_epoch.saturating_add(reveal_period_epochs)
}

/// Blocks without an update after which a neuron is inactive: the factor (in thousandths) times
/// the tempo, at least one.
#[must_use]
pub fn activity_cutoff_blocks(factor_milli: u32, tempo_blocks: u64) -> u64 {
    let milli_blocks = u128::from(factor_milli) * u128::from(tempo_blocks);
    u64::try_from(milli_blocks / 1_000)
        .unwrap_or(u64::MAX)
        .max(1)
}

/// Last epoch block of a new subnet: spreads the first epochs of subnets over the tempo.
#[must_use]
pub fn initial_last_epoch_block(block: u64, netuid: u16, tempo_blocks: u64) -> u64 {
    let offset = u64::from(netuid)
        .checked_rem(tempo_blocks.max(1))
        .unwrap_or(0);
    block.saturating_sub(offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGULAR: EpochSchedule = EpochSchedule {
        tempo_blocks: 360,
        pending_epoch_at: 0,
        blocks_since_last_step: 10,
        last_epoch_block: 1_000,
    };

    #[test]
    fn due_by_tempo_request_or_neglect() {
        assert!(!REGULAR.is_due(1_359));
        assert!(REGULAR.is_due(1_360));
        let requested = EpochSchedule {
            pending_epoch_at: 1_100,
            ..REGULAR
        };
        assert!(!requested.is_due(1_099) && requested.is_due(1_100));
        let neglected = EpochSchedule {
            blocks_since_last_step: 50_401,
            ..REGULAR
        };
        assert!(neglected.is_due(1_001));
        assert!(
            !EpochSchedule {
                tempo_blocks: 0,
                ..neglected
            }
            .is_due(u64::MAX)
        );
    }

    #[test]
    fn freeze_window_before_an_epoch() {
        assert!(!REGULAR.in_freeze_window(1_350, 10));
        assert!(REGULAR.in_freeze_window(1_351, 10));
        assert!(
            EpochSchedule {
                pending_epoch_at: 1_100,
                ..REGULAR
            }
            .in_freeze_window(1_050, 10)
        );
        assert!(
            !EpochSchedule {
                tempo_blocks: 0,
                ..REGULAR
            }
            .in_freeze_window(1_351, 10)
        );
    }

    #[test]
    fn expiry_and_cutoff() {
        assert!(commit_expired(5, 3, 1) && !commit_expired(4, 3, 1));
        assert!(reveal_in_range(4, 3, 1) && !reveal_in_range(5, 3, 1));
        assert_eq!(lookahead_index(7, true), 8);
        assert_eq!(activity_cutoff_blocks(13_889, 360), 5_000);
        assert_eq!(activity_cutoff_blocks(0, 360), 1);
        assert_eq!(initial_last_epoch_block(100, 7, 5), 98);
    }
}
