//! The random beacon of a node: from servers, and of its own, with weights that open by it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod node_support;

use node_support::{
    DEADLINE, Node, binary,
    signed::{compact, signed},
    start, text, transfer,
};
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    process::Command,
    sync::mpsc,
    time::Instant,
};
use taonet_timelock::{BeaconPublicKey, Randomness, encrypt};
use taonet_wallet::Keypair;

/// Storage key of `Drand.LastStoredRound`.
const LAST_STORED_ROUND: &str =
    "0xa285cdb66e8b8524ea70b1693c7b1e05087f3dd6e0ceded0e388dd34f810a73d";
/// Prefix of `Drand.BeaconConfig`.
const BEACON_CONFIG: &str = "0xa285cdb66e8b8524ea70b1693c7b1e05";
/// Prefix of `SubtensorModule.Weights`, keyed by storage index and UID.
const WEIGHTS: &str = "0x658faa385070e074c85bf6b568cf0555a1e7036061f484bc3048a64b64e35ec4";
/// Prefix of `SubtensorModule.LastEpochBlock`, keyed by netuid.
const LAST_EPOCH_BLOCK: &str = "0x658faa385070e074c85bf6b568cf055590010c37124c14146041452f9ffba0df";
/// Prefix of `SubtensorModule.TimelockedWeightCommits`.
const COMMITS: &str = "0x658faa385070e074c85bf6b568cf0555119e1c428ff5c7c6dac4c888a10d1443";

/// The subnet that the test makes: the chain starts with 0 and 1.
const NETUID: u16 = 2;
/// Blocks between two epochs of a new subnet.
const TEMPO_BLOCKS: u64 = 360;
/// Blocks of 250 ms between two rounds of 3 s.
const BLOCKS_PER_ROUND: u64 = 12;
/// Blocks between two commits of a neuron.
const COMMIT_DISTANCE: u64 = 100;

fn seal(node: &Node) -> u64 {
    node.rpc("engine_createBlock", json!([true, true, null]));
    node.best()
}

fn seal_to(node: &Node, height: u64) {
    while node.best() < height {
        seal(node);
    }
}

fn storage(node: &Node, key: &str) -> Option<Vec<u8>> {
    let value = node.rpc("state_getStorage", json!([key]));
    let digits = value.as_str()?.trim_start_matches("0x");
    Some(hex::decode(digits).unwrap())
}

fn storage_u64(node: &Node, key: &str) -> u64 {
    storage(node, key).map_or(0, |bytes| u64::from_le_bytes(bytes.try_into().unwrap()))
}

/// Seals blocks until a round at least this late is stored; no more than a few, as long as the
/// pool learns of the round in time.
fn seal_until_stored(node: &Node, round: u64) {
    let deadline = Instant::now() + DEADLINE;
    while storage_u64(node, LAST_STORED_ROUND) < round {
        while node.rpc("author_pendingExtrinsics", json!([])) == json!([]) {
            assert!(Instant::now() < deadline, "round {round} never came");
            std::thread::yield_now();
        }
        seal(node);
    }
}

/// Seals one block with an extrinsic and asserts that it is in there.
fn include(node: &Node, extrinsic: &str) {
    node.rpc("author_submitExtrinsic", json!([extrinsic]));
    let block = node.rpc("engine_createBlock", json!([true, true, null]));
    let block = node.rpc("chain_getBlock", json!([block["hash"]]));
    let extrinsics = block["block"]["extrinsics"].as_array().unwrap();
    assert!(extrinsics.contains(&json!(extrinsic)), "{block}");
}

/// `commit_timelocked_weights` of a hotkey's row, as call bytes.
fn commit_call(beacon: &BeaconPublicKey, hotkey: &Keypair, round: u64) -> Vec<u8> {
    let mut weights = compact(32);
    weights.extend(hotkey.public().bytes());
    // UID 0 with all the weight, and version key 0.
    weights.extend(compact(1));
    weights.extend(0u16.to_le_bytes());
    weights.extend(compact(1));
    weights.extend(u16::MAX.to_le_bytes());
    weights.extend(0u64.to_le_bytes());
    let randomness = Randomness {
        key: [1; 32],
        sigma: [2; 32],
        nonce: [3; 12],
    };
    let sealed = encrypt(beacon, round, &weights, &randomness)
        .unwrap()
        .to_bytes();
    let mut call = vec![7, 113];
    call.extend(NETUID.to_le_bytes());
    call.extend(compact(sealed.len()));
    call.extend(sealed);
    call.extend(round.to_le_bytes());
    call.extend(4u16.to_le_bytes());
    call
}

/// The key of the chain's beacon: the first field of `Drand.BeaconConfig`.
fn beacon_key(node: &Node) -> BeaconPublicKey {
    let keys = node.rpc("state_getKeys", json!([BEACON_CONFIG]));
    let configs: Vec<Vec<u8>> = keys
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|key| storage(node, key.as_str().unwrap()))
        .filter(|value| value.starts_with(&compact(96)))
        .collect();
    let [config] = configs.as_slice() else {
        panic!("{keys}")
    };
    BeaconPublicKey::from_bytes(&config[2..98]).unwrap()
}

