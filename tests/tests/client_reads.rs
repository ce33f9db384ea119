//! The Rust client's reads and streams against a running node.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod node_support;

use node_support::{DEADLINE, Node, manual};
use serde_json::{Value, json};
use std::future::Future;
use taonet_client::metagraph::Metagraph;
use taonet_client::{
    BlockRef, ChainClient, ClientError, ConnectOptions, EventFilter, MetadataCache, StateAt,
};
use taonet_wallet::PublicKey;

const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

async fn connect(node: &Node) -> ChainClient {
    connect_with(node, MetadataCache::Off).await
}

async fn connect_with(node: &Node, metadata_cache: MetadataCache) -> ChainClient {
    let options = ConnectOptions {
        metadata_cache,
        ..ConnectOptions::default()
    };
    let network = format!("ws://{}", node.address).parse().unwrap();
    ChainClient::connect_with(&network, &options).await.unwrap()
}

/// Waits for something that does happen.
async fn soon<T>(what: &str, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(DEADLINE, future).await {
        Ok(done) => done,
        Err(_) => panic!("{what} did not happen"),
    }
}

fn alice() -> [u8; 32] {
    PublicKey::from_ss58(ALICE).unwrap().bytes()
}

async fn assert_reads_agree(state: &StateAt) {
    let account = state
        .storage_json("System", "Account", &[json!(ALICE)])
        .await
        .unwrap();
    let balance = state.balance(&alice()).await.unwrap();
    assert_eq!(json!(balance.free.rao()), account["data"]["free"]);
    assert!(balance.free.rao() > 0);
    let many = state.balances(&[alice(), [0; 32], alice()]).await.unwrap();
    assert_eq!((many[0], many[2]), (balance, balance));
    assert_eq!(many[1].free.rao(), 0);

    let entries = state
        .storage_map_json("SubtensorModule", "NetworksAdded", &[])
        .await
        .unwrap();
    let mut netuids: Vec<u64> = entries
        .iter()
        .map(|(keys, _)| keys[0].as_u64().unwrap())
        .collect();
    netuids.sort_unstable();
    assert_eq!(json!(state.netuids().await.unwrap()), json!(netuids));

    let dynamic = state
        .runtime_json("SubnetInfoRuntimeApi", "get_dynamic_info", &[json!(1)])
        .await
        .unwrap();
    let subnet = state.subnet(1).await.unwrap().unwrap();
    assert_eq!(json!(subnet.tempo), dynamic["tempo"]);
    assert_eq!(json!(subnet.tao_in.rao()), dynamic["tao_in"]);
    assert_eq!(json!(subnet.alpha_in.rao()), dynamic["alpha_in"]);
    assert_eq!(subnet.alpha_in.netuid(), 1);
    assert_eq!(state.subnet(77).await.unwrap(), None);

    let price = state
        .runtime_json("SwapRuntimeApi", "current_alpha_price", &[json!(1)])
        .await
        .unwrap();
    assert_eq!(json!(state.price(1).await.unwrap().rao()), price);
    let prices = state.prices().await.unwrap();
    let of_one = prices.iter().find(|(netuid, _)| *netuid == 1).unwrap();
    assert_eq!(json!(of_one.1.rao()), price);

    let rules = state.hyperparameters(1).await.unwrap();
    let listed = state.hyperparameter_entries(1).await.unwrap();
    let kappa = listed.iter().find(|entry| entry.name == "kappa").unwrap();
    assert_eq!(json!(rules.kappa), *kappa.bare_value());
    assert_eq!(rules.tempo, state.tempo_blocks(1).await.unwrap());
    assert!(rules.burn_half_life.is_some() && rules.rho.is_some());
    assert!(matches!(
        state.hyperparameters(77).await,
        Err(ClientError::UnknownSubnet { netuid: 77 })
    ));

    let graph = state.metagraph_with_weights(1, 0).await.unwrap();
    assert_eq!(graph.block, u64::from(state.block_number()));
    assert_eq!(graph.n(), usize::from(graph.num_uids));
    let neurons = state.neurons(1).await.unwrap();
    assert_eq!(neurons.len(), graph.n());
    for neuron in &neurons {
        assert_eq!(graph.uid_of(&neuron.hotkey), Some(neuron.uid));
    }
    assert_eq!(
        json!(state.timestamp_ms().await.unwrap()),
        state.storage_json("Timestamp", "Now", &[]).await.unwrap()
    );
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("block.arrow");
    graph.save_arrow(&file).unwrap();
    assert_eq!(Metagraph::load_arrow(&file).unwrap(), graph);
}

