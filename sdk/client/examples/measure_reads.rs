//! How long it takes to connect and read a metagraph, and how fast metagraph replies are decoded.
//!
//! ```text
//! measure_reads ws://127.0.0.1:9944 [netuid] [rounds]
//! ```
//!
//! Prints one JSON object. `connect_and_read_ms` is the whole way of a program that begins with
//! nothing but, from the second round on, the metadata of the round before on its disk;
//! `without_cache_ms` the same with the metadata asked of the node. `decode_mb_per_s` decodes
//! that reply over and over. Speak of a metagraph of 256 neurons only where `neurons` is 256.

#![allow(clippy::print_stdout, reason = "what it prints is what it is for")]

use std::time::{Duration, Instant};

use taonet_client::decode::{FromChain, Input};
use taonet_client::metagraph::MetagraphFields;
use taonet_client::{BlockRef, ChainClient, ConnectOptions, MetadataCache, Network};

type Failure = Box<dyn std::error::Error>;

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    let middle = times.get(times.len() / 2).copied().unwrap_or_default();
    middle.as_secs_f64() * 1e3
}

async fn connect_and_read(
    network: &Network,
    options: &ConnectOptions,
    netuid: u16,
) -> Result<(Duration, usize), Failure> {
    let started = Instant::now();
    let client = ChainClient::connect_with(network, options).await?;
    let state = client.at(BlockRef::Best).await?;
    let neurons = state.metagraph(netuid, 0).await?.n();
    Ok((started.elapsed(), neurons))
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let network: Network = arguments.next().as_deref().unwrap_or("local").parse()?;
    let netuid: u16 = arguments.next().as_deref().unwrap_or("1").parse()?;
    let rounds: usize = arguments.next().as_deref().unwrap_or("21").parse()?;

    let directory = std::env::temp_dir().join(format!("measure-reads-{}", std::process::id()));
    let with_cache = ConnectOptions {
        metadata_cache: MetadataCache::Directory(directory.clone()),
        ..ConnectOptions::default()
    };
    let without_cache = ConnectOptions {
        metadata_cache: MetadataCache::Off,
        ..ConnectOptions::default()
    };
    let (mut cached, mut uncached, mut neurons) = (Vec::new(), Vec::new(), 0);
    connect_and_read(&network, &with_cache, netuid).await?;
    for _ in 0..rounds.max(1) {
        let (time, n) = connect_and_read(&network, &with_cache, netuid).await?;
        cached.push(time);
        neurons = n;
        uncached.push(connect_and_read(&network, &without_cache, netuid).await?.0);
    }
    std::fs::remove_dir_all(&directory)?;

    // Where the time goes, on a fresh connection without a cache.
    let started = Instant::now();
    let client = ChainClient::connect_with(&network, &without_cache).await?;
    let connected = started.elapsed();
    let state = client.at(BlockRef::Best).await?;
    let at = started.elapsed().saturating_sub(connected);
    let begin = Instant::now();
    let argument = netuid.to_le_bytes();
    let reply = state
        .raw_call("SubnetInfoRuntimeApi_get_metagraph", &argument)
        .await?;
    let call = begin.elapsed();

    let types = state.chain_runtime().types();
    let output = state
        .chain_runtime()
        .call_output("SubnetInfoRuntimeApi", "get_metagraph")?;
    let plan = <Option<MetagraphFields>>::plan(output, types)?;
    let begin = Instant::now();
    let mut decoded = 0_usize;
    while begin.elapsed() < Duration::from_secs(2) {
        for _ in 0..16 {
            let mut input = Input::new(&reply, None);
            let fields = <Option<MetagraphFields>>::read(&plan, &mut input)
                .map_err(|error| error.to_string())?;
            std::hint::black_box(fields);
            decoded = decoded.saturating_add(reply.len());
        }
    }
    let seconds = begin.elapsed().as_secs_f64();
    #[allow(clippy::cast_precision_loss, reason = "a rate for people to read")]
    let rate = decoded as f64 / 1e6 / seconds;
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    let report = serde_json::json!({
        "neurons": neurons,
        "reply_bytes": reply.len(),
        "connect_and_read_ms": median(cached),
        "without_cache_ms": median(uncached),
        "of_that_connecting_ms": milliseconds(connected),
        "of_that_metadata_ms": milliseconds(at),
        "of_that_metagraph_call_ms": milliseconds(call),
        "decode_mb_per_s": rate,
    });
    println!("{report:#}");
    Ok(())
}
