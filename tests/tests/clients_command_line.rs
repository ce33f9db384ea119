//! Whole sessions of the two unmodified `btcli`s, a process per command.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod clients_support;
mod network_support;
mod node_support;

use clients_support::{ON_DEMAND, python10, python11, script, session, start_node, url};
use std::path::Path;

fn command_line_session(home: &Path, name: &str) {
    let node = start_node(ON_DEMAND);
    let folder = tempfile::tempdir().unwrap();
    session(
        &home.join("bin/python"),
        &[
            script(&format!("python/{name}")).into(),
            home.join("bin/btcli").into(),
            url(&node).into(),
            folder.path().join("home").into(),
        ],
    );
}

#[test]
fn btcli_9() {
    command_line_session(&python10(), "session_btcli9.py");
}

#[test]
fn btcli_11() {
    command_line_session(&python11(), "session_btcli11.py");
}
