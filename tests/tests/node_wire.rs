//! The wire, line by line: what existing clients send to a node, and what they expect back.

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
    signing::{Signer, address, hash_of, hex_text, unhex},
    websocket::{BINARY, Connection, TEXT},
};
use serde_json::{Value, json};
use std::{
    io::{Read, Write},
    net::TcpStream,
};
use taonet_client::codec::{ChainCodec, Era, Signing, header_hash};

/// `System.Number`, a key that every state but that of genesis has.
const NUMBER: &str = "0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac";
/// `System.Events`.
const EVENTS: &str = "0x26aa394eea5630e07c48ae0c9558cef780d41e5e16056765bc8461851072c9d7";
/// `Timestamp.Now`.
const NOW: &str = "0xf0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb";
/// A hash that no block has.
const NOWHERE: &str = "0x1111111111111111111111111111111111111111111111111111111111111111";
/// Largest request, in bytes.
const MAX_REQUEST_BYTES: usize = 15 * 1024 * 1024;

fn node(more: &[&str]) -> Node {
    let args = [
        "--dev",
        "--fast-blocks",
        "--sealing",
        "manual",
        "--rpc-port",
        "0",
    ];
    Node::start(&[&args, more].concat())
}

/// Seals a block with what is in the pool, and makes it final unless told otherwise.
fn seal(node: &Node, finalise: bool, parent: Value) -> Value {
    node.rpc("engine_createBlock", json!([true, finalise, parent]))["hash"].clone()
}

/// Sends bytes as an HTTP request body; the status line, the headers and the body of the answer.
fn http(address: &str, head: &str, body: &[u8]) -> (String, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    let length = body.len();
    write!(
        stream,
        "{head} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://localhost\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    // A server that refuses by the head alone may close before it has read the body.
    let _ = stream.write_all(body);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.to_lowercase(), body.to_owned())
}

fn post(address: &str, body: &str) -> Value {
    let (_, answer) = http(address, "POST /", body.as_bytes());
    serde_json::from_str(&answer).unwrap_or_else(|error| panic!("{error}: {answer}"))
}

#[track_caller]
fn assert_error(answer: &Value, code: i64, message: &str, data: Option<&str>) {
    let error = &answer["error"];
    assert_eq!(error["code"], code, "{answer}");
    let text = error["message"].as_str().unwrap();
    assert!(text.starts_with(message), "{answer}");
    match data {
        Some(data) => assert_eq!(error["data"], data, "{answer}"),
        None => assert!(error["data"].is_null(), "{answer}"),
    }
}

