//! Settings: who may change which hyperparameter, when, and to what.
//!
//! 1. Root may change everything. A subnet's owner may change what concerns the subnet only, each
//!    setting once per so many epochs.
//! 2. Shortly before an epoch a subnet is *frozen*: nobody changes what the epoch depends on, so
//!    that validators know the rules they are scored by.
//! 3. The checks come in one order: origin and rate limit, freeze window, existence of the
//!    subnet, value.
//!
//! The values live in pallet-subtensor, whose events announce most changes.

#![cfg_attr(not(feature = "std"), no_std)]
#![allow(
    missing_debug_implementations,
    reason = "FRAME makes the types of storage and genesis"
)]

extern crate alloc;

mod access;
pub mod call_weights;
mod calls;
mod consensus;
mod settings;
mod types;

pub use consensus::{AuthorChange, FinalityChange};
pub use pallet::*;
pub use types::PrecompileEnum;

use frame_support::pallet_macros::import_section;

#[import_section(calls::calls)]
/// The pallet.
#[allow(clippy::expect_used, reason = "FRAME's macros write them")]
#[frame_support::pallet]
pub mod pallet {
    use crate::{
        call_weights,
        consensus::{AuthorChange, FinalityChange},
        types::PrecompileEnum,
    };
    use alloc::vec::Vec;
    use frame_support::{pallet_prelude::*, traits::ConstBool};
    use frame_system::pallet_prelude::*;
    use pallet_subtensor::RecycleOrBurnEnum;
    use sp_arithmetic::PerU16;
    use substrate_fixed::types::{I64F64, I96F32, U64F64};
    use taonet_primitives::{MechId, NetUid, TaoBalance};

    /// The pallet.
    #[pallet::pallet]
    #[pallet::without_storage_info]
    pub struct Pallet<T>(_);

    /// What the runtime chooses.
    #[pallet::config]
    pub trait Config: frame_system::Config + pallet_subtensor::Config {
        /// Key of an authority that authors blocks.
        type AuthorityId: Member + Parameter + MaybeSerializeDeserialize + MaxEncodedLen;
        /// Most authorities.
        type MaxAuthorities: Get<u32>;
        /// Where authors are replaced.
        type Aura: AuthorChange<Self::AuthorityId, Self::MaxAuthorities>;
        /// Where finalising authorities are replaced.
        type Grandpa: FinalityChange<BlockNumberFor<Self>>;
    }

    /// Switches of the Ethereum machine's precompiles.
    #[pallet::storage]
    pub type PrecompileEnable<T: Config> =
        StorageMap<_, Blake2_128Concat, PrecompileEnum, bool, ValueQuery, ConstBool<true>>;

    /// Changes that pallet-subtensor does not announce.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A precompile was switched.
        PrecompileUpdated {
            /// The precompile.
            precompile_id: PrecompileEnum,
            /// Whether it is on.
            enabled: bool,
        },
        /// Yuma 3 was switched.
        Yuma3EnableToggled {
            /// The subnet.
            netuid: NetUid,
            /// Whether it is on.
            enabled: bool,
        },
        /// The reset of bonds was switched.
        BondsResetToggled {
            /// The subnet.
            netuid: NetUid,
            /// Whether it is on.
            enabled: bool,
        },
        /// The half-life of the registration price changed.
        BurnHalfLifeSet {
            /// The subnet.
            netuid: NetUid,
            /// Blocks.
            burn_half_life: u16,
        },
        /// The rise of the registration price changed.
        BurnIncreaseMultSet {
            /// The subnet.
            netuid: NetUid,
            /// Factor per registration.
            burn_increase_mult: U64F64,
        },
        /// Emission to the subnet's pool was switched.
        SubnetEmissionEnabledSet {
            /// The subnet.
            netuid: NetUid,
            /// Whether it is on.
            enabled: bool,
        },
    }

    /// Why a change was refused. Many checks fail with an error of pallet-subtensor instead.
    #[pallet::error]
    pub enum Error<T> {
        /// No such subnet.
        SubnetDoesNotExist,
        /// More validators than neurons.
        MaxValidatorsLargerThanMaxUIds,
        /// Fewer neurons than there are.
        MaxAllowedUIdsLessThanCurrentUIds,
        /// An owner may not slow bonds down that much.
        BondsMovingAverageMaxReached,
        /// An owner may not set a negative steepness.
        NegativeSigmoidSteepness,
        /// The value is outside its bounds.
        ValueNotInBounds,
        /// More than the neurons there are.
        MinAllowedUidsGreaterThanCurrentUids,
        /// More than the most neurons.
        MinAllowedUidsGreaterThanMaxAllowedUids,
        /// Less than the fewest neurons.
        MaxAllowedUidsLessThanMinAllowedUids,
        /// More than any subnet may have.
        MaxAllowedUidsGreaterThanDefaultMaxAllowedUids,
        /// The value makes no sense.
        InvalidValue,
        /// Root has no such setting.
        NotPermittedOnRootSubnet,
        /// Registration by work is gone.
        POWRegistrationDisabled,
        /// The call does nothing any more.
        Deprecated,
    }
}
