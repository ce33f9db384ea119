//! What the chain and the validators say about each neuron.

use eyre::Result;
use serde::Serialize;
use taonet_client::{ChainClient, Neuron, RAO_PER_TAO, Subnet};
use taonet_subnet_framework::MinerScore;
use taonet_wallet::PublicKey;

use super::SubnetPlan;
use super::keys::NetworkKeys;
use super::participants::{Reports, backend_of};

/// The whole network at one moment.
#[derive(Debug, Serialize)]
pub(crate) struct Ranking {
    pub(crate) chain: ChainState,
    pub(crate) subnets: Vec<SubnetRanking>,
}

#[derive(Debug, Serialize)]
pub(crate) struct ChainState {
    pub(crate) block: u64,
    pub(crate) finalised_block: u64,
    pub(crate) rpc: String,
    pub(crate) genesis_hash: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct SubnetRanking {
    pub(crate) netuid: u16,
    pub(crate) name: &'static str,
    pub(crate) tempo_blocks: u16,
    pub(crate) next_epoch_block: Option<u64>,
    /// TAO for one alpha.
    pub(crate) alpha_price: f64,
    pub(crate) neurons: Vec<NeuronRanking>,
}

#[derive(Debug, Serialize)]
pub(crate) struct NeuronRanking {
    pub(crate) uid: u16,
    pub(crate) hotkey: String,
    pub(crate) role: &'static str,
    pub(crate) backend: Option<&'static str>,
    /// The validators' moving score on unseen material, 0..1; none for those who do not serve.
    pub(crate) quality: Option<f64>,
    /// The same on public material.
    pub(crate) quality_public: Option<f64>,
    /// Alpha.
    pub(crate) stake: f64,
    pub(crate) trust: f64,
    pub(crate) consensus: f64,
    pub(crate) incentive: f64,
    pub(crate) dividends: f64,
    /// Alpha per hour at the pace of the last epoch.
    pub(crate) emission_per_hour: f64,
    /// The same in TAO at the present price.
    pub(crate) emission_per_hour_tao: f64,
    pub(crate) last_update: u64,
    pub(crate) axon: Option<String>,
    pub(crate) last_answer: Option<String>,
    pub(crate) latency_ms: Option<f64>,
}

impl Ranking {
    pub(crate) async fn read(
        client: &ChainClient,
        plans: &[SubnetPlan],
        reports: &Reports,
        keys: &NetworkKeys,
    ) -> Result<Self> {
        let mut subnets = Vec::new();
        for plan in plans {
            let subnet = client.subnet(plan.netuid).await?;
            let neurons = client.neurons(plan.netuid).await?;
            let block_ms = client.slot_duration_ms().await?;
            let rows = neurons
                .iter()
                .map(|neuron| row(plan, &subnet, neuron, reports, keys, block_ms))
                .collect();
            subnets.push(SubnetRanking {
                netuid: plan.netuid,
                name: plan.kind.name(),
                tempo_blocks: subnet.tempo_blocks,
                next_epoch_block: subnet.next_epoch_block,
                alpha_price: subnet.alpha_price_rao as f64 / RAO_PER_TAO as f64,
                neurons: rows,
            });
        }
        let chain = ChainState {
            block: client.best_block().await?.number,
            finalised_block: client.finalised_block_number().await?,
            rpc: client.network().url().to_owned(),
            genesis_hash: format!("0x{}", hex(&client.genesis_hash())),
        };
        Ok(Self { chain, subnets })
    }

    /// Whether in every subnet some miner has an incentive.
    pub(crate) fn all_subnets_pay(&self) -> bool {
        self.subnets
            .iter()
            .all(|subnet| subnet.neurons.iter().any(|neuron| neuron.incentive > 0.0))
    }
}

fn row(
    plan: &SubnetPlan,
    subnet: &Subnet,
    neuron: &Neuron,
    reports: &Reports,
    keys: &NetworkKeys,
    block_ms: u64,
) -> NeuronRanking {
    let hotkey = PublicKey::from_bytes(neuron.hotkey);
    let place = keys
        .miners
        .iter()
        .position(|miner| miner.hotkey.public() == hotkey);
    let is_validator = keys
        .validators
        .iter()
        .any(|key| key.hotkey.public() == hotkey);
    let address = hotkey.to_ss58();
    let scores: Vec<&MinerScore> = reports
        .iter()
        .filter(|((netuid, _), _)| *netuid == plan.netuid)
        .filter_map(|(_, report)| report.scores.get(&address))
        .collect();
    let emission_per_hour = per_hour(neuron.emission.rao(), subnet.tempo_blocks, block_ms);
    NeuronRanking {
        uid: neuron.uid,
        role: match (place, is_validator) {
            (Some(_), _) => "miner",
            (None, true) => "validator",
            (None, false) => "owner",
        },
        backend: place.map(|place| backend_of(plan.kind, place)),
        quality: mean(scores.iter().map(|score| score.held_out)),
        quality_public: mean(
            scores
                .iter()
                .filter(|score| score.public_marks > 0)
                .map(|score| score.public),
        ),
        stake: alpha(neuron.stake.rao()),
        trust: fraction(neuron.validator_trust),
        consensus: fraction(neuron.consensus),
        incentive: fraction(neuron.incentive),
        dividends: fraction(neuron.dividends),
        emission_per_hour,
        emission_per_hour_tao: emission_per_hour * alpha(subnet.alpha_price_rao),
        last_update: neuron.last_update,
        axon: neuron
            .axon
            .socket_address()
            .map(|address| address.to_string()),
        last_answer: scores.first().map(|score| score.last_answer.clone()),
        latency_ms: mean(scores.iter().filter_map(|score| score.latency_ms)),
        hotkey: address,
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

fn fraction(parts: u16) -> f64 {
    f64::from(parts) / f64::from(u16::MAX)
}

fn alpha(amount_rao: u64) -> f64 {
    amount_rao as f64 / RAO_PER_TAO as f64
}

/// The emission of one tempo, carried on for an hour.
fn per_hour(emission_rao: u64, tempo_blocks: u16, block_ms: u64) -> f64 {
    const HOUR_MS: f64 = 3_600_000.0;
    let tempo_ms = f64::from(tempo_blocks.max(1)) * block_ms.max(1) as f64;
    alpha(emission_rao) * HOUR_MS / tempo_ms
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
