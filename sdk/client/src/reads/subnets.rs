//! Subnets: what they are, what they cost, when they step.

use super::{SubnetIdentity, reads};
use crate::decode::Fixed;
use crate::{AccountId, Alpha, ClientError, StateAt, Tao, record};

record! {
    /// A subnet and its pool.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SubnetSummary {
        /// Number.
        pub netuid: u16,
        /// Hotkey of the owner.
        pub owner_hotkey: AccountId,
        /// Coldkey of the owner.
        pub owner_coldkey: AccountId,
        /// Name.
        pub name: String = "subnet_name",
        /// Symbol of its alpha.
        pub symbol: String = "token_symbol",
        /// Blocks from one epoch to the next.
        pub tempo: u16,
        /// Block of the last epoch.
        pub last_step: u64,
        /// Blocks since then.
        pub blocks_since_last_step: u64,
        /// Always zero; what the subnet gets is in the three emissions below.
        pub emission: u64,
        /// Alpha in the pool.
        pub alpha_in: Alpha,
        /// Alpha outside of the pool.
        pub alpha_out: Alpha,
        /// TAO in the pool.
        pub tao_in: Tao,
        /// Alpha that participants get with each block.
        pub alpha_out_emission: Alpha,
        /// Alpha that the pool gets with each block.
        pub alpha_in_emission: Alpha,
        /// TAO that the pool gets with each block.
        pub tao_in_emission: Tao,
        /// Alpha that waits for the next epoch.
        pub pending_alpha_emission: Alpha,
        /// TAO that waits for root stake; always zero.
        pub pending_root_emission: Tao,
        /// TAO that went through the pool since the beginning, in rao.
        pub volume_rao: u128 = "subnet_volume",
        /// Block in which the subnet was created.
        pub network_registered_at: u64,
        /// What the owner says of it.
        pub identity: Option<SubnetIdentity> = "subnet_identity",
        /// Moving average of the price, in TAO for one alpha.
        pub moving_price: Option<Fixed<32>>,
    }
}

impl SubnetSummary {
    /// TAO for one alpha by the reserves of the pool; 1 for the root network and for an empty pool.
    ///
    /// The pool of a subnet may weigh the two unevenly; what a trade is made at is
    /// [`StateAt::price`].
    #[allow(clippy::cast_precision_loss, reason = "a price for people to read")]
    pub fn reserve_price(&self) -> f64 {
        if self.netuid == 0 || self.alpha_in.rao() == 0 {
            return 1.0;
        }
        self.tao_in.rao() as f64 / self.alpha_in.rao() as f64
    }
}

record! {
    /// The neurons of a subnet, field by field.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SubnetState {
        /// Number.
        pub netuid: u16,
        /// Hotkeys by UID.
        pub hotkeys: Vec<AccountId>,
        /// Their coldkeys.
        pub coldkeys: Vec<AccountId>,
        /// Which set weights of late.
        pub active: Vec<bool>,
        /// Which may validate.
        pub validator_permit: Vec<bool>,
        /// Blocks of their last weights.
        pub last_update: Vec<u64>,
        /// What they earned in the last epoch.
        pub emission: Vec<Alpha>,
        /// Shares of the validators' reward.
        pub dividends: Vec<u16>,
        /// Shares of the miners' reward.
        pub incentives: Vec<u16>,
        /// Agreed weights.
        pub consensus: Vec<u16>,
        /// Blocks in which they registered.
        pub block_at_registration: Vec<u64>,
        /// Their stake weight from alpha.
        pub alpha_stake: Vec<Alpha>,
        /// Their stake weight from root TAO.
        pub tao_stake: Vec<Tao>,
        /// Both together, in rao.
        pub total_stake_rao: Vec<u64> = "total_stake",
        /// What each earned in every subnet, in the chain's order of subnets, in rao.
        pub emission_history_rao: Vec<Vec<u64>> = "emission_history",
    }
}

/// State of a subnet that a participant acts on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subnet {
    /// Number.
    pub netuid: u16,
    /// Coldkey that owns it.
    pub owner: AccountId,
    /// Neurons now.
    pub neurons: u16,
    /// Blocks from one epoch to the next.
    pub tempo_blocks: u16,
    /// Block of the next epoch; `None` when epochs are off.
    pub next_epoch_block: Option<u64>,
    /// Price of one alpha in rao of TAO.
    pub alpha_price_rao: u64,
    /// Price of a registration now, in rao of TAO.
    pub registration_price_rao: u64,
    /// Whether staking is open (the subnet was started).
    pub started: bool,
}

