//! Every error that the project's own pallets can give, each reached by a signed transaction that
//! the whole runtime applies.
//!
//! A row says what is shown, what comes before, the call, and who signs it. It shows the pallet's
//! error as the result of the dispatch, or, where a guard refuses the transaction before it is
//! dispatched, the guard's code. All rows start from one settled world and leave it as it was.
//! What would take thousands of blocks or accounts is written into the state instead.
//!
//! The list of errors is the metadata's. An error without a row needs a reason why nothing can show
//! it ([`unreachable`]); that it is tested elsewhere is none.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod declared;
mod play;
mod rows;
mod unreachable;

use std::{collections::BTreeSet, fs, path::Path};

use play::{Play, Shown};
use taonet_conformance::random::Stage;

#[test]
fn every_row_shows_what_it_says() {
    let mut stage = Stage::new();
    let mut wrong = Vec::new();
    for row in rows::all() {
        let told = row.shows.told();
        let outcome = stage.play(|scene| Play::outcome(&row, scene));
        let outcome = outcome.unwrap_or_else(|violation| violation);
        if outcome != told {
            wrong.push(format!("{told}: {outcome}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `Pallet.Error` of all rows.
fn shown() -> BTreeSet<String> {
    let rows = rows::all().into_iter();
    rows.filter(|row| matches!(row.shows, Shown::Error(..)))
        .map(|row| row.shows.told())
        .collect()
}

fn not_constructed() -> BTreeSet<String> {
    let pallets = unreachable::NOT_CONSTRUCTED.iter();
    pallets
        .flat_map(|(pallet, _, errors)| errors.iter().map(move |error| format!("{pallet}.{error}")))
        .collect()
}

#[test]
fn no_error_of_the_metadata_is_forgotten() {
    let always: BTreeSet<String> = unreachable::ALWAYS_HOLDS
        .iter()
        .map(|(error, _)| (*error).to_owned())
        .collect();
    let (shown, unraised) = (shown(), not_constructed());
    let listed: Vec<&String> = shown.iter().chain(&unraised).chain(&always).collect();
    let distinct: BTreeSet<String> = listed.iter().map(|error| (*error).clone()).collect();
    assert_eq!(listed.len(), distinct.len(), "an error is listed twice");
    let declared = declared::own();
    let forgotten: Vec<_> = declared.difference(&distinct).collect();
    assert!(forgotten.is_empty(), "no row shows {forgotten:?}");
    let unknown: Vec<_> = distinct.difference(&declared).collect();
    assert!(unknown.is_empty(), "not in the metadata: {unknown:?}");
}

/// Users find every error in the pages.
#[test]
fn the_pages_explain_every_error() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/protocol/errors.md");
    let page = fs::read_to_string(page).unwrap();
    let words: BTreeSet<&str> = page.split(|c: char| !c.is_alphanumeric()).collect();
    let declared = declared::own();
    let names = declared.iter().filter_map(|error| error.split('.').nth(1));
    let missing: Vec<_> = names.filter(|name| !words.contains(name)).collect();
    assert!(missing.is_empty(), "errors.md lacks {missing:?}");
}

/// Every code that is given is shown by a row, and no other.
#[test]
fn no_code_is_forgotten() {
    let shown: BTreeSet<u8> = rows::all()
        .into_iter()
        .filter_map(|row| match row.shows {
            Shown::Code(code) => Some(code),
            _ => None,
        })
        .collect();
    for (code, given) in unreachable::CODES {
        assert_eq!(shown.contains(&(*code as u8)), *given, "{code:?}");
    }
}

/// What is said to be constructed nowhere is not in the sources of its pallet, nor of those that
/// use the main pallet's errors; and what is said to be checked is.
#[test]
fn the_sources_agree() {
    let chain = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../chain");
    let of = |folder: &str| {
        let mut sources = String::new();
        read_sources(&chain.join(folder), &mut sources);
        sources
    };
    let everything = of("");
    for (pallet, folder, errors) in unreachable::NOT_CONSTRUCTED {
        let own = of(&format!("pallets/{folder}"));
        for error in *errors {
            let within = constructs(&own, &["Error::<T>::", "Error::", "=> Self::"], error);
            let outside = constructs(&everything, &["Main::<T>::", "Main::"], error);
            assert!(!within && !outside, "{pallet}.{error} is constructed");
        }
    }
    for (error, _) in unreachable::ALWAYS_HOLDS {
        let (_, name) = error.split_once('.').expect("has a pallet");
        let checked = constructs(&everything, &["Error::<T>::", "Self::"], name);
        assert!(checked, "nothing checks {error}");
    }
}

/// Whether the sources name the error as a value, after one of the paths.
fn constructs(sources: &str, paths: &[&str], error: &str) -> bool {
    paths.iter().any(|path| {
        let value = format!("{path}{error}");
        sources.match_indices(&value).any(|(at, _)| {
            let next = sources[at + value.len()..].chars().next();
            !next.is_some_and(|c| c.is_alphanumeric() || c == '_')
        })
    })
}

/// All sources below a folder, without tests and comments.
fn read_sources(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("tests") {
            read_sources(&path, text);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let source = fs::read_to_string(&path).unwrap();
            let code = source.split("#[cfg(test)]").next().unwrap_or_default();
            let lines = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            lines.for_each(|line| {
                text.push_str(line);
                text.push('\n');
            });
        }
    }
}
