//! Bounds of claims.

use crate::*;
use frame_support::pallet_prelude::*;
use frame_system::{ensure_root, pallet_prelude::OriginFor};
use substrate_fixed::types::I96F32;
use taonet_primitives::NetUid;

/// Most coldkeys that claim by themselves in a block.
const MAX_CLAIMS_PER_BLOCK: u64 = 50;

/// Highest threshold below which nothing is claimed, in rao of alpha.
const MAX_CLAIM_THRESHOLD_RAO: u64 = 10_000_000;

impl<T: Config> Pallet<T> {
    /// Body of `sudo_set_num_root_claims`.
    ///
    /// # Errors
    /// `BadOrigin` unless root calls, `InvalidNumRootClaim`.
    pub fn do_set_num_root_claims(origin: OriginFor<T>, count: u64) -> DispatchResult {
        ensure_root(origin)?;
        ensure!(
            count <= MAX_CLAIMS_PER_BLOCK,
            Error::<T>::InvalidNumRootClaim
        );
        NumRootClaim::<T>::put(count);
        Ok(())
    }

    /// Body of `sudo_set_root_claim_threshold`, in rao of the subnet's alpha.
    ///
    /// # Errors
    /// `BadOrigin` unless root or the owner calls, `InvalidRootClaimThreshold`.
    pub fn do_set_root_claim_threshold(
        origin: OriginFor<T>,
        netuid: NetUid,
        threshold_rao: u64,
    ) -> DispatchResult {
        Self::ensure_subnet_owner_or_root(origin, netuid)?;
        ensure!(
            threshold_rao <= MAX_CLAIM_THRESHOLD_RAO,
            Error::<T>::InvalidRootClaimThreshold
        );
        RootClaimableThreshold::<T>::insert(netuid, I96F32::from_num(threshold_rao));
        Ok(())
    }
}
