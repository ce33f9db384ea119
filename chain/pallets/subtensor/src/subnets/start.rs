//! Starting a subnet: from then on it can be staked on and earns emission.

use crate::*;
use frame_support::pallet_prelude::*;
use frame_system::pallet_prelude::OriginFor;
use taonet_primitives::NetUid;

impl<T: Config> Pallet<T> {
    /// Body of `start_call`.
    ///
    /// # Errors
    /// `SubnetNotExists`; `BadOrigin` unless the owner calls;
    /// `FirstEmissionBlockNumberAlreadySet`; `NeedWaitingMoreBlocksToStarCall` within
    /// `StartCallDelay` blocks of the registration.
    pub fn do_start_call(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
        Self::ensure_subnet_exists(netuid)?;
        Self::ensure_subnet_owner(origin, netuid)?;
        ensure!(
            !FirstEmissionBlockNumber::<T>::contains_key(netuid),
            Error::<T>::FirstEmissionBlockNumberAlreadySet
        );
        let block = Self::now();
        let earliest =
            NetworkRegisteredAt::<T>::get(netuid).saturating_add(StartCallDelay::<T>::get());
        ensure!(
            block >= earliest,
            Error::<T>::NeedWaitingMoreBlocksToStarCall
        );

        let first_emission = block.saturating_add(1);
        FirstEmissionBlockNumber::<T>::insert(netuid, first_emission);
        SubtokenEnabled::<T>::insert(netuid, true);
        Self::deposit_event(Event::FirstEmissionBlockNumberSet(netuid, first_emission));
        Ok(())
    }
}
