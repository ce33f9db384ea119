//! Every command and option of the recorded trees.

use std::collections::BTreeSet;

use clap::{Command, CommandFactory as _};
use serde_json::Value;

use crate::arguments::{Arguments, spellings};

const TREES: [(&str, &str); 2] = [
    (
        "9.21.2",
        include_str!("../../../../../vectors/cli/btcli_9_21_2.json"),
    ),
    (
        "9.23.2",
        include_str!("../../../../../vectors/cli/btcli_9_23_2.json"),
    ),
];

/// What the recorded trees have and this one does not, on purpose. Each is in docs/btcli.md.
const LEFT_OUT: [&str; 0] = [];

fn tree() -> Command {
    let mut command = spellings::complete(Arguments::command());
    command.build();
    command
}

/// The command at a path of names or aliases.
fn find<'a>(root: &'a Command, path: &str) -> Option<&'a Command> {
    path.split(' ')
        .try_fold(root, |command, name| command.find_subcommand(name))
}

fn accepts(command: &Command, spelling: &str) -> bool {
    // These two are rewritten before parsing.
    let spelling = match spelling {
        "-in" => "--include-hotkeys",
        "-ex" => "--exclude-hotkeys",
        other => other,
    };
    command.get_arguments().any(|arg| {
        let long = spelling.strip_prefix("--");
        let short = spelling.strip_prefix('-').and_then(|rest| {
            let mut letters = rest.chars();
            letters.next().filter(|_| letters.next().is_none())
        });
        match (long, short) {
            (Some(long), _) => {
                arg.get_long() == Some(long)
                    || arg
                        .get_all_aliases()
                        .is_some_and(|aliases| aliases.contains(&long))
            }
            (None, Some(letter)) => {
                arg.get_short() == Some(letter)
                    || arg
                        .get_all_short_aliases()
                        .is_some_and(|aliases| aliases.contains(&letter))
            }
            (None, None) => arg.is_positional(),
        }
    })
}

fn spellings_of(option: &Value) -> Vec<String> {
    let is_argument = option["argument"] == true;
    ["names", "off"]
        .iter()
        .filter_map(|member| option[*member].as_array())
        .flatten()
        .filter_map(Value::as_str)
        .map(|name| {
            if is_argument {
                String::new()
            } else {
                name.to_owned()
            }
        })
        .collect()
}

/// What a recorded tree has and ours lacks: commands, and options as `path --option`.
fn missing(recorded: &Value) -> BTreeSet<String> {
    let ours = tree();
    let mut missing = BTreeSet::new();
    let shared = &recorded["shared_options"];
    for command in recorded["commands"].as_array().unwrap() {
        let path = command["path"].as_str().unwrap();
        let Some(found) = find(&ours, path) else {
            missing.insert(path.to_owned());
            continue;
        };
        let names = command["shared"].as_array().cloned().unwrap_or_default();
        let named = names.iter().map(|name| &shared[name.as_str().unwrap()]);
        let own = command["options"].as_array().cloned().unwrap_or_default();
        for option in named.chain(&own) {
            assert!(option.is_object(), "{path}: an option is not recorded");
            for spelling in spellings_of(option) {
                if !accepts(found, &spelling) {
                    missing.insert(format!("{path} {spelling}"));
                }
            }
        }
    }
    for alias in recorded["aliases"].as_array().unwrap() {
        let (alias, command) = (alias[0].as_str().unwrap(), alias[1].as_str().unwrap());
        let same = |left: Option<&Command>, right: Option<&Command>| {
            left.map(Command::get_name) == right.map(Command::get_name)
        };
        if find(&ours, command).is_some() && !same(find(&ours, alias), find(&ours, command)) {
            missing.insert(alias.to_owned());
        }
    }
    for option in recorded["root_options"].as_array().unwrap() {
        for spelling in spellings_of(option) {
            if !accepts(&ours, &spelling) {
                missing.insert(spelling);
            }
        }
    }
    missing
}

#[test]
fn every_recorded_command_and_spelling_is_accepted() {
    for (version, text) in TREES {
        let recorded: Value = serde_json::from_str(text).unwrap();
        let commands = recorded["commands"].as_array().unwrap().len();
        assert!(
            commands > 100,
            "{version}: the recording has {commands} commands"
        );
        let left_out: BTreeSet<String> = LEFT_OUT.iter().map(|&path| path.to_owned()).collect();
        let missing = missing(&recorded);
        assert_eq!(
            missing.difference(&left_out).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "btcli {version} accepts these"
        );
    }
}

#[test]
fn the_tree_is_sound() {
    spellings::complete(Arguments::command()).debug_assert();
}
