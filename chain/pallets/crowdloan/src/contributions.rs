//! Money in, and out again.

use crate::{
    Config, Contributions, CrowdloanId, Crowdloans, Error, Event, MaxContributions, Pallet,
};
use frame_support::{ensure, traits::Get};
use sp_runtime::DispatchResult;
use taonet_primitives::TaoBalance;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_contribute(
        contributor: T::AccountId,
        crowdloan_id: CrowdloanId,
        amount: TaoBalance,
    ) -> DispatchResult {
        let mut crowdloan = Self::crowdloan(crowdloan_id)?;
        let now = frame_system::Pallet::<T>::block_number();
        ensure!(now < crowdloan.end, Error::<T>::ContributionPeriodEnded);
        ensure!(crowdloan.raised < crowdloan.cap, Error::<T>::CapRaised);
        ensure!(
            amount >= crowdloan.min_contribution,
            Error::<T>::ContributionTooLow
        );
        ensure!(
            crowdloan.contributors_count < T::MaxContributors::get(),
            Error::<T>::MaxContributorsReached
        );
        let own = Contributions::<T>::get(crowdloan_id, &contributor);
        let before = own.unwrap_or(TaoBalance::ZERO);
        let accepted = amount
            .min(crowdloan.cap.saturating_sub(crowdloan.raised))
            .min(Self::room(crowdloan_id, before)?);
        Self::ensure_holds(&contributor, accepted)?;

        let overflow = Error::<T>::Overflow;
        let after = before.checked_add(accepted).ok_or(overflow)?;
        crowdloan.raised = crowdloan
            .raised
            .checked_add(accepted)
            .ok_or(Error::<T>::Overflow)?;
        if own.is_none() {
            crowdloan.contributors_count = crowdloan
                .contributors_count
                .checked_add(1)
                .ok_or(Error::<T>::Overflow)?;
        }

        Self::pay(&contributor, &crowdloan.funds_account, accepted)?;
        Contributions::<T>::insert(crowdloan_id, &contributor, after);
        Crowdloans::<T>::insert(crowdloan_id, crowdloan);
        Self::deposit_event(Event::Contributed {
            crowdloan_id,
            contributor,
            amount: accepted,
        });
        Ok(())
    }

    /// What an account that has contributed `before` may add.
    fn room(crowdloan_id: CrowdloanId, before: TaoBalance) -> Result<TaoBalance, Error<T>> {
        let Some(most) = MaxContributions::<T>::get(crowdloan_id) else {
            return Ok(TaoBalance::MAX);
        };
        ensure!(before < most, Error::<T>::MaxContributionReached);
        Ok(most.saturating_sub(before))
    }

    pub(crate) fn do_withdraw(
        contributor: T::AccountId,
        crowdloan_id: CrowdloanId,
    ) -> DispatchResult {
        let mut crowdloan = Self::crowdloan(crowdloan_id)?;
        Self::ensure_open(crowdloan_id, &crowdloan)?;
        let own = Contributions::<T>::get(crowdloan_id, &contributor)
            .filter(|own| !own.is_zero())
            .ok_or(Error::<T>::NoContribution)?;
        let is_creator = contributor == crowdloan.creator;
        let amount = if is_creator {
            own.saturating_sub(crowdloan.deposit)
        } else {
            own
        };
        ensure!(!amount.is_zero(), Error::<T>::DepositCannotBeWithdrawn);
        crowdloan.raised = crowdloan
            .raised
            .checked_sub(amount)
            .ok_or(Error::<T>::Underflow)?;
        if !is_creator {
            crowdloan.contributors_count = crowdloan
                .contributors_count
                .checked_sub(1)
                .ok_or(Error::<T>::Underflow)?;
        }

        if is_creator {
            Contributions::<T>::insert(crowdloan_id, &contributor, crowdloan.deposit);
        } else {
            Contributions::<T>::remove(crowdloan_id, &contributor);
        }
        Self::pay(&crowdloan.funds_account, &contributor, amount)?;
        Crowdloans::<T>::insert(crowdloan_id, crowdloan);
        Self::deposit_event(Event::Withdrew {
            crowdloan_id,
            contributor,
            amount,
        });
        Ok(())
    }
}
