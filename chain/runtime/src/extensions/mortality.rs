//! How long a signature counts.

use crate::{Hash, Runtime, RuntimeCall, RuntimeOrigin};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{
    dispatch::DispatchInfo,
    pallet_prelude::{InvalidTransaction, TransactionValidityError},
    weights::Weight,
};
use scale_info::TypeInfo;
use sp_runtime::{
    generic::Era,
    impl_tx_ext_default,
    traits::{Implication, TransactionExtension, ValidateResult},
    transaction_validity::TransactionSource,
};

type Inner = frame_system::CheckMortality<Runtime>;

/// Longest validity of a wrapper of a sealed transaction, in blocks: the key it is sealed to opens
/// nothing for longer.
const MAX_WRAPPER_PERIOD_BLOCKS: u64 = 8;

/// Checks that the transaction is signed for this time, and that wrappers of sealed transactions
/// expire soon.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct CheckMortality(Inner);

impl CheckMortality {
    /// Valid during `era`.
    pub fn new(era: Era) -> Self {
        Self(Inner::from(era))
    }

    fn expires_soon(&self) -> bool {
        matches!(self.0.0, Era::Mortal(period, _) if period <= MAX_WRAPPER_PERIOD_BLOCKS)
    }
}

impl TransactionExtension<RuntimeCall> for CheckMortality {
    const IDENTIFIER: &'static str = "CheckMortality";
    type Implicit = Hash;
    type Val = ();
    type Pre = ();

    fn implicit(&self) -> Result<Self::Implicit, TransactionValidityError> {
        TransactionExtension::<RuntimeCall>::implicit(&self.0)
    }

    fn weight(&self, call: &RuntimeCall) -> Weight {
        self.0.weight(call)
    }

    fn validate(
        &self,
        origin: RuntimeOrigin,
        call: &RuntimeCall,
        info: &DispatchInfo,
        len: usize,
        implicit: Hash,
        implication: &impl Implication,
        source: TransactionSource,
    ) -> ValidateResult<Self::Val, RuntimeCall> {
        let is_wrapper = matches!(
            call,
            RuntimeCall::MevShield(pallet_shield::Call::submit_encrypted { .. })
        );
        if is_wrapper && !self.expires_soon() {
            return Err(InvalidTransaction::Stale.into());
        }
        self.0
            .validate(origin, call, info, len, implicit, implication, source)
    }

    impl_tx_ext_default!(RuntimeCall; prepare);
}
