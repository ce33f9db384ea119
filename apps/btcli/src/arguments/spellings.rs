//! Every spelling of an option or a command that older versions of btcli accept.
//!
//! One pass over the finished tree adds them as hidden aliases, but never one that the command
//! uses for something else: `-p` is the wallet's folder except where a command says otherwise.

use std::collections::HashSet;
use std::ffi::OsString;

use clap::{Arg, Command};

/// Further spellings of an option that many commands share: long ones, then short ones.
fn more_spellings(id: &str) -> (&'static [&'static str], &'static [char]) {
    match id {
        "network" => (
            &["subtensor.network", "chain", "subtensor.chain-endpoint"],
            &['n'],
        ),
        "wallet_name" => (&["name", "wallet.name", "wallet"], &['w']),
        "wallet_path" => (&["wallet.path"], &['p']),
        "hotkey" => (&["wallet-hotkey", "wallet.hotkey"], &['H']),
        "json_output" => (&["json"], &[]),
        "quiet" => (&[], &['q']),
        "verbose" => (&[], &['v']),
        "dashboard_path" => (&["dash-path", "dash.path", "dashboard.path"], &[]),
        _ => (&[], &[]),
    }
}

/// Adds the spellings to a command and to all below it.
#[cfg(test)]
pub(crate) fn complete(command: Command) -> Command {
    own(command).mut_subcommands(complete)
}

/// Adds the spellings to the commands that this command line goes through: all that its parsing
/// needs, at a fraction of the time.
pub(crate) fn complete_for(command: Command, words: &[OsString]) -> Command {
    let command = own(command);
    let Some((name, rest)) = next_command(&command, words) else {
        return command;
    };
    command.mut_subcommand(name, |command| complete_for(command, rest))
}

/// The command's own options, and the names of those below it.
fn own(command: Command) -> Command {
    let mut taken = Taken::of(&command);
    command
        .mut_args(|arg| add(arg, &mut taken))
        .mut_subcommands(|command| {
            let name = command.get_name();
            if name.contains('-') {
                let with_underscores = name.replace('-', "_");
                command.alias(with_underscores)
            } else {
                command
            }
        })
}

/// The first word that names a command below this one, and the words behind it. What stands
/// behind an option that takes a value is no command.
fn next_command<'a>(command: &Command, words: &'a [OsString]) -> Option<(String, &'a [OsString])> {
    let mut rest = words;
    while let Some((word, behind)) = rest.split_first() {
        rest = behind;
        let word = word.to_str().unwrap_or_default();
        if word.starts_with('-') {
            if takes_the_next(command, word) {
                rest = behind.get(1..).unwrap_or_default();
            }
        } else if let Some(found) = command.find_subcommand(word) {
            return Some((found.get_name().to_owned(), behind));
        }
    }
    None
}

/// Whether the next word is the value of this option.
fn takes_the_next(command: &Command, word: &str) -> bool {
    let found = command.get_arguments().find(|arg| {
        match (word.strip_prefix("--"), word.strip_prefix('-')) {
            (Some(long), _) => longs(arg).iter().any(|known| known == long),
            (None, Some(short)) => {
                let mut letters = short.chars();
                let letter = letters.next().filter(|_| letters.next().is_none());
                let aliases = arg.get_all_short_aliases().unwrap_or_default();
                letter.is_some_and(|letter| {
                    arg.get_short() == Some(letter) || aliases.contains(&letter)
                })
            }
            (None, None) => false,
        }
    });
    found.is_some_and(|arg| arg.get_action().takes_values())
}

/// What the options of one command are called already.
struct Taken {
    long: HashSet<String>,
    short: HashSet<char>,
}

impl Taken {
    fn of(command: &Command) -> Self {
        let mut taken = Self {
            long: HashSet::from(["help".to_owned()]),
            short: HashSet::from(['h']),
        };
        for arg in command.get_arguments() {
            taken.long.extend(longs(arg));
            taken.short.extend(arg.get_short());
            taken
                .short
                .extend(arg.get_all_short_aliases().unwrap_or_default());
        }
        taken
    }
}

/// All long spellings that an option has so far.
fn longs(arg: &Arg) -> Vec<String> {
    let aliases = arg.get_all_aliases().unwrap_or_default();
    arg.get_long()
        .into_iter()
        .chain(aliases)
        .map(str::to_owned)
        .collect()
}

fn add(mut arg: Arg, taken: &mut Taken) -> Arg {
    let (long, short) = more_spellings(arg.get_id().as_str());
    let mut wanted = longs(&arg);
    if wanted.is_empty() {
        return arg; // a positional argument
    }
    wanted.extend(long.iter().map(|&name| name.to_owned()));
    for name in wanted {
        let with_underscores = name.replace('-', "_");
        for spelling in [name, with_underscores] {
            if taken.long.insert(spelling.clone()) {
                arg = arg.alias(spelling);
            }
        }
    }
    for &letter in short {
        if taken.short.insert(letter) {
            arg = arg.short_alias(letter);
        }
    }
    arg
}

/// Spellings that the parser cannot have: `-in` and `-ex` look like two short options each.
pub(crate) fn rewrite(word: OsString) -> OsString {
    match word.to_str() {
        Some("-in") => "--include-hotkeys".into(),
        Some("-ex") => "--exclude-hotkeys".into(),
        _ => word,
    }
}
