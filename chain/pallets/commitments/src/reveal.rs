//! Opening timelocked fields as soon as the chain knows their pulse.

use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::weights::Weight;
use sp_runtime::traits::UniqueSaturatedInto;
use taonet_primitives::{NetUid, PulseSource};

use crate::*;

/// Revelations that are kept of each hotkey.
pub const MAX_REVEALED: usize = 10;

/// What the block hook has done.
#[derive(Default)]
struct Work {
    commitments: u64,
    pulses: u64,
    tried: u64,
}

impl<T: Config> Pallet<T> {
    /// The block hook: tries every timelocked field whose pulse is there.
    ///
    /// A field that does not open, or says nothing, is discarded without a word: it never will.
    pub(crate) fn reveal_timelocked() -> Weight {
        let index = TimelockedIndex::<T>::get();
        let mut work = Work::default();
        let remaining: BTreeSet<(NetUid, T::AccountId)> = index
            .iter()
            .filter(|(netuid, hotkey)| Self::reveal_of(*netuid, hotkey, &mut work))
            .cloned()
            .collect();
        if remaining.len() != index.len() {
            TimelockedIndex::<T>::put(remaining);
        }
        call_weights::reveal(work.commitments, work.pulses, work.tried)
    }

    /// Opens what can be opened of one commitment; whether a timelocked field remains.
    fn reveal_of(netuid: NetUid, hotkey: &T::AccountId, work: &mut Work) -> bool {
        work.commitments = work.commitments.saturating_add(1);
        let Some(mut registration) = CommitmentOf::<T>::get(netuid, hotkey) else {
            return false;
        };
        let before = registration.info.fields.len();
        let mut texts = Vec::new();
        registration.info.fields.retain(|field| {
            let Data::TimelockEncrypted {
                encrypted,
                reveal_round,
            } = field
            else {
                return true;
            };
            work.pulses = work.pulses.saturating_add(1);
            let Some(signature) = T::Pulses::signature_of(*reveal_round) else {
                return true;
            };
            work.tried = work.tried.saturating_add(1);
            let text = taonet_timelock::open(encrypted, &signature).ok();
            texts.extend(text.filter(|text| !text.is_empty()));
            false
        });
        if registration.info.fields.len() == before {
            // Nothing could be tried.
            return registration.info.first_reveal_round().is_some();
        }
        for text in texts {
            Self::record(netuid, hotkey, text);
        }
        let remains = registration.info.first_reveal_round().is_some();
        if registration.info.fields.is_empty() {
            CommitmentOf::<T>::remove(netuid, hotkey);
        } else {
            CommitmentOf::<T>::insert(netuid, hotkey, registration);
        }
        remains
    }

    fn record(netuid: NetUid, hotkey: &T::AccountId, text: Vec<u8>) {
        let block = frame_system::Pallet::<T>::block_number().unique_saturated_into();
        RevealedCommitments::<T>::mutate(netuid, hotkey, |revealed| {
            let revealed = revealed.get_or_insert_with(Vec::new);
            revealed.push((text, block));
            let excess = revealed.len().saturating_sub(MAX_REVEALED);
            revealed.drain(..excess);
        });
        Self::deposit_event(Event::CommitmentRevealed {
            netuid,
            who: hotkey.clone(),
        });
    }
}
