//! Stored calls: sealed now, opened at the beginning of the next block.
//!
//! Nobody opens them at this version of the protocol: there is no key on chain that could. Each is
//! announced as unreadable and removed. The limits on weight are kept for the version that reads
//! them.

use crate::{Ciphertext, pallet::*};
use frame_support::{ensure, traits::Get, weights::Weight};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
    DispatchResult,
    traits::{SaturatedConversion, Saturating},
};

/// Most stored calls that may wait, at first.
pub const DEFAULT_LIMIT: u32 = 100;

/// Blocks that a stored call stays valid, at first.
pub const DEFAULT_LIFETIME_BLOCKS: u32 = 10;

/// Weight that stored calls may take at the beginning of a block, at first, in ps.
pub const DEFAULT_BLOCK_WEIGHT_PS: u64 = 500_000_000_000;

/// Weight that one stored call may take, at first, in ps.
pub const DEFAULT_CALL_WEIGHT_PS: u64 = 50_000_000_000;

/// The most that either weight may be set to, in ps.
pub const MAX_WEIGHT_PS: u64 = 2_000_000_000_000;

impl<T: Config> Pallet<T> {
    /// See [`Pallet::store_encrypted`].
    pub(crate) fn do_store_encrypted(
        who: T::AccountId,
        encrypted_call: Ciphertext,
    ) -> DispatchResult {
        ensure!(
            PendingExtrinsics::<T>::count() < MaxPendingExtrinsicsLimit::<T>::get(),
            Error::<T>::TooManyPendingExtrinsics
        );
        let index = NextPendingExtrinsicIndex::<T>::get();
        let pending = PendingExtrinsic {
            who: who.clone(),
            encrypted_call,
            submitted_at: frame_system::Pallet::<T>::block_number(),
        };
        PendingExtrinsics::<T>::insert(index, pending);
        NextPendingExtrinsicIndex::<T>::put(index.wrapping_add(1));
        Self::deposit_event(Event::ExtrinsicStored { index, who });
        Ok(())
    }

    /// Ends every stored call, the oldest first. Gives back the weight.
    pub(crate) fn process_stored_calls(now: BlockNumberFor<T>) -> Weight {
        let count = PendingExtrinsics::<T>::count();
        let mut weight = T::DbWeight::get().reads(1);
        if count == 0 {
            return weight;
        }
        let next = NextPendingExtrinsicIndex::<T>::get();
        let lifetime = ExtrinsicLifetime::<T>::get();
        weight.saturating_accrue(T::DbWeight::get().reads(2));
        for age_in_queue in (1..=count).rev() {
            let index = next.wrapping_sub(age_in_queue);
            weight.saturating_accrue(T::DbWeight::get().reads_writes(1, 2));
            let Some(pending) = PendingExtrinsics::<T>::take(index) else {
                continue;
            };
            let age_blocks: u32 = now.saturating_sub(pending.submitted_at).saturated_into();
            Self::deposit_event(if age_blocks > lifetime {
                Event::ExtrinsicExpired { index }
            } else {
                Event::ExtrinsicDecodeFailed { index }
            });
        }
        weight
    }
}
