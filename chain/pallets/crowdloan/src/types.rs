//! What a crowdloan is.

use crate::Config;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::Bounded;
use frame_system::pallet_prelude::BlockNumberFor;
use scale_info::TypeInfo;
use taonet_primitives::TaoBalance;

/// Number of a crowdloan.
pub type CrowdloanId = u32;

/// Most contributors of a crowdloan, the creator included.
pub const MAX_CONTRIBUTORS: u32 = 500;

/// A crowdloan.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct CrowdloanInfo<AccountId, Balance, BlockNumber, Call> {
    /// Who opened it.
    pub creator: AccountId,
    /// What the creator has to leave in it, in rao.
    pub deposit: Balance,
    /// Least contribution in rao.
    pub min_contribution: Balance,
    /// First block without contributions.
    pub end: BlockNumber,
    /// What is to be raised, in rao.
    pub cap: Balance,
    /// Where the money lies.
    pub funds_account: AccountId,
    /// What has been raised, in rao.
    pub raised: Balance,
    /// Who gets the money, when there is no call.
    pub target_address: Option<AccountId>,
    /// What is dispatched in the creator's name, when there is no target.
    pub call: Option<Call>,
    /// Whether it has come to its good end.
    pub finalized: bool,
    /// Number of contributions, the creator's included.
    pub contributors_count: u32,
}

/// A crowdloan of the runtime.
pub type CrowdloanInfoOf<T> = CrowdloanInfo<
    <T as frame_system::Config>::AccountId,
    TaoBalance,
    BlockNumberFor<T>,
    StoredCall<T>,
>;

/// A call that is kept as a preimage when it is long.
pub type StoredCall<T> = Bounded<<T as Config>::RuntimeCall, <T as frame_system::Config>::Hashing>;

/// What a creator asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms<BlockNumber> {
    /// The creator's own contribution, in rao.
    pub(crate) deposit: TaoBalance,
    /// Least contribution in rao.
    pub(crate) min_contribution: TaoBalance,
    /// What is to be raised, in rao.
    pub(crate) cap: TaoBalance,
    /// First block without contributions.
    pub(crate) end: BlockNumber,
}
