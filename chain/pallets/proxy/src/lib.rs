//! Accounts that act for others, within the limits of a proxy type.
//!
//! 1. A **relation** lets a delegate act for a real account. It has a type, which says which calls
//!    it is good for, and a delay in blocks. Relations cost the real account a deposit
//!    ([`Proxies`], `relations`).
//! 2. Without a delay, the delegate wraps a call in [`Call::proxy`]. It is dispatched as if the
//!    real account had signed it, under the filter of the type (`acting`). When it fails, the
//!    wrapping call succeeds all the same: the result is in [`Event::ProxyExecuted`].
//! 3. With a delay, the delegate first announces the hash of the call, for a deposit of its own
//!    ([`Announcements`], `announcements`). The real account can reject it while the delay runs;
//!    later anybody can have the call dispatched with [`Call::proxy_announced`].
//! 4. A **pure** account has no key at all: it is made by [`Call::create_pure`] and lives through
//!    its delegates only (`pure`).
//! 5. A real account may agree to pay the fees of what a delegate does for it ([`RealPaysFee`]);
//!    the runtime asks when it charges.
//!
//! What the types are and which calls each allows is the runtime's affair ([`Config::ProxyType`]).
//! A delegate cannot widen its power: through a proxied call it adds and removes only relations of
//! types that its own type includes, and only the default type may remove all.

#![cfg_attr(not(feature = "std"), no_std)]
#![allow(
    missing_debug_implementations,
    reason = "FRAME makes the types of storage and genesis"
)]

extern crate alloc;

mod acting;
mod announcements;
mod check;
mod deposits;
mod pure;
mod relations;
mod types;

pub mod call_weights;

#[cfg(test)]
mod tests;

pub use pallet::*;
pub use types::*;

/// The pallet.
#[allow(clippy::expect_used, reason = "FRAME's macros write them")]
#[frame_support::pallet]
pub mod pallet {
    use crate::{call_weights, types::*};
    use alloc::boxed::Box;
    use frame_support::{
        dispatch::{DispatchClass, GetDispatchInfo, PostDispatchInfo},
        pallet_prelude::*,
        traits::{InstanceFilter, IsSubType, IsType, ReservableCurrency},
    };
    use frame_system::pallet_prelude::*;
    use sp_runtime::traits::{Dispatchable, StaticLookup};
    use taonet_primitives::TaoBalance;

    /// The pallet.
    #[pallet::pallet]
    pub struct Pallet<T>(_);

