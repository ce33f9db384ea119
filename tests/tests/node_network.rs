//! Network mode: three validators, and the errors of a start that cannot work.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod node_support;

use node_support::{DEADLINE, Node, start, text};
use serde_json::json;
use std::{net::TcpListener, path::Path};

/// Arguments of one validator of the local chain.
fn validator<'a>(name: &'a str, base_path: &'a Path) -> Vec<&'a str> {
    vec![
        "--chain",
        "local",
        "--fast-blocks",
        name,
        "--base-path",
        text(base_path),
        "--port",
        "0",
        "--rpc-port",
        "0",
        "--no-mdns",
        "--allow-private-ipv4",
        "--discover-local",
    ]
}

/// Where other nodes reach this one.
fn peer_address(node: &Node) -> String {
    let addresses = node.rpc("system_localListenAddresses", json!([]));
    let addresses = addresses.as_array().unwrap();
    addresses
        .iter()
        .filter_map(|address| address.as_str())
        .find(|address| address.starts_with("/ip4/127.0.0.1/tcp/"))
        .unwrap_or_else(|| panic!("no loopback address in {addresses:?}"))
        .to_owned()
}

#[test]
fn three_validators_finalise_and_finality_survives_a_crash() {
    let folders: Vec<_> = (0..3).map(|_| tempfile::tempdir().unwrap()).collect();
    let one = Node::start(&validator("--one", folders[0].path()));
    let bootnode = peer_address(&one);
    let join = |name, folder| {
        let mut args = validator(name, folder);
        args.extend(["--bootnodes", &bootnode]);
        Node::start(&args)
    };
    let two = join("--two", folders[1].path());
    let three = join("--three", folders[2].path());
    println!(
        "start to first answer: {:?}, {:?}, {:?}",
        one.start_time, two.start_time, three.start_time
    );
    for node in [&one, &two, &three] {
        node.wait_finalised(3);
    }

    // Without the third of three votes nothing is final, however many blocks follow.
    three.kill();
    let last = one.best();
    one.wait_best(last + 4);
    let finalised = one.finalised();
    assert!(
        finalised <= last,
        "{finalised} is final without node three, which saw {last}"
    );

    let three = join("--three", folders[2].path());
    for node in [&one, &two, &three] {
        node.wait_finalised(last + 4);
    }
    assert_eq!(
        one.rpc("chain_getBlockHash", json!([last])),
        three.rpc("chain_getBlockHash", json!([last]))
    );
}

#[test]
fn one_authority_needs_nobody_else() {
    let mut node = Node::start(&["--dev", "--fast-blocks", "--port", "0", "--rpc-port", "0"]);
    node.wait_log("Imported #1");
    let finalised = node.wait_finalised(5);
    assert!(node.best() >= finalised);
}

#[test]
fn the_observable_strings_are_those_clients_expect() {
    let node = Node::start(&["--dev", "--sealing", "manual", "--rpc-port", "0"]);
    assert_eq!(node.rpc("system_name", json!([])), "Subtensor Node");
    assert_eq!(node.rpc("system_chain", json!([])), "Bittensor");
    assert_eq!(node.rpc("system_chainType", json!([])), "Local");
    assert_eq!(
        node.rpc("system_properties", json!([])),
        json!({ "isEthereum": false, "ss58Format": 42, "tokenDecimals": 9, "tokenSymbol": "TAO" })
    );
    let methods = node.rpc("rpc_methods", json!([]))["methods"].clone();
    let methods: Vec<&str> = methods
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|m| m.as_str())
        .collect();
    for method in [
        "account_nextIndex",
        "system_accountNextIndex",
        "system_dryRun",
        "payment_queryInfo",
        "payment_queryFeeDetails",
        "state_call",
        "state_getStorageAt",
        "state_getKeysPaged",
        "state_queryStorageAt",
        "chain_getHead",
        "chainHead_v1_follow",
        "chainSpec_v1_chainName",
        "transaction_v1_broadcast",
        "engine_createBlock",
        "engine_finalizeBlock",
    ] {
        assert!(methods.contains(&method), "{method} is not served");
    }
    for method in ["grandpa_roundState", "txpool_content"] {
        assert!(!methods.contains(&method), "{method} is served");
    }
    // A library recognises an old runtime by this text.
    let answer = node.rpc_answer("state_call", json!(["Metadata_nothing", "0x"]));
    assert_eq!(answer["error"]["code"], 4003);
    let message = answer["error"]["message"].as_str().unwrap();
    assert!(
        message.ends_with("Other: Exported method Metadata_nothing is not found"),
        "{message}"
    );
    let subscription = node.subscribe("chain_subscribeNewHeads", json!([]));
    assert!(subscription.id.starts_with("0x"), "{}", subscription.id);
}

