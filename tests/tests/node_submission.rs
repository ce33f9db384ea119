//! Submission and subscriptions, line by line: statuses, notifications, and each refusal with the
//! code and the text that existing clients know.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod node_support;

use node_support::{
    Node,
    manual::{assert_error, node, seal},
    signing::{Signer, address, hash_of, hex_account, hex_text, unhex},
    websocket::Connection,
};
use serde_json::{Value, json};
use taonet_client::codec::{Era, Signing};

/// `System.Events`.
const EVENTS: &str = "0x26aa394eea5630e07c48ae0c9558cef780d41e5e16056765bc8461851072c9d7";
/// `Timestamp.Now`.
const NOW: &str = "0xf0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb";

#[test]
fn submission_is_refused_with_the_code_that_clients_know() {
    let mut node = node(&[]);
    let signer = Signer::of(&node);
    let genesis = node.rpc("chain_getBlockHash", json!([0]));
    for _ in 0..2 {
        seal(&node, true, Value::Null);
    }
    let submit = |extrinsic: &str| node.rpc_answer("author_submitExtrinsic", json!([extrinsic]));
    let watch = |extrinsic: &str| {
        let mut connection = Connection::open(&node.address, "/");
        connection.call("author_submitAndWatchExtrinsic", json!([extrinsic]))
    };
    let invalid = |extrinsic: &str, reason: &str| {
        let answer = submit(extrinsic);
        assert_error(&answer, 1010, "Invalid Transaction", Some(reason));
    };

    let remark = signer.remark("x");
    let immortal = Signing {
        era: Era::Immortal,
        nonce: 0,
        tip_rao: 0,
        metadata_hash: None,
    };
    let payment = "Inability to pay some fees (e.g. account balance too low)";
    invalid(&signer.sign("Nobody", 0, &remark), payment);
    invalid(
        &signer.assemble("Alice", &remark, &[7; 64], &immortal),
        "Transaction has a bad signature",
    );
    let answer = watch(&signer.sign("Nobody", 1, &remark));
    assert_error(&answer, 1010, "Invalid Transaction", Some(payment));
    let old = Era::Mortal {
        period_blocks: 4,
        current: 4,
        birth_hash: unhex(&genesis).try_into().unwrap(),
    };
    let expired = Signing {
        era: old,
        ..immortal
    };
    for _ in 0..8 {
        seal(&node, true, Value::Null);
    }
    // Its era is over: the chain expects a signature over another birth block.
    invalid(
        &signer.sign_with("Alice", &remark, &expired),
        "Transaction has a bad signature",
    );
    let call = json!({ "module": "System", "function": "remark", "remark": "x" });
    let sudo = signer.call("Sudo.sudo", json!({ "call": call }));
    invalid(&signer.sign("Bob", 0, &sudo), "Invalid signing address");
    // 5 MB have their place in a block; what takes three seconds has none.
    let long = signer.remark(&"x".repeat(5_200_000));
    assert!(submit(&signer.sign("Dave", 0, &long))["result"].is_string());
    let weight = json!({ "ref_time": 3_000_000_000_000_u64, "proof_size": 0 });
    let heavy = json!({ "call": call, "weight": weight });
    let heavy = signer.call("Sudo.sudo_unchecked_weight", heavy);
    invalid(
        &signer.sign("Alice", 0, &heavy),
        "Transaction would exhaust the block limits",
    );
    let deep = (0..9).fold(call.clone(), |inner, _| {
        json!({ "module": "Utility", "function": "as_derivative", "index": 0, "call": inner })
    });
    let deep = signer.call("Utility.as_derivative", json!({ "index": 0, "call": deep }));
    invalid(
        &signer.sign("Alice", 0, &deep),
        "Transaction call is not expected",
    );
    let take = json!({ "hotkey": address("Ghost"), "take": 100 });
    let take = signer.call("SubtensorModule.increase_take", take);
    invalid(&signer.sign("Alice", 0, &take), "Custom error: 4");

    // A used nonce, after the block that used it.
    let used = signer.sign("Alice", 0, &remark);
    node.rpc("author_submitExtrinsic", json!([used]));
    seal(&node, true, Value::Null);
    let again = signer.sign("Alice", 0, &signer.remark("y"));
    invalid(&again, "Transaction is outdated");

    // The same twice, another at the same place, and one that was thrown out.
    let once = signer.sign("Bob", 0, &remark);
    assert_eq!(
        node.rpc("author_submitExtrinsic", json!([once])),
        hash_of(&once)
    );
    let twice = submit(&once);
    assert_eq!(twice["error"]["code"], 1013, "{twice}");
    assert_eq!(twice["error"]["message"], "Transaction Already Imported");
    let rival = submit(&signer.sign("Bob", 0, &signer.remark("rival")));
    assert_error(
        &rival,
        1014,
        "Priority is too low: (1 vs 1)",
        Some(
            "The transaction has too low priority to replace another transaction already in the \
             pool.",
        ),
    );
    let removed = node.rpc(
        "author_removeExtrinsic",
        json!([[{ "hash": hash_of(&once) }]]),
    );
    assert_eq!(removed, json!([hash_of(&once)]));

    // An unsigned call that only the chain itself may put into a block.
    let length = u8::try_from(remark.len() + 1).unwrap() * 4;
    let bare = hex_text(&[[length, 5].as_slice(), &remark].concat());
    invalid(&bare, "Transaction call is not expected");
    // An address of a kind that nobody has.
    let mut elsewhere = unhex(&json!(signer.sign("Charlie", 0, &remark)));
    assert_eq!(elsewhere[2..4], [0x84, 0]);
    elsewhere[3] = 3;
    let answer = submit(&hex_text(&elsewhere));
    assert_eq!(answer["error"]["code"], 1011, "{answer}");
    assert_eq!(
        answer["error"]["message"], "Unknown Transaction Validity",
        "{answer}"
    );
    assert!(answer["error"]["data"].is_string(), "{answer}");

    // Bytes that are no extrinsic: refused, and nothing said in the log.
    let fixed = ["0x00", "0x1004050607", "0x0c840000", "0x08ffff"].map(str::to_owned);
    let many = (0..200).map(|number| format!("0x100f{number:02x}0607"));
    for garbage in fixed.into_iter().chain(many) {
        let answer = submit(&garbage);
        assert_eq!(answer["error"]["code"], 1002, "{answer}");
        let message = answer["error"]["message"].as_str().unwrap();
        assert!(message.starts_with("Verification Error: "), "{answer}");
        assert!(answer["error"]["data"].is_string(), "{answer}");
    }
    for no_list in ["0x", "0x280402"] {
        assert_eq!(submit(no_list)["error"]["code"], 1040);
    }
    assert_eq!(submit("nonsense")["error"]["code"], -32602);
    assert!(node.terminate().0.success());
    let log = node.rest_of_log();
    assert!(
        !log.contains("panicked") && !log.contains("is a bug"),
        "{log}"
    );
    assert!(log.lines().count() < 120, "{log}");
}

