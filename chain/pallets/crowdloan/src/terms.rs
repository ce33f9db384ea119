//! What the creator may change meanwhile.

use crate::{
    Config, Contributions, CrowdloanId, Crowdloans, Error, Event, MaxContributions, Pallet,
};
use frame_support::{ensure, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::DispatchResult;
use taonet_primitives::TaoBalance;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_update_min_contribution(
        creator: &T::AccountId,
        crowdloan_id: CrowdloanId,
        new_min_contribution: TaoBalance,
    ) -> DispatchResult {
        let mut crowdloan = Self::open_crowdloan_of(creator, crowdloan_id)?;
        ensure!(
            new_min_contribution >= T::AbsoluteMinimumContribution::get(),
            Error::<T>::MinimumContributionTooLow
        );
        let most = MaxContributions::<T>::get(crowdloan_id).unwrap_or(TaoBalance::MAX);
        ensure!(
            new_min_contribution <= most,
            Error::<T>::MinimumContributionTooHigh
        );
        crowdloan.min_contribution = new_min_contribution;
        Crowdloans::<T>::insert(crowdloan_id, crowdloan);
        Self::deposit_event(Event::MinContributionUpdated {
            crowdloan_id,
            new_min_contribution,
        });
        Ok(())
    }

    pub(crate) fn do_update_end(
        creator: &T::AccountId,
        crowdloan_id: CrowdloanId,
        new_end: BlockNumberFor<T>,
    ) -> DispatchResult {
        let mut crowdloan = Self::open_crowdloan_of(creator, crowdloan_id)?;
        Self::ensure_end(new_end)?;
        crowdloan.end = new_end;
        Crowdloans::<T>::insert(crowdloan_id, crowdloan);
        Self::deposit_event(Event::EndUpdated {
            crowdloan_id,
            new_end,
        });
        Ok(())
    }

    pub(crate) fn do_update_cap(
        creator: &T::AccountId,
        crowdloan_id: CrowdloanId,
        new_cap: TaoBalance,
    ) -> DispatchResult {
        let mut crowdloan = Self::open_crowdloan_of(creator, crowdloan_id)?;
        ensure!(new_cap >= crowdloan.raised, Error::<T>::CapTooLow);
        crowdloan.cap = new_cap;
        Crowdloans::<T>::insert(crowdloan_id, crowdloan);
        Self::deposit_event(Event::CapUpdated {
            crowdloan_id,
            new_cap,
        });
        Ok(())
    }

    pub(crate) fn do_set_max_contribution(
        creator: &T::AccountId,
        crowdloan_id: CrowdloanId,
        new_max_contribution: Option<TaoBalance>,
    ) -> DispatchResult {
        let crowdloan = Self::open_crowdloan_of(creator, crowdloan_id)?;
        if let Some(most) = new_max_contribution {
            let own = Contributions::<T>::get(crowdloan_id, creator).unwrap_or(TaoBalance::ZERO);
            ensure!(
                most >= crowdloan.min_contribution && most >= own,
                Error::<T>::MaximumContributionTooLow
            );
        }
        MaxContributions::<T>::set(crowdloan_id, new_max_contribution);
        Self::deposit_event(Event::MaxContributionUpdated {
            crowdloan_id,
            new_max_contribution,
        });
        Ok(())
    }
}