#[test]
fn transport() {
    let node = node(&[]);
    let address = node.address.as_str();

    // HTTP and WebSocket on the same port, at any path.
    let request = r#"{"jsonrpc":"2.0","id":1,"method":"system_chain","params":[]}"#;
    for path in ["/", "/rpc", "/any/path?x=1"] {
        let (head, body) = http(address, &format!("POST {path}"), request.as_bytes());
        assert!(head.starts_with("http/1.1 200"), "{head}");
        assert!(head.contains("access-control-allow-origin"), "{head}");
        assert!(body.contains("Bittensor"), "{body}");
        let mut connection = Connection::open(address, path);
        assert_eq!(connection.result("system_chain", json!([])), "Bittensor");
    }
    assert!(
        http(address, "GET /health", b"")
            .0
            .starts_with("http/1.1 200")
    );

    // The id comes back as it was sent.
    for id in [
        json!(1),
        json!("Zr1"),
        json!("1-1"),
        json!(9_007_199_254_740_993_u64),
    ] {
        let request = json!({ "jsonrpc": "2.0", "id": id, "method": "system_chain" });
        let answer = post(address, &request.to_string());
        assert_eq!(
            answer,
            json!({ "jsonrpc": "2.0", "id": id, "result": "Bittensor" })
        );
    }

    // Parameters: none, empty, null for an optional one.
    let genesis = node.rpc("chain_getBlockHash", json!([0]));
    for params in [None, Some(json!([])), Some(json!([null]))] {
        let mut request = json!({ "jsonrpc": "2.0", "id": 1, "method": "chain_getBlockHash" });
        if let Some(params) = params {
            request["params"] = params;
        }
        assert_eq!(post(address, &request.to_string())["result"], genesis);
    }

    // Errors of the protocol itself.
    assert_error(&post(address, "{\"jsonrpc\":"), -32700, "Parse error", None);
    assert_error(
        &post(address, r#"{"id":1,"method":"x"}"#),
        -32600,
        "Invalid request",
        None,
    );
    let answer = node.rpc_answer("no_such_method", json!([]));
    assert_error(&answer, -32601, "Method not found", None);
    for params in [json!(["0x12"]), json!([7.5]), json!([{}])] {
        let answer = node.rpc_answer("chain_getHeader", params);
        assert_eq!(answer["error"]["code"], -32602, "{answer}");
        assert_eq!(answer["error"]["message"], "Invalid params", "{answer}");
    }

    // Batches of any length, with bad ones among them.
    let one = |id: usize| json!({ "jsonrpc": "2.0", "id": id, "method": "system_chain" });
    let mut batch: Vec<Value> = (0..2_000).map(one).collect();
    batch.push(json!({ "jsonrpc": "2.0", "id": "bad", "method": "no_such_method" }));
    batch.push(json!(3));
    let answers = post(address, &Value::from(batch).to_string());
    let answers = answers.as_array().unwrap();
    assert_eq!(answers.len(), 2_002);
    let good = answers
        .iter()
        .filter(|answer| answer["result"] == "Bittensor")
        .count();
    assert_eq!(good, 2_000);
    let bad = answers.iter().find(|answer| answer["id"] == "bad").unwrap();
    assert_error(bad, -32601, "Method not found", None);

    // Many requests in flight, in text and binary frames, pings between them.
    let mut connection = Connection::open(address, "/");
    connection.ping(b"are you there");
    for id in 0..200 {
        let kind = if id % 2 == 0 { TEXT } else { BINARY };
        connection.send(kind, one(id).to_string().as_bytes());
    }
    let mut seen: Vec<u64> = (0..200)
        .map(|_| connection.receive()["id"].as_u64().unwrap())
        .collect();
    seen.sort_unstable();
    assert_eq!(seen, (0..200).collect::<Vec<u64>>());
    connection.send(TEXT, b"{\"jsonrpc\":");
    assert_error(&connection.receive(), -32700, "Parse error", None);
    assert_eq!(connection.result("system_chain", json!([])), "Bittensor");
}

#[test]
fn both_addresses_of_this_machine_answer() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port().to_string();
    drop(free);
    let node = Node::start(&["--dev", "--sealing", "manual", "--rpc-port", &port]);
    // Clients resolve `localhost` to either, and some take the first answer only.
    for host in ["127.0.0.1", "[::1]"] {
        let address = format!("{host}:{port}");
        assert!(node.addresses.contains(&address), "{:?}", node.addresses);
        let mut connection = Connection::open(&address, "/");
        assert_eq!(connection.result("system_chain", json!([])), "Bittensor");
    }
}

#[test]
fn sizes() {
    let node = node(&[]);
    let address = node.address.as_str();
    let padded = |length: usize| {
        let start = r#"{"jsonrpc":"2.0","id":1,"method":"system_chain","params":[]"#;
        format!("{start}{}}}", " ".repeat(length - start.len() - 1))
    };
    let large = padded(MAX_REQUEST_BYTES);
    assert!(
        http(address, "POST /", large.as_bytes())
            .1
            .contains("Bittensor")
    );
    let mut connection = Connection::open(address, "/");
    connection.send(TEXT, large.as_bytes());
    assert_eq!(connection.receive()["result"], "Bittensor");

    let too_large = padded(MAX_REQUEST_BYTES + 1);
    let (head, _) = http(address, "POST /", too_large.as_bytes());
    assert!(head.starts_with("http/1.1 413"), "{head}");
    connection.send(TEXT, too_large.as_bytes());
    let answer = connection.receive();
    assert!(
        answer["error"]["code"].is_i64() && answer["result"].is_null(),
        "{answer}"
    );
    // The refusal concerns the request, not the connection.
    assert_eq!(connection.result("system_chain", json!([])), "Bittensor");

    // Long answers arrive whole: metadata has some hundred thousand digits.
    let metadata = connection.result("state_getMetadata", json!([]));
    assert!(metadata.as_str().unwrap().len() > 200_000);
}

