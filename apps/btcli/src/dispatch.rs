//! From the command line to the command, and from its report to the exit status.

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _};
use serde_json::{Value, json};

use crate::arguments::{Arguments, Shared, print_tree, spellings};
use crate::commands::completion;
use crate::failure::Failure;
use crate::output::{self, Report};
use crate::session::Session;

/// A command: what it takes, what it needs, what it does.
pub(crate) trait Run: Sized {
    /// Whether it talks to a chain, and so needs an async runtime.
    const CHAIN: bool = true;
    /// Whether it waits until its transaction is final unless told otherwise.
    const FINALISED: bool = false;
    /// Whether it hides its transaction until it is in a block unless told otherwise.
    const SHIELDED: bool = false;

    /// Its shared options.
    fn shared(&self) -> Shared;

    /// Does what was asked.
    async fn run(self, session: &Session) -> Result<Report, Failure>;

    /// Its JSON document when it failed.
    fn failed(message: &str) -> Value {
        json!({ "success": false, "error": message })
    }
}

/// A command or a group of commands.
pub(crate) trait Dispatch {
    fn dispatch(self, root: Shared) -> ExitCode;
}

impl<Command: Run> Dispatch for Command {
    fn dispatch(self, root: Shared) -> ExitCode {
        perform(self, root)
    }
}

/// Makes an enum of commands one that dispatches to them.
macro_rules! group {
    ($name:ident { $($command:ident),+ $(,)? }) => {
        impl $crate::dispatch::Dispatch for $name {
            fn dispatch(self, root: $crate::arguments::Shared) -> std::process::ExitCode {
                match self {
                    $(Self::$command(command) => {
                        $crate::dispatch::Dispatch::dispatch(command, root)
                    })+
                }
            }
        }
    };
}
pub(crate) use group;

/// The whole program.
pub(crate) fn main(words: Vec<OsString>) -> ExitCode {
    let words: Vec<OsString> = words.into_iter().map(spellings::rewrite).collect();
    let typed = words.get(1..).unwrap_or_default();
    let command = spellings::complete_for(Arguments::command(), typed);
    let matches = command.try_get_matches_from(&words);
    let parsed = matches.and_then(|mut matches| Arguments::from_arg_matches_mut(&mut matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error, &words),
    };
    let shared = Shared::from(&arguments.shared);
    if arguments.commands {
        let tree = print_tree(&Arguments::command());
        return end(output::write_stdout(&tree));
    }
    if let Some(shell) = arguments.show_completion {
        return completion::Completion::new(shell).dispatch(shared);
    }
    if let Some(shell) = arguments.install_completion {
        return completion::Install::new(shell).dispatch(shared);
    }
    if arguments.debug {
        return crate::commands::debug::Debug.dispatch(shared);
    }
    match arguments.group {
        Some(group) => group.dispatch(shared),
        None => {
            let help = Arguments::command().render_help();
            let _ = write!(std::io::stderr(), "{help}");
            ExitCode::from(2)
        }
    }
}

/// Help, the version, or a command line that the parser refuses.
fn refuse(error: &clap::Error, words: &[OsString]) -> ExitCode {
    let _ = error.print();
    let asked_for = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    if asked_for {
        return ExitCode::SUCCESS;
    }
    let json_words = [
        "--json-output",
        "--json-out",
        "--json_output",
        "--json_out",
        "--json",
    ];
    let is_json = words
        .iter()
        .filter_map(|word| word.to_str())
        .any(|word| json_words.contains(&word));
    if is_json {
        let text = error.render().to_string();
        let message = text.lines().next().unwrap_or_default();
        let message = message.trim_start_matches("error: ");
        let _ = output::write_document(&json!({ "success": false, "error": message }));
    }
    ExitCode::from(2)
}

fn perform<Command: Run>(command: Command, root: Shared) -> ExitCode {
    let shared = command.shared().or(root);
    let is_json = shared.output.json_output;
    let result = check(&shared).and_then(|()| {
        let session = Session::new(shared, Command::FINALISED, Command::SHIELDED);
        let report = if Command::CHAIN {
            with_runtime(command.run(&session))
        } else {
            futures::executor::block_on(command.run(&session))
        };
        let report = session.replace_by_dry_run(report?);
        output::print(&report, session.is_json())?;
        Ok(report.success)
    });
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            crate::commands::debug::note(std::any::type_name::<Command>(), &failure);
            let message = failure.to_string();
            if is_json {
                let document = match &failure {
                    Failure::Document { document, .. } => document.clone(),
                    _ => Command::failed(&message),
                };
                let _ = output::write_document(&document);
            } else {
                output::write_error(&message);
            }
            ExitCode::from(failure.exit_status())
        }
    }
}

/// Rules about options that every command keeps.
fn check(shared: &Shared) -> Result<(), Failure> {
    if shared.output.quiet && shared.output.verbose > 0 {
        return Err(Failure::usage(
            "--quiet and --verbose contradict each other: give one of them",
        ));
    }
    if shared.prompt.no_prompt && shared.prompt.no {
        return Err(Failure::usage(
            "--no-prompt and --no contradict each other: give one of them",
        ));
    }
    Ok(())
}

/// Runs a command that talks to a chain until it ends or Ctrl-C comes.
fn with_runtime(run: impl Future<Output = Result<Report, Failure>>) -> Result<Report, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let result = runtime.block_on(async {
        tokio::select! {
            result = run => result,
            _ = tokio::signal::ctrl_c() => Err(Failure::Interrupted),
        }
    });
    runtime.shutdown_background();
    result
}

fn end(written: Result<(), Failure>) -> ExitCode {
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