/// Starts a node that must refuse, and returns its message.
fn refusal(args: &[&str]) -> String {
    let refused = match start(args) {
        Err(refused) => refused,
        Ok(_) => panic!("{args:?} started"),
    };
    assert_eq!(refused.status.code(), Some(1), "{}", refused.errors);
    let lower = refused.errors.to_lowercase();
    assert!(
        !lower.contains("panicked") && !lower.contains("this is a bug"),
        "{}",
        refused.errors
    );
    let mut errors = refused
        .errors
        .lines()
        .filter_map(|line| line.strip_prefix("Error: "));
    let message = errors
        .next()
        .unwrap_or_else(|| panic!("no error: {}", refused.errors));
    assert_eq!(errors.next(), None, "more than one error");
    message.to_owned()
}

#[test]
fn a_taken_port_is_named_with_the_flag_that_changes_it() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    let message = refusal(&["--dev", "--sealing", "manual", "--rpc-port", &port]);
    assert!(
        message.contains(&port) && message.contains("--rpc-port"),
        "{message}"
    );
    let message = refusal(&[
        "--dev",
        "--sealing",
        "manual",
        "--rpc-port",
        "0",
        "--second-rpc-port",
        &port,
    ]);
    assert!(
        message.contains(&port) && message.contains("--second-rpc-port"),
        "{message}"
    );
    let listener = TcpListener::bind("0.0.0.0:0").unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    let message = refusal(&["--dev", "--rpc-port", "0", "--port", &port]);
    assert!(
        message.contains(&port) && message.contains("--port"),
        "{message}"
    );
}

#[test]
fn a_base_path_that_cannot_be_written_is_named() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let message = refusal(&[
        "--chain",
        "dev",
        "--rpc-port",
        "0",
        "--base-path",
        text(file.path()),
    ]);
    assert!(
        message.contains(text(file.path())) && message.contains("--base-path"),
        "{message}"
    );
}

#[test]
fn a_disk_with_too_little_space_is_named() {
    let args = ["--dev", "--sealing", "manual", "--rpc-port", "0"];
    let message = refusal(&[&args[..], &["--min-free-disk-mib", "1000000000"]].concat());
    assert!(
        message.contains("MiB") && message.contains("--base-path"),
        "{message}"
    );
}

#[test]
fn a_bad_chain_spec_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().join("spec.json");
    std::fs::write(&spec, "{ \"name\": \"half").unwrap();
    let message = refusal(&["--chain", text(&spec), "--tmp", "--rpc-port", "0"]);
    assert!(
        message.contains(text(&spec)) && message.contains("build-spec"),
        "{message}"
    );
    let message = refusal(&["--chain", "elsewhere", "--tmp", "--rpc-port", "0"]);
    assert!(
        message.contains("elsewhere") && message.contains("local"),
        "{message}"
    );
}

#[test]
fn a_base_path_with_another_chain_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let args = [
        "--dev",
        "--sealing",
        "manual",
        "--rpc-port",
        "0",
        "--base-path",
        text(folder.path()),
    ];
    let mut node = Node::start(&args);
    assert!(node.terminate().0.success());
    let fast: Vec<&str> = args.iter().copied().chain(["--fast-blocks"]).collect();
    let message = refusal(&fast);
    assert!(
        message.contains("another chain") && message.contains("purge-chain"),
        "{message}"
    );
    assert!(DEADLINE > Node::start(&args).start_time);
}

#[test]
fn two_nodes_do_not_share_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let args = [
        "--dev",
        "--sealing",
        "manual",
        "--rpc-port",
        "0",
        "--base-path",
        text(folder.path()),
    ];
    let node = Node::start(&args);
    let message = refusal(&args);
    assert!(message.contains("in use by another node"), "{message}");
    assert_eq!(node.best(), 0);
}