const API: &str = "SubnetInfoRuntimeApi";

impl StateAt {
    /// Numbers of all subnets, root (0) included, ascending.
    pub async fn netuids(&self) -> Result<Vec<u16>, ClientError> {
        let found: Vec<(u16, bool)> = self
            .storage_map("SubtensorModule", "NetworksAdded", ())
            .await?;
        let mut netuids: Vec<u16> = found
            .into_iter()
            .filter(|(_, added)| *added)
            .map(|(netuid, _)| netuid)
            .collect();
        netuids.sort_unstable();
        Ok(netuids)
    }

    /// All subnets by number, root (0) included.
    pub async fn subnets(&self) -> Result<Vec<SubnetSummary>, ClientError> {
        let found: Vec<Option<SubnetSummary>> =
            self.runtime(API, "get_all_dynamic_info", ()).await?;
        let mut subnets: Vec<SubnetSummary> = found.into_iter().flatten().collect();
        subnets.sort_by_key(|subnet| subnet.netuid);
        Ok(subnets)
    }

    /// One subnet; `None` if there is none of that number.
    pub async fn subnet(&self, netuid: u16) -> Result<Option<SubnetSummary>, ClientError> {
        self.runtime(API, "get_dynamic_info", (netuid,)).await
    }

    /// The neurons of a subnet, field by field; `None` if there is no such subnet.
    pub async fn subnet_state(&self, netuid: u16) -> Result<Option<SubnetState>, ClientError> {
        self.runtime(API, "get_subnet_state", (netuid,)).await
    }

    /// Price of creating a subnet now.
    pub async fn subnet_creation_price(&self) -> Result<Tao, ClientError> {
        self.runtime(
            "SubnetRegistrationRuntimeApi",
            "get_network_registration_cost",
            (),
        )
        .await
    }

    /// Block of a subnet's next epoch; `None` when its epochs are off.
    pub async fn next_epoch_block(&self, netuid: u16) -> Result<Option<u64>, ClientError> {
        self.runtime(API, "get_next_epoch_start_block", (netuid,))
            .await
    }

    /// Subnet that gives way when another is created and there is no room, if one would.
    pub async fn subnet_to_prune(&self) -> Result<Option<u16>, ClientError> {
        self.runtime(API, "get_subnet_to_prune", ()).await
    }

    /// Account that holds what belongs to a subnet; `None` if there is no such subnet.
    pub async fn subnet_account(&self, netuid: u16) -> Result<Option<AccountId>, ClientError> {
        self.runtime(API, "get_subnet_account_id", (netuid,)).await
    }

    /// State of a subnet that a participant acts on.
    ///
    /// # Errors
    /// [`ClientError::UnknownSubnet`] where there is none.
    pub async fn participants_view(&self, netuid: u16) -> Result<Subnet, ClientError> {
        if !self.subnet_exists(netuid).await? {
            return Err(ClientError::UnknownSubnet { netuid });
        }
        let next_epoch = async {
            // Runtimes without the call run an epoch where block + netuid + 1 is a multiple of
            // tempo + 1.
            if self
                .block
                .runtime
                .has_call(API, "get_next_epoch_start_block")
            {
                return self.next_epoch_block(netuid).await;
            }
            let tempo = u64::from(self.tempo_blocks(netuid).await?);
            let now = u64::from(self.block_number());
            let phase = now.saturating_add(u64::from(netuid)).saturating_add(1);
            let into = phase.checked_rem(tempo.saturating_add(1)).unwrap_or(0);
            Ok((tempo > 0).then(|| now.saturating_add(tempo).saturating_add(1) - into))
        };
        let (owner, neurons, tempo_blocks, next_epoch_block, price, burn, started) = futures::try_join!(
            self.subnet_owner(netuid),
            self.neuron_count(netuid),
            self.tempo_blocks(netuid),
            next_epoch,
            self.price(netuid),
            self.registration_price(netuid),
            self.is_started(netuid),
        )?;
        Ok(Subnet {
            netuid,
            owner,
            neurons,
            tempo_blocks,
            next_epoch_block,
            alpha_price_rao: price.rao(),
            registration_price_rao: burn.rao(),
            started,
        })
    }

