//! The price of a neuron registration.
//!
//! Each subnet has its own price, `Burn`. It halves every `BurnHalfLife` blocks, is multiplied by
//! `BurnIncreaseMult` after each registration, and stays within `MinBurn` and `MaxBurn`. Nothing
//! else limits how fast a subnet fills.

use crate::*;
use taonet_emission::{BurnBounds, bumped_burn, decayed_burn};
use taonet_primitives::{NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
    /// Block hook: lets the price of every network, root included, decay by one block and starts
    /// the registration counters of the block. No event.
    pub fn update_registration_prices(block: u64, netuids: &[NetUid]) {
        for netuid in netuids.iter().copied() {
            let before = u64::from(Burn::<T>::get(netuid));
            let half_life = BurnHalfLife::<T>::get(netuid);
            let after = decayed_burn(before, half_life, block, Self::burn_bounds(netuid));
            if after != before {
                Burn::<T>::insert(netuid, TaoBalance::new(after));
            }
            RegistrationsThisBlock::<T>::insert(netuid, 0);
            if netuid.is_root() && Self::should_run_epoch(netuid, block) {
                RegistrationsThisInterval::<T>::insert(netuid, 0);
            }
        }
    }

    /// Raises the price after a registration.
    pub(crate) fn bump_registration_price(netuid: NetUid) {
        let raised = bumped_burn(
            u64::from(Burn::<T>::get(netuid)),
            BurnIncreaseMult::<T>::get(netuid),
            Self::burn_bounds(netuid),
        );
        Burn::<T>::insert(netuid, TaoBalance::new(raised));
    }

    fn burn_bounds(netuid: NetUid) -> BurnBounds {
        BurnBounds {
            min_rao: u64::from(MinBurn::<T>::get(netuid)),
            max_rao: u64::from(MaxBurn::<T>::get(netuid)),
        }
    }
}
