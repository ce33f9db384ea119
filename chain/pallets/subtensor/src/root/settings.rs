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

#[cfg(test)]
mod tests {
    use frame_support::{assert_noop, assert_ok};
    use sp_runtime::DispatchError::BadOrigin;

    use crate::{
        neurons::tests::{OWNER, signed, with_subnet},
        tests::mock::{RuntimeOrigin, SubtensorModule, Test},
        *,
    };
    use substrate_fixed::types::I96F32;

    #[test]
    fn claims_per_block_are_bounded() {
        with_subnet(|_| {
            let set = SubtensorModule::sudo_set_num_root_claims;
            assert_noop!(set(signed(OWNER), 1), BadOrigin);
            assert_noop!(
                set(RuntimeOrigin::root(), 51),
                Error::<Test>::InvalidNumRootClaim
            );
            assert_ok!(set(RuntimeOrigin::root(), 50));
            assert_eq!(NumRootClaim::<Test>::get(), 50);
        });
    }

    #[test]
    fn the_claim_threshold_is_bounded() {
        with_subnet(|netuid| {
            let set =
                |origin, rao| SubtensorModule::sudo_set_root_claim_threshold(origin, netuid, rao);
            assert_noop!(set(signed(200), 1), BadOrigin);
            assert_noop!(
                set(signed(OWNER), 10_000_001),
                Error::<Test>::InvalidRootClaimThreshold
            );
            for (origin, rao) in [(signed(OWNER), 10_000_000), (RuntimeOrigin::root(), 7)] {
                assert_ok!(set(origin, rao));
                assert_eq!(
                    RootClaimableThreshold::<Test>::get(netuid),
                    I96F32::from_num(rao)
                );
            }
        });
    }
}
