//! The real `btcli`, in a home folder of its own, against a chain.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]
#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test file uses its own part"
)]

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::network_support::run;
use crate::node_support::Node;
use serde_json::Value;
use tempfile::TempDir;

/// The `btcli` program: `TAONET_BTCLI_BIN`, or the file next to the test executables' folder.
pub fn binary() -> PathBuf {
    if let Some(path) = std::env::var_os("TAONET_BTCLI_BIN") {
        return path.into();
    }
    let test = std::env::current_exe().unwrap();
    let path = test.ancestors().nth(2).unwrap().join("btcli");
    assert!(
        path.exists(),
        "{} is missing: build it first (cargo build -p taonet-btcli with the same profile) or set \
         TAONET_BTCLI_BIN",
        path.display()
    );
    path
}

/// A chain that makes a block for each transaction; its blocks are final at once.
pub fn chain() -> Node {
    let args = [
        "--dev",
        "--fast-blocks",
        "--sealing",
        "instant",
        "--rpc-port",
        "0",
    ];
    Node::start(&args)
}

/// What a command answered.
#[derive(Debug)]
pub struct Answer {
    /// Exit status.
    pub status: i32,
    /// The document on stdout.
    pub document: Value,
    /// stderr.
    pub errors: String,
}

/// A user of `btcli`.
pub struct Cli {
    /// Where the chain answers.
    pub url: String,
    home: TempDir,
    /// Paths of the commands that were run.
    used: RefCell<BTreeSet<String>>,
    /// Paths of all commands.
    tree: BTreeSet<String>,
}

impl Cli {
    /// With an empty home folder.
    pub fn new(address: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut cli = Self {
            url: format!("ws://{address}"),
            home,
            used: RefCell::default(),
            tree: BTreeSet::new(),
        };
        cli.tree = cli.commands();
        cli
    }

    /// The home folder.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The program, with nothing of the caller's environment but the home folder.
    pub fn command(&self) -> Command {
        let mut command = Command::new(binary());
        command.env_clear().env("HOME", self.home());
        command
    }

    /// Every command that `btcli --commands` shows.
    pub fn commands(&self) -> BTreeSet<String> {
        let output = run(self.command().arg("--commands"));
        assert!(output.status.success());
        leaves(&String::from_utf8(output.stdout).unwrap())
    }

    /// Commands that were not run.
    pub fn unused(&self) -> Vec<String> {
        self.tree.difference(&self.used.borrow()).cloned().collect()
    }

    /// Runs a command in JSON mode with these options in front of it.
    pub fn run_with(&self, options: &[&str], words: &[&str]) -> Answer {
        self.note(words);
        let mut command = self.command();
        command.arg("--json-output").args(options).args(words);
        answer(&mut command)
    }

    /// Runs a command on the chain: nobody is asked, the line is split at spaces.
    pub fn run(&self, line: &str) -> Answer {
        let words: Vec<&str> = line.split_whitespace().collect();
        self.run_with(&["--network", &self.url, "--no-prompt"], &words)
    }

    /// Runs a command with a wallet.
    pub fn run_as(&self, wallet: &str, line: &str) -> Answer {
        let words: Vec<&str> = line.split_whitespace().collect();
        let options = [
            "--network",
            &self.url,
            "--no-prompt",
            "--no-mev-protection",
            "--wallet-name",
            wallet,
            "--hotkey",
            "default",
        ];
        self.run_with(&options, &words)
    }

    /// A command that has to succeed: its document.
    #[track_caller]
    pub fn ask(&self, line: &str) -> Value {
        let answer = self.run(line);
        assert_eq!(answer.status, 0, "{line}: {answer:?}");
        answer.document
    }

    /// A command with a wallet that has to succeed.
    #[track_caller]
    pub fn act(&self, wallet: &str, line: &str) -> Value {
        let answer = self.run_as(wallet, line);
        assert_eq!(answer.status, 0, "{line}: {answer:?}");
        answer.document
    }

    /// A command with a wallet that has to fail with exit status 1.
    #[track_caller]
    pub fn refuse(&self, wallet: &str, line: &str) -> Value {
        let answer = self.run_as(wallet, line);
        assert_eq!(answer.status, 1, "{line}: {answer:?}");
        answer.document
    }

