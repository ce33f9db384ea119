//! Sealed transactions on real nodes: what is inside lands right behind its wrapper.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod node_support;

use node_support::{
    Node, number,
    signed::{compact, signed, signed_for_eight_blocks},
    start_with, transfer,
};
use serde_json::{Value, json};
use taonet_shield::{Entropy, SecretKey, key_hash, seal};

/// Pallet and call of `MevShield.submit_encrypted`.
const SUBMIT_ENCRYPTED: [u8; 2] = [30, 1];
/// Pallet and call of `System.remark`.
const REMARK: [u8; 2] = [0, 0];
/// Extrinsics that every block begins with: clock and key.
const INHERENTS: usize = 2;

const MANUAL: [&str; 6] = [
    "--dev",
    "--fast-blocks",
    "--sealing",
    "manual",
    "--rpc-port",
    "0",
];

fn bytes(value: &str) -> Vec<u8> {
    hex::decode(value.trim_start_matches("0x")).unwrap()
}

/// The key that clients seal to, at a block.
fn next_key(node: &Node, at: &Value) -> Option<Vec<u8>> {
    let path = [key_hash(b"MevShield"), key_hash(b"NextKey")].concat();
    let path = format!("0x{}", hex::encode(path));
    let stored = node.rpc("state_getStorage", json!([path, at]));
    // Two bytes of length come first.
    stored.as_str().map(|value| bytes(value)[2..].to_vec())
}

/// A call that carries the message sealed to the key.
fn sealed_call(key: &[u8], message: &[u8], salt: u8) -> Vec<u8> {
    let entropy = Entropy {
        secret: [salt; 32],
        nonce: [salt; 24],
    };
    let envelope = seal(key, message, &entropy).unwrap().to_bytes().unwrap();
    let mut call = SUBMIT_ENCRYPTED.to_vec();
    call.extend(compact(envelope.len()));
    call.extend(envelope);
    call
}

fn create_block(node: &Node) -> Value {
    node.rpc("engine_createBlock", json!([true, true, null]))["hash"].clone()
}

/// Makes as many blocks as a key needs to become the next one; gives back the last.
fn three_blocks(node: &Node) -> Value {
    create_block(node);
    create_block(node);
    create_block(node)
}

/// The extrinsics of a block behind the inherents.
fn body(node: &Node, hash: &Value) -> Vec<String> {
    let block = node.rpc("chain_getBlock", json!([hash]));
    let all = block["block"]["extrinsics"].as_array().unwrap();
    all[INHERENTS..]
        .iter()
        .map(|extrinsic| extrinsic.as_str().unwrap().to_owned())
        .collect()
}

fn submit(node: &Node, extrinsic: &str) {
    node.rpc("author_submitExtrinsic", json!([extrinsic]));
}

fn remark(text: &[u8]) -> Vec<u8> {
    [REMARK.to_vec(), compact(text.len()), text.to_vec()].concat()
}

#[test]
fn what_is_inside_lands_behind_its_wrapper() {
    let mut node = Node::start(&MANUAL);
    let mut head = three_blocks(&node);
    let key = next_key(&node, &head).expect("announced");

    // Alice signs both: the wrapper with nonce 0, the transfer inside with nonce 1.
    let inner = transfer::alice_to_bob(&node, 1, 1_000_000_000);
    let call = sealed_call(&key, &bytes(&inner), 1);
    let wrapper = signed_for_eight_blocks(&node, "//Alice", 0, &call, node.best());
    submit(&node, &wrapper);
    // Somebody else's transaction waits as well.
    let other = signed(&node, "//Charlie", 0, &remark(b"hello"));
    submit(&node, &other);
    head = create_block(&node);
    let included = body(&node, &head);
    let place = included.iter().position(|it| *it == wrapper).unwrap();
    assert_eq!(included[place + 1], inner);
    assert!(included.contains(&other));
    assert_eq!(included.len(), 3);
    let alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    assert_eq!(node.rpc("system_accountNextIndex", json!([alice])), 2);

    // What holds no transaction goes in alone.
    let call = sealed_call(&key, b"no transaction", 2);
    let hollow = signed_for_eight_blocks(&node, "//Alice", 2, &call, node.best());
    submit(&node, &hollow);
    head = create_block(&node);
    assert_eq!(body(&node, &head), [hollow]);
    node.wait_log("it holds no transaction");

    // So does what holds an invalid one: Bob's nonce is 0.
    let wrong = signed(&node, "//Bob", 7, &remark(b"too early"));
    let call = sealed_call(&key, &bytes(&wrong), 3);
    let outer = signed_for_eight_blocks(&node, "//Alice", 3, &call, node.best());
    submit(&node, &outer);
    head = create_block(&node);
    assert_eq!(body(&node, &head), [outer]);
}

