//! Extensions whose pallets are not part of the runtime yet.
//!
//! They hold their place, because the list of extensions is what signers sign over. Without the
//! pallets there is no call that they could refuse or prefer, so they let everything through.

use crate::RuntimeCall;
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::weights::Weight;
use scale_info::TypeInfo;
use sp_runtime::{impl_tx_ext_default, traits::TransactionExtension};

/// Place of the check that a shielded transaction can be read.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo,
)]
pub struct CheckShieldedTxValidity;

impl TransactionExtension<RuntimeCall> for CheckShieldedTxValidity {
    const IDENTIFIER: &'static str = "CheckShieldedTxValidity";
    type Implicit = ();
    type Val = ();
    type Pre = ();

    fn weight(&self, _: &RuntimeCall) -> Weight {
        // Part of every fee: 1,000,000 ps and one read of 25,000,000 ps.
        Weight::from_parts(26_000_000, 0)
    }

    impl_tx_ext_default!(RuntimeCall; validate prepare);
}

/// Place of the preference for randomness pulses.
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

    impl_tx_ext_default!(RuntimeCall; validate prepare);
}
