//! Minting a block's TAO, and the credit from which the block is paid.

use frame_support::traits::{
    Imbalance,
    fungible::{Balanced, Credit},
};
use taonet_primitives::TaoBalance;

use crate::*;

/// TAO that exists already but lies on no account yet.
pub(crate) type BlockCredit<T> =
    Credit<<T as frame_system::Config>::AccountId, <T as Config>::Currency>;

impl<T: Config> Pallet<T> {
    /// Reads the emission curve at an issuance, of TAO or of a subnet's alpha; rao per block.
    ///
    /// Every reading below the supply cap is left behind in `BlockEmission`.
    pub fn emission_at(issuance_rao: u64) -> u64 {
        let emission = taonet_emission::block_emission(issuance_rao);
        if issuance_rao < taonet_emission::TOTAL_SUPPLY_RAO && BlockEmission::<T>::get() != emission
        {
            BlockEmission::<T>::put(emission);
        }
        emission
    }

    /// Mints the TAO of this block, as much of it as the supply cap allows.
    pub(crate) fn mint_block_emission() -> BlockCredit<T> {
        let emission = Self::emission_at(TotalIssuance::<T>::get().to_u64());
        Self::mint_tao(emission.into())
    }

    /// Amount left in the credit, rao.
    pub(crate) fn credit_rao(credit: &BlockCredit<T>) -> u64 {
        credit.peek().into()
    }

    /// Pays `amount` from the credit to an account. If the credit is too small or the account
    /// cannot take the amount, nothing changes and the answer is false.
    pub(crate) fn spend_credit(
        credit: &mut BlockCredit<T>,
        account: &T::AccountId,
        amount: TaoBalance,
    ) -> bool {
        if credit.peek() < amount {
            return false;
        }
        match T::Currency::resolve(account, credit.extract(amount)) {
            Ok(()) => true,
            Err(refused) => {
                credit.subsume(refused);
                false
            }
        }
    }
}