    /// What the runtime chooses.
    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// The calls that can be wrapped.
        type RuntimeCall: Parameter
            + Dispatchable<RuntimeOrigin = Self::RuntimeOrigin, PostInfo = PostDispatchInfo>
            + GetDispatchInfo
            + From<frame_system::Call<Self>>
            + IsSubType<Call<Self>>
            + IsType<<Self as frame_system::Config>::RuntimeCall>;
        /// What deposits are taken in.
        type Currency: ReservableCurrency<Self::AccountId, Balance = TaoBalance>;
        /// What a relation is good for. The default must be the most permissive type.
        type ProxyType: Parameter
            + Member
            + Ord
            + InstanceFilter<<Self as Config>::RuntimeCall>
            + Default
            + MaxEncodedLen;
        /// Deposit in rao of an account with any relation.
        #[pallet::constant]
        type ProxyDepositBase: Get<TaoBalance>;
        /// Deposit in rao of each relation.
        #[pallet::constant]
        type ProxyDepositFactor: Get<TaoBalance>;
        /// Most relations of an account.
        #[pallet::constant]
        type MaxProxies: Get<u32>;
        /// Most pending announcements of a delegate.
        #[pallet::constant]
        type MaxPending: Get<u32>;
        /// Deposit in rao of a delegate with any announcement.
        #[pallet::constant]
        type AnnouncementDepositBase: Get<TaoBalance>;
        /// Deposit in rao of each announcement.
        #[pallet::constant]
        type AnnouncementDepositFactor: Get<TaoBalance>;
    }

    /// Who may act for an account, in ascending order, and the deposit for it in rao.
    #[pallet::storage]
    pub type Proxies<T: Config> =
        StorageMap<_, Twox64Concat, T::AccountId, (Relations<T>, TaoBalance), ValueQuery>;

    /// What a delegate has announced, oldest first, and the deposit for it in rao.
    #[pallet::storage]
    pub type Announcements<T: Config> =
        StorageMap<_, Twox64Concat, T::AccountId, (PendingCalls<T>, TaoBalance), ValueQuery>;

    /// How the last call that was dispatched for a real account in this block ended.
    #[pallet::storage]
    pub type LastCallResult<T: Config> =
        StorageMap<_, Twox64Concat, T::AccountId, DispatchResult, OptionQuery>;

    /// Real accounts that pay the fees of a delegate: real, delegate.
    #[pallet::storage]
    pub type RealPaysFee<T: Config> = StorageDoubleMap<
        _,
        Twox64Concat,
        T::AccountId,
        Twox64Concat,
        T::AccountId,
        (),
        OptionQuery,
    >;

    /// What happened. The order is wire data.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A call was dispatched for a real account.
        ProxyExecuted {
            /// How it ended.
            result: DispatchResult,
        },
        /// An account without a key was made.
        PureCreated {
            /// The new account.
            pure: T::AccountId,
            /// Its first delegate.
            who: T::AccountId,
            /// The type of the relation.
            proxy_type: T::ProxyType,
            /// Tells apart accounts made by the same extrinsic.
            disambiguation_index: u16,
        },
        /// An account without a key gave up its relations; nobody can use it any more.
        PureKilled {
            /// The account.
            pure: T::AccountId,
            /// Who had made it and got the deposit back.
            spawner: T::AccountId,
            /// The type it was made with.
            proxy_type: T::ProxyType,
            /// The index it was made with.
            disambiguation_index: u16,
        },
        /// A delegate announced a call.
        Announced {
            /// For whom.
            real: T::AccountId,
            /// The delegate.
            proxy: T::AccountId,
            /// Hash of the call.
            call_hash: T::Hash,
        },
        /// A relation was made.
        ProxyAdded {
            /// For whom.
            delegator: T::AccountId,
            /// Who may act.
            delegatee: T::AccountId,
            /// What it is good for.
            proxy_type: T::ProxyType,
            /// Blocks between announcement and dispatch.
            delay: BlockNumberFor<T>,
        },
        /// A relation ended.
        ProxyRemoved {
            /// For whom.
            delegator: T::AccountId,
            /// Who might act.
            delegatee: T::AccountId,
            /// What it was good for.
            proxy_type: T::ProxyType,
            /// Blocks between announcement and dispatch.
            delay: BlockNumberFor<T>,
        },
        /// A deposit was adapted to the present prices.
        DepositPoked {
            /// Whose.
            who: T::AccountId,
            /// What for.
            kind: DepositKind,
            /// Before, in rao.
            old_deposit: TaoBalance,
            /// After, in rao.
            new_deposit: TaoBalance,
        },
        /// An account began or ceased to pay the fees of a delegate.
        RealPaysFeeSet {
            /// Who pays.
            real: T::AccountId,
            /// For whom.
            delegate: T::AccountId,
            /// Whether it pays from now on.
            pays_fee: bool,
        },
    }

    /// Why a call fails. The order is wire data.
    #[pallet::error]
    pub enum Error<T> {
        /// The account has as many relations, or the delegate as many announcements, as allowed;
        /// remove one first.
        TooMany,
        /// There is no such relation or announcement.
        NotFound,
        /// The sender is no delegate of the real account, or not of the type asked for.
        NotProxy,
        /// The type of the relation does not allow the call.
        Unproxyable,
        /// The relation or the pure account exists already.
        Duplicate,
        /// The sender is not the pure account that these arguments describe.
        NoPermission,
        /// The relation has a delay, and the call was not announced or not long enough ago.
        Unannounced,
        /// Nobody can be a delegate of himself.
        NoSelfProxy,
        /// The deposit of the announcements could not be computed.
        AnnouncementDepositInvariantViolated,
        /// The account of a pure proxy could not be derived.
        InvalidDerivedAccountId,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        /// The results are news for the rest of the block only.
        fn on_finalize(_: BlockNumberFor<T>) {
            let _ = LastCallResult::<T>::clear(u32::MAX, None);
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Dispatches `call` for `real`. The sender is a delegate of it without a delay, of the
        /// type `force_proxy_type` if one is given. Free when the call is free.
        #[pallet::call_index(0)]
        #[pallet::weight({
            let inner = call.get_dispatch_info();
            let own = call_weights::proxy(T::MaxProxies::get());
            (own.saturating_add(inner.call_weight), DispatchClass::Normal, inner.pays_fee)
        })]
        pub fn proxy(
            origin: OriginFor<T>,
            real: AccountIdLookupOf<T>,
            force_proxy_type: Option<T::ProxyType>,
            call: Box<<T as Config>::RuntimeCall>,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let real = T::Lookup::lookup(real)?;
            Self::do_proxy(&who, real, force_proxy_type, *call)
        }

        /// Lets `delegate` act for the sender.
        #[pallet::call_index(1)]
        #[pallet::weight(call_weights::add_proxy(T::MaxProxies::get()))]
        pub fn add_proxy(
            origin: OriginFor<T>,
            delegate: AccountIdLookupOf<T>,
            proxy_type: T::ProxyType,
            delay: BlockNumberFor<T>,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let delegate = T::Lookup::lookup(delegate)?;
            Self::add_proxy_delegate(&who, delegate, proxy_type, delay)
        }

        /// Ends one relation of the sender.
        #[pallet::call_index(2)]
        #[pallet::weight(call_weights::remove_proxy(T::MaxProxies::get()))]
        pub fn remove_proxy(
            origin: OriginFor<T>,
            delegate: AccountIdLookupOf<T>,
            proxy_type: T::ProxyType,
            delay: BlockNumberFor<T>,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let delegate = T::Lookup::lookup(delegate)?;
            Self::remove_proxy_delegate(&who, delegate, proxy_type, delay)
        }

        /// Ends all relations of the sender. A pure account that does so is lost.
        #[pallet::call_index(3)]
        #[pallet::weight(call_weights::remove_proxies(T::MaxProxies::get()))]
        pub fn remove_proxies(origin: OriginFor<T>) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::remove_all_proxy_delegates(&who);
            Ok(())
        }

        /// Makes an account without a key, with the sender as its first delegate.
        #[pallet::call_index(4)]
        #[pallet::weight(call_weights::create_pure(T::MaxProxies::get()))]
        pub fn create_pure(
            origin: OriginFor<T>,
            proxy_type: T::ProxyType,
            delay: BlockNumberFor<T>,
            index: u16,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_create_pure(who, proxy_type, delay, index)
        }

        /// Gives up the pure account that sends this. What it holds is lost.
        #[pallet::call_index(5)]
        #[pallet::weight(call_weights::kill_pure(T::MaxProxies::get()))]
        pub fn kill_pure(
            origin: OriginFor<T>,
            spawner: AccountIdLookupOf<T>,
            proxy_type: T::ProxyType,
            index: u16,
            #[pallet::compact] height: BlockNumberFor<T>,
            #[pallet::compact] ext_index: u32,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let spawner = T::Lookup::lookup(spawner)?;
            Self::do_kill_pure(who, spawner, proxy_type, index, (height, ext_index))
        }

        /// Announces that the sender will have the call with this hash dispatched for `real`.
        #[pallet::call_index(6)]
        #[pallet::weight(call_weights::announce(T::MaxPending::get(), T::MaxProxies::get()))]
        pub fn announce(
            origin: OriginFor<T>,
            real: AccountIdLookupOf<T>,
            call_hash: T::Hash,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let real = T::Lookup::lookup(real)?;
            Self::do_announce(who, real, call_hash)
        }

        /// Takes back announcements of the sender.
        #[pallet::call_index(7)]
        #[pallet::weight(call_weights::remove_announcement(
            T::MaxPending::get(),
            T::MaxProxies::get()
        ))]
        pub fn remove_announcement(
            origin: OriginFor<T>,
            real: AccountIdLookupOf<T>,
            call_hash: T::Hash,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let real = T::Lookup::lookup(real)?;
            Self::withdraw_announcements(&who, |pending| pending.is(&real, &call_hash))
        }

        /// Rejects what `delegate` announced for the sender.
        #[pallet::call_index(8)]
        #[pallet::weight(call_weights::reject_announcement(
            T::MaxPending::get(),
            T::MaxProxies::get()
        ))]
        pub fn reject_announcement(
            origin: OriginFor<T>,
            delegate: AccountIdLookupOf<T>,
            call_hash: T::Hash,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let delegate = T::Lookup::lookup(delegate)?;
            Self::withdraw_announcements(&delegate, |pending| pending.is(&who, &call_hash))
        }

        /// Dispatches a call that `delegate` announced for `real` long enough ago. Anybody may
        /// send this.
        #[pallet::call_index(9)]
        #[pallet::weight({
            let inner = call.get_dispatch_info();
            let own = call_weights::proxy_announced(T::MaxPending::get(), T::MaxProxies::get());
            (own.saturating_add(inner.call_weight), DispatchClass::Normal)
        })]
        pub fn proxy_announced(
            origin: OriginFor<T>,
            delegate: AccountIdLookupOf<T>,
            real: AccountIdLookupOf<T>,
            force_proxy_type: Option<T::ProxyType>,
            call: Box<<T as Config>::RuntimeCall>,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            let delegate = T::Lookup::lookup(delegate)?;
            let real = T::Lookup::lookup(real)?;
            Self::do_proxy_announced(&delegate, real, force_proxy_type, *call)
        }

        /// Adapts the sender's deposits to the present prices. Free when one of them changes.
        #[pallet::call_index(10)]
        #[pallet::weight(call_weights::poke_deposit())]
        pub fn poke_deposit(origin: OriginFor<T>) -> DispatchResultWithPostInfo {
            let who = ensure_signed(origin)?;
            let changed = Self::do_poke_deposit(&who)?;
            Ok(if changed { Pays::No } else { Pays::Yes }.into())
        }

        /// Says whether the sender pays the fees of what `delegate` does for it.
        #[pallet::call_index(11)]
        #[pallet::weight(call_weights::set_real_pays_fee(T::MaxProxies::get()))]
        pub fn set_real_pays_fee(
            origin: OriginFor<T>,
            delegate: AccountIdLookupOf<T>,
            pays_fee: bool,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let delegate = T::Lookup::lookup(delegate)?;
            Self::do_set_real_pays_fee(who, delegate, pays_fee)
        }
    }
}
