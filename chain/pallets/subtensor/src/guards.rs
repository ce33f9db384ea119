//! Guards: cheap checks that run before a call is dispatched, and before the pool takes it.
//!
//! They run in a fixed order, so that the first refusal is the same for everyone: coldkey swap,
//! weights, rate limits, delegate take, serving, EVM key. Root and unsigned origins are
//! not guarded.

use crate::pallet::*;
use frame_support::ensure;
use sp_arithmetic::PerU16;

/// Code of a refusal in the transaction pool, `InvalidTransaction::Custom(code)`.
#[allow(missing_docs, reason = "each code is named after what is wrong")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum CustomCode {
    ColdkeyInSwapSchedule = 0,
    StakeAmountTooLow = 1,
    BalanceTooLow = 2,
    SubnetNotExists = 3,
    HotkeyAccountDoesntExist = 4,
    NotEnoughStakeToWithdraw = 5,
    RateLimitExceeded = 6,
    InsufficientLiquidity = 7,
    SlippageTooHigh = 8,
    TransferDisallowed = 9,
    HotKeyNotRegisteredInNetwork = 10,
    InvalidIpAddress = 11,
    ServingRateLimitExceeded = 12,
    InvalidPort = 13,
    InvalidRevealRound = 15,
    CommitNotFound = 16,
    CommitBlockNotInRevealRange = 17,
    InputLengthsUnequal = 18,
    UidNotFound = 19,
    EvmKeyAssociateRateLimitExceeded = 20,
    ColdkeySwapDisputed = 21,
    /// The sender is no delegate of the account that the call is for.
    InvalidRealAccount = 22,
    NonAssociatedColdKey = 25,
    DelegateTakeTooLow = 26,
    DelegateTakeTooHigh = 27,
    BadRequest = 255,
}

impl<T> From<&Error<T>> for CustomCode {
    fn from(error: &Error<T>) -> Self {
        match error {
            Error::ColdkeySwapAnnounced => Self::ColdkeyInSwapSchedule,
            Error::AmountTooLow | Error::NotEnoughStakeToSetWeights => Self::StakeAmountTooLow,
            Error::NotEnoughBalanceToStake => Self::BalanceTooLow,
            Error::SubnetNotExists => Self::SubnetNotExists,
            Error::HotKeyAccountNotExists => Self::HotkeyAccountDoesntExist,
            Error::NotEnoughStakeToWithdraw => Self::NotEnoughStakeToWithdraw,
            Error::CommittingWeightsTooFast
            | Error::SettingWeightsTooFast
            | Error::NetworkTxRateLimitExceeded => Self::RateLimitExceeded,
            Error::InsufficientLiquidity => Self::InsufficientLiquidity,
            Error::SlippageTooHigh => Self::SlippageTooHigh,
            Error::TransferDisallowed => Self::TransferDisallowed,
            Error::HotKeyNotRegisteredInNetwork => Self::HotKeyNotRegisteredInNetwork,
            Error::InvalidIpAddress => Self::InvalidIpAddress,
            Error::ServingRateLimitExceeded => Self::ServingRateLimitExceeded,
            Error::InvalidPort => Self::InvalidPort,
            Error::InvalidRevealRound => Self::InvalidRevealRound,
            Error::NoWeightsCommitFound => Self::CommitNotFound,
            Error::RevealTooEarly => Self::CommitBlockNotInRevealRange,
            Error::InputLengthsUnequal => Self::InputLengthsUnequal,
            Error::HotKeyNotRegisteredInSubNet => Self::UidNotFound,
            Error::EvmKeyAssociateRateLimitExceeded => Self::EvmKeyAssociateRateLimitExceeded,
            Error::ColdkeySwapDisputed => Self::ColdkeySwapDisputed,
            Error::NonAssociatedColdKey => Self::NonAssociatedColdKey,
            Error::DelegateTakeTooLow => Self::DelegateTakeTooLow,
            Error::DelegateTakeTooHigh => Self::DelegateTakeTooHigh,
            _ => Self::BadRequest,
        }
    }
}

impl<T: Config> Pallet<T> {
    /// Guards one call of this pallet by the signer.
    ///
    /// # Errors
    /// The first refusal.
    pub fn check_call(who: &T::AccountId, call: &Call<T>) -> Result<(), Error<T>> {
        Self::coldkey_swap_guard(who, Self::manages_coldkey_swap(call))?;
        Self::weights_guard(who, call)?;
        Self::rate_limit_guard(who, call)?;
        Self::delegate_take_guard(who, call)?;
        Self::serving_guard(who, call)?;
        Self::evm_key_guard(who, call)
    }

    /// Whether the call remains open to a coldkey whose swap is announced.
    fn manages_coldkey_swap(call: &Call<T>) -> bool {
        matches!(
            call,
            Call::announce_coldkey_swap { .. }
                | Call::swap_coldkey_announced { .. }
                | Call::dispute_coldkey_swap {}
                | Call::clear_coldkey_swap_announcement {}
        )
    }

    /// Refuses calls of a coldkey whose swap is announced. `is_swap_call` marks those that manage
    /// the swap itself. This guard concerns the calls of every pallet.
    ///
    /// # Errors
    /// `ColdkeySwapDisputed` or `ColdkeySwapAnnounced`.
    pub fn coldkey_swap_guard(who: &T::AccountId, is_swap_call: bool) -> Result<(), Error<T>> {
        if !ColdkeySwapAnnouncements::<T>::contains_key(who) {
            return Ok(());
        }
        ensure!(
            !ColdkeySwapDisputes::<T>::contains_key(who),
            Error::<T>::ColdkeySwapDisputed
        );
        ensure!(is_swap_call, Error::<T>::ColdkeySwapAnnounced);
        Ok(())
    }

    fn rate_limit_guard(who: &T::AccountId, call: &Call<T>) -> Result<(), Error<T>> {
        if matches!(call, Call::register_network { .. }) {
            let limit = crate::limits::TransactionType::RegisterNetwork;
            ensure!(
                limit.passes_rate_limit::<T>(who),
                Error::<T>::NetworkTxRateLimitExceeded
            );
        }
        Self::weights_rate_limit_guard(who, call)
    }

    fn evm_key_guard(who: &T::AccountId, call: &Call<T>) -> Result<(), Error<T>> {
        match call {
            Call::associate_evm_key { netuid, .. } => {
                Self::ensure_may_associate_evm_key(who, *netuid).map(|_| ())
            }
            _ => Ok(()),
        }
    }

    fn delegate_take_guard(who: &T::AccountId, call: &Call<T>) -> Result<(), Error<T>> {
        match call {
            Call::increase_take { hotkey, take } | Call::decrease_take { hotkey, take } => {
                Self::check_delegate_take(who, hotkey, *take)
            }
            _ => Ok(()),
        }
    }

    fn check_delegate_take(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        take: PerU16,
    ) -> Result<(), Error<T>> {
        ensure!(
            take >= MinDelegateTake::<T>::get(),
            Error::<T>::DelegateTakeTooLow
        );
        ensure!(
            take <= MaxDelegateTake::<T>::get(),
            Error::<T>::DelegateTakeTooHigh
        );
        ensure!(
            Self::hotkey_account_exists(hotkey),
            Error::<T>::HotKeyAccountNotExists
        );
        ensure!(
            Self::coldkey_owns_hotkey(coldkey, hotkey),
            Error::<T>::NonAssociatedColdKey
        );
        Ok(())
    }
}
