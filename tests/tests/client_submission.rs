//! Submission by the client against real nodes: nonces, eras, proxies, sealed transactions, dry
//! runs, and everything that goes wrong on the way into a block.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod node_support;
mod relay_support;

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

// ---------------------------------------------------------------- the way it should be

#[tokio::test(flavor = "multi_thread")]
async fn an_inclusion_tells_block_fee_and_events() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    let before = balance(&client, "//Alice").await;
    let inclusion = client
        .transaction(pay("//Dave", 3))
        .tip(Tao::from_rao(1_000))
        .wait_for(WaitFor::Finalisation)
        .submit(&key("//Alice"))
        .await
        .unwrap();
    assert_eq!(
        inclusion.identifier(),
        format!("{}-{}", inclusion.block_number, inclusion.extrinsic_index)
    );
    let fee = inclusion.fee.unwrap().rao();
    assert!(fee > 0);
    let after = balance(&client, "//Alice").await;
    assert_eq!(after, before - 3 * RAO_PER_TAO - fee - 1_000);
    let transfer = inclusion.event("Balances", "Transfer").unwrap();
    assert_eq!(transfer.fields["to"], key("//Dave").ss58());
    assert_eq!(transfer.fields["amount"], 3 * RAO_PER_TAO);
    assert_eq!(inclusion.to_json()["extrinsic_id"], inclusion.identifier());
}

