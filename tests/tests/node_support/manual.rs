//! A node that seals on command, and what its answers have to be.

use super::Node;
use serde_json::{Value, json};

/// Starts a node that seals on command.
pub fn node(more: &[&str]) -> Node {
    let args = [
        "--dev",
        "--fast-blocks",
        "--sealing",
        "manual",
        "--rpc-port",
        "0",
    ];
    Node::start(&[&args, more].concat())
}

/// Seals a block with what is in the pool, and makes it final unless told otherwise.
pub fn seal(node: &Node, finalise: bool, parent: Value) -> Value {
    node.rpc("engine_createBlock", json!([true, finalise, parent]))["hash"].clone()
}

/// The answer is this error; the message may go on.
#[track_caller]
pub fn assert_error(answer: &Value, code: i64, message: &str, data: Option<&str>) {
    let error = &answer["error"];
    assert_eq!(error["code"], code, "{answer}");
    let text = error["message"].as_str().unwrap();
    assert!(text.starts_with(message), "{answer}");
    match data {
        Some(data) => assert_eq!(error["data"], data, "{answer}"),
        None => assert!(error["data"].is_null(), "{answer}"),
    }
}
