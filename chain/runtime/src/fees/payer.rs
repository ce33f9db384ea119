//! Takes fees: TAO first, alpha where that is allowed.

use super::{ToAuthor, alpha};
use crate::{AccountId, Balance, Balances, Runtime, RuntimeCall};
use frame_support::{
    dispatch::{DispatchInfo, PostDispatchInfo},
    pallet_prelude::{InvalidTransaction, TransactionValidityError},
    traits::{
        NoDrop,
        fungible::{Credit, Inspect},
        tokens::{Fortitude, Preservation},
    },
};
use pallet_transaction_payment::{FungibleAdapter, OnChargeTransaction, TxCreditHold};

type InTao = FungibleAdapter<Balances, ToAuthor>;

/// Takes the fee from the signer.
#[derive(Debug)]
pub struct FeePayer;

/// What was taken before the call is dispatched.
pub enum Taken {
    /// TAO; the tip apart.
    Tao(Option<Credit<AccountId, Balances>>),
    /// Alpha, which is final.
    Alpha,
}

impl Default for Taken {
    fn default() -> Self {
        Self::Tao(None)
    }
}

impl TxCreditHold<Runtime> for FeePayer {
    type Credit = NoDrop<Credit<AccountId, Balances>>;
}

/// Whether the account can pay in TAO and live on.
fn affords(who: &AccountId, fee: Balance) -> bool {
    Balances::reducible_balance(who, Preservation::Preserve, Fortitude::Polite) >= fee
}

impl OnChargeTransaction<Runtime> for FeePayer {
    type Balance = Balance;
    type LiquidityInfo = Taken;

    fn can_withdraw_fee(
        who: &AccountId,
        call: &RuntimeCall,
        _info: &DispatchInfo,
        fee_with_tip: Balance,
        _tip: Balance,
    ) -> Result<(), TransactionValidityError> {
        if fee_with_tip.is_zero()
            || affords(who, fee_with_tip)
            || alpha::suffices(who, call, fee_with_tip)
        {
            Ok(())
        } else {
            Err(InvalidTransaction::Payment.into())
        }
    }

    fn withdraw_fee(
        who: &AccountId,
        call: &RuntimeCall,
        info: &DispatchInfo,
        fee_with_tip: Balance,
        tip: Balance,
    ) -> Result<Self::LiquidityInfo, TransactionValidityError> {
        let in_tao = <InTao as OnChargeTransaction<Runtime>>::withdraw_fee(
            who,
            call,
            info,
            fee_with_tip,
            tip,
        );
        match in_tao {
            Ok(tip_credit) => Ok(Taken::Tao(tip_credit)),
            Err(refused) => {
                alpha::withdraw(who, call, fee_with_tip).map_err(|_| refused)?;
                Ok(Taken::Alpha)
            }
        }
    }

    fn correct_and_deposit_fee(
        who: &AccountId,
        info: &DispatchInfo,
        post_info: &PostDispatchInfo,
        corrected_fee_with_tip: Balance,
        tip: Balance,
        taken: Self::LiquidityInfo,
    ) -> Result<(), TransactionValidityError> {
        match taken {
            Taken::Tao(tip_credit) => {
                <InTao as OnChargeTransaction<Runtime>>::correct_and_deposit_fee(
                    who,
                    info,
                    post_info,
                    corrected_fee_with_tip,
                    tip,
                    tip_credit,
                )
            }
            Taken::Alpha => Ok(()),
        }
    }
}
