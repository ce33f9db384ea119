//! Sealed transactions: readable to the author of a coming block alone.
//!
//! 1. **Keys.** In each block its author announces the public key for its own next turn
//!    ([`Pallet::announce_next_key`], an inherent). The key of whoever authors two slots on moves
//!    through a pipeline of one block per step: `NextKey`, `PendingKey`, `CurrentKey`. Clients seal
//!    to `NextKey`; what they send is opened by the author of the second block after it.
//! 2. **Wrappers.** [`Pallet::submit_encrypted`] carries an envelope of `taonet-shield` and does
//!    nothing but say so. Opening it and including the transaction inside is the author's work
//!    outside of the chain ([`shielded`]).
//! 3. **Stored calls.** [`Pallet::store_encrypted`] queues a sealed call for the beginning of the
//!    next block ([`queue`]).
//!
//! Authors come from consensus: the runtime implements [`SlotAuthors`].

#![cfg_attr(not(feature = "std"), no_std)]
#![allow(
    missing_debug_implementations,
    reason = "FRAME makes the types of storage"
)]

extern crate alloc;

mod keys;
pub mod queue;
pub mod shielded;
pub mod weights;

#[cfg(test)]
mod tests;

pub use keys::{INHERENT_IDENTIFIER, SlotAuthors};
pub use pallet::*;
pub use shielded::ShieldedTransaction;

use frame_support::{
    BoundedVec,
    traits::{ConstU32, ConstU64},
};

/// A public key as calls carry it. Its exact length is checked by the call.
pub type EncryptionKey = BoundedVec<u8, ConstU32<2_048>>;

/// An envelope as calls carry it.
pub type Ciphertext = BoundedVec<u8, ConstU32<8_192>>;