#[test]
fn what_is_sealed_to_others_waits_and_expires() {
    let node = Node::start(&MANUAL);
    three_blocks(&node);
    let stranger = SecretKey::from_seed(&[9; 64]).public_key();
    let call = sealed_call(&stranger, b"for somebody else", 1);
    let wrapper = signed_for_eight_blocks(&node, "//Alice", 0, &call, node.best());
    submit(&node, &wrapper);
    // What builds on it waits with it.
    let follower = signed(&node, "//Alice", 1, &remark(b"second"));
    submit(&node, &follower);
    for _ in 0..4 {
        let head = create_block(&node);
        assert_eq!(body(&node, &head), [""; 0]);
        let pending = node.rpc("author_pendingExtrinsics", json!([]));
        assert_eq!(pending.as_array().unwrap().len(), 2, "{pending}");
    }
}

#[test]
fn bad_wrappers_never_enter_the_pool() {
    let node = Node::start(&MANUAL);
    let head = three_blocks(&node);
    let key = next_key(&node, &head).expect("announced");
    let refusal = |extrinsic: String| {
        let answer = node.rpc_answer("author_submitExtrinsic", json!([extrinsic]));
        assert_eq!(answer["error"]["code"], 1010, "{answer}");
        answer["error"]["data"].as_str().unwrap().to_owned()
    };
    let call = sealed_call(&key, b"x", 1);
    let immortal = signed(&node, "//Alice", 0, &call);
    assert_eq!(refusal(immortal), "Transaction is outdated");
    let cut = [&SUBMIT_ENCRYPTED[..], &compact(40), &[0xff; 40]].concat();
    let unreadable = signed_for_eight_blocks(&node, "//Alice", 0, &cut, node.best());
    assert_eq!(refusal(unreadable), "Custom error: 23");
}

#[test]
fn an_author_can_leave_sealed_transactions_out() {
    let node = start_with(&[("SUBSTRATE_SKIP_SHIELDED_TXS", "1")], &MANUAL).unwrap();
    let head = three_blocks(&node);
    let key = next_key(&node, &head).expect("announced");
    let inner = transfer::alice_to_bob(&node, 1, 1_000_000_000);
    let call = sealed_call(&key, &bytes(&inner), 1);
    submit(
        &node,
        &signed_for_eight_blocks(&node, "//Alice", 0, &call, node.best()),
    );
    let other = signed(&node, "//Charlie", 0, &remark(b"hello"));
    submit(&node, &other);
    let head = create_block(&node);
    assert_eq!(body(&node, &head), [other]);
}

/// Aura with keys that change in every block. A client has two slots to send what it sealed, so on
/// a busy machine several try, each from another account.
#[test]
fn keys_that_change_open_what_was_sealed_to_them() {
    const SENDERS: [&str; 6] = [
        "//Alice",
        "//Bob",
        "//Charlie",
        "//Dave",
        "//Eve",
        "//Ferdie",
    ];
    const BLOCKS_TO_WAIT: u64 = 4;
    let node = Node::start(&["--dev", "--fast-blocks", "--rpc-port", "0"]);
    node.wait_best(4);
    let mut keys = Vec::new();
    for sender in SENDERS {
        let mut heads = node.subscribe("chain_subscribeNewHeads", json!([]));
        let from = number(&heads.next());
        let hash = node.rpc("chain_getBlockHash", json!([from]));
        let key = next_key(&node, &hash).expect("announced");
        assert!(!keys.contains(&key), "a key was announced twice");
        let inner = signed(&node, sender, 1, &remark(b"inside"));
        let call = sealed_call(&key, &bytes(&inner), 1);
        let wrapper = signed_for_eight_blocks(&node, sender, 0, &call, from);
        keys.push(key);
        submit(&node, &wrapper);
        loop {
            let height = number(&heads.next());
            let hash = node.rpc("chain_getBlockHash", json!([height]));
            let included = body(&node, &hash);
            if let Some(place) = included.iter().position(|it| *it == wrapper) {
                assert_eq!(included.get(place + 1), Some(&inner), "at {height}");
                assert_eq!(height, from + 2, "two blocks after the key was next");
                return;
            }
            if height > from + BLOCKS_TO_WAIT {
                break;
            }
        }
    }
    panic!("nobody was fast enough");
}