#[test]
fn timelocked_weights_open_offline() {
    let node = Node::start(&[
        "--dev",
        "--fast-blocks",
        "--sealing",
        "manual",
        "--drand-dev-key",
        "--rpc-port",
        "0",
    ]);
    let beacon = beacon_key(&node);
    // The beacon runs from the first block on.
    seal(&node);
    seal_until_stored(&node, 1);

    // A subnet whose owner's hotkey is UID 0 and may set weights.
    let hotkey = Keypair::from_uri("//Owner").unwrap();
    let register = [&[7, 59][..], &hotkey.public().bytes()].concat();
    include(&node, &signed(&node, "//Alice", 0, &register));
    let last_epoch = format!("{LAST_EPOCH_BLOCK}{}", hex::encode(NETUID.to_le_bytes()));
    assert!(storage(&node, &last_epoch).is_some(), "no subnet");
    seal_to(&node, node.best() + COMMIT_DISTANCE);

    // The first round that is published after the begin of an epoch, and the commit shortly before
    // that.
    let mut epoch_start = storage_u64(&node, &last_epoch) + TEMPO_BLOCKS;
    while epoch_start < node.best() + 2 * BLOCKS_PER_ROUND {
        epoch_start += TEMPO_BLOCKS;
    }
    let round = epoch_start / BLOCKS_PER_ROUND + 2;
    let published = (round - 1) * BLOCKS_PER_ROUND;
    assert!((1..=BLOCKS_PER_ROUND).contains(&(published - epoch_start)));
    seal_to(&node, epoch_start - BLOCKS_PER_ROUND);
    assert!(storage_u64(&node, LAST_STORED_ROUND) < round);
    let commit = commit_call(&beacon, &hotkey, round);
    include(&node, &signed(&node, "//Owner", 0, &commit));
    let commits = || node.rpc("state_getKeysPaged", json!([COMMITS, 10, null]));
    assert_eq!(commits().as_array().unwrap().len(), 1);

    // The epoch has begun, the round is not out: nothing to see.
    seal_to(&node, published - 1);
    let row = format!(
        "{WEIGHTS}{}{}",
        hex::encode(NETUID.to_le_bytes()),
        hex::encode(0u16.to_le_bytes())
    );
    assert_eq!(storage(&node, &row), None);
    assert_eq!(commits().as_array().unwrap().len(), 1);

    // The round is out; the chain itself opens the commit in the block after the pulse.
    seal(&node);
    seal_until_stored(&node, round);
    seal(&node);
    assert_eq!(storage(&node, &row), Some(vec![4, 0, 0, 0xff, 0xff]));
    assert_eq!(commits(), json!([]));
}

#[test]
fn pulses_come_from_the_servers_given() {
    // Round 1,000 of the public beacon, which the chain verifies by its real key.
    let signature = "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39";
    let randomness = "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd";
    let answer =
        json!({ "round": 1_000, "randomness": randomness, "signature": signature }).to_string();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = format!("http://{}", listener.local_addr().unwrap());
    let (asked, requests) = mpsc::channel();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let request = lines.next().and_then(Result::ok).unwrap_or_default();
            while lines
                .next()
                .is_some_and(|line| line.is_ok_and(|line| !line.is_empty()))
            {}
            let _ = write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
                 Connection: close\r\n\r\n{answer}",
                answer.len()
            );
            let _ = asked.send(request);
        }
    });
    let node = Node::start(&[
        "--dev",
        "--fast-blocks",
        "--sealing",
        "manual",
        "--drand-endpoint",
        &server,
        "--rpc-port",
        "0",
    ]);
    seal(&node);
    seal_until_stored(&node, 1_000);
    assert_eq!(storage_u64(&node, LAST_STORED_ROUND), 1_000);
    assert_eq!(
        requests.recv_timeout(DEADLINE).unwrap(),
        "GET /52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971/public/latest HTTP/1.1"
    );
}

#[test]
fn pulses_alone_make_no_blocks() {
    // Every slot of 12 s brings four rounds, and every transaction a block.
    let node = Node::start(&[
        "--dev",
        "--sealing",
        "instant",
        "--drand-dev-key",
        "--rpc-port",
        "0",
    ]);
    let send = |nonce| {
        let extrinsic = transfer::alice_to_bob(&node, nonce, 1_000_000);
        node.rpc("author_submitExtrinsic", json!([extrinsic]));
        extrinsic
    };
    send(0);
    assert_eq!(
        node.wait_best(2),
        2,
        "a transfer, and the round that it brought about"
    );
    assert!(storage_u64(&node, LAST_STORED_ROUND) > 0);
    let second = send(1);
    node.wait_best(3);
    let hash = node.rpc("chain_getBlockHash", json!([3]));
    let block = node.rpc("chain_getBlock", json!([hash]));
    let extrinsics: &Vec<Value> = block["block"]["extrinsics"].as_array().unwrap();
    assert!(extrinsics.contains(&json!(second)), "{block}");
}

#[test]
fn a_chain_with_another_beacon_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("chain.json");
    let spec = Command::new(binary())
        .args(["node", "build-spec", "--chain", "dev", "--fast-blocks"])
        .output()
        .unwrap();
    assert!(spec.status.success());
    std::fs::write(&file, spec.stdout).unwrap();
    let refused = start(&[
        "--chain",
        text(&file),
        "--one",
        "--tmp",
        "--unsafe-force-node-key-generation",
        "--sealing",
        "manual",
        "--drand-dev-key",
        "--rpc-port",
        "0",
    ])
    .err()
    .expect("the chain listens to the public beacon");
    assert_eq!(refused.status.code(), Some(1));
    assert!(refused.errors.contains("leave the flag out"), "{refused:?}");
}
