//! Random calls against the whole runtime.
//!
//! 1. A chain in memory starts with some accounts, each with hotkeys, and a few subnets ([`world`]).
//! 2. A seed chooses calls among all that the runtime's metadata lists, and their arguments by type
//!    and by name, mostly sensible and sometimes not ([`arguments`]).
//!    One choice in five begins a story instead: calls that make sense one after another, over
//!    several blocks ([`stories`]).
//! 3. Each call is signed and applied like any transaction; some are sent through sudo ([`chain`]).
//!    The author of each block adds what authors add: a key for sealed transactions, and a pulse of
//!    the chain's own beacon ([`mod@run`]).
//! 4. After each block the pallets' own invariants are checked.
//! 5. The same seed gives the same blocks, so the same state root. Signatures are ed25519, which,
//!    unlike sr25519, has no randomness in it.
//!
//! Not sent through sudo: calls that overwrite storage or balances as they are told to, which break
//! any invariant by design (see [`NEVER_BY_SUDO`]).

mod arguments;
mod chain;
mod rng;
mod run;
mod stage;
mod stories;
mod tally;
mod trader;
mod world;

use serde::Serialize;

pub use chain::CallResult;
pub use rng::Rng;
use run::Run;
pub use stage::{Scene, Stage, account};
pub use tally::{KindCount, Tally};
pub use world::Who;

/// How much to do.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Calls, spread evenly over the blocks.
    pub calls: u64,
    /// Blocks.
    pub blocks: u32,
    /// What all choices follow from.
    pub seed: u64,
}

/// What came of a run.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// The seed.
    pub seed: u64,
    /// Blocks made, those of the set-up included.
    pub blocks: u32,
    /// Calls made, those of the set-up not included.
    pub calls: u64,
    /// Invariants that failed and panics, with the block.
    pub violations: Vec<String>,
    /// Root of the final state, in hex.
    pub state_root: String,
    /// Kind by kind.
    pub kinds: Vec<KindCount>,
}

/// Calls that do what root says to storage, balances, keys or the clock, whatever that breaks. Stories
/// make them with arguments that break nothing.
pub const NEVER_BY_SUDO: [&str; 17] = [
    // These carry other calls, which would be root's too.
    "Utility.*",
    "Proxy.*",
    "Multisig.*",
    "Scheduler.*",
    "System.*",
    "Sudo.*",
    "Timestamp.*",
    "Grandpa.*",
    "Balances.force_set_balance",
    "Balances.force_adjust_total_issuance",
    "Balances.force_unreserve",
    "AdminUtils.sudo_set_total_issuance",
    "AdminUtils.swap_authorities",
    "AdminUtils.schedule_grandpa_change",
    "SafeMode.force_enter",
    "SafeMode.force_extend",
    "SafeMode.force_slash_deposit",
];

/// Runs random calls. `progress` hears of every hundredth block.
#[must_use]
pub fn run(options: &Options, progress: impl FnMut(u32)) -> Outcome {
    Run::new(options).play(progress)
}

#[cfg(test)]
mod tests {
    use super::{run::never_by_sudo, *};

    /// A small run; the large ones are the program's.
    #[test]
    fn random_calls_keep_the_books_and_repeat() {
        let options = Options {
            calls: 600,
            blocks: 60,
            seed: 7,
        };
        let first = run(&options, |_| {});
        assert_eq!(
            first.violations,
            Vec::<String>::new(),
            "seed {}",
            options.seed
        );
        assert_eq!(first.calls, options.calls);
        let succeeded: u64 = first.kinds.iter().map(|kind| kind.succeeded).sum();
        assert!(succeeded > 50, "only {succeeded} calls succeeded");
        let second = run(&options, |_| {});
        assert_eq!(first.state_root, second.state_root, "seed {}", options.seed);
        let other = run(&Options { seed: 8, ..options }, |_| {});
        assert_ne!(first.state_root, other.state_root);
    }

    #[test]
    fn overwriting_calls_are_not_sent_through_sudo() {
        assert!(never_by_sudo("System.kill_storage"));
        assert!(never_by_sudo("Balances.force_set_balance"));
        assert!(!never_by_sudo("Balances.force_transfer"));
    }
}