#[test]
fn what_was_found_invalid_is_not_looked_at_again_for_a_while() {
    // Development chains forgive at once; this one is none, although its key is known.
    let node = Node::start(&[
        "--chain",
        "dev",
        "--tmp",
        "--fast-blocks",
        "--port",
        "0",
        "--rpc-port",
        "0",
        "--no-mdns",
    ]);
    let submit = |extrinsic: &str| node.rpc_answer("author_submitExtrinsic", json!([extrinsic]));
    let signer = Signer::of(&node);
    let unpaid = signer.sign("Nobody", 0, &signer.remark("x"));
    for (extrinsic, code) in [("0x00", 1002), (unpaid.as_str(), 1010)] {
        assert_eq!(submit(extrinsic)["error"]["code"], code);
        let banned = "Transaction is temporarily banned";
        assert_error(&submit(extrinsic), 1012, banned, None);
    }
}

#[test]
fn the_pool_has_a_limit() {
    let node = node(&["--pool-limit", "2"]);
    let signer = Signer::of(&node);
    let mut connection = Connection::open(&node.address, "/");
    let remark = |who: &str| signer.sign(who, 0, &signer.remark(who));
    let oldest = connection.subscribe("author_submitAndWatchExtrinsic", json!([remark("Alice")]));
    assert_eq!(connection.next(&oldest), "ready");
    for who in ["Bob", "Charlie"] {
        node.rpc("author_submitExtrinsic", json!([remark(who)]));
    }
    // The oldest of the lowest priority makes room.
    assert_eq!(connection.next(&oldest), "dropped");
    let urgent = json!({ "netuid": 1, "burn_half_life": 10 });
    let urgent = signer.call("AdminUtils.sudo_set_burn_half_life", urgent);
    for who in ["Dave", "Eve"] {
        node.rpc(
            "author_submitExtrinsic",
            json!([signer.sign(who, 0, &urgent)]),
        );
    }
    for method in ["author_submitExtrinsic", "author_submitAndWatchExtrinsic"] {
        let full = Connection::open(&node.address, "/").call(method, json!([remark("Ferdie")]));
        assert_error(
            &full,
            1016,
            "Immediately Dropped",
            Some("The transaction couldn't enter the pool because of the limit"),
        );
    }
}

