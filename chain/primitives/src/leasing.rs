//! Where the main pallet meets crowdloans, proxies and commitments.

use crate::{NetUid, TaoBalance};
use alloc::vec::Vec;
use sp_runtime::{DispatchError, DispatchResult};

/// A crowdloan at the moment in which it is being finalised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinalizingCrowdloan<AccountId> {
    /// Who started it.
    pub creator: AccountId,
    /// Where the money lies until the finalising call moves it.
    pub funds_account: AccountId,
    /// All that was raised.
    pub raised: TaoBalance,
    /// Everybody's contribution, the creator's included, in the order of the storage map.
    pub contributions: Vec<(AccountId, TaoBalance)>,
}

/// The crowdloan that pays for a leased subnet.
pub trait CrowdloanSource<AccountId> {
    /// Bound on the number of contributors of one crowdloan.
    const MAX_CONTRIBUTORS: u32;

    /// The crowdloan whose finalising call is running.
    ///
    /// Fails with the crowdloan pallet's `InvalidCrowdloanId` when none is.
    fn finalizing() -> Result<FinalizingCrowdloan<AccountId>, DispatchError>;
}

/// No crowdloans: nothing can be leased.
impl<AccountId> CrowdloanSource<AccountId> for () {
    const MAX_CONTRIBUTORS: u32 = 0;

    fn finalizing() -> Result<FinalizingCrowdloan<AccountId>, DispatchError> {
        Err(DispatchError::Other("no crowdloan is being finalised"))
    }
}

/// The proxy by which the beneficiary of a lease acts for the lease's coldkey: of type
/// `SubnetLeaseBeneficiary`, without delay, its deposit reserved from the lease's coldkey.
pub trait LeaseProxy<AccountId> {
    /// Lets `beneficiary` act for `lease_coldkey`.
    fn add_lease_beneficiary(lease_coldkey: &AccountId, beneficiary: &AccountId) -> DispatchResult;
    /// Ends that, and gives the deposit back to `lease_coldkey`.
    fn remove_lease_beneficiary(
        lease_coldkey: &AccountId,
        beneficiary: &AccountId,
    ) -> DispatchResult;
}

/// No proxies.
impl<AccountId> LeaseProxy<AccountId> for () {
    fn add_lease_beneficiary(_: &AccountId, _: &AccountId) -> DispatchResult {
        Err(DispatchError::Other("no proxies"))
    }

    fn remove_lease_beneficiary(_: &AccountId, _: &AccountId) -> DispatchResult {
        Err(DispatchError::Other("no proxies"))
    }
}

/// What the pallet of commitments has to know of subnets that end.
pub trait CommitmentsHandler {
    /// Forgets everything that was committed on the subnet.
    fn purge_netuid(netuid: NetUid);
}

/// No commitments.
impl CommitmentsHandler for () {
    fn purge_netuid(_: NetUid) {}
}
