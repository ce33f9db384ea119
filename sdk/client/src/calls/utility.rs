//! Calls made of calls.

use super::arguments::{Argument, Weight};
use crate::{AccountId, Call};
use serde_json::{Value as Json, json};

/// In whose name a call is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallOrigin<'a> {
    /// Root.
    Root,
    /// An account.
    Signed(&'a AccountId),
    /// Nobody.
    None,
}

impl Argument for CallOrigin<'_> {
    fn into_json(self) -> Json {
        match self {
            Self::Root => json!({ "system": "Root" }),
            Self::Signed(account) => json!({ "system": { "Signed": account.into_json() } }),
            Self::None => json!({ "system": "None" }),
        }
    }
}

calls! { "Utility";
    /// Makes calls until one fails; what went before it stays.
    batch(calls: Vec<Call>);

    /// Makes all calls or none, in one transaction.
    batch_all(calls: Vec<Call>);

    /// Makes all calls; those that fail are skipped.
    force_batch(calls: Vec<Call>);

    /// Makes a call in the name of the signer's sub-account `index`.
    as_derivative(index: u16, call: Call);

    /// Makes a call in somebody's name. Root only.
    dispatch_as(origin = "as_origin": CallOrigin<'_>, call: Call);

    /// As [`dispatch_as`], and fails when the call does. Root only.
    dispatch_as_fallible(origin = "as_origin": CallOrigin<'_>, call: Call);

    /// Makes a call with another weight than its own. Root only.
    with_weight(call: Call, weight: Weight);

    /// Makes `main`, and `fallback` if that fails.
    if_else(main: Call, fallback: Call);
}
