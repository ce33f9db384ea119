//! Everything that goes wrong on the way into a block.

use crate::*;

/// Somebody who says to be Alice and is not.
pub(crate) struct Impostor;

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
