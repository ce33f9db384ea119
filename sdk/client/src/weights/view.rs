//! Everything that decides about a validator's weights, read from one block.

use taonet_timelock::{BeaconPublicKey, Schedule};

use super::reveal_round::{
    ChainClock, EpochState, first_reveal_block_modular, modular_epoch, reveal_round,
};
use super::{COMMIT_REVEAL_VERSION, WeightsError, storage_index};

/// Time after which a beacon that published nothing counts as silent, in seconds.
const BEACON_SILENCE_S: u64 = 600;

/// How a chain counts its epochs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EpochModel {
    /// By the number of the block: runtimes without an epoch index.
    Modular {
        /// Blocks of an epoch, less one.
        tempo: u16,
    },
    /// As they run.
    Stateful(EpochState),
}

/// A beacon that opens timelocked weights on a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelockOffer {
    /// Its key.
    pub key: BeaconPublicKey,
    /// Its clock.
    pub schedule: Schedule,
    /// The latest round that the chain has seen.
    pub last_stored_round: u64,
    /// Version of the payload that the chain opens.
    pub version: u16,
}

/// The state of one block as far as it concerns the weights of one hotkey in one mechanism.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidatorView {
    /// Height of the block.
    pub block: u64,
    /// Its time since 1970, in milliseconds.
    pub time_ms: u64,
    /// Time from one block to the next, in milliseconds.
    pub block_time_ms: u64,
    /// Subnet.
    pub netuid: u16,
    /// Mechanism.
    pub mechid: u8,
    /// Mechanisms of the subnet; 0 if the subnet does not exist.
    pub mechanisms: u8,
    /// Neurons of the subnet.
    pub neurons: u16,
    /// The hotkey's place, if it has one.
    pub uid: Option<u16>,
    /// Place of the subnet owner's hotkey.
    pub owner_uid: Option<u16>,
    /// Whether the hotkey may give weight to others.
    pub validator_permit: bool,
    /// Stake weight and threshold in rao, if the first is below the second.
    pub missing_stake: Option<(u64, u64)>,
    /// Lowest version key taken.
    pub required_version: u64,
    /// Blocks that have to lie between two actions.
    pub rate_limit: u64,
    /// Block of the hotkey's last action; 0 for none.
    pub last_update: u64,
    /// Fewest entries of a row.
    pub min_allowed_weights: u16,
    /// Largest share of one entry, in parts of 65,535.
    pub max_weights_limit: u16,
    /// Whether weights are committed before they are shown.
    pub commit_reveal: bool,
    /// Epochs from a commit to its reveal.
    pub reveal_period_epochs: u64,
    /// The subnet's clock.
    pub epochs: EpochModel,
    /// Block up to which the chain is in safe mode, if it is.
    pub safe_mode_until: Option<u64>,
    /// Whether a swap of the signing account is disputed, if one is announced.
    pub swap_disputed: Option<bool>,
    /// Hash commits of the hotkey that wait, with their epochs.
    pub hash_commits: Vec<([u8; 32], u64)>,
    /// Timelocked commits of the hotkey in the epoch of the next block.
    pub waiting_timelocks: usize,
    /// The beacon, if the chain opens timelocked weights.
    pub timelock: Option<TimelockOffer>,
}

impl ValidatorView {
    /// The block that a transaction of now can be in.
    pub fn next_block(&self) -> u64 {
        self.block.saturating_add(1)
    }

    /// The first block in which the rate limit lets the hotkey act.
    pub fn possible_in_block(&self) -> u64 {
        if self.last_update == 0 {
            return 0;
        }
        self.last_update.saturating_add(self.rate_limit)
    }

    /// The number under which the chain keeps the rows of the mechanism.
    pub fn storage_index(&self) -> u16 {
        storage_index(self.netuid, self.mechid).unwrap_or(self.netuid)
    }

    /// The epoch that a call of the next block belongs to.
    pub fn next_block_epoch(&self) -> u64 {
        match self.epochs {
            EpochModel::Stateful(state) => state.next_block_epoch(),
            EpochModel::Modular { tempo } => {
                modular_epoch(tempo, self.next_block(), self.storage_index())
            }
        }
    }

    /// The first block of the epoch in which a commit of now opens.
    ///
    /// # Errors
    /// [`WeightsError::NoEpochs`], [`WeightsError::RevealPeriod`].
    pub fn first_reveal_block(&self) -> Result<u64, WeightsError> {
        match self.epochs {
            EpochModel::Stateful(state) => state.first_reveal_block(self.reveal_period_epochs),
            EpochModel::Modular { tempo } => Ok(first_reveal_block_modular(
                tempo,
                self.block,
                self.storage_index(),
                self.reveal_period_epochs,
            )),
        }
    }

    /// The first block, after this one, of an epoch.
    ///
    /// # Errors
    /// [`WeightsError::NoEpochs`], [`WeightsError::RevealPeriod`].
    pub fn first_block_of_epoch(&self, epoch: u64) -> Result<u64, WeightsError> {
        match self.epochs {
            EpochModel::Stateful(state) => state.first_block_of_epoch(epoch),
            EpochModel::Modular { tempo } => Ok(first_reveal_block_modular(
                tempo,
                self.block,
                self.storage_index(),
                epoch.saturating_sub(modular_epoch(tempo, self.block, self.storage_index())),
            )
            .max(self.next_block())),
        }
    }

