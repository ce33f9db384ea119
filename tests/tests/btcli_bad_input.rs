//! What `btcli` does with what cannot be done: one JSON document with cause and remedy, and a status
//! that scripts can rely on: 1 for failures, 2 for command lines that make no sense.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod btcli_support;
mod network_support;
mod node_support;

use std::net::TcpListener;

use btcli_support::{Answer, Cli, answer, chain};
use network_support::run;
use serde_json::Value;

/// The text of a failure, whatever the command calls it.
fn message(document: &Value) -> String {
    let names = ["error", "err_msg", "message", "msg"];
    let found = names.iter().find_map(|name| document[*name].as_str());
    match found {
        Some(text) => text.to_owned(),
        None => document["error_messages"].to_string(),
    }
}

/// It failed with this status; cause and remedy are in the text.
#[track_caller]
fn failed(answer: &Answer, status: i32, cause: &str, remedy: &str) {
    assert_eq!(answer.status, status, "{answer:?}");
    let said = message(&answer.document);
    for part in [cause, remedy] {
        assert!(
            said.to_lowercase().contains(&part.to_lowercase()),
            "'{part}' is not in '{said}': {answer:?}"
        );
    }
    let success = &answer.document["success"];
    assert!(
        success.is_null() || success == false || success == &Value::Null,
        "{answer:?}"
    );
}

#[test]
fn networks_that_cannot_be_reached_are_named() {
    let cli = Cli::new("127.0.0.1:1");
    // A port that somebody had and nobody listens on.
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let url = format!("ws://127.0.0.1:{port}");
    for line in [
        ["subnets", "list"],
        ["subnets", "burn-cost"],
        ["crowd", "list"],
    ] {
        let answer = cli.run_with(&["--network", &url], &line);
        failed(&answer, 1, &port.to_string(), "");
    }
    let unknown = cli.run_with(&["--network", "finey"], &["subnets", "list"]);
    assert!(matches!(unknown.status, 1 | 2), "{unknown:?}");
    failed(&unknown, unknown.status, "finey", "finney");
}

#[test]
fn command_lines_that_make_no_sense_are_refused() {
    let cli = Cli::new("127.0.0.1:1");
    for line in [
        vec!["wallet", "transfer", "--amount", "much"],
        vec!["wallet", "transfer", "--amount", "-1"],
        vec!["stake", "add", "--netuid", "70000", "--amount", "1"],
        vec!["proxy", "add", "--proxy-type", "Everything"],
        vec!["lock", "mode", "--mode", "never"],
        vec!["--quiet", "--verbose", "wallet", "list"],
        vec!["--no-prompt", "--no", "wallet", "list"],
        vec!["subnets", "--flavour", "list"],
        vec!["crowd", "contribute"],
    ] {
        let found = cli.run_with(&[], &line);
        assert_eq!(found.status, 2, "{line:?}: {found:?}");
        assert_eq!(found.document["success"], false, "{line:?}: {found:?}");
        assert!(!message(&found.document).is_empty(), "{line:?}: {found:?}");
    }
}

#[test]
fn amounts_and_addresses_are_checked() {
    let node = chain();
    let cli = Cli::new(&node.address);
    cli.create_wallet("alice", Some("//Alice"));
    let poor = cli.create_wallet("poor", None);
    let to = &poor.coldkey;
    cli.act("alice", &format!("wallet transfer --dest {to} --amount 50"));
    for line in [
        "sudo set --netuid 1 --param network_rate_limit --value 0",
        "sudo set --netuid 1 --param admin_freeze_window --value 0",
        "subnets create --subnet-name Bad",
        "subnets start --netuid 2",
        "stake add --netuid 2 --amount 10 --unsafe",
    ] {
        cli.act("alice", line);
    }
    let as_poor = |line: &str| cli.run_as("poor", line);

    // An address with one letter changed, and one that is none at all.
    let mut typo = to.clone();
    let last = typo.pop().unwrap();
    typo.push(if last == 'a' { 'b' } else { 'a' });
    for bad in [typo.as_str(), "5Nonsense", "0x1234"] {
        let answer = as_poor(&format!("wallet transfer --dest {bad} --amount 1"));
        assert!(matches!(answer.status, 1 | 2), "{answer:?}");
        failed(&answer, answer.status, bad, "");
    }
    // Above the balance.
    let answer = as_poor(
        "wallet transfer --dest 5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty --amount 51",
    );
    failed(&answer, 1, "Not enough balance", "smaller amount");
    let answer = as_poor("stake add --netuid 2 --amount 51 --unsafe");
    failed(&answer, 1, "Not enough balance", "smaller");
    // Below the chain's minimum.
    let answer = as_poor("stake add --netuid 2 --amount 0.0000001 --unsafe");
    failed(&answer, 1, "Amount too low", "larger");
    // The price would move further than is tolerated.
    let answer = cli.run_as(
        "alice",
        "stake add --netuid 2 --amount 50000 --tolerance 0.0001",
    );
    failed(&answer, 1, "slippage", "tolerance");
    // Where there is no such subnet.
    let answer = as_poor("stake add --netuid 77 --amount 1 --unsafe");
    failed(&answer, 1, "77", "subnets list");
    // A tolerance in percent is noticed.
    let answer = as_poor("stake add --netuid 2 --amount 1 --tolerance 5");
    failed(&answer, 2, "fraction", "0.005");
    // Nothing of it was sent.
    let balance = cli.act("poor", "wallet balance");
    assert_eq!(balance["totals"]["free"], 50.0);
}

