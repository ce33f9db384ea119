//! What the pools read here.

use crate::pallet::*;
use taonet_primitives::{AlphaBalance, NetUid, Subnets, TaoBalance};

impl<T: Config> Subnets for Pallet<T> {
    fn exists(netuid: NetUid) -> bool {
        NetworksAdded::<T>::get(netuid)
    }

    fn mechanism(netuid: NetUid) -> u16 {
        SubnetMechanism::<T>::get(netuid)
    }

    fn tao_reserve(netuid: NetUid) -> TaoBalance {
        SubnetTAO::<T>::get(netuid)
    }

    fn alpha_reserve(netuid: NetUid) -> AlphaBalance {
        SubnetAlphaIn::<T>::get(netuid)
    }

    fn decrease_tao_reserve(netuid: NetUid, amount: TaoBalance) {
        SubnetTAO::<T>::mutate(netuid, |reserve| *reserve -= amount);
    }

    fn decrease_alpha_reserve(netuid: NetUid, amount: AlphaBalance) {
        SubnetAlphaIn::<T>::mutate(netuid, |reserve| *reserve -= amount);
    }
}
