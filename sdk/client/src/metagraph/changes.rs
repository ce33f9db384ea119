//! What happened between two metagraphs of one subnet.

use super::Metagraph;
use crate::{AccountId, AxonInfo};

/// Something that is otherwise than it was.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A hotkey took a place that was not there before.
    Registered {
        /// The place.
        uid: u16,
        /// The hotkey.
        hotkey: AccountId,
    },
    /// A hotkey took the place of another, by registration or by a swap of keys.
    Replaced {
        /// The place.
        uid: u16,
        /// Who had it.
        before: AccountId,
        /// Who has it.
        hotkey: AccountId,
    },
    /// The subnet was trimmed: the place is no more.
    Removed {
        /// The place.
        uid: u16,
        /// Who had it.
        before: AccountId,
    },
    /// A neuron serves elsewhere than before.
    Axon {
        /// Its place.
        uid: u16,
        /// Where it serves now.
        axon: AxonInfo,
    },
    /// A neuron got or lost the right to validate.
    ValidatorPermit {
        /// Its place.
        uid: u16,
        /// Whether it has it.
        permit: bool,
    },
    /// A neuron set or committed weights.
    Updated {
        /// Its place.
        uid: u16,
        /// Block in which it did.
        block: u64,
    },
    /// Stake weight changed.
    Stake {
        /// The neuron's place.
        uid: u16,
        /// What it was, in rao.
        before_rao: u64,
        /// What it is, in rao.
        rao: u64,
    },
    /// An epoch ran: incentives, dividends and emission are new.
    Epoch {
        /// Its block.
        block: u64,
    },
    /// The subnet's rules changed.
    Rules,
    /// The subnet's name, symbol, identity or owner changed.
    Subnet,
}

/// What is otherwise in `now` than in `before`, by kind and then by UID.
pub fn changes(before: &Metagraph, now: &Metagraph) -> Vec<Change> {
    let mut found = Vec::new();
    if now.last_step != before.last_step {
        found.push(Change::Epoch {
            block: now.last_step,
        });
    }
    if now.hparams != before.hparams
        || now.max_uids != before.max_uids
        || now.tempo != before.tempo
        || now.mechanism_count != before.mechanism_count
        || now.emissions_split != before.emissions_split
    {
        found.push(Change::Rules);
    }
    if now.name != before.name
        || now.symbol != before.symbol
        || now.identity != before.identity
        || now.owner_hotkey != before.owner_hotkey
        || now.owner_coldkey != before.owner_coldkey
    {
        found.push(Change::Subnet);
    }
    let places = now.n().max(before.n());
    for place in 0..places {
        let uid = u16::try_from(place).unwrap_or(u16::MAX);
        neuron(before, now, place, uid, &mut found);
    }
    found
}

fn neuron(before: &Metagraph, now: &Metagraph, place: usize, uid: u16, found: &mut Vec<Change>) {
    match (before.hotkeys.get(place), now.hotkeys.get(place)) {
        (None, Some(hotkey)) => found.push(Change::Registered {
            uid,
            hotkey: *hotkey,
        }),
        (Some(before), Some(hotkey)) if before != hotkey => found.push(Change::Replaced {
            uid,
            before: *before,
            hotkey: *hotkey,
        }),
        (Some(before), None) => {
            found.push(Change::Removed {
                uid,
                before: *before,
            });
            return;
        }
        _ => {}
    }
    if let Some(axon) = now.axons.get(place)
        && before.axons.get(place).copied().unwrap_or_default() != *axon
    {
        found.push(Change::Axon { uid, axon: *axon });
    }
    if let Some(permit) = now.validator_permit.get(place)
        && before
            .validator_permit
            .get(place)
            .copied()
            .unwrap_or_default()
            != *permit
    {
        found.push(Change::ValidatorPermit {
            uid,
            permit: *permit,
        });
    }
    if let Some(block) = now.last_update.get(place)
        && before.last_update.get(place) != Some(block)
    {
        found.push(Change::Updated { uid, block: *block });
    }
    let rao = now.total_stake_rao.get(place).copied().unwrap_or_default();
    let before_rao = before
        .total_stake_rao
        .get(place)
        .copied()
        .unwrap_or_default();
    if rao != before_rao {
        found.push(Change::Stake {
            uid,
            before_rao,
            rao,
        });
    }
}
