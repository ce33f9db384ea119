//! Relations and announcements.

use crate::Config;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::BoundedVec;
use frame_system::pallet_prelude::BlockNumberFor;
use scale_info::TypeInfo;
use sp_runtime::traits::StaticLookup;

/// One account acting for another. The order is that of the delegate, then the type, then the
/// delay.
#[derive(
    Clone,
    Debug,
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
pub struct ProxyDefinition<AccountId, ProxyType, BlockNumber> {
    /// Who may act.
    pub delegate: AccountId,
    /// What for.
    pub proxy_type: ProxyType,
    /// Blocks between announcement and dispatch; zero needs no announcement.
    pub delay: BlockNumber,
}

/// A call that a delegate means to have dispatched.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Announcement<AccountId, Hash, BlockNumber> {
    /// For whom.
    pub real: AccountId,
    /// Hash of the call.
    pub call_hash: Hash,
    /// Block of the announcement.
    pub height: BlockNumber,
}

impl<AccountId: PartialEq, Hash: PartialEq, BlockNumber>
    Announcement<AccountId, Hash, BlockNumber>
{
    /// Whether this is the announcement of that call for that account.
    pub(crate) fn is(&self, real: &AccountId, call_hash: &Hash) -> bool {
        self.real == *real && self.call_hash == *call_hash
    }
}

/// What a deposit is for.
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
pub enum DepositKind {
    /// The relations of a real account.
    Proxies,
    /// The announcements of a delegate.
    Announcements,
}

/// A relation of the runtime.
pub type Relation<T> = ProxyDefinition<
    <T as frame_system::Config>::AccountId,
    <T as Config>::ProxyType,
    BlockNumberFor<T>,
>;

/// The relations of an account, in ascending order.
pub type Relations<T> = BoundedVec<Relation<T>, <T as Config>::MaxProxies>;

/// An announcement of the runtime.
pub type PendingCall<T> = Announcement<
    <T as frame_system::Config>::AccountId,
    <T as frame_system::Config>::Hash,
    BlockNumberFor<T>,
>;

/// The announcements of a delegate, oldest first.
pub type PendingCalls<T> = BoundedVec<PendingCall<T>, <T as Config>::MaxPending>;

/// How an account is named in a call.
pub type AccountIdLookupOf<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;
