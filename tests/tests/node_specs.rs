//! Chain specs, keys and the tools around a stopped node.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod node_support;

use node_support::{
    Node, binary,
    signing::{Signer, address},
    text,
};
use serde_json::{Value, json};
use std::{
    path::Path,
    process::{Command, Output},
};

/// Runs a subcommand to its end.
fn run(args: &[&str]) -> Output {
    Command::new(binary())
        .arg("node")
        .args(args)
        .output()
        .unwrap()
}

/// Runs a subcommand that has to work; its standard output.
#[track_caller]
fn output(args: &[&str]) -> String {
    let output = run(args);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

fn spec(args: &[&str]) -> Value {
    serde_json::from_str(&output(args)).unwrap()
}

/// Flags of a node that seals by hand and keeps its chain.
fn kept<'a>(chain: &'a str, base_path: &'a Path, more: &[&'a str]) -> Vec<&'a str> {
    let flags = [
        "--chain",
        chain,
        "--sealing",
        "manual",
        "--rpc-port",
        "0",
        "--base-path",
        text(base_path),
    ];
    [&flags, more].concat()
}

fn genesis(node: &Node) -> Value {
    node.rpc("chain_getBlockHash", json!([0]))
}

#[test]
fn a_written_spec_starts_the_same_chain() {
    let folder = tempfile::tempdir().unwrap();
    for (chain, fast, seed) in [("dev", true, "//One"), ("local", false, "//Two")] {
        let pace: &[&str] = if fast { &["--fast-blocks"] } else { &[] };
        let by_name = kept(chain, &folder.path().join(format!("{chain}-name")), pace)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>();
        let by_name: Vec<&str> = by_name.iter().map(String::as_str).collect();
        let expected = genesis(&Node::start(&by_name));

        // Raw or not, a spec holds the state itself: the runtime is compiled in.
        for (number, more) in [&[][..], &["--raw"]].iter().enumerate() {
            let args = [&["build-spec", "--chain", chain], pace, *more].concat();
            let json = output(&args);
            let spec: Value = serde_json::from_str(&json).unwrap();
            assert_eq!(
                (&spec["name"], &spec["id"]),
                (&json!("Bittensor"), &json!("bittensor"))
            );
            assert_eq!(spec["protocolId"], "bittensor");
            assert_eq!(spec["chainType"], "Local");
            assert!(spec["genesis"]["raw"]["top"].is_object());
            let file = folder.path().join(format!("{chain}-{number}.json"));
            std::fs::write(&file, json).unwrap();
            let base = folder.path().join(format!("{chain}-{number}"));
            // The file carries the pace: no flag.
            let node = Node::start(&kept(text(&file), &base, &[]));
            assert_eq!(genesis(&node), expected, "{chain}");
            let properties = node.rpc("system_properties", json!([]));
            assert_eq!(properties["tokenSymbol"], "TAO");
        }
        // Its authorities are those of the preset.
        let inspected: Value =
            serde_json::from_str(&output(&["key", "inspect", seed, "--output-type", "json"]))
                .unwrap();
        let spec = spec(&[&["build-spec", "--chain", chain, "--raw"], pace].concat());
        let aura = "0x57f8dc2f5ab09467896f47300f0424385e0621c4869aa60c02be9adcc98a0d1d";
        let authorities = spec["genesis"]["raw"]["top"][aura]
            .as_str()
            .unwrap()
            .to_owned();
        assert_eq!(
            authorities.len(),
            2 + 2 + if chain == "dev" { 64 } else { 192 }
        );
        let key = inspected["publicKey"]
            .as_str()
            .unwrap()
            .trim_start_matches("0x");
        assert!(authorities.contains(key), "{authorities}");
    }
}

#[test]
fn chains_move_from_one_folder_to_another() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    let mut node = Node::start(&kept("dev", &first, &["--fast-blocks"]));
    let signer = Signer::of(&node);
    for nonce in 0..6 {
        let transfer = signer.sign("Alice", nonce, &signer.transfer("Ghost", 1_000_000_000));
        node.rpc("author_submitExtrinsic", json!([transfer]));
        node.rpc("engine_createBlock", json!([true, true, null]));
    }
    let top = node.rpc("chain_getBlockHash", json!([6]));
    assert!(node.terminate().0.success());
    let at = |base: &Path, command: &str, more: &[&str]| {
        let flags = ["--chain", "dev", "--fast-blocks", "--base-path", text(base)];
        output(&[&[command], flags.as_slice(), more].concat())
    };

    // Blocks, as bytes, into another database.
    let blocks = folder.path().join("blocks");
    let written = run(&[
        "export-blocks",
        "--chain",
        "dev",
        "--fast-blocks",
        "--base-path",
        text(&first),
        "--binary",
        text(&blocks),
    ]);
    assert!(written.status.success(), "{written:?}");
    at(&second, "import-blocks", &["--binary", text(&blocks)]);
    let mut node = Node::start(&kept("dev", &second, &["--fast-blocks"]));
    assert_eq!(node.rpc("chain_getBlockHash", json!([6])), top);
    assert!(node.terminate().0.success());
    at(&first, "check-block", &["3"]);
    let info = at(&first, "chain-info", &[]);
    assert!(info.contains('6'), "{info}");

    // The state after a block as the genesis of another chain.
    let exported = folder.path().join("exported.json");
    std::fs::write(&exported, at(&first, "export-state", &["4"])).unwrap();
    let node = Node::start(&kept(text(&exported), &folder.path().join("third"), &[]));
    let nonce = node.rpc("system_accountNextIndex", json!([address("Alice")]));
    assert_eq!(nonce, 4);
    drop(node);

    // The same under other authorities and another sudo key, and it makes blocks.
    let forked = folder.path().join("forked.json");
    at(
        &first,
        "build-patched-spec",
        &[
            "--validators",
            "bob,alice",
            "--block",
            "5",
            "--output",
            text(&forked),
        ],
    );
    let mut node = Node::start(&kept(
        text(&forked),
        &folder.path().join("fourth"),
        &["--bob", "--unsafe-force-node-key-generation"],
    ));
    assert_ne!(genesis(&node), top);
    let nonce = node.rpc("system_accountNextIndex", json!([address("Alice")]));
    assert_eq!(nonce, 5);
    let sudo = "0x5c0d1176a568c1f92944340dbfed9e9c530ebca703c85910e7164cb7d1c9e47b";
    let key = node.rpc("state_getStorage", json!([sudo]));
    let inspected = output(&["key", "inspect", "//Bob", "--output-type", "json"]);
    let inspected: Value = serde_json::from_str(&inspected).unwrap();
    assert_eq!(key, inspected["publicKey"]);
    let signer = Signer::of(&node);
    // The state still names the genesis of the original until the first block.
    node.rpc("engine_createBlock", json!([true, true, null]));
    let transfer = signer.sign("Alice", 5, &signer.transfer("Ghost", 1_000_000_000));
    node.rpc("author_submitExtrinsic", json!([transfer]));
    let sealed = node.rpc("engine_createBlock", json!([true, true, null]));
    assert!(sealed["hash"].is_string(), "{sealed}");
    let nonce = node.rpc("system_accountNextIndex", json!([address("Alice")]));
    assert_eq!(nonce, 6);
    assert!(node.terminate().0.success());

    // Back to an earlier block is only possible above what is final; here all is.
    at(&first, "revert", &["2"]);
    at(&first, "purge-chain", &["-y"]);
    let node = Node::start(&kept("dev", &first, &["--fast-blocks"]));
    assert_eq!(node.best(), 0);
}

