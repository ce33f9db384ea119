//! The good end and the bad one.

use crate::{
    Config, Contributions, CrowdloanId, CrowdloanInfoOf, Crowdloans, CurrentCrowdloanId, Error,
    Event, MaxContributions, Pallet, StoredCall,
};
use alloc::vec::Vec;
use frame_support::{
    ensure,
    traits::{Get, QueryPreimage, fungible::Inspect},
};
use frame_system::RawOrigin;
use sp_runtime::{DispatchError, DispatchResult, traits::Dispatchable};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_finalize(creator: &T::AccountId, crowdloan_id: CrowdloanId) -> DispatchResult {
        let mut crowdloan = Self::crowdloan(crowdloan_id)?;
        ensure!(crowdloan.creator == *creator, Error::<T>::InvalidOrigin);
        ensure!(crowdloan.raised == crowdloan.cap, Error::<T>::CapNotRaised);
        ensure!(!crowdloan.finalized, Error::<T>::AlreadyFinalized);
        // The call of a crowdloan that finalised itself would never come to an end.
        ensure!(
            !CurrentCrowdloanId::<T>::exists(),
            Error::<T>::AlreadyFinalizing
        );

        match (&crowdloan.call, &crowdloan.target_address) {
            (Some(call), None) => Self::dispatch_for(crowdloan_id, &crowdloan, call)?,
            (None, Some(target)) => Self::pay(&crowdloan.funds_account, target, crowdloan.raised)?,
            _ => return Err(Error::<T>::InvalidFinalizationConfig.into()),
        }
        crowdloan.finalized = true;
        Crowdloans::<T>::insert(crowdloan_id, crowdloan);
        Self::deposit_event(Event::Finalized { crowdloan_id });
        Ok(())
    }

    /// Dispatches the call in the creator's name, and sees to it that the money was taken.
    fn dispatch_for(
        crowdloan_id: CrowdloanId,
        crowdloan: &CrowdloanInfoOf<T>,
        call: &StoredCall<T>,
    ) -> DispatchResult {
        let (call, _) = T::Preimages::peek(call).map_err(|_| Error::<T>::CallUnavailable)?;
        let held = T::Currency::balance(&crowdloan.funds_account);

        CurrentCrowdloanId::<T>::put(crowdloan_id);
        let origin = RawOrigin::Signed(crowdloan.creator.clone());
        call.dispatch(origin.into())
            .map_err(|failure| failure.error)?;
        CurrentCrowdloanId::<T>::kill();

        // Somebody's gift to the account is not part of the deal.
        let left = T::Currency::balance(&crowdloan.funds_account);
        ensure!(
            left.saturating_add(crowdloan.raised) <= held,
            Error::<T>::FundsNotSettled
        );
        Ok(())
    }

    /// Pays contributors back and returns how many.
    pub(crate) fn do_refund(
        creator: &T::AccountId,
        crowdloan_id: CrowdloanId,
    ) -> Result<u32, DispatchError> {
        let mut crowdloan = Self::open_crowdloan_of(creator, crowdloan_id)?;
        let limit = usize::try_from(T::RefundContributorsLimit::get()).unwrap_or(usize::MAX);
        // One more than is paid back now tells whether that was all.
        let others: Vec<_> = Contributions::<T>::iter_prefix(crowdloan_id)
            .filter(|(contributor, _)| contributor != creator)
            .take(limit.saturating_add(1))
            .collect();

        let mut refunded = 0_u32;
        for (contributor, amount) in others.iter().take(limit) {
            Self::pay(&crowdloan.funds_account, contributor, *amount)?;
            Contributions::<T>::remove(crowdloan_id, contributor);
            crowdloan.raised = crowdloan
                .raised
                .checked_sub(*amount)
                .ok_or(Error::<T>::Underflow)?;
            crowdloan.contributors_count = crowdloan
                .contributors_count
                .checked_sub(1)
                .ok_or(Error::<T>::Underflow)?;
            refunded = refunded.saturating_add(1);
        }
        Crowdloans::<T>::insert(crowdloan_id, crowdloan);
        Self::deposit_event(if others.len() > limit {
            Event::PartiallyRefunded { crowdloan_id }
        } else {
            Event::AllRefunded { crowdloan_id }
        });
        Ok(refunded)
    }

    pub(crate) fn do_dissolve(creator: &T::AccountId, crowdloan_id: CrowdloanId) -> DispatchResult {
        let crowdloan = Self::open_crowdloan_of(creator, crowdloan_id)?;
        let own = Contributions::<T>::get(crowdloan_id, creator);
        let alone = own.is_some_and(|own| own == crowdloan.raised);
        ensure!(alone, Error::<T>::NotReadyToDissolve);

        Self::pay(&crowdloan.funds_account, creator, crowdloan.raised)?;
        Contributions::<T>::remove(crowdloan_id, creator);
        if let Some(call) = &crowdloan.call {
            T::Preimages::drop(call);
        }
        frame_system::Pallet::<T>::dec_providers(&crowdloan.funds_account)?;
        MaxContributions::<T>::remove(crowdloan_id);
        Crowdloans::<T>::remove(crowdloan_id);
        Self::deposit_event(Event::Dissolved { crowdloan_id });
        Ok(())
    }
}
