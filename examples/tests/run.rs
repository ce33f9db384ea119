//! Every example, run one after the other against a live local chain, as in a day of its user.
//!
//! Cargo builds the programs for this test. The node is the `taonet` program: `TAONET_BIN`, or the
//! file that building the workspace puts beside the test executables' folder.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "../../tests/tests/node_support/mod.rs"]
mod node_support;

use std::{path::Path, process::Command};

use node_support::Node;
use taonet_wallet::{Keypair, Overwrite, Wallet};

/// A wallet in the test's folder, with keys that everybody knows.
fn make_wallet(folder: &Path, name: &str, coldkey: &str, hotkey: &str) {
    let wallet = Wallet::new(name, "default", Some(folder.to_owned())).unwrap();
    let key = |uri: &str| Keypair::from_uri(uri).unwrap();
    let overwrite = Overwrite::Refuse;
    wallet.set_coldkey(&key(coldkey), None, overwrite).unwrap();
    wallet.set_hotkey(&key(hotkey), None, overwrite).unwrap();
}

/// A person with a wallet on a network.
struct User<'test> {
    network: String,
    wallets: &'test Path,
    name: &'test str,
}

impl User<'_> {
    /// Runs an example to its end and gives what it printed.
    fn run(&self, program: &str, arguments: &[&str]) -> String {
        let output = self.command(program, arguments).output().unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        println!("$ {program} {}\n{printed}{errors}", arguments.join(" "));
        assert!(output.status.success(), "{program}: {errors}");
        printed
    }

    /// Runs an example that has to fail and gives what it said.
    fn fail(&self, program: &str, arguments: &[&str]) -> String {
        let output = self.command(program, arguments).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{program}: {errors}");
        assert!(!errors.contains("panicked"), "{errors}");
        errors
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command
            .args(["--network", &self.network, "--wallet-name", self.name])
            .arg("--wallet-path")
            .arg(self.wallets)
            .args(arguments)
            .env("HOME", self.wallets)
            .env("BT_WALLET_HOTKEY", "default");
        command
    }
}

/// The number behind a word of a text.
fn number_after(text: &str, word: &str) -> u64 {
    let rest = text
        .split_once(word)
        .unwrap_or_else(|| panic!("no '{word}' in {text}"))
        .1;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits
        .parse()
        .unwrap_or_else(|_| panic!("no number after '{word}' in {text}"))
}

#[test]
fn a_day_with_the_examples() {
    let node = Node::start(&[
        "--dev",
        "--fast-blocks",
        "--sealing",
        "100",
        "--rpc-port",
        "0",
    ]);
    let folder = tempfile::tempdir().unwrap();
    let wallets = folder.path();
    make_wallet(wallets, "owner", "//Alice", "//examples//owner");
    make_wallet(wallets, "miner", "//examples//cold", "//examples//miner");
    let user = |name| User {
        network: format!("ws://{}", node.address),
        wallets,
        name,
    };
    let (owner, miner) = (user("owner"), user("miner"));
    let address = |uri: &str| Keypair::from_uri(uri).unwrap().ss58();
    let (cold, validator) = (address("//examples//cold"), address("//examples//owner"));
    let worker = address("//examples//miner");

    let sent = owner.run(
        env!("CARGO_BIN_EXE_transfer"),
        &["--to", &cold, "--amount", "5000"],
    );
    assert!(sent.contains("now has 5000.000000000 TAO"), "{sent}");
    let too_much = ["--to", validator.as_str(), "--amount", "6000"];
    miner.fail(env!("CARGO_BIN_EXE_transfer"), &too_much);

    let watched = miner.run(
        env!("CARGO_BIN_EXE_watch"),
        &["--address", &cold, "--blocks", "3"],
    );
    assert_eq!(
        watched.matches(": 5000.000000000 TAO").count(),
        3,
        "{watched}"
    );

    let too_dear = owner.fail(
        env!("CARGO_BIN_EXE_create_subnet"),
        &["--limit", "0.1", "--name", "example"],
    );
    assert!(too_dear.contains("more than the limit"), "{too_dear}");
    let created = owner.run(
        env!("CARGO_BIN_EXE_create_subnet"),
        &["--limit", "5000", "--name", "example"],
    );
    let netuid = number_after(&created, "created subnet ").to_string();
    assert!(created.contains("started in block"), "{created}");
    let created_at = number_after(&created, "in block ").to_string();

    let registered = miner.run(env!("CARGO_BIN_EXE_register"), &["--netuid", &netuid]);
    assert!(registered.contains("is UID 1 since block"), "{registered}");
    let again = miner.run(env!("CARGO_BIN_EXE_register"), &["--netuid", &netuid]);
    assert!(again.contains("is UID 1 already"), "{again}");

    let stake = [
        "--hotkey", &validator, "--netuid", &netuid, "--amount", "10",
    ];
    let staked = miner.run(
        env!("CARGO_BIN_EXE_stake"),
        &[&stake[..], &["--tolerance", "5"]].concat(),
    );
    assert!(staked.contains("staked in block"), "{staked}");
    let moved = miner.run(
        env!("CARGO_BIN_EXE_move_stake"),
        &[
            "--from", &validator, "--to", &worker, "--netuid", &netuid, "--amount", "0.5",
        ],
    );
    assert!(
        moved.contains(&format!("{worker} in subnet {netuid}: 0.5")),
        "{moved}"
    );

    let served = miner.run(
        env!("CARGO_BIN_EXE_axon"),
        &["--netuid", &netuid, "--port", "0", "--question", "stressed"],
    );
    assert!(served.contains("UID 1 answered 'desserts'"), "{served}");

    // The owner's hotkey is UID 0 and may set weights without a permit. A new subnet takes committed
    // weights, and this chain has never heard of a beacon.
    let weights = ["--netuid", &netuid, "--patience", "200", "0=0.25", "1=1"];
    let set = owner.run(env!("CARGO_BIN_EXE_set_weights"), &weights);
    assert!(
        set.contains("HashCommit: [(0, 16384), (1, 65535)]"),
        "{set}"
    );
    let waiting = owner.run(env!("CARGO_BIN_EXE_set_weights"), &["--netuid", &netuid]);
    assert!(waiting.contains("Waiting"), "{waiting}");
    let not_permitted = miner.fail(env!("CARGO_BIN_EXE_set_weights"), &weights);
    assert!(
        not_permitted.contains("no validator permit"),
        "{not_permitted}"
    );

    let shown = miner.run(env!("CARGO_BIN_EXE_metagraph"), &["--netuid", &netuid]);
    assert!(shown.contains("'example' at block"), "{shown}");
    assert!(shown.contains("2 neurons"), "{shown}");
    assert!(shown.contains(&worker[..10]), "{shown}");

    let file = folder.path().join("then.arrow");
    let arrow = ["--block", &created_at, "--arrow", file.to_str().unwrap()];
    let history = miner.run(
        env!("CARGO_BIN_EXE_history"),
        &[&["--netuid", &netuid][..], &arrow].concat(),
    );
    assert!(
        history.contains(&format!("block {created_at}: 1 neurons")),
        "{history}"
    );
    assert!(history.contains("holds 1 neurons"), "{history}");
    assert!(std::fs::metadata(&file).unwrap().len() > 0);
}
