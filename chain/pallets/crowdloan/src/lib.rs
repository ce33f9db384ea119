//! Raising TAO together for a call or an account.
//!
//! 1. A creator opens a crowdloan with a deposit, a cap, an end and one of two purposes: a call
//!    that is dispatched in his name, or an account that gets the money (`opening`).
//! 2. Until the end anybody contributes; the money lies in an account of its own that nobody has
//!    a key to. Contributors may take it back at any time before the crowdloan is finalised, the
//!    creator all but the deposit (`contributions`).
//! 3. When the cap is reached the creator finalises it. While the call runs, the pallet it
//!    addresses finds the crowdloan through [`taonet_primitives::CrowdloanSource`] and moves the
//!    money; a call that leaves the money where it is fails (`ending`).
//! 4. A crowdloan that comes to nothing is paid back by the creator, some contributors per call,
//!    and dissolved (`ending`).
//! 5. Meanwhile the creator may change the terms (`terms`).
//!
//! Transfers may empty accounts. What is raised always equals the sum of the contributions, and
//! until the money is used it is in the account of the crowdloan: [`Pallet::check_state`].

#![cfg_attr(not(feature = "std"), no_std)]
#![allow(
    missing_debug_implementations,
    reason = "FRAME makes the types of storage and genesis"
)]

extern crate alloc;

