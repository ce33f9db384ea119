//! Pulses of the random beacon go first.

use crate::RuntimeCall;
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{
    pallet_prelude::{TransactionSource, ValidTransaction},
    weights::Weight,
};
use scale_info::TypeInfo;
use sp_runtime::{
    impl_tx_ext_default,
    traits::{DispatchInfoOf, DispatchOriginOf, Implication, TransactionExtension, ValidateResult},
};

/// What a signed pulse has ahead of other transactions in the pool.
const PULSE_PRIORITY: u64 = 10_000;

/// Prefers signed `Drand.write_pulse` in the pool. Pulses are usually bare, and have a priority
/// that the pallet gives them.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo,
)]
pub struct DrandPriority;

impl TransactionExtension<RuntimeCall> for DrandPriority {
    const IDENTIFIER: &'static str = "DrandPriority";
    type Implicit = ();
    type Val = ();
    type Pre = ();

    fn weight(&self, _: &RuntimeCall) -> Weight {
        Weight::zero()
    }

    fn validate(
        &self,
        origin: DispatchOriginOf<RuntimeCall>,
        call: &RuntimeCall,
        _: &DispatchInfoOf<RuntimeCall>,
        _: usize,
        (): (),
        _: &impl Implication,
        _: TransactionSource,
    ) -> ValidateResult<(), RuntimeCall> {
        let mut validity = ValidTransaction::default();
        if matches!(
            call,
            RuntimeCall::Drand(pallet_drand::Call::write_pulse { .. })
        ) {
            validity.priority = PULSE_PRIORITY;
        }
        Ok((validity, (), origin))
    }

    impl_tx_ext_default!(RuntimeCall; prepare);
}
