//! Opening a crowdloan, and finding it again.

use crate::{
    Config, Contributions, CrowdloanId, CrowdloanInfo, CrowdloanInfoOf, Crowdloans,
    CurrentCrowdloanId, Error, Event, NextCrowdloanId, Pallet, Terms,
};
use frame_support::{
    ensure,
    traits::{
        Get, StorePreimage,
        fungible::{Inspect, Mutate},
        tokens::Preservation,
    },
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
    DispatchResult,
    traits::{AccountIdConversion, CheckedSub},
};
use taonet_primitives::TaoBalance;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_create(
        creator: T::AccountId,
        terms: Terms<BlockNumberFor<T>>,
        call: Option<<T as Config>::RuntimeCall>,
        target_address: Option<T::AccountId>,
    ) -> DispatchResult {
        let Terms {
            deposit,
            min_contribution,
            cap,
            end,
        } = terms;
        ensure!(
            deposit >= T::MinimumDeposit::get(),
            Error::<T>::DepositTooLow
        );
        ensure!(cap > deposit, Error::<T>::CapTooLow);
        ensure!(
            min_contribution >= T::AbsoluteMinimumContribution::get(),
            Error::<T>::MinimumContributionTooLow
        );
        ensure!(
            call.is_some() != target_address.is_some(),
            Error::<T>::InvalidFinalizationConfig
        );
        Self::ensure_end(end)?;
        Self::ensure_holds(&creator, deposit)?;

        let crowdloan_id = NextCrowdloanId::<T>::get();
        let next = crowdloan_id.checked_add(1).ok_or(Error::<T>::Overflow)?;
        let funds_account = Self::funds_account(crowdloan_id);
        let call = call.map(T::Preimages::bound).transpose()?;

        NextCrowdloanId::<T>::put(next);
        // The account stays while the crowdloan does, whatever it holds.
        frame_system::Pallet::<T>::inc_providers(&funds_account);
        Self::pay(&creator, &funds_account, deposit)?;
        Contributions::<T>::insert(crowdloan_id, &creator, deposit);
        Crowdloans::<T>::insert(
            crowdloan_id,
            CrowdloanInfo {
                creator: creator.clone(),
                deposit,
                min_contribution,
                end,
                cap,
                funds_account,
                raised: deposit,
                target_address,
                call,
                finalized: false,
                contributors_count: 1,
            },
        );
        Self::deposit_event(Event::Created {
            crowdloan_id,
            creator,
            end,
            cap,
        });
        Ok(())
    }

    /// Where the money of a crowdloan lies.
    pub fn funds_account(crowdloan_id: CrowdloanId) -> T::AccountId {
        T::PalletId::get().into_sub_account_truncating(crowdloan_id)
    }

    pub(crate) fn ensure_end(end: BlockNumberFor<T>) -> Result<(), Error<T>> {
        let now = frame_system::Pallet::<T>::block_number();
        ensure!(now < end, Error::<T>::CannotEndInPast);
        let duration = end.checked_sub(&now).ok_or(Error::<T>::Underflow)?;
        ensure!(
            duration >= T::MinimumBlockDuration::get(),
            Error::<T>::BlockDurationTooShort
        );
        ensure!(
            duration <= T::MaximumBlockDuration::get(),
            Error::<T>::BlockDurationTooLong
        );
        Ok(())
    }

    pub(crate) fn ensure_holds(who: &T::AccountId, amount: TaoBalance) -> Result<(), Error<T>> {
        ensure!(
            T::Currency::balance(who) >= amount,
            Error::<T>::InsufficientBalance
        );
        Ok(())
    }

    /// Moves money, also the last of it.
    pub(crate) fn pay(
        from: &T::AccountId,
        to: &T::AccountId,
        amount: TaoBalance,
    ) -> DispatchResult {
        T::Currency::transfer(from, to, amount, Preservation::Expendable).map(|_| ())
    }

    pub(crate) fn crowdloan(crowdloan_id: CrowdloanId) -> Result<CrowdloanInfoOf<T>, Error<T>> {
        Crowdloans::<T>::get(crowdloan_id).ok_or(Error::<T>::InvalidCrowdloanId)
    }

    /// Fails unless the crowdloan can still change. While its call runs it cannot: what the call
    /// finds is what was raised.
    pub(crate) fn ensure_open(
        crowdloan_id: CrowdloanId,
        crowdloan: &CrowdloanInfoOf<T>,
    ) -> Result<(), Error<T>> {
        ensure!(!crowdloan.finalized, Error::<T>::AlreadyFinalized);
        ensure!(
            CurrentCrowdloanId::<T>::get() != Some(crowdloan_id),
            Error::<T>::AlreadyFinalizing
        );
        Ok(())
    }

    /// The crowdloan, when it can still change and `who` is its creator.
    pub(crate) fn open_crowdloan_of(
        who: &T::AccountId,
        crowdloan_id: CrowdloanId,
    ) -> Result<CrowdloanInfoOf<T>, Error<T>> {
        let crowdloan = Self::crowdloan(crowdloan_id)?;
        Self::ensure_open(crowdloan_id, &crowdloan)?;
        ensure!(crowdloan.creator == *who, Error::<T>::InvalidOrigin);
        Ok(crowdloan)
    }
}