mod contributions;
mod ending;
mod opening;
mod source;
mod terms;
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
        PalletId,
        dispatch::{GetDispatchInfo, PostDispatchInfo},
        pallet_prelude::*,
        traits::{QueryPreimage, StorePreimage, fungible},
    };
    use frame_system::pallet_prelude::*;
    use sp_runtime::traits::Dispatchable;
    use taonet_primitives::TaoBalance;

    /// The pallet.
    #[pallet::pallet]
    pub struct Pallet<T>(_);

    /// What the runtime chooses.
    #[pallet::config]
    pub trait Config: frame_system::Config {
        /// The calls that a crowdloan can pay for.
        type RuntimeCall: Parameter
            + Dispatchable<RuntimeOrigin = Self::RuntimeOrigin, PostInfo = PostDispatchInfo>
            + GetDispatchInfo
            + From<frame_system::Call<Self>>;
        /// What is raised.
        type Currency: fungible::Mutate<Self::AccountId, Balance = TaoBalance>;
        /// Where long calls are kept.
        type Preimages: QueryPreimage<H = Self::Hashing> + StorePreimage;
        /// Identifier from which the accounts of the crowdloans are derived.
        #[pallet::constant]
        type PalletId: Get<PalletId>;
        /// Least deposit of a creator in rao.
        #[pallet::constant]
        type MinimumDeposit: Get<TaoBalance>;
        /// Least that a creator may ask as the least contribution, in rao.
        #[pallet::constant]
        type AbsoluteMinimumContribution: Get<TaoBalance>;
        /// Least duration in blocks.
        #[pallet::constant]
        type MinimumBlockDuration: Get<BlockNumberFor<Self>>;
        /// Greatest duration in blocks.
        #[pallet::constant]
        type MaximumBlockDuration: Get<BlockNumberFor<Self>>;
        /// Most contributors that one refund pays back.
        #[pallet::constant]
        type RefundContributorsLimit: Get<u32>;
        /// Most contributors of a crowdloan, the creator included: [`MAX_CONTRIBUTORS`], which
        /// the pallets that spend the money count on.
        #[pallet::constant]
        type MaxContributors: Get<u32>;
    }

    /// The crowdloans.
    #[pallet::storage]
    pub type Crowdloans<T: Config> =
        StorageMap<_, Twox64Concat, CrowdloanId, CrowdloanInfoOf<T>, OptionQuery>;

    /// Number of the next crowdloan.
    #[pallet::storage]
    pub type NextCrowdloanId<T: Config> = StorageValue<_, CrowdloanId, ValueQuery>;

    /// What an account has in a crowdloan, in rao.
    #[pallet::storage]
    pub type Contributions<T: Config> = StorageDoubleMap<
        _,
        Twox64Concat,
        CrowdloanId,
        Identity,
        T::AccountId,
        TaoBalance,
        OptionQuery,
    >;

    /// Most that one account may have in a crowdloan, in rao.
    #[pallet::storage]
    pub type MaxContributions<T: Config> =
        StorageMap<_, Twox64Concat, CrowdloanId, TaoBalance, OptionQuery>;

    /// The crowdloan whose call is running.
    #[pallet::storage]
    pub type CurrentCrowdloanId<T: Config> = StorageValue<_, CrowdloanId, OptionQuery>;

    /// One-off upgrades that have run, by name.
    #[pallet::storage]
    pub type HasMigrationRun<T: Config> =
        StorageMap<_, Identity, BoundedVec<u8, ConstU32<128>>, bool, ValueQuery>;

    /// What happened. The order is wire data.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A crowdloan was opened.
        Created {
            /// Its number.
            crowdloan_id: CrowdloanId,
            /// Who opened it.
            creator: T::AccountId,
            /// First block without contributions.
            end: BlockNumberFor<T>,
            /// What is to be raised, in rao.
            cap: TaoBalance,
        },
        /// Somebody contributed.
        Contributed {
            /// To which crowdloan.
            crowdloan_id: CrowdloanId,
            /// Who.
            contributor: T::AccountId,
            /// What was accepted, in rao.
            amount: TaoBalance,
        },
        /// Somebody took a contribution back.
        Withdrew {
            /// From which crowdloan.
            crowdloan_id: CrowdloanId,
            /// Who.
            contributor: T::AccountId,
            /// How much, in rao.
            amount: TaoBalance,
        },
        /// Some contributors were paid back; others wait for the next refund.
        PartiallyRefunded {
            /// The crowdloan.
            crowdloan_id: CrowdloanId,
        },
        /// All contributors but the creator were paid back.
        AllRefunded {
            /// The crowdloan.
            crowdloan_id: CrowdloanId,
        },
        /// The money went where it was meant to go.
        Finalized {
            /// The crowdloan.
            crowdloan_id: CrowdloanId,
        },
        /// A crowdloan was removed.
        Dissolved {
            /// The crowdloan.
            crowdloan_id: CrowdloanId,
        },
        /// The least contribution was changed.
        MinContributionUpdated {
            /// The crowdloan.
            crowdloan_id: CrowdloanId,
            /// The least contribution in rao.
            new_min_contribution: TaoBalance,
        },
        /// The end was moved.
        EndUpdated {
            /// The crowdloan.
            crowdloan_id: CrowdloanId,
            /// First block without contributions.
            new_end: BlockNumberFor<T>,
        },
        /// The cap was changed.
        CapUpdated {
            /// The crowdloan.
            crowdloan_id: CrowdloanId,
            /// What is to be raised, in rao.
            new_cap: TaoBalance,
        },
        /// The most that one account may contribute was changed.
        MaxContributionUpdated {
            /// The crowdloan.
            crowdloan_id: CrowdloanId,
            /// In rao; none is no limit.
            new_max_contribution: Option<TaoBalance>,
        },
    }

    /// Why a call fails. The order is wire data.
    #[pallet::error]
    pub enum Error<T> {
        /// The deposit is below `MinimumDeposit`.
        DepositTooLow,
        /// The cap must be above the deposit, and not below what is raised already.
        CapTooLow,
        /// The least contribution is below `AbsoluteMinimumContribution`.
        MinimumContributionTooLow,
        /// The end must lie in the future.
        CannotEndInPast,
        /// The end is less than `MinimumBlockDuration` away.
        BlockDurationTooShort,
        /// The end is more than `MaximumBlockDuration` away.
        BlockDurationTooLong,
        /// The account does not hold that much.
        InsufficientBalance,
        /// A counter is at its end.
        Overflow,
        /// There is no such crowdloan, or none is being finalised.
        InvalidCrowdloanId,
        /// The cap is reached; nothing more is accepted.
        CapRaised,
        /// The crowdloan has ended; nothing more is accepted.
        ContributionPeriodEnded,
        /// The contribution is below the least one.
        ContributionTooLow,
        /// Only the creator may do this.
        InvalidOrigin,
        /// The crowdloan is finalised.
        AlreadyFinalized,
        /// A crowdloan is being finalised; what its call does must not change crowdloans.
        AlreadyFinalizing,
        /// The crowdloan has not ended. Nothing fails with it.
        ContributionPeriodNotEnded,
        /// The account has no contribution.
        NoContribution,
        /// The cap is not reached yet.
        CapNotRaised,
        /// The books do not add up.
        Underflow,
        /// The call is not among the preimages.
        CallUnavailable,
        /// Others still have contributions; refund them first.
        NotReadyToDissolve,
        /// The creator's deposit stays until the crowdloan is dissolved.
        DepositCannotBeWithdrawn,
        /// The crowdloan has as many contributors as allowed.
        MaxContributorsReached,
        /// A crowdloan has either a call or a target account.
        InvalidFinalizationConfig,
        /// The account has contributed as much as one account may.
        MaxContributionReached,
        /// The limit is below the least contribution, or below what the creator has contributed.
        MaximumContributionTooLow,
        /// The least contribution is above the limit per account.
        MinimumContributionTooHigh,
        /// The call did not take what was raised, which would lie there for ever.
        FundsNotSettled,
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Opens a crowdloan of the sender, who contributes `deposit`. Either `call` is dispatched
        /// in his name in the end, or `target_address` gets what was raised.
        #[pallet::call_index(0)]
        #[pallet::weight({
            let inner = call.as_ref().map(|call| call.get_dispatch_info().call_weight);
            call_weights::create().saturating_add(inner.unwrap_or_default())
        })]
        pub fn create(
            origin: OriginFor<T>,
            #[pallet::compact] deposit: TaoBalance,
            #[pallet::compact] min_contribution: TaoBalance,
            #[pallet::compact] cap: TaoBalance,
            #[pallet::compact] end: BlockNumberFor<T>,
            call: Option<Box<<T as Config>::RuntimeCall>>,
            target_address: Option<T::AccountId>,
        ) -> DispatchResult {
            let creator = ensure_signed(origin)?;
            let terms = Terms {
                deposit,
                min_contribution,
                cap,
                end,
            };
            Self::do_create(creator, terms, call.map(|call| *call), target_address)
        }

        /// Contributes `amount` rao, or what of it is still wanted.
        #[pallet::call_index(1)]
        #[pallet::weight(call_weights::contribute())]
        pub fn contribute(
            origin: OriginFor<T>,
            #[pallet::compact] crowdloan_id: CrowdloanId,
            #[pallet::compact] amount: TaoBalance,
        ) -> DispatchResult {
            let contributor = ensure_signed(origin)?;
            Self::do_contribute(contributor, crowdloan_id, amount)
        }

        /// Takes the sender's contribution back; of the creator's, what exceeds the deposit.
        #[pallet::call_index(2)]
        #[pallet::weight(call_weights::withdraw())]
        pub fn withdraw(
            origin: OriginFor<T>,
            #[pallet::compact] crowdloan_id: CrowdloanId,
        ) -> DispatchResult {
            let contributor = ensure_signed(origin)?;
            Self::do_withdraw(contributor, crowdloan_id)
        }

        /// Dispatches the call, or pays the target, of a crowdloan of the sender that has reached
        /// its cap.
        #[pallet::call_index(3)]
        #[pallet::weight(call_weights::finalize())]
        pub fn finalize(
            origin: OriginFor<T>,
            #[pallet::compact] crowdloan_id: CrowdloanId,
        ) -> DispatchResult {
            let creator = ensure_signed(origin)?;
            Self::do_finalize(&creator, crowdloan_id)
        }

        /// Pays back up to `RefundContributorsLimit` contributors of the sender's crowdloan.
        #[pallet::call_index(4)]
        #[pallet::weight(call_weights::refund(T::RefundContributorsLimit::get()))]
        pub fn refund(
            origin: OriginFor<T>,
            #[pallet::compact] crowdloan_id: CrowdloanId,
        ) -> DispatchResultWithPostInfo {
            let creator = ensure_signed(origin)?;
            let refunded = Self::do_refund(&creator, crowdloan_id)?;
            Ok(Some(call_weights::refund(refunded)).into())
        }

        /// Removes a crowdloan of the sender in which nobody else has a contribution, and pays
        /// back his own.
        #[pallet::call_index(5)]
        #[pallet::weight(call_weights::dissolve())]
        pub fn dissolve(
            origin: OriginFor<T>,
            #[pallet::compact] crowdloan_id: CrowdloanId,
        ) -> DispatchResult {
            let creator = ensure_signed(origin)?;
            Self::do_dissolve(&creator, crowdloan_id)
        }

        /// Changes the least contribution, in rao.
        #[pallet::call_index(6)]
        #[pallet::weight(call_weights::update_min_contribution())]
        pub fn update_min_contribution(
            origin: OriginFor<T>,
            #[pallet::compact] crowdloan_id: CrowdloanId,
            #[pallet::compact] new_min_contribution: TaoBalance,
        ) -> DispatchResult {
            let creator = ensure_signed(origin)?;
            Self::do_update_min_contribution(&creator, crowdloan_id, new_min_contribution)
        }

        /// Moves the end.
        #[pallet::call_index(7)]
        #[pallet::weight(call_weights::update_end())]
        pub fn update_end(
            origin: OriginFor<T>,
            #[pallet::compact] crowdloan_id: CrowdloanId,
            #[pallet::compact] new_end: BlockNumberFor<T>,
        ) -> DispatchResult {
            let creator = ensure_signed(origin)?;
            Self::do_update_end(&creator, crowdloan_id, new_end)
        }

        /// Changes the cap, in rao.
        #[pallet::call_index(8)]
        #[pallet::weight(call_weights::update_cap())]
        pub fn update_cap(
            origin: OriginFor<T>,
            #[pallet::compact] crowdloan_id: CrowdloanId,
            #[pallet::compact] new_cap: TaoBalance,
        ) -> DispatchResult {
            let creator = ensure_signed(origin)?;
            Self::do_update_cap(&creator, crowdloan_id, new_cap)
        }

        /// Limits what one account may contribute, in rao, or ends the limit.
        #[pallet::call_index(9)]
        #[pallet::weight(call_weights::set_max_contribution())]
        pub fn set_max_contribution(
            origin: OriginFor<T>,
            #[pallet::compact] crowdloan_id: CrowdloanId,
            new_max_contribution: Option<TaoBalance>,
        ) -> DispatchResult {
            let creator = ensure_signed(origin)?;
            Self::do_set_max_contribution(&creator, crowdloan_id, new_max_contribution)
        }
    }
}
