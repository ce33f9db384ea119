//! When a commit of now opens: the block in which its epoch begins, and the beacon's round.
//!
//! A commit belongs to the epoch in which it is included and opens a number of epochs later. The
//! chain counts epochs in one of two ways:
//!
//! - *modular*: the block number alone says which epoch it is (runtimes without
//!   `SubtensorModule.SubnetEpochIndex`);
//! - *stateful*: epochs are counted as they run, owners may order one out of turn and change the
//!   tempo (runtimes with it).
//!
//! A round computed by the wrong model opens too early, when the weights are still worth copying,
//! or too late, when the commit has expired.

use taonet_timelock::Schedule;

use super::WeightsError;

/// Blocks between the first block of the reveal epoch and the one that the round is chosen for.
pub const SAFETY_BLOCKS: u64 = 3;

/// Blocks after which a subnet gets an epoch whatever its tempo is.
const LONGEST_EPOCH: u64 = 50_400;

/// Most epochs that a commit can wait. The chain allows 100.
const MAX_PERIOD: u64 = 10_000;

/// State of a subnet's epochs on a chain that counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EpochState {
    /// Block of the last epoch.
    pub last_epoch_block: u64,
    /// Block for which an epoch was ordered; 0 for none.
    pub pending_epoch_at: u64,
    /// Epochs so far.
    pub epoch_index: u64,
    /// Blocks from one epoch to the next.
    pub tempo: u16,
    /// Blocks since the last epoch that ran.
    pub blocks_since_last_step: u64,
    /// The block of which all this is the state.
    pub current_block: u64,
}

impl EpochState {
    /// Whether an epoch is due in `block`, seen from this state.
    pub fn runs_in(&self, block: u64) -> bool {
        (self.pending_epoch_at > 0 && block >= self.pending_epoch_at)
            || self.blocks_since_last_step > LONGEST_EPOCH
            || block.saturating_sub(self.last_epoch_block) >= u64::from(self.tempo)
    }

    /// The epoch that a call of the next block belongs to.
    pub fn next_block_epoch(&self) -> u64 {
        let due = self.tempo > 0 && self.runs_in(self.current_block.saturating_add(1));
        self.epoch_index.saturating_add(u64::from(due))
    }

    /// The first block of the epoch in which a commit of the next block opens.
    ///
    /// # Errors
    /// [`WeightsError::NoEpochs`] with a tempo of 0, [`WeightsError::RevealPeriod`].
    pub fn first_reveal_block(&self, period_epochs: u64) -> Result<u64, WeightsError> {
        check_clock(self.tempo, period_epochs)?;
        let target = self.next_block_epoch().saturating_add(period_epochs);
        self.first_block_of_epoch(target)
    }

    /// The first block, after the current one, whose epoch is `target` or later.
    ///
    /// # Errors
    /// [`WeightsError::NoEpochs`] with a tempo of 0, [`WeightsError::RevealPeriod`] if it is more
    /// than 10,000 epochs away.
    pub fn first_block_of_epoch(&self, target: u64) -> Result<u64, WeightsError> {
        check_clock(self.tempo, target.saturating_sub(self.epoch_index))?;
        let mut state = *self;
        loop {
            let following = state.current_block.saturating_add(1);
            if state.epoch_index >= target {
                return Ok(following);
            }
            // Nothing changes before the epoch is due, so the blocks between are jumped over.
            let block = following.max(state.next_due());
            let idle = block.saturating_sub(following);
            state.blocks_since_last_step = state.blocks_since_last_step.saturating_add(idle);
            // The look-ahead counts the blocks before this one, the block's own step counts it too:
            // with the longest epoch they differ by a block.
            let ahead = u64::from(state.runs_in(block));
            if state.epoch_index.saturating_add(ahead) >= target {
                return Ok(block);
            }
            state = Self {
                last_epoch_block: block,
                pending_epoch_at: 0,
                epoch_index: state.epoch_index.saturating_add(1),
                blocks_since_last_step: 0,
                current_block: block,
                ..state
            };
        }
    }

