//! Which calls may be dispatched.

use crate::{RuntimeCall, SafeMode, nested::NestedCall};
use frame_support::traits::{Contains, InsideBoth};
use pallet_subtensor::Call as Subtensor;
use pallet_utility::Call as Utility;

/// What everybody but root has to pass.
pub(crate) type BaseFilter = InsideBoth<SafeMode, NoNestedBatch>;

/// Refuses a batch directly inside a batch. Only one level is looked at.
#[derive(Debug)]
pub struct NoNestedBatch;

/// The calls of a batch, `None` for any other call.
pub(crate) fn batched(call: &RuntimeCall) -> Option<&[NestedCall]> {
    match call {
        RuntimeCall::Utility(
            Utility::batch { calls }
            | Utility::batch_all { calls }
            | Utility::force_batch { calls },
        ) => Some(calls),
        _ => None,
    }
}

impl Contains<RuntimeCall> for NoNestedBatch {
    fn contains(call: &RuntimeCall) -> bool {
        batched(call).is_none_or(|calls| calls.iter().all(|inner| batched(inner.call()).is_none()))
    }
}

/// What goes on in safe mode: blocks, the end of safe mode, and the work of the subnets.
#[derive(Debug)]
pub struct InSafeMode;

impl Contains<RuntimeCall> for InSafeMode {
    fn contains(call: &RuntimeCall) -> bool {
        matches!(
            call,
            RuntimeCall::Sudo(_)
                | RuntimeCall::Multisig(_)
                | RuntimeCall::System(_)
                | RuntimeCall::SafeMode(_)
                | RuntimeCall::Timestamp(_)
                | RuntimeCall::SubtensorModule(
                    Subtensor::set_weights { .. } | Subtensor::serve_axon { .. }
                )
                | RuntimeCall::Commitments(pallet_commitments::Call::set_commitment { .. })
        )
    }
}