    /// Makes a wallet without passwords; `uri` as the chain's own accounts have, such as `//Alice`.
    #[track_caller]
    pub fn create_wallet(&self, name: &str, uri: Option<&str>) -> Account {
        let uri = uri.map(|uri| format!("--uri {uri}")).unwrap_or_default();
        let made = self.ask(&format!(
            "wallet create --wallet-name {name} --hotkey default --no-use-password {uri}"
        ));
        has(&made, &["success", "data", "error"]);
        let data = &made["data"];
        has(
            data,
            &["name", "path", "hotkey", "hotkey_ss58", "coldkey_ss58"],
        );
        Account {
            coldkey: text(&data["coldkey_ss58"]),
            hotkey: text(&data["hotkey_ss58"]),
        }
    }

    /// Notes which command of the tree this is.
    fn note(&self, words: &[&str]) {
        let mut path = String::new();
        for word in words {
            if !path.is_empty() {
                path.push(' ');
            }
            path += word;
            if self.tree.contains(&path) {
                self.used.borrow_mut().insert(path);
                return;
            }
        }
    }
}

/// The keys of a wallet.
#[derive(Clone, Debug)]
pub struct Account {
    pub coldkey: String,
    pub hotkey: String,
}

/// Runs a command whose stdout is one JSON document, whatever happens.
#[track_caller]
pub fn answer(command: &mut Command) -> Answer {
    let output = run(command);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(!errors.contains("panicked"), "{command:?}: {errors}");
    let document = serde_json::from_str(&stdout).unwrap_or_else(|error| {
        panic!("{command:?}: no JSON document: {error}\nstdout: {stdout}\nstderr: {errors}")
    });
    Answer {
        status: output.status.code().unwrap_or(-1),
        document,
        errors,
    }
}

/// The leaves of the printed tree, as paths.
fn leaves(tree: &str) -> BTreeSet<String> {
    let mut lines = Vec::new();
    for line in tree.lines().skip(1) {
        // Each level is four columns wide: `│   `, `    `, `├── ` or `└── `.
        let columns: Vec<char> = line.chars().collect();
        let start = columns.iter().position(|c| c.is_alphanumeric()).unwrap();
        let rest: String = columns.iter().skip(start).collect();
        let name = rest.split_whitespace().next().unwrap().to_owned();
        lines.push((start / 4, name));
    }
    let mut path: Vec<String> = Vec::new();
    let mut found = BTreeSet::new();
    for (place, (depth, name)) in lines.iter().enumerate() {
        path.truncate(depth - 1);
        path.push(name.clone());
        let is_leaf = lines.get(place + 1).is_none_or(|(next, _)| next <= depth);
        if is_leaf {
            found.insert(path.join(" "));
        }
    }
    found
}

/// The document has at least these members.
#[track_caller]
pub fn has(document: &Value, members: &[&str]) {
    for member in members {
        assert!(
            document
                .as_object()
                .is_some_and(|found| found.contains_key(*member)),
            "no '{member}' in {document}"
        );
    }
}

/// A transaction succeeded, with at least these members beside its place.
#[track_caller]
pub fn sent(document: &Value, members: &[&str]) {
    has(document, members);
    assert_eq!(document["success"], true, "{document}");
    is_identifier(&document["extrinsic_identifier"]);
}

/// `block-index`.
#[track_caller]
pub fn is_identifier(identifier: &Value) {
    let found = identifier.as_str().and_then(|text| text.split_once('-'));
    let (block, index) = found.unwrap_or_else(|| panic!("no identifier: {identifier}"));
    assert!(
        block.parse::<u32>().is_ok() && index.parse::<u32>().is_ok(),
        "{identifier}"
    );
}

/// A failure that says why.
#[track_caller]
pub fn refused(document: &Value, member: &str, part: &str) {
    assert_eq!(document["success"], false, "{document}");
    let message = document[member].as_str().unwrap_or_default();
    assert!(
        message.to_lowercase().contains(&part.to_lowercase()),
        "'{part}' is not in {document}"
    );
}

/// A text member.
#[track_caller]
pub fn text(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("no text: {value}"))
        .to_owned()
}

/// A number member.
#[track_caller]
pub fn number(value: &Value) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("no number: {value}"))
}
