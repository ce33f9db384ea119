//! Who pays for a delegate.

use crate::{AccountId, Proxy, RuntimeCall, filters::batched, nested::NestedCall, proxy::proxied};

/// The account that pays for the call that `signer` sends: himself, unless he is a delegate and
/// the real account has agreed to pay. When what he does for it is again a delegate's call, or a
/// batch of such calls for one and the same account, that account may have agreed in turn.
/// Announced calls are always paid by their sender.
pub fn payer(signer: &AccountId, call: &RuntimeCall) -> AccountId {
    let Some(outer) = proxied(call) else {
        return signer.clone();
    };
    if !Proxy::is_real_paying(&outer.real, signer) {
        return signer.clone();
    }
    match behind(outer.call) {
        Some(inner) if Proxy::is_real_paying(&inner, &outer.real) => inner,
        _ => outer.real,
    }
}

/// The one account for which a delegate's call acts in turn.
fn behind(call: &NestedCall) -> Option<AccountId> {
    if let Some(inner) = proxied(call.call()) {
        return Some(inner.real);
    }
    let mut reals = batched(call.call())?
        .iter()
        .map(|inner| proxied(inner.call()).map(|inner| inner.real));
    let first = reals.next()??;
    reals
        .all(|real| real.as_ref() == Some(&first))
        .then_some(first)
}
