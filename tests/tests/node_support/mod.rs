//! Real node processes and the sockets to talk to them, for the node's tests.
//!
//! Waiting is always for an event (a line, a notification, the end of a process) with a deadline.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]
#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test file uses its own part"
)]

pub mod manual;
pub mod signed;
pub mod signing;
pub mod transfer;
pub mod websocket;

use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc,
    time::{Duration, Instant},
};
use websocket::Subscription;

/// How long anything that does happen may take on a busy machine.
pub const DEADLINE: Duration = Duration::from_secs(120);

/// The `taonet` program: `TAONET_BIN`, or the file next to the test executables' folder.
pub fn binary() -> PathBuf {
    if let Some(path) = std::env::var_os("TAONET_BIN") {
        return path.into();
    }
    let test = std::env::current_exe().unwrap();
    let folder = test.ancestors().nth(2).unwrap();
    let path = folder.join("taonet");
    assert!(
        path.exists(),
        "{} is missing: build it first (cargo build -p taonet with the same profile) or set \
         TAONET_BIN",
        path.display()
    );
    path
}

/// A node process; killed when dropped.
pub struct Node {
    child: Child,
    /// First JSON-RPC address.
    pub address: String,
    /// Every JSON-RPC address.
    pub addresses: Vec<String>,
    /// From the start of the process to the first answer.
    pub start_time: Duration,
    log: mpsc::Receiver<String>,
    log_lines: Vec<String>,
}

/// A node that ended instead of answering.
#[derive(Debug)]
pub struct Refused {
    pub status: ExitStatus,
    pub errors: String,
}

/// Starts a node and waits until it answers or ends.
pub fn start(args: &[&str]) -> Result<Node, Refused> {
    start_with(&[], args)
}

/// The same with variables in its environment.
pub fn start_with(variables: &[(&str, &str)], args: &[&str]) -> Result<Node, Refused> {
    let begin = Instant::now();
    let mut child = Command::new(binary())
        .envs(variables.iter().copied())
        .arg("node")
        .args(args)
        .args([
            "--announce-ready",
            "--exit-with-parent",
            "--no-prometheus",
            "--no-telemetry",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let errors = BufReader::new(child.stderr.take().unwrap());
    let (log_sender, log) = mpsc::channel();
    std::thread::spawn(move || {
        for line in errors.lines().map_while(Result::ok) {
            let _ = log_sender.send(line);
        }
    });
    let output = BufReader::new(child.stdout.take().unwrap());
    let (ready_sender, ready) = mpsc::channel();
    std::thread::spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            let _ = ready_sender.send(line);
        }
    });
    let mut node = Node {
        child,
        address: String::new(),
        addresses: Vec::new(),
        start_time: Duration::ZERO,
        log,
        log_lines: Vec::new(),
    };
    match ready.recv_timeout(DEADLINE) {
        Ok(line) => {
            let ready: Value = serde_json::from_str(&line).unwrap();
            node.addresses = ready["rpc"]
                .as_array()
                .unwrap()
                .iter()
                .map(|address| address.as_str().unwrap().to_owned())
                .collect();
            node.address = node.addresses[0].clone();
            node.rpc("system_chain", json!([]));
            node.start_time = begin.elapsed();
            Ok(node)
        }
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            let status = node.wait();
            let errors: Vec<String> = node.log.iter().collect();
            Err(Refused {
                status,
                errors: errors.join("\n"),
            })
        }
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("the node neither answered nor ended"),
    }
}

impl Node {
    /// Starts a node that has to work.
    pub fn start(args: &[&str]) -> Self {
        match start(args) {
            Ok(node) => node,
            Err(refused) => panic!("{:?}: {}", refused.status, refused.errors),
        }
    }

