//! What a miner and a validator say when something is wrong.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod network_support;
mod node_support;

use std::path::Path;
use std::process::Command;

use network_support::{Running, refusal, run, taonet};
use node_support::Node;
use taonet_wallet::{Keypair, Overwrite, Password, Wallet};

fn chain() -> Node {
    Node::start(&[
        "--dev",
        "--tmp",
        "--sealing",
        "100",
        "--fast-blocks",
        "--rpc-port",
        "0",
    ])
}

fn wallet(folder: &Path) -> Wallet {
    Wallet::new("tester", "default", Some(folder.to_owned())).unwrap()
}

/// A wallet whose coldkey is rich on development chains.
fn rich_wallet(folder: &Path) -> Wallet {
    let wallet = wallet(folder);
    wallet
        .set_coldkey(
            &Keypair::from_uri("//Bob").unwrap(),
            None,
            Overwrite::Refuse,
        )
        .unwrap();
    wallet.create_hotkey(12, None, Overwrite::Refuse).unwrap();
    wallet
}

fn role(role: &str, url: &str, wallets: &Path, more: &[&str]) -> Command {
    let wallets = wallets.to_str().unwrap();
    let mut arguments = vec![
        role,
        "--network",
        url,
        "--wallet-path",
        wallets,
        "--wallet-name",
        "tester",
    ];
    arguments.extend(more);
    taonet(&arguments)
}

const MINER: [&str; 4] = ["--axon", "127.0.0.2:0", "--backend", "retrieval"];

fn miner(url: &str, wallets: &Path, more: &[&str]) -> Command {
    let mut command = role("miner", url, wallets, more);
    command.args(MINER);
    command
}

#[test]
fn each_mistake_is_named_with_its_remedy() {
    let node = chain();
    let url = format!("ws://{}", node.address);
    let rich = tempfile::tempdir().unwrap();
    rich_wallet(rich.path());

    let errors = refusal(&mut miner(&url, rich.path(), &["--netuid", "77", "--yes"]));
    assert!(errors.contains("subnet 77 does not exist"), "{errors}");

    let errors = refusal(&mut miner(&url, rich.path(), &["--netuid", "1"]));
    assert!(
        errors.contains("TAO?") && errors.contains("--yes"),
        "{errors}"
    );

    let poor = tempfile::tempdir().unwrap();
    let keys = wallet(poor.path());
    keys.create_coldkey(12, None, Overwrite::Refuse).unwrap();
    keys.create_hotkey(12, None, Overwrite::Refuse).unwrap();
    let errors = refusal(&mut miner(&url, poor.path(), &["--netuid", "1", "--yes"]));
    assert!(errors.contains("send TAO to it"), "{errors}");

    let mut unknown = role("miner", &url, rich.path(), &["--netuid", "1", "--yes"]);
    let errors = refusal(unknown.args(["--axon", "127.0.0.2:0", "--backend", "magic"]));
    assert!(errors.contains("unknown backend 'magic'"), "{errors}");

    let errors = refusal(&mut miner(
        "ws://127.0.0.1:9",
        rich.path(),
        &["--netuid", "1"],
    ));
    assert!(
        errors.contains("cannot reach the chain at ws://127.0.0.1:9"),
        "{errors}"
    );

    let errors = refusal(&mut miner("finny", rich.path(), &["--netuid", "1"]));
    assert!(errors.contains("unknown network 'finny'"), "{errors}");

    let errors = refusal(&mut role(
        "validator",
        &url,
        rich.path(),
        &["--netuid", "77"],
    ));
    assert!(errors.contains("subnet 77 does not exist"), "{errors}");

    let errors = refusal(&mut taonet(&["ask", "Hello?", "--network", &url]));
    assert!(errors.contains("--netuid"), "{errors}");
}

#[test]
fn keyfiles_that_cannot_be_used_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let keys = wallet(folder.path());
    let errors = refusal(&mut miner("local", folder.path(), &["--netuid", "1"]));
    assert!(
        errors.contains("default"),
        "the missing file is named: {errors}"
    );

    let password = Password::new("right horse battery staple");
    keys.create_hotkey(12, Some(&password), Overwrite::Refuse)
        .unwrap();
    let mut command = miner("local", folder.path(), &["--netuid", "1"]);
    let errors = refusal(command.env("BT_WALLET_PASSWORD", "wrong"));
    assert!(errors.to_lowercase().contains("password"), "{errors}");

    let path = folder.path().join("tester/hotkeys/default");
    std::fs::write(&path, b"\x00\x01 not a key").unwrap();
    let before = std::fs::read(&path).unwrap();
    let errors = refusal(&mut miner("local", folder.path(), &["--netuid", "1"]));
    assert!(errors.contains("tester/hotkeys/default"), "{errors}");
    assert_eq!(
        std::fs::read(&path).unwrap(),
        before,
        "a damaged file is left as it is"
    );
}

#[test]
fn a_miner_registers_serves_and_survives_a_restart_of_the_chain() {
    let folder = tempfile::tempdir().unwrap();
    rich_wallet(folder.path());
    let base_path = folder.path().join("chain");
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let port = port.to_string();
    let arguments = [
        "--dev",
        "--base-path",
        base_path.to_str().unwrap(),
        "--sealing",
        "100",
        "--fast-blocks",
        "--rpc-port",
        &port,
    ];
    let mut node = Node::start(&arguments);
    let url = format!("ws://{}", node.address);

    let mut serving = Running::start(&mut miner(&url, folder.path(), &["--netuid", "1", "--yes"]));
    serving.wait_line("registered as UID 1");
    let line = serving.wait_line("serving at 127.0.0.2:");
    let address = line
        .split_whitespace()
        .nth(2)
        .unwrap()
        .trim_end_matches(';')
        .to_owned();
    let question = |url: &str| {
        let output = run(&mut taonet(&[
            "ask",
            "What is the capital of Texas?",
            "--network",
            url,
            "--netuid",
            "1",
            "--uid",
            "1",
            "--wallet-path",
            folder.path().to_str().unwrap(),
            "--wallet-name",
            "tester",
        ]));
        (
            output.status.success(),
            String::from_utf8_lossy(&output.stdout).into_owned(),
        )
    };
    let (answered, answer) = question(&url);
    assert!(answered && answer.contains("Austin"), "{answer}");

    let mut taken = role("miner", &url, folder.path(), &["--netuid", "1"]);
    let errors = refusal(taken.args(["--axon", &address, "--backend", "retrieval"]));
    assert!(errors.contains(&address), "{errors}");

    node.terminate();
    let node = Node::start(&arguments);
    node.wait_best(node.best() + 5);
    let (answered, answer) = question(&url);
    assert!(
        answered && answer.contains("Austin"),
        "after the restart: {answer}"
    );
    assert!(serving.terminate().success());
}