#[test]
fn requests_about_the_chain() {
    let node = node(&[]);
    let genesis = node.rpc("chain_getBlockHash", json!([0]));
    let first = seal(&node, true, Value::Null);
    let second = seal(&node, true, Value::Null);

    let methods = node.rpc("rpc_methods", json!([]))["methods"].clone();
    let methods: Vec<&str> = methods
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert!(methods.is_sorted(), "{methods:?}");
    for method in include_str!("node_wire_methods.txt").split_whitespace() {
        assert!(methods.contains(&method), "{method} is not served");
    }
    for absent in [
        "grandpa_",
        "txpool_",
        "sync_state",
        "eth_",
        "babe_",
        "statement_",
        "mixnet_",
    ] {
        assert!(
            !methods.iter().any(|method| method.starts_with(absent)),
            "{absent}"
        );
    }

    assert_eq!(node.rpc("system_chain", json!([])), "Bittensor");
    assert_eq!(node.rpc("system_chainType", json!([])), "Local");
    assert_eq!(node.rpc("system_name", json!([])), "Subtensor Node");
    assert!(node.rpc("system_version", json!([])).is_string());
    assert_eq!(
        node.rpc("system_properties", json!([])),
        json!({ "isEthereum": false, "ss58Format": 42, "tokenDecimals": 9, "tokenSymbol": "TAO" })
    );
    assert_eq!(
        node.rpc("system_health", json!([])),
        json!({ "peers": 0, "isSyncing": false, "shouldHavePeers": false })
    );

    // Hashes of blocks, under both names.
    for method in ["chain_getBlockHash", "chain_getHead"] {
        for (params, expected) in [
            (json!([]), second.clone()),
            (json!([null]), second.clone()),
            (json!([1]), first.clone()),
            (json!(["0x1"]), first.clone()),
            (json!([99]), Value::Null),
            (json!([[0, "0x2", 99]]), json!([genesis, second, null])),
        ] {
            assert_eq!(
                node.rpc(method, params.clone()),
                expected,
                "{method} {params}"
            );
        }
    }
    for method in ["chain_getFinalizedHead", "chain_getFinalisedHead"] {
        assert_eq!(node.rpc(method, json!([])), second);
    }

    // Headers and blocks.
    let header = node.rpc("chain_getHeader", json!([second]));
    assert_eq!(node.rpc("chain_getHeader", json!([])), header);
    assert_eq!(node.rpc("chain_getHeader", json!([null])), header);
    assert_eq!(node.rpc("chain_getHeader", json!([NOWHERE])), Value::Null);
    assert_eq!(node.rpc("chain_getBlock", json!([NOWHERE])), Value::Null);
    let members: Vec<&String> = header.as_object().unwrap().keys().collect();
    assert_eq!(
        members,
        [
            "digest",
            "extrinsicsRoot",
            "number",
            "parentHash",
            "stateRoot"
        ]
    );
    assert_eq!(
        (&header["number"], &header["parentHash"]),
        (&json!("0x2"), &first)
    );
    assert_eq!(header_hash(&header).unwrap().to_vec(), unhex(&second));
    let logs = header["digest"]["logs"].as_array().unwrap();
    assert!(
        logs[0].as_str().unwrap().starts_with("0x0661757261"),
        "{logs:?}"
    );
    assert!(
        logs.last()
            .unwrap()
            .as_str()
            .unwrap()
            .starts_with("0x0561757261"),
        "{logs:?}"
    );
    let start = node.rpc("chain_getHeader", json!([genesis]));
    assert_eq!(
        (&start["number"], &start["parentHash"]),
        (&json!("0x0"), &json!(format!("0x{}", "0".repeat(64))))
    );
    let block = node.rpc("chain_getBlock", json!([second]));
    assert_eq!(node.rpc("chain_getBlock", json!([])), block);
    assert_eq!(block["block"]["header"], header);
    assert!(block.get("justifications").is_some());
    let codec = Signer::of(&node).codec;
    let clock = &block["block"]["extrinsics"][0];
    let clock = codec.extrinsic(&unhex(clock)).unwrap();
    assert_eq!(
        (clock.pallet.as_str(), clock.call.as_str()),
        ("Timestamp", "set")
    );
    assert_eq!(clock.arguments["now"], 500);

    // The version, under both names.
    let version = node.rpc("state_getRuntimeVersion", json!([]));
    assert_eq!(node.rpc("chain_getRuntimeVersion", json!([first])), version);
    assert_eq!(
        (&version["specName"], &version["implName"]),
        (&json!("node-subtensor"), &json!("node-subtensor"))
    );
    for (name, value) in [
        ("authoringVersion", 1),
        ("specVersion", 425),
        ("implVersion", 1),
        ("transactionVersion", 1),
        ("systemVersion", 1),
        ("stateVersion", 1),
    ] {
        assert_eq!(version[name], value, "{name}");
    }
    let apis = version["apis"].as_array().unwrap();
    assert!(apis.contains(&json!(["0xdf6acb689907609b", 5])), "{apis:?}");
    assert!(apis.contains(&json!(["0x8375104b299b74c5", 2])), "{apis:?}");
}

