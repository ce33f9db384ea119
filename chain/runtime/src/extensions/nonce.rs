//! Each transaction of an account is included once, in order.

use crate::{Nonce, Runtime, RuntimeCall, RuntimeOrigin, fees::priced};
use alloc::vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{
    dispatch::{DispatchInfo, Pays},
    pallet_prelude::{InvalidTransaction, TransactionValidityError},
    weights::Weight,
};
use scale_info::TypeInfo;
use sp_runtime::{
    traits::{AsSystemOriginSigner, TransactionExtension, ValidateResult},
    transaction_validity::{TransactionLongevity, TransactionSource, ValidTransaction},
};

type AccountId = crate::AccountId;

/// Checks and raises the nonce of the signer. An account that holds nothing may still send
/// transactions that are free.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct CheckNonce(#[codec(compact)] Nonce);

impl CheckNonce {
    /// The transaction's nonce.
    pub const fn new(nonce: Nonce) -> Self {
        Self(nonce)
    }
}

impl TransactionExtension<RuntimeCall> for CheckNonce {
    const IDENTIFIER: &'static str = "CheckNonce";
    type Implicit = ();
    type Val = Option<AccountId>;
    type Pre = ();

    fn weight(&self, _: &RuntimeCall) -> Weight {
        Weight::zero()
    }

    fn validate(
        &self,
        origin: RuntimeOrigin,
        call: &RuntimeCall,
        info: &DispatchInfo,
        _len: usize,
        _implicit: (),
        _implication: &impl Encode,
        _source: TransactionSource,
    ) -> ValidateResult<Self::Val, RuntimeCall> {
        let signer: Option<AccountId> = origin.as_system_origin_signer().cloned();
        let Some(who) = signer else {
            return Ok((ValidTransaction::default(), None, origin));
        };
        let account = frame_system::Account::<Runtime>::get(&who);
        let exists = account.providers > 0 || account.sufficients > 0;
        if !exists && priced(call, info).pays_fee == Pays::Yes {
            return Err(InvalidTransaction::Payment.into());
        }
        if self.0 < account.nonce {
            return Err(InvalidTransaction::Stale.into());
        }
        let requires = if self.0 > account.nonce {
            vec![(&who, self.0.saturating_sub(1)).encode()]
        } else {
            vec![]
        };
        let validity = ValidTransaction {
            priority: 0,
            requires,
            provides: vec![(&who, self.0).encode()],
            longevity: TransactionLongevity::MAX,
            propagate: true,
        };
        Ok((validity, Some(who), origin))
    }

    fn prepare(
        self,
        signer: Self::Val,
        _origin: &RuntimeOrigin,
        _call: &RuntimeCall,
        _info: &DispatchInfo,
        _len: usize,
    ) -> Result<Self::Pre, TransactionValidityError> {
        let Some(who) = signer else { return Ok(()) };
        frame_system::Account::<Runtime>::try_mutate(&who, |account| {
            if self.0 > account.nonce {
                return Err(InvalidTransaction::Future.into());
            }
            if self.0 < account.nonce {
                return Err(InvalidTransaction::Stale.into());
            }
            account.nonce = self.0.wrapping_add(1);
            Ok(())
        })
    }
}