#[test]
fn the_life_of_an_extrinsic() {
    let node = node(&[]);
    let signer = Signer::of(&node);
    let mut connection = Connection::open(&node.address, "/");
    let watch = |connection: &mut Connection, extrinsic: &str| {
        connection.subscribe("author_submitAndWatchExtrinsic", json!([extrinsic]))
    };

    // In order: ready, included, final.
    let transfer = signer.sign("Alice", 0, &signer.transfer("Bob", 1_000_000_000));
    let watched = watch(&mut connection, &transfer);
    let first = connection.notification(&watched);
    assert_eq!(first["method"], "author_extrinsicUpdate");
    assert_eq!(first["params"]["result"], "ready");
    assert_eq!(
        node.rpc("author_pendingExtrinsics", json!([])),
        json!([transfer])
    );
    for method in ["system_accountNextIndex", "account_nextIndex"] {
        assert_eq!(node.rpc(method, json!([address("Alice")])), 1);
    }
    let nonce = json!(["AccountNonceApi_account_nonce", hex_account("Alice")]);
    assert_eq!(node.rpc("state_call", nonce.clone()), "0x00000000");
    let block = seal(&node, true, Value::Null);
    assert_eq!(connection.next(&watched), json!({ "inBlock": block }));
    assert_eq!(connection.next(&watched), json!({ "finalized": block }));
    // Clients say goodbye after the last status, too, and need an answer.
    let gone = connection.result("author_unwatchExtrinsic", json!([watched]));
    assert!(gone.is_boolean(), "{gone}");
    assert_eq!(
        connection.result("author_unwatchExtrinsic", json!(["0x00"])),
        false
    );

    // Everything about that block answers: the extrinsic is found by its hash, its fee by its
    // events.
    assert_eq!(node.rpc("state_call", nonce), "0x01000000");
    let body = node.rpc("chain_getBlock", json!([block]));
    let body = body["block"]["extrinsics"].as_array().unwrap();
    let index = body
        .iter()
        .position(|bytes| hash_of(bytes.as_str().unwrap()) == hash_of(&transfer));
    let index = index.expect("it is in the block");
    assert_eq!(body[index], json!(transfer));
    let events = node.rpc("state_getStorageAt", json!([EVENTS, block]));
    let events = signer.codec.events(&unhex(&events)).unwrap();
    let own: Vec<&str> = events
        .iter()
        .filter(|event| event.phase == json!({ "ApplyExtrinsic": index }))
        .map(|event| event.event.as_str())
        .collect();
    assert_eq!(own.first(), Some(&"Withdraw"), "{own:?}");
    assert_eq!(
        own[own.len() - 2..],
        ["TransactionFeePaid", "ExtrinsicSuccess"],
        "{own:?}"
    );
    assert!(own.contains(&"Transfer"), "{own:?}");
    let paid = events
        .iter()
        .find(|event| event.event == "TransactionFeePaid")
        .unwrap();
    let fee = paid.fields["actual_fee"].as_u64().unwrap();

    // The estimate with a zero signature is what was paid.
    let unsigned = Signing {
        era: Era::Immortal,
        nonce: 0,
        tip_rao: 0,
        metadata_hash: None,
    };
    let call = signer.transfer("Bob", 1_000_000_000);
    let dummy = signer.assemble("Alice", &call, &[0; 64], &unsigned);
    let info = node.rpc("payment_queryInfo", json!([dummy]));
    assert_eq!(info["class"], "normal");
    assert!(
        info["weight"]["ref_time"].is_u64() && info["weight"]["proof_size"].is_u64(),
        "{info}"
    );
    assert_eq!(info["partialFee"], fee.to_string());
    let details = node.rpc("payment_queryFeeDetails", json!([dummy]));
    let part = |name: &str| {
        let text = details["inclusionFee"][name].as_str().unwrap().to_owned();
        u64::from_str_radix(text.trim_start_matches("0x"), 16).unwrap()
    };
    assert_eq!(part("baseFee"), 54_078);
    assert_eq!(part("lenFee"), unhex(&json!(dummy)).len() as u64);
    assert_eq!(
        part("baseFee") + part("lenFee") + part("adjustedWeightFee"),
        fee
    );
    let length = u32::try_from(unhex(&json!(dummy)).len())
        .unwrap()
        .to_le_bytes();
    let arguments = hex_text(&[unhex(&json!(dummy)), length.to_vec()].concat());
    let info = unhex(&node.rpc(
        "state_call",
        json!(["TransactionPaymentApi_query_info", arguments]),
    ));
    assert!(info.ends_with(&fee.to_le_bytes()));
    for method in ["system_dryRun", "system_dryRunAt"] {
        // Nonce 0 is used up: invalid, outdated.
        assert_eq!(node.rpc(method, json!([transfer])), "0x010003");
    }

    // A gap in the nonces waits for what fills it.
    let later = watch(
        &mut connection,
        &signer.sign("Bob", 1, &signer.remark("later")),
    );
    assert_eq!(connection.next(&later), "future");
    let sooner = watch(
        &mut connection,
        &signer.sign("Bob", 0, &signer.remark("sooner")),
    );
    assert_eq!(connection.next(&sooner), "ready");
    assert_eq!(connection.next(&later), "ready");
    let block = seal(&node, true, Value::Null);
    for id in [sooner, later] {
        assert_eq!(connection.next(&id), json!({ "inBlock": block }));
        assert_eq!(connection.next(&id), json!({ "finalized": block }));
    }

    // One of higher priority takes the place of another of the same nonce.
    let loser = watch(
        &mut connection,
        &signer.sign("Charlie", 0, &signer.remark("loser")),
    );
    assert_eq!(connection.next(&loser), "ready");
    let urgent = json!({ "netuid": 1, "burn_half_life": 10 });
    let urgent = signer.call("AdminUtils.sudo_set_burn_half_life", urgent);
    let winner = signer.sign("Charlie", 0, &urgent);
    node.rpc("author_submitExtrinsic", json!([winner]));
    assert_eq!(
        connection.next(&loser),
        json!({ "usurped": hash_of(&winner) })
    );
    seal(&node, true, Value::Null);

    // One that can no longer pay when its turn comes.
    // What is left is less than a fee.
    let balance = 1_999_999_700_000_u64;
    let spend = signer.transfer("Alice", balance);
    let last = watch(
        &mut connection,
        &signer.sign("Dave", 1, &signer.transfer("Alice", 1)),
    );
    assert_eq!(connection.next(&last), "future");
    let spent = watch(&mut connection, &signer.sign("Dave", 0, &spend));
    assert_eq!(connection.next(&spent), "ready");
    assert_eq!(connection.next(&last), "ready");
    seal(&node, true, Value::Null);
    assert_eq!(connection.next(&last), "invalid");
}

