//! What the author of a block asks about sealed transactions.

use crate::{Runtime, RuntimeCall, UncheckedExtrinsic, extensions};
use alloc::vec::Vec;
use codec::DecodeLimit;
use pallet_shield::Call;
pub use pallet_shield::{INHERENT_IDENTIFIER, ShieldedTransaction};
use sp_runtime::{
    traits::Checkable,
    transaction_validity::{InvalidTransaction, TransactionValidityError},
};

sp_api::decl_runtime_apis! {
    /// Recognising and opening sealed transactions.
    pub trait ShieldApi {
        /// The envelope of a wrapper with a valid signature; `None` for anything else.
        fn try_decode_shielded_tx(uxt: Block::Extrinsic) -> Option<ShieldedTransaction>;
        /// Whether the block on top of this one opens envelopes of the key with this hash.
        fn is_shielded_using_current_key(key_hash: [u8; 16]) -> bool;
        /// The transaction inside, opened with the key that grows from the 64 bytes of
        /// `dec_key_bytes`; `None` when it does not open or holds no transaction.
        fn try_unshield_tx(
            dec_key_bytes: Vec<u8>,
            shielded_tx: ShieldedTransaction,
        ) -> Option<Block::Extrinsic>;
    }
}

/// The envelope of a wrapper.
pub(crate) fn decode(transaction: UncheckedExtrinsic) -> Option<ShieldedTransaction> {
    let RuntimeCall::MevShield(Call::submit_encrypted { ciphertext }) = &transaction.function
    else {
        return None;
    };
    let shielded = ShieldedTransaction::parse(ciphertext).ok()?;
    let context = frame_system::ChainContext::<Runtime>::default();
    match transaction.check(&context) {
        // One that counts from the present block on is signed over a hash that only the next block
        // will know: that block checks it.
        Ok(_) | Err(TransactionValidityError::Invalid(InvalidTransaction::AncientBirthBlock)) => {
            Some(shielded)
        }
        Err(_) => None,
    }
}

/// The transaction inside of an envelope.
pub(crate) fn unshield(seed: &[u8], shielded: ShieldedTransaction) -> Option<UncheckedExtrinsic> {
    let encoded = shielded.open(seed).ok()?;
    let depth = extensions::MAX_CALL_DEPTH;
    UncheckedExtrinsic::decode_all_with_depth_limit(depth, &mut &encoded[..]).ok()
}
