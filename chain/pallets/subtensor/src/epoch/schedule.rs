//! The epoch clock: when a subnet's epoch fires and what commit-reveal reads from it.

use taonet_emission::EpochClock;
use taonet_primitives::NetUid;

use crate::*;

impl<T: Config> Pallet<T> {
    /// The clock of one subnet as stored.
    pub fn epoch_clock(netuid: NetUid) -> EpochClock {
        EpochClock {
            tempo: Tempo::<T>::get(netuid),
            last_epoch_block: LastEpochBlock::<T>::get(netuid),
            pending_epoch_at: PendingEpochAt::<T>::get(netuid),
            blocks_since_last_step: BlocksSinceLastStep::<T>::get(netuid),
        }
    }

    /// Whether the epoch slot of the subnet is due in `block`.
    pub fn should_run_epoch(netuid: NetUid, block: u64) -> bool {
        Self::epoch_clock(netuid).is_due(block)
    }

    /// The epoch index that commit-reveal counts with: a slot that is due counts as consumed.
    pub fn current_epoch_with_lookahead(netuid: NetUid) -> u64 {
        let ahead = u64::from(Self::should_run_epoch(netuid, Self::now()));
        SubnetEpochIndex::<T>::get(netuid).saturating_add(ahead)
    }

    /// Block in which the next epoch starts; none with a tempo of 0.
    pub fn next_epoch_start_block(netuid: NetUid) -> Option<u64> {
        Self::epoch_clock(netuid).next_start()
    }

    /// Whether owners may not change hyperparameters now because an epoch is near.
    pub fn is_in_admin_freeze_window(netuid: NetUid, block: u64) -> bool {
        Self::epoch_clock(netuid).is_frozen(block, AdminFreezeWindow::<T>::get())
    }

    /// Blocks without weight activity after which a neuron counts as inactive.
    pub fn activity_cutoff_blocks(netuid: NetUid) -> u64 {
        taonet_emission::activity_cutoff_blocks(
            ActivityCutoffFactorMilli::<T>::get(netuid),
            Tempo::<T>::get(netuid),
        )
    }
}
