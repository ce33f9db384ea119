//! Reads golden files: numbers that may be JSON numbers or decimal strings, counted per function.
//!
//! Not a test by itself: the tests of the economics crates include it as a module.
#![allow(dead_code, unreachable_pub, missing_docs)]

use std::{fs, path::PathBuf};

use serde_json::Value;

/// The folder of golden files at the root of the project.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../vectors")
}

pub fn load(path: &str) -> Value {
    let full = folder().join(path);
    let text = fs::read_to_string(&full).unwrap_or_else(|e| panic!("{}: {e}", full.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", full.display()))
}

/// An integer, written as a number or as a decimal string.
pub fn int(value: &Value) -> i128 {
    match value {
        Value::Number(number) => number
            .as_i64()
            .map(i128::from)
            .expect("an integer below 2^53"),
        Value::String(text) => text.parse().expect("a decimal integer"),
        other => panic!("not an integer: {other}"),
    }
}

pub fn uint(value: &Value) -> u128 {
    match value {
        Value::String(text) => text.parse().expect("a decimal integer"),
        other => u128::try_from(int(other)).expect("not negative"),
    }
}

pub fn list<T>(value: &Value, read: impl Fn(&Value) -> T) -> Vec<T> {
    value.as_array().expect("a list").iter().map(read).collect()
}

pub fn boolean(value: &Value) -> bool {
    value.as_bool().expect("a boolean")
}

pub fn optional<T>(value: &Value, read: impl Fn(&Value) -> T) -> Option<T> {
    if value.is_null() {
        None
    } else {
        Some(read(value))
    }
}

/// Counts cases per function of one file and compares the counts with the index.
pub struct Tally {
    file: &'static str,
    contents: Value,
    expected: Value,
    passed: usize,
    failures: Vec<String>,
    functions: Vec<String>,
}

impl Tally {
    /// Opens `vectors/economics/<file>`.
    pub fn open(file: &'static str) -> Self {
        let index = load("economics/index.json");
        let entry = index["files"]
            .as_array()
            .expect("a list of files")
            .iter()
            .find(|entry| entry["file"] == file)
            .expect("the file is in the index");
        Self {
            file,
            contents: load(&format!("economics/{file}")),
            expected: entry["cases"].clone(),
            passed: 0,
            failures: Vec::new(),
            functions: Vec::new(),
        }
    }

    /// Runs all cases of a function; `check` returns whether the case agrees.
    pub fn run(&mut self, function: &str, check: impl Fn(&Value) -> bool) {
        let cases = self.contents[function]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let expected = self.expected[function]
            .as_u64()
            .expect("the function is in the index");
        assert_eq!(
            cases.len() as u64,
            expected,
            "{}: cases of {function}",
            self.file
        );
        for (number, case) in cases.iter().enumerate() {
            if check(case) {
                self.passed += 1;
            } else {
                self.failures
                    .push(format!("{function} {number}: {case:.400}"));
            }
        }
        self.functions.push(function.to_owned());
    }

    /// Prints the totals and fails if a case failed or a function of the file was left out.
    pub fn finish(self) {
        let all: Vec<String> = self
            .expected
            .as_object()
            .expect("functions")
            .keys()
            .cloned()
            .collect();
        let missing: Vec<_> = all.iter().filter(|f| !self.functions.contains(f)).collect();
        assert!(
            missing.is_empty(),
            "{}: functions without a check: {missing:?}",
            self.file
        );
        self.finish_partial();
    }

    /// Like [`Tally::finish`] where other crates own the other functions of the file.
    pub fn finish_partial(self) {
        println!(
            "{}: {} passed, {} failed",
            self.file,
            self.passed,
            self.failures.len()
        );
        assert!(
            self.failures.is_empty(),
            "{}: {} failed, first: {:#?}",
            self.file,
            self.failures.len(),
            self.failures.iter().take(3).collect::<Vec<_>>()
        );
    }
}
