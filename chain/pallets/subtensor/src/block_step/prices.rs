//! Moving prices and root proportions, updated after the block's prices were used.

use taonet_emission::MovingPriceInput;
use taonet_primitives::{NetUid, SwapHandler};

use super::coinbase::RootStake;
use crate::*;

impl<T: Config> Pallet<T> {
    /// Moves each emitting subnet's moving price towards its spot price.
    pub(crate) fn update_moving_prices(block: u64, emitting: &[NetUid]) {
        let moving_alpha = SubnetMovingAlpha::<T>::get();
        for netuid in emitting.iter().copied() {
            let price = taonet_emission::moving_price(&MovingPriceInput {
                before: Self::effective_moving_price(netuid),
                spot_price: T::SwapInterface::spot_price(netuid),
                moving_alpha,
                block,
                first_emission_block: FirstEmissionBlockNumber::<T>::get(netuid)
                    .unwrap_or_default(),
                halving_blocks: EMAPriceHalvingBlocks::<T>::get(netuid),
            });
            SubnetMovingPrice::<T>::insert(netuid, price);
        }
    }

    /// Publishes each emitting subnet's root proportion.
    pub(crate) fn update_root_proportions(emitting: &[NetUid]) {
        let root = RootStake::load::<T>();
        for netuid in emitting {
            RootProp::<T>::insert(netuid, root.proportion_of(Self::alpha_issuance(*netuid)));
        }
    }
}
