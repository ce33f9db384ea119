//! What is kept of the last failure, for a bug report.
//!
//! `~/.bittensor/debug.txt` (or `BTCLI_DEBUG_FILE`) names the command and its failure. The command
//! line itself is never written: it may hold secrets.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::arguments::Shared;
use crate::config::{expand, path_of, replace};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Report, Text};
use crate::session::Session;

/// Copies the note about the last failure.
#[derive(Debug)]
pub(crate) struct Debug;

fn path() -> Result<PathBuf, Failure> {
    path_of("BTCLI_DEBUG_FILE", "debug.txt")
}

/// Keeps what is known of a failure. That it cannot be kept is no failure of its own.
pub(crate) fn note(command: &str, failure: &Failure) {
    if matches!(
        failure,
        Failure::Usage(_) | Failure::Declined | Failure::Interrupted
    ) {
        return;
    }
    let seconds = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    let text = format!(
        "btcli {}\ntime {seconds} (seconds since 1970)\ncommand {}\nfailure {failure}\n",
        env!("CARGO_PKG_VERSION"),
        command.rsplit("commands::").next().unwrap_or(command),
    );
    if let Ok(path) = path() {
        let _ = replace(&path, text.as_bytes());
    }
}

impl Run for Debug {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::default()
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let from = path()?;
        let note = std::fs::read_to_string(&from).map_err(|error| {
            Failure::failed(format!(
                "no failure has been noted in {}: {error}",
                from.display()
            ))
        })?;
        let default = "~/.bittensor/debug-copy.txt";
        let question = "Enter the file to copy the note to";
        let to = session.ask_text(None, "a terminal", question, Some(default))?;
        let to = expand(Path::new(&to))?;
        replace(&to, note.as_bytes())?;
        let document = json!({ "success": true, "path": to });
        Ok(Report::new(
            document,
            Text::from(format!("Wrote {}.", to.display())),
        ))
    }
}