#[test]
fn requests_about_the_state() {
    let node = node(&[]);
    let genesis = node.rpc("chain_getBlockHash", json!([0]));
    let best = seal(&node, true, Value::Null);
    let bare = NUMBER.trim_start_matches("0x");

    for method in ["state_getStorage", "state_getStorageAt"] {
        for (params, expected) in [
            (json!([NUMBER]), json!("0x01000000")),
            (json!([bare, null]), json!("0x01000000")),
            (json!([NUMBER, genesis]), Value::Null),
            (json!(["0x"]), Value::Null),
            (json!([""]), Value::Null),
        ] {
            assert_eq!(
                node.rpc(method, params.clone()),
                expected,
                "{method} {params}"
            );
        }
        let answer = node.rpc_answer(method, json!([NUMBER, NOWHERE]));
        assert_error(&answer, 4003, "Client error: UnknownBlock: ", None);
    }
    assert_eq!(node.rpc("state_getStorageSize", json!([NUMBER])), 4);
    assert_eq!(
        node.rpc("state_getStorageSize", json!(["0x00"])),
        Value::Null
    );
    // blake2b-256 of 01000000.
    assert_eq!(
        node.rpc("state_getStorageHash", json!([NUMBER])),
        hex_text(&ChainCodec::extrinsic_hash(&[1, 0, 0, 0]))
    );
    // One entry for each key asked for, in order.
    for (keys, changes) in [
        (
            json!([NUMBER, "0x00"]),
            json!([[NUMBER, "0x01000000"], ["0x00", null]]),
        ),
        (
            json!(["0x00", NUMBER]),
            json!([["0x00", null], [NUMBER, "0x01000000"]]),
        ),
    ] {
        assert_eq!(
            node.rpc("state_queryStorageAt", json!([keys, best])),
            json!([{ "block": best, "changes": changes }])
        );
    }

    // Pages of keys are rising, complete, and without the start key.
    let prefix = &NUMBER[..34];
    let all = node.rpc("state_getKeys", json!([prefix]));
    let all = all.as_array().unwrap();
    assert!(
        all.len() > 8
            && all
                .iter()
                .all(|key| key.as_str().unwrap().starts_with(prefix))
    );
    for method in ["state_getKeysPaged", "state_getKeysPagedAt"] {
        let mut paged: Vec<Value> = Vec::new();
        loop {
            let start = paged.last().cloned().unwrap_or_else(|| prefix.into());
            let page = node.rpc(method, json!([prefix, 3, start]));
            let page = page.as_array().unwrap();
            assert!(page.len() <= 3);
            if page.is_empty() {
                break;
            }
            paged.extend_from_slice(page);
        }
        assert_eq!(&paged, all);
        assert!(paged.is_sorted_by_key(Value::to_string));
        let answer = node.rpc_answer(method, json!([prefix, 1_001, prefix]));
        assert_error(
            &answer,
            4002,
            "count exceeds maximum value. value: 1001, max: 1000",
            None,
        );
    }
    let proof = node.rpc("state_getReadProof", json!([[NUMBER], best]));
    assert_eq!(proof["at"], best);
    assert!(!proof["proof"].as_array().unwrap().is_empty());

    // Runtime calls: arguments with or without prefix.
    for method in ["state_call", "state_callAt"] {
        let versions = node.rpc(method, json!(["Metadata_metadata_versions", ""]));
        assert_eq!(versions, "0x0c0e0000000f00000010000000");
        let metadata = node.rpc(method, json!(["Metadata_metadata_at_version", "0f000000"]));
        assert_eq!(metadata.as_str().unwrap()[..4], *"0x01");
        assert!(metadata.as_str().unwrap()[4..].contains("6d6574610f"));
        let none = node.rpc(
            method,
            json!(["Metadata_metadata_at_version", "0x63000000", best]),
        );
        assert_eq!(none, "0x00");
        let answer = node.rpc_answer(method, json!(["Core_version", "0x", NOWHERE]));
        assert_error(&answer, 4003, "Client error: UnknownBlock: ", None);
        let answer = node.rpc_answer(method, json!(["Metadata_other", "0x"]));
        let text = "Client error: Execution failed: Other: Exported method Metadata_other is not \
                    found";
        assert_error(&answer, 4003, text, None);
        let answer = node.rpc_answer(method, json!(["Core_initialize_block", "0x00"]));
        let text = "Client error: Execution failed: Execution aborted due to trap: ";
        assert_error(&answer, 4003, text, None);
    }

    // Metadata of version 14, and the account as its first type.
    let metadata = node.rpc("state_getMetadata", json!([]));
    let v14 = unhex(&metadata);
    assert_eq!(v14[..5], *b"meta\x0e");
    assert_eq!(node.rpc("state_getMetadata", json!([genesis])), metadata);
    // A library takes the type number 0 for the account, in both versions it reads.
    let v15 = json!(["Metadata_metadata_at_version", "0x0f000000"]);
    let v15 = unhex(&node.rpc("state_call", v15)).split_off(5);
    for metadata in [v14, v15] {
        // Count of types (two bytes), number 0, a path of three parts.
        assert_eq!(metadata[7..9], [0, 12]);
        let path = String::from_utf8_lossy(&metadata[9..40]);
        assert!(
            path.contains("sp_core") && path.contains("AccountId32"),
            "{path}"
        );
    }
}

