//! What shells and `man` want to know of this program.

use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;
use serde_json::json;

use crate::arguments::{Arguments, OutputOptions, Shared};
use crate::config::{expand, home_folder};
use crate::dispatch::Run;
use crate::failure::Failure;
use crate::output::{Report, Text};
use crate::session::Session;

/// Prints a completion script.
#[derive(Args, Debug)]
pub(crate) struct Completion {
    /// Shell [default: that of SHELL]
    shell: Option<Shell>,
    #[command(flatten)]
    shared: OutputOptions,
}

/// Writes a completion script where its shell looks for it.
#[derive(Debug)]
pub(crate) struct Install {
    shell: Option<Shell>,
}

/// Writes one manual page for each command.
#[derive(Args, Debug)]
pub(crate) struct Man {
    /// Folder for the pages
    folder: PathBuf,
    #[command(flatten)]
    shared: OutputOptions,
}

impl Completion {
    pub(crate) fn new(shell: Option<Shell>) -> Self {
        Self {
            shell,
            shared: OutputOptions::default(),
        }
    }
}

impl Install {
    pub(crate) fn new(shell: Option<Shell>) -> Self {
        Self { shell }
    }
}

fn shell(given: Option<Shell>) -> Result<Shell, Failure> {
    given
        .or_else(Shell::from_env)
        .ok_or_else(|| Failure::usage("the shell is unknown: name it, such as bash, zsh or fish"))
}

fn script(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "btcli", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

impl Run for Completion {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, _session: &Session) -> Result<Report, Failure> {
        let shell = shell(self.shell)?;
        let script = script(shell);
        let document = json!({ "shell": shell.to_string(), "script": script });
        Ok(Report::new(document, Text::script(script)))
    }
}

impl Run for Install {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::default()
    }

    async fn run(self, session: &Session) -> Result<Report, Failure> {
        let shell = shell(self.shell)?;
        let home = expand(Path::new("~"))?;
        let (path, hint) = match shell {
            Shell::Bash => (
                home.join(".local/share/bash-completion/completions/btcli"),
                "It works in new shells with the package bash-completion.",
            ),
            Shell::Zsh => (
                home_folder()?.join("completions/_btcli"),
                "Add to ~/.zshrc before compinit: fpath=(~/.bittensor/completions $fpath)",
            ),
            Shell::Fish => (
                home.join(".config/fish/completions/btcli.fish"),
                "It works in new shells.",
            ),
            other => {
                return Err(Failure::usage(format!(
                    "where {other} looks for completions is unknown here: print the script with \
                     'btcli completion {other}' and put it there"
                )));
            }
        };
        session.require_confirmation(&format!("Write {}?", path.display()))?;
        crate::config::replace(&path, script(shell).as_bytes())?;
        let document = json!({ "success": true, "shell": shell.to_string(), "path": path });
        let text = Text::from(format!("Wrote {}.", path.display())).line(hint);
        Ok(Report::new(document, text))
    }
}

impl Run for Man {
    const CHAIN: bool = false;

    fn shared(&self) -> Shared {
        Shared::from(&self.shared)
    }

    async fn run(self, _session: &Session) -> Result<Report, Failure> {
        std::fs::create_dir_all(&self.folder)?;
        clap_mangen::generate_to(Arguments::command(), &self.folder)?;
        let pages = std::fs::read_dir(&self.folder)?.count();
        let folder = self.folder.display();
        let text = Text::from(format!("Wrote {pages} pages to {folder}."));
        let document = json!({ "success": true, "folder": self.folder, "pages": pages });
        Ok(Report::new(document, text))
    }
}
