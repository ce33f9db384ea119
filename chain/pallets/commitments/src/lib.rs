//! Metadata that a hotkey publishes on a subnet, in clear or timelocked.
//!
//! 1. A registered hotkey sets its commitment, up to three fields ([`Data`]), for free. In return
//!    each may fill only so many bytes per epoch ([`set`]).
//! 2. A field may be locked to a round of the random beacon. The first block that knows the pulse
//!    opens it and keeps what it said among the last ten revelations of the hotkey ([`reveal`]).
//! 3. A field may ask that the bonds to the hotkey be forgotten, where the subnet allows that.
//! 4. A subnet that ends takes its commitments with it ([`registry`]).

#![cfg_attr(not(feature = "std"), no_std)]
#![allow(
    missing_debug_implementations,
    reason = "FRAME makes the types of storage and genesis"
)]

extern crate alloc;

pub mod call_weights;
mod data;
pub mod registry;
pub mod reveal;
pub mod set;
mod types;

#[cfg(test)]
mod tests;

pub use data::{Data, MAX_BIG_RAW_BYTES, MAX_RAW_BYTES, MAX_TIMELOCKED_BYTES};
pub use pallet::*;
pub use types::{CommitmentInfo, MAX_FIELDS, Registration, UsageTracker};

use taonet_primitives::NetUid;

/// The subnets as this pallet sees them.
pub trait CommittedSubnets<AccountId> {
    /// Whether the hotkey is registered on the subnet.
    fn is_registered(netuid: NetUid, hotkey: &AccountId) -> bool;
    /// Epochs that the subnet has had.
    fn epoch_index(netuid: NetUid) -> u64;
    /// Forgets the bonds to the hotkey, if the subnet allows it.
    fn reset_bonds(netuid: NetUid, hotkey: &AccountId);
}

/// The pallet.
#[allow(clippy::expect_used, reason = "FRAME's macros write them")]
#[frame_support::pallet]
pub mod pallet {
    use crate::{
        CommittedSubnets, call_weights,
        types::{CommitmentInfo, MAX_FIELDS, Registration, UsageTracker},
    };
    use alloc::{collections::BTreeSet, vec::Vec};
    use frame_support::pallet_prelude::*;
    use frame_system::pallet_prelude::*;
    use taonet_primitives::{NetUid, PulseSource, TaoBalance};

    /// The pallet.
    #[pallet::pallet]
    #[pallet::without_storage_info]
    pub struct Pallet<T>(_);

    /// What the runtime chooses.
    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// The subnets.
        type Subnets: CommittedSubnets<Self::AccountId>;
        /// The random beacon.
        type Pulses: PulseSource;
    }

    #[pallet::extra_constants]
    impl<T: Config> Pallet<T> {
        /// Most fields of a commitment.
        #[pallet::constant_name(MaxFields)]
        fn max_fields() -> u32 {
            MAX_FIELDS
        }

        /// Reserved for a commitment: nothing.
        #[pallet::constant_name(InitialDeposit)]
        fn initial_deposit() -> TaoBalance {
            TaoBalance::ZERO
        }

        /// Reserved for each field: nothing.
        #[pallet::constant_name(FieldDeposit)]
        fn field_deposit() -> TaoBalance {
            TaoBalance::ZERO
        }
    }

    /// Commitments with a timelocked field.
    #[pallet::storage]
    pub type TimelockedIndex<T: Config> =
        StorageValue<_, BTreeSet<(NetUid, T::AccountId)>, ValueQuery>;

    /// The commitment of a hotkey on a subnet.
    #[pallet::storage]
    pub type CommitmentOf<T: Config> = StorageDoubleMap<
        _,
        Identity,
        NetUid,
        Twox64Concat,
        T::AccountId,
        Registration<TaoBalance, BlockNumberFor<T>>,
        OptionQuery,
    >;

    /// Block of the hotkey's last commitment.
    #[pallet::storage]
    pub type LastCommitment<T: Config> = StorageDoubleMap<
        _,
        Identity,
        NetUid,
        Twox64Concat,
        T::AccountId,
        BlockNumberFor<T>,
        OptionQuery,
    >;

    /// Block in which the hotkey last asked to reset its bonds.
    #[pallet::storage]
    pub type LastBondsReset<T: Config> = StorageDoubleMap<
        _,
        Identity,
        NetUid,
        Twox64Concat,
        T::AccountId,
        BlockNumberFor<T>,
        OptionQuery,
    >;

    /// The hotkey's last revelations: text and block, oldest first.
    #[pallet::storage]
    pub type RevealedCommitments<T: Config> = StorageDoubleMap<
        _,
        Identity,
        NetUid,
        Twox64Concat,
        T::AccountId,
        Vec<(Vec<u8>, u64)>,
        OptionQuery,
    >;

    /// What the hotkey has used of its space.
    #[pallet::storage]
    pub type UsedSpaceOf<T: Config> = StorageDoubleMap<
        _,
        Identity,
        NetUid,
        Twox64Concat,
        T::AccountId,
        UsageTracker,
        OptionQuery,
    >;

    /// Bytes that a hotkey may fill on a subnet in an epoch.
    #[pallet::storage]
    pub type MaxSpace<T: Config> = StorageValue<_, u32, ValueQuery, ConstU32<3_100>>;

    /// What happened.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A commitment in clear was set.
        Commitment {
            /// The subnet.
            netuid: NetUid,
            /// The hotkey.
            who: T::AccountId,
        },
        /// A commitment with a timelocked field was set.
        TimelockCommitment {
            /// The subnet.
            netuid: NetUid,
            /// The hotkey.
            who: T::AccountId,
            /// Round of the first such field.
            reveal_round: u64,
        },
        /// A timelocked field opened.
        CommitmentRevealed {
            /// The subnet.
            netuid: NetUid,
            /// The hotkey.
            who: T::AccountId,
        },
    }

    /// Why a call failed.
    #[pallet::error]
    pub enum Error<T> {
        /// More than three fields.
        TooManyFieldsInCommitmentInfo,
        /// The signer is no hotkey of the subnet.
        AccountNotAllowedCommit,
        /// The hotkey has filled its space of this epoch.
        SpaceLimitExceeded,
        /// A deposit could not be given back.
        UnexpectedUnreserveLeftover,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn on_initialize(_: BlockNumberFor<T>) -> Weight {
            Self::reveal_timelocked()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Sets the signing hotkey's commitment on a subnet in place of the one before.
        #[pallet::call_index(0)]
        #[pallet::weight((call_weights::set_commitment(), DispatchClass::Normal, Pays::No))]
        pub fn set_commitment(
            origin: OriginFor<T>,
            netuid: NetUid,
            info: alloc::boxed::Box<CommitmentInfo>,
        ) -> DispatchResult {
            let hotkey = ensure_signed(origin)?;
            Self::do_set_commitment(netuid, hotkey, *info)
        }

        /// Sets how many bytes a hotkey may fill on a subnet in an epoch.
        #[pallet::call_index(2)]
        #[pallet::weight(call_weights::set_max_space())]
        pub fn set_max_space(origin: OriginFor<T>, new_limit: u32) -> DispatchResult {
            ensure_root(origin)?;
            MaxSpace::<T>::put(new_limit);
            Ok(())
        }
    }
}