#[test]
fn states_that_are_gone_are_named() {
    let node = node(&["--state-pruning", "4", "--blocks-pruning", "archive"]);
    let first = seal(&node, true, Value::Null);
    for _ in 0..12 {
        seal(&node, true, Value::Null);
    }
    let digits = first.as_str().unwrap();
    let answer = node.rpc_answer("state_getStorage", json!([NUMBER, first]));
    let text = format!("Client error: UnknownBlock: State already discarded for {digits}");
    assert_error(&answer, 4003, &text, None);
    let answer = node.rpc_answer("state_call", json!(["Core_version", "0x", first]));
    assert_error(&answer, 4003, &text, None);
    // The block itself is still there.
    assert_eq!(node.rpc("chain_getHeader", json!([first]))["number"], "0x1");
    assert_eq!(node.rpc("chain_getBlockHash", json!([1])), first);
}

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
        // What was found invalid is not looked at again for a while.
        assert_error(
            &watch(extrinsic),
            1012,
            "Transaction is temporarily banned",
            None,
        );
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
    assert_error(
        &submit(&once),
        1012,
        "Transaction is temporarily banned",
        None,
    );

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
        let again = submit(&garbage);
        assert_error(&again, 1012, "Transaction is temporarily banned", None);
    }
    for no_list in ["0x", "0x280402"] {
        assert_eq!(submit(no_list)["error"]["code"], 1040);
    }
    assert_eq!(submit("nonsense")["error"]["code"], -32602);
    assert!(node.terminate().0.success());
    let log = node.rest_of_log();
    assert!(!log.contains("panicked") && !log.contains("bug"), "{log}");
    assert!(log.lines().count() < 120, "{log}");
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
    let balance = 1_999_999_000_000_u64;
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

