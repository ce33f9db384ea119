//! `taonet ask`: a question to the best miners.

use std::io::Write;
use std::time::Duration;

use eyre::{Result, eyre};
use futures::StreamExt;
use taonet_client::{ChainClient, Network, Neuron};
use taonet_neuron::{Dendrite, Target};
use taonet_text_prompting::{Prompting, StreamPrompting};
use taonet_wallet::{Keypair, Mnemonic, PublicKey};

use crate::arguments::{AskArguments, SubnetKind};

#[derive(serde::Serialize)]
struct Answer {
    uid: u16,
    hotkey: String,
    incentive: f64,
    latency_ms: f64,
    answer: String,
}

pub(crate) async fn run(arguments: AskArguments) -> Result<()> {
    let network: Network = arguments.network.network.parse()?;
    let key = asking_key(&arguments).await?;
    let client = ChainClient::connect(&network).await?;
    let netuid = match arguments.netuid {
        Some(netuid) => netuid,
        None => find_subnet(&client).await?,
    };
    let miners = choose(&client, netuid, &arguments).await?;
    let dendrite = taonet_subnet_framework::dendrite_for(&client, &key)?;
    if arguments.stream {
        return stream(&dendrite, &miners, &arguments).await;
    }
    let answers = ask_all(&dendrite, &miners, &arguments).await?;
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&answers)?);
        return Ok(());
    }
    for answer in &answers {
        println!(
            "{}   (UID {}, incentive {:.3}, {:.0} ms)",
            answer.answer, answer.uid, answer.incentive, answer.latency_ms
        );
    }
    Ok(())
}

/// The wallet's hotkey if there is one, else a fresh key: the reference miners of a local network
/// answer anybody who signs.
async fn asking_key(arguments: &AskArguments) -> Result<Keypair> {
    let wallet = arguments.wallet.open()?;
    if wallet.hotkey_file().exists() {
        return crate::wallet::hotkey(&wallet).await;
    }
    let fresh = Mnemonic::generate(12)?;
    Ok(Keypair::from_mnemonic(fresh.phrase())?)
}

async fn find_subnet(client: &ChainClient) -> Result<u16> {
    let wanted = SubnetKind::TextPrompting.name();
    for netuid in client.netuids().await? {
        if client.subnet_name(netuid).await?.as_deref() == Some(wanted) {
            return Ok(netuid);
        }
    }
    Err(eyre!(
        "no subnet on this network is named {wanted}: say --netuid NUMBER"
    ))
}

/// Serving miners, best incentive first.
async fn choose(
    client: &ChainClient,
    netuid: u16,
    arguments: &AskArguments,
) -> Result<Vec<Neuron>> {
    client.subnet(netuid).await?;
    let mut neurons = client.neurons(netuid).await?;
    if let Some(uid) = arguments.uid {
        neurons.retain(|neuron| neuron.uid == uid);
        if neurons.is_empty() {
            return Err(eyre!(
                "subnet {netuid} has no UID {uid}: look at its neurons first"
            ));
        }
    }
    neurons.retain(|neuron| neuron.axon.socket_address().is_some());
    if neurons.is_empty() {
        return Err(eyre!(
            "nobody serves in subnet {netuid}: wait for its miners, or ask another"
        ));
    }
    neurons.sort_by_key(|neuron| (std::cmp::Reverse(neuron.incentive), neuron.uid));
    neurons.truncate(arguments.top.into());
    Ok(neurons)
}

fn target(neuron: &Neuron) -> Option<Target> {
    let address = neuron.axon.socket_address()?;
    Some(Target::new(PublicKey::from_bytes(neuron.hotkey), address))
}

async fn ask_all(
    dendrite: &Dendrite,
    miners: &[Neuron],
    arguments: &AskArguments,
) -> Result<Vec<Answer>> {
    let targets: Vec<_> = miners
        .iter()
        .filter_map(|miner| Some((miner.uid, target(miner)?)))
        .collect();
    let synapse = Prompting::question(arguments.question.clone());
    let replies = dendrite.query(&targets, &synapse, arguments.timeout).await;
    let mut failures = Vec::new();
    let mut answers = Vec::new();
    for (uid, reply) in replies {
        let Some(miner) = miners.iter().find(|miner| miner.uid == uid) else {
            continue;
        };
        match reply {
            Ok(reply) => answers.push(Answer {
                uid,
                hotkey: PublicKey::from_bytes(miner.hotkey).to_ss58(),
                incentive: f64::from(miner.incentive) / f64::from(u16::MAX),
                latency_ms: reply.elapsed.as_secs_f64() * 1e3,
                answer: reply.synapse.completion,
            }),
            Err(error) => failures.push(format!("UID {uid}: {error}")),
        }
    }
    if answers.is_empty() {
        return Err(eyre!("no miner answered ({})", failures.join("; ")));
    }
    Ok(answers)
}

async fn stream(dendrite: &Dendrite, miners: &[Neuron], arguments: &AskArguments) -> Result<()> {
    let synapse = StreamPrompting::question(arguments.question.clone());
    let mut failures = Vec::new();
    for miner in miners {
        let Some(target) = target(miner) else {
            continue;
        };
        let began = std::time::Instant::now();
        match stream_one(dendrite, &target, &synapse, arguments.timeout).await {
            Ok(()) => {
                println!(
                    "   (UID {}, {:.0} ms)",
                    miner.uid,
                    began.elapsed().as_secs_f64() * 1e3
                );
                return Ok(());
            }
            Err(error) => failures.push(format!("UID {}: {error}", miner.uid)),
        }
    }
    Err(eyre!("no miner answered ({})", failures.join("; ")))
}

async fn stream_one(
    dendrite: &Dendrite,
    target: &Target,
    synapse: &StreamPrompting,
    timeout: Duration,
) -> Result<()> {
    let mut chunks = dendrite.stream(target, synapse, timeout).await?;
    while let Some(chunk) = chunks.next().await {
        let mut output = std::io::stdout().lock();
        output.write_all(&chunk?)?;
        output.flush()?;
    }
    Ok(())
}
