//! The pools that exchange TAO and a subnet's alpha.
//!
//! 1. A pool has two reserves and a weight for each. The weights sum to one; with equal weights it
//!    is the constant-product pool. The main pallet keeps the reserves, this pallet the weights
//!    ([`SwapBalancer`]) and the fee ([`FeeRate`]).
//! 2. A swap computes amounts ([`handler`]). Its caller moves the reserves, so a swap never writes
//!    anything but the mark that the pool has been used ([`PalSwapInitialized`]): a pool starts
//!    with equal weights at its first swap, whatever was stored before.
//! 3. When the chain itself adds reserves, the weights change so that the price stays.
//! 4. Subnets without a pool, root among them, exchange one to one and free.
//!
//! The five historic calls for user liquidity are still on the wire and always refuse.

#![cfg_attr(not(feature = "std"), no_std)]
#![allow(
    missing_debug_implementations,
    reason = "FRAME makes the types of storage and genesis"
)]

mod handler;
mod types;

#[cfg(test)]
mod tests;

pub use pallet::*;
pub use types::{Balancer, PositionId, TickIndex};

/// The pallet.
#[allow(clippy::expect_used, reason = "FRAME's macros write them")]
#[frame_support::pallet]
pub mod pallet {
    use super::types::{Balancer, PositionId, TickIndex};
    use core::num::NonZeroU64;
    use frame_support::{PalletId, pallet_prelude::*, traits::ConstU16};
    use frame_system::pallet_prelude::*;
    use taonet_primitives::{AlphaBalance, NetUid, Subnets, TaoBalance};

    /// The pallet.
    #[pallet::pallet]
    pub struct Pallet<T>(_);