fn hex_account(name: &str) -> String {
    hex_text(
        &taonet_wallet::PublicKey::from_ss58(&address(name))
            .unwrap()
            .bytes(),
    )
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

#[test]
fn the_new_api_is_whole() {
    let node = node(&[]);
    let mut connection = Connection::open(&node.address, "/");
    let genesis = node.rpc("chain_getBlockHash", json!([0]));
    assert_eq!(
        connection.result("chainSpec_v1_chainName", json!([])),
        "Bittensor"
    );
    assert_eq!(
        connection.result("chainSpec_v1_genesisHash", json!([])),
        genesis
    );
    assert_eq!(
        connection.result("chainSpec_v1_properties", json!([]))["tokenSymbol"],
        "TAO"
    );
    let follow = connection.subscribe("chainHead_v1_follow", json!([true]));
    let first = connection.next(&follow);
    assert_eq!(first["event"], "initialized");
    assert_eq!(first["finalizedBlockHashes"], json!([genesis]));
    let header = connection.result("chainHead_v1_header", json!([follow, genesis]));
    assert!(
        header
            .as_str()
            .unwrap()
            .starts_with(&format!("0x{}", "0".repeat(64)))
    );
    let call = json!([follow, genesis, "Core_version", "0x"]);
    assert_eq!(
        connection.result("chainHead_v1_call", call)["result"],
        "started"
    );
    assert_eq!(
        connection.result("archive_v1_genesisHash", json!([])),
        genesis
    );
    let height = connection.result("archive_v1_finalizedHeight", json!([]));
    assert_eq!(height, 0);
    connection.result("chainHead_v1_unfollow", json!([follow]));
}

#[test]
fn the_projects_own_methods() {
    let node = node(&[]);
    seal(&node, true, Value::Null);
    let best = node.rpc("chain_getBlockHash", json!([]));
    let alice = address("Alice");
    let account: Vec<u8> = unhex(&json!(hex_account("Alice")));
    let state_call = |api: &str, method: &str, arguments: &[u8]| {
        let params = json!([format!("{api}_{method}"), hex_text(arguments)]);
        unhex(&node.rpc("state_call", params))
    };
    let one = [1, 0];
    let subnets = "SubnetInfoRuntimeApi";
    let with_account = [account.as_slice(), &one].concat();
    let amount = [one.as_slice(), &1_000_000_u64.to_le_bytes()].concat();
    let list = [&one, [8, 0, 0, 52, 0].as_slice()].concat();
    let mechanism_list = [&[1, 0, 0], [8, 0, 0, 52, 0].as_slice()].concat();
    let neurons = "NeuronInfoRuntimeApi";
    let delegates = "DelegateInfoRuntimeApi";
    let swap = "SwapRuntimeApi";
    #[rustfmt::skip]
    let methods: [(&str, Value, &str, &str, &[u8]); 28] = [
        ("delegateInfo_getDelegates", json!([]), delegates, "get_delegates", &[]),
        ("delegateInfo_getDelegate", json!([account]), delegates, "get_delegate", &account),
        ("delegateInfo_getDelegated", json!([account]), delegates, "get_delegated", &account),
        ("neuronInfo_getNeuronsLite", json!([1]), neurons, "get_neurons_lite", &one),
        ("neuronInfo_getNeuronLite", json!([1, 0]), neurons, "get_neuron_lite", &[1, 0, 0, 0]),
        ("neuronInfo_getNeurons", json!([1]), neurons, "get_neurons", &one),
        ("neuronInfo_getNeuron", json!([1, 0]), neurons, "get_neuron", &[1, 0, 0, 0]),
        ("subnetInfo_getSubnetInfo", json!([1]), subnets, "get_subnet_info", &one),
        ("subnetInfo_getSubnetsInfo", json!([]), subnets, "get_subnets_info", &[]),
        ("subnetInfo_getSubnetInfo_v2", json!([1]), subnets, "get_subnet_info_v2", &one),
        ("subnetInfo_getSubnetsInfo_v2", json!([]), subnets, "get_subnets_info_v2", &[]),
        ("subnetInfo_getSubnetHyperparams", json!([1]), subnets, "get_subnet_hyperparams", &one),
        ("subnetInfo_getSubnetHyperparamsV2", json!([1]), subnets, "get_subnet_hyperparams_v2", &one),
        ("subnetInfo_getAllDynamicInfo", json!([]), subnets, "get_all_dynamic_info", &[]),
        ("subnetInfo_getDynamicInfo", json!([1]), subnets, "get_dynamic_info", &one),
        ("subnetInfo_getAllMetagraphs", json!([]), subnets, "get_all_metagraphs", &[]),
        ("subnetInfo_getMetagraph", json!([1]), subnets, "get_metagraph", &one),
        ("subnetInfo_getAllMechagraphs", json!([]), subnets, "get_all_mechagraphs", &[]),
        ("subnetInfo_getMechagraph", json!([1, 0]), subnets, "get_mechagraph", &[1, 0, 0]),
        ("subnetInfo_getSubnetState", json!([1]), subnets, "get_subnet_state", &one),
        ("subnetInfo_getSelectiveMetagraph", json!([1, [0, 52]]), subnets, "get_selective_metagraph", &list),
        ("subnetInfo_getColdkeyAutoStakeHotkey", json!([alice, 1]), subnets, "get_coldkey_auto_stake_hotkey", &with_account),
        ("subnetInfo_getSelectiveMechagraph", json!([1, 0, [0, 52]]), subnets, "get_selective_mechagraph", &mechanism_list),
        ("subnetInfo_getSubnetAccountId", json!([1]), subnets, "get_subnet_account_id", &one),
        ("stakeInfo_getColdkeyLock", json!([alice, 1]), "StakeInfoRuntimeApi", "get_coldkey_lock", &with_account),
        ("swap_simSwapTaoForAlpha", json!([1, 1_000_000]), swap, "sim_swap_tao_for_alpha", &amount),
        ("swap_simSwapAlphaForTao", json!([1, 1_000_000]), swap, "sim_swap_alpha_for_tao", &amount),
        ("subnetInfo_getMetagraph", json!([77]), subnets, "get_metagraph", &[77, 0]),
    ];
    for (method, params, api, call, arguments) in methods {
        let expected = json!(state_call(api, call, arguments));
        assert_eq!(node.rpc(method, params.clone()), expected, "{method}");
        // The block comes last, and may be null.
        let mut params = params;
        for at in [best.clone(), Value::Null] {
            params.as_array_mut().unwrap().push(at);
            assert_eq!(node.rpc(method, params.clone()), expected, "{method}");
            params.as_array_mut().unwrap().pop();
        }
        params.as_array_mut().unwrap().push(json!(NOWHERE));
        let answer = node.rpc_answer(method, params);
        assert_eq!(answer["error"]["code"], 1, "{method}: {answer}");
        assert!(answer["error"]["message"].is_string());
    }
    // Those that answer with plain values.
    assert!(
        node.rpc("subnetInfo_getLockCost", json!([]))
            .as_u64()
            .unwrap()
            > 0
    );
    let to_prune = node.rpc("subnetInfo_getSubnetToPrune", json!([]));
    assert!(to_prune.is_null() || to_prune.is_u64(), "{to_prune}");
    let price = node.rpc("swap_currentAlphaPrice", json!([1]));
    assert_eq!(price, 1_000_000_000_u64);
    let prices = node.rpc("swap_currentAlphaPriceAll", json!([]));
    assert!(
        prices
            .as_array()
            .unwrap()
            .contains(&json!({ "netuid": 1, "price": price }))
    );
    for (method, params) in [
        ("delegateInfo_getDelegate", json!([[1, 2, 3]])),
        (
            "subnetInfo_getColdkeyAutoStakeHotkey",
            json!(["5nonsense", 1]),
        ),
        ("neuronInfo_getNeuron", json!([1])),
        ("neuronInfo_getNeuron", json!([65_536, 1])),
    ] {
        let answer = node.rpc_answer(method, params);
        assert_eq!(answer["error"]["code"], -32602, "{answer}");
    }
}

#[test]
fn keys_of_the_node() {
    let node = node(&[]);
    let rotated = node.rpc("author_rotateKeys", json!([]));
    assert_eq!(unhex(&rotated).len(), 64);
    assert_eq!(node.rpc("author_hasSessionKeys", json!([rotated])), true);
    let aura = &rotated.as_str().unwrap()[..66];
    assert_eq!(node.rpc("author_hasKey", json!([aura, "aura"])), true);
    let bob = hex_account("Bob");
    assert_eq!(node.rpc("author_hasKey", json!([bob, "aura"])), false);
    node.rpc("author_insertKey", json!(["aura", "//Bob", bob]));
    assert_eq!(node.rpc("author_hasKey", json!([bob, "aura"])), true);
}
