//! Agreement of signer and chain about the metadata.

use crate::{RuntimeCall, metadata_hash::metadata_hash};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{
    pallet_prelude::{TransactionValidityError, UnknownTransaction},
    weights::Weight,
};
use scale_info::TypeInfo;
use sp_runtime::{impl_tx_ext_default, traits::TransactionExtension};

/// Whether the signer signed over a hash of the metadata.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo,
)]
pub enum Mode {
    /// It did not.
    #[default]
    Disabled,
    /// It did.
    Enabled,
}

/// Checks the metadata hash that a device showed its user: it is part of what is signed, so with
/// another hash the signature does not fit. The byte in the transaction only says whether there
/// is one ([`crate::metadata_hash`]).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo,
)]
pub struct CheckMetadataHash {
    mode: Mode,
}

impl CheckMetadataHash {
    /// In this mode.
    pub const fn new(mode: Mode) -> Self {
        Self { mode }
    }
}

impl TransactionExtension<RuntimeCall> for CheckMetadataHash {
    const IDENTIFIER: &'static str = "CheckMetadataHash";
    type Implicit = Option<[u8; 32]>;
    type Val = ();
    type Pre = ();

    fn implicit(&self) -> Result<Self::Implicit, TransactionValidityError> {
        match self.mode {
            Mode::Disabled => Ok(None),
            Mode::Enabled => metadata_hash()
                .map(Some)
                .ok_or_else(|| UnknownTransaction::CannotLookup.into()),
        }
    }

    fn weight(&self, _: &RuntimeCall) -> Weight {
        Weight::zero()
    }

    impl_tx_ext_default!(RuntimeCall; validate prepare);
}
