//! The chain node: everything below the runtime.
//!
//! The node knows nothing of subnets, stake or emission. It stores blocks, agrees with other
//! nodes which ones count, and answers questions by calling the runtime:
//!
//! 1. [`chain_spec`] builds the genesis state from the runtime's presets, or reads it from a file.
//! 2. [`executor`] runs the runtime that is compiled into this program.
//! 3. The service opens the database (ParityDB) and starts one of two modes. *Network mode*: Aura
//!    authors a block per slot (12 s, or 250 ms with fast blocks), GRANDPA finalises, libp2p
//!    carries. *Development mode*: one node seals instantly, at an interval or on command, and
//!    finalises at once.
//! 4. JSON-RPC serves Substrate's standard methods and the project's own.
//! 5. [`beacon`]: where the chain's random beacon comes from.
//! 6. On SIGTERM, Ctrl-C, or the end of the parent process, tasks are stopped and the database is
//!    closed, within a second.
//!
//! [`run_cli`] is the whole program; [`child`] starts it as a child process.
#![allow(
    clippy::result_large_err,
    reason = "an error is made once and ends the process"
)]

mod authoring;
pub mod beacon;
pub mod chain_spec;
pub mod child;
mod cli;
mod command;
mod disk;
mod error;
pub mod executor;
mod patched_spec;
mod preflight;
mod rpc;
mod runner;
pub mod sealing;
mod service;

pub use cli::{Cli, RunNode, Subcommand};
pub use error::NodeError;

use clap::FromArgMatches as _;
use std::{ffi::OsString, process::ExitCode};

/// Runs the node with the arguments of this process, `node` as first argument being optional.
pub fn run_cli() -> ExitCode {
    let mut args: Vec<OsString> = std::env::args_os().collect();
    if args.get(1).is_some_and(|first| first == "node") {
        args.remove(1);
    }
    run_with_args("taonet node", args)
}

/// Runs the node with these arguments, of which the first is skipped as the program's name;
/// `name` is what messages call the program.
///
/// Returns when the node has ended: 0 after a wanted end, 1 after a failure that was printed on
/// standard error, 2 for a command line that cannot be read.
pub fn run_with_args(name: &str, args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let command = Cli::clap_command().bin_name(name.to_owned());
    let cli = command
        .try_get_matches_from(args)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match cli {
        Ok(cli) => cli,
        Err(error) => {
            let code = u8::try_from(error.exit_code()).unwrap_or(2);
            // Nothing is left to tell the user when even this cannot be written.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    match command::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Error: {error}");
            ExitCode::FAILURE
        }
    }
}