    /// Calls a method; a JSON-RPC error fails the test.
    pub fn rpc(&self, method: &str, params: Value) -> Value {
        let answer = post(&self.address, method, params);
        assert!(answer["error"].is_null(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Calls a method that may fail: the whole answer.
    pub fn rpc_answer(&self, method: &str, params: Value) -> Value {
        post(&self.address, method, params)
    }

    /// Height of the best block.
    pub fn best(&self) -> u64 {
        number(&self.rpc("chain_getHeader", json!([])))
    }

    /// Height of the finalised block.
    pub fn finalised(&self) -> u64 {
        let hash = self.rpc("chain_getFinalizedHead", json!([]));
        number(&self.rpc("chain_getHeader", json!([hash])))
    }

    /// Opens a subscription.
    pub fn subscribe(&self, method: &str, params: Value) -> Subscription {
        Subscription::open(&self.address, method, params)
    }

    /// Waits until the finalised height is at least this.
    pub fn wait_finalised(&self, height: u64) -> u64 {
        wait_heads(
            self.subscribe("chain_subscribeFinalizedHeads", json!([])),
            height,
        )
    }

    /// Waits until the best height is at least this.
    pub fn wait_best(&self, height: u64) -> u64 {
        wait_heads(self.subscribe("chain_subscribeNewHeads", json!([])), height)
    }

    /// Waits for a line of the log that contains this text.
    pub fn wait_log(&mut self, text: &str) -> String {
        if let Some(line) = self.log_lines.iter().find(|line| line.contains(text)) {
            return line.clone();
        }
        let deadline = Instant::now() + DEADLINE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let line = self.log.recv_timeout(left).unwrap_or_else(|error| {
                panic!("no `{text}` in the log ({error}): {:?}", self.log_lines)
            });
            self.log_lines.push(line.clone());
            if line.contains(text) {
                return line;
            }
        }
    }

    /// The rest of the log, after the end of the process.
    pub fn rest_of_log(&mut self) -> String {
        self.log_lines.extend(self.log.iter());
        self.log_lines.join("\n")
    }

    /// The process id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Kills the process as a power cut would.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Sends SIGTERM; returns the status and the time until the end.
    pub fn terminate(&mut self) -> (ExitStatus, Duration) {
        self.signal("-TERM")
    }

    /// Sends SIGINT, as Ctrl-C does.
    pub fn interrupt(&mut self) -> (ExitStatus, Duration) {
        self.signal("-INT")
    }

    fn signal(&mut self, signal: &str) -> (ExitStatus, Duration) {
        let pid = self.child.id().to_string();
        let begin = Instant::now();
        assert!(
            Command::new("kill")
                .args([signal, &pid])
                .status()
                .unwrap()
                .success()
        );
        (self.wait(), begin.elapsed())
    }

    /// Closes the pipe that stands for the parent.
    pub fn orphan(&mut self) -> (ExitStatus, Duration) {
        let begin = Instant::now();
        drop(self.child.stdin.take());
        (self.child.wait().unwrap(), begin.elapsed())
    }

    /// Waits for the end; `Child::wait` would close the pipe first.
    fn wait(&mut self) -> ExitStatus {
        let stdin = self.child.stdin.take();
        let status = self.child.wait().unwrap();
        drop(stdin);
        status
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn wait_heads(mut heads: Subscription, height: u64) -> u64 {
    loop {
        let reached = number(&heads.next());
        if reached >= height {
            return reached;
        }
    }
}

/// The number of a header.
pub fn number(header: &Value) -> u64 {
    let text = header["number"]
        .as_str()
        .unwrap_or_else(|| panic!("no header: {header}"));
    u64::from_str_radix(text.trim_start_matches("0x"), 16).unwrap()
}

/// One JSON-RPC request over HTTP.
pub fn post(address: &str, method: &str, params: Value) -> Value {
    let body = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params }).to_string();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(DEADLINE)).unwrap();
    write!(
        stream,
        "POST / HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {answer}"))
}

/// Every regular file below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// The text of a path.
pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
