//! Batches that cost nothing.

use crate::{RuntimeCall, filters::batched, nested::NestedCall};
use frame_support::dispatch::{DispatchInfo, GetDispatchInfo, Pays};

/// The first call of a batch that holds nothing but free calls; `None` for any other call. An empty
/// batch is not free, or anybody could fill blocks with them.
pub fn first_of_free_batch(call: &RuntimeCall) -> Option<&RuntimeCall> {
    let calls = batched(call)?;
    calls
        .iter()
        .all(|inner| inner.get_dispatch_info().pays_fee == Pays::No)
        .then(|| calls.first().map(NestedCall::call))?
}

/// Whether the call is a batch of nothing but free calls.
pub fn is_free_batch(call: &RuntimeCall) -> bool {
    first_of_free_batch(call).is_some()
}

/// What `info` says of the call, with the price that the call really has.
pub fn priced(call: &RuntimeCall, info: &DispatchInfo) -> DispatchInfo {
    let pays_fee = if is_free_batch(call) {
        Pays::No
    } else {
        info.pays_fee
    };
    DispatchInfo { pays_fee, ..*info }
}