#[test]
fn a_fork_takes_an_extrinsic_back() {
    let node = node(&[]);
    let signer = Signer::of(&node);
    let root = seal(&node, true, Value::Null);
    let mut connection = Connection::open(&node.address, "/");
    let extrinsic = signer.sign("Alice", 0, &signer.remark("x"));
    let watched = connection.subscribe("author_submitAndWatchExtrinsic", json!([extrinsic]));
    assert_eq!(connection.next(&watched), "ready");
    let short = seal(&node, false, Value::Null);
    assert_eq!(connection.next(&watched), json!({ "inBlock": short }));
    // A longer branch from the block before.
    let rival = seal(&node, false, root.clone());
    let longer = seal(&node, false, rival);
    assert_eq!(node.rpc("chain_getBlockHash", json!([])), longer);
    assert_eq!(connection.next(&watched), json!({ "retracted": short }));
    // It is back in the pool, or in the longer branch already, and gets its block.
    let top = seal(&node, true, Value::Null);
    let mut seen = Vec::new();
    while seen.len() < 6
        && !matches!(seen.last(), Some(Value::Object(last)) if last.contains_key("finalized"))
    {
        seen.push(connection.next(&watched));
    }
    let last = seen.last().unwrap();
    assert!(last.get("finalized").is_some(), "{seen:?}, best {top}");
}

