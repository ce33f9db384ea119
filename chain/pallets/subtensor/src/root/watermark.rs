//! Moving the claimed watermarks along with root stake.

use taonet_primitives::NetUid;

use crate::*;

impl<T: Config> Pallet<T> {
    /// Raises the watermarks after the coldkey's root stake on the hotkey grew by `amount_rao`.
    pub fn add_root_stake_watermark(
        hotkey: &T::AccountId,
        coldkey: &T::AccountId,
        amount_rao: u64,
    ) {
        for (netuid, rate) in RootClaimable::<T>::get(hotkey) {
            let step = taonet_emission::root_watermark(rate, amount_rao);
            RootClaimed::<T>::mutate((netuid, hotkey, coldkey), |claimed| {
                *claimed = claimed.saturating_add(step);
            });
        }
    }

    /// Lowers the watermarks after the coldkey's root stake on the hotkey fell by `amount_rao`.
    pub fn remove_root_stake_watermark(
        hotkey: &T::AccountId,
        coldkey: &T::AccountId,
        amount_rao: u64,
    ) {
        for (netuid, rate) in RootClaimable::<T>::get(hotkey) {
            if netuid == NetUid::ROOT {
                continue;
            }
            let step = taonet_emission::root_watermark(rate, amount_rao);
            RootClaimed::<T>::mutate((netuid, hotkey, coldkey), |claimed| {
                *claimed = claimed.saturating_sub(step);
            });
        }
    }
}
