//! Serves an axon, announces it on chain, finds it there and asks it a question.
//!
//! `cargo run --release -p taonet-examples --bin axon -- --netuid 1 --port 8091`
//!
//! The hotkey has to be registered in the subnet. A miner would go on serving; this one asks
//! itself, as a validator would, and ends.

use std::net::SocketAddr;
use std::time::Duration;

use clap::Parser;
use eyre::{Result, eyre};
use taonet_client::{AxonEndpoint, calls};
use taonet_examples::Common;
use taonet_neuron::{Axon, Caller, Dendrite, Endpoint, Refusal, Synapse, Target};

/// What is asked and answered. The signature of a request covers the question.
#[derive(Clone, Debug, Synapse)]
#[synapse(hash(question))]
struct Reverse {
    question: String,
    #[synapse(default)]
    answer: String,
}

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    /// Subnet.
    #[arg(long)]
    netuid: u16,
    /// Address at which others reach this machine. The chain takes any but 127.0.0.1.
    #[arg(long, default_value = "127.0.0.2")]
    ip: std::net::IpAddr,
    /// Port; 0 takes a free one.
    #[arg(long, default_value_t = 8091)]
    port: u16,
    /// What to ask.
    #[arg(long, default_value = "stressed")]
    question: String,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let client = arguments.common.connect().await?;
    let hotkey = arguments.common.hotkey()?;
    let axon = Axon::new(hotkey.clone())
        .attach(Endpoint::new(
            |mut asked: Reverse, caller: Caller| async move {
                println!("{} asks '{}'", caller.hotkey, asked.question);
                asked.answer = asked.question.chars().rev().collect();
                Ok::<_, Refusal>(asked)
            },
        ))
        .bind(SocketAddr::new(arguments.ip, arguments.port))
        .await?;
    let endpoint = AxonEndpoint {
        address: axon.local_addr(),
        version: 1,
    };
    let call = calls::neurons::serve_axon(arguments.netuid, &endpoint);
    let inclusion = client.transaction(call).submit(&hotkey).await?;
    println!(
        "announced {} in block {}",
        axon.local_addr(),
        inclusion.identifier()
    );

    // A validator: who serves where is on chain.
    let neuron = client
        .neuron(arguments.netuid, &hotkey.public().bytes())
        .await?
        .ok_or_else(|| eyre!("the hotkey is not registered in the subnet"))?;
    let address = neuron
        .axon
        .socket_address()
        .ok_or_else(|| eyre!("the chain knows no address"))?;
    let dendrite = Dendrite::builder(hotkey.clone())
        .allow_private_targets(client.network().is_local())
        .build()?;
    let asked = Reverse {
        question: arguments.question,
        answer: String::new(),
    };
    let target = Target::new(hotkey.public(), address);
    let reply = dendrite
        .call(&target, &asked, Duration::from_secs(12))
        .await?;
    println!(
        "UID {} answered '{}' after {:?}",
        neuron.uid, reply.synapse.answer, reply.elapsed
    );
    axon.shutdown().await;
    Ok(())
}
