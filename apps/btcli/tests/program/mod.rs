//! The program in a home of its own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    unreachable_pub,
    missing_docs,
    missing_debug_implementations,
    reason = "a test that cannot go on has failed"
)]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// A home folder that is removed at the end.
pub struct Home(tempfile::TempDir);

/// What a run left behind.
#[derive(Debug)]
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Home {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn run(&self, line: &str) -> Run {
        self.run_with(line, &[], "")
    }

    /// Runs with further variables and something on stdin. Words of the line are separated by
    /// blanks; `~` in one stands for a blank.
    pub fn run_with(&self, line: &str, variables: &[(&str, &str)], stdin: &str) -> Run {
        let words = line.split_whitespace().map(|word| word.replace('~', " "));
        let mut child = Command::new(env!("CARGO_BIN_EXE_btcli"))
            .args(words)
            .env_clear()
            .env("HOME", self.path())
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that does not read may be gone already.
        let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
        let output = child.wait_with_output().unwrap();
        Run {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    /// The one document on stdout, of a run with this exit status.
    #[track_caller]
    pub fn document(&self, status: i32) -> Value {
        assert_eq!(self.status, status, "{self:?}");
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}
