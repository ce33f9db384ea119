//! Moving prices and root proportions, updated after the block's prices were used.

use taonet_emission::MovingPriceInput;
use taonet_primitives::SwapHandler;

use crate::*;

impl<T: Config> Pallet<T> {
    /// Moves each emitting subnet's moving price towards its spot price.
    pub(crate) fn update_moving_prices(block: u64) {
        for netuid in Self::subnets_with_emission() {
            let price = taonet_emission::moving_price(&MovingPriceInput {
                before: Self::effective_moving_price(netuid),
                spot_price: T::SwapInterface::spot_price(netuid),
                moving_alpha: SubnetMovingAlpha::<T>::get(),
                block,
                first_emission_block: FirstEmissionBlockNumber::<T>::get(netuid)
                    .unwrap_or_default(),
                halving_blocks: EMAPriceHalvingBlocks::<T>::get(netuid),
            });
            SubnetMovingPrice::<T>::insert(netuid, price);
        }
    }

    /// Publishes each emitting subnet's root proportion.
    pub(crate) fn update_root_proportions() {
        for netuid in Self::subnets_with_emission() {
            RootProp::<T>::insert(netuid, Self::root_proportion(netuid));
        }
    }
}
