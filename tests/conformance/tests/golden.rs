//! All recorded files of the project, and files that are not what they should be.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::{fs, path::PathBuf};

use serde_json::{Value, json};
use taonet_conformance::{Selection, economics, report::Report, scenarios};

fn vectors(folder: &str) -> Vec<PathBuf> {
    vec![
        PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("../../vectors")
            .join(folder),
    ]
}

fn everything() -> Selection {
    Selection::default()
}

fn only(text: &str) -> Selection {
    Selection {
        filter: text.into(),
    }
}

fn expect(report: &Report, passed: u64) {
    for mismatch in report.mismatches.iter().take(20) {
        eprintln!("{mismatch}");
    }
    assert_eq!((report.passed, report.failed), (passed, 0));
}

/// 26,063 cases, and the counts of the 11 files in the index.
#[test]
fn functions_as_recorded() {
    let report = economics::replay(&vectors("economics"), &everything()).unwrap();
    expect(&report, 26_063 + 11);
}

#[test]
fn chains_as_recorded() {
    let report = scenarios::replay(&vectors("scenarios"), &everything()).unwrap();
    expect(&report, SCENARIO_UNITS);
}

/// Calls, states, rows of blocks, epochs, quotes, starts and ends of all scenarios.
const SCENARIO_UNITS: u64 = 49_428;

/// Writes a file into a fresh folder and replays it.
fn replay(
    name: &str,
    contents: &str,
    run: fn(&[PathBuf], &Selection) -> Result<Report, taonet_conformance::files::FileError>,
) -> Report {
    let folder = std::env::temp_dir().join(format!("conformance-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("recorded.json");
    fs::write(&path, contents).unwrap();
    let report = run(&[path], &everything()).unwrap();
    fs::remove_dir_all(folder).unwrap();
    report
}

#[test]
fn a_wrong_result_is_named() {
    let contents =
        json!({ "u16_to_fixed": [{ "x": 2, "out": 8_589_934_592u64 }, { "x": 2, "out": 7 }] });
    let report = replay("wrong", &contents.to_string(), economics::replay);
    assert_eq!((report.passed, report.failed), (1, 1));
    let line = report.mismatches.first().expect("a mismatch").to_string();
    assert_eq!(
        line,
        "recorded.json: u16_to_fixed 1, out: expected 7, got 8589934592"
    );
}

#[test]
fn what_is_not_known_fails_by_name() {
    let unknown = json!({ "no_such_function": [{ "x": 1, "out": 1 }] }).to_string();
    let report = replay("unknown-function", &unknown, economics::replay);
    assert_eq!((report.passed, report.failed), (0, 1));
    assert_eq!(
        report.mismatches.first().unwrap().got,
        json!("no_such_function")
    );

    let call = json!({ "cases": [{ "ops": [{ "op": "no_such_call", "result": "ok", "signer": 1, "args": {} }] }] });
    let report = replay("unknown-call", &call.to_string(), scenarios::replay);
    assert_eq!((report.passed, report.failed), (0, 1));
    let item = json!({ "cases": [{ "steps": [{ "no_such_item": 1 }] }] });
    let report = replay("unknown-item", &item.to_string(), scenarios::replay);
    assert_eq!((report.passed, report.failed), (0, 1));
}

#[test]
fn malformed_files_are_failures_and_no_panics() {
    let texts = [
        "",
        "{",
        "null",
        "[]",
        "7",
        "\"text\"",
        "{}",
        "{\"a\": 1}",
        "{\"cases\": []}",
        "{\"cases\": [7]}",
        "{\"cases\": [{\"steps\": 7}]}",
        "{\"cases\": [{\"steps\": [{\"block\": 99999999999}]}]}",
        "{\"cases\": [{\"steps\": [{\"ops\": [{\"op\": 7}]}]}]}",
        "{\"cases\": [{\"epochs\": []}]}",
        "{\"cases\": [{\"epochs\": [], \"config\": {\"params\": {\"n\": 99999999, \"netuid\": 1}}}]}",
        "{\"cases\": [{\"args\": {\"side\": \"buy\"}}]}",
        "{\"0xzz\": \"0x00\"}",
        "{\"files\": {\"absent.json\": {\"cases\": 1}}}",
        "{\"per_block\": [[2, 0, 0, [[1]]]]}",
    ];
    for (number, text) in texts.iter().enumerate() {
        let report = replay(&format!("malformed-{number}"), text, scenarios::replay);
        let empty = ["{\"cases\": []}"].contains(text);
        assert!(report.failed > 0 || empty, "{text} passed");
    }
    for (number, text) in [
        "",
        "null",
        "[]",
        "{\"exp_safe\": [7]}",
        "{\"exp_safe\": 7}",
        "{\"exp_safe\": [{\"x\": {}}]}",
    ]
    .iter()
    .enumerate()
    {
        let report = replay(
            &format!("malformed-functions-{number}"),
            text,
            economics::replay,
        );
        assert!(report.failed > 0, "{text} passed");
    }
}

/// A recorded file, mutilated at random places, is replayed or refused, but never panics.
#[test]
fn mutilated_recordings_do_not_panic() {
    let path = vectors("scenarios")
        .remove(0)
        .join("share_pool_pallet.json");
    let whole: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut short = whole;
    for case in short
        .get_mut("cases")
        .and_then(Value::as_array_mut)
        .unwrap()
    {
        if let Some(steps) = case.get_mut("steps").and_then(Value::as_array_mut) {
            steps.truncate(2);
        }
    }
    let text = short.to_string();
    let mut rng = taonet_conformance::random::Rng::new(5);
    for round in 0..40 {
        let mut bytes = text.clone().into_bytes();
        for _ in 0..3 {
            let place = usize::try_from(rng.below(bytes.len() as u64)).unwrap();
            if let Some(byte) = bytes.get_mut(place) {
                *byte = b"0129\"[]{},:-enull"[usize::try_from(rng.below(16)).unwrap()];
            }
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let report = replay(&format!("mutilated-{round}"), &text, scenarios::replay);
        for mismatch in &report.mismatches {
            let got = mismatch.got.to_string();
            assert!(!got.contains("a panic"), "round {round}: {mismatch}");
        }
    }
}

#[test]
fn a_filter_selects() {
    let report = economics::replay(&vectors("economics"), &only("scalar.json exp_safe")).unwrap();
    expect(&report, 510);
    let report = scenarios::replay(&vectors("scenarios"), &only("amm.json case 3")).unwrap();
    assert_eq!(report.failed, 0);
    assert!(report.passed > 200);
}
