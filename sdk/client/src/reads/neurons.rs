//! Neurons of a subnet, one by one. All of a subnet at once is a
//! [`Metagraph`](crate::metagraph::Metagraph).

use super::reads;
use crate::decode::{FromChain, Input, ReadError, Types};
use crate::{AccountId, Alpha, ClientError, StateAt, record};

record! {
    /// Where a neuron says it serves.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
    pub struct AxonInfo {
        /// Block of the last announcement; 0 if there was none.
        pub block: u64,
        /// Version that the neuron announced.
        pub version: u32,
        /// Address as a number; IPv4 in the low 32 bits.
        #[serde(with = "crate::metagraph::big")]
        pub ip: u128,
        /// TCP port.
        pub port: u16,
        /// 4 or 6.
        pub ip_type: u8,
        /// Protocol number, the neuron's own business.
        pub protocol: u8,
        /// A number without meaning to the chain.
        pub placeholder1: u8,
        /// Another one.
        pub placeholder2: u8,
    }
}

/// The address behind the chain's number for it, if it names one.
fn ip_address(ip: u128, ip_type: u8) -> Option<std::net::IpAddr> {
    match ip_type {
        _ if ip == 0 => None,
        4 => Some(std::net::IpAddr::V4(u32::try_from(ip).ok()?.into())),
        6 => Some(std::net::IpAddr::V6(ip.into())),
        _ => None,
    }
}

impl AxonInfo {
    /// The socket address, if the neuron serves.
    pub fn socket_address(&self) -> Option<std::net::SocketAddr> {
        let ip = ip_address(self.ip, self.ip_type)?;
        (self.port > 0).then(|| std::net::SocketAddr::new(ip, self.port))
    }
}

record! {
    /// Where a neuron says it serves its metrics.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct PrometheusInfo {
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
    }
}

impl PrometheusInfo {
    /// The socket address, if the neuron serves metrics.
    pub fn socket_address(&self) -> Option<std::net::SocketAddr> {
        let ip = ip_address(self.ip, self.ip_type)?;
        (self.port > 0).then(|| std::net::SocketAddr::new(ip, self.port))
    }
}

record! {
    /// The certificate that a neuron serves with.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct NeuronCertificate {
        /// Public key.
        pub public_key: Vec<u8>,
        /// What kind of key it is, the neuron's own business.
        pub algorithm: u8,
    }
}

record! {
    struct NeuronInfo {
        hotkey: AccountId,
        coldkey: AccountId,
        uid: u16,
        netuid: u16,
        active: bool,
        axon_info: AxonInfo,
        prometheus_info: Option<PrometheusInfo>,
        stake: Vec<(AccountId, Alpha)>,
        emission: Alpha,
        incentive: u16,
        consensus: u16,
        validator_trust: u16,
        dividends: u16,
        last_update: u64,
        validator_permit: bool,
        weights: Option<Vec<(u16, u16)>>,
        bonds: Option<Vec<(u16, u16)>>,
        pruning_score: u16,
    }
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
    /// Announced endpoint of its metrics.
    pub prometheus: PrometheusInfo,
    /// Stake on the hotkey in this subnet.
    pub stake: Alpha,
    /// Emission of the last tempo.
    pub emission: Alpha,
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
    /// Its weights by UID; empty unless asked for.
    pub weights: Vec<(u16, u16)>,
    /// Its bonds by UID; empty unless asked for.
    pub bonds: Vec<(u16, u16)>,
    /// Lowest goes first when the subnet is full.
    pub pruning_score: u16,
}

impl From<NeuronInfo> for Neuron {
    fn from(info: NeuronInfo) -> Self {
        let rao = info
            .stake
            .iter()
            .fold(0_u64, |sum, (_, stake)| sum.saturating_add(stake.rao()));
        Self {
            uid: info.uid,
            netuid: info.netuid,
            hotkey: info.hotkey,
            coldkey: info.coldkey,
            active: info.active,
            axon: info.axon_info,
            prometheus: info.prometheus_info.unwrap_or_default(),
            stake: Alpha::new(info.netuid, rao),
            emission: info.emission,
            incentive: info.incentive,
            consensus: info.consensus,
            validator_trust: info.validator_trust,
            dividends: info.dividends,
            last_update: info.last_update,
            validator_permit: info.validator_permit,
            weights: info.weights.unwrap_or_default(),
            bonds: info.bonds.unwrap_or_default(),
            pruning_score: info.pruning_score,
        }
    }
}

/// How a [`Neuron`] is read.
#[allow(missing_debug_implementations, reason = "nobody looks at it")]
pub struct NeuronPlan(<NeuronInfo as FromChain>::Plan);

