//! What a delegate may do for the account it acts for.
//!
//! 1. [`ProxyType`] names the kinds of delegates. Its numbers are wire data.
//! 2. `table` says, call by call, what each kind allows. It is the only place that does.
//! 3. `matching` reads the table: for a call at hand, and by name.
//! 4. [`listing`] tells clients what the table says, [`rules`] does so in an older form that some
//!    of them ask for.
//! 5. [`LeaseProxies`] makes the beneficiary of a leased subnet its delegate.

mod lease;
pub mod listing;
mod matching;
pub mod rules;
mod table;

pub use lease::LeaseProxies;
pub(crate) use matching::proxied;

use crate::{RuntimeCall, nested::NestedCall};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::InstanceFilter;
use scale_info::TypeInfo;

/// What a relation between a delegate and a real account is good for.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum ProxyType {
    /// Everything.
    #[default]
    Any = 0,
    /// Running a subnet.
    Owner = 1,
    /// Everything that can be undone.
    NonCritical = 2,
    /// Everything that leaves the money with the account.
    NonTransfer = 3,
    /// Nothing any more.
    Senate = 4,
    /// Everything but money, stake and keys.
    NonFungible = 5,
    /// Nothing any more.
    Triumvirate = 6,
    /// Nothing any more.
    Governance = 7,
    /// Staking and unstaking.
    Staking = 8,
    /// Registering neurons.
    Registration = 9,
    /// Transfers of TAO and stake.
    Transfer = 10,
    /// Such transfers of less than half a unit each.
    SmallTransfer = 11,
    /// Nothing any more.
    RootWeights = 12,
    /// Child keys and their take.
    ChildKeys = 13,
    /// Upgrading the runtime through sudo.
    SudoUncheckedSetCode = 14,
    /// Swapping hotkeys.
    SwapHotkey = 15,
    /// Running a leased subnet.
    SubnetLeaseBeneficiary = 16,
    /// Claiming what root stake earned.
    RootClaim = 17,
}

impl ProxyType {
    /// The type's number on the wire.
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// Whether the type was once good for something that no longer exists.
    pub const fn is_deprecated(self) -> bool {
        matches!(
            self,
            Self::Senate | Self::Triumvirate | Self::Governance | Self::RootWeights
        )
    }
}

impl InstanceFilter<RuntimeCall> for ProxyType {
    fn filter(&self, call: &RuntimeCall) -> bool {
        matching::allows(*self, call)
    }

    /// Which relations a delegate may make and end for the real account.
    fn is_superset(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any, _) => true,
            (_, Self::Any) => false,
            (Self::NonTransfer, other) => !matches!(other, Self::Transfer | Self::SmallTransfer),
            (Self::Transfer, Self::SmallTransfer) => true,
            (own, other) => own == other,
        }
    }
}

impl InstanceFilter<NestedCall> for ProxyType {
    fn filter(&self, call: &NestedCall) -> bool {
        matching::allows(*self, call.call())
    }

    fn is_superset(&self, other: &Self) -> bool {
        <Self as InstanceFilter<RuntimeCall>>::is_superset(self, other)
    }
}
