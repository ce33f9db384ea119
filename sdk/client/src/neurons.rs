//! Neurons of a subnet, as the chain sees them: the metagraph's rows.

use scale_decode::DecodeAsType;

use crate::{AccountId, ChainClient, ClientError};
use subxt::utils::AccountId32;

/// Where a neuron says it serves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, DecodeAsType)]
pub struct AxonInfo {
    /// Block of the last announcement; 0 if there was none.
    pub block: u64,
    /// Version that the neuron announced.
    pub version: u32,
    /// Address as a number; IPv4 in the low 32 bits.
    pub ip: u128,
    /// TCP port.
    pub port: u16,
    /// 4 or 6.
    pub ip_type: u8,
    /// Protocol number, the neuron's own business.
    pub protocol: u8,
}

impl AxonInfo {
    /// The socket address, if the neuron serves.
    pub fn socket_address(&self) -> Option<std::net::SocketAddr> {
        if self.port == 0 || self.ip == 0 {
            return None;
        }
        let ip = match self.ip_type {
            4 => std::net::IpAddr::V4(u32::try_from(self.ip).ok()?.into()),
            6 => std::net::IpAddr::V6(self.ip.into()),
            _ => return None,
        };
        Some(std::net::SocketAddr::new(ip, self.port))
    }
}

#[derive(DecodeAsType)]
struct NeuronInfoLite {
    hotkey: AccountId32,
    coldkey: AccountId32,
    uid: u16,
    netuid: u16,
    active: bool,
    axon_info: AxonInfo,
    stake: Vec<(AccountId32, u64)>,
    emission: u64,
    incentive: u16,
    consensus: u16,
    validator_trust: u16,
    dividends: u16,
    last_update: u64,
    validator_permit: bool,
    pruning_score: u16,
}

/// One neuron. Fractions are parts of 65,535.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neuron {
    /// Place in the subnet, 0 to n - 1.
    pub uid: u16,
    /// Subnet.
    pub netuid: u16,
    /// Key that signs the neuron's work.
    pub hotkey: AccountId,
    /// Key that owns it.
    pub coldkey: AccountId,
    /// Set weights within the activity cutoff.
    pub active: bool,
    /// Announced endpoint.
    pub axon: AxonInfo,
    /// Stake on the hotkey in this subnet: alpha, in rao.
    pub stake_rao: u64,
    /// Alpha emission of the last tempo, in rao.
    pub emission_rao: u64,
    /// Share of the miners' reward.
    pub incentive: u16,
    /// Agreed weight.
    pub consensus: u16,
    /// How much of this validator's weight the consensus shares.
    pub validator_trust: u16,
    /// Share of the validators' reward.
    pub dividends: u16,
    /// Block of the last weights.
    pub last_update: u64,
    /// May set weights that count.
    pub validator_permit: bool,
    /// Lowest goes first when the subnet is full.
    pub pruning_score: u16,
}

impl From<NeuronInfoLite> for Neuron {
    fn from(info: NeuronInfoLite) -> Self {
        Self {
            uid: info.uid,
            netuid: info.netuid,
            hotkey: info.hotkey.0,
            coldkey: info.coldkey.0,
            active: info.active,
            axon: info.axon_info,
            stake_rao: info
                .stake
                .iter()
                .fold(0, |sum, (_, stake)| sum.saturating_add(*stake)),
            emission_rao: info.emission,
            incentive: info.incentive,
            consensus: info.consensus,
            validator_trust: info.validator_trust,
            dividends: info.dividends,
            last_update: info.last_update,
            validator_permit: info.validator_permit,
            pruning_score: info.pruning_score,
        }
    }
}

impl ChainClient {
    /// All neurons of a subnet by UID; empty for a subnet that does not exist.
    pub async fn neurons(&self, netuid: u16) -> Result<Vec<Neuron>, ClientError> {
        let rows: Vec<NeuronInfoLite> = self
            .runtime_call("NeuronInfoRuntimeApi", "get_neurons_lite", (netuid,))
            .await?;
        Ok(rows.into_iter().map(Neuron::from).collect())
    }

    /// The neuron of a hotkey in a subnet, if it is registered there.
    pub async fn neuron(
        &self,
        netuid: u16,
        hotkey: &AccountId,
    ) -> Result<Option<Neuron>, ClientError> {
        let Some(uid) = self.uid_of(netuid, hotkey).await? else {
            return Ok(None);
        };
        let row: Option<NeuronInfoLite> = self
            .runtime_call("NeuronInfoRuntimeApi", "get_neuron_lite", (netuid, uid))
            .await?;
        Ok(row.map(Neuron::from))
    }

    /// UID of a hotkey in a subnet, if it is registered there.
    pub async fn uid_of(
        &self,
        netuid: u16,
        hotkey: &AccountId,
    ) -> Result<Option<u16>, ClientError> {
        self.storage_value("SubtensorModule", "Uids", (netuid, *hotkey))
            .await
    }
}