    /// The first block whose step runs an epoch; it may lie in the past.
    fn next_due(&self) -> u64 {
        let regular = self.last_epoch_block.saturating_add(u64::from(self.tempo));
        let longest = self
            .current_block
            .saturating_add(LONGEST_EPOCH.saturating_add(1))
            .saturating_sub(self.blocks_since_last_step);
        let due = regular.min(longest);
        if self.pending_epoch_at > 0 {
            due.min(self.pending_epoch_at)
        } else {
            due
        }
    }
}

/// The first block of the epoch in which a commit of now opens, on a chain that counts epochs by
/// the block number. A tempo of 0 makes every block an epoch there.
pub fn first_reveal_block_modular(
    tempo: u16,
    current_block: u64,
    storage_index: u16,
    period_epochs: u64,
) -> u64 {
    let length = u64::from(tempo).saturating_add(1);
    let shift = u64::from(storage_index).saturating_add(1);
    modular_epoch(tempo, current_block, storage_index)
        .saturating_add(period_epochs)
        .saturating_mul(length)
        .saturating_sub(shift)
}

/// The epoch of a block on a chain that counts them by the block number.
pub fn modular_epoch(tempo: u16, block: u64, storage_index: u16) -> u64 {
    let shift = u64::from(storage_index).saturating_add(1);
    block.saturating_add(shift) / u64::from(tempo).saturating_add(1)
}

fn check_clock(tempo: u16, period_epochs: u64) -> Result<(), WeightsError> {
    if tempo == 0 {
        return Err(WeightsError::NoEpochs);
    }
    if period_epochs > MAX_PERIOD {
        return Err(WeightsError::RevealPeriod {
            epochs: period_epochs,
        });
    }
    Ok(())
}

/// Clock of a chain at one of its blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainClock {
    /// The block.
    pub block: u64,
    /// Its Unix time, in milliseconds.
    pub time_ms: u64,
    /// Time from one block to the next, in milliseconds.
    pub block_time_ms: u64,
}

/// The round that is published [`SAFETY_BLOCKS`] after the first block of the reveal epoch.
pub fn reveal_round(schedule: &Schedule, clock: &ChainClock, first_reveal_block: u64) -> u64 {
    let blocks = first_reveal_block
        .saturating_add(SAFETY_BLOCKS)
        .saturating_sub(clock.block);
    let time_ms = clock
        .time_ms
        .saturating_add(blocks.saturating_mul(clock.block_time_ms));
    periods(schedule, time_ms).max(1)
}

/// The round for a timelocked commitment that opens in `blocks` blocks: whole seconds, the way of
/// the Python SDK's `set_reveal_commitment`.
pub fn commitment_round(schedule: &Schedule, now_s: u64, blocks: u64, block_time_s: f64) -> u64 {
    let wait_s = (blocks as f64 * block_time_s).round_ties_even();
    let elapsed_s = now_s.saturating_sub(schedule.genesis_s);
    // The cast saturates, and takes what is no number for 0.
    elapsed_s.saturating_add(wait_s as u64) / schedule.period_s.max(1)
}

/// The round for data that opens in `blocks` blocks, the way of the Python helper `encrypt`: the
/// time of opening is rounded up to a second.
pub fn encryption_round(schedule: &Schedule, now_s: f64, blocks: u64, block_time_s: f64) -> u64 {
    let opens_s = (blocks as f64).mul_add(block_time_s, now_s).ceil();
    (opens_s as u64).saturating_sub(schedule.genesis_s) / schedule.period_s.max(1)
}

/// The first round that is not published before a time, the way of the Python SDK 11.
pub fn round_not_before(schedule: &Schedule, time_s: f64) -> u64 {
    let elapsed = (time_s - schedule.genesis_s as f64) / schedule.period_s.max(1) as f64;
    (elapsed.ceil() as u64).saturating_add(1)
}

fn periods(schedule: &Schedule, time_ms: u64) -> u64 {
    let elapsed_ms = time_ms.saturating_sub(schedule.genesis_s.saturating_mul(1_000));
    elapsed_ms / schedule.period_s.max(1).saturating_mul(1_000)
}
