//! Everything that decides about a validator's weights, read from one block.

use taonet_timelock::{BeaconPublicKey, Schedule};

use super::reveal_round::{
    ChainClock, EpochState, first_reveal_block_modular, modular_epoch, reveal_round,
};
use super::{COMMIT_REVEAL_VERSION, WeightsError, storage_index};
use crate::decode::FromChain;
use crate::state::StateAt;
use crate::{AccountId, ClientError, record};

const PALLET: &str = "SubtensorModule";

/// Time between two blocks of a chain that does not say.
const BLOCK_TIME_MS: u64 = 12_000;

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

record! {
    /// What the chain says of its beacon.
    struct BeaconRecord {
        public_key: Vec<u8>,
        period: u64,
        genesis_time: u64,
    }
}

record! {
    /// Stake weights by UID.
    struct StakeColumns {
        total_stake: Vec<u64>,
    }
}

impl ValidatorView {
    /// Reads it.
    ///
    /// # Errors
    /// When the node does not answer, or the runtime has none of the items that make a subnet.
    pub async fn read(
        state: &StateAt,
        netuid: u16,
        mechid: u8,
        hotkey: &AccountId,
    ) -> Result<Self, ClientError> {
        let read = Reader { state };
        let hotkey = *hotkey;
        let (exists, mechanisms, neurons, uid, owner) = tokio::try_join!(
            read.or("NetworksAdded", (netuid,), false),
            read.or("MechanismCountCurrent", (netuid,), 1u8),
            read.or("SubnetworkN", (netuid,), 0u16),
            read.found::<u16>("Uids", (netuid, hotkey)),
            read.found::<AccountId>("SubnetOwnerHotkey", (netuid,)),
        )?;
        let index = storage_index(netuid, mechid).unwrap_or(netuid);
        let (permits, updates, required_version, rate_limit, min_allowed_weights) = tokio::try_join!(
            read.or("ValidatorPermit", (netuid,), Vec::<bool>::new()),
            read.or("LastUpdate", (index,), Vec::<u64>::new()),
            read.or("WeightsVersionKey", (netuid,), 0u64),
            read.or("WeightsSetRateLimit", (netuid,), 0u64),
            read.or("MinAllowedWeights", (netuid,), 0u16),
        )?;
        let (commit_reveal, reveal_period_epochs, max_weights_limit, hash_commits) = tokio::try_join!(
            read.or("CommitRevealWeightsEnabled", (netuid,), false),
            read.or("RevealPeriodEpochs", (netuid,), 1u64),
            read.max_weights_limit(netuid),
            read.or(
                "WeightCommits",
                (index, hotkey),
                Vec::<([u8; 32], u64, u64, u64)>::new()
            ),
        )?;
        let (epochs, time_ms, block_time_ms, safe_mode_until, swap_disputed, timelock) = tokio::try_join!(
            read.epochs(netuid),
            read.state.value::<u64>("Timestamp", "Now", ()),
            read.block_time_ms(),
            read.safe_mode_until(),
            read.swap_disputed(hotkey),
            read.timelock(),
        )?;
        let owner_uid = match owner {
            Some(owner) => read.found::<u16>("Uids", (netuid, owner)).await?,
            None => None,
        };
        let of_uid = |uid: Option<u16>| uid.map(usize::from);
        let missing_stake = match uid {
            Some(uid) if exists && owner_uid != Some(uid) => {
                read.missing_stake(netuid, uid).await?
            }
            _ => None,
        };
        let mut view = Self {
            block: state.block_number().into(),
            time_ms,
            block_time_ms,
            netuid,
            mechid,
            mechanisms: if exists { mechanisms } else { 0 },
            neurons,
            uid,
            owner_uid,
            validator_permit: of_uid(uid)
                .and_then(|uid| permits.get(uid).copied())
                .unwrap_or_default(),
            missing_stake,
            required_version,
            rate_limit,
            last_update: of_uid(uid)
                .and_then(|uid| updates.get(uid).copied())
                .unwrap_or_default(),
            min_allowed_weights,
            max_weights_limit,
            commit_reveal,
            reveal_period_epochs,
            epochs,
            safe_mode_until,
            swap_disputed,
            hash_commits: hash_commits
                .into_iter()
                .map(|(hash, epoch, _, _)| (hash, epoch))
                .collect(),
            waiting_timelocks: 0,
            timelock,
        };
        if view.commit_reveal && view.timelock.is_some() {
            let queue = read.timelocked(index, view.next_block_epoch()).await?;
            view.waiting_timelocks = queue.iter().filter(|(who, _)| *who == hotkey).count();
        }
        Ok(view)
    }

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

/// Reads items of the main pallet.
struct Reader<'state> {
    state: &'state StateAt,
}

