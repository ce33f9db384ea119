//! Unmodified clients, each in an environment that `scripts/prepare test` makes, against a node of
//! its own.
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

use crate::{network_support::run_within, node_support::Node};
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

/// The sessions end by themselves before this. A command line takes a process for each of its
/// fifty commands, which is slow on a busy machine.
const SESSION_DEADLINE: Duration = Duration::from_secs(640);

/// Ten blocks a second, however little is in them. Long waits are counted in blocks, so a session
/// is a matter of seconds.
pub const STEADY: &str = "100";

/// A block for each transaction, and whenever the client asks for one.
pub const ON_DEMAND: &str = "instant";

/// A development node, whose blocks are final at once.
pub fn start_node(sealing: &str) -> Node {
    Node::start(&[
        "--dev",
        "--fast-blocks",
        "--sealing",
        sealing,
        "--rpc-port",
        "0",
    ])
}

/// WebSocket address of a node.
pub fn url(node: &Node) -> String {
    format!("ws://{}", node.address)
}

/// A folder that `scripts/prepare test` fills: the one that the variable names, or the one of this
/// name beside the folder of the profile.
pub fn prepared(variable: &str, name: &str) -> PathBuf {
    let path = std::env::var_os(variable).map_or_else(
        || {
            let test = std::env::current_exe().unwrap();
            test.ancestors().nth(3).unwrap().join(name)
        },
        PathBuf::from,
    );
    assert!(
        path.exists(),
        "{} is missing: run `scripts/prepare test`, as `make test` does, or let {variable} name it",
        path.display()
    );
    path
}

/// A Python environment with bittensor 10 and btcli 9.
pub fn python10() -> PathBuf {
    prepared("TAONET_PYTHON10_HOME", "python")
}

/// A Python environment with bittensor 11 and its btcli.
pub fn python11() -> PathBuf {
    prepared("TAONET_PYTHON11_HOME", "python11")
}

/// A folder with `node_modules`.
pub fn javascript() -> PathBuf {
    prepared("TAONET_JAVASCRIPT_HOME", "javascript")
}

/// A file of this package.
pub fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Runs a session to its end: it has to say `done` and exit with 0. What it printed is shown.
pub fn session(program: &Path, arguments: &[OsString]) {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new(program);
    command.args(arguments).env("HOME", home.path());
    for (name, _) in std::env::vars_os() {
        let of_bittensor = name.to_str().is_some_and(|name| name.starts_with("BT_"));
        if of_bittensor {
            command.env_remove(name);
        }
    }
    let output = run_within(&mut command, SESSION_DEADLINE);
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    println!("{said}");
    let last = said.lines().next_back().unwrap_or_default();
    let is_done =
        serde_json::from_str::<serde_json::Value>(last).is_ok_and(|line| line["step"] == "done");
    assert!(
        output.status.success() && is_done,
        "{:?}\n{said}\n{complained}",
        output.status
    );
}
