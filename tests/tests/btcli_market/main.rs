//! The groups `stake`, `subnets` and `sudo` of `btcli`: the real program against a real node. Each
//! command answers with one JSON document of the shape that scripts rely on, and a failure with
//! exit status 1 and a document that says why.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "../network_support/mod.rs"]
mod network_support;
#[path = "../node_support/mod.rs"]
mod node_support;

mod stake;
mod subnets;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use network_support::run;
use node_support::Node;
use serde_json::{Value, json};
use taonet_wallet::{Keypair, Overwrite, Wallet};
use tempfile::TempDir;

/// The `btcli` program: `TAONET_BTCLI_BIN`, or the file next to the test executables' folder.
fn binary() -> PathBuf {
    if let Some(path) = std::env::var_os("TAONET_BTCLI_BIN") {
        return path.into();
    }
    let test = std::env::current_exe().unwrap();
    let path = test.ancestors().nth(2).unwrap().join("btcli");
    assert!(
        path.exists(),
        "{} is missing: build the workspace's programs first",
        path.display()
    );
    path
}

/// A chain that makes a block for each transaction, and a home folder with wallets.
struct Market {
    node: Node,
    home: TempDir,
}

/// The subnet of the tests, the first that somebody creates.
const NETUID: &str = "2";
/// And the second.
const OTHER: &str = "3";

impl Market {
    /// With the wallets alice (the chain's sudo key), bob (an owner), charlie (a validator) and
    /// dave (a miner).
    fn new() -> Self {
        let node = Node::start(&[
            "--dev",
            "--fast-blocks",
            "--sealing",
            "instant",
            "--rpc-port",
            "0",
        ]);
        let home = tempfile::tempdir().unwrap();
        let market = Self { node, home };
        for name in ["alice", "bob", "charlie", "dave"] {
            let folder = market.home.path().join(".bittensor/wallets");
            let wallet = Wallet::new(name, "default", Some(folder)).unwrap();
            let (coldkey, hotkey) = (keypair(name, false), keypair(name, true));
            wallet
                .set_coldkey(&coldkey, None, Overwrite::Refuse)
                .unwrap();
            wallet.set_hotkey(&hotkey, None, Overwrite::Refuse).unwrap();
        }
        market
    }

    /// With the two subnets of bob, started, and charlie and dave registered in the first.
    fn with_subnets() -> Self {
        let market = Self::new();
        for (name, value) in [("admin_freeze_window", "0"), ("network_rate_limit", "0")] {
            market.sudo_set("alice", "1", name, value);
        }
        for name in ["one", "two"] {
            let words = ["subnets", "create", "--subnet-name", name];
            market.act("bob", &words);
        }
        for netuid in [NETUID, OTHER] {
            market.act("bob", &["subnets", "start", "--netuid", netuid]);
        }
        for wallet in ["charlie", "dave"] {
            let words = ["subnets", "register", "--netuid", NETUID, "--unsafe"];
            market.act(wallet, &words);
        }
        market
    }

    /// Runs a command in JSON mode: the exit status and the one document on stdout.
    fn run(&self, words: &[&str]) -> (i32, Value) {
        let url = format!("ws://{}", self.node.address);
        let mut command = Command::new(binary());
        command
            .env_clear()
            .env("HOME", self.home.path())
            .args(words)
            .args(["--network", &url, "--json-output"]);
        let output = run(&mut command);
        let text = String::from_utf8(output.stdout).unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(!errors.contains("panicked"), "{words:?}: {errors}");
        let document = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{words:?}: {error} in '{text}'; {errors}"));
        (output.status.code().unwrap(), document)
    }

    /// A command that reads and has to succeed.
    fn ask(&self, words: &[&str]) -> Value {
        let (status, document) = self.run(words);
        assert_eq!(status, 0, "{words:?}: {document}");
        document
    }

    fn with_wallet<'a>(wallet: &'a str, words: &[&'a str]) -> Vec<&'a str> {
        let options = ["--wallet-name", wallet, "--hotkey", "default"];
        let plain = ["--no-prompt", "--no-mev-protection"];
        let plain = plain.iter().take(if shieldable(words) { 2 } else { 1 });
        words.iter().chain(&options).chain(plain).copied().collect()
    }

    /// A command that sends and has to succeed.
    fn act(&self, wallet: &str, words: &[&str]) -> Value {
        self.ask(&Self::with_wallet(wallet, words))
    }

    /// A command that has to fail with exit status 1: its document.
    fn refuse(&self, wallet: &str, words: &[&str]) -> Value {
        let words = Self::with_wallet(wallet, words);
        let (status, document) = self.run(&words);
        assert_eq!(status, 1, "{words:?}: {document}");
        document
    }

    fn sudo_set(&self, wallet: &str, netuid: &str, name: &str, value: &str) -> Value {
        let words = [
            "sudo", "set", "--netuid", netuid, "--param", name, "--value", value,
        ];
        self.act(wallet, &words)
    }
}

/// Whether a command takes the options of transactions.
fn shieldable(words: &[&str]) -> bool {
    !matches!(
        words,
        ["stake", "list" | "auto" | "locks", ..] | ["stake", "child", "get", ..]
    ) && !matches!(words, ["sudo", "get-take", ..])
}

fn keypair(name: &str, is_hotkey: bool) -> Keypair {
    let mut capital = name.to_owned();
    capital[..1].make_ascii_uppercase();
    let suffix = if is_hotkey { "//hot" } else { "" };
    Keypair::from_uri(&format!("//{capital}{suffix}")).unwrap()
}

fn hotkey(name: &str) -> String {
    keypair(name, true).ss58()
}

fn coldkey(name: &str) -> String {
    keypair(name, false).ss58()
}

/// The members of a document are exactly these.
#[track_caller]
fn assert_members(document: &Value, names: &[&str]) {
    let found: BTreeSet<&str> = document
        .as_object()
        .unwrap_or_else(|| panic!("no object: {document}"))
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(found, names.iter().copied().collect(), "{document}");
}

/// Where a transaction is: block and place.
#[track_caller]
fn assert_identifier(identifier: &Value) {
    let text = identifier.as_str().unwrap_or_default();
    let (block, place) = text.split_once('-').unwrap_or_default();
    let number = |text: &str| text.parse::<u64>().is_ok();
    assert!(number(block) && number(place), "{identifier}");
}

#[track_caller]
fn assert_sent(document: &Value, names: &[&str]) {
    assert_members(document, names);
    assert_eq!(document["success"], true, "{document}");
    assert_identifier(&document["extrinsic_identifier"]);
}

/// A failure says that it is one, and why.
#[track_caller]
fn assert_refused(document: &Value, member: &str, part: &str) {
    assert_eq!(document["success"], false, "{document}");
    let message = document[member].as_str().unwrap_or_default();
    assert!(message.contains(part), "'{part}' is not in {document}");
}
