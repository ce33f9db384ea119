//! Submission by the client against real nodes: nonces, eras, proxies, sealed transactions, dry
//! runs, and everything that goes wrong on the way into a block.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "../node_support/mod.rs"]
mod node_support;
#[path = "../relay_support/mod.rs"]
mod relay_support;

mod as_it_should_be;
mod dry_runs;
mod many_at_once;
mod what_goes_wrong;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use futures::StreamExt;
use node_support::{DEADLINE, Node};
use relay_support::{Message, Relay, Verdict};
use serde_json::{Value, json};
use taonet_client::calls::{self, balances, proxy::ProxyType};
use taonet_client::codec::CryptoType;
use taonet_client::{
    AccountId, Call, ChainClient, ClientError, DryRunOutcome, Effect, Inclusion, RAO_PER_TAO, Tao,
    TransactionSigner, WaitFor,
};
use taonet_wallet::Keypair;

const MANUAL: [&str; 6] = [
    "--dev",
    "--fast-blocks",
    "--sealing",
    "manual",
    "--rpc-port",
    "0",
];
const INSTANT: [&str; 6] = [
    "--dev",
    "--fast-blocks",
    "--sealing",
    "instant",
    "--rpc-port",
    "0",
];

fn key(uri: &str) -> Keypair {
    Keypair::from_uri(uri).unwrap()
}

fn account(uri: &str) -> AccountId {
    key(uri).public().bytes()
}

fn tao(amount: u64) -> Tao {
    Tao::from_rao(amount * RAO_PER_TAO)
}

fn pay(uri: &str, amount: u64) -> Call {
    balances::transfer_keep_alive(&account(uri), tao(amount))
}

async fn connect(address: &str) -> ChainClient {
    let network = format!("ws://{address}").parse().unwrap();
    ChainClient::connect(&network).await.unwrap()
}

fn seal(node: &Node) {
    node_support::manual::seal(node, true, Value::Null);
}

/// The pool's transactions.
fn pending(address: &str) -> usize {
    let answer = node_support::post(address, "author_pendingExtrinsics", json!([]));
    answer["result"].as_array().unwrap().len()
}

async fn balance(client: &ChainClient, uri: &str) -> u64 {
    client.balance_rao(&account(uri)).await.unwrap()
}
