//! What a signed transaction passes through before its call is dispatched.
//!
//! 1. The signer is not the zero account, and signed for this runtime, this chain and this time.
//! 2. [`CheckNonce`]: the transaction is the signer's next one.
//! 3. The block has room for it.
//! 4. [`ChargeTransactionPayment`]: the fee can be paid.
//! 5. [`SudoTransactionExtension`]: only the sudo key may send sudo calls.
//! 6. [`CheckShieldedTxValidity`]: what claims to be sealed can be read as an envelope.
//! 7. [`SubtensorTransactionExtension`]: the cheap checks of the main pallet, so that what would
//!    fail anyway never takes room in a block.
//! 8. [`CheckMetadataHash`]: what the signer's device saw is what the chain decodes.
//!
//! Order and encoding are wire data: a transaction carries the era, the compact nonce, the compact
//! tip and the metadata mode, in this order.

mod charge;
mod drand;
mod guards;
mod metadata_hash;
mod mortality;
mod nonce;
mod shield;
mod sudo;
mod weights;

pub use charge::ChargeTransactionPayment;
pub use drand::DrandPriority;
pub use guards::SubtensorTransactionExtension;
pub use metadata_hash::{CheckMetadataHash, Mode};
pub use mortality::CheckMortality;
pub use nonce::CheckNonce;
pub use shield::CheckShieldedTxValidity;
pub use sudo::SudoTransactionExtension;
pub use weights::InBaseWeight;

use crate::Runtime;
use codec::{DecodeLimit, Encode};
use frame_support::pallet_prelude::{InvalidTransaction, TransactionValidityError};

/// All extensions, in the order of their encoding and of their checks.
pub type TransactionExtensions = (
    (
        frame_system::CheckNonZeroSender<Runtime>,
        frame_system::CheckSpecVersion<Runtime>,
        frame_system::CheckTxVersion<Runtime>,
        frame_system::CheckGenesis<Runtime>,
        CheckMortality,
        CheckNonce,
        frame_system::CheckWeight<Runtime>,
    ),
    (
        ChargeTransactionPayment,
        SudoTransactionExtension,
        CheckShieldedTxValidity,
        SubtensorTransactionExtension,
        DrandPriority,
    ),
    CheckMetadataHash,
);

/// The extensions of a transaction with this nonce and tip, valid during `era`.
pub fn transaction_extensions(
    era: sp_runtime::generic::Era,
    nonce: crate::Nonce,
    tip: crate::Balance,
) -> TransactionExtensions {
    (
        (
            frame_system::CheckNonZeroSender::new(),
            frame_system::CheckSpecVersion::new(),
            frame_system::CheckTxVersion::new(),
            frame_system::CheckGenesis::new(),
            CheckMortality::new(era),
            CheckNonce::new(nonce),
            frame_system::CheckWeight::new(),
        ),
        (
            ChargeTransactionPayment::new(tip),
            SudoTransactionExtension,
            CheckShieldedTxValidity,
            SubtensorTransactionExtension,
            DrandPriority,
        ),
        CheckMetadataHash::default(),
    )
}

/// Deepest nesting of calls in a transaction that enters the pool.
pub(crate) const MAX_CALL_DEPTH: u32 = 8;

/// Refuses calls that nest deeper than the pool allows, before anything recurses into them.
///
/// # Errors
/// `InvalidTransaction::Call`.
pub fn ensure_shallow(call: &crate::RuntimeCall) -> Result<(), TransactionValidityError> {
    crate::RuntimeCall::decode_with_depth_limit(MAX_CALL_DEPTH, &mut &call.encode()[..])
        .map(|_| ())
        .map_err(|_| InvalidTransaction::Call.into())
}
