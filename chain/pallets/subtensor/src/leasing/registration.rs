//! A lease begins.

use alloc::vec::Vec;

use crate::*;
use frame_support::{dispatch::PostDispatchInfo, pallet_prelude::*};
use frame_system::pallet_prelude::{BlockNumberFor, OriginFor, ensure_signed};
use sp_arithmetic::{PerU16, Percent};
use substrate_fixed::types::U64F64;
use taonet_emission::{lease_refund, lease_share};
use taonet_primitives::{CrowdloanSource, LeaseProxy, TaoBalance};

impl<T: Config> Pallet<T> {
    /// Body of `register_leased_network`: makes a subnet with the TAO of the crowdloan that is
    /// being finalised. `emissions_share` is the part of the owner's cut that the crowd shares.
    ///
    /// # Errors
    /// `BadOrigin`, the crowdloan pallet's `InvalidCrowdloanId`, `InvalidLeaseBeneficiary`,
    /// `LeaseCannotEndInThePast`, `Overflow`, those of moving TAO and of [`Self::create_subnet`],
    /// and those of the proxy.
    pub fn do_register_leased_network(
        origin: OriginFor<T>,
        emissions_share: Percent,
        end_block: Option<BlockNumberFor<T>>,
    ) -> DispatchResultWithPostInfo {
        let beneficiary = ensure_signed(origin)?;
        let crowdloan = T::Crowdloans::finalizing()?;
        ensure!(
            crowdloan.creator == beneficiary,
            Error::<T>::InvalidLeaseBeneficiary
        );
        let now = frame_system::Pallet::<T>::block_number();
        ensure!(
            end_block.is_none_or(|end| end > now),
            Error::<T>::LeaseCannotEndInThePast
        );

        let lease_id = NextSubnetLeaseId::<T>::get();
        let next = lease_id.checked_add(1).ok_or(Error::<T>::Overflow)?;
        NextSubnetLeaseId::<T>::put(next);
        let coldkey = Self::lease_coldkey(lease_id);
        let hotkey = Self::lease_hotkey(lease_id);
        for account in [&coldkey, &hotkey] {
            frame_system::Pallet::<T>::inc_providers(account);
        }

        Self::transfer_tao(&crowdloan.funds_account, &coldkey, crowdloan.raised)?;
        let netuid = Self::create_subnet(&coldkey, &hotkey, None)?;
        T::LeaseProxy::add_lease_beneficiary(&coldkey, &beneficiary)?;
        let leftover = Self::spendable_tao(&coldkey);
        let lease = SubnetLease {
            beneficiary: beneficiary.clone(),
            coldkey: coldkey.clone(),
            hotkey: hotkey.clone(),
            emissions_share,
            end_block,
            netuid,
            cost: crowdloan.raised.saturating_sub(leftover),
        };
        SubnetLeases::<T>::insert(lease_id, &lease);
        SubnetUidToLeaseId::<T>::insert(netuid, lease_id);
        Delegates::<T>::insert(&hotkey, PerU16::from_parts(0));

        let mut shares: Vec<(T::AccountId, U64F64)> = Vec::new();
        for (contributor, contribution) in &crowdloan.contributions {
            if *contributor != beneficiary {
                let share = lease_share(contribution.to_u64(), crowdloan.raised.to_u64());
                SubnetLeaseShares::<T>::insert(lease_id, contributor, share);
                shares.push((contributor.clone(), share));
            }
        }
        Self::share_lease_tao(&lease, &shares, leftover)?;

        Self::deposit_event(Event::SubnetLeaseCreated {
            beneficiary,
            lease_id,
            netuid,
            end_block,
        });
        let contributors = u32::try_from(crowdloan.contributions.len()).unwrap_or(u32::MAX);
        Ok(PostDispatchInfo {
            actual_weight: (contributors < T::Crowdloans::MAX_CONTRIBUTORS)
                .then(|| call_weights::registered_leased_network(contributors)),
            pays_fee: Pays::Yes,
        })
    }

    /// Shares out TAO of the lease's coldkey: to each contributor by its share, the rest to the
    /// beneficiary.
    ///
    /// # Errors
    /// Those of moving TAO.
    fn share_lease_tao(
        lease: &SubnetLease<T::AccountId, BlockNumberFor<T>>,
        shares: &[(T::AccountId, U64F64)],
        amount: TaoBalance,
    ) -> DispatchResult {
        let mut rest = amount;
        for (contributor, share) in shares {
            let part = TaoBalance::new(lease_refund(*share, amount.to_u64())).min(rest);
            if !part.is_zero() {
                Self::transfer_tao(&lease.coldkey, contributor, part)?;
                rest = rest.saturating_sub(part);
            }
        }
        if !rest.is_zero() {
            Self::transfer_tao(&lease.coldkey, &lease.beneficiary, rest)?;
        }
        Ok(())
    }
}