#[tokio::test(flavor = "multi_thread")]
async fn both_kinds_of_keys_and_both_kinds_of_eras_are_taken() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    let edwards = Keypair::from_uri_with("//Edwards", taonet_wallet::Scheme::Ed25519).unwrap();
    let fund = balances::transfer_keep_alive(&edwards.public().bytes(), tao(10));
    client
        .submit(&fund, &key("//Alice"), WaitFor::Inclusion)
        .await
        .unwrap();
    for period in [4, 64, 65_536] {
        client
            .transaction(pay("//Dave", 1))
            .mortal(period)
            .submit(&edwards)
            .await
            .unwrap();
    }
    client
        .transaction(pay("//Dave", 1))
        .immortal()
        .submit(&edwards)
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_chain_takes_the_hash_of_its_metadata() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    for _ in 0..2 {
        client
            .transaction(pay("//Dave", 1))
            .metadata_hash(true)
            .submit(&key("//Alice"))
            .await
            .unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_acts_for_somebody_else() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    let (alice, bob) = (key("//Alice"), key("//Bob"));
    let as_alice = |call, kind| {
        client
            .transaction(call)
            .as_proxy_of(&account("//Alice"), kind)
    };
    let refused = as_alice(pay("//Dave", 1), None).submit(&bob).await;
    let refused = refused.unwrap_err();
    assert_eq!(refused.chain_error_name(), Some("NotProxy"), "{refused}");
    assert_eq!(refused.code(), "not_authorized");

    let add = calls::proxy::add_proxy(&account("//Bob"), ProxyType::Transfer, 0);
    client
        .submit(&add, &alice, WaitFor::Inclusion)
        .await
        .unwrap();
    let before = balance(&client, "//Alice").await;
    as_alice(pay("//Dave", 7), Some(ProxyType::Transfer))
        .submit(&bob)
        .await
        .unwrap();
    assert_eq!(
        balance(&client, "//Alice").await,
        before - 7 * RAO_PER_TAO,
        "the proxy pays the fee"
    );
    // What the proxy may not do fails although the wrapper succeeds.
    let error = as_alice(calls::system::remark(b"no transfer"), None)
        .submit(&bob)
        .await
        .unwrap_err();
    assert_eq!(error.chain_error_name(), Some("CallFiltered"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_are_announced_and_agreed_to_by_their_hash() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    let submit = async |call: Call, uri: &str| {
        client
            .submit(&call, &key(uri), WaitFor::Inclusion)
            .await
            .unwrap()
    };
    let before = balance(&client, "//Dave").await;
    let call = pay("//Dave", 2);
    let hash = client.call_hash(&call).await.unwrap();

    let (alice, bob) = (account("//Alice"), account("//Bob"));
    submit(
        calls::proxy::add_proxy(&bob, ProxyType::Transfer, 1),
        "//Alice",
    )
    .await;
    submit(calls::proxy::announce(&alice, hash), "//Bob").await;
    seal(&node);
    let announced = calls::proxy::proxy_announced(&bob, &alice, None, call.clone());
    submit(announced, "//Charlie").await;
    assert_eq!(balance(&client, "//Dave").await, before + 2 * RAO_PER_TAO);

    let together = taonet_client::multisig_account(&[alice, bob], 2);
    let fund = balances::transfer_keep_alive(&together, tao(10));
    submit(fund, "//Alice").await;
    let weight = client
        .transaction(call.clone())
        .preview(&together)
        .await
        .unwrap()
        .weight;
    let first = calls::multisig::approve_as_multi(2, &[bob], None, hash, weight);
    let first = submit(first, "//Alice").await;
    let timepoint = calls::multisig::Timepoint {
        height: first.block_number,
        index: first.extrinsic_index,
    };
    let second = calls::multisig::as_multi(2, &[alice], Some(timepoint), call, weight);
    submit(second, "//Bob").await;
    assert_eq!(balance(&client, "//Dave").await, before + 4 * RAO_PER_TAO);

    let unknown = Call::dynamic("Teleport", "beam", serde_json::Map::new());
    let error = client.call_hash(&unknown).await.unwrap_err();
    assert_eq!(error.code(), "not_found", "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_inside_of_root_s_call_is_a_failure() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    let call = calls::sudo(calls::subnets::root_dissolve_network(999));
    let error = client
        .submit(&call, &key("//Alice"), WaitFor::Inclusion)
        .await
        .unwrap_err();
    assert_eq!(error.code(), "subnet_not_exists", "{error}");
    assert!(error.remedy().is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sealed_transaction_is_opened_by_the_author() {
    let node = Node::start(&[&MANUAL[..3], &["200", "--rpc-port", "0"]].concat());
    let client = connect(&node.address).await;
    // A key takes some blocks to become the next one.
    node.wait_best(5);
    let before = balance(&client, "//Dave").await;
    let inclusion = client
        .transaction(pay("//Dave", 2))
        .shielded(true)
        .wait_for(WaitFor::Finalisation)
        .submit(&key("//Alice"))
        .await
        .unwrap();
    assert!(inclusion.event("Balances", "Transfer").is_some());
    assert_eq!(balance(&client, "//Dave").await, before + 2 * RAO_PER_TAO);
    // The block holds the wrapper and, right behind it, what was inside.
    let hash = format!("0x{}", hex::encode(inclusion.block_hash));
    let block = node.rpc("chain_getBlock", json!([hash]));
    let index = usize::try_from(inclusion.extrinsic_index).unwrap();
    let wrapper = block["block"]["extrinsics"][index - 1].as_str().unwrap();
    assert!(wrapper.len() > 2_000, "the wrapper carries an envelope");
    // The next one is an ordinary one, behind both nonces.
    client
        .submit(&pay("//Dave", 1), &key("//Alice"), WaitFor::Inclusion)
        .await
        .unwrap();
    // It cannot be left alone.
    let error = client
        .transaction(pay("//Dave", 1))
        .shielded(true)
        .send(&key("//Alice"))
        .await
        .unwrap_err();
    assert_eq!(error.code(), "invalid_argument");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chain_without_a_key_takes_nothing_sealed() {
    let node = Node::start(&MANUAL);
    let client = connect(&node.address).await;
    let error = client
        .transaction(pay("//Dave", 2))
        .shielded(true)
        .submit(&key("//Alice"))
        .await
        .unwrap_err();
    assert!(matches!(error, ClientError::NoShield), "{error}");
    assert!(error.to_string().contains("unsealed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn root_sets_the_rules_of_a_new_subnet() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    let submit = async |calls: Vec<Call>| {
        let call = calls::utility::batch_all(calls);
        client
            .submit(&call, &key("//Alice"), WaitFor::Inclusion)
            .await
    };
    let netuid = 2;
    let rules = [
        calls::admin::set_tempo(netuid, 20),
        calls::admin::set_commit_reveal_enabled(netuid, false),
        calls::admin::set_weights_rate_limit(netuid, 1),
        calls::admin::set_serving_rate_limit(netuid, 0),
        calls::admin::set_emission_enabled(netuid, true),
    ];
    let owner_hotkey = account("//Hotkey");
    submit(vec![calls::subnets::register_network(&owner_hotkey)])
        .await
        .unwrap();
    // Otherwise it depends on the block whether rules are frozen for the coming epoch.
    submit(vec![calls::sudo(calls::admin::set_admin_freeze_window(0))])
        .await
        .unwrap();
    submit(rules.map(calls::sudo).to_vec()).await.unwrap();
    let rules = client.hyperparameters(netuid).await.unwrap();
    assert_eq!(rules.tempo, 20);
}

// ---------------------------------------------------------------- many at once

/// Memory of this process, in kilobytes.
fn resident_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS:"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_transfers_over_one_connection() {
    const COUNT: usize = 1_000;
    /// Far less than what a thousand transactions with their events take.
    const MOST_KB: u64 = 24 * 1_024;
    let node = Node::start(&[&MANUAL[..3], &["250", "--rpc-port", "0"]].concat());
    let client = connect(&node.address).await;
    let before = balance(&client, "//Dave").await;
    let alice = key("//Alice");
    let payment = balances::transfer_keep_alive(&account("//Dave"), Tao::from_rao(1_000));
    let calls = std::iter::repeat_n(payment, COUNT);
    let begin = std::time::Instant::now();
    let mut results = std::pin::pin!(client.submit_many(calls, &alice));
    let mut seen = vec![false; COUNT];
    let mut early_kb = 0;
    let mut done = 0;
    while let Some((index, result)) = results.next().await {
        let inclusion = result.unwrap_or_else(|error| panic!("{index}: {error}"));
        assert!(inclusion.fee.is_some());
        assert!(!std::mem::replace(&mut seen[index], true), "{index} twice");
        done += 1;
        if done == 300 {
            early_kb = resident_kb();
        }
    }
    let late_kb = resident_kb();
    println!(
        "{COUNT} transfers in {:?}; {early_kb} kB after 300, {late_kb} kB at the end",
        begin.elapsed()
    );
    assert!(seen.into_iter().all(|seen| seen));
    assert_eq!(balance(&client, "//Dave").await, before + 1_000_000);
    assert!(
        late_kb < early_kb + MOST_KB,
        "{early_kb} kB, then {late_kb}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_fails_stops_no_other() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    let calls: Vec<Call> = (0..10)
        .map(|index| match index {
            3 => pay("//Dave", 100_000_000),
            7 => Call::dynamic("Balances", "no_such_call", serde_json::Map::new()),
            _ => pay("//Dave", 1),
        })
        .collect();
    let alice = key("//Alice");
    let results: Vec<(usize, Result<Inclusion, ClientError>)> =
        client.submit_many(calls, &alice).collect().await;
    assert_eq!(results.len(), 10);
    for (index, result) in results {
        match (index, result) {
            (3, Err(error)) => assert_eq!(error.code(), "insufficient_balance", "{error}"),
            (7, Err(error)) => assert_eq!(error.code(), "not_found", "{error}"),
            (3 | 7, Ok(_)) => panic!("{index} succeeded"),
            (_, result) => drop(result.unwrap()),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_share_one_key() {
    let node = Node::start(&[&MANUAL[..3], &["100", "--rpc-port", "0"]].concat());
    let before = balance(&connect(&node.address).await, "//Dave").await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..2 {
        // Each has its own connection and its own idea of the next nonce.
        let client = connect(&node.address).await;
        tasks.spawn(async move {
            let alice = key("//Alice");
            let calls = std::iter::repeat_n(pay("//Dave", 1), 20);
            let results: Vec<_> = client.submit_many(calls, &alice).collect().await;
            let all = results.into_iter().map(|(_, result)| result.unwrap());
            all.collect::<Vec<_>>().len()
        });
    }
    let counts = tokio::time::timeout(DEADLINE, tasks.join_all())
        .await
        .unwrap();
    assert_eq!(counts, [20, 20]);
    let after = balance(&connect(&node.address).await, "//Dave").await;
    assert_eq!(after, before + 40 * RAO_PER_TAO, "each exactly once");
}

// ---------------------------------------------------------------- what goes wrong

/// Somebody who says to be Alice and is not.
struct Impostor;

impl TransactionSigner for Impostor {
    fn account(&self) -> AccountId {
        account("//Alice")
    }

    fn crypto(&self) -> CryptoType {
        CryptoType::Sr25519
    }

    fn sign(&self, payload: &[u8]) -> Result<Vec<u8>, ClientError> {
        TransactionSigner::sign(&key("//Bob"), payload)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_have_name_cause_and_remedy() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    let submit = async |call: Call, signer: &dyn TransactionSigner| {
        client
            .submit(&call, signer, WaitFor::Inclusion)
            .await
            .unwrap_err()
    };
    let alice = key("//Alice");

    // The wrong key.
    let error = submit(pay("//Dave", 1), &Impostor).await;
    assert_eq!(error.chain_error_name(), Some("BadProof"), "{error}");
    assert_eq!(error.code(), "not_authorized");
    assert!(error.to_string().contains("key"), "{error}");

    // Nothing to pay the fee with.
    let error = submit(pay("//Dave", 1), &key("//Nobody")).await;
    assert_eq!(error.chain_error_name(), Some("Payment"), "{error}");
    assert_eq!(error.code(), "insufficient_balance");

    // The chain's own checks before a block.
    let endpoint = taonet_client::AxonEndpoint {
        address: "192.0.2.1:8091".parse().unwrap(),
        version: 1,
    };
    let error = submit(calls::neurons::serve_axon(1, &endpoint), &alice).await;
    assert_eq!(
        error.chain_error_name(),
        Some("HotKeyNotRegisteredInNetwork"),
        "{error}"
    );
    assert!(matches!(&error, ClientError::NotAccepted { cause, .. } if cause.contains("10")));
    assert_eq!(error.code(), "not_registered");

    // In the block.
    let error = submit(pay("//Dave", 100_000_000), &alice).await;
    assert!(matches!(error, ClientError::Refused { .. }), "{error}");
    assert_eq!(error.code(), "insufficient_balance");

    // A call that this chain does not have, and an argument that does not fit.
    let error = submit(
        Call::dynamic("Teleport", "beam", serde_json::Map::new()),
        &alice,
    )
    .await;
    assert_eq!(error.code(), "not_found", "{error}");
    let error = submit(calls::admin::toggle_evm_precompile("x", true), &alice).await;
    assert!(
        matches!(error.code(), "invalid_argument" | "not_found"),
        "{error}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_era_that_is_over_is_told_from_silence() {
    let node = Node::start(&MANUAL);
    let client = connect(&node.address).await;
    let alice = key("//Alice");
    // A nonce ahead of its time keeps it out of blocks.
    let sent = client
        .transaction(pay("//Dave", 1))
        .nonce(5)
        .mortal(4)
        .send(&alice)
        .await
        .unwrap();
    let last_block = sent.last_block().unwrap();
    // Too early to know.
    let waiting = client
        .transaction(pay("//Dave", 1))
        .nonce(6)
        .mortal(4)
        .timeout(Duration::from_millis(300));
    let error = waiting.submit(&alice).await.unwrap_err();
    assert!(matches!(error, ClientError::NotIncluded { .. }), "{error}");
    assert!(error.to_string().contains("look for it"), "{error}");
    for _ in 0..=last_block + 1 {
        seal(&node);
    }
    let error = sent.wait(WaitFor::Inclusion, DEADLINE).await.unwrap_err();
    assert!(
        matches!(error, ClientError::Expired { last_block: told } if told == last_block),
        "{error}"
    );
    assert_eq!(error.code(), "expired");
    assert!(error.to_string().contains("Nothing happened"));
    // The nonces that were never used do not stand in the way.
    let submit = tokio::spawn({
        let client = client.clone();
        async move {
            client
                .submit(&pay("//Dave", 1), &key("//Alice"), WaitFor::Inclusion)
                .await
        }
    });
    wait_pending(&node.address, 1).await;
    seal(&node);
    submit.await.unwrap().unwrap();
}

/// Waits until the pool holds so many ready transactions.
async fn wait_pending(address: &str, count: usize) {
    let address = address.to_owned();
    let waiting = tokio::task::spawn_blocking(move || {
        let begin = std::time::Instant::now();
        while pending(&address) < count {
            assert!(begin.elapsed() < DEADLINE, "the pool stays empty");
            std::thread::yield_now();
        }
    });
    waiting.await.unwrap();
}

/// A judge that acts at one moment: `from_node` says `method`.
fn once(
    method: &'static str,
    from_node: bool,
    act: impl Fn(&mut Value) -> Verdict + Send + Sync + 'static,
) -> impl Fn(Message<'_>) -> Verdict + Send + Sync + 'static {
    let done = AtomicBool::new(false);
    move |message| {
        let now = message.method == method && message.from_node == from_node;
        if now && !done.swap(true, Ordering::SeqCst) {
            act(message.json)
        } else {
            Verdict::Pass
        }
    }
}

const WATCH: &str = "author_submitAndWatchExtrinsic";

/// Pays 1 TAO to Dave through a relay and checks that he got it once.
async fn pay_once(node: &Node, relay: &Relay) -> Inclusion {
    let before = balance(&connect(&node.address).await, "//Dave").await;
    let client = connect(&relay.address).await;
    let inclusion = client
        .submit(&pay("//Dave", 1), &key("//Alice"), WaitFor::Inclusion)
        .await
        .unwrap();
    let after = balance(&connect(&node.address).await, "//Dave").await;
    assert_eq!(after, before + RAO_PER_TAO, "exactly once");
    inclusion
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_breaks_before_the_pool_hears_of_it() {
    let node = Node::start(&INSTANT);
    let relay = Relay::before(&node.address, once(WATCH, false, |_| Verdict::Cut));
    pay_once(&node, &relay).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_breaks_before_the_pool_s_answer_arrives() {
    // Included before the client can ask again.
    let node = Node::start(&INSTANT);
    let relay = Relay::before(&node.address, once(WATCH, true, |_| Verdict::Cut));
    pay_once(&node, &relay).await;
    // Still in the pool when the client asks again.
    let node = Node::start(&MANUAL);
    let relay = Relay::before(&node.address, once(WATCH, true, |_| Verdict::Cut));
    let address = node.address.clone();
    let sealing = tokio::spawn(async move {
        wait_pending(&address, 1).await;
        node_support::post(
            &address,
            "engine_createBlock",
            json!([true, true, Value::Null]),
        );
    });
    pay_once(&node, &relay).await;
    sealing.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_breaks_before_the_block_is_told() {
    let node = Node::start(&INSTANT);
    let relay = Relay::before(&node.address, |message: Message<'_>| {
        let update = &message.json["params"]["result"];
        if message.method == "author_extrinsicUpdate" && update.get("inBlock").is_some() {
            Verdict::Cut
        } else {
            Verdict::Pass
        }
    });
    pay_once(&node, &relay).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pool_that_drops_it_is_given_it_again() {
    let node = Node::start(&MANUAL);
    let address = node.address.clone();
    // The node says that it dropped what it still has: the client asks again, and finds it.
    let told = AtomicBool::new(false);
    let relay = Relay::before(&node.address, move |message: Message<'_>| {
        if message.method == "author_extrinsicUpdate"
            && let Some(update) = message.json.pointer_mut("/params/result")
            && *update == "ready"
            && !told.swap(true, Ordering::SeqCst)
        {
            *update = "dropped".into();
        }
        Verdict::Pass
    });
    let sealing = tokio::spawn(async move {
        wait_pending(&address, 1).await;
        node_support::post(
            &address,
            "engine_createBlock",
            json!([true, true, Value::Null]),
        );
    });
    pay_once(&node, &relay).await;
    sealing.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn another_process_takes_the_nonce_first() {
    // Between the question for the nonce and the submission, another process sends with it.
    for included in [true, false] {
        let node = Node::start(if included { &INSTANT } else { &MANUAL });
        let signer = node_support::signing::Signer::of(&node);
        let address = node.address.clone();
        let rival = move |nonce: u32| {
            let call = signer.transfer("Charlie", 5_000_000_000);
            let extrinsic = signer.sign("Alice", nonce, &call);
            let answer = node_support::post(&address, "author_submitExtrinsic", json!([extrinsic]));
            assert!(answer["error"].is_null(), "{answer}");
        };
        let address = node.address.clone();
        let relay = Relay::before(
            &node.address,
            once("system_accountNextIndex", true, move |json| {
                rival(u32::try_from(json["result"].as_u64().unwrap()).unwrap());
                if included {
                    // Wait for its block.
                    while pending(&address) > 0 {
                        std::thread::yield_now();
                    }
                }
                Verdict::Pass
            }),
        );
        let sealing = tokio::spawn({
            let address = node.address.clone();
            async move {
                if !included {
                    wait_pending(&address, 2).await;
                    node_support::post(
                        &address,
                        "engine_createBlock",
                        json!([true, true, Value::Null]),
                    );
                }
            }
        });
        pay_once(&node, &relay).await;
        sealing.await.unwrap();
        let next = node.rpc("system_accountNextIndex", json!([key("//Alice").ss58()]));
        assert_eq!(next, 2, "one of each");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nonce_that_was_chosen_is_not_changed() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    let alice = key("//Alice");
    client
        .transaction(pay("//Dave", 1))
        .nonce(0)
        .submit(&alice)
        .await
        .unwrap();
    let error = client
        .transaction(pay("//Dave", 1))
        .nonce(0)
        .submit(&alice)
        .await
        .unwrap_err();
    assert_eq!(error.chain_error_name(), Some("Stale"), "{error}");
    assert_eq!(error.code(), "expired");
}

/// Takes what waits out of the pool, and puts a transfer of Alice with this nonce into a block.
fn take_nonce(node: &Node, nonce: u32) -> String {
    let waiting = node.rpc("author_pendingExtrinsics", json!([]));
    let waiting: Vec<Value> = waiting
        .as_array()
        .unwrap()
        .iter()
        .map(|extrinsic| json!({ "extrinsic": extrinsic }))
        .collect();
    node.rpc("author_removeExtrinsic", json!([waiting]));
    let signer = node_support::signing::Signer::of(node);
    let call = signer.transfer("Charlie", 5_000_000_000);
    let extrinsic = signer.sign("Alice", nonce, &call);
    node.rpc("author_submitExtrinsic", json!([extrinsic]));
    seal(node);
    extrinsic
}

/// Waits until something else than this waits in the pool, which is slow to forget what a block
/// took.
async fn wait_other(address: &str, extrinsic: String) {
    let address = address.to_owned();
    let waiting = tokio::task::spawn_blocking(move || {
        let begin = std::time::Instant::now();
        loop {
            let answer = node_support::post(&address, "author_pendingExtrinsics", json!([]));
            let pending = answer["result"].as_array().unwrap();
            if pending.iter().any(|other| *other != extrinsic.as_str()) {
                break;
            }
            assert!(begin.elapsed() < DEADLINE, "nothing else comes");
            std::thread::yield_now();
        }
    });
    waiting.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nonce_that_went_to_another_is_told_or_made_good() {
    let node = Node::start(&MANUAL);
    let client = connect(&node.address).await;
    let before = balance(&client, "//Dave").await;
    let alice = key("//Alice");
    // Signed by hand: there is nothing to be made good.
    let sent = client
        .transaction(pay("//Dave", 1))
        .nonce(0)
        .send(&alice)
        .await
        .unwrap();
    take_nonce(&node, 0);
    let error = sent.wait(WaitFor::Inclusion, DEADLINE).await.unwrap_err();
    assert!(
        matches!(error, ClientError::NonceTaken { nonce: 0 }),
        "{error}"
    );
    assert!(error.to_string().contains("Nothing happened"));
    // Otherwise the call is signed again, and made once.
    let submit = tokio::spawn({
        let client = client.clone();
        async move {
            client
                .submit(&pay("//Dave", 1), &key("//Alice"), WaitFor::Inclusion)
                .await
        }
    });
    wait_pending(&node.address, 1).await;
    let rival = take_nonce(&node, 1);
    wait_other(&node.address, rival).await;
    seal(&node);
    submit.await.unwrap().unwrap();
    assert_eq!(balance(&client, "//Dave").await, before + RAO_PER_TAO);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chain_that_upgrades_under_the_client() {
    // The node tells the version before its own until the first submission arrives. What was
    // signed for that version has a bad signature; the client finds out why and signs again.
    let node = Node::start(&INSTANT);
    let signer = node_support::signing::Signer::of(&node);
    let upgraded = Arc::new(AtomicBool::new(false));
    let submissions = Arc::new(AtomicU32::new(0));
    let relay = Relay::before(&node.address, {
        let (upgraded, submissions) = (upgraded.clone(), submissions.clone());
        let address = node.address.clone();
        move |message: Message<'_>| {
            if message.method == "state_getRuntimeVersion"
                && message.from_node
                && !upgraded.load(Ordering::SeqCst)
            {
                let version = &mut message.json["result"]["specVersion"];
                *version = (version.as_u64().unwrap() - 1).into();
            }
            if message.method == WATCH && !message.from_node {
                submissions.fetch_add(1, Ordering::SeqCst);
                if !upgraded.swap(true, Ordering::SeqCst) {
                    // The block of the upgrade: somebody else's transaction makes one.
                    let extrinsic = signer.sign("Bob", 0, &signer.remark("upgrade"));
                    let answer =
                        node_support::post(&address, "author_submitExtrinsic", json!([extrinsic]));
                    assert!(answer["error"].is_null(), "{answer}");
                    while pending(&address) > 0 {
                        std::thread::yield_now();
                    }
                }
            }
            Verdict::Pass
        }
    });
    pay_once(&node, &relay).await;
    assert_eq!(submissions.load(Ordering::SeqCst), 2, "signed once again");
}

// ---------------------------------------------------------------- dry runs

fn balance_effect(effects: &[Effect], uri: &str) -> (u64, u64) {
    let who = account(uri);
    effects
        .iter()
        .find_map(|effect| match effect {
            Effect::Balance {
                account,
                before,
                after,
            } if *account == who => Some((before.rao(), after.rao())),
            _ => None,
        })
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_foretells_fee_and_balances() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    let alice = key("//Alice");
    let transaction = client
        .transaction(pay("//Dave", 1))
        .dry_run(&alice)
        .await
        .unwrap();
    // The engine tries nothing before the first block.
    assert!(matches!(transaction.outcome, DryRunOutcome::Unknown { .. }));
    seal(&node);
    let transaction = client
        .transaction(calls::utility::batch_all(vec![
            pay("//Dave", 3),
            pay("//Eve", 4),
        ]))
        .tip(Tao::from_rao(77));
    let foretold = transaction.dry_run(&alice).await.unwrap();
    assert!(
        matches!(
            foretold.outcome,
            DryRunOutcome::Succeeds {
                covers_inner_calls: true
            }
        ),
        "{foretold:?}"
    );
    assert!(foretold.may_succeed());
    assert_eq!(node.best(), 1, "nothing was sent");
    let locked = transaction.preview(&account("//Alice")).await.unwrap();
    assert!(matches!(locked.outcome, DryRunOutcome::Unknown { .. }));
    assert_eq!(locked.effects, foretold.effects);

    let inclusion = transaction.submit(&alice).await.unwrap();
    assert!(
        inclusion.fee.unwrap() <= foretold.fee,
        "{:?}",
        inclusion.fee
    );
    for uri in ["//Dave", "//Eve"] {
        let (_, after) = balance_effect(&foretold.effects, uri);
        assert_eq!(balance(&client, uri).await, after);
    }
    let refund = foretold.fee.rao() - inclusion.fee.unwrap().rao();
    let (_, after) = balance_effect(&foretold.effects, "//Alice");
    assert_eq!(balance(&client, "//Alice").await, after + refund);
    let json = foretold.to_json();
    assert_eq!(json["outcome"]["success"], true);
    assert_eq!(json["call"]["function"], "batch_all");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_foretells_failures() {
    let node = Node::start(&INSTANT);
    seal(&node);
    let client = connect(&node.address).await;
    let fails = async |call: Call, signer: &dyn TransactionSigner| {
        let foretold = client.transaction(call).dry_run(signer).await.unwrap();
        let json = foretold.to_json();
        let DryRunOutcome::Fails(error) = foretold.outcome else {
            panic!("{json}");
        };
        assert_eq!(json["outcome"]["code"], error.code());
        assert_eq!(json["outcome"]["success"], false);
        error
    };
    let alice = key("//Alice");
    let error = fails(pay("//Dave", 100_000_000), &alice).await;
    assert_eq!(error.code(), "insufficient_balance", "{error}");
    let error = fails(calls::sudo(calls::system::remark(b"")), &key("//Bob")).await;
    assert_eq!(error.code(), "not_authorized", "{error}");
    let error = fails(
        calls::stake::add_stake(&account("//Bob"), 999, tao(1)),
        &alice,
    )
    .await;
    assert_eq!(error.code(), "subnet_not_exists", "{error}");
    let error = fails(pay("//Dave", 1), &Impostor).await;
    assert_eq!(error.chain_error_name(), Some("BadProof"));
    assert_eq!(node.best(), 1, "nothing was sent");

    // Root's call succeeds whatever happens inside.
    let hidden = client
        .transaction(calls::sudo(calls::admin::set_tempo(999, 100)))
        .dry_run(&alice)
        .await
        .unwrap();
    assert!(matches!(
        hidden.outcome,
        DryRunOutcome::Succeeds {
            covers_inner_calls: false
        }
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_foretells_prices_and_trades() {
    let node = Node::start(&INSTANT);
    let client = connect(&node.address).await;
    let alice = key("//Alice");
    let submit = async |call: Call| {
        client
            .submit(&call, &alice, WaitFor::Inclusion)
            .await
            .unwrap()
    };
    let hotkey = account("//Hotkey");
    submit(calls::sudo(calls::admin::set_network_rate_limit(0))).await;

    let create = client.transaction(calls::subnets::register_network(&hotkey));
    let foretold = create.dry_run(&alice).await.unwrap();
    let (_, after) = balance_effect(&foretold.effects, "//Alice");
    let inclusion = create.submit(&alice).await.unwrap();
    let refund = foretold.fee.rao() - inclusion.fee.unwrap().rao();
    assert_eq!(balance(&client, "//Alice").await, after + refund);
    let netuid = 2;
    submit(calls::subnets::start_call(netuid)).await;

    let buy = client.transaction(calls::stake::add_stake(&hotkey, netuid, tao(50)));
    let foretold = buy.dry_run(&alice).await.unwrap();
    let Some(Effect::Trade {
        received,
        price_before,
        price_paid,
        ..
    }) = foretold
        .effects
        .iter()
        .find(|effect| matches!(effect, Effect::Trade { .. }))
    else {
        panic!("no trade: {:?}", foretold.effects);
    };
    assert!(price_paid > price_before, "buying raises the price");
    let stake = async || {
        client
            .stake_rao(&hotkey, &account("//Alice"), netuid)
            .await
            .unwrap()
    };
    let before = stake().await;
    buy.submit(&alice).await.unwrap();
    let bought = stake().await - before;
    // The block pays dividends besides, so not to the last rao.
    assert!(
        bought.abs_diff(received.rao()) < received.rao() / 100,
        "{bought} bought, {received} foretold"
    );
    let price_move = foretold.effects.iter().find_map(Effect::price_move);
    assert!(price_move.is_some_and(|moved| moved > 0.0));
}
