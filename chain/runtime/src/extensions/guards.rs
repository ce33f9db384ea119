//! The main pallet's guards at the door of the pool.

use crate::{
    AccountId, Runtime, RuntimeCall, RuntimeOrigin,
    fees::{first_of_free_batch, is_free},
    proxy::proxied,
};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{dispatch::DispatchInfo, pallet_prelude::InvalidTransaction, weights::Weight};
use pallet_subtensor::{Call, Error, guards::CustomCode};
use scale_info::TypeInfo;
use sp_runtime::{
    impl_tx_ext_default,
    traits::{AsSystemOriginSigner, TransactionExtension, ValidateResult},
    transaction_validity::{TransactionSource, ValidTransaction},
};

/// Weight of looking for an announced coldkey swap, which every signed transaction pays.
const COLDKEY_SWAP: Weight = Weight::from_parts(17_583_000 + 2 * READ_PS, 4_198);
/// Weight of checking that weights may be set.
const WEIGHTS: Weight = Weight::from_parts(52_958_000 + 11 * READ_PS, 7_671);
/// Weight of checking rate limits.
const RATE_LIMITS: Weight = Weight::from_parts(35_376_000 + 7 * READ_PS, 4_484);
/// Weight of checking a delegate's take.
const DELEGATE_TAKE: Weight = Weight::from_parts(15_378_000 + 3 * READ_PS, 4_186);
/// Weight of checking an endpoint.
const SERVING: Weight = Weight::from_parts(19_035_000 + 3 * READ_PS, 4_112);
/// Weight of checking that an EVM address may be tied to a slot.
const EVM_KEY: Weight = Weight::from_parts(15_448_000 + 2 * READ_PS, 4_117);

/// Weight of a read, ps.
const READ_PS: u64 = 25_000_000;

/// Refuses what the main pallet would refuse, with the reason as a number: [`CustomCode`].
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo,
)]
pub struct SubtensorTransactionExtension;

impl SubtensorTransactionExtension {
    /// Checks the call as if `who` had sent it.
    ///
    /// # Errors
    /// The main pallet's first refusal.
    pub(crate) fn check(who: &AccountId, call: &RuntimeCall) -> Result<(), Error<Runtime>> {
        match call {
            RuntimeCall::SubtensorModule(call) => {
                pallet_subtensor::Pallet::<Runtime>::check_call(who, call)
            }
            _ => {
                // Sealed, it shows nothing, and what is inside is guarded when it comes out.
                let is_wrapper = matches!(
                    call,
                    RuntimeCall::MevShield(pallet_shield::Call::submit_encrypted { .. })
                );
                pallet_subtensor::Pallet::<Runtime>::coldkey_swap_guard(who, is_wrapper)
            }
        }
    }

    /// Checks what a free call wraps: the first call of a batch, the call of a delegate. Where that
    /// would be refused, a stranger would fill blocks with failures and pay nothing.
    fn check_free(who: &AccountId, call: &RuntimeCall) -> Result<(), CustomCode> {
        if !is_free(call) {
            return Ok(());
        }
        if let Some(first) = first_of_free_batch(call) {
            Self::check(who, first).map_err(|error| CustomCode::from(&error))?;
            return Self::check_free(who, first);
        }
        let Some(proxied) = proxied(call) else {
            return Ok(());
        };
        if !proxied.is_permitted(who) {
            return Err(CustomCode::InvalidRealAccount);
        }
        let inner = proxied.call.call();
        Self::check(&proxied.real, inner).map_err(|error| CustomCode::from(&error))?;
        Self::check_free(&proxied.real, inner)
    }
}

impl TransactionExtension<RuntimeCall> for SubtensorTransactionExtension {
    const IDENTIFIER: &'static str = "SubtensorTransactionExtension";
    type Implicit = ();
    type Val = ();
    type Pre = ();

    fn weight(&self, call: &RuntimeCall) -> Weight {
        let RuntimeCall::SubtensorModule(call) = call else {
            return COLDKEY_SWAP;
        };
        let applicable = match call {
            Call::commit_weights { .. }
            | Call::commit_mechanism_weights { .. }
            | Call::set_weights { .. }
            | Call::set_mechanism_weights { .. } => WEIGHTS.saturating_add(RATE_LIMITS),
            Call::batch_commit_weights { .. }
            | Call::batch_reveal_weights { .. }
            | Call::batch_set_weights { .. }
            | Call::commit_timelocked_weights { .. }
            | Call::commit_timelocked_mechanism_weights { .. }
            | Call::commit_crv3_mechanism_weights { .. }
            | Call::reveal_weights { .. }
            | Call::reveal_mechanism_weights { .. } => WEIGHTS,
            Call::register_network { .. } => RATE_LIMITS,
            Call::increase_take { .. } | Call::decrease_take { .. } => DELEGATE_TAKE,
            Call::serve_axon { .. }
            | Call::serve_axon_tls { .. }
            | Call::serve_prometheus { .. } => SERVING,
            Call::associate_evm_key { .. } => EVM_KEY,
            _ => Weight::zero(),
        };
        COLDKEY_SWAP.saturating_add(applicable)
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
        if let Some(who) = origin.as_system_origin_signer() {
            Self::check(who, call)
                .map_err(|error| CustomCode::from(&error))
                .and_then(|()| Self::check_free(who, call))
                .map_err(|code| InvalidTransaction::Custom(code as u8))?;
        }
        Ok((ValidTransaction::default(), (), origin))
    }

    impl_tx_ext_default!(RuntimeCall; prepare);
}
