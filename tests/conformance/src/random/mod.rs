//! Random calls against the whole runtime.
//!
//! 1. A chain in memory starts with some accounts, each with hotkeys, and a few subnets ([`world`]).
//! 2. A seed chooses calls among all that the runtime's metadata lists, and their arguments by type
//!    and by name, mostly sensible and sometimes not ([`arguments`]).
//! 3. Each call is signed and applied like any transaction; some are sent through sudo ([`chain`]).
//! 4. After each block the pallets' own invariants are checked.
//! 5. The same seed gives the same blocks, so the same state root. Signatures are ed25519, which,
//!    unlike sr25519, has no randomness in it.
//!
//! Not sent through sudo: calls that overwrite storage or balances as they are told to, which break
//! any invariant by design (see [`NEVER_BY_SUDO`]).

mod arguments;
mod chain;
mod rng;
mod stage;
mod tally;
mod world;

use codec::{Decode, Encode};
use serde::Serialize;
use taonet_runtime::RuntimeCall;

use crate::{calls::CallBook, panics};
use arguments::Generator;
pub use chain::CallResult;
use chain::Chain;
pub use rng::Rng;
pub use stage::{Scene, Stage, account};
pub use tally::{KindCount, Tally};
pub use world::Who;
use world::World;

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

/// Blocks after which root frees coldkeys from announced swaps, which would silence them for good.
const CARE_BLOCKS: u32 = 20;

/// Violations after which a run gives up.
const MOST_VIOLATIONS: usize = 20;

/// Calls that do what root says to storage, balances, keys or the clock, whatever that breaks.
pub const NEVER_BY_SUDO: [&str; 16] = [
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
    "AdminUtils.sudo_set_total_issuance",
    "AdminUtils.swap_authorities",
    "AdminUtils.schedule_grandpa_change",
    "SafeMode.force_enter",
    "SafeMode.force_extend",
    "SafeMode.force_slash_deposit",
];

fn never_by_sudo(kind: &str) -> bool {
    NEVER_BY_SUDO.iter().any(|pattern| {
        pattern
            .strip_suffix('*')
            .map_or(kind == *pattern, |prefix| kind.starts_with(prefix))
    })
}

/// Runs random calls. `progress` hears of every hundredth block.
#[must_use]
pub fn run(options: &Options, mut progress: impl FnMut(u32)) -> Outcome {
    let book = CallBook::of::<RuntimeCall>();
    let mut rng = Rng::new(options.seed);
    let world = World::new();
    let mut tally = Tally::new(&book);
    let mut chain = Chain::new(&world);
    world.settle(&mut chain, &book);
    let mut violations = chain.take_violations();
    let mut made = 0u64;
    for number in 0..options.blocks {
        // Even spreading: after block n, (n + 1) / blocks of all calls were made.
        let due = u128::from(options.calls) * u128::from(number + 1) / u128::from(options.blocks);
        let due = u64::try_from(due).unwrap_or(u64::MAX);
        chain.begin_block();
        if number % CARE_BLOCKS == 0 {
            world.care(&mut chain, &book);
        }
        let netuids = chain.netuids();
        while made < due {
            one_call(&book, &world, &netuids, &mut rng, &mut chain, &mut tally);
            made += 1;
        }
        chain.end_block();
        violations.extend(chain.take_violations());
        if violations.len() >= MOST_VIOLATIONS {
            break;
        }
        if (number + 1) % 100 == 0 {
            progress(number + 1);
        }
    }
    Outcome {
        seed: options.seed,
        blocks: chain.number(),
        calls: made,
        violations,
        state_root: format!("0x{}", hex::encode(chain.state_root())),
        kinds: tally.kinds(),
    }
}

fn one_call(
    book: &CallBook,
    world: &World,
    netuids: &[u16],
    rng: &mut Rng,
    chain: &mut Chain,
    tally: &mut Tally,
) {
    let kind = tally.choose(rng);
    let name = tally.name(kind).to_owned();
    let by_sudo = !never_by_sudo(&name)
        && rng.chance(if name.starts_with("AdminUtils") {
            80
        } else {
            15
        });
    let signer = if by_sudo {
        Who::Sudo
    } else {
        world.signer_for(&name, rng)
    };
    let mut generator = Generator::new(book, world, netuids, signer, chain.number(), rng);
    let bytes = generator.call(tally.pallet(kind), tally.call(kind));
    let call = match RuntimeCall::decode(&mut &bytes[..]) {
        Ok(call) if call.encode() == bytes => call,
        // Bounded lists refuse what is too long; that is a decoder's job, not a call.
        _ => return tally.undecodable(kind),
    };
    let result = if by_sudo {
        chain.apply_by_sudo(world, call)
    } else {
        chain.apply(world, signer, call)
    };
    match result {
        Ok(result) => tally.count(kind, result),
        Err(panic) => chain.violate(format!("{name}: {}", panics::message(&*panic))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
