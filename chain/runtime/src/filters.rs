//! Which calls may be dispatched.

use crate::{RuntimeCall, nested::NestedCall};
use frame_support::traits::Contains;
use pallet_utility::Call as Utility;

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
