//! What a command prints: one JSON document for programs, or text and tables for people.
//!
//! stdout carries the answer and nothing else. Questions, notes, progress and errors go to stderr.

mod numbers;
mod progress;
mod table;
mod text;

pub(crate) use numbers::{amount, amount_json, optional_json, percent, price, short_address};
pub(crate) use progress::Progress;
pub(crate) use table::{Cell, Column, Table};
pub(crate) use text::Text;

use std::io::{IsTerminal as _, Write as _};

use dialoguer::console::Term;
use serde_json::Value;

use crate::failure::Failure;

/// What a command found or did.
#[derive(Debug)]
pub(crate) struct Report {
    /// For programs, in the shape that btcli 9 prints.
    pub(crate) document: Value,
    /// For people.
    pub(crate) text: Text,
    /// Whether everything that was asked for was done.
    pub(crate) success: bool,
}

impl Report {
    pub(crate) fn new(document: Value, text: Text) -> Self {
        Self {
            document,
            text,
            success: true,
        }
    }

    /// The same, as the report of a failure.
    pub(crate) fn with_success(mut self, success: bool) -> Self {
        self.success = success;
        self
    }
}

/// How much room and which means the reader has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Medium {
    /// Columns of the terminal; `None` where lines may have any length.
    pub(crate) width: Option<u16>,
    pub(crate) colours: bool,
}

impl Medium {
    fn stdout() -> Self {
        if !std::io::stdout().is_terminal() {
            return Self {
                width: None,
                colours: false,
            };
        }
        let width = Term::stdout().size_checked().map(|(_, columns)| columns);
        Self {
            width: Some(width.unwrap_or(80)),
            colours: colours_wanted(),
        }
    }
}

/// `NO_COLOR` with any value, or a terminal without colours, turns them off.
pub(crate) fn colours_wanted() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        && std::env::var_os("TERM").is_none_or(|terminal| terminal != "dumb")
}

pub(crate) fn print(report: &Report, is_json: bool) -> Result<(), Failure> {
    if is_json {
        write_document(&report.document)
    } else {
        write_stdout(&report.text.render(Medium::stdout()))
    }
}

/// One document, raw: never wrapped, never coloured.
pub(crate) fn write_document(document: &Value) -> Result<(), Failure> {
    let mut text = serde_json::to_string_pretty(document)
        .map_err(|error| Failure::failed(format!("the answer cannot be written: {error}")))?;
    text.push('\n');
    write_stdout(&text)
}

/// Writes everything, or ends quietly when nobody reads any more.
pub(crate) fn write_stdout(text: &str) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// One line on stderr.
pub(crate) fn write_stderr(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// A failure, on stderr.
pub(crate) fn write_error(message: &str) {
    if std::io::stderr().is_terminal() && colours_wanted() {
        write_stderr(&format!("\u{1b}[31mError:\u{1b}[0m {message}"));
    } else {
        write_stderr(&format!("Error: {message}"));
    }
}
