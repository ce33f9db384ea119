//! Sealed transactions, and the turns of the authors who open them.

use crate::Runtime;
use pallet_shield::SlotAuthors;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;

impl pallet_shield::Config for Runtime {
    type AuthorityId = AuraId;
    type Authors = Turns;
}

/// Authorities take turns: slot after slot, in the order of their list.
#[derive(Debug)]
pub struct Turns;

impl Turns {
    fn author_in(slots: u64) -> Option<AuraId> {
        let authorities = pallet_aura::Authorities::<Runtime>::get();
        let count = u64::try_from(authorities.len()).ok()?;
        let slot = pallet_aura::CurrentSlot::<Runtime>::get().checked_add(slots)?;
        let turn = usize::try_from(slot.checked_rem(count)?).ok()?;
        authorities.get(turn).cloned()
    }
}

impl SlotAuthors<AuraId> for Turns {
    fn current() -> Option<AuraId> {
        Self::author_in(0)
    }

    fn next_next() -> Option<AuraId> {
        Self::author_in(2)
    }
}
