//! Forgetting hotkey swaps that are older than the swap interval.

use alloc::vec::Vec;
use frame_support::traits::Get;
use taonet_primitives::NetUid;

use crate::*;

impl<T: Config> Pallet<T> {
    /// Deletes outdated `LastHotkeySwapOnNetuid` entries of the subnets whose turn it is.
    pub(crate) fn purge_hotkey_swap_records(block: u64, netuids: &[NetUid]) {
        let interval = T::HotkeySwapOnSubnetInterval::get();
        let Some(slot) = block.checked_rem(interval) else {
            return;
        };
        for netuid in netuids {
            if u64::from(u16::from(*netuid)).checked_rem(interval) != Some(slot) {
                continue;
            }
            let outdated: Vec<T::AccountId> = LastHotkeySwapOnNetuid::<T>::iter_prefix(netuid)
                .filter(|(_, swapped_at)| swapped_at.saturating_add(interval) < block)
                .map(|(coldkey, _)| coldkey)
                .collect();
            for coldkey in outdated {
                LastHotkeySwapOnNetuid::<T>::remove(netuid, coldkey);
            }
        }
    }
}
