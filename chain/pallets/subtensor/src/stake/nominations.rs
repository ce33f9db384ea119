//! What is cleared away when stake has become small.

use crate::pallet::*;
use alloc::vec::Vec;
use frame_support::storage::with_storage_layer;
use substrate_fixed::types::U64F64;
use taonet_primitives::{NetUid, SwapHandler, TaoBalance};

/// `NominatorMinRequiredStake` counts in millionths of the smallest stake.
const NOMINATOR_STAKE_UNIT: u128 = 1_000_000;

impl<T: Config> Pallet<T> {
    /// The smallest nomination that stays, in TAO.
    pub fn nominator_min_stake() -> TaoBalance {
        let factor: u128 = NominatorMinRequiredStake::<T>::get().into();
        let product = u128::from(Self::min_stake()).saturating_mul(factor);
        TaoBalance::try_from(product / NOMINATOR_STAKE_UNIT).unwrap_or(TaoBalance::MAX)
    }

    /// Sells a nominator's rest on the hotkey when it is worth less than a nomination has to be.
    /// Owners of hotkeys keep any rest.
    pub fn clear_small_nomination(hotkey: &T::AccountId, coldkey: &T::AccountId, netuid: NetUid) {
        if Self::coldkey_owns_hotkey(coldkey, hotkey) {
            return;
        }
        let price = T::SwapInterface::spot_price(netuid);
        let minimum = U64F64::from_num(Self::nominator_min_stake().to_u64());
        let threshold: u64 = minimum.checked_div(price).unwrap_or_default().to_num();
        let rest = Self::stake_for_hotkey_and_coldkey_on_subnet(hotkey, coldkey, netuid);
        if rest.is_zero() || rest.to_u64() >= threshold {
            return;
        }
        let floor = T::SwapInterface::min_price();
        let sold = with_storage_layer(|| {
            Self::unstake_from(hotkey, coldkey, coldkey, netuid, rest, floor, false)
        });
        if sold.is_err() {
            Self::decrease_stake_for_hotkey_and_coldkey_on_subnet(hotkey, coldkey, netuid, rest);
        }
        Self::force_reduce_lock(coldkey, netuid, rest);
    }

    /// Clears every nomination that has become too small, after the minimum was raised.
    pub fn clear_small_nominations() {
        let positions: Vec<_> = Alpha::<T>::iter_keys()
            .chain(AlphaV2::<T>::iter_keys())
            .collect();
        for (hotkey, coldkey, netuid) in positions {
            Self::clear_small_nomination(&hotkey, &coldkey, netuid);
        }
    }

    /// Forgets children that a hotkey has announced, when it no longer has the stake to have any.
    pub(crate) fn drop_pending_children_of_small_hotkey(hotkey: &T::AccountId) {
        if Self::total_stake_for_hotkey(hotkey).to_u64() < StakeThreshold::<T>::get() {
            let networks: Vec<NetUid> = Self::staked_networks().collect();
            for netuid in networks {
                PendingChildKeys::<T>::remove(netuid, hotkey);
            }
        }
    }
}
