//! Payment of the fee, with a priority that money cannot buy.

use crate::{
    Balance, Runtime, RuntimeCall, RuntimeOrigin,
    fees::{payer, priced},
};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{
    dispatch::{DispatchClass, DispatchInfo, DispatchResult, Pays, PostDispatchInfo},
    pallet_prelude::TransactionValidityError,
    weights::Weight,
};
use scale_info::TypeInfo;
use sp_runtime::{
    traits::{AsSystemOriginSigner, Implication, TransactionExtension, ValidateResult},
    transaction_validity::{TransactionPriority, TransactionSource},
};

type Inner = pallet_transaction_payment::ChargeTransactionPayment<Runtime>;

/// Priority of ordinary transactions.
const NORMAL_PRIORITY: TransactionPriority = 1;

/// Priority of operational transactions.
const OPERATIONAL_PRIORITY: TransactionPriority = 10_000_000_000;

/// Charges fee and tip, the signer or whom he acts for. The tip does not move a transaction ahead of others.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct ChargeTransactionPayment(Inner);

impl ChargeTransactionPayment {
    /// With a tip in rao.
    pub fn new(tip: Balance) -> Self {
        Self(Inner::from(tip))
    }
}

impl TransactionExtension<RuntimeCall> for ChargeTransactionPayment {
    const IDENTIFIER: &'static str = "ChargeTransactionPayment";
    type Implicit = ();
    type Val = <Inner as TransactionExtension<RuntimeCall>>::Val;
    type Pre = (Pays, <Inner as TransactionExtension<RuntimeCall>>::Pre);

    fn weight(&self, call: &RuntimeCall) -> Weight {
        self.0.weight(call)
    }

    fn validate(
        &self,
        origin: RuntimeOrigin,
        call: &RuntimeCall,
        info: &DispatchInfo,
        len: usize,
        implicit: (),
        implication: &impl Implication,
        source: TransactionSource,
    ) -> ValidateResult<Self::Val, RuntimeCall> {
        // Only the fee comes from the payer; the call has the origin of its signer.
        let payer = match origin.as_system_origin_signer() {
            Some(signer) => RuntimeOrigin::signed(payer(signer, call)),
            None => origin.clone(),
        };
        let (mut validity, val, _) = self.0.validate(
            payer,
            call,
            &priced(call, info),
            len,
            implicit,
            implication,
            source,
        )?;
        validity.priority = match info.class {
            DispatchClass::Normal | DispatchClass::Mandatory => NORMAL_PRIORITY,
            DispatchClass::Operational => OPERATIONAL_PRIORITY,
        };
        Ok((validity, val, origin))
    }

    fn prepare(
        self,
        val: Self::Val,
        origin: &RuntimeOrigin,
        call: &RuntimeCall,
        info: &DispatchInfo,
        len: usize,
    ) -> Result<Self::Pre, TransactionValidityError> {
        let info = priced(call, info);
        let pre = self.0.prepare(val, origin, call, &info, len)?;
        Ok((info.pays_fee, pre))
    }

    fn post_dispatch_details(
        (pays_fee, pre): Self::Pre,
        info: &DispatchInfo,
        post_info: &PostDispatchInfo,
        len: usize,
        result: &DispatchResult,
    ) -> Result<Weight, TransactionValidityError> {
        let info = DispatchInfo { pays_fee, ..*info };
        Inner::post_dispatch_details(pre, &info, post_info, len, result)
    }
}
