//! How many signed requests a second one axon answers, and how many forged ones it refuses, with
//! client and server in one process.
//!
//! `cargo run --release -p taonet-neuron --example signed_rate -- [seconds] [calls at once]`

mod recorded;

use std::{
    error::Error,
    time::{Duration, Instant},
};

use futures::StreamExt;
use taonet_neuron::{AxonConfig, Dendrite, Target};
use taonet_wallet::Keypair;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let seconds: u64 = arguments.next().map_or(Ok(5), |text| text.parse())?;
    let at_once: usize = arguments.next().map_or(Ok(32), |text| text.parse())?;
    let hotkey = Keypair::from_uri("//AxonHot")?;
    let public = hotkey.public();
    let config = AxonConfig {
        max_nonces: 4_000_000,
        ..AxonConfig::default()
    };
    let axon = recorded::axon(hotkey)
        .config(config)
        .bind("127.0.0.1:0".parse()?)
        .await?;
    let dendrite = Dendrite::builder(Keypair::from_uri("//Bob")?)
        .allow_private_targets(true)
        .build()?;
    let right = Target::new(public, axon.local_addr());
    let wrong = Target::new(Keypair::from_uri("//Alice")?.public(), axon.local_addr());
    for (name, target) in [("answered", right), ("forged and refused", wrong)] {
        let (rate, p50, p99) = rate(&dendrite, target, seconds, at_once).await;
        println!("{name}: {rate:.0} requests/s, p50 {p50:.2} ms, p99 {p99:.2} ms");
    }
    println!("{:?}", axon.stats());
    axon.shutdown().await;
    Ok(())
}

async fn rate(
    dendrite: &Dendrite,
    target: Target,
    seconds: u64,
    at_once: usize,
) -> (f64, f64, f64) {
    let echo = recorded::Echo {
        text: "what is the capital of Texas?".to_owned(),
        number: 1,
        ratio: 0.5,
        items: None,
        answer: None,
    };
    let started = Instant::now();
    let end = started + Duration::from_secs(seconds);
    let workers = futures::stream::iter(0..at_once).map(|_| {
        let (dendrite, echo) = (dendrite.clone(), echo.clone());
        tokio::spawn(async move {
            let mut latencies_ms = Vec::new();
            while Instant::now() < end {
                let asked = Instant::now();
                // A refusal counts as well: it is the answer that the second round is about.
                let _ = dendrite.call(&target, &echo, Duration::from_secs(12)).await;
                latencies_ms.push(asked.elapsed().as_secs_f64() * 1e3);
            }
            latencies_ms
        })
    });
    let all: Vec<_> = workers.buffer_unordered(at_once).collect().await;
    let mut latencies_ms: Vec<f64> = all.into_iter().flatten().flatten().collect();
    latencies_ms.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let index = (latencies_ms.len() as f64 * share) as usize;
        latencies_ms.get(index).copied().unwrap_or_default()
    };
    (
        latencies_ms.len() as f64 / started.elapsed().as_secs_f64(),
        at(0.5),
        at(0.99),
    )
}