    /// Moving average of the price of a subnet's alpha, in TAO.
    pub async fn moving_price(&self, netuid: u16) -> Result<f64, ClientError> {
        let price: Fixed<32> = self
            .value("SubtensorModule", "SubnetMovingPrice", (netuid,))
            .await?;
        Ok(price.to_f64())
    }

    /// Moving average of what users bring into a subnet less what they take out, in rao of TAO a
    /// block, with the block of its last update; `None` before the first.
    pub async fn tao_flow_average(&self, netuid: u16) -> Result<Option<(u64, f64)>, ClientError> {
        let found: Option<(u64, Fixed<64>)> = self
            .storage("SubtensorModule", "SubnetEmaTaoFlow", (netuid,))
            .await?;
        Ok(found.map(|(block, flow)| (block, flow.to_f64())))
    }

    /// The same of all subnets.
    pub async fn tao_flow_averages(&self) -> Result<Vec<(u16, u64, f64)>, ClientError> {
        let found: Vec<(u16, (u64, Fixed<64>))> = self
            .storage_map("SubtensorModule", "SubnetEmaTaoFlow", ())
            .await?;
        Ok(found
            .into_iter()
            .map(|(netuid, (block, flow))| (netuid, block, flow.to_f64()))
            .collect())
    }

    /// Blocks after a subnet's creation before it can be started.
    pub async fn start_delay_blocks(&self) -> Result<u64, ClientError> {
        if self
            .block
            .storage_runtime
            .has_storage("SubtensorModule", "StartCallDelay")
        {
            return self.value("SubtensorModule", "StartCallDelay", ()).await;
        }
        self.constant("SubtensorModule", "InitialStartCallDelay")
    }
}

