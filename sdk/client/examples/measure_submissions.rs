//! How fast and with how much memory many signed transactions go through one connection.
//!
//! ```text
//! measure_submissions ws://127.0.0.1:9944 fill [neurons]
//! measure_submissions ws://127.0.0.1:9944 transfers [count]
//! ```
//!
//! `fill` makes a subnet of a development chain with so many neurons, for other measurements.
//! `transfers` sends transfers, watches each until a block holds it, and prints one JSON object:
//! the rate, and the memory of the process before, at its peak, and after.

#![allow(clippy::print_stdout, reason = "what it prints is what it is for")]

use std::time::Instant;

use futures::StreamExt as _;
use serde_json::{Map, Value, json};
use taonet_client::{BlockRef, Call, ChainClient, Network, Tao, WaitFor, calls};
use taonet_wallet::Keypair;

type Failure = Box<dyn std::error::Error>;

/// A line of what Linux says about this process, in KiB.
fn memory_kib(name: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn admin(name: &'static str, arguments: Value) -> Call {
    let arguments = match arguments {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    calls::sudo(Call::dynamic("AdminUtils", name, arguments))
}

async fn fill(client: &ChainClient, alice: &Keypair, neurons: u16) -> Result<Value, Failure> {
    let owner = Keypair::from_uri("//measured//0")?.public().bytes();
    for call in [
        admin("sudo_set_network_rate_limit", json!({ "rate_limit": 0 })),
        calls::subnets::register_network(&owner),
    ] {
        client.submit(&call, alice, WaitFor::Inclusion).await?;
    }
    let state = client.at(BlockRef::Best).await?;
    let subnets = state.subnets().await?;
    let netuid = subnets.iter().map(|subnet| subnet.netuid).max();
    let netuid = netuid.ok_or("no subnets")?;
    let start = calls::subnets::start_call(netuid);
    client.submit(&start, alice, WaitFor::Inclusion).await?;
    let mut registrations = Vec::new();
    for neuron in 1..neurons {
        let hotkey = Keypair::from_uri(&format!("//measured//{neuron}"))?;
        let hotkey = hotkey.public().bytes();
        registrations.push(calls::neurons::burned_register(netuid, &hotkey));
    }
    // One after the other: the price falls back between blocks.
    for call in registrations {
        client.submit(&call, alice, WaitFor::Inclusion).await?;
    }
    Ok(json!({ "netuid": netuid, "neurons": neurons }))
}

async fn transfers(client: &ChainClient, alice: &Keypair, count: usize) -> Result<Value, Failure> {
    let receiver = Keypair::from_uri("//Bob")?.public().bytes();
    let one = || calls::balances::transfer_keep_alive(&receiver, Tao::from_rao(1_000));
    // What the first transaction brings along is not the growth that is looked for.
    client.submit(&one(), alice, WaitFor::Inclusion).await?;
    let before = memory_kib("VmRSS");
    let begin = Instant::now();
    let mut found = std::pin::pin!(client.submit_many((0..count).map(|_| one()), alice));
    let mut halfway = None;
    let mut included = 0_usize;
    while let Some((_, result)) = found.next().await {
        result?;
        included = included.saturating_add(1);
        if included == count / 2 {
            halfway = memory_kib("VmRSS");
        }
    }
    let seconds = begin.elapsed().as_secs_f64();
    #[allow(clippy::cast_precision_loss, reason = "a rate for people to read")]
    let rate = included as f64 / seconds;
    Ok(json!({
        "included": included,
        "seconds": seconds,
        "per_second": rate,
        "memory_before_kib": before,
        "memory_halfway_kib": halfway,
        "memory_after_kib": memory_kib("VmRSS"),
        "peak_memory_kib": memory_kib("VmHWM"),
    }))
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (address, what, count) = match words.as_slice() {
        [address, what] => (*address, *what, None),
        [address, what, count] => (*address, *what, Some(count.parse::<u16>()?)),
        _ => return Err("measure_submissions ADDRESS fill|transfers [COUNT]".into()),
    };
    let network: Network = address.parse()?;
    let client = ChainClient::connect(&network).await?;
    let alice = Keypair::from_uri("//Alice")?;
    let report = match what {
        "fill" => fill(&client, &alice, count.unwrap_or(256)).await?,
        "transfers" => transfers(&client, &alice, count.unwrap_or(1_000).into()).await?,
        other => return Err(format!("'{other}' is neither fill nor transfers").into()),
    };
    println!("{report:#}");
    Ok(())
}