    /// The beacon's round that opens a commit of now, by the clock of the chain itself: the clock
    /// of this computer may be wrong, and a chain for trying things out has a time of its own.
    ///
    /// # Errors
    /// [`WeightsError::NoEpochs`], [`WeightsError::RevealPeriod`].
    pub fn reveal_round(&self, schedule: &Schedule) -> Result<u64, WeightsError> {
        let clock = ChainClock {
            block: self.block,
            time_ms: self.time_ms,
            block_time_ms: self.block_time_ms,
        };
        Ok(reveal_round(schedule, &clock, self.first_reveal_block()?))
    }

    /// Hash commits that count against the limit: all but those at the front that have expired.
    pub(super) fn waiting_hashes(&self) -> usize {
        let epoch = self.next_block_epoch();
        self.hash_commits
            .iter()
            .skip_while(|(_, committed)| epoch > self.reveal_epoch_of(*committed))
            .count()
    }

    /// The epoch in which a commit of `committed` opens.
    pub(super) fn reveal_epoch_of(&self, committed: u64) -> u64 {
        committed.saturating_add(self.reveal_period_epochs)
    }

    /// Why timelocked weights would not open here.
    ///
    /// # Errors
    /// The cause, in words.
    pub(super) fn usable_timelock(&self) -> Result<&TimelockOffer, String> {
        let offer = self
            .timelock
            .as_ref()
            .ok_or("its runtime has no beacon or no such call")?;
        if offer.version != COMMIT_REVEAL_VERSION {
            return Err(format!(
                "it opens payloads of version {}, and {COMMIT_REVEAL_VERSION} is the one that \
                 names its hotkey",
                offer.version
            ));
        }
        if offer.last_stored_round == 0 {
            return Err("it has never heard of its beacon".to_owned());
        }
        let silent_since_s = offer.schedule.time_of(offer.last_stored_round);
        if silent_since_s.saturating_add(BEACON_SILENCE_S) < self.time_ms / 1_000 {
            return Err(format!(
                "it has not heard of its beacon since round {}",
                offer.last_stored_round
            ));
        }
        Ok(offer)
    }
}

#[cfg(test)]
impl ValidatorView {
    /// A validator with UID 3 of 8 who may do everything in block 1,000.
    pub(super) fn example() -> Self {
        Self {
            block: 1_000,
            time_ms: 1_750_000_000_000,
            block_time_ms: 12_000,
            netuid: 7,
            mechid: 0,
            mechanisms: 1,
            neurons: 8,
            uid: Some(3),
            owner_uid: Some(0),
            validator_permit: true,
            missing_stake: None,
            required_version: 5,
            rate_limit: 100,
            last_update: 0,
            min_allowed_weights: 2,
            max_weights_limit: u16::MAX,
            commit_reveal: false,
            reveal_period_epochs: 1,
            epochs: EpochModel::Stateful(EpochState {
                last_epoch_block: 900,
                epoch_index: 40,
                tempo: 360,
                blocks_since_last_step: 100,
                current_block: 1_000,
                pending_epoch_at: 0,
            }),
            safe_mode_until: None,
            swap_disputed: None,
            hash_commits: Vec::new(),
            waiting_timelocks: 0,
            timelock: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use taonet_timelock::{BeaconSecretKey, QUICKNET};

    fn offer(last_stored_round: u64) -> TimelockOffer {
        TimelockOffer {
            key: BeaconSecretKey::from_seed(b"view").public_key(),
            schedule: QUICKNET,
            last_stored_round,
            version: COMMIT_REVEAL_VERSION,
        }
    }

    #[test]
    fn a_beacon_has_to_be_heard() {
        let mut view = ValidatorView::example();
        assert!(view.usable_timelock().is_err());
        let now = QUICKNET.round_at(view.time_ms / 1_000);
        for (round, usable) in [
            (now, true),
            (now - 100, true),
            (now - 300, false),
            (0, false),
        ] {
            view.timelock = Some(offer(round));
            assert_eq!(view.usable_timelock().is_ok(), usable, "{round}");
        }
        view.timelock = Some(TimelockOffer {
            version: 3,
            ..offer(now)
        });
        assert!(view.usable_timelock().is_err());
    }

    #[test]
    fn both_clocks_are_asked_alike() {
        let mut view = ValidatorView::example();
        assert_eq!(view.next_block_epoch(), 40);
        assert_eq!(view.first_reveal_block(), Ok(1_260));
        assert_eq!(view.first_block_of_epoch(41), Ok(1_260));
        assert_eq!(view.first_block_of_epoch(42), Ok(1_620));
        view.epochs = EpochModel::Modular { tempo: 360 };
        // Epochs of 361 blocks, eight blocks early because of the subnet's number.
        assert_eq!(view.next_block_epoch(), 2);
        assert_eq!(view.first_reveal_block(), Ok(1_075));
        assert_eq!(view.first_block_of_epoch(3), Ok(1_075));
        assert_eq!(view.first_block_of_epoch(1), Ok(1_001));
    }
}
