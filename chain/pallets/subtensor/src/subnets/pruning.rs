//! Which subnet makes room for a new one.

use crate::*;
use taonet_emission::effective_moving_price;
use taonet_primitives::NetUid;

impl<T: Config> Pallet<T> {
    /// The subnet with the lowest moving price among those past their immunity; of several the
    /// one registered first, then the first in iteration order. `None` if all are immune.
    #[must_use]
    pub fn subnet_to_prune() -> Option<NetUid> {
        let block = Self::now();
        let immunity = NetworkImmunityPeriod::<T>::get();
        Self::non_root_netuids()
            .into_iter()
            .map(|netuid| (netuid, NetworkRegisteredAt::<T>::get(netuid)))
            .filter(|&(_, registered_at)| block >= registered_at.saturating_add(immunity))
            .map(|(netuid, registered_at)| {
                let price = effective_moving_price(
                    u16::from(netuid),
                    SubnetMechanism::<T>::get(netuid),
                    SubnetMovingPrice::<T>::get(netuid),
                );
                (price, registered_at, netuid)
            })
            // Keeps the first of equal candidates.
            .min_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)))
            .map(|(_, _, netuid)| netuid)
    }
}
