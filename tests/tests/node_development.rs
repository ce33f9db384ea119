//! Development mode: sealing on command, and the end of the process.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod node_support;

use node_support::{Node, files, number, start, text, transfer};
use serde_json::{Value, json};
use std::{path::Path, time::Duration};

/// Storage key of `Timestamp.Now`.
const TIMESTAMP_NOW: &str = "0xf0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb";
/// The promise of the node: it ends within this time.
const END: Duration = Duration::from_secs(1);

fn node(sealing: &str) -> Node {
    Node::start(&[
        "--dev",
        "--fast-blocks",
        "--sealing",
        sealing,
        "--rpc-port",
        "0",
    ])
}

fn kept<'a>(sealing: &'a str, base_path: &'a Path) -> Vec<&'a str> {
    vec![
        "--dev",
        "--fast-blocks",
        "--sealing",
        sealing,
        "--rpc-port",
        "0",
        "--base-path",
        text(base_path),
    ]
}

/// The chain's clock at a block, in milliseconds.
fn timestamp_ms(node: &Node, hash: &Value) -> u64 {
    let value = node.rpc("state_getStorage", json!([TIMESTAMP_NOW, hash]));
    let digits = value.as_str().unwrap().trim_start_matches("0x").to_owned();
    u64::from_str_radix(&digits, 16).unwrap().swap_bytes()
}

#[test]
fn manual_sealing_makes_the_blocks_asked_for() {
    let node = node("manual");
    let slot_ms = 250;
    for height in 1..=5 {
        let block = node.rpc("engine_createBlock", json!([true, true, null]));
        let header = node.rpc("chain_getHeader", json!([block["hash"]]));
        assert_eq!(number(&header), height);
        assert_eq!(node.best(), height);
        assert_eq!(node.finalised(), height);
        assert_eq!(timestamp_ms(&node, &block["hash"]), height * slot_ms);
    }
    // Not finalised until told so.
    let block = node.rpc("engine_createBlock", json!([true, false, null]));
    assert_eq!((node.best(), node.finalised()), (6, 5));
    assert_eq!(
        node.rpc("engine_finalizeBlock", json!([block["hash"], null])),
        true
    );
    assert_eq!(node.finalised(), 6);
    // An empty block has to be asked for.
    let answer = node.rpc_answer("engine_createBlock", json!([false, true, null]));
    assert!(answer["error"]["message"].is_string(), "{answer}");
    assert_eq!(node.best(), 6);
}

#[test]
fn instant_sealing_includes_and_finalises_a_transaction_at_once() {
    let node = node("instant");
    assert_eq!(node.best(), 0);
    for nonce in 0..3 {
        let extrinsic = transfer::alice_to_bob(&node, nonce, 1_000_000_000);
        let mut status = node.subscribe("author_submitAndWatchExtrinsic", json!([extrinsic]));
        let mut seen = Vec::new();
        loop {
            let update = status.next();
            if let Some(hash) = update.get("finalized") {
                let header = node.rpc("chain_getHeader", json!([hash]));
                assert_eq!(number(&header), u64::from(nonce) + 1);
                break;
            }
            seen.push(update);
            assert!(seen.len() < 8, "never finalised: {seen:?}");
        }
        assert_eq!(seen.first(), Some(&json!("ready")), "{seen:?}");
        assert!(
            seen.iter().any(|update| update.get("inBlock").is_some()),
            "{seen:?}"
        );
    }
    assert_eq!((node.best(), node.finalised()), (3, 3));
    let bob = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";
    assert_eq!(node.rpc("system_accountNextIndex", json!([bob])), 0);
}

#[test]
fn interval_sealing_finalises_every_block() {
    let mut node = node("50");
    let mut heads = node.subscribe("chain_subscribeFinalizedHeads", json!([]));
    let mut last = number(&heads.next());
    while last < 10 {
        let next = number(&heads.next());
        assert!(next > last, "{next} after {last}");
        last = next;
    }
    // Harnesses of existing clients wait for exactly this text.
    node.wait_log("Imported #1");
    assert!(node.finalised() >= 10);
}

#[test]
fn the_process_ends_within_a_second_and_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut height = 0;
    for round in 0..4 {
        let mut node = Node::start(&kept("20", folder.path()));
        let at_start = node.finalised();
        assert!(
            at_start >= height,
            "{height} blocks were kept, {at_start} are back"
        );
        height = node.wait_finalised(at_start + 15);
        let (status, time) = if round % 2 == 0 {
            node.terminate()
        } else {
            node.interrupt()
        };
        let log = node.rest_of_log();
        println!(
            "start {:?}, stop {time:?} at block {height}",
            node.start_time
        );
        assert!(status.success(), "{status:?}: {log}");
        assert!(time < END, "the end took {time:?}: {log}");
    }
    let manual = Node::start(&kept("manual", folder.path()));
    assert!(manual.finalised() >= height);
}

#[test]
fn a_power_cut_loses_no_more_than_the_last_blocks() {
    let folder = tempfile::tempdir().unwrap();
    let node = Node::start(&kept("20", folder.path()));
    node.wait_finalised(50);
    node.kill();
    let node = Node::start(&kept("20", folder.path()));
    let height = node.best();
    println!("{height} of at least 50 blocks survived SIGKILL");
    assert!(height > 0);
    node.wait_finalised(height + 5);
}

#[test]
fn a_node_ends_with_its_parent_and_leaves_no_folder() {
    let mut node = node("50");
    let line = node.wait_log("Database: ParityDb at ");
    let path = line.split(" at ").last().unwrap().trim().to_owned();
    let folder = Path::new(&path).ancestors().nth(4).unwrap().to_owned();
    assert!(folder.exists(), "{path}");
    let (status, time) = node.orphan();
    assert!(status.success() && time < END, "{status:?} after {time:?}");
    assert!(!folder.exists(), "{} was left behind", folder.display());
}

#[test]
fn a_second_port_serves_the_same_node() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let node = Node::start(&[
        "--dev",
        "--sealing",
        "manual",
        "--rpc-port",
        "0",
        "--second-rpc-port",
        &port.to_string(),
    ]);
    node.rpc("engine_createBlock", json!([true, true, null]));
    let answer = node_support::post(&format!("127.0.0.1:{port}"), "chain_getHeader", json!([]));
    assert_eq!(number(&answer["result"]), 1);
}

#[test]
fn a_damaged_database_is_refused_with_a_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let mut node = Node::start(&kept("manual", folder.path()));
    node.rpc("engine_createBlock", json!([true, true, null]));
    assert!(node.terminate().0.success());
    let database: Vec<_> = files(folder.path())
        .into_iter()
        .filter(|path| path.ends_with("metadata"))
        .collect();
    assert!(
        !database.is_empty(),
        "no database metadata in {:?}",
        files(folder.path())
    );
    for file in database {
        std::fs::write(file, [0xff; 64]).unwrap();
    }
    let refused = match start(&kept("manual", folder.path())) {
        Err(refused) => refused,
        Ok(_) => panic!("a damaged database was accepted"),
    };
    assert_eq!(refused.status.code(), Some(1));
    assert!(!refused.errors.contains("panicked"), "{}", refused.errors);
    let message = refused
        .errors
        .lines()
        .find(|line| line.starts_with("Error: "))
        .unwrap();
    assert!(
        message.contains(text(folder.path())) && message.contains("purge-chain"),
        "{message}"
    );
}
