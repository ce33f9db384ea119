//! A development node as a child process.
//!
//! 1. The program starts itself with the arguments of the node and a pipe as standard input.
//! 2. The node prints one line when JSON-RPC answers; the parent reads the addresses from it.
//! 3. The node ends when the pipe closes: on [`DevelopmentNode::stop`], on drop, and also when the
//!    parent is killed, so no process is left behind.

use crate::sealing::Sealing;
use serde::Deserialize;
use std::{
    ffi::OsString,
    fs::File,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc,
    time::{Duration, Instant},
};

/// How long a stopped node may take before it is killed.
const STOP_TIMEOUT: Duration = Duration::from_secs(3);

/// What kind of node to start.
#[derive(Clone, Debug)]
pub struct DevelopmentOptions {
    /// The program to run.
    pub executable: PathBuf,
    /// Arguments before the node's own, for example `node`.
    pub leading_args: Vec<OsString>,
    /// When a block is made.
    pub sealing: Sealing,
    /// The pace of the chain's own clock and waiting times.
    pub fast_blocks: bool,
    /// Whether the chain is its own random beacon, so that timelocks open offline.
    pub drand_dev_key: bool,
    /// Where the chain is kept; `None` for a folder that is removed at the end.
    pub base_path: Option<PathBuf>,
    /// JSON-RPC port, 0 for a free one.
    pub rpc_port: u16,
    /// A second JSON-RPC port.
    pub second_rpc_port: Option<u16>,
    /// Where the node's log goes; `None` to drop it.
    pub log_file: Option<PathBuf>,
}

impl DevelopmentOptions {
    /// A temporary chain on a free port, run by the current program's `node` subcommand.
    ///
    /// # Errors
    /// When the path of the current program is unknown.
    pub fn new(sealing: Sealing) -> Result<Self, ChildError> {
        Ok(Self {
            executable: std::env::current_exe().map_err(ChildError::Start)?,
            leading_args: vec!["node".into()],
            sealing,
            fast_blocks: true,
            drand_dev_key: false,
            base_path: None,
            rpc_port: 0,
            second_rpc_port: None,
            log_file: None,
        })
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.executable);
        command.args(&self.leading_args).args([
            "--dev",
            "--sealing",
            &self.sealing.to_string(),
            "--rpc-port",
            &self.rpc_port.to_string(),
            "--announce-ready",
            "--exit-with-parent",
            "--no-prometheus",
            "--no-telemetry",
        ]);
        if self.fast_blocks {
            command.arg("--fast-blocks");
        }
        if self.drand_dev_key {
            command.arg("--drand-dev-key");
        }
        if let Some(port) = self.second_rpc_port {
            command.args(["--second-rpc-port", &port.to_string()]);
        }
        if let Some(path) = &self.base_path {
            command.arg("--base-path").arg(path);
        }
        command
    }
}