impl Reader<'_> {
    fn has(&self, item: &str) -> bool {
        self.state.chain_runtime().has_storage(PALLET, item)
    }

    /// What an item holds, or what an absent item means.
    async fn or<T: FromChain>(
        &self,
        item: &str,
        keys: impl subxt::ext::frame_decode::helpers::IntoEncodableValues,
        otherwise: T,
    ) -> Result<T, ClientError> {
        if !self.has(item) {
            return Ok(otherwise);
        }
        let found = self.state.storage(PALLET, item, keys).await?;
        Ok(found.unwrap_or(otherwise))
    }

    /// What is really stored, without the item's default.
    async fn found<T: FromChain>(
        &self,
        item: &str,
        keys: impl subxt::ext::frame_decode::helpers::IntoEncodableValues,
    ) -> Result<Option<T>, ClientError> {
        let runtime = self.state.chain_runtime();
        let key = runtime
            .codec()
            .encode_storage_key(PALLET, item, keys)
            .map_err(|error| runtime.codec_error(error))?;
        match self.state.raw_value(&key).await? {
            Some(bytes) => runtime.read_storage(PALLET, item, Some(&bytes), None),
            None => Ok(None),
        }
    }

    /// The chain states the limit in the summary of a subnet's rules, whatever it stores.
    async fn max_weights_limit(&self, netuid: u16) -> Result<u16, ClientError> {
        record! {
            struct Limit {
                max_weights_limit: u16,
            }
        }
        const API: &str = "SubnetInfoRuntimeApi";
        const METHOD: &str = "get_subnet_hyperparams";
        if !self.state.chain_runtime().has_call(API, METHOD) {
            return Ok(u16::MAX);
        }
        let rules: Option<Limit> = self.state.runtime(API, METHOD, (netuid,)).await?;
        Ok(rules.map_or(u16::MAX, |rules| rules.max_weights_limit))
    }

    async fn epochs(&self, netuid: u16) -> Result<EpochModel, ClientError> {
        let tempo = self.or("Tempo", (netuid,), 0u16).await?;
        if !self.has("SubnetEpochIndex") {
            return Ok(EpochModel::Modular { tempo });
        }
        let (last_epoch_block, pending_epoch_at, epoch_index, blocks_since_last_step) = tokio::try_join!(
            self.or("LastEpochBlock", (netuid,), 0u64),
            self.or("PendingEpochAt", (netuid,), 0u64),
            self.or("SubnetEpochIndex", (netuid,), 0u64),
            self.or("BlocksSinceLastStep", (netuid,), 0u64),
        )?;
        Ok(EpochModel::Stateful(EpochState {
            last_epoch_block,
            pending_epoch_at,
            epoch_index,
            tempo,
            blocks_since_last_step,
            current_block: self.state.block_number().into(),
        }))
    }

    async fn block_time_ms(&self) -> Result<u64, ClientError> {
        const API: &str = "AuraApi";
        const METHOD: &str = "slot_duration";
        if !self.state.chain_runtime().has_call(API, METHOD) {
            return Ok(BLOCK_TIME_MS);
        }
        self.state.runtime(API, METHOD, ()).await
    }

    async fn safe_mode_until(&self) -> Result<Option<u64>, ClientError> {
        const PALLET: &str = "SafeMode";
        const ITEM: &str = "EnteredUntil";
        if !self.state.chain_runtime().has_storage(PALLET, ITEM) {
            return Ok(None);
        }
        self.state.storage(PALLET, ITEM, ()).await
    }

    async fn swap_disputed(&self, account: AccountId) -> Result<Option<bool>, ClientError> {
        if !self.is_stored("ColdkeySwapAnnouncements", account).await? {
            return Ok(None);
        }
        self.is_stored("ColdkeySwapDisputes", account)
            .await
            .map(Some)
    }

    async fn is_stored(&self, item: &str, account: AccountId) -> Result<bool, ClientError> {
        if !self.has(item) {
            return Ok(false);
        }
        let runtime = self.state.chain_runtime();
        let key = runtime
            .codec()
            .encode_storage_key(PALLET, item, (account,))
            .map_err(|error| runtime.codec_error(error))?;
        Ok(self.state.raw_value(&key).await?.is_some())
    }

    /// Stake weight and threshold, if the first is too low. The runtime adds up what the hotkey
    /// inherits from others; that is asked for only where there is a threshold.
    async fn missing_stake(
        &self,
        netuid: u16,
        uid: u16,
    ) -> Result<Option<(u64, u64)>, ClientError> {
        let required_rao = self.or("StakeThreshold", (), 0u64).await?;
        const API: &str = "SubnetInfoRuntimeApi";
        const METHOD: &str = "get_subnet_state";
        if required_rao == 0 || !self.state.chain_runtime().has_call(API, METHOD) {
            return Ok(None);
        }
        let columns: Option<StakeColumns> = self.state.runtime(API, METHOD, (netuid,)).await?;
        let stake_rao = columns
            .and_then(|columns| columns.total_stake.get(usize::from(uid)).copied())
            .unwrap_or_default();
        Ok((stake_rao < required_rao).then_some((stake_rao, required_rao)))
    }

    async fn timelock(&self) -> Result<Option<TimelockOffer>, ClientError> {
        const DRAND: &str = "Drand";
        let runtime = self.state.chain_runtime();
        if !self.has("TimelockedWeightCommits") || !runtime.has_storage(DRAND, "BeaconConfig") {
            return Ok(None);
        }
        let (beacon, last_stored_round, version) = tokio::try_join!(
            self.state
                .storage::<BeaconRecord>(DRAND, "BeaconConfig", ()),
            self.state.value::<u64>(DRAND, "LastStoredRound", ()),
            self.or("CommitRevealWeightsVersion", (), COMMIT_REVEAL_VERSION),
        )?;
        Ok(beacon.and_then(|beacon| {
            Some(TimelockOffer {
                key: BeaconPublicKey::from_bytes(&beacon.public_key).ok()?,
                schedule: Schedule {
                    genesis_s: beacon.genesis_time,
                    period_s: beacon.period,
                },
                last_stored_round,
                version,
            })
        }))
    }

    /// Timelocked commits of an epoch: who, and the ciphertext.
    async fn timelocked(
        &self,
        index: u16,
        epoch: u64,
    ) -> Result<Vec<(AccountId, Vec<u8>)>, ClientError> {
        let queue: Vec<(AccountId, u64, Vec<u8>, u64)> = self
            .or("TimelockedWeightCommits", (index, epoch), Vec::new())
            .await?;
        Ok(queue
            .into_iter()
            .map(|(who, _, commit, _)| (who, commit))
            .collect())
    }
}

/// Whether a timelocked commit waits on chain.
pub(super) async fn timelock_waits(
    state: &StateAt,
    view: &ValidatorView,
    commit: &[u8],
) -> Result<bool, ClientError> {
    let read = Reader { state };
    let newest = view.next_block_epoch();
    // It was included in this epoch or in the one before.
    for epoch in [newest, newest.saturating_sub(1)] {
        let queue = read.timelocked(view.storage_index(), epoch).await?;
        if queue.iter().any(|(_, known)| known == commit) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The row of a neuron as stored.
pub(super) async fn stored_row(
    state: &StateAt,
    index: u16,
    uid: u16,
) -> Result<Vec<(u16, u16)>, ClientError> {
    Reader { state }
        .or("Weights", (index, uid), Vec::new())
        .await
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