#[test]
fn keys_are_made_inspected_and_inserted() {
    let folder = tempfile::tempdir().unwrap();
    let base = folder.path().join("node");
    let made: Value =
        serde_json::from_str(&output(&["key", "generate", "--output-type", "json"])).unwrap();
    let phrase = made["secretPhrase"].as_str().unwrap();
    assert_eq!(phrase.split(' ').count(), 12);
    let again: Value = serde_json::from_str(&output(&[
        "key",
        "inspect",
        phrase,
        "--output-type",
        "json",
    ]))
    .unwrap();
    assert_eq!(again["ss58Address"], made["ss58Address"]);

    let node_key = folder.path().join("node-key");
    output(&[
        "key",
        "generate-node-key",
        "--chain",
        "local",
        "--file",
        text(&node_key),
    ]);
    let peer = output(&["key", "inspect-node-key", "--file", text(&node_key)]);
    assert!(peer.trim().starts_with("12D3Koo"), "{peer}");

    for (kind, scheme) in [("aura", "sr25519"), ("gran", "ed25519")] {
        output(&[
            "key",
            "insert",
            "--chain",
            "local",
            "--base-path",
            text(&base),
            "--key-type",
            kind,
            "--scheme",
            scheme,
            "--suri",
            "//Three",
        ]);
    }
    let node = Node::start(&[
        "--chain",
        "local",
        "--sealing",
        "manual",
        "--rpc-port",
        "0",
        "--base-path",
        text(&base),
        "--node-key-file",
        text(&node_key),
    ]);
    assert_eq!(node.rpc("system_localPeerId", json!([])), peer.trim());
    for (kind, scheme) in [("aura", "sr25519"), ("gran", "ed25519")] {
        let args = [
            "key",
            "inspect",
            "//Three",
            "--scheme",
            scheme,
            "--output-type",
            "json",
        ];
        let key: Value = serde_json::from_str(&output(&args)).unwrap();
        assert_eq!(
            node.rpc("author_hasKey", json!([key["publicKey"], kind])),
            true,
            "{kind}"
        );
    }
}

#[test]
fn a_wallet_of_the_environment_is_endowed() {
    let wallet = address("Somebody");
    let build = |wallet: &str| {
        Command::new(binary())
            .args(["node", "build-spec", "--chain", "local", "--raw"])
            .env("BT_DEFAULT_TOKEN_WALLET", wallet)
            .output()
            .unwrap()
    };
    let spec: Value = serde_json::from_slice(&build(&wallet).stdout).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("spec.json");
    std::fs::write(&file, spec.to_string()).unwrap();
    let node = Node::start(&kept(text(&file), &folder.path().join("base"), &[]));
    let codec = Signer::of(&node).codec;
    let key = codec
        .storage_key("System", "Account", &[json!(wallet)])
        .unwrap();
    let key = node_support::signing::hex_text(&key);
    let account = node_support::signing::unhex(&node.rpc("state_getStorage", json!([key])));
    let account = codec
        .storage_value("System", "Account", Some(&account))
        .unwrap();
    assert_eq!(account["data"]["free"], 1_000_000_000_000_000_u64);

    let refused = build("nonsense");
    assert!(!refused.status.success());
    let errors = String::from_utf8_lossy(&refused.stderr);
    assert!(errors.contains("BT_DEFAULT_TOKEN_WALLET"), "{errors}");
}

#[test]
fn a_way_of_synchronising_that_does_not_exist_is_named() {
    let refused = run(&["--dev", "--sync", "fast", "--rpc-port", "0"]);
    assert_eq!(refused.status.code(), Some(1));
    let errors = String::from_utf8_lossy(&refused.stderr);
    assert!(errors.contains("--sync full or --sync warp"), "{errors}");
}
