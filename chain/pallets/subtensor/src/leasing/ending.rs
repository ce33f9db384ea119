//! A lease ends: because its time is over, or because its subnet is.

use crate::{stake::Holder, *};
use frame_support::{dispatch::PostDispatchInfo, pallet_prelude::*};
use frame_system::pallet_prelude::{BlockNumberFor, OriginFor, ensure_signed};
use taonet_emission::lease_refund;
use taonet_primitives::{CrowdloanSource, LeaseProxy, NetUid, SwapHandler, TaoBalance};

impl<T: Config> Pallet<T> {
    /// Body of `terminate_lease`: the beneficiary takes the subnet over, with `hotkey` as its
    /// owner's hotkey, and what the accounts of the lease hold, which nobody could reach
    /// afterwards.
    ///
    /// # Errors
    /// `BadOrigin`, `LeaseDoesNotExist`, `ExpectedBeneficiaryOrigin`, `LeaseHasNoEndBlock`,
    /// `LeaseHasNotEnded`, `BeneficiaryDoesNotOwnHotkey`, `CannotUseSystemAccount`, those of moving
    /// stake and TAO, and those of the proxy.
    pub fn do_terminate_lease(
        origin: OriginFor<T>,
        lease_id: u32,
        hotkey: &T::AccountId,
    ) -> DispatchResultWithPostInfo {
        let who = ensure_signed(origin)?;
        let lease = SubnetLeases::<T>::get(lease_id).ok_or(Error::<T>::LeaseDoesNotExist)?;
        ensure!(
            lease.beneficiary == who,
            Error::<T>::ExpectedBeneficiaryOrigin
        );
        let end_block = lease.end_block.ok_or(Error::<T>::LeaseHasNoEndBlock)?;
        ensure!(
            frame_system::Pallet::<T>::block_number() >= end_block,
            Error::<T>::LeaseHasNotEnded
        );
        ensure!(
            Self::coldkey_owns_hotkey(&who, hotkey),
            Error::<T>::BeneficiaryDoesNotOwnHotkey
        );

        let netuid = lease.netuid;
        Self::settle_lease_stake(lease_id, &lease)?;
        if SubnetOwner::<T>::get(netuid) == lease.coldkey {
            SubnetOwner::<T>::insert(netuid, &who);
            Self::set_subnet_owner_hotkey(netuid, hotkey)?;
        }
        // The deposit of the proxy comes back first, then the accounts are let go.
        T::LeaseProxy::remove_lease_beneficiary(&lease.coldkey, &who)?;
        let deposit = Self::spendable_tao(&lease.coldkey);
        Self::transfer_tao(&lease.coldkey, &who, deposit)?;
        Self::release_lease_accounts(&lease);
        let contributors = Self::forget_lease(lease_id, &lease);

        Self::deposit_event(Event::SubnetLeaseTerminated {
            beneficiary: who,
            netuid,
        });
        Ok(PostDispatchInfo {
            actual_weight: (contributors < T::Crowdloans::MAX_CONTRIBUTORS)
                .then(|| call_weights::terminated_lease(contributors)),
            pays_fee: Pays::Yes,
        })
    }

    /// Ends the lease of a subnet that is being dissolved, after the pool was paid out. The TAO of
    /// the lease's coldkey goes to the contributors by their shares, the rest to the beneficiary; a
    /// payment that cannot be made is left out, and so is a proxy that is gone already.
    pub(crate) fn end_lease_of_subnet(netuid: NetUid) {
        let Some(lease_id) = SubnetUidToLeaseId::<T>::take(netuid) else {
            return;
        };
        let Some(lease) = SubnetLeases::<T>::get(lease_id) else {
            return;
        };
        let _ = T::LeaseProxy::remove_lease_beneficiary(&lease.coldkey, &lease.beneficiary);
        let amount = Self::spendable_tao(&lease.coldkey);
        for (contributor, share) in SubnetLeaseShares::<T>::iter_prefix(lease_id) {
            let part = TaoBalance::new(lease_refund(share, amount.to_u64()));
            let _ = Self::transfer_tao(&lease.coldkey, &contributor, part);
        }
        let rest = Self::spendable_tao(&lease.coldkey);
        let _ = Self::transfer_tao(&lease.coldkey, &lease.beneficiary, rest);
        Self::release_lease_accounts(&lease);
        Self::forget_lease(lease_id, &lease);
    }

    /// Pays the dividends that came together, then gives the beneficiary the stake that is left.
    /// Amounts that are too small to be moved stay behind.
    fn settle_lease_stake(
        lease_id: u32,
        lease: &SubnetLease<T::AccountId, BlockNumberFor<T>>,
    ) -> DispatchResult {
        let dividends = AccumulatedLeaseDividends::<T>::get(lease_id);
        if !dividends.is_zero() {
            // Where even one contributor's part is too small to be moved, all goes with the rest.
            let _ = Self::pay_lease_dividends(lease_id, lease, dividends);
        }
        let rest = Self::stake_for_hotkey_and_coldkey_on_subnet(
            &lease.hotkey,
            &lease.coldkey,
            lease.netuid,
        );
        if T::SwapInterface::tao_at_spot(lease.netuid, rest) < Self::min_stake() {
            return Ok(());
        }
        Self::transfer_stake_within_subnet(
            &Holder {
                coldkey: lease.coldkey.clone(),
                hotkey: lease.hotkey.clone(),
            },
            &Holder {
                coldkey: lease.beneficiary.clone(),
                hotkey: lease.hotkey.clone(),
            },
            lease.netuid,
            rest,
        )?;
        Ok(())
    }

    fn release_lease_accounts(lease: &SubnetLease<T::AccountId, BlockNumberFor<T>>) {
        for account in [&lease.coldkey, &lease.hotkey] {
            // Something else may hold the account, such as TAO that somebody sends there.
            let _ = frame_system::Pallet::<T>::dec_providers(account);
        }
    }

    /// Removes everything stored about the lease; gives back the number of contributors.
    fn forget_lease(lease_id: u32, lease: &SubnetLease<T::AccountId, BlockNumberFor<T>>) -> u32 {
        let limit = T::Crowdloans::MAX_CONTRIBUTORS;
        let cleared = SubnetLeaseShares::<T>::clear_prefix(lease_id, limit, None);
        AccumulatedLeaseDividends::<T>::remove(lease_id);
        SubnetLeases::<T>::remove(lease_id);
        SubnetUidToLeaseId::<T>::remove(lease.netuid);
        cleared.unique
    }
}
