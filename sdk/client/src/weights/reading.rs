//! Reading a [`ValidatorView`] from the chain, and looking for what was sent.

use subxt::ext::frame_decode::helpers::IntoEncodableValues;
use taonet_timelock::{BeaconPublicKey, Schedule};

use super::reveal_round::EpochState;
use super::view::{EpochModel, TimelockOffer, ValidatorView};
use super::{COMMIT_REVEAL_VERSION, storage_index};
use crate::decode::FromChain;
use crate::state::StateAt;
use crate::{AccountId, ClientError, record};

const PALLET: &str = "SubtensorModule";

/// Time between two blocks of a chain that does not say.
const BLOCK_TIME_MS: u64 = 12_000;

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
        keys: impl IntoEncodableValues,
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
        keys: impl IntoEncodableValues,
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
