//! One command that starts a Bittensor network.
//!
//! `taonet up` runs everything; `node`, `miner`, `validator` and `ask` are its parts. This binary
//! joins what the SDK, the subnets and the node bring, and decides nothing about the protocol.

mod arguments;
mod ask;
mod miner;
mod node;
mod subnet_roles;
mod up;
mod validator;
mod wallet;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    // The node parses its own arguments, so that its help and its errors are its own.
    let words: Vec<_> = std::env::args_os().collect();
    if words.get(1).is_some_and(|word| word == "node") {
        return node::run(words.into_iter().skip(2));
    }
    let arguments = Arguments::parse();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(report) => {
            eprintln!("taonet: {}", causes(&report));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> eyre::Result<()> {
    let is_up = matches!(arguments.command, Command::Up(_));
    start_logging(if is_up { "error" } else { "info" });
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let result = runtime.block_on(async {
        match arguments.command {
            Command::Up(arguments) => up::run(arguments).await,
            Command::Ask(arguments) => ask::run(arguments).await,
            Command::Miner(arguments) => miner::run(arguments).await,
            Command::Validator(arguments) => validator::run(arguments).await,
            Command::Node { arguments } => {
                node::run(arguments);
                Ok(())
            }
            Command::Completions { shell } => {
                let mut command = Arguments::command();
                clap_complete::generate(shell, &mut command, "taonet", &mut std::io::stdout());
                Ok(())
            }
        }
    });
    runtime.shutdown_timeout(std::time::Duration::from_secs(1));
    result
}

fn start_logging(default_level: &str) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| {
        tracing_subscriber::EnvFilter::new(format!(
            "warn,taonet={default_level},taonet_subnet_framework={default_level}"
        ))
    });
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}

/// The chain of causes in one line, without saying the same twice.
fn causes(report: &eyre::Report) -> String {
    let mut text = String::new();
    for cause in report.chain() {
        let cause = cause.to_string();
        if !text.contains(&cause) {
            if !text.is_empty() {
                text.push_str(": ");
            }
            text.push_str(&cause);
        }
    }
    text
}

/// Resolves on Ctrl-C or SIGTERM.
async fn asked_to_stop() {
    let mut terminate =
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(signal) => signal,
            Err(_) => return std::future::pending().await,
        };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
