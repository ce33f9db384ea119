//! btcli: what a TAO holder, subnet owner, miner or validator does with the network, from a
//! terminal.
//!
//! The way of a command:
//!
//! 1. `arguments` reads the command line: the tree of groups and commands, the options that many
//!    commands share, and every spelling that btcli 9 and btcli 11 have for them.
//! 2. `dispatch` finds the command, starts what it needs (an async runtime only if it talks to a
//!    chain) and gives it a `session`.
//! 3. A command of `commands` asks its session for what it needs: a wallet, a key, the network's
//!    client, an answer of the user. Everything is made at the first asking: a command that lists
//!    files opens no connection.
//! 4. It answers with a `Report` (one JSON document, and text for people) or a `Failure`.
//! 5. `output` prints it: in JSON mode one document on stdout, otherwise text and tables. The exit
//!    status is 0 for success, 1 for a failure, 2 for a command line that cannot be meant, 130
//!    for an interrupt.

mod arguments;
mod commands;
mod config;
mod dispatch;
mod failure;
mod networks;
mod output;
mod session;

use std::process::ExitCode;

fn main() -> ExitCode {
    dispatch::main(std::env::args_os().collect())
}
