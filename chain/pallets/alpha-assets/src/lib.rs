//! Running totals of the alpha of each subnet: made, burned, recycled.
//!
//! The ledger only counts. Who holds alpha is known to the main pallet, and what drives emission
//! is the alpha in and outside of the pools, not these totals.
//!
//! 1. Minting raises the issuance.
//! 2. Burning counts alpha that nobody can spend any more; it stays issued.
//! 3. Recycling counts alpha and takes it out of the issuance.

#![cfg_attr(not(feature = "std"), no_std)]
#![allow(
    missing_debug_implementations,
    reason = "FRAME makes the types of storage and genesis"
)]

pub use pallet::*;

use taonet_primitives::{AlphaBalance, AlphaLedger, NetUid};

/// The pallet.
#[allow(clippy::expect_used, reason = "FRAME's macros write them")]
#[frame_support::pallet]
pub mod pallet {
    use frame_support::pallet_prelude::*;
    use taonet_primitives::{AlphaBalance, NetUid};

    /// The pallet.
    #[pallet::pallet]
    pub struct Pallet<T>(_);

    /// The pallet needs nothing from the runtime.
    #[pallet::config]
    pub trait Config: frame_system::Config {}

    /// Alpha made on a subnet, less what was recycled.
    #[pallet::storage]
    pub type TotalAlphaIssuance<T: Config> =
        StorageMap<_, Twox64Concat, NetUid, AlphaBalance, ValueQuery>;

    /// Alpha of a subnet that was burned.
    #[pallet::storage]
    pub type AlphaBurned<T: Config> = StorageMap<_, Twox64Concat, NetUid, AlphaBalance, ValueQuery>;

    /// Alpha of a subnet that was recycled.
    #[pallet::storage]
    pub type AlphaRecycled<T: Config> =
        StorageMap<_, Twox64Concat, NetUid, AlphaBalance, ValueQuery>;
}

impl<T: Config> AlphaLedger for Pallet<T> {
    fn mint(netuid: NetUid, amount: AlphaBalance) {
        TotalAlphaIssuance::<T>::mutate(netuid, |total| *total += amount);
    }

    fn burn(netuid: NetUid, amount: AlphaBalance) {
        // Nothing leaves no entry behind.
        if amount.is_zero() {
            return;
        }
        AlphaBurned::<T>::mutate(netuid, |total| *total += amount);
    }

    fn recycle(netuid: NetUid, amount: AlphaBalance) {
        if amount.is_zero() {
            return;
        }
        AlphaRecycled::<T>::mutate(netuid, |total| *total += amount);
        TotalAlphaIssuance::<T>::mutate(netuid, |total| *total -= amount);
    }

    fn total_issuance(netuid: NetUid) -> AlphaBalance {
        TotalAlphaIssuance::<T>::get(netuid)
    }

    fn burned(netuid: NetUid) -> AlphaBalance {
        AlphaBurned::<T>::get(netuid)
    }

    fn recycled(netuid: NetUid) -> AlphaBalance {
        AlphaRecycled::<T>::get(netuid)
    }
}

#[cfg(test)]
mod tests;