/// The pallet.
#[allow(clippy::expect_used, reason = "FRAME's macros write them")]
#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use frame_support::pallet_prelude::*;
    use frame_system::pallet_prelude::*;
    use sp_core::H256;
    use sp_inherents::{InherentData, InherentIdentifier};
    use sp_runtime::traits::Hash;

    /// The pallet.
    #[pallet::pallet]
    pub struct Pallet<T>(_);

    /// What the runtime chooses.
    #[pallet::config]
    pub trait Config: frame_system::Config<Hash = H256> {
        /// The key that an author signs blocks with.
        type AuthorityId: Parameter + MaxEncodedLen;
        /// Who authors when.
        type Authors: SlotAuthors<Self::AuthorityId>;
    }

    /// A sealed call that waits for the next block.
    #[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
    #[scale_info(skip_type_params(T))]
    pub struct PendingExtrinsic<T: Config> {
        /// Who stored it.
        pub who: T::AccountId,
        /// The sealed call.
        pub encrypted_call: Ciphertext,
        /// The block it was stored in.
        pub submitted_at: BlockNumberFor<T>,
    }

    /// The key that opens the envelopes of this block.
    #[pallet::storage]
    pub type CurrentKey<T: Config> = StorageValue<_, EncryptionKey, OptionQuery>;

    /// The key that opens the envelopes of the next block.
    #[pallet::storage]
    pub type PendingKey<T: Config> = StorageValue<_, EncryptionKey, OptionQuery>;

    /// The key to seal to now: it opens envelopes two blocks on.
    #[pallet::storage]
    pub type NextKey<T: Config> = StorageValue<_, EncryptionKey, OptionQuery>;

    /// What each author announced last.
    #[pallet::storage]
    pub type AuthorKeys<T: Config> =
        StorageMap<_, Twox64Concat, T::AuthorityId, EncryptionKey, OptionQuery>;

    /// First block in which the pending key opens nothing any more.
    #[pallet::storage]
    pub type PendingKeyExpiresAt<T: Config> = StorageValue<_, BlockNumberFor<T>, OptionQuery>;

    /// First block in which the next key opens nothing any more.
    #[pallet::storage]
    pub type NextKeyExpiresAt<T: Config> = StorageValue<_, BlockNumberFor<T>, OptionQuery>;

    /// Steps of upgrades that were made.
    #[pallet::storage]
    pub type HasMigrationRun<T: Config> =
        StorageMap<_, Identity, BoundedVec<u8, ConstU32<128>>, bool, ValueQuery>;

    /// Most stored calls that may wait.
    #[pallet::storage]
    pub type MaxPendingExtrinsicsLimit<T: Config> =
        StorageValue<_, u32, ValueQuery, ConstU32<{ queue::DEFAULT_LIMIT }>>;

    /// Blocks that a stored call stays valid.
    #[pallet::storage]
    pub type ExtrinsicLifetime<T: Config> =
        StorageValue<_, u32, ValueQuery, ConstU32<{ queue::DEFAULT_LIFETIME_BLOCKS }>>;

    /// Weight, in ps, that stored calls may take at the beginning of a block.
    #[pallet::storage]
    pub type OnInitializeWeight<T: Config> =
        StorageValue<_, u64, ValueQuery, ConstU64<{ queue::DEFAULT_BLOCK_WEIGHT_PS }>>;

    /// Weight, in ps, that a stored call may take.
    #[pallet::storage]
    pub type MaxExtrinsicWeight<T: Config> =
        StorageValue<_, u64, ValueQuery, ConstU64<{ queue::DEFAULT_CALL_WEIGHT_PS }>>;

    /// The stored calls that wait, by their number.
    #[pallet::storage]
    pub type PendingExtrinsics<T: Config> =
        CountedStorageMap<_, Identity, u32, PendingExtrinsic<T>, OptionQuery>;

    /// The number of the next stored call.
    #[pallet::storage]
    pub type NextPendingExtrinsicIndex<T: Config> = StorageValue<_, u32, ValueQuery>;

    /// What happened.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// An envelope is in the block.
        EncryptedSubmitted {
            /// Hash of sender and envelope.
            id: T::Hash,
            /// Who sent it.
            who: T::AccountId,
        },
        /// A sealed call was stored.
        ExtrinsicStored {
            /// Its number.
            index: u32,
            /// Who stored it.
            who: T::AccountId,
        },
        /// A stored call could not be opened or read.
        ExtrinsicDecodeFailed {
            /// Its number.
            index: u32,
        },
        /// A stored call was dispatched and failed.
        ExtrinsicDispatchFailed {
            /// Its number.
            index: u32,
            /// Why.
            error: DispatchError,
        },
        /// A stored call was dispatched.
        ExtrinsicDispatched {
            /// Its number.
            index: u32,
        },
        /// A stored call waited for too long.
        ExtrinsicExpired {
            /// Its number.
            index: u32,
        },
        /// A stored call waits for the next block.
        ExtrinsicPostponed {
            /// Its number.
            index: u32,
        },
        /// The most stored calls changed.
        MaxPendingExtrinsicsNumberSet {
            /// The new value.
            value: u32,
        },
        /// The weight for stored calls changed.
        OnInitializeWeightSet {
            /// The new value, ps.
            value: u64,
        },
        /// The validity of stored calls changed.
        ExtrinsicLifetimeSet {
            /// The new value, blocks.
            value: u32,
        },
        /// The weight for one stored call changed.
        MaxExtrinsicWeightSet {
            /// The new value, ps.
            value: u64,
        },
        /// A stored call is too heavy.
        ExtrinsicWeightExceeded {
            /// Its number.
            index: u32,
        },
    }

    /// Why a call was refused.
    #[pallet::error]
    pub enum Error<T> {
        /// Not the length of a public key.
        BadEncKeyLen,
        /// The author of the block is unknown.
        Unreachable,
        /// As many stored calls wait as may.
        TooManyPendingExtrinsics,
        /// More than any block may take.
        WeightExceedsAbsoluteMax,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn on_initialize(now: BlockNumberFor<T>) -> Weight {
            Self::process_stored_calls(now)
        }
    }

    #[pallet::inherent]
    impl<T: Config> ProvideInherent for Pallet<T> {
        type Call = Call<T>;
        type Error = sp_inherents::MakeFatalError<()>;

        const INHERENT_IDENTIFIER: InherentIdentifier = INHERENT_IDENTIFIER;

        /// Announces what the author's node put into the data; nothing when it put nothing there.
        fn create_inherent(data: &InherentData) -> Option<Self::Call> {
            let announced = data.get_data::<Option<EncryptionKey>>(&INHERENT_IDENTIFIER);
            let enc_key = announced.ok().flatten()?;
            Some(Call::announce_next_key { enc_key })
        }

        fn is_inherent(call: &Self::Call) -> bool {
            matches!(call, Call::announce_next_key { .. })
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Moves the pipeline of keys on by a block, and announces the author's next key, or that
        /// it has none.
        ///
        /// # Errors
        /// `BadEncKeyLen`, `Unreachable`.
        #[pallet::call_index(0)]
        #[pallet::weight(weights::announce_next_key())]
        pub fn announce_next_key(
            origin: OriginFor<T>,
            enc_key: Option<EncryptionKey>,
        ) -> DispatchResult {
            ensure_none(origin)?;
            Self::do_announce_next_key(enc_key)
        }

        /// Carries an envelope into the block.
        #[pallet::call_index(1)]
        #[pallet::weight(weights::submit_encrypted())]
        pub fn submit_encrypted(origin: OriginFor<T>, ciphertext: Ciphertext) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let id = T::Hashing::hash_of(&(&who, &ciphertext));
            Self::deposit_event(Event::EncryptedSubmitted { id, who });
            Ok(())
        }

        /// Stores a sealed call for the beginning of the next block.
        ///
        /// # Errors
        /// `TooManyPendingExtrinsics`.
        #[pallet::call_index(2)]
        #[pallet::weight(weights::store_encrypted())]
        pub fn store_encrypted(origin: OriginFor<T>, encrypted_call: Ciphertext) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_store_encrypted(who, encrypted_call)
        }

        /// Sets how many stored calls may wait.
        #[pallet::call_index(3)]
        #[pallet::weight(weights::set_max_pending_extrinsics_number())]
        pub fn set_max_pending_extrinsics_number(
            origin: OriginFor<T>,
            value: u32,
        ) -> DispatchResult {
            ensure_root(origin)?;
            MaxPendingExtrinsicsLimit::<T>::put(value);
            Self::deposit_event(Event::MaxPendingExtrinsicsNumberSet { value });
            Ok(())
        }

        /// Sets the weight, in ps, that stored calls may take at the beginning of a block.
        ///
        /// # Errors
        /// `WeightExceedsAbsoluteMax`.
        #[pallet::call_index(4)]
        #[pallet::weight(weights::set_on_initialize_weight())]
        pub fn set_on_initialize_weight(origin: OriginFor<T>, value: u64) -> DispatchResult {
            ensure_root(origin)?;
            ensure!(
                value <= queue::MAX_WEIGHT_PS,
                Error::<T>::WeightExceedsAbsoluteMax
            );
            OnInitializeWeight::<T>::put(value);
            Self::deposit_event(Event::OnInitializeWeightSet { value });
            Ok(())
        }

        /// Sets how many blocks a stored call stays valid.
        #[pallet::call_index(5)]
        #[pallet::weight(weights::set_stored_extrinsic_lifetime())]
        pub fn set_stored_extrinsic_lifetime(origin: OriginFor<T>, value: u32) -> DispatchResult {
            ensure_root(origin)?;
            ExtrinsicLifetime::<T>::put(value);
            Self::deposit_event(Event::ExtrinsicLifetimeSet { value });
            Ok(())
        }

        /// Sets the weight, in ps, that a stored call may take.
        ///
        /// # Errors
        /// `WeightExceedsAbsoluteMax`.
        #[pallet::call_index(6)]
        #[pallet::weight(weights::set_max_extrinsic_weight())]
        pub fn set_max_extrinsic_weight(origin: OriginFor<T>, value: u64) -> DispatchResult {
            ensure_root(origin)?;
            ensure!(
                value <= queue::MAX_WEIGHT_PS,
                Error::<T>::WeightExceedsAbsoluteMax
            );
            MaxExtrinsicWeight::<T>::put(value);
            Self::deposit_event(Event::MaxExtrinsicWeightSet { value });
            Ok(())
        }
    }
}
