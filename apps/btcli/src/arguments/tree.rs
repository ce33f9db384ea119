//! `btcli --commands`: the tree of groups and commands.

use clap::Command;

/// All visible commands below this one, one a line, indented by depth.
pub(crate) fn print(command: &Command) -> String {
    let mut text = format!("{}\n", command.get_name());
    below(command, "", &mut text);
    text
}

fn below(command: &Command, indent: &str, text: &mut String) {
    let visible: Vec<&Command> = command
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
        .collect();
    let last = visible.len().saturating_sub(1);
    for (place, command) in visible.into_iter().enumerate() {
        let (branch, deeper) = if place == last {
            ("└── ", "    ")
        } else {
            ("├── ", "│   ")
        };
        let about = command.get_about().map(ToString::to_string);
        let about = about.filter(|_| !command.has_subcommands());
        let name = command.get_name();
        *text += &match about {
            Some(about) => format!("{indent}{branch}{name:<22} {about}\n"),
            None => format!("{indent}{branch}{name}\n"),
        };
        below(command, &format!("{indent}{deeper}"), text);
    }
}
