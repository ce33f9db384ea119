//! Measures the calls whose weight follows from their work, and writes the weights down.
//!
//! `make weights` replaces `chain/pallets/subtensor/src/measured_weights.rs` by what this machine
//! measures; without `--write FILE` the file is printed.

use std::{fmt::Write, time::Duration};

use pallet_subtensor::{self as subtensor, Call};
use sp_io::TestExternalities;
use taonet_benches::{
    accesses::{self, Accesses},
    chain::{ChainShape, FIRST_SUBNET, hotkey, populated, signed},
    measure::measure,
};
use taonet_primitives::{MechId, NetUid, NetUidStorageIndex};
use taonet_runtime::{Runtime, RuntimeCall, SubtensorModule};

const SUBNET: NetUid = NetUid::new(FIRST_SUBNET);
const FEW: u16 = 2;
const MANY: u16 = 254;
const VERSION_KEY: u64 = 0;
const BUDGET: Duration = Duration::from_millis(500);

/// A machine may be this much slower and still fill no block beyond its time.
const SAFETY: f64 = 2.0;

const HEADER: &str = "\
//! Weights of setting, committing and revealing weights, by what the call does.
//!
//! Written by `make weights`; not edited by hand. These calls are free, so no fee follows from
//! their weight, and it can be what the work costs: twice the time measured with all state in
//! memory, and the accesses to storage.

use crate::call_weights::Measured;
";

/// What one call costs.
struct Cost {
    time_us: f64,
    accesses: Accesses,
}

fn main() -> std::io::Result<()> {
    let mut chain = populated(ChainShape {
        subnets: 1,
        neurons: 256,
        validators: 64,
        weights_a_row: 64,
    });
    let mut file = HEADER.to_owned();
    for (name, what, call) in [
        (
            "SET_WEIGHTS",
            "`set_weights`, for each row.",
            set_weights as fn(u16) -> Call<Runtime>,
        ),
        (
            "REVEAL_WEIGHTS",
            "`reveal_weights`, for each row.",
            reveal_weights,
        ),
        (
            "COMMIT_WEIGHTS",
            "`commit_weights`, for each commit; the entries are none.",
            commit_weights,
        ),
    ] {
        let [few, many] = [FEW, MANY].map(|entries| cost(&mut chain, || call(entries)));
        file.push_str(&constant(name, what, &few, &many));
    }
    let mut arguments = std::env::args().skip_while(|argument| argument != "--write");
    match arguments.nth(1) {
        Some(path) => std::fs::write(path, file),
        None => {
            print!("{file}");
            Ok(())
        }
    }
}

#[allow(
    clippy::expect_used,
    reason = "a benchmark that cannot go on has failed"
)]
/// Measures the call, guards included, in a state that is rolled back each time.
fn cost(chain: &mut TestExternalities, prepare: impl Fn() -> Call<Runtime>) -> Cost {
    let who = hotkey(FIRST_SUBNET, 7);
    let run = |call: Call<Runtime>| {
        use frame_support::traits::UnfilteredDispatchable;
        let guarded = SubtensorModule::check_call(&who, &call);
        assert!(guarded.is_ok(), "the guards let it through: {guarded:?}");
        let done = RuntimeCall::from(call).dispatch_bypass_filter(signed(who.clone()));
        assert!(done.is_ok(), "the call succeeds: {done:?}");
    };
    let call = chain.execute_with(&prepare);
    chain.commit_all().expect("the backend takes the changes");
    let accesses = accesses::count(|| chain.execute_with(|| run(call)));
    let timing = chain.execute_with(|| measure(BUDGET, 20, prepare, run));
    Cost {
        time_us: timing.p50_us,
        accesses,
    }
}

fn row(entries: u16) -> (Vec<u16>, Vec<u16>) {
    (0..entries).map(|uid| (uid, 1 + uid * 200)).unzip()
}

fn set_weights(entries: u16) -> Call<Runtime> {
    subtensor::CommitRevealWeightsEnabled::<Runtime>::insert(SUBNET, false);
    let (dests, weights) = row(entries);
    Call::set_weights {
        netuid: SUBNET,
        dests,
        weights,
        version_key: VERSION_KEY,
    }
}

/// A commit by a hotkey that has none waiting.
fn commit_weights(_: u16) -> Call<Runtime> {
    forget_commits();
    Call::commit_weights {
        netuid: SUBNET,
        commit_hash: Default::default(),
    }
}

/// The reveal of a commit whose epoch has come.
fn reveal_weights(entries: u16) -> Call<Runtime> {
    forget_commits();
    let who = hotkey(FIRST_SUBNET, 7);
    let (uids, values) = row(entries);
    let salt = vec![7; 16];
    let index = NetUidStorageIndex::of(SUBNET, MechId::MAIN);
    let hash =
        SubtensorModule::weights_commit_hash(&who, index, &uids, &values, &salt, VERSION_KEY);
    subtensor::RevealPeriodEpochs::<Runtime>::insert(SUBNET, 1);
    let epoch = SubtensorModule::current_epoch_with_lookahead(SUBNET);
    let committed = SubtensorModule::commit_weights(signed(who), SUBNET, hash);
    assert_eq!(committed, Ok(()), "the hotkey may commit");
    let waiting =
        subtensor::WeightCommits::<Runtime>::mutate(index, hotkey(FIRST_SUBNET, 7), |queue| {
            // As if committed an epoch ago.
            queue
                .iter_mut()
                .flatten()
                .for_each(|commit| commit.1 = epoch.saturating_sub(1));
            queue.is_some()
        });
    assert!(waiting, "the commit is there");
    Call::reveal_weights {
        netuid: SUBNET,
        uids,
        values,
        salt,
        version_key: VERSION_KEY,
    }
}

fn forget_commits() {
    subtensor::CommitRevealWeightsEnabled::<Runtime>::insert(SUBNET, true);
    subtensor::SubnetEpochIndex::<Runtime>::mutate(SUBNET, |epoch| *epoch = (*epoch).max(5));
    let index = NetUidStorageIndex::of(SUBNET, MechId::MAIN);
    subtensor::WeightCommits::<Runtime>::remove(index, hotkey(FIRST_SUBNET, 7));
}

/// The constant of a call, from a cheap and a dear one.
fn constant(name: &str, what: &str, few: &Cost, many: &Cost) -> String {
    let picoseconds = |time_us: f64| (time_us.max(0.0) * SAFETY * 1e6).round();
    let entry_us = (many.time_us - few.time_us) / f64::from(MANY - FEW);
    let base_us = few.time_us - entry_us.max(0.0) * f64::from(FEW);
    let reads = few.accesses.reads.max(many.accesses.reads);
    let writes = few.accesses.writes.max(many.accesses.writes);
    let mut text = String::new();
    let _ = write!(
        text,
        "
/// {what}
pub(crate) const {name}: Measured = Measured {{
    base_time_ps: {},
    entry_time_ps: {},
    reads: {reads},
    writes: {writes},
}};
",
        grouped(picoseconds(base_us)),
        grouped(picoseconds(entry_us)),
    );
    text
}

/// Digits in groups of three, as the lints want long numbers.
fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            text.push('_');
        }
        text.push(digit);
    }
    text
}