reads! {
    /// Whether there is a subnet of that number.
    fn subnet_exists(netuid: u16) -> bool = "SubtensorModule" / "NetworksAdded";
    /// Number of subnets, root included.
    fn subnet_count() -> u16 = "SubtensorModule" / "TotalNetworks";
    /// Most subnets beside root.
    fn subnet_limit() -> u16 = "SubtensorModule" / "SubnetLimit";
    /// Neurons in a subnet.
    fn neuron_count(netuid: u16) -> u16 = "SubtensorModule" / "SubnetworkN";
    /// Most neurons of a subnet.
    fn max_neurons(netuid: u16) -> u16 = "SubtensorModule" / "MaxAllowedUids";
    /// Blocks from one epoch to the next.
    fn tempo_blocks(netuid: u16) -> u16 = "SubtensorModule" / "Tempo";
    /// Blocks since the last epoch.
    fn blocks_since_last_step(netuid: u16) -> u64 = "SubtensorModule" / "BlocksSinceLastStep";
    /// Block of the last epoch that ran.
    fn last_step_block(netuid: u16) -> u64 = "SubtensorModule" / "LastMechansimStepBlock";
    /// Block of the last epoch that was due.
    fn last_epoch_block(netuid: u16) -> u64 = "SubtensorModule" / "LastEpochBlock";
    /// Block at which an epoch that the owner asked for runs; 0 if none was asked for.
    fn pending_epoch_block(netuid: u16) -> u64 = "SubtensorModule" / "PendingEpochAt";
    /// Epochs of a subnet so far: the clock of committed weights.
    fn epoch_index(netuid: u16) -> u64 = "SubtensorModule" / "SubnetEpochIndex";
    /// Price of registering a neuron now.
    fn registration_price(netuid: u16) -> Tao = "SubtensorModule" / "Burn";
    /// TAO that all registrations in a subnet cost so far.
    fn registration_burned(netuid: u16) -> Tao = "SubtensorModule" / "RAORecycledForRegistration";
    /// Whether neurons may register in a subnet.
    fn registration_allowed(netuid: u16) -> bool = "SubtensorModule" / "NetworkRegistrationAllowed";
    /// Whether staking in a subnet is open.
    fn is_started(netuid: u16) -> bool = "SubtensorModule" / "SubtokenEnabled";
    /// First block in which a subnet pays emission, once it is started.
    maybe fn first_emission_block(netuid: u16) -> u64
        = "SubtensorModule" / "FirstEmissionBlockNumber";
    /// Block in which a subnet was created.
    fn created_at_block(netuid: u16) -> u64 = "SubtensorModule" / "NetworkRegisteredAt";
    /// Blocks in which a new subnet cannot be removed for another.
    fn subnet_immunity_blocks() -> u64 = "SubtensorModule" / "NetworkImmunityPeriod";
    /// Coldkey of a subnet's owner; 32 zeros if there is no such subnet.
    fn subnet_owner(netuid: u16) -> AccountId = "SubtensorModule" / "SubnetOwner";
    /// Owners of all subnets.
    each fn subnet_owners() -> u16 => AccountId = "SubtensorModule" / "SubnetOwner";
    /// Hotkey of a subnet's owner; 32 zeros if there is no such subnet.
    fn subnet_owner_hotkey(netuid: u16) -> AccountId = "SubtensorModule" / "SubnetOwnerHotkey";
    /// TAO that creating a subnet cost.
    fn subnet_locked(netuid: u16) -> Tao = "SubtensorModule" / "SubnetLocked";
    /// Symbol of a subnet's alpha.
    fn symbol(netuid: u16) -> String = "SubtensorModule" / "TokenSymbol";
    /// Number of a subnet's sub-mechanisms.
    fn mechanism_count(netuid: u16) -> u8 = "SubtensorModule" / "MechanismCountCurrent";
    /// How a subnet's emission is split among its sub-mechanisms, in parts of 65,535; `None` for
    /// even parts.
    maybe fn mechanism_split(netuid: u16) -> Vec<u16>
        = "SubtensorModule" / "MechanismEmissionSplit";
    /// Most sub-mechanisms of a subnet.
    fn max_mechanism_count() -> u8 = "SubtensorModule" / "MaxMechanismCount";
    /// Alpha in a subnet's pool.
    fn alpha_in(netuid: u16) -> Alpha [of netuid] = "SubtensorModule" / "SubnetAlphaIn";
    /// Alpha of a subnet outside of its pool.
    fn alpha_out(netuid: u16) -> Alpha [of netuid] = "SubtensorModule" / "SubnetAlphaOut";
    /// Alpha of a subnet that belongs to the chain itself.
    fn protocol_alpha(netuid: u16) -> Alpha [of netuid]
        = "SubtensorModule" / "SubnetProtocolAlpha";
    /// TAO that went through a subnet's pool since the beginning, in rao.
    fn subnet_volume_rao(netuid: u16) -> u128 = "SubtensorModule" / "SubnetVolume";
    /// TAO that a subnet's pool got with the last block.
    fn tao_in_emission(netuid: u16) -> Tao = "SubtensorModule" / "SubnetTaoInEmission";
    /// TAO with which the chain bought alpha in the last block.
    fn excess_tao(netuid: u16) -> Tao = "SubtensorModule" / "SubnetExcessTao";
    /// Alpha that waits for a subnet's miners.
    fn pending_server_emission(netuid: u16) -> Alpha [of netuid]
        = "SubtensorModule" / "PendingServerEmission";
    /// Alpha that waits for a subnet's validators.
    fn pending_validator_emission(netuid: u16) -> Alpha [of netuid]
        = "SubtensorModule" / "PendingValidatorEmission";
    /// Alpha that waits for a subnet's owner.
    fn pending_owner_cut(netuid: u16) -> Alpha [of netuid]
        = "SubtensorModule" / "PendingOwnerCut";
    /// Whether a subnet's pool gets emission.
    fn subnet_emission_enabled(netuid: u16) -> bool = "SubtensorModule" / "SubnetEmissionEnabled";
    /// Part of the emission that owners of subnets get.
    fn owner_cut() -> u16 = "SubtensorModule" / "SubnetOwnerCut";
    /// Whether the owner of a subnet gets it.
    fn owner_cut_enabled(netuid: u16) -> bool = "SubtensorModule" / "OwnerCutEnabled";
    /// Whether stake in a subnet can be given to another coldkey.
    fn transfers_enabled(netuid: u16) -> bool = "SubtensorModule" / "TransferToggle";
    /// 0 for the root network's one-to-one exchange, 1 for a pool.
    fn subnet_mechanism_kind(netuid: u16) -> u16 = "SubtensorModule" / "SubnetMechanism";
    /// Blocks between two creations of subnets.
    fn subnet_creation_rate_limit_blocks() -> u64 = "SubtensorModule" / "NetworkRateLimit";
    /// Least that creating a subnet can cost.
    fn min_subnet_creation_price() -> Tao = "SubtensorModule" / "NetworkMinLockCost";
    /// Subnets that are being removed.
    fn subnets_being_dissolved() -> Vec<u16> = "SubtensorModule" / "DissolveCleanupQueue";
}
