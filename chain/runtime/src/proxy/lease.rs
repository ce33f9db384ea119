//! The beneficiary of a leased subnet runs it as a delegate of the lease's coldkey.

use super::ProxyType;
use crate::{AccountId, Proxy};
use sp_runtime::DispatchResult;
use taonet_primitives::LeaseProxy;

/// Relations of the type [`ProxyType::SubnetLeaseBeneficiary`], without delay.
#[derive(Debug)]
pub struct LeaseProxies;

impl LeaseProxy<AccountId> for LeaseProxies {
    fn add_lease_beneficiary(lease_coldkey: &AccountId, beneficiary: &AccountId) -> DispatchResult {
        let lease = ProxyType::SubnetLeaseBeneficiary;
        Proxy::add_proxy_delegate(lease_coldkey, beneficiary.clone(), lease, 0)
    }

    fn remove_lease_beneficiary(
        lease_coldkey: &AccountId,
        beneficiary: &AccountId,
    ) -> DispatchResult {
        let lease = ProxyType::SubnetLeaseBeneficiary;
        Proxy::remove_proxy_delegate(lease_coldkey, beneficiary.clone(), lease, 0)
    }
}
