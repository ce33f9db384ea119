//! Limit orders: signed wishes to buy or sell alpha at a price, which anybody may execute.
//!
//! 1. A holder signs an [`Order`] away from the chain: what to trade, from which price on, until
//!    when, and what the executor's recipient earns. Nothing is locked.
//! 2. A *relayer* brings signed orders to the chain when their price is reached. Whether an order
//!    may be executed is decided here, never by the relayer (`check`).
//! 3. One by one ([`Pallet::execute_orders`]): each order is a trade with the pool of its own, and
//!    one that fails leaves the others alone.
//! 4. As a batch ([`Pallet::execute_batched_orders`]): buyers and sellers of one subnet meet at
//!    the spot price, only the difference goes to the pool, and all share the outcome (`batch`,
//!    with the arithmetic in [`settlement`]).
//! 5. The chain remembers what became of an order under its id, the BLAKE2b-256 hash of what was
//!    signed, so that each is executed once. Its signer can cancel it before.
//!
//! In a batch the goods pass through an account and a hotkey of the pallet. All rounding is down,
//! so what remains there is dust that nobody is owed.
//!
//! The pallet trades through [`OrderSwap`], which the runtime connects to the stake of the main
//! pallet.

#![cfg_attr(not(feature = "std"), no_std)]
#![allow(
    missing_debug_implementations,
    reason = "FRAME makes the types of storage and genesis"
)]

extern crate alloc;

mod batch;
mod check;
mod execute;
pub mod settlement;
mod swap;
pub mod weights;

#[cfg(test)]
mod tests;

pub use pallet::*;
pub use swap::{OrderSwap, Position};

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{BoundedVec, traits::ConstU32};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::Perbill;
use taonet_primitives::{MultiSignature, NetUid};

/// Most relayers that an order may name.
pub type MaxRelayers = ConstU32<10>;

/// What an order waits for.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum OrderType {
    /// Buy once the price is at the limit or below.
    LimitBuy,
    /// Sell once the price is at the limit or above.
    TakeProfit,
    /// Sell once the price is at the limit or below.
    StopLoss,
}

impl OrderType {
    /// Whether the signer buys or sells alpha.
    pub const fn side(self) -> OrderSide {
        match self {
            Self::LimitBuy => OrderSide::Buy,
            Self::TakeProfit | Self::StopLoss => OrderSide::Sell,
        }
    }
}

/// A direction of trade.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum OrderSide {
    /// TAO for alpha.
    Buy,
    /// Alpha for TAO.
    Sell,
}

/// What its signer wants.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Order<AccountId> {
    /// The coldkey that trades.
    pub signer: AccountId,
    /// The hotkey that the alpha is staked on.
    pub hotkey: AccountId,
    /// The subnet of the alpha.
    pub netuid: NetUid,
    /// What the order waits for.
    pub order_type: OrderType,
    /// What is put in, in rao: TAO of a purchase, alpha of a sale.
    pub amount: u64,
    /// The price waited for, in rao of TAO for a whole alpha.
    pub limit_price: u64,
    /// Last moment of validity, in milliseconds since the Unix epoch.
    pub expiry: u64,
    /// Part of the TAO side that goes to `fee_recipient`.
    pub fee_rate: Perbill,
    /// Who gets the fee.
    pub fee_recipient: AccountId,
    /// Who may execute the order; anybody when absent.
    pub relayer: Option<BoundedVec<AccountId, MaxRelayers>>,
    /// How far beyond the limit the trade may move the price; any distance when absent.
    pub max_slippage: Option<Perbill>,
    /// The chain that the order is for.
    pub chain_id: u64,
    /// Whether a relayer may execute a part.
    pub partial_fills_enabled: bool,
}

/// An order with the version of its encoding: this is what is signed.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum VersionedOrder<AccountId> {
    /// The first version.
    V1(Order<AccountId>),
}

impl<AccountId: Encode> VersionedOrder<AccountId> {
    /// Under which the chain remembers the order: the BLAKE2b-256 hash of its encoding.
    pub fn id(&self) -> H256 {
        self.using_encoded(sp_io::hashing::blake2_256).into()
    }

    /// The order itself.
    pub const fn order(&self) -> &Order<AccountId> {
        let Self::V1(order) = self;
        order
    }
}

