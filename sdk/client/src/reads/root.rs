//! The root network: claims of the alpha that stake there earns.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::reads;
use crate::decode::Fixed;
use crate::{AccountId, Alpha, ClientError, StateAt};

/// What becomes of alpha that stake on the root network earns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RootClaimType {
    /// It is sold for TAO, which is staked on the root network.
    Swap,
    /// It stays alpha.
    Keep,
    /// It stays alpha in these subnets and is sold in all others.
    KeepSubnets(Vec<u16>),
    /// A choice of a runtime newer than this client, as the codec writes it.
    Other(Json),
}

impl RootClaimType {
    fn from_json(json: Json) -> Self {
        match json.as_str() {
            Some("Swap") => return Self::Swap,
            Some("Keep") => return Self::Keep,
            _ => {}
        }
        let subnets = json.get("KeepSubnets").map(|content| {
            let list = content.get("subnets").unwrap_or(content);
            list.as_array()
                .into_iter()
                .flatten()
                .filter_map(|netuid| u16::try_from(netuid.as_u64()?).ok())
                .collect()
        });
        subnets.map_or_else(|| Self::Other(json), Self::KeepSubnets)
    }
}

const SUBTENSOR: &str = "SubtensorModule";

impl StateAt {
    /// What a coldkey chose to become of the alpha that its root stake earns.
    pub async fn root_claim_type(&self, coldkey: &AccountId) -> Result<RootClaimType, ClientError> {
        let chosen: Json = self.value(SUBTENSOR, "RootClaimType", (coldkey,)).await?;
        Ok(RootClaimType::from_json(chosen))
    }

    /// The choices of all coldkeys that made one.
    pub async fn root_claim_types(&self) -> Result<Vec<(AccountId, RootClaimType)>, ClientError> {
        let found: Vec<(AccountId, Json)> =
            self.storage_map(SUBTENSOR, "RootClaimType", ()).await?;
        Ok(found
            .into_iter()
            .map(|(coldkey, chosen)| (coldkey, RootClaimType::from_json(chosen)))
            .collect())
    }

    /// Alpha that each TAO of root stake on a hotkey has earned since the beginning, by subnet.
    pub async fn root_claimable_rates(
        &self,
        hotkey: &AccountId,
    ) -> Result<BTreeMap<u16, f64>, ClientError> {
        let found: BTreeMap<u16, Fixed<32>> =
            self.value(SUBTENSOR, "RootClaimable", (hotkey,)).await?;
        Ok(found
            .into_iter()
            .map(|(netuid, rate)| (netuid, rate.to_f64()))
            .collect())
    }

    /// Least alpha of a subnet that is worth a claim.
    pub async fn root_claim_threshold(&self, netuid: u16) -> Result<f64, ClientError> {
        let threshold: Fixed<32> = self
            .value(SUBTENSOR, "RootClaimableThreshold", (netuid,))
            .await?;
        Ok(threshold.to_f64())
    }

    /// What a coldkey has already claimed of a subnet on a hotkey, in rao of alpha.
    pub async fn root_claimed_rao(
        &self,
        netuid: u16,
        hotkey: &AccountId,
        coldkey: &AccountId,
    ) -> Result<u128, ClientError> {
        self.value(SUBTENSOR, "RootClaimed", (netuid, hotkey, coldkey))
            .await
    }

    /// Alpha that a coldkey could claim on a hotkey now, by subnet: what its root stake earned
    /// less what it claimed. Subnets with nothing to claim are left out.
    pub async fn root_claimable(
        &self,
        hotkey: &AccountId,
        coldkey: &AccountId,
    ) -> Result<Vec<Alpha>, ClientError> {
        let rates: BTreeMap<u16, Fixed<32>> =
            self.value(SUBTENSOR, "RootClaimable", (hotkey,)).await?;
        let root_stake = self.stake(hotkey, coldkey, 0).await?;
        let keys: Vec<(u16, AccountId, AccountId)> = rates
            .keys()
            .map(|netuid| (*netuid, *hotkey, *coldkey))
            .collect();
        let claimed: Vec<Option<u128>> = self.values(SUBTENSOR, "RootClaimed", &keys).await?;
        Ok(rates
            .into_iter()
            .zip(claimed)
            .filter_map(|((netuid, rate), claimed)| {
                let earned = rate.bits.checked_mul(root_stake.rao().into())? >> 32;
                let claimed = i128::try_from(claimed.unwrap_or_default()).ok()?;
                let owed = u64::try_from(earned.checked_sub(claimed)?).ok()?;
                (owed > 0).then(|| Alpha::new(netuid, owed))
            })
            .collect())
    }
}

reads! {
    /// Coldkeys whose claims the chain makes by itself in each block.
    fn root_claims_per_block() -> u64 = "SubtensorModule" / "NumRootClaim";
    /// Coldkeys with root stake, as the chain counts them.
    fn root_staking_coldkeys() -> u64 = "SubtensorModule" / "NumStakingColdkeys";
    /// Weight of root TAO beside alpha, as a part of 2^64 - 1.
    fn tao_weight() -> u64 = "SubtensorModule" / "TaoWeight";
    /// Alpha that root stake on a hotkey earned in the last epoch.
    fn root_alpha_dividends(netuid: u16, hotkey: &AccountId) -> Alpha [of netuid]
        = "SubtensorModule" / "RootAlphaDividendsPerSubnet";
    /// Alpha of a subnet that waits to be paid to root stake.
    fn pending_root_alpha(netuid: u16) -> Alpha [of netuid]
        = "SubtensorModule" / "PendingRootAlphaDivs";
}
