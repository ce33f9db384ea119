//! Which bare transactions the pool takes.
//!
//! A bare transaction pays nothing, so whatever gets in must be useful. A `write_pulse` is when
//! its pulse is the beacon's and the chain lacks it: that is checked here, before it takes room in
//! a block. Who signs the payload does not matter.

use codec::Encode;
use frame_support::pallet_prelude::{
    InvalidTransaction, TransactionSource, TransactionValidity, ValidTransaction,
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::Get;
use sp_io::hashing::blake2_256;
use taonet_primitives::{MultiSignature, MultiSigner};

use crate::*;

/// Blocks for which a pulse may wait in the pool.
const LONGEVITY_BLOCKS: u64 = 3;

impl<T: Config> Pallet<T> {
    /// Whether the pool, or a block, takes a bare transaction.
    ///
    /// # Errors
    /// `BadSigner` without a signature, `BadProof` with a wrong one or an untrue pulse, `Future`
    /// and `Stale` out of time, `Call` for other calls and other numbers of pulses than one.
    pub(crate) fn validate_bare(source: TransactionSource, call: &Call<T>) -> TransactionValidity {
        let Call::write_pulse {
            pulses_payload,
            signature,
        } = call
        else {
            return InvalidTransaction::Call.into();
        };
        let Some(signature) = signature else {
            return InvalidTransaction::BadSigner.into();
        };
        if !signs(pulses_payload, signature) {
            return InvalidTransaction::BadProof.into();
        }
        let now = frame_system::Pallet::<T>::block_number();
        if pulses_payload.block_number > now {
            return InvalidTransaction::Future.into();
        }
        let [pulse] = pulses_payload.pulses.as_slice() else {
            return InvalidTransaction::Call.into();
        };
        if NextUnsignedAt::<T>::get() > now || pulse.round <= LastStoredRound::<T>::get() {
            return InvalidTransaction::Stale.into();
        }
        // In a block the call itself verifies.
        if source != TransactionSource::InBlock && !Self::beacon_signed(pulse) {
            return InvalidTransaction::BadProof.into();
        }
        let age = u64::MAX.saturating_sub(pulse.round);
        ValidTransaction::with_tag_prefix("DrandOffchainWorker")
            .priority(T::UnsignedPriority::get().saturating_add(age))
            .and_provides((b"drand", pulse.round).using_encoded(blake2_256))
            .longevity(LONGEVITY_BLOCKS)
            .propagate(false)
            .build()
    }

    fn beacon_signed(pulse: &Pulse) -> bool {
        Self::beacon_key()
            .and_then(|key| Self::is_true(&key, pulse))
            .unwrap_or_default()
    }
}

/// Whether the payload's own key signed it.
fn signs<BlockNumber: Encode>(
    payload: &PulsesPayload<MultiSigner, BlockNumber>,
    signature: &MultiSignature,
) -> bool {
    payload.using_encoded(|message| signature.verify(message, &payload.public))
}

/// A payload of one pulse, as the pool takes it, before it is signed.
pub fn payload_of<T: Config>(
    block_number: BlockNumberFor<T>,
    pulse: Pulse,
    public: MultiSigner,
) -> PulsesPayload<MultiSigner, BlockNumberFor<T>> {
    PulsesPayload {
        block_number,
        pulses: alloc::vec![pulse],
        public,
    }
}