impl FromChain for Neuron {
    type Plan = NeuronPlan;

    fn plan(ty: u32, types: &Types) -> Result<NeuronPlan, String> {
        NeuronInfo::plan(ty, types).map(NeuronPlan)
    }

    fn read(plan: &NeuronPlan, input: &mut Input<'_>) -> Result<Self, ReadError> {
        NeuronInfo::read(&plan.0, input).map(Self::from)
    }
}

const API: &str = "NeuronInfoRuntimeApi";

impl StateAt {
    /// All neurons of a subnet by UID, without weights and bonds; empty for a subnet that does not
    /// exist.
    pub async fn neurons(&self, netuid: u16) -> Result<Vec<Neuron>, ClientError> {
        self.runtime(API, "get_neurons_lite", (netuid,)).await
    }

    /// All neurons of a subnet by UID with their weights and bonds.
    pub async fn neurons_with_weights(&self, netuid: u16) -> Result<Vec<Neuron>, ClientError> {
        self.runtime(API, "get_neurons", (netuid,)).await
    }

    /// The neuron at a place of a subnet, with its weights and bonds.
    pub async fn neuron_at(&self, netuid: u16, uid: u16) -> Result<Option<Neuron>, ClientError> {
        self.runtime(API, "get_neuron", (netuid, uid)).await
    }

    /// The neuron of a hotkey in a subnet, if it is registered there; without weights and bonds.
    pub async fn neuron(
        &self,
        netuid: u16,
        hotkey: &AccountId,
    ) -> Result<Option<Neuron>, ClientError> {
        let Some(uid) = self.uid(netuid, hotkey).await? else {
            return Ok(None);
        };
        self.runtime(API, "get_neuron_lite", (netuid, uid)).await
    }
}

reads! {
    /// Where a hotkey serves, if it said so.
    maybe fn axon(netuid: u16, hotkey: &AccountId) -> AxonInfo = "SubtensorModule" / "Axons";
    /// Where the hotkeys of a subnet serve.
    each fn axons(netuid: u16) -> AccountId => AxonInfo = "SubtensorModule" / "Axons";
    /// Where a hotkey serves its metrics, if it said so.
    maybe fn prometheus(netuid: u16, hotkey: &AccountId) -> PrometheusInfo
        = "SubtensorModule" / "Prometheus";
    /// The certificate of a hotkey, if it has one.
    maybe fn certificate(netuid: u16, hotkey: &AccountId) -> NeuronCertificate
        = "SubtensorModule" / "NeuronCertificates";
    /// The certificates of a subnet's hotkeys.
    each fn certificates(netuid: u16) -> AccountId => NeuronCertificate
        = "SubtensorModule" / "NeuronCertificates";
    /// Block in which the neuron at a place was registered.
    fn registration_block(netuid: u16, uid: u16) -> u64
        = "SubtensorModule" / "BlockAtRegistration";
    /// Blocks between two announcements of one neuron.
    fn serving_rate_limit_blocks(netuid: u16) -> u64 = "SubtensorModule" / "ServingRateLimit";
    /// Which UIDs set weights of late.
    fn active(netuid: u16) -> Vec<bool> = "SubtensorModule" / "Active";
    /// Which UIDs may validate.
    fn validator_permits(netuid: u16) -> Vec<bool> = "SubtensorModule" / "ValidatorPermit";
    /// Agreed weight of each UID.
    fn consensus(netuid: u16) -> Vec<u16> = "SubtensorModule" / "Consensus";
    /// Share of the validators' reward of each UID.
    fn dividends(netuid: u16) -> Vec<u16> = "SubtensorModule" / "Dividends";
    /// Validator trust of each UID.
    fn validator_trust(netuid: u16) -> Vec<u16> = "SubtensorModule" / "ValidatorTrust";
    /// Emission of each UID in the last epoch.
    fn emissions(netuid: u16) -> Vec<Alpha> [of netuid] = "SubtensorModule" / "Emission";
    /// Stake weight of each UID in the last epoch.
    fn stake_weights(netuid: u16) -> Vec<u16> = "SubtensorModule" / "StakeWeight";
    /// Moving average of a hotkey's stake, in rao of alpha.
    fn voting_power_rao(netuid: u16, hotkey: &AccountId) -> u64
        = "SubtensorModule" / "VotingPower";
    /// Alpha that a miner put up for its place: hotkey, coldkey, state as JSON.
    each fn miner_collaterals(netuid: u16) -> (AccountId, AccountId) => super::MinerCollateral
        [of netuid] = "SubtensorModule" / "MinerCollateral";
}
