//! `taonet node`: the chain node, with a command line of its own.

use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the node with the words after `taonet node`.
pub(crate) fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let name = "taonet node";
    taonet_node::run_with_args(name, std::iter::once(OsString::from(name)).chain(words))
}
