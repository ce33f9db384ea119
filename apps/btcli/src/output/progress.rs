//! A line on the terminal while something takes time.

use std::io::IsTerminal as _;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use dialoguer::console::Term;

/// How long something may take before anybody is told.
const PATIENCE: Duration = Duration::from_millis(150);
const FRAMES: [&str; 8] = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧"];

/// Shows a text and the seconds passed, until dropped. Nothing on anything but a terminal.
#[derive(Debug)]
pub(crate) struct Progress {
    ticker: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    pub(crate) fn start(text: String, wanted: bool) -> Self {
        if !wanted || !std::io::stderr().is_terminal() {
            return Self { ticker: None };
        }
        let (stop, stopped) = channel();
        let thread = std::thread::spawn(move || {
            let begin = Instant::now();
            let term = Term::stderr();
            let mut frames = FRAMES.iter().cycle();
            while stopped.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                let frame = frames.next().unwrap_or(&"");
                let seconds = begin.elapsed().as_secs();
                let _ = term.clear_line();
                let _ = term.write_str(&format!("{frame} {text} ({seconds} s)"));
            }
            let _ = term.clear_line();
        });
        Self {
            ticker: Some((stop, thread)),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.ticker.take() {
            drop(stop);
            let _ = thread.join();
        }
    }
}
