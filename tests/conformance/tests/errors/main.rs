//! Errors of the main pallet, each reached by a signed transaction on the real runtime.
//!
//! A row is an error, the calls that lead to it, and how it shows: as the module's error, or, where a
//! guard refuses the transaction before it is dispatched, as a code. All rows start from one settled
//! world and leave it as it was.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod elsewhere;
mod rows;

use std::{collections::BTreeSet, fs, path::Path};

use scale_info::{MetaType, Registry, TypeDef};
use taonet_conformance::random::Stage;
use taonet_runtime::Runtime;

#[test]
fn every_row_reaches_its_error() {
    let mut stage = Stage::new();
    let mut wrong = Vec::new();
    for row in rows::rows(&stage) {
        let seen = stage.outcome(&row.acts);
        let seen = seen.unwrap_or_else(|error| format!("malformed: {error}"));
        if seen != row.shows {
            wrong.push(format!("{}: shows {seen}, not {}", row.error, row.shows));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Names of all errors in the metadata.
fn declared() -> BTreeSet<String> {
    let mut registry = Registry::new();
    let id = registry.register_type(&MetaType::new::<pallet_subtensor::Error<Runtime>>());
    let types = scale_info::PortableRegistry::from(registry);
    match &types.resolve(id.id).expect("registered").type_def {
        TypeDef::Variant(errors) => errors.variants.iter().map(|e| e.name.clone()).collect(),
        other => panic!("errors are {other:?}"),
    }
}

/// Every error is reached by a row, or by a test of the pallet, or cannot be reached.
#[test]
fn no_error_is_forgotten() {
    let stage = Stage::new();
    let by_rows: BTreeSet<String> = rows::rows(&stage)
        .into_iter()
        .map(|r| r.error.into())
        .collect();
    let in_pallet: BTreeSet<String> = elsewhere::IN_THE_PALLET
        .iter()
        .map(|e| (*e).into())
        .collect();
    let unreachable: BTreeSet<String> = elsewhere::UNREACHABLE
        .iter()
        .map(|(e, _)| (*e).into())
        .collect();
    let recorded: BTreeSet<String> = elsewhere::IN_RECORDINGS
        .iter()
        .map(|e| (*e).into())
        .collect();
    let listed: BTreeSet<String> = by_rows
        .iter()
        .chain(&in_pallet)
        .chain(&recorded)
        .chain(&unreachable)
        .cloned()
        .collect();
    assert_eq!(listed, declared());
    let twice: Vec<_> = unreachable
        .iter()
        .filter(|e| by_rows.contains(*e) || in_pallet.contains(*e))
        .chain(in_pallet.iter().filter(|e| by_rows.contains(*e)))
        .chain(
            recorded
                .iter()
                .filter(|e| by_rows.contains(*e) || in_pallet.contains(*e)),
        )
        .collect();
    assert!(twice.is_empty(), "listed twice: {twice:?}");
}

/// The pallets' tests name the errors that are said to be reached there.
#[test]
fn errors_of_the_pallets_tests_are_there() {
    let pallets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../chain");
    let mut text = String::new();
    read_tests(&pallets, &mut text);
    let missing: Vec<_> = elsewhere::IN_THE_PALLET
        .iter()
        .filter(|error| !text.contains(**error))
        .collect();
    assert!(missing.is_empty(), "no test names {missing:?}");
}

/// The recordings that `golden.rs` replays name the errors that are said to be reached there.
#[test]
fn errors_of_the_recordings_are_there() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vectors/scenarios");
    let names = [
        "set_weights_calls.json",
        "children_takes.json",
        "keys_and_misc_calls.json",
    ];
    let texts = names.map(|name| fs::read_to_string(folder.join(name)).unwrap());
    let missing: Vec<_> = elsewhere::IN_RECORDINGS
        .iter()
        .filter(|error| {
            !texts
                .iter()
                .any(|text| text.contains(&format!("\"{error}\"")))
        })
        .collect();
    assert!(missing.is_empty(), "no recording names {missing:?}");
}

/// All sources below a folder of tests.
fn read_tests(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_tests(&path, text);
        } else if path.to_string_lossy().contains("tests")
            && path.extension().is_some_and(|e| e == "rs")
        {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}
