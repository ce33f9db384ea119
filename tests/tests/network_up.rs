//! `taonet up`, `taonet ask` and the unmodified Python SDK against one running network.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod network_support;

use std::path::Path;
use std::process::Command;

use network_support::{Running, processes_with, run, taonet, wait};
use serde_json::Value;

const PORT_BASE: &str = "19944";
const URL: &str = "ws://127.0.0.1:19944";

fn ask(question: &str, more: &[&str]) -> String {
    let mut arguments = vec!["ask", question, "--network", URL];
    arguments.extend(more);
    let output = run(&mut taonet(&arguments));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_network_starts_ranks_answers_serves_python_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let base_path = folder.path().to_str().unwrap();
    let mut up = Running::start(&mut taonet(&[
        "up",
        "--base-path",
        base_path,
        "--port-base",
        PORT_BASE,
        "--json",
    ]));
    up.wait_line("every subnet pays its miners");

    assert!(ask("What is the capital of Texas?", &[]).contains("Austin"));
    assert!(ask("Heraclitus was a ?", &[]).contains("philosopher"));
    assert!(ask("What is the capital of Texas?", &["--stream"]).contains("Austin"));
    let one: Value = serde_json::from_str(&ask("Hello?", &["--top", "1", "--json"])).unwrap();
    assert_eq!(one.as_array().unwrap().len(), 1);

    python_sdk_walks_through(folder.path());

    assert!(up.terminate().success());
    assert_eq!(
        processes_with(base_path),
        Vec::<u32>::new(),
        "a process was left behind"
    );

    second_start_goes_on(base_path);
}

/// The Python SDK as its users have it, from PyPI.
fn python_sdk_walks_through(folder: &Path) {
    let python = std::env::var("TAONET_PYTHON").expect(
        "TAONET_PYTHON must name a Python that has tests/python/requirements-10.txt installed: run \
         the tests with `make test`, which prepares one",
    );
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/python/sdk_walkthrough.py");
    let netuid = ask_netuid();
    let mut command = Command::new(python);
    command
        .arg(script)
        .args([URL, &netuid.to_string()])
        .arg(folder.join("python-wallets"));
    command.env("HOME", folder);
    let output = run(&mut command);
    let steps = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{steps}\n{errors}");
    println!("{steps}");
    assert!(steps.contains(r#""step": "done""#), "{steps}");
}

/// The subnet that `taonet ask` finds by its name is the first one made: root is 0 and the
/// genesis has one.
fn ask_netuid() -> u16 {
    2
}

fn second_start_goes_on(base_path: &str) {
    let output = run(&mut taonet(&[
        "up",
        "--base-path",
        base_path,
        "--port-base",
        PORT_BASE,
        "--for",
        "45s",
        "--json",
    ]));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let state: Value = serde_json::from_slice(&output.stdout).expect("only JSON on stdout");
    let subnets = state["subnets"].as_array().unwrap();
    let names: Vec<_> = subnets
        .iter()
        .map(|subnet| subnet["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["text-prompting", "text-embedding"]);
    assert_eq!(subnets[0]["netuid"], ask_netuid());
    assert!(
        state["chain"]["block"].as_u64().unwrap() > 100,
        "the chain began anew"
    );
    for subnet in subnets {
        assert_order_follows_quality(subnet);
    }
}

/// Miners that are clearly better earn clearly more.
fn assert_order_follows_quality(subnet: &Value) {
    let miners: Vec<(f64, f64)> = subnet["neurons"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|neuron| neuron["role"] == "miner")
        .map(|miner| {
            (
                miner["quality"].as_f64().unwrap(),
                miner["incentive"].as_f64().unwrap(),
            )
        })
        .collect();
    assert_eq!(miners.len(), 5, "{subnet}");
    let mut compared = 0;
    for better in &miners {
        for worse in &miners {
            if better.0 > worse.0 + 0.1 {
                compared += 1;
                assert!(
                    better.1 > worse.1,
                    "{}: {better:?} {worse:?}\n{subnet:#}",
                    subnet["name"]
                );
            }
        }
    }
    assert!(compared >= 4, "the miners are too much alike: {miners:?}");
}

#[test]
fn a_taken_port_ends_the_start_with_a_remedy() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    let errors = network_support::refusal(&mut taonet(&["up", "--port-base", &port]));
    assert!(errors.contains(&port), "{errors}");
}

#[test]
fn stopping_early_is_clean() {
    let mut up = Running::start(&mut taonet(&["up", "--port-base", "29944"]));
    up.wait_line("chain at");
    assert!(up.terminate().success());
    assert_eq!(
        wait(&mut up.child, network_support::DEADLINE).code(),
        Some(0)
    );
    assert_eq!(processes_with("29944"), Vec::<u32>::new());
}