#[tokio::test]
async fn reads_of_now_and_of_the_past() {
    let node = manual::node(&[]);
    let cache = tempfile::tempdir().unwrap();
    let directory = MetadataCache::Directory(cache.path().to_owned());
    let client = connect_with(&node, directory.clone()).await;
    for _ in 0..3 {
        manual::seal(&node, true, Value::Null);
    }
    let state = client.at(BlockRef::Best).await.unwrap();
    assert_eq!(state.block_number(), 3);
    assert_reads_agree(&state).await;

    // The past stays what it was, whichever way a block is named.
    let past = client.at(BlockRef::Number(1)).await.unwrap();
    assert_eq!(past.block_number(), 1);
    let by_hash = client.at(BlockRef::Hash(past.block_hash())).await.unwrap();
    assert_eq!(by_hash.block_number(), 1);
    let number: Option<u32> = past.storage("System", "Number", ()).await.unwrap();
    assert_eq!(number, Some(1));
    assert!(past.timestamp_ms().await.unwrap() < state.timestamp_ms().await.unwrap());
    let last = client.at(BlockRef::Finalized).await.unwrap();
    assert_eq!(last.block_hash(), state.block_hash());
    assert!(matches!(
        client.at(BlockRef::Number(9_999)).await,
        Err(ClientError::UnknownBlock { .. })
    ));
    assert!(matches!(
        client.at(BlockRef::Hash([5; 32])).await,
        Err(ClientError::UnknownBlock { .. } | ClientError::StateGone { .. })
    ));
    let events = client.events_of(state.block_hash()).await.unwrap();
    assert!(events.iter().any(|event| event.pallet == "System"));
    let missing = state.storage::<u32>("System", "NoSuchItem", ()).await;
    assert!(matches!(missing, Err(ClientError::NotInRuntime { .. })));

    // The second connection finds the metadata on the disk and reads the same.
    assert_eq!(std::fs::read_dir(cache.path()).unwrap().count(), 1);
    let again = connect_with(&node, directory).await;
    assert_reads_agree(&again.at(BlockRef::Best).await.unwrap()).await;
    assert_eq!(std::fs::read_dir(cache.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn streams_show_each_block_once_and_its_events() {
    let node = manual::node(&[]);
    let client = connect(&node).await;
    let mut blocks = client.blocks().await.unwrap();
    let first = soon("the head", blocks.next()).await.unwrap().unwrap();
    assert_eq!(first.number, 0);
    let filter = EventFilter::all().event("System", "ExtrinsicSuccess");
    let mut events = client.events(filter).await.unwrap();
    let mut changes = client.metagraph_changes(1, 0);
    let update = soon("the subnet", changes.next()).await.unwrap().unwrap();
    assert_eq!((update.block, update.changes.len()), (0, 0));

    // A reader that comes late still sees every block.
    for _ in 0..20 {
        manual::seal(&node, true, Value::Null);
    }
    for number in 1..=20 {
        let block = soon("a block", blocks.next()).await.unwrap().unwrap();
        assert_eq!(block.number, number);
        let state = client.at(BlockRef::Hash(block.hash)).await.unwrap();
        assert_eq!(u64::from(state.block_number()), number);
    }
    assert_eq!(blocks.left_out(), 0);
    let event = soon("an event", events.next()).await.unwrap().unwrap();
    assert_eq!(
        (event.event.pallet.as_str(), event.event.event.as_str()),
        ("System", "ExtrinsicSuccess")
    );
}

#[tokio::test]
async fn streams_survive_the_node() {
    let folder = tempfile::tempdir().unwrap();
    let start = |port: &str| {
        Node::start(&[
            "--dev",
            "--fast-blocks",
            "--sealing",
            "manual",
            "--base-path",
            folder.path().to_str().unwrap(),
            "--rpc-port",
            port,
        ])
    };
    let node = start("0");
    let port = node.address.rsplit_once(':').unwrap().1.to_owned();
    let client = connect(&node).await;
    let mut blocks = client.blocks().await.unwrap();
    manual::seal(&node, true, Value::Null);
    let mut last = 0;
    while last < 1 {
        last = soon("a block", blocks.next())
            .await
            .unwrap()
            .unwrap()
            .number;
    }
    let mut node = node;
    node.terminate();
    drop(node);

    // Nobody is there: the stream waits, and a read says so or waits too.
    let node = start(&port);
    assert!(node.address.ends_with(&port));
    let kept = node.best();
    manual::seal(&node, true, Value::Null);
    manual::seal(&node, true, Value::Null);
    while last < kept + 2 {
        let block = soon("the stream", blocks.next()).await.unwrap().unwrap();
        assert!(block.number <= last + 1, "{} after {last}", block.number);
        last = block.number;
    }
    let state = soon("a read", client.at(BlockRef::Best)).await.unwrap();
    assert_eq!(u64::from(state.block_number()), last);
    assert!(state.balance(&alice()).await.unwrap().free.rao() > 0);
}

/// An endpoint that turns clients away with 429 is not hammered, and named in the error.
#[tokio::test]
async fn an_endpoint_that_limits_connections_is_left_alone_for_a_while() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let network = format!("ws://{}", listener.local_addr().unwrap());
    let counter = std::sync::Arc::new(std::sync::atomic::AtomicU32::new(0));
    let counted = counter.clone();
    tokio::spawn(async move {
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            let mut request = [0; 2_048];
            let _ = socket.read(&mut request).await;
            counted.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let answer = "HTTP/1.1 429 Too Many Requests\r\ncontent-length: 0\r\n\r\n";
            let _ = socket.write_all(answer.as_bytes()).await;
        }
    });
    let options = ConnectOptions {
        connect_timeout: std::time::Duration::from_millis(300),
        metadata_cache: MetadataCache::Off,
        ..ConnectOptions::default()
    };
    let network = network.parse().unwrap();
    let refused = ChainClient::connect_with(&network, &options)
        .await
        .unwrap_err();
    assert!(
        matches!(refused, ClientError::TooManyRequests { .. }),
        "{refused}"
    );
    // 1.8 s of patience and pauses of 250 ms, 500 ms, 1 s, each less by up to a half.
    let attempts = counter.load(std::sync::atomic::Ordering::Relaxed);
    assert!((3..=6).contains(&attempts), "{attempts} attempts");
}
