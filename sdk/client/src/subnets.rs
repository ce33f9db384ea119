//! Subnets: existence, prices, clocks and rules.

use scale_decode::DecodeAsType;
use subxt::dynamic;
use subxt::ext::frame_decode::helpers::{IntoDecodableValues, IntoEncodableValues};

use crate::{AccountId, ChainClient, ClientError};
use subxt::utils::AccountId32;

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

/// Rules of a subnet. Fractions are parts of 65,535 unless the name says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, DecodeAsType)]
pub struct Hyperparameters {
    /// Majority needed for consensus.
    pub kappa: u16,
    /// Blocks in which a new neuron cannot be replaced.
    pub immunity_period: u16,
    /// Fewest entries in a row of weights.
    pub min_allowed_weights: u16,
    /// Largest share of one entry.
    pub max_weights_limit: u16,
    /// Blocks from one epoch to the next.
    pub tempo: u16,
    /// Version that weights must name.
    pub weights_version: u64,
    /// Blocks between two settings of weights by one neuron.
    pub weights_rate_limit: u64,
    /// Blocks after which a silent validator no longer counts.
    pub activity_cutoff: u64,
    /// Whether neurons may register.
    pub registration_allowed: bool,
    /// Lowest registration price in rao.
    pub min_burn: u64,
    /// Highest registration price in rao.
    pub max_burn: u64,
    /// Most neurons with a permit.
    pub max_validators: u16,
    /// Whether weights are committed before they are shown.
    pub commit_reveal_weights_enabled: bool,
}

impl ChainClient {
    /// A storage value at the best block; `None` where the key is absent.
    pub(crate) async fn storage_value<Keys, Value>(
        &self,
        pallet: &'static str,
        entry: &'static str,
        keys: Keys,
    ) -> Result<Option<Value>, ClientError>
    where
        Keys: IntoEncodableValues + IntoDecodableValues,
        Value: DecodeAsType,
    {
        let what = || format!("{pallet}.{entry}");
        let address = dynamic::storage::<Keys, Value>(pallet, entry);
        let at = self.at_best_block().await?;
        let found = at
            .storage()
            .try_fetch(address, keys)
            .await
            .map_err(|error| ClientError::shape(what(), error))?;
        found
            .map(|value| {
                value
                    .decode()
                    .map_err(|error| ClientError::shape(what(), error))
            })
            .transpose()
    }

    /// Numbers of all subnets, root (0) included, ascending.
    pub async fn netuids(&self) -> Result<Vec<u16>, ClientError> {
        let address = dynamic::storage::<(u16,), bool>("SubtensorModule", "NetworksAdded");
        let shape = |error: &dyn std::fmt::Display| {
            ClientError::shape("SubtensorModule.NetworksAdded", error)
        };
        let at = self.at_best_block().await?;
        let storage = at.storage();
        let mut entries = storage
            .iter(address, ())
            .await
            .map_err(|error| shape(&error))?;
        let mut netuids = Vec::new();
        while let Some(entry) = entries.next().await {
            let entry = entry.map_err(|error| shape(&error))?;
            let added = entry.value().decode().map_err(|error| shape(&error))?;
            let key = entry.key().map_err(|error| shape(&error))?;
            let (netuid,) = key.decode().map_err(|error| shape(&error))?;
            if added {
                netuids.push(netuid);
            }
        }
        netuids.sort_unstable();
        Ok(netuids)
    }

    /// The name that a subnet's owner gave it, if it did.
    pub async fn subnet_name(&self, netuid: u16) -> Result<Option<String>, ClientError> {
        #[derive(DecodeAsType)]
        struct Identity {
            subnet_name: Vec<u8>,
        }
        let identity: Option<Identity> = self
            .storage_value("SubtensorModule", "SubnetIdentitiesV3", (netuid,))
            .await?;
        Ok(identity.map(|identity| String::from_utf8_lossy(&identity.subnet_name).into_owned()))
    }

    /// Time that the chain plans from one block to the next, in milliseconds.
    pub async fn slot_duration_ms(&self) -> Result<u64, ClientError> {
        self.runtime_call("AuraApi", "slot_duration", ()).await
    }

    /// State of one subnet.
    ///
    /// Fails with [`ClientError::UnknownSubnet`] where there is none.
    pub async fn subnet(&self, netuid: u16) -> Result<Subnet, ClientError> {
        const PALLET: &str = "SubtensorModule";
        let added: Option<bool> = self
            .storage_value(PALLET, "NetworksAdded", (netuid,))
            .await?;
        if added != Some(true) {
            return Err(ClientError::UnknownSubnet { netuid });
        }
        let owner: Option<AccountId32> =
            self.storage_value(PALLET, "SubnetOwner", (netuid,)).await?;
        Ok(Subnet {
            netuid,
            owner: owner.map_or([0; 32], |owner| owner.0),
            neurons: self
                .storage_value(PALLET, "SubnetworkN", (netuid,))
                .await?
                .unwrap_or_default(),
            tempo_blocks: self
                .storage_value(PALLET, "Tempo", (netuid,))
                .await?
                .unwrap_or_default(),
            next_epoch_block: self
                .runtime_call(
                    "SubnetInfoRuntimeApi",
                    "get_next_epoch_start_block",
                    (netuid,),
                )
                .await?,
            alpha_price_rao: self
                .runtime_call("SwapRuntimeApi", "current_alpha_price", (netuid,))
                .await?,
            registration_price_rao: self.registration_price_rao(netuid).await?,
            started: self
                .storage_value(PALLET, "SubtokenEnabled", (netuid,))
                .await?
                .unwrap_or_default(),
        })
    }

    /// Price of registering a neuron now, in rao of TAO.
    pub async fn registration_price_rao(&self, netuid: u16) -> Result<u64, ClientError> {
        Ok(self
            .storage_value("SubtensorModule", "Burn", (netuid,))
            .await?
            .unwrap_or_default())
    }

    /// Price of creating a subnet now, in rao of TAO.
    pub async fn subnet_creation_price_rao(&self) -> Result<u64, ClientError> {
        self.runtime_call(
            "SubnetRegistrationRuntimeApi",
            "get_network_registration_cost",
            (),
        )
        .await
    }

    /// Rules of one subnet.
    ///
    /// Fails with [`ClientError::UnknownSubnet`] where there is none.
    pub async fn hyperparameters(&self, netuid: u16) -> Result<Hyperparameters, ClientError> {
        let found: Option<Hyperparameters> = self
            .runtime_call(
                "SubnetInfoRuntimeApi",
                "get_subnet_hyperparams_v2",
                (netuid,),
            )
            .await?;
        found.ok_or(ClientError::UnknownSubnet { netuid })
    }

    /// Alpha of one coldkey on one hotkey in one subnet, in rao.
    pub async fn stake_rao(
        &self,
        hotkey: &AccountId,
        coldkey: &AccountId,
        netuid: u16,
    ) -> Result<u64, ClientError> {
        #[derive(DecodeAsType)]
        struct StakeInfo {
            stake: u64,
        }
        let found: Option<StakeInfo> = self
            .runtime_call(
                "StakeInfoRuntimeApi",
                "get_stake_info_for_hotkey_coldkey_netuid",
                (*hotkey, *coldkey, netuid),
            )
            .await?;
        Ok(found.map_or(0, |info| info.stake))
    }
}
