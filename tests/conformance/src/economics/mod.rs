//! Replays of recorded functions: arithmetic without a chain.
//!
//! A file is one object: the name of a function, and its cases. Which code a case is for is told by
//! the function's name and, where two files use one name, by the case's fields. A function that no
//! module knows fails as such.

mod bonds;
mod conversions;
mod emission;
mod floats;
mod matrices;
mod pools;
mod scalars;
mod share_pools;
mod vectors;

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::{
    Selection, files,
    golden::{self, Golden, Malformed},
    panics,
    report::{Check, Report},
};

/// One recorded call of a function.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case<'a>(pub(crate) &'a Value);

/// What running a case gives; `None` if the function is not known here.
type Outcome = Result<Option<Vec<Check>>, Malformed>;

impl<'a> Case<'a> {
    /// An input.
    fn get<T: Golden>(&self, name: &str) -> Result<T, Malformed> {
        golden::get(self.0, name)
    }

    /// An input as JSON.
    fn field(&self, name: &str) -> Result<&'a Value, Malformed> {
        golden::field(self.0, name)
    }

    /// Whether there is such a field.
    fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some()
    }

    /// Compares one output.
    fn output(&self, name: &str, got: &impl Golden) -> Result<Vec<Check>, Malformed> {
        Ok(vec![Check::new(name, self.field(name)?, got.write())])
    }

    /// Compares the output `out`.
    fn out(&self, got: &impl Golden) -> Result<Vec<Check>, Malformed> {
        self.output("out", got)
    }
}

/// Runs a case of the named function.
fn run(function: &str, case: Case<'_>) -> Outcome {
    let modules: [fn(&str, Case<'_>) -> Outcome; 9] = [
        conversions::run,
        scalars::run,
        vectors::run,
        matrices::run,
        bonds::run,
        floats::run,
        share_pools::run,
        pools::run,
        emission::run,
    ];
    for module in modules {
        if let Some(checks) = module(function, case)? {
            return Ok(Some(checks));
        }
    }
    Ok(None)
}

/// Whether the contents look like a file of functions.
#[must_use]
pub fn recognises(contents: &Value) -> bool {
    contents
        .as_object()
        .is_some_and(|functions| !functions.is_empty() && functions.values().all(Value::is_array))
        && contents.get("cases").is_none()
}

/// Replays every file of functions under the paths.
///
/// # Errors
/// If a path cannot be read.
pub fn replay(paths: &[PathBuf], selection: &Selection) -> Result<Report, files::FileError> {
    let mut report = Report::default();
    for path in files::collect(paths)? {
        replay_file(&path, selection, &mut report);
    }
    Ok(report)
}

fn replay_file(path: &Path, selection: &Selection, report: &mut Report) {
    let name = files::name(path);
    let contents = match files::load(path) {
        Ok(contents) => contents,
        Err(error) => {
            report.open(&name, "unreadable");
            report.refuse("the file", "contents", "JSON", error.to_string());
            return;
        }
    };
    if let Some(index) = contents.get("files").and_then(Value::as_array) {
        report.open(&name, "index of functions");
        check_index(index, path, selection, report);
        return;
    }
    let Some(functions) = contents.as_object().filter(|_| recognises(&contents)) else {
        report.open(&name, "unknown");
        let expected = "an object of functions and their cases";
        report.refuse("the file", "structure", expected, golden::brief(&contents));
        return;
    };
    report.open(&name, "functions");
    for (function, cases) in functions {
        if !selection.admits(&format!("{name} {function}")) {
            continue;
        }
        for (number, case) in cases.as_array().into_iter().flatten().enumerate() {
            let place = format!("{function} {number}");
            match catch_unwind(AssertUnwindSafe(|| run(function, Case(case)))) {
                Ok(Ok(Some(checks))) => report.settle(&place, "", Ok(checks)),
                Ok(Ok(None)) => {
                    report.refuse(&place, "function", "a known function", function.as_str());
                }
                Ok(Err(error)) => report.settle(&place, "", Err(error)),
                Err(panic) => {
                    report.refuse(&place, "run", "a result", panics::message(&*panic));
                }
            }
        }
    }
}

/// Holds the files beside an index against the numbers of cases in it.
fn check_index(index: &[Value], path: &Path, selection: &Selection, report: &mut Report) {
    for entry in index {
        let outcome = index_entry(entry, path, selection);
        let case = entry.get("file").map_or_else(String::new, golden::brief);
        match outcome {
            Ok(Some(checks)) => report.settle(&case, "", Ok(checks)),
            Ok(None) => {}
            Err(error) => report.settle(&case, "", Err(error)),
        }
    }
}

fn index_entry(entry: &Value, path: &Path, selection: &Selection) -> Outcome {
    let file = golden::text(golden::field(entry, "file")?)?;
    if !selection.admits(&format!("{} {file}", files::name(path))) {
        return Ok(None);
    }
    let contents = files::load(&path.with_file_name(file))
        .map_err(|error| Malformed::new(error.to_string()))?;
    let counts: BTreeMap<&String, usize> = golden::object(&contents)?
        .iter()
        .map(|(function, cases)| (function, cases.as_array().map_or(0, Vec::len)))
        .collect();
    let counts = serde_json::to_value(counts).map_err(|error| Malformed::new(error.to_string()))?;
    let expected = golden::field(entry, "cases")?;
    Ok(Some(vec![Check::new("cases", expected, counts)]))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use super::*;
    use serde_json::json;

    #[test]
    fn a_function_of_two_files_is_told_by_its_fields() {
        let pool = json!({"quote": "500000000000000000", "ok": true});
        assert_eq!(run("new", Case(&pool)).unwrap().unwrap()[0].item, "ok");
        let float = json!({"mantissa": 1, "exponent": 0, "out": null});
        assert_eq!(run("new", Case(&float)).unwrap().unwrap()[0].item, "out");
    }

    #[test]
    fn an_unknown_function_is_said_to_be_unknown() {
        assert!(
            run("no_such_function", Case(&json!({"out": 1})))
                .unwrap()
                .is_none()
        );
    }

    #[test]
    fn a_malformed_case_is_an_error() {
        for case in [
            json!(null),
            json!([]),
            json!({"x": "many"}),
            json!({"x": 1}),
        ] {
            assert!(run("exp_safe", Case(&case)).is_err(), "{case}");
        }
    }
}
