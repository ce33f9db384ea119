//! `btcli lock`: stake that is bound to a hotkey and gives it conviction, by which a subnet's owner
//! is chosen.

mod add;
mod change;
mod conviction;
mod list;
mod projection;
mod show;

use clap::{Args, Subcommand, ValueEnum};

use crate::dispatch::group;

pub(crate) use conviction::Conviction;
pub(crate) use list::List;

/// Commands of the group.
#[derive(Subcommand, Debug)]
pub(crate) enum Lock {
    /// List the locks of a coldkey
    List(List),
    /// Show the lock of a coldkey in a subnet, and how it develops
    Show(show::Show),
    /// Lock stake on a hotkey
    Add(add::Add),
    /// Choose whether a lock lasts or decays
    Mode(change::SetMode),
    /// Turn a lock to another hotkey
    Move(change::Move),
    /// Choose whether others may transfer locked stake to you
    Accept(change::Accept),
}

group!(Lock {
    List,
    Show,
    Add,
    Mode,
    Move,
    Accept,
});

/// Whether a lock lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mode {
    /// It lasts until it is made decaying
    Perpetual,
    /// What is locked becomes free with time
    Decaying,
}

impl Mode {
    fn name(self) -> &'static str {
        match self {
            Self::Perpetual => "perpetual",
            Self::Decaying => "decaying",
        }
    }

    fn of_lock(is_decaying: bool) -> Self {
        match is_decaying {
            true => Self::Decaying,
            false => Self::Perpetual,
        }
    }
}

impl std::str::FromStr for Mode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        <Self as ValueEnum>::from_str(text, true)
    }
}

/// The mode, as a word or as a switch.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct ModeOption {
    /// Whether the lock lasts or decays
    #[arg(long, ignore_case = true)]
    mode: Option<Mode>,
    /// The same as --mode perpetual
    #[arg(long, hide = true, conflicts_with_all = ["mode", "decaying"])]
    perpetual: bool,
    /// The same as --mode decaying
    #[arg(long, hide = true, conflicts_with = "mode")]
    decaying: bool,
}

impl ModeOption {
    fn given(&self) -> Option<Mode> {
        match (self.perpetual, self.decaying) {
            (true, _) => Some(Mode::Perpetual),
            (_, true) => Some(Mode::Decaying),
            _ => self.mode,
        }
    }
}

/// A coldkey, the wallet's if none is given.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct ColdkeyOption {
    /// Coldkey, if not the wallet's
    #[arg(long, aliases = ["coldkey-ss58", "key", "coldkey"], short = 'k', value_name = "SS58")]
    pub(crate) ss58: Option<String>,
}
