//! Which subnets exist.

use crate::*;
use alloc::vec::Vec;
use frame_support::pallet_prelude::*;
use taonet_primitives::NetUid;

impl<T: Config> Pallet<T> {
    /// Whether the subnet exists; root does.
    #[must_use]
    pub fn subnet_exists(netuid: NetUid) -> bool {
        NetworksAdded::<T>::get(netuid)
    }

    /// Refuses what does not exist.
    ///
    /// # Errors
    /// `SubnetNotExists`.
    pub fn ensure_subnet_exists(netuid: NetUid) -> DispatchResult {
        ensure!(Self::subnet_exists(netuid), Error::<T>::SubnetNotExists);
        Ok(())
    }

    /// All subnets, root included, in the chain's order of iteration: ascending, except that the
    /// low byte of the number counts first.
    #[must_use]
    pub fn all_subnet_netuids() -> Vec<NetUid> {
        NetworksAdded::<T>::iter()
            .filter_map(|(netuid, added)| added.then_some(netuid))
            .collect()
    }

    /// All subnets but root, in the chain's order of iteration.
    #[must_use]
    pub fn non_root_netuids() -> Vec<NetUid> {
        Self::all_subnet_netuids()
            .into_iter()
            .filter(|netuid| !netuid.is_root())
            .collect()
    }

    /// Lowest number from 1 on that no subnet has.
    #[must_use]
    pub fn next_free_netuid() -> NetUid {
        (1..=u16::MAX)
            .map(NetUid::new)
            .find(|netuid| !NetworksAdded::<T>::contains_key(netuid))
            .unwrap_or(NetUid::new(u16::MAX))
    }

    /// Whether the coldkey owns the subnet. Nobody owns a subnet that does not exist.
    #[must_use]
    pub fn is_subnet_owner(netuid: NetUid, coldkey: &T::AccountId) -> bool {
        SubnetOwner::<T>::get(netuid) == *coldkey
    }
}
