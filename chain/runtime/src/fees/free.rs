//! Calls that cost nothing because what they wrap costs nothing.

use crate::{RuntimeCall, filters::batched, nested::NestedCall, proxy::proxied};
use frame_support::dispatch::{DispatchInfo, GetDispatchInfo, Pays};

/// Whether the call costs nothing: it is free itself, or a batch of nothing but free calls, or the
/// call of a delegate that does something free. An empty batch is not free, or anybody could fill
/// blocks with them.
pub fn is_free(call: &RuntimeCall) -> bool {
    if let Some(calls) = batched(call) {
        return !calls.is_empty() && calls.iter().all(|inner| is_free(inner.call()));
    }
    if let Some(proxied) = proxied(call) {
        return is_free(proxied.call.call());
    }
    call.get_dispatch_info().pays_fee == Pays::No
}

/// The first call of a batch that holds nothing but free calls; `None` for any other call.
pub fn first_of_free_batch(call: &RuntimeCall) -> Option<&RuntimeCall> {
    let first = batched(call)?.first().map(NestedCall::call)?;
    is_free(call).then_some(first)
}

/// What `info` says of the call, with the price that the call really has.
pub fn priced(call: &RuntimeCall, info: &DispatchInfo) -> DispatchInfo {
    let pays_fee = if is_free(call) {
        Pays::No
    } else {
        info.pays_fee
    };
    DispatchInfo { pays_fee, ..*info }
}
