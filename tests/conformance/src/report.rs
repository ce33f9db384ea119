//! What agreed, what did not, and where.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use crate::golden::{Malformed, brief, differences};

/// Mismatches that a report keeps; more are only counted.
const MOST_KEPT: usize = 10_000;

/// One item that differs.
#[derive(Debug, Clone, Serialize)]
pub struct Mismatch {
    /// The golden file.
    pub file: String,
    /// The case in it.
    pub case: String,
    /// The step of the case; empty where a case has none.
    pub step: String,
    /// The item of the step.
    pub item: String,
    /// What the file says.
    pub expected: Value,
    /// What this code does.
    pub got: Value,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.case)?;
        if !self.step.is_empty() {
            write!(f, ", {}", self.step)?;
        }
        let (expected, got) = (brief(&self.expected), brief(&self.got));
        write!(f, ", {}: expected {expected}, got {got}", self.item)
    }
}

/// One comparison: an item's name, the recorded value and the computed one.
#[derive(Debug, Clone)]
pub struct Check {
    /// Name of the item.
    pub item: String,
    /// What the file says.
    pub expected: Value,
    /// What this code does.
    pub got: Value,
}

impl Check {
    /// Compares `expected` with `got` under a name.
    pub fn new(item: impl Into<String>, expected: &Value, got: Value) -> Self {
        Self {
            item: item.into(),
            expected: expected.clone(),
            got,
        }
    }
}

/// What came of one file.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FileReport {
    /// The file.
    pub file: String,
    /// What it is.
    pub kind: String,
    /// Units that agreed.
    pub passed: u64,
    /// Units that did not.
    pub failed: u64,
}

/// What came of a run.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// Units that agreed.
    pub passed: u64,
    /// Units that did not.
    pub failed: u64,
    /// File by file.
    pub files: Vec<FileReport>,
    /// The items that differ, up to a bound.
    pub mismatches: Vec<Mismatch>,
}

impl Report {
    /// Starts a file.
    pub fn open(&mut self, file: &str, kind: &str) {
        self.files.push(FileReport {
            file: file.into(),
            kind: kind.into(),
            ..FileReport::default()
        });
    }

    /// Settles one unit of the current file: it has passed if all its checks agree.
    pub fn settle(&mut self, case: &str, step: &str, outcome: Result<Vec<Check>, Malformed>) {
        let checks = outcome.unwrap_or_else(|error| {
            let expected = Value::from("data of the documented format");
            vec![Check::new("format", &expected, error.to_string().into())]
        });
        let file = self.files.last().map_or("", |file| &file.file).to_owned();
        let mut agreed = true;
        for check in checks {
            for (item, expected, got) in differences(&check.item, &check.expected, &check.got) {
                agreed = false;
                if self.mismatches.len() < MOST_KEPT {
                    self.mismatches.push(Mismatch {
                        file: file.clone(),
                        case: case.into(),
                        step: step.into(),
                        item,
                        expected,
                        got,
                    });
                }
            }
        }
        let (passed, failed) = (u64::from(agreed), u64::from(!agreed));
        self.passed += passed;
        self.failed += failed;
        if let Some(file) = self.files.last_mut() {
            file.passed += passed;
            file.failed += failed;
        }
    }

    /// Settles a unit that cannot be run at all.
    pub fn refuse(&mut self, case: &str, item: &str, expected: &str, got: impl Into<String>) {
        let check = Check::new(item, &expected.into(), Value::String(got.into()));
        self.settle(case, "", Ok(vec![check]));
    }
}
