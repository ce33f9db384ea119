//! Keeps unreadable wrappers of sealed transactions out of the pool.

use crate::{RuntimeCall, RuntimeOrigin};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{dispatch::DispatchInfo, pallet_prelude::InvalidTransaction, weights::Weight};
use pallet_shield::{Call, ShieldedTransaction};
use scale_info::TypeInfo;
use sp_runtime::{
    impl_tx_ext_default,
    traits::{TransactionExtension, ValidateResult},
    transaction_validity::{TransactionSource, ValidTransaction},
};

/// Code of the refusal.
const FAILED_SHIELDED_TX_PARSING: u8 = 23;

/// Refuses wrappers whose envelope cannot be read. Whether it opens only its author can tell.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo,
)]
pub struct CheckShieldedTxValidity;

impl TransactionExtension<RuntimeCall> for CheckShieldedTxValidity {
    const IDENTIFIER: &'static str = "CheckShieldedTxValidity";
    type Implicit = ();
    type Val = ();
    type Pre = ();

    fn weight(&self, _: &RuntimeCall) -> Weight {
        // Part of every fee: 1,000,000 ps and one read of 25,000,000 ps.
        Weight::from_parts(26_000_000, 0)
    }

    fn validate(
        &self,
        origin: RuntimeOrigin,
        call: &RuntimeCall,
        _info: &DispatchInfo,
        _len: usize,
        _implicit: (),
        _implication: &impl Encode,
        _source: TransactionSource,
    ) -> ValidateResult<Self::Val, RuntimeCall> {
        if let RuntimeCall::MevShield(Call::submit_encrypted { ciphertext }) = call
            && ShieldedTransaction::parse(ciphertext).is_err()
        {
            return Err(InvalidTransaction::Custom(FAILED_SHIELDED_TX_PARSING).into());
        }
        Ok((ValidTransaction::default(), (), origin))
    }

    impl_tx_ext_default!(RuntimeCall; prepare);
}