#[test]
fn wrong_passwords_and_missing_wallets_are_told_apart() {
    let node = chain();
    let cli = Cli::new(&node.address);
    let url = cli.url.clone();
    let mut made = cli.command();
    made.env("BT_WALLET_PASSWORD", "correct horse battery")
        .args([
            "--json-output",
            "wallet",
            "create",
            "--wallet-name",
            "safe",
            "--hotkey",
            "default",
            "--uri",
            "//Alice",
        ]);
    let made = answer(&mut made);
    assert_eq!(made.status, 0, "{made:?}");
    let file = cli.home().join(".bittensor/wallets/safe/coldkey");
    let kept = std::fs::read(&file).unwrap();
    assert!(kept.starts_with(b"$NACL"), "the coldkey is encrypted");

    let transfer = |password: Option<&str>| {
        let mut command = cli.command();
        if let Some(password) = password {
            command.env("BT_WALLET_PASSWORD", password);
        }
        command.args([
            "--json-output",
            "--network",
            &url,
            "wallet",
            "transfer",
            "--wallet-name",
            "safe",
            "--dest",
            "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty",
            "--amount",
            "1",
            "--no-prompt",
        ]);
        answer(&mut command)
    };
    let wrong = transfer(Some("incorrect"));
    failed(&wrong, 1, "password", "");
    assert!(
        !format!("{wrong:?}").contains("incorrect horse"),
        "{wrong:?}"
    );
    assert!(
        !format!("{wrong:?}").contains("\"incorrect\""),
        "the password is shown: {wrong:?}"
    );
    // Nobody to ask, and no password: said at once, not waited for.
    let none = transfer(None);
    failed(&none, 1, "password", "BT_WALLET_PASSWORD");
    assert_eq!(
        std::fs::read(&file).unwrap(),
        kept,
        "the key file is as it was"
    );
    assert_eq!(transfer(Some("correct horse battery")).status, 0);
    let missing = cli.run_as(
        "nobody",
        "wallet transfer --dest 5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty --amount 1",
    );
    failed(&missing, 1, "nobody", "");
}

#[test]
fn secrets_are_neither_printed_nor_noted() {
    let cli = Cli::new("127.0.0.1:1");
    let words = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
    let made = cli.run_with(
        &["--no-prompt"],
        &[
            "wallet",
            "regen-coldkey",
            "--wallet-name",
            "old",
            "--mnemonic",
            words,
            "--no-use-password",
        ],
    );
    assert_eq!(made.status, 0, "{made:?}");
    let failure = cli.run_with(
        &["--no-prompt"],
        &[
            "wallet",
            "regen-coldkey",
            "--wallet-name",
            "old2",
            "--mnemonic",
            "bottom drive obey lake curtain smoke basket hold race lonely fit fit",
            "--no-use-password",
        ],
    );
    assert_eq!(failure.status, 1, "{failure:?}");
    for shown in [format!("{made:?}"), format!("{failure:?}")] {
        assert!(!shown.contains("obey lake"), "{shown}");
    }
    // Whatever the program keeps about failures holds no word of it either.
    let mut files = vec![cli.home().to_owned()];
    let mut looked_at = 0;
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(
                std::fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else if !path.to_string_lossy().contains("/wallets/") {
            let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
            assert!(!text.contains("obey lake"), "{}", path.display());
            looked_at += 1;
        }
    }
    assert!(looked_at < 10, "{looked_at} files");
    // New keys: the words appear nowhere but on stderr or a terminal.
    let output = run(cli.command().args([
        "--json-output",
        "wallet",
        "new-coldkey",
        "--wallet-name",
        "fresh",
        "--no-use-password",
        "--n-words",
        "12",
        "--no-prompt",
    ]));
    let stdout = String::from_utf8(output.stdout).unwrap();
    let document: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(document["success"], true);
    assert!(!stdout.to_lowercase().contains("mnemonic"), "{stdout}");
}