    /// What the runtime chooses.
    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// Who knows the subnets and keeps their reserves.
        type Subnets: Subnets;
        /// Identifier of the pools' own account.
        #[pallet::constant]
        type ProtocolId: Get<PalletId>;
        /// Highest fee that can be set, in parts of 65,535.
        #[pallet::constant]
        type MaxFeeRate: Get<u16>;
        /// Smallest liquidity of the historic positions.
        #[pallet::constant]
        type MinimumLiquidity: Get<u64>;
        /// Reserve in rao below which the paying side of a pool does not pay.
        #[pallet::constant]
        type MinimumReserve: Get<NonZeroU64>;
    }

    /// Fee of a subnet's pool in parts of 65,535.
    #[pallet::storage]
    pub type FeeRate<T: Config> = StorageMap<
        _,
        Twox64Concat,
        NetUid,
        u16,
        ValueQuery,
        ConstU16<{ taonet_amm::DEFAULT_FEE_RATE }>,
    >;

    /// Weights of a subnet's pool.
    #[pallet::storage]
    pub type SwapBalancer<T: Config> = StorageMap<_, Twox64Concat, NetUid, Balancer, ValueQuery>;

    /// Whether a subnet's pool has been used.
    #[pallet::storage]
    pub type PalSwapInitialized<T: Config> = StorageMap<_, Twox64Concat, NetUid, bool, ValueQuery>;

    /// TAO set aside beside a pool. Nothing writes it yet.
    #[pallet::storage]
    pub type BalancerTaoReservoir<T: Config> =
        StorageMap<_, Twox64Concat, NetUid, TaoBalance, ValueQuery>;

    /// Alpha set aside beside a pool. Nothing writes it yet.
    #[pallet::storage]
    pub type BalancerAlphaReservoir<T: Config> =
        StorageMap<_, Twox64Concat, NetUid, AlphaBalance, ValueQuery>;

    /// One-off upgrades that have run, by name.
    #[pallet::storage]
    pub type HasMigrationRun<T: Config> =
        StorageMap<_, Identity, BoundedVec<u8, ConstU32<128>>, bool, ValueQuery>;

    /// Alpha left over from the historic positions. Nothing writes it.
    #[pallet::storage]
    pub type ScrapReservoirAlpha<T: Config> =
        StorageMap<_, Twox64Concat, NetUid, AlphaBalance, ValueQuery>;

    /// What happened.
    #[pallet::event]
    #[pallet::generate_deposit(fn deposit_event)]
    pub enum Event<T: Config> {
        /// The fee of a pool was set.
        FeeRateSet {
            /// The subnet.
            netuid: NetUid,
            /// The fee in parts of 65,535.
            rate: u16,
        },
    }

    /// Why a call or a swap fails. The order is wire data.
    #[pallet::error]
    pub enum Error<T> {
        /// The fee is above the allowed maximum; choose a lower one.
        FeeRateTooHigh,
        /// The offered amount is too small to swap.
        InsufficientInputAmount,
        /// The pool cannot pay the amount.
        InsufficientLiquidity,
        /// The pool's price is already beyond the limit; loosen the limit or wait.
        PriceLimitExceeded,
        /// The account does not hold the amount.
        InsufficientBalance,
        /// The range of a historic position is not valid.
        InvalidTickRange,
        /// The liquidity of a historic position is not valid.
        InvalidLiquidityValue,
        /// The pool holds too little on the paying side; try a smaller amount or another subnet.
        ReservesTooLow,
        /// There is no such subnet.
        MechanismDoesNotExist,
        /// The subnet's alpha cannot be traded yet; its owner has to start it.
        SubtokenDisabled,
        /// The reserves are too unequal for a price.
        ReservesOutOfBalance,
        /// The amount is more than a thousand times the reserve; offer less.
        SwapInputTooLarge,
        /// The call is on the wire only and does nothing any more.
        Deprecated,
    }

    /// Weight of the retired calls.
    const DEPRECATED_CALL: Weight = Weight::from_parts(15_000_000, 0);
    /// Weight of setting a fee: 15.063 µs, one read (25 µs) and one write (100 µs).
    const SET_FEE_RATE: Weight = Weight::from_parts(15_063_000 + 25_000_000 + 100_000_000, 3_994);

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Sets the fee of a subnet's pool, in parts of 65,535. Root only.
        #[pallet::call_index(0)]
        #[pallet::weight(SET_FEE_RATE)]
        pub fn set_fee_rate(origin: OriginFor<T>, netuid: NetUid, rate: u16) -> DispatchResult {
            ensure_root(origin)?;
            ensure!(
                T::Subnets::exists(netuid),
                Error::<T>::MechanismDoesNotExist
            );
            ensure!(rate <= T::MaxFeeRate::get(), Error::<T>::FeeRateTooHigh);
            FeeRate::<T>::insert(netuid, rate);
            Self::deposit_event(Event::FeeRateSet { netuid, rate });
            Ok(())
        }

        /// Retired: always fails with `Deprecated`.
        #[pallet::call_index(1)]
        #[pallet::weight(DEPRECATED_CALL)]
        pub fn add_liquidity(
            _origin: OriginFor<T>,
            _hotkey: T::AccountId,
            _netuid: NetUid,
            _tick_low: TickIndex,
            _tick_high: TickIndex,
            _liquidity: u64,
        ) -> DispatchResult {
            Err(Error::<T>::Deprecated.into())
        }

        /// Retired: always fails with `Deprecated`.
        #[pallet::call_index(2)]
        #[pallet::weight(DEPRECATED_CALL)]
        pub fn remove_liquidity(
            _origin: OriginFor<T>,
            _hotkey: T::AccountId,
            _netuid: NetUid,
            _position_id: PositionId,
        ) -> DispatchResult {
            Err(Error::<T>::Deprecated.into())
        }

        /// Retired: always fails with `Deprecated`.
        #[pallet::call_index(3)]
        #[pallet::weight(DEPRECATED_CALL)]
        pub fn modify_position(
            _origin: OriginFor<T>,
            _hotkey: T::AccountId,
            _netuid: NetUid,
            _position_id: PositionId,
            _liquidity_delta: i64,
        ) -> DispatchResult {
            Err(Error::<T>::Deprecated.into())
        }

        /// Retired: always fails with `Deprecated`.
        #[pallet::call_index(4)]
        #[pallet::weight(DEPRECATED_CALL)]
        pub fn toggle_user_liquidity(
            _origin: OriginFor<T>,
            _netuid: NetUid,
            _enable: bool,
        ) -> DispatchResult {
            Err(Error::<T>::Deprecated.into())
        }

        /// Retired: always fails with `Deprecated`.
        #[pallet::call_index(5)]
        #[pallet::weight(DEPRECATED_CALL)]
        pub fn disable_lp(_origin: OriginFor<T>) -> DispatchResult {
            Err(Error::<T>::Deprecated.into())
        }
    }
}