#[test]
fn subscriptions() {
    let node = node(&[]);
    let mut connection = Connection::open(&node.address, "/");
    let heads = [
        (
            "chain_subscribeNewHeads",
            "chain_unsubscribeNewHeads",
            "chain_newHead",
        ),
        (
            "chain_subscribeNewHead",
            "chain_unsubscribeNewHead",
            "chain_newHead",
        ),
        ("subscribe_newHead", "unsubscribe_newHead", "chain_newHead"),
        (
            "chain_subscribeFinalizedHeads",
            "chain_unsubscribeFinalizedHeads",
            "chain_finalizedHead",
        ),
        (
            "chain_subscribeFinalisedHeads",
            "chain_unsubscribeFinalisedHeads",
            "chain_finalizedHead",
        ),
        (
            "chain_subscribeAllHeads",
            "chain_unsubscribeAllHeads",
            "chain_allHead",
        ),
    ];
    let start = node.rpc("chain_getHeader", json!([]));
    let mut ids = Vec::new();
    for (subscribe, _, name) in heads {
        let id = connection.subscribe(subscribe, json!([]));
        // The present one at once.
        let first = connection.notification(&id);
        assert_eq!(first["jsonrpc"], "2.0");
        assert_eq!(first["method"], name);
        assert_eq!(first["params"]["result"], start, "{subscribe}");
        ids.push(id);
    }
    let versions = ["state", "chain"].map(|area| {
        let id = connection.subscribe(&format!("{area}_subscribeRuntimeVersion"), json!([]));
        let first = connection.notification(&id);
        assert_eq!(first["method"], "state_runtimeVersion");
        assert_eq!(
            first["params"]["result"],
            node.rpc("state_getRuntimeVersion", json!([]))
        );
        id
    });
    let unchanging = "0x00";
    let storage = connection.subscribe("state_subscribeStorage", json!([[NOW, unchanging]]));
    let first = connection.notification(&storage);
    assert_eq!(first["method"], "state_storage");
    let genesis = node.rpc("chain_getBlockHash", json!([0]));
    let changes = first["params"]["result"]["changes"]
        .as_array()
        .unwrap()
        .clone();
    assert_eq!(first["params"]["result"]["block"], genesis);
    assert_eq!(changes.len(), 2);
    assert!(changes.contains(&json!([unchanging, null])), "{changes:?}");

    let block = seal(&node, true, Value::Null);
    let header = node.rpc("chain_getHeader", json!([block]));
    for id in &ids {
        assert_eq!(connection.next(id), header);
    }
    // Only what changed.
    let change = connection.next(&storage);
    let now = node.rpc("state_getStorage", json!([NOW]));
    assert_eq!(change, json!({ "block": block, "changes": [[NOW, now]] }));

    // A block that is not final is a new head only.
    let block = seal(&node, false, Value::Null);
    let header = node.rpc("chain_getHeader", json!([block]));
    for (id, (_, _, name)) in ids.iter().zip(heads) {
        if name != "chain_finalizedHead" {
            assert_eq!(connection.next(id), header);
        }
    }

    // Unsubscribing: true once, false after.
    let all = ids
        .iter()
        .map(String::as_str)
        .zip(heads.map(|(_, unsubscribe, _)| unsubscribe));
    let others = [
        (versions[0].as_str(), "state_unsubscribeRuntimeVersion"),
        (versions[1].as_str(), "chain_unsubscribeRuntimeVersion"),
        (storage.as_str(), "state_unsubscribeStorage"),
    ];
    for (id, unsubscribe) in all.chain(others) {
        assert!(id.starts_with("0x"), "{id}");
        assert_eq!(
            connection.result(unsubscribe, json!([id])),
            true,
            "{unsubscribe}"
        );
        assert_eq!(
            connection.result(unsubscribe, json!([id])),
            false,
            "{unsubscribe}"
        );
    }
}
