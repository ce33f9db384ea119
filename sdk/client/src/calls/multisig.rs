//! Accounts that several hold together: `threshold` of them must agree.
//!
//! [`multisig_account`](crate::multisig_account) names the account. `other_signatories` are all
//! but the signer; they are sorted here, as the chain demands.

use super::arguments::{Argument, Weight};
use crate::{AccountId, Call};
use serde_json::{Value as Json, json};

/// Where the first of the signatories started an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timepoint {
    /// Block.
    pub height: u32,
    /// Index of the extrinsic in it.
    pub index: u32,
}

impl Argument for Timepoint {
    fn into_json(self) -> Json {
        json!({ "height": self.height, "index": self.index })
    }
}

struct Signatories<'a>(&'a [AccountId]);

impl Argument for Signatories<'_> {
    fn into_json(self) -> Json {
        let mut sorted = self.0.to_vec();
        sorted.sort_unstable();
        sorted.as_slice().into_json()
    }
}

const PALLET: &str = "Multisig";

/// Makes a call of an account that one signatory is enough for.
pub fn as_multi_threshold_1(other_signatories: &[AccountId], call: Call) -> Call {
    Call::new(
        PALLET,
        "as_multi_threshold_1",
        [
            (
                "other_signatories",
                Signatories(other_signatories).into_json(),
            ),
            ("call", call.into_json()),
        ],
    )
}

/// Agrees to `call`, and makes it if the signer is the last that is needed. The first gives no
/// timepoint.
pub fn as_multi(
    threshold: u16,
    other_signatories: &[AccountId],
    timepoint: Option<Timepoint>,
    call: Call,
    max_weight: Weight,
) -> Call {
    Call::new(
        PALLET,
        "as_multi",
        [
            ("threshold", threshold.into_json()),
            (
                "other_signatories",
                Signatories(other_signatories).into_json(),
            ),
            ("maybe_timepoint", timepoint.into_json()),
            ("call", call.into_json()),
            ("max_weight", max_weight.into_json()),
        ],
    )
}

/// Agrees to the call with this BLAKE2b-256 hash without making it.
pub fn approve_as_multi(
    threshold: u16,
    other_signatories: &[AccountId],
    timepoint: Option<Timepoint>,
    call_hash: [u8; 32],
    max_weight: Weight,
) -> Call {
    Call::new(
        PALLET,
        "approve_as_multi",
        [
            ("threshold", threshold.into_json()),
            (
                "other_signatories",
                Signatories(other_signatories).into_json(),
            ),
            ("maybe_timepoint", timepoint.into_json()),
            ("call_hash", call_hash.into_json()),
            ("max_weight", max_weight.into_json()),
        ],
    )
}

/// Gives an operation up. The signatory who started it.
pub fn cancel_as_multi(
    threshold: u16,
    other_signatories: &[AccountId],
    timepoint: Timepoint,
    call_hash: [u8; 32],
) -> Call {
    Call::new(
        PALLET,
        "cancel_as_multi",
        [
            ("threshold", threshold.into_json()),
            (
                "other_signatories",
                Signatories(other_signatories).into_json(),
            ),
            ("timepoint", timepoint.into_json()),
            ("call_hash", call_hash.into_json()),
        ],
    )
}

/// Sets the deposit of an operation to what it would be today. The signatory who started it.
pub fn poke_deposit(threshold: u16, other_signatories: &[AccountId], call_hash: [u8; 32]) -> Call {
    Call::new(
        PALLET,
        "poke_deposit",
        [
            ("threshold", threshold.into_json()),
            (
                "other_signatories",
                Signatories(other_signatories).into_json(),
            ),
            ("call_hash", call_hash.into_json()),
        ],
    )
}
