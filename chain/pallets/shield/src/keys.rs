//! The pipeline of keys.

use crate::{EncryptionKey, pallet::*};
use frame_support::ensure;
use sp_inherents::InherentIdentifier;
use sp_runtime::{DispatchResult, traits::One};
use taonet_shield::{PUBLIC_KEY_LEN, key_hash};

/// Under which the author's node hands over the key to announce: an encoded
/// `Option<EncryptionKey>`.
pub const INHERENT_IDENTIFIER: InherentIdentifier = *b"shieldpk";

/// Who authors blocks, by slots.
pub trait SlotAuthors<AuthorityId> {
    /// The author of the present slot.
    fn current() -> Option<AuthorityId>;
    /// The author of the slot after the next, if nobody else fails to author before.
    fn next_next() -> Option<AuthorityId>;
}

impl<T: Config> Pallet<T> {
    /// See [`Pallet::announce_next_key`].
    ///
    /// An author's key enters the pipeline two slots before its turn. It is looked up before the
    /// announcement of this block is stored.
    pub(crate) fn do_announce_next_key(announced: Option<EncryptionKey>) -> DispatchResult {
        let author = T::Authors::current().ok_or(Error::<T>::Unreachable)?;
        if let Some(key) = &announced {
            ensure!(key.len() == PUBLIC_KEY_LEN, Error::<T>::BadEncKeyLen);
        }
        let pending = NextKey::<T>::get();
        let next = T::Authors::next_next().and_then(AuthorKeys::<T>::get);

        let two_on = frame_system::Pallet::<T>::block_number() + One::one() + One::one();
        PendingKeyExpiresAt::<T>::set(pending.is_some().then_some(two_on));
        NextKeyExpiresAt::<T>::set(next.is_some().then(|| two_on + One::one()));
        CurrentKey::<T>::set(PendingKey::<T>::get());
        PendingKey::<T>::set(pending);
        NextKey::<T>::set(next);
        AuthorKeys::<T>::set(author, announced);
        Ok(())
    }

    /// Whether the block on top of this state opens envelopes of the key with this hash.
    pub fn opens_in_next_block(hash: [u8; 16]) -> bool {
        PendingKey::<T>::get().is_some_and(|key| key_hash(&key) == hash)
    }
}
