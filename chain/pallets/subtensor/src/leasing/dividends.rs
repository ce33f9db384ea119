//! What the crowd earns.

use alloc::vec::Vec;

use crate::{stake::Holder, *};
use frame_support::{pallet_prelude::*, storage::with_storage_layer};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::traits::SaturatedConversion;
use taonet_emission::{lease_part, lease_payout};
use taonet_primitives::{AlphaBalance, NetUid};

impl<T: Config> Pallet<T> {
    /// Puts the crowd's part of an owner's cut aside, and shares out what has come together in
    /// blocks that are multiples of the interval. The cut is stake of the lease's accounts already.
    ///
    /// A payment that is too small, or not accepted, puts all off until the next time.
    pub(crate) fn distribute_lease_dividends(netuid: NetUid, owner_cut: AlphaBalance) {
        let Some(lease_id) = SubnetUidToLeaseId::<T>::get(netuid) else {
            return;
        };
        let Some(lease) = SubnetLeases::<T>::get(lease_id) else {
            return;
        };
        let now = frame_system::Pallet::<T>::block_number();
        // A subnet that conviction took from the lease pays somebody else.
        if lease.end_block.is_some_and(|end| end <= now)
            || SubnetOwner::<T>::get(netuid) != lease.coldkey
        {
            return;
        }
        let part = lease_part(owner_cut.to_u64(), lease.emissions_share.deconstruct());
        let total =
            AccumulatedLeaseDividends::<T>::get(lease_id).saturating_add(AlphaBalance::from(part));
        let interval: u64 = T::LeaseDividendsDistributionInterval::get().saturated_into();
        let is_payday = Self::now().checked_rem(interval) == Some(0);
        let paid = is_payday && Self::pay_lease_dividends(lease_id, &lease, total).is_ok();
        let kept = if paid { AlphaBalance::ZERO } else { total };
        AccumulatedLeaseDividends::<T>::insert(lease_id, kept);
    }

    /// Shares `total` of the lease's stake out: to each contributor by its share, rounded up, the
    /// rest to the beneficiary. All or nothing.
    ///
    /// # Errors
    /// Those of moving stake; one payment that fails undoes all.
    pub(super) fn pay_lease_dividends(
        lease_id: u32,
        lease: &SubnetLease<T::AccountId, BlockNumberFor<T>>,
        total: AlphaBalance,
    ) -> DispatchResult {
        with_storage_layer(|| {
            let shares: Vec<_> = SubnetLeaseShares::<T>::iter_prefix(lease_id).collect();
            let mut rest = total;
            for (contributor, share) in shares {
                let alpha = AlphaBalance::from(lease_payout(share, total.to_u64()));
                Self::pay_lease_dividend(lease_id, lease, contributor, alpha)?;
                rest = rest.saturating_sub(alpha);
            }
            Self::pay_lease_dividend(lease_id, lease, lease.beneficiary.clone(), rest)
        })
    }

    fn pay_lease_dividend(
        lease_id: u32,
        lease: &SubnetLease<T::AccountId, BlockNumberFor<T>>,
        contributor: T::AccountId,
        alpha: AlphaBalance,
    ) -> DispatchResult {
        Self::transfer_stake_within_subnet(
            &Holder {
                coldkey: lease.coldkey.clone(),
                hotkey: lease.hotkey.clone(),
            },
            &Holder {
                coldkey: contributor.clone(),
                hotkey: lease.hotkey.clone(),
            },
            lease.netuid,
            alpha,
        )?;
        Self::deposit_event(Event::SubnetLeaseDividendsDistributed {
            lease_id,
            contributor,
            alpha,
        });
        Ok(())
    }
}
