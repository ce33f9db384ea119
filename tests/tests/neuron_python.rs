//! Axon and dendrite against the unmodified Python SDK, in both directions.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod network_support;

use std::process::Command;

use network_support::run;

/// A program of `sdk/neuron/examples`, next to the test executables' folder.
fn example(name: &str) -> std::path::PathBuf {
    let test = std::env::current_exe().unwrap();
    let path = test.ancestors().nth(2).unwrap().join("examples").join(name);
    assert!(
        path.exists(),
        "{} is missing: build the workspace's examples first",
        path.display()
    );
    path
}

#[test]
fn both_wires_meet_in_both_directions() {
    let python = std::env::var("TAONET_PYTHON").expect(
        "TAONET_PYTHON must name a Python that has tests/python/requirements-10.txt installed: run \
         the tests with `make test`, which prepares one",
    );
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new(python);
    command
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/python/neuron_wire.py"
        ))
        .arg("--echo-axon")
        .arg(example("echo_axon"))
        .arg("--ask")
        .arg(example("ask"))
        .env("HOME", home.path());
    let output = run(&mut command);
    let text = String::from_utf8_lossy(&output.stdout);
    println!("{text}");
    assert!(
        output.status.success(),
        "{text}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