/// An order as a relayer brings it.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct SignedOrder<AccountId> {
    /// What was signed.
    pub order: VersionedOrder<AccountId>,
    /// The signer's sr25519 signature over the encoded `order`.
    pub signature: MultiSignature,
    /// How much of the amount to execute now; all of it when absent.
    pub partial_fill: Option<u64>,
}

/// What became of an order.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum OrderStatus {
    /// Executed wholly.
    Fulfilled,
    /// Executed up to this part of its amount.
    PartiallyFilled(u64),
    /// Withdrawn by its signer.
    Cancelled,
}

/// The pallet.
#[allow(clippy::expect_used, reason = "FRAME's macros write them")]
#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use frame_support::{DefaultNoBound, PalletId, pallet_prelude::*, traits::Time};
    use frame_system::pallet_prelude::*;
    use sp_runtime::AccountId32;

    /// Name of the step that gave the pallet its hotkey on chains older than the pallet.
    const HOTKEY_MIGRATION: &[u8] = b"register_pallet_hotkey";

    /// The pallet.
    #[pallet::pallet]
    pub struct Pallet<T>(_);

    /// What the runtime chooses. Accounts are public keys, because orders are signed by them.
    #[pallet::config]
    pub trait Config: frame_system::Config<AccountId = AccountId32> {
        /// Where orders trade.
        type Swap: OrderSwap<Self::AccountId>;
        /// Milliseconds since the Unix epoch.
        type Clock: Time<Moment = u64>;
        /// The number of this chain that orders have to name.
        type ChainId: Get<u64>;
        /// Most orders in one call.
        #[pallet::constant]
        type MaxOrdersPerBatch: Get<u32>;
        /// Source of the account that goods of a batch pass through.
        #[pallet::constant]
        type PalletId: Get<PalletId>;
        /// The hotkey that alpha of a batch passes through.
        #[pallet::constant]
        type PalletHotkey: Get<Self::AccountId>;
    }

    /// What became of each order.
    #[pallet::storage]
    pub type Orders<T: Config> = StorageMap<_, Blake2_128Concat, H256, OrderStatus, OptionQuery>;

    /// Whether orders are executed.
    #[pallet::storage]
    pub type LimitOrdersEnabled<T: Config> = StorageValue<_, bool, ValueQuery>;

    /// Steps of upgrades that were made.
    #[pallet::storage]
    pub type HasMigrationRun<T: Config> =
        StorageMap<_, Identity, BoundedVec<u8, ConstU32<128>>, bool, ValueQuery>;

    /// The pallet starts switched on.
    #[pallet::genesis_config]
    #[derive(DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        #[serde(skip)]
        _marker: core::marker::PhantomData<T>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            LimitOrdersEnabled::<T>::put(Pallet::<T>::claim_hotkey().is_ok());
        }
    }

    /// What happened.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// An order traded.
        OrderExecuted {
            /// The order.
            order_id: H256,
            /// Who traded.
            signer: T::AccountId,
            /// The subnet.
            netuid: NetUid,
            /// Kind of order.
            order_type: OrderType,
            /// What the signer put in, in rao. Of a purchase: without the fee when executed alone,
            /// with it in a batch.
            amount_in: u64,
            /// What the signer got, in rao, fee deducted.
            amount_out: u64,
        },
        /// An order did not trade; the others went on.
        OrderSkipped {
            /// The order.
            order_id: H256,
            /// Why.
            reason: DispatchError,
        },
        /// A signer withdrew an order.
        OrderCancelled {
            /// The order.
            order_id: H256,
            /// Whose.
            signer: T::AccountId,
        },
        /// A batch traded.
        GroupExecutionSummary {
            /// The subnet.
            netuid: NetUid,
            /// The side that had more.
            net_side: OrderSide,
            /// What went to the pool, in rao: TAO when buyers had more, otherwise alpha.
            net_amount: u64,
            /// What the pool gave for it, in rao.
            actual_out: u64,
            /// Number of orders.
            executed_count: u32,
        },
        /// The pallet was switched.
        LimitOrdersPalletStatusChanged {
            /// Whether it is on.
            enabled: bool,
        },
    }

    /// Why a call was refused. Trades fail with errors of the main pallet.
    #[pallet::error]
    pub enum Error<T> {
        /// Not signed by the signer's sr25519 key.
        InvalidSignature,
        /// Executed before, or known already.
        OrderAlreadyProcessed,
        /// Withdrawn by its signer.
        OrderCancelled,
        /// Too late.
        OrderExpired,
        /// The price is not there.
        PriceConditionNotMet,
        /// Only the signer may do this.
        Unauthorized,
        /// The pool gave nothing.
        SwapReturnedZero,
        /// Root has no alpha.
        RootNetUidNotAllowed,
        /// The order is for another subnet than the batch.
        OrderNetUidMismatch,
        /// The pallet is switched off.
        LimitOrdersDisabled,
        /// The order names relayers, and the caller is none of them.
        RelayerMissMatch,
        /// The order is to be executed wholly.
        PartialFillsNotEnabled,
        /// Nothing, or more than is left of the order.
        IncorrectPartialFillAmount,
        /// Only orders that name relayers are executed in parts.
        RelayerRequiredForPartialFill,
        /// The order is for another chain.
        ChainIdMismatch,
        /// The pallet's hotkey has no owner.
        PalletHotkeyNotRegistered,
        /// Amounts add up to more than can be counted.
        ArithmeticOverflow,
        /// An order is in the batch twice.
        DuplicateOrderInBatch,
        /// An order's share of the outcome is nothing.
        ZeroShareInBatch,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn on_runtime_upgrade() -> Weight {
            let step = BoundedVec::truncate_from(HOTKEY_MIGRATION.to_vec());
            if HasMigrationRun::<T>::get(&step) {
                return T::DbWeight::get().reads(1);
            }
            if Self::claim_hotkey().is_ok() {
                HasMigrationRun::<T>::insert(step, true);
            }
            T::DbWeight::get().reads_writes(4, 4)
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Executes orders one by one. With `should_fail` the first failure undoes all of them,
        /// otherwise a failed order is skipped.
        ///
        /// # Errors
        /// `LimitOrdersDisabled`; with `should_fail` those of the first order that fails.
        #[pallet::call_index(0)]
        #[pallet::weight(weights::execute_orders(orders.len()))]
        pub fn execute_orders(
            origin: OriginFor<T>,
            orders: BoundedVec<SignedOrder<T::AccountId>, T::MaxOrdersPerBatch>,
            should_fail: bool,
        ) -> DispatchResult {
            let relayer = ensure_signed(origin)?;
            Self::do_execute_orders(&relayer, &orders, should_fail)
        }

        /// Executes orders of one subnet together, at one price.
        ///
        /// # Errors
        /// `LimitOrdersDisabled`, `RootNetUidNotAllowed`, `OrderNetUidMismatch`,
        /// `DuplicateOrderInBatch`, whatever makes one of the orders invalid, `SwapReturnedZero`,
        /// `ZeroShareInBatch`, `ArithmeticOverflow`, and those of moving funds.
        #[pallet::call_index(1)]
        #[pallet::weight(weights::execute_batched_orders(orders.len()))]
        pub fn execute_batched_orders(
            origin: OriginFor<T>,
            netuid: NetUid,
            orders: BoundedVec<SignedOrder<T::AccountId>, T::MaxOrdersPerBatch>,
        ) -> DispatchResult {
            let relayer = ensure_signed(origin)?;
            Self::do_execute_batched_orders(&relayer, netuid, &orders)
        }

        /// Withdraws an order that was not executed yet.
        ///
        /// # Errors
        /// `Unauthorized`, `OrderAlreadyProcessed`.
        #[pallet::call_index(2)]
        #[pallet::weight(weights::cancel_order())]
        pub fn cancel_order(
            origin: OriginFor<T>,
            order: VersionedOrder<T::AccountId>,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_cancel_order(who, &order)
        }

        /// Switches the pallet on or off.
        ///
        /// # Errors
        /// `PalletHotkeyNotRegistered` when switching on.
        #[pallet::call_index(3)]
        #[pallet::weight(weights::set_pallet_status())]
        pub fn set_pallet_status(origin: OriginFor<T>, enabled: bool) -> DispatchResult {
            ensure_root(origin)?;
            ensure!(
                !enabled || T::Swap::is_registered(&T::PalletHotkey::get()),
                Error::<T>::PalletHotkeyNotRegistered
            );
            LimitOrdersEnabled::<T>::put(enabled);
            Self::deposit_event(Event::LimitOrdersPalletStatusChanged { enabled });
            Ok(())
        }
    }
}
