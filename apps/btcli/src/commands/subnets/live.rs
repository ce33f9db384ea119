//! Views that are drawn again and again until Ctrl-C.

use std::io::IsTerminal as _;
use std::time::Duration;

use dialoguer::console::Term;

use crate::failure::Failure;
use crate::output::{self, Report};

/// Draws a report in place of the one before, and waits.
pub(crate) async fn show(report: &Report, wait: Duration) -> Result<(), Failure> {
    if std::io::stdout().is_terminal() {
        Term::stdout().clear_screen()?;
    }
    output::print(report, false)?;
    output::write_stdout("Ctrl-C ends this view.\n")?;
    tokio::time::sleep(wait).await;
    Ok(())
}
