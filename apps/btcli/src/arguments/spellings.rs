//! Every spelling of an option or a command that older versions of btcli accept.
//!
//! One pass over the finished tree adds them as hidden aliases, but never one that the command
//! uses for something else: `-p` is the wallet's folder except where a command says otherwise.

use std::collections::HashSet;

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
pub(crate) fn complete(command: Command) -> Command {
    let mut taken = Taken::of(&command);
    command
        .mut_args(|arg| add(arg, &mut taken))
        .mut_subcommands(|command| {
            let name = command.get_name();
            let command = if name.contains('-') {
                let with_underscores = name.replace('-', "_");
                command.alias(with_underscores)
            } else {
                command
            };
            complete(command)
        })
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
pub(crate) fn rewrite(word: std::ffi::OsString) -> std::ffi::OsString {
    match word.to_str() {
        Some("-in") => "--include-hotkeys".into(),
        Some("-ex") => "--exclude-hotkeys".into(),
        _ => word,
    }
}
