//! The command line as a person meets it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::process::{Command, Output};

fn taonet(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_taonet"))
        .args(args)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn every_command_explains_itself() {
    let all = text(&taonet(&["--help"]).stdout);
    for command in ["up", "ask", "node", "miner", "validator", "completions"] {
        assert!(all.contains(command), "{all}");
        let help = taonet(&[command, "--help"]);
        assert!(help.status.success());
        assert!(text(&help.stdout).contains("Usage"), "{command}");
    }
}

#[test]
fn the_environment_names_network_and_wallet() {
    let help = text(&taonet(&["miner", "--help"]).stdout);
    for name in [
        "BT_NETWORK",
        "BT_WALLET_NAME",
        "BT_WALLET_HOTKEY",
        "BT_WALLET_PATH",
    ] {
        assert!(help.contains(name), "{help}");
    }
}

#[test]
fn nonsense_is_refused_with_a_hint() {
    for (arguments, hint) in [
        (vec!["upp"], "up"),
        (vec!["up", "--for", "5d"], "unknown unit"),
        (vec!["up", "--block-time", "1ms"], "50ms"),
        (vec!["up", "--subnet", "chess"], "text-prompting"),
        (vec!["up", "--port-base", "80"], "1024"),
        (vec!["ask"], "QUESTION"),
        (vec!["miner"], "--netuid"),
    ] {
        let output = taonet(&arguments);
        let errors = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {errors}");
        assert!(errors.contains(hint), "{arguments:?}: {errors}");
    }
}

#[test]
fn shells_can_complete_it() {
    for shell in ["bash", "zsh", "fish"] {
        let script = taonet(&["completions", shell]);
        assert!(script.status.success());
        assert!(text(&script.stdout).contains("taonet"));
    }
}

#[test]
fn the_version_is_the_packages() {
    assert_eq!(
        text(&taonet(&["--version"]).stdout).trim(),
        concat!("taonet ", env!("CARGO_PKG_VERSION"))
    );
}
