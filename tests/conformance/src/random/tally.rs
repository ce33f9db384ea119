//! How often each kind of call was made, and what became of it.

use std::collections::BTreeMap;

use scale_info::{Variant, form::PortableForm};
use serde::Serialize;

use super::{
    Rng,
    chain::{CallResult, name_of},
};
use crate::calls::CallBook;

/// Counts of one kind of call.
#[derive(Clone, Debug, Default, Serialize)]
pub struct KindCount {
    /// Pallet and call.
    pub kind: String,
    /// How often it succeeded.
    pub succeeded: u64,
    /// How often it was dispatched and failed.
    pub failed: u64,
    /// How often it was refused before.
    pub refused: u64,
    /// How often the arguments did not decode.
    pub undecodable: u64,
    /// The errors it failed with, and why it was refused.
    pub errors: BTreeMap<String, u64>,
}

/// Counts of all kinds.
#[derive(Debug)]
pub struct Tally {
    kinds: Vec<Kind>,
    /// Places of the kinds that make a network live.
    busy: Vec<usize>,
}

#[derive(Debug)]
struct Kind {
    pallet: Variant<PortableForm>,
    call: Variant<PortableForm>,
    count: KindCount,
}

/// Calls that a running network mostly consists of: half of all.
const BUSY: [&str; 30] = [
    "SubtensorModule.add_stake",
    "SubtensorModule.add_stake_limit",
    "SubtensorModule.remove_stake",
    "SubtensorModule.remove_stake_limit",
    "SubtensorModule.remove_stake_full_limit",
    "SubtensorModule.unstake_all",
    "SubtensorModule.unstake_all_alpha",
    "SubtensorModule.move_stake",
    "SubtensorModule.swap_stake",
    "SubtensorModule.swap_stake_limit",
    "SubtensorModule.transfer_stake",
    "SubtensorModule.burned_register",
    "SubtensorModule.register_limit",
    "SubtensorModule.root_register",
    "SubtensorModule.register_network",
    "SubtensorModule.set_weights",
    "SubtensorModule.commit_weights",
    "SubtensorModule.set_children",
    "SubtensorModule.claim_root",
    "SubtensorModule.set_root_claim_type",
    "SubtensorModule.lock_stake",
    "SubtensorModule.move_lock",
    "SubtensorModule.recycle_alpha",
    "SubtensorModule.burn_alpha",
    "SubtensorModule.add_stake_burn",
    "SubtensorModule.swap_hotkey_v2",
    "SubtensorModule.start_call",
    "Balances.transfer_keep_alive",
    "Balances.transfer_allow_death",
    "Utility.batch",
];

impl Tally {
    /// All calls of a runtime, none of them made.
    #[must_use]
    pub fn new(book: &CallBook) -> Self {
        let kinds: Vec<Kind> = book
            .calls()
            .into_iter()
            // The clock is set by the author of a block, and by nobody else.
            .filter(|(pallet, _)| pallet.name != "Timestamp")
            .map(|(pallet, call)| Kind {
                pallet: pallet.clone(),
                call: call.clone(),
                count: KindCount {
                    kind: format!("{}.{}", pallet.name, call.name),
                    ..KindCount::default()
                },
            })
            .collect();
        let busy = kinds
            .iter()
            .enumerate()
            .filter(|(_, kind)| BUSY.contains(&kind.count.kind.as_str()))
            .map(|(place, _)| place)
            .collect();
        Self { kinds, busy }
    }

    /// A kind of call: one of all in half of the cases, else one of the usual.
    pub fn choose(&self, rng: &mut Rng) -> usize {
        if rng.chance(50)
            && let Some(place) = rng.pick(&self.busy)
        {
            return *place;
        }
        let count = u64::try_from(self.kinds.len()).unwrap_or(0);
        usize::try_from(rng.below(count)).unwrap_or(0)
    }

    /// Place of a kind of call by its name.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<usize> {
        self.kinds.iter().position(|kind| kind.count.kind == name)
    }

    /// Pallet and call.
    #[must_use]
    pub fn name(&self, place: usize) -> &str {
        self.kinds.get(place).map_or("", |kind| &kind.count.kind)
    }

    /// Index of the pallet.
    #[must_use]
    pub fn pallet(&self, place: usize) -> u8 {
        self.kinds.get(place).map_or(0, |kind| kind.pallet.index)
    }

    /// The call.
    #[must_use]
    pub fn call(&self, place: usize) -> Option<&Variant<PortableForm>> {
        self.kinds.get(place).map(|kind| &kind.call)
    }

    pub(super) fn count(&mut self, place: usize, result: CallResult) {
        let Some(kind) = self.kinds.get_mut(place) else {
            return;
        };
        match result {
            CallResult::Succeeded => kind.count.succeeded += 1,
            CallResult::Refused(why) => {
                kind.count.refused += 1;
                *kind
                    .count
                    .errors
                    .entry(format!("refused: {why}"))
                    .or_default() += 1;
            }
            CallResult::Failed(error) => {
                kind.count.failed += 1;
                *kind.count.errors.entry(name_of(error)).or_default() += 1;
            }
        }
    }

    /// Counts arguments that did not decode.
    pub fn undecodable(&mut self, place: usize) {
        if let Some(kind) = self.kinds.get_mut(place) {
            kind.count.undecodable += 1;
        }
    }

    /// All counts.
    #[must_use]
    pub fn kinds(&self) -> Vec<KindCount> {
        self.kinds.iter().map(|kind| kind.count.clone()).collect()
    }
}
