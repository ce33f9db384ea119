//! Consuming epoch slots and emptying the pots of the subnets whose epoch fires.

use alloc::vec::Vec;
use taonet_primitives::{AlphaBalance, NetUid};

use crate::*;

/// The emptied pots of a subnet whose epoch fires.
pub(crate) struct DrainedSubnet {
    pub(crate) netuid: NetUid,
    pub(crate) server: AlphaBalance,
    pub(crate) validator: AlphaBalance,
    pub(crate) root: AlphaBalance,
    pub(crate) owner: AlphaBalance,
}

impl<T: Config> Pallet<T> {
    /// Advances the epoch clock of every subnet but root; returns the drained pots of those whose
    /// epoch fires in `block`, in iteration order.
    pub(crate) fn drain_due_subnets(block: u64) -> Vec<DrainedSubnet> {
        let cap = usize::from(MaxEpochsPerBlock::<T>::get());
        let mut drained = Vec::new();
        for netuid in Self::non_root_netuids() {
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
            if Self::keys_are_unique(netuid) {
                BlocksSinceLastStep::<T>::insert(netuid, 0);
                drained.push(Self::drain_pots(netuid));
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

    fn drain_pots(netuid: NetUid) -> DrainedSubnet {
        let drained = DrainedSubnet {
            netuid,
            server: PendingServerEmission::<T>::get(netuid),
            validator: PendingValidatorEmission::<T>::get(netuid),
            root: PendingRootAlphaDivs::<T>::get(netuid),
            owner: PendingOwnerCut::<T>::get(netuid),
        };
        PendingServerEmission::<T>::insert(netuid, AlphaBalance::ZERO);
        PendingValidatorEmission::<T>::insert(netuid, AlphaBalance::ZERO);
        PendingRootAlphaDivs::<T>::insert(netuid, AlphaBalance::ZERO);
        PendingOwnerCut::<T>::insert(netuid, AlphaBalance::ZERO);
        drained
    }
}
