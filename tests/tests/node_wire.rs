//! The wire, line by line: what existing clients send to a node, and what they expect back.
//! Submission and subscriptions: `node_submission.rs`.

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
    signing::{Signer, address, hex_account, hex_text, unhex},
    websocket::{BINARY, Connection, TEXT},
};
use serde_json::{Value, json};
use std::{
    io::{Read, Write},
    net::TcpStream,
};
use taonet_client::codec::{ChainCodec, header_hash};

/// `System.Number`, a key that every state but that of genesis has.
const NUMBER: &str = "0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac";
/// A hash that no block has.
const NOWHERE: &str = "0x1111111111111111111111111111111111111111111111111111111111111111";
/// Largest request, in bytes.
const MAX_REQUEST_BYTES: usize = 15 * 1024 * 1024;

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