/// Why a child node is not available.
#[derive(Debug, thiserror::Error)]
pub enum ChildError {
    /// The program could not be started.
    #[error("cannot start the chain node ({0}): check that the program is still in its place")]
    Start(#[source] std::io::Error),
    /// The log file could not be made.
    #[error("cannot write the node's log {} ({cause})", path.display())]
    Log {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The node ended before it answered; the text is its own error.
    #[error("the chain node did not start: {0}")]
    Ended(String),
    /// The node did not answer in time.
    #[error("the chain node did not answer within {0:?}: the machine may be overloaded")]
    Timeout(Duration),
}

/// A running development node.
#[derive(Debug)]
pub struct DevelopmentNode {
    child: Child,
    addresses: Vec<String>,
    genesis: String,
}

/// The line of `--announce-ready`.
#[derive(Debug, Deserialize)]
struct Ready {
    genesis: String,
    rpc: Vec<String>,
}

impl DevelopmentNode {
    /// Starts a node and waits until it answers.
    ///
    /// # Errors
    /// When it cannot be started, ends at once (the message carries the node's reason), or needs
    /// longer than `timeout`.
    pub fn start(options: &DevelopmentOptions, timeout: Duration) -> Result<Self, ChildError> {
        let mut command = options.command();
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().map_err(ChildError::Start)?;
        let errors = child.stderr.take().map(BufReader::new);
        let last_error = follow_log(errors, options.log_file.clone())?;
        let (sender, receiver) = mpsc::channel();
        if let Some(output) = child.stdout.take() {
            std::thread::spawn(move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        let node = Self {
            child,
            addresses: Vec::new(),
            genesis: String::new(),
        };
        node.wait_for_ready(&receiver, timeout, &last_error)
    }

    fn wait_for_ready(
        mut self,
        lines: &mpsc::Receiver<String>,
        timeout: Duration,
        last_error: &mpsc::Receiver<String>,
    ) -> Result<Self, ChildError> {
        let deadline = Instant::now() + timeout;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match lines.recv_timeout(left) {
                Ok(line) => {
                    if let Ok(ready) = serde_json::from_str::<Ready>(&line) {
                        self.addresses = ready.rpc;
                        self.genesis = ready.genesis;
                        return Ok(self);
                    }
                }
                Err(mpsc::RecvTimeoutError::Timeout) => return Err(ChildError::Timeout(timeout)),
                Err(mpsc::RecvTimeoutError::Disconnected) => {
                    let text = last_error.recv_timeout(STOP_TIMEOUT).unwrap_or_default();
                    return Err(ChildError::Ended(text));
                }
            }
        }
    }

    /// The WebSocket address clients connect to.
    pub fn ws_url(&self) -> String {
        self.addresses
            .first()
            .map(|address| format!("ws://{address}"))
            .unwrap_or_default()
    }

    /// The HTTP address of the same server.
    pub fn http_url(&self) -> String {
        self.addresses
            .first()
            .map(|address| format!("http://{address}"))
            .unwrap_or_default()
    }

    /// Every address JSON-RPC listens on.
    pub fn rpc_addresses(&self) -> &[String] {
        &self.addresses
    }

    /// The genesis hash, `0x` and 64 digits.
    pub fn genesis_hash(&self) -> &str {
        &self.genesis
    }

    /// The process id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The node's exit status if it has ended by itself.
    pub fn exit_status(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Ends the node in good order and waits for it.
    pub fn stop(mut self) -> Option<ExitStatus> {
        self.end()
    }

    fn end(&mut self) -> Option<ExitStatus> {
        drop(self.child.stdin.take());
        let begin = Instant::now();
        while begin.elapsed() < STOP_TIMEOUT {
            match self.child.try_wait() {
                Ok(Some(status)) => return Some(status),
                Ok(None) => std::thread::sleep(Duration::from_millis(5)),
                Err(_) => break,
            }
        }
        let _ = self.child.kill();
        self.child.wait().ok()
    }
}

impl Drop for DevelopmentNode {
    fn drop(&mut self) {
        self.end();
    }
}

/// Copies the node's standard error to a file, and hands out its last `Error:` line at the end.
fn follow_log(
    errors: Option<BufReader<std::process::ChildStderr>>,
    log_file: Option<PathBuf>,
) -> Result<mpsc::Receiver<String>, ChildError> {
    let mut log = match log_file {
        Some(path) => Some(File::create(&path).map_err(|cause| ChildError::Log { path, cause })?),
        None => None,
    };
    let (sender, receiver) = mpsc::channel();
    if let Some(errors) = errors {
        std::thread::spawn(move || {
            let mut last_error = String::new();
            for line in errors.lines().map_while(Result::ok) {
                if let Some(text) = line.strip_prefix("Error: ") {
                    last_error = text.to_owned();
                }
                if let Some(file) = &mut log {
                    let _ = std::io::Write::write_all(file, format!("{line}\n").as_bytes());
                }
            }
            let _ = sender.send(last_error);
        });
    }
    Ok(receiver)
}
