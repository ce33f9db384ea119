//! What it costs to register a subnet.
//!
//! Each registration doubles the price; from there it falls in a straight line, down to
//! `NetworkMinLockCost`, and the slower the further the halvings of the block emission have come.

use crate::*;
use taonet_emission::{LockCostInput, lock_cost};
use taonet_primitives::TaoBalance;

impl<T: Config> Pallet<T> {
    /// TAO that a registration would lock now.
    #[must_use]
    pub fn network_lock_cost() -> TaoBalance {
        TaoBalance::new(lock_cost(&LockCostInput {
            last_lock_cost: u64::from(NetworkLastLockCost::<T>::get()),
            min_lock_cost: u64::from(NetworkMinLockCost::<T>::get()),
            last_registration_block: Self::last_network_registration(),
            block: Self::now(),
            reduction_interval: NetworkLockReductionInterval::<T>::get(),
            total_issuance: u64::from(TotalIssuance::<T>::get()),
        }))
    }

    /// Block of the last subnet registration, 0 if there was none.
    #[must_use]
    pub fn last_network_registration() -> u64 {
        Self::last_rate_limited_block(&RateLimitKey::NetworkLastRegistered)
    }
}
