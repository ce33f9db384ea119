//! Replays of recorded chains: whole storages, calls and blocks.
//!
//! What a file holds is told by its structure, not by its name:
//!
//! 1. `cases` with `epochs`: single epochs of one subnet ([`epochs`]).
//! 2. `cases` with `side` in their arguments: quotes of a pool ([`quotes`]).
//! 3. `cases` with anything that happens in time, and files with `per_block` rows: a chain that is
//!    driven and compared ([`timeline`]).
//! 4. A map of hex keys and values: a dump that another file starts from or ends with.
//! 5. `files`: an index, held against the files beside it.
//!
//! Anything else fails as unknown.

mod actions;
mod chain;
mod epochs;
mod items;
mod locks;
mod parameters;
mod quotes;
mod start;
mod timeline;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::{
    Selection,
    calls::CallBook,
    files,
    golden::{self, Golden, Malformed, field, list, object},
    panics,
    reference::RuntimeCall,
    report::{Check, Report},
};

/// What a file of scenarios holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Epochs,
    Quotes,
    Timeline,
    Dump,
    Index,
}

impl Kind {
    fn of(contents: &Value) -> Option<Self> {
        if chain::is_dump(contents) {
            return Some(Self::Dump);
        }
        if contents.get("per_block").is_some() {
            return Some(Self::Timeline);
        }
        if contents.get("files").is_some_and(Value::is_object) {
            return Some(Self::Index);
        }
        let case = contents.get("cases")?.as_array()?.first()?;
        if case.get("epochs").is_some() {
            return Some(Self::Epochs);
        }
        if case.pointer("/args/side").is_some() {
            return Some(Self::Quotes);
        }
        timeline::PARTS
            .iter()
            .any(|part| case.get(part).is_some())
            .then_some(Self::Timeline)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Epochs => "epochs",
            Self::Quotes => "quotes",
            Self::Timeline => "chain",
            Self::Dump => "storage dump, start or end of another file",
            Self::Index => "index of scenarios",
        }
    }
}

/// Replays every scenario under the paths.
///
/// # Errors
/// If a path cannot be read.
pub fn replay(paths: &[PathBuf], selection: &Selection) -> Result<Report, files::FileError> {
    let book = CallBook::of::<RuntimeCall>();
    let mut report = Report::default();
    for path in files::collect(paths)? {
        replay_file(&path, &book, selection, &mut report);
    }
    Ok(report)
}

fn replay_file(path: &Path, book: &CallBook, selection: &Selection, report: &mut Report) {
    let name = files::name(path);
    let contents = match files::load(path) {
        Ok(contents) => contents,
        Err(error) => {
            report.open(&name, "unreadable");
            report.refuse("the file", "contents", "JSON", error.to_string());
            return;
        }
    };
    let Some(kind) = Kind::of(&contents) else {
        report.open(&name, "unknown");
        let expected = "a structure of the documented kinds";
        report.refuse("the file", "structure", expected, golden::brief(&contents));
        return;
    };
    report.open(&name, kind.name());
    match kind {
        Kind::Dump => {
            if let Err(error) = chain::entries(&contents) {
                report.settle("the dump", "", Err(error));
            }
        }
        Kind::Index => check_index(&contents, path, selection, report),
        _ if contents.get("cases").is_none() => {
            if selection.admits(&format!("{name} case 0")) {
                run_case(kind, path, &contents, &contents, "the chain", book, report);
            }
        }
        _ => {
            let cases = contents.get("cases").and_then(Value::as_array);
            for (number, case) in cases.into_iter().flatten().enumerate() {
                let place = format!("case {number}");
                if selection.admits(&format!("{name} {place}")) {
                    run_case(kind, path, &contents, case, &place, book, report);
                }
            }
        }
    }
}

fn run_case(
    kind: Kind,
    path: &Path,
    file: &Value,
    case: &Value,
    place: &str,
    book: &CallBook,
    report: &mut Report,
) {
    let run = || match kind {
        Kind::Epochs => epochs::run(case, place, report),
        Kind::Quotes => quotes::run(case, place, report),
        _ => timeline::run(path, file, case, place, book, report),
    };
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok(())) => {}
        Ok(Err(error)) => report.settle(place, "", Err(error)),
        Err(panic) => report.refuse(place, "run", "no panic", panics::message(&*panic)),
    }
}

/// Holds the files beside an index against the numbers in it.
fn check_index(contents: &Value, path: &Path, selection: &Selection, report: &mut Report) {
    let files = contents.get("files").and_then(Value::as_object);
    for (file, counts) in files.into_iter().flatten() {
        if selection.admits(&format!("{} {file}", files::name(path))) {
            report.settle(file, "", index_entry(&path.with_file_name(file), counts));
        }
    }
}

fn index_entry(path: &Path, counts: &Value) -> Result<Vec<Check>, Malformed> {
    let contents = files::load(path).map_err(|error| Malformed::new(error.to_string()))?;
    let mut checks = Vec::new();
    for (name, expected) in object(counts)? {
        let got = match name.as_str() {
            "cases" => list(field(&contents, "cases")?)?.len(),
            "blocks" => list(field(&contents, "per_block")?)?.len(),
            "checkpoints" | "ops" => list(field(&contents, name)?)?.len(),
            "keys" => object(&contents)?.len(),
            // Sizes and inner counts say nothing that the replay does not.
            _ => continue,
        };
        checks.push(Check::new(name, expected, got.write()));
    }
    Ok(checks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn files_are_told_by_their_structure() {
        let kind = |contents: Value| Kind::of(&contents);
        assert_eq!(kind(json!({"0x01": "0x02"})), Some(Kind::Dump));
        assert_eq!(kind(json!({"cases": [{"epochs": []}]})), Some(Kind::Epochs));
        assert_eq!(
            kind(json!({"cases": [{"args": {"side": "buy"}}]})),
            Some(Kind::Quotes)
        );
        assert_eq!(
            kind(json!({"cases": [{"steps": []}]})),
            Some(Kind::Timeline)
        );
        assert_eq!(kind(json!({"per_block": []})), Some(Kind::Timeline));
        assert_eq!(kind(json!({"files": {}})), Some(Kind::Index));
        for unknown in [
            json!({}),
            json!([]),
            json!(null),
            json!({"cases": [{}]}),
            json!({"a": 1}),
        ] {
            assert_eq!(kind(unknown.clone()), None, "{unknown}");
        }
    }
}
