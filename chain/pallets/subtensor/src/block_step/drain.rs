//! Consuming epoch slots and emptying the pots of the subnets whose epoch fires.

use alloc::vec::Vec;
use taonet_primitives::{AlphaBalance, NetUid};

use crate::*;

/// The emptied pots of a subnet whose epoch fires.
pub(crate) struct DrainedSubnet<T: Config> {
    pub(crate) netuid: NetUid,
    pub(crate) server: AlphaBalance,
    pub(crate) validator: AlphaBalance,
    pub(crate) root: AlphaBalance,
    pub(crate) owner: AlphaBalance,
    /// The hotkey of every UID.
    pub(crate) hotkeys: Vec<Option<T::AccountId>>,
}

impl<T: Config> Pallet<T> {
    /// Advances the epoch clock of every subnet but root; returns the drained pots of those whose
    /// epoch fires in `block`, in iteration order.
    pub(crate) fn drain_due_subnets(block: u64, netuids: &[NetUid]) -> Vec<DrainedSubnet<T>> {
        let cap = usize::from(MaxEpochsPerBlock::<T>::get());
        let mut drained = Vec::new();
        for netuid in netuids.iter().copied().filter(|netuid| !netuid.is_root()) {
            BlocksSinceLastStep::<T>::mutate(netuid, |blocks| *blocks = blocks.saturating_add(1));
            if !Self::should_run_epoch(netuid, block) {
                continue;
            }
            if drained.len() >= cap {
                let to_block = block.saturating_add(1);
                PendingEpochAt::<T>::insert(netuid, to_block);
                Self::deposit_event(Event::EpochDeferred {
                    netuid,
                    from_block: block,
                    to_block,
                });
                continue;
            }
            let hotkeys = Self::hotkeys_by_uid(netuid);
            if Self::keys_are_unique(&hotkeys) {
                BlocksSinceLastStep::<T>::insert(netuid, 0);
                drained.push(Self::drain_pots(netuid, hotkeys));
                Self::change_owner_by_conviction(netuid, block);
            } else {
                Self::deposit_event(Event::EpochSkipped { netuid, block });
            }
            LastEpochBlock::<T>::insert(netuid, block);
            PendingEpochAt::<T>::insert(netuid, 0);
            SubnetEpochIndex::<T>::mutate(netuid, |index| *index = index.saturating_add(1));
        }
        drained.sort_by_key(|subnet| subnet.netuid);
        drained
    }

    /// Empties the pots and forgets what the last epoch paid. The latter happens before any epoch
    /// of the block writes: clearing a prefix looks at everything that the block has changed.
    fn drain_pots(netuid: NetUid, hotkeys: Vec<Option<T::AccountId>>) -> DrainedSubnet<T> {
        let _ = AlphaDividendsPerSubnet::<T>::clear_prefix(netuid, u32::MAX, None);
        let _ = RootAlphaDividendsPerSubnet::<T>::clear_prefix(netuid, u32::MAX, None);
        let drained = DrainedSubnet {
            netuid,
            server: PendingServerEmission::<T>::get(netuid),
            validator: PendingValidatorEmission::<T>::get(netuid),
            root: PendingRootAlphaDivs::<T>::get(netuid),
            owner: PendingOwnerCut::<T>::get(netuid),
            hotkeys,
        };
        PendingServerEmission::<T>::insert(netuid, AlphaBalance::ZERO);
        PendingValidatorEmission::<T>::insert(netuid, AlphaBalance::ZERO);
        PendingRootAlphaDivs::<T>::insert(netuid, AlphaBalance::ZERO);
        PendingOwnerCut::<T>::insert(netuid, AlphaBalance::ZERO);
        drained
    }
}
