//! Leased subnets: owned by a crowdloan's contributors.

use super::reads;
use crate::decode::Fixed;
use crate::{AccountId, ClientError, StateAt, Tao, record};

record! {
    /// The lease of a subnet.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SubnetLease {
        /// Who runs the subnet.
        pub beneficiary: AccountId,
        /// Coldkey that owns the subnet while it is leased.
        pub coldkey: AccountId,
        /// Its hotkey.
        pub hotkey: AccountId,
        /// Part of the owner's emission that the contributors get, in percent.
        pub emissions_share: u8,
        /// Last block; `None` for a lease without end.
        pub end_block: Option<u32>,
        /// The subnet.
        pub netuid: u16,
        /// What creating the subnet cost.
        pub cost: Tao,
    }
}

impl StateAt {
    /// Shares of the contributors other than the beneficiary, between 0 and 1.
    pub async fn lease_shares(&self, id: u32) -> Result<Vec<(AccountId, f64)>, ClientError> {
        let found: Vec<(AccountId, Fixed<64>)> = self
            .storage_map("SubtensorModule", "SubnetLeaseShares", (id,))
            .await?;
        Ok(found
            .into_iter()
            .map(|(account, share)| (account, share.to_f64()))
            .collect())
    }

    /// Alpha of a lease that waits to be shared out, in rao.
    pub async fn lease_dividends(&self, id: u32) -> Result<u64, ClientError> {
        self.value("SubtensorModule", "AccumulatedLeaseDividends", (id,))
            .await
    }
}

reads! {
    /// A lease by its number.
    maybe fn lease(id: u32) -> SubnetLease = "SubtensorModule" / "SubnetLeases";
    /// All leases by number.
    each fn leases() -> u32 => SubnetLease = "SubtensorModule" / "SubnetLeases";
    /// The lease of a subnet, if it is leased.
    maybe fn lease_of_subnet(netuid: u16) -> u32 = "SubtensorModule" / "SubnetUidToLeaseId";
    /// Number that the next lease gets.
    fn next_lease_id() -> u32 = "SubtensorModule" / "NextSubnetLeaseId";
}
