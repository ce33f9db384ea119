//! `taonet` processes other than the node, for tests.
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

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// How long anything that does happen may take on a busy machine.
pub const DEADLINE: Duration = Duration::from_secs(180);

/// The `taonet` program: `TAONET_BIN`, or the file next to the test executables' folder.
pub fn binary() -> std::path::PathBuf {
    if let Some(path) = std::env::var_os("TAONET_BIN") {
        return path.into();
    }
    let test = std::env::current_exe().unwrap();
    let path = test.ancestors().nth(2).unwrap().join("taonet");
    assert!(
        path.exists(),
        "{} is missing: build the workspace's programs first",
        path.display()
    );
    path
}

/// A command of `taonet` with no wallet, network or password from the caller's environment.
pub fn taonet(args: &[&str]) -> Command {
    let mut command = Command::new(binary());
    command.args(args);
    for name in [
        "BT_NETWORK",
        "BT_WALLET_NAME",
        "BT_WALLET_HOTKEY",
        "BT_WALLET_PATH",
    ] {
        command.env_remove(name);
    }
    command
}

/// Runs a command that ends by itself.
pub fn run(command: &mut Command) -> Output {
    run_within(command, DEADLINE)
}

/// Runs a command that ends by itself before the deadline.
pub fn run_within(command: &mut Command, deadline: Duration) -> Output {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut errors = child.stderr.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut text = Vec::new();
        errors.read_to_end(&mut text).unwrap();
        text
    });
    let mut stdout = Vec::new();
    let mut output = child.stdout.take().unwrap();
    let output_reader = std::thread::spawn(move || {
        output.read_to_end(&mut stdout).unwrap();
        stdout
    });
    let status = wait(&mut child, deadline);
    Output {
        status,
        stdout: output_reader.join().unwrap(),
        stderr: reader.join().unwrap(),
    }
}

/// Runs a command that must fail, and gives what it printed as its error.
pub fn refusal(command: &mut Command) -> String {
    let output = run(command);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "it succeeded: {errors}");
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(!errors.contains("panicked"), "{errors}");
    assert!(errors.contains("taonet: "), "one report: {errors}");
    errors
}

/// Waits for the end of a process; kills it and fails after the deadline.
pub fn wait(child: &mut Child, deadline: Duration) -> ExitStatus {
    let last = Instant::now() + deadline;
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if Instant::now() > last {
            child.kill().unwrap();
            panic!("the process did not end within {deadline:?}");
        }
        // There is no portable way to wait for a process with a deadline.
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A process that runs until it is told to stop; killed when dropped.
pub struct Running {
    pub child: Child,
    lines: mpsc::Receiver<String>,
    seen: Vec<String>,
}

impl Running {
    pub fn start(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let errors = BufReader::new(child.stderr.take().unwrap());
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in errors.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            lines,
            seen: Vec::new(),
        }
    }

    /// Waits until the process has printed a line with `text` on standard error.
    pub fn wait_line(&mut self, text: &str) -> String {
        let last = Instant::now() + DEADLINE;
        loop {
            match self
                .lines
                .recv_timeout(last.saturating_duration_since(Instant::now()))
            {
                Ok(line) => {
                    self.seen.push(line.clone());
                    if line.contains(text) {
                        return line;
                    }
                }
                Err(cause) => {
                    panic!(
                        "no line with '{text}' ({cause}); it printed:\n{}",
                        self.seen.join("\n")
                    )
                }
            }
        }
    }

    /// Asks the process to stop, as Ctrl-C and service managers do, and waits for its end.
    pub fn terminate(&mut self) -> ExitStatus {
        let pid = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &pid])
                .status()
                .unwrap()
                .success()
        );
        wait(&mut self.child, Duration::from_secs(20))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Already ended is fine.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Ids of processes whose command line holds `text`.
pub fn processes_with(text: &str) -> Vec<u32> {
    std::fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter(|pid| *pid != std::process::id())
        .filter(|pid| {
            let line = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            String::from_utf8_lossy(&line).contains(text)
        })
        .collect()
}
