//! The walls of the house (ARCHITECTURE.md, "Invariants"), checked against what Cargo resolves.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// A crate of this workspace and everything that its normal dependencies reach.
struct Member {
    folder: String,
    reaches: BTreeSet<String>,
    direct: BTreeSet<String>,
}

fn members() -> Vec<Member> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    // Only this platform's dependencies are on the disk for certain.
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .args(["--filter-platform", &host()])
        .current_dir(root)
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("metadata is JSON");
    let workspace_root = metadata["workspace_root"].as_str().unwrap().to_owned();
    let names: BTreeMap<&str, &str> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            (
                package["id"].as_str().unwrap(),
                package["name"].as_str().unwrap(),
            )
        })
        .collect();
    let edges: BTreeMap<&str, Vec<&str>> = metadata["resolve"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| (node["id"].as_str().unwrap(), normal_dependencies(node)))
        .collect();
    metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|package| {
            let manifest = package["manifest_path"].as_str().unwrap();
            let folder = manifest
                .strip_prefix(&workspace_root)?
                .trim_start_matches('/');
            let id = package["id"].as_str().unwrap();
            let named = |ids: &[&str]| ids.iter().map(|id| names[id].to_owned()).collect();
            Some(Member {
                folder: folder.trim_end_matches("/Cargo.toml").to_owned(),
                reaches: reachable(id, &edges)
                    .iter()
                    .map(|id| names[id].to_owned())
                    .collect(),
                direct: named(&edges[id]),
            })
        })
        .collect()
}

/// The platform that the compiler builds for.
fn host() -> String {
    let output = Command::new("rustc")
        .arg("-vV")
        .output()
        .expect("rustc runs");
    let text = String::from_utf8(output.stdout).unwrap();
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.expect("rustc names its host").to_owned()
}

/// Dependencies that end up in the built crate: not those of tests and build scripts.
fn normal_dependencies(node: &Value) -> Vec<&str> {
    node["deps"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|dependency| {
            dependency["dep_kinds"]
                .as_array()
                .unwrap()
                .iter()
                .any(|kind| kind["kind"].is_null())
        })
        .map(|dependency| dependency["pkg"].as_str().unwrap())
        .collect()
}

fn reachable<'id>(
    start: &'id str,
    edges: &BTreeMap<&'id str, Vec<&'id str>>,
) -> BTreeSet<&'id str> {
    let mut found = BTreeSet::new();
    let mut open = vec![start];
    while let Some(id) = open.pop() {
        for next in &edges[id] {
            if found.insert(*next) {
                open.push(next);
            }
        }
    }
    found
}

fn assert_reaches_none(member: &Member, refused: impl Fn(&str) -> bool, rule: &str) {
    let broken: Vec<_> = member.reaches.iter().filter(|name| refused(name)).collect();
    assert!(
        broken.is_empty(),
        "{}: {rule}, but it reaches {broken:?}",
        member.folder
    );
}

fn in_folder<'a>(members: &'a [Member], folder: &'a str) -> impl Iterator<Item = &'a Member> {
    members
        .iter()
        .filter(move |member| member.folder.starts_with(folder))
}

fn is_engine(name: &str) -> bool {
    ["sp-", "sc-", "frame-", "pallet-"]
        .iter()
        .any(|prefix| name.starts_with(prefix))
}

fn is_chain(name: &str) -> bool {
    name.starts_with("pallet-")
        || ["taonet-primitives", "taonet-runtime", "taonet-node"].contains(&name)
}

#[test]
fn economics_is_pure() {
    let members = members();
    assert!(in_folder(&members, "economics/").count() >= 5);
    let io = ["tokio", "reqwest", "hyper", "mio", "async-std"];
    for member in in_folder(&members, "economics/") {
        assert_reaches_none(member, is_engine, "economics knows no FRAME");
        assert_reaches_none(member, |name| io.contains(&name), "economics does no IO");
        assert_reaches_none(member, is_chain, "economics does not depend on the chain");
    }
}

#[test]
fn economics_has_no_floating_point() {
    let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../economics"));
    let mut seen = 0;
    for crate_folder in std::fs::read_dir(folder).unwrap() {
        let mut open = vec![crate_folder.unwrap().path().join("src")];
        while let Some(path) = open.pop() {
            if path.is_dir() {
                open.extend(
                    std::fs::read_dir(path)
                        .unwrap()
                        .map(|entry| entry.unwrap().path()),
                );
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                seen += 1;
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                for (number, line) in code.lines().enumerate() {
                    let line = line.split("//").next().unwrap_or_default();
                    let floats = line
                        .split(|c: char| !c.is_alphanumeric() && c != '_')
                        .any(|word| word == "f32" || word == "f64");
                    assert!(!floats, "{}:{}: {line}", path.display(), number + 1);
                }
            }
        }
    }
    assert!(seen > 10);
}

#[test]
fn the_node_knows_no_economics() {
    let members = members();
    let node = members
        .iter()
        .find(|member| member.folder == "chain/node")
        .unwrap();
    let economics: BTreeSet<_> = [
        "taonet-fixed",
        "taonet-yuma",
        "taonet-amm",
        "taonet-shares",
        "taonet-emission",
    ]
    .map(str::to_owned)
    .into();
    let named: Vec<_> = node.direct.intersection(&economics).collect();
    assert!(
        named.is_empty(),
        "chain/node names {named:?}: it may use runtime APIs only"
    );
}

#[test]
fn the_sdk_never_depends_on_the_chain() {
    let members = members();
    assert!(in_folder(&members, "sdk/").count() >= 4);
    for member in in_folder(&members, "sdk/").chain(in_folder(&members, "subnets/")) {
        assert_reaches_none(member, is_chain, "it decodes from live metadata instead");
    }
}

#[test]
fn only_the_taonet_app_links_the_node() {
    for member in in_folder(&members(), "apps/") {
        if member.folder != "apps/taonet" {
            assert_reaches_none(member, is_chain, "only apps/taonet links the node");
        }
    }
}

#[test]
fn nothing_links_rocksdb() {
    for member in members() {
        let rule = "ParityDB is the only database";
        assert_reaches_none(&member, |name| name.contains("rocksdb"), rule);
    }
}

#[test]
fn names_say_something() {
    let root = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let files = Command::new("git")
        .arg("ls-files")
        .current_dir(root)
        .output()
        .expect("git runs");
    let files = String::from_utf8(files.stdout).unwrap();
    assert!(files.lines().count() > 50);
    for file in files.lines() {
        for part in file.split('/') {
            let stem = part.split('.').next().unwrap_or_default();
            let empty = ["util", "utils", "helper", "helpers", "common", "misc"].contains(&stem);
            assert!(!empty, "{file}: a name must say what is inside");
        }
    }
}
