//! Whole sessions of the unmodified Python SDKs, in their blocking and asyncio forms.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod clients_support;
mod network_support;
mod node_support;

use clients_support::{STEADY, python10, python11, script, session, start_node, url};
use std::path::Path;

fn python_session(home: &Path, name: &str, form: &str) {
    let node = start_node(STEADY);
    let wallets = tempfile::tempdir().unwrap();
    session(
        &home.join("bin/python"),
        &[
            script(&format!("python/{name}")).into(),
            form.into(),
            url(&node).into(),
            wallets.path().into(),
        ],
    );
}

#[test]
fn sdk_10_blocking() {
    python_session(&python10(), "session_sdk10.py", "sync");
}

#[test]
fn sdk_10_asyncio() {
    python_session(&python10(), "session_sdk10.py", "async");
}

#[test]
fn sdk_11_blocking() {
    python_session(&python11(), "session_sdk11.py", "sync");
}

#[test]
fn sdk_11_asyncio() {
    python_session(&python11(), "session_sdk11.py", "async");
}
