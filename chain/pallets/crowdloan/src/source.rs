//! What other pallets may know of crowdloans, and what must be true of all of them.

use crate::{
    Config, Contributions, Crowdloans, CurrentCrowdloanId, Error, MAX_CONTRIBUTORS, Pallet,
};
use frame_support::traits::fungible::Inspect;
use sp_runtime::DispatchError;
use taonet_primitives::{CrowdloanSource, FinalizingCrowdloan, TaoBalance};

impl<T: Config> CrowdloanSource<T::AccountId> for Pallet<T> {
    const MAX_CONTRIBUTORS: u32 = MAX_CONTRIBUTORS;

    fn finalizing() -> Result<FinalizingCrowdloan<T::AccountId>, DispatchError> {
        let missing = Error::<T>::InvalidCrowdloanId;
        let crowdloan_id = CurrentCrowdloanId::<T>::get().ok_or(missing)?;
        let crowdloan = Self::crowdloan(crowdloan_id)?;
        Ok(FinalizingCrowdloan {
            creator: crowdloan.creator,
            funds_account: crowdloan.funds_account,
            raised: crowdloan.raised,
            contributions: Contributions::<T>::iter_prefix(crowdloan_id).collect(),
        })
    }
}

impl<T: Config> Pallet<T> {
    /// Checks that the books of all crowdloans add up.
    ///
    /// # Errors
    /// Names the first thing that does not.
    pub fn check_state() -> Result<(), &'static str> {
        if CurrentCrowdloanId::<T>::exists() {
            return Err("a crowdloan is being finalised after the block");
        }
        for (crowdloan_id, crowdloan) in Crowdloans::<T>::iter() {
            let (sum, count) = Contributions::<T>::iter_prefix_values(crowdloan_id)
                .fold((TaoBalance::ZERO, 0_u32), |(sum, count), amount| {
                    (sum.saturating_add(amount), count.saturating_add(1))
                });
            if sum != crowdloan.raised {
                return Err("a crowdloan has not raised what was contributed");
            }
            if count != crowdloan.contributors_count {
                return Err("a crowdloan miscounts its contributors");
            }
            if crowdloan.raised > crowdloan.cap {
                return Err("a crowdloan has raised more than its cap");
            }
            let held = T::Currency::balance(&crowdloan.funds_account);
            if !crowdloan.finalized && held < crowdloan.raised {
                return Err("a crowdloan does not hold what it has raised");
            }
        }
        Ok(())
    }
}
