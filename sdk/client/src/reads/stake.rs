//! Stake: alpha of coldkeys on hotkeys in subnets.

use std::collections::BTreeMap;

use super::reads;
use crate::{AccountId, Alpha, ClientError, StateAt, Tao, record};

record! {
    /// Alpha of one coldkey on one hotkey in one subnet.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct StakeEntry {
        /// The hotkey.
        pub hotkey: AccountId,
        /// The coldkey.
        pub coldkey: AccountId,
        /// The subnet.
        pub netuid: u16,
        /// What the coldkey has there.
        pub stake: Alpha,
        /// What the whole hotkey earned there in the last epoch.
        pub emission: Alpha,
        /// Whether the hotkey is registered in the subnet.
        pub is_registered: bool,
    }
}

record! {
    struct Availability {
        total: u64,
        locked: u64,
        available: u64,
    }
}

/// How much of a coldkey's stake in one subnet can leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StakeAvailability {
    /// On all hotkeys.
    pub total: Alpha,
    /// Held by a lock.
    pub locked: Alpha,
    /// Free to unstake.
    pub available: Alpha,
}

/// One end of a move of stake: a hotkey in a subnet; `None` is the coldkey's free balance.
pub type StakeFeeEnd = Option<(AccountId, u16)>;

const API: &str = "StakeInfoRuntimeApi";

impl StateAt {
    /// All stake of a coldkey, one entry for each hotkey and subnet.
    pub async fn stake_of_coldkey(
        &self,
        coldkey: &AccountId,
    ) -> Result<Vec<StakeEntry>, ClientError> {
        self.runtime(API, "get_stake_info_for_coldkey", (coldkey,))
            .await
    }

    /// All stake of several coldkeys, in their order.
    pub async fn stake_of_coldkeys(
        &self,
        coldkeys: &[AccountId],
    ) -> Result<Vec<(AccountId, Vec<StakeEntry>)>, ClientError> {
        self.runtime(API, "get_stake_info_for_coldkeys", (coldkeys.to_vec(),))
            .await
    }

    /// Stake of one coldkey on one hotkey in one subnet; zero if there is none.
    pub async fn stake(
        &self,
        hotkey: &AccountId,
        coldkey: &AccountId,
        netuid: u16,
    ) -> Result<Alpha, ClientError> {
        let found: Option<StakeEntry> = self
            .runtime(
                API,
                "get_stake_info_for_hotkey_coldkey_netuid",
                (hotkey, coldkey, netuid),
            )
            .await?;
        Ok(found.map_or(Alpha::new(netuid, 0), |entry| entry.stake))
    }

    /// How much of the stake of coldkeys can leave, by coldkey and subnet. `netuids` of `None`
    /// asks for all subnets.
    pub async fn stake_availability(
        &self,
        coldkeys: &[AccountId],
        netuids: Option<&[u16]>,
    ) -> Result<BTreeMap<AccountId, BTreeMap<u16, StakeAvailability>>, ClientError> {
        let arguments = (coldkeys.to_vec(), netuids.map(<[u16]>::to_vec));
        let found: BTreeMap<AccountId, BTreeMap<u16, Availability>> = self
            .runtime(API, "get_stake_availability_for_coldkeys", arguments)
            .await?;
        let typed = |(netuid, found): (u16, Availability)| {
            let availability = StakeAvailability {
                total: Alpha::new(netuid, found.total),
                locked: Alpha::new(netuid, found.locked),
                available: Alpha::new(netuid, found.available),
            };
            (netuid, availability)
        };
        Ok(found
            .into_iter()
            .map(|(coldkey, subnets)| (coldkey, subnets.into_iter().map(typed).collect()))
            .collect())
    }

    /// What moving stake costs, approximately. `amount_rao` is of what leaves `origin`; the fee is
    /// of the same thing.
    pub async fn stake_fee_rao(
        &self,
        origin: StakeFeeEnd,
        origin_coldkey: &AccountId,
        destination: StakeFeeEnd,
        destination_coldkey: &AccountId,
        amount_rao: u64,
    ) -> Result<u64, ClientError> {
        let arguments = (
            origin,
            origin_coldkey,
            destination,
            destination_coldkey,
            amount_rao,
        );
        self.runtime(API, "get_stake_fee", arguments).await
    }

    /// Alpha on a hotkey in every subnet where it has some.
    pub async fn hotkey_alpha_everywhere(
        &self,
        hotkey: &AccountId,
    ) -> Result<Vec<Alpha>, ClientError> {
        let found: Vec<(u16, u64)> = self
            .storage_map("SubtensorModule", "TotalHotkeyAlpha", (hotkey,))
            .await?;
        Ok(found
            .into_iter()
            .filter(|(_, rao)| *rao > 0)
            .map(|(netuid, rao)| Alpha::new(netuid, rao))
            .collect())
    }
}

reads! {
    /// Alpha of all coldkeys on a hotkey in a subnet.
    fn hotkey_alpha(hotkey: &AccountId, netuid: u16) -> Alpha [of netuid]
        = "SubtensorModule" / "TotalHotkeyAlpha";
    /// The same at the last epoch.
    fn hotkey_alpha_at_last_epoch(hotkey: &AccountId, netuid: u16) -> Alpha [of netuid]
        = "SubtensorModule" / "TotalHotkeyAlphaLastEpoch";
    /// What a hotkey earned as a validator in the last epoch.
    fn alpha_dividends(netuid: u16, hotkey: &AccountId) -> Alpha [of netuid]
        = "SubtensorModule" / "AlphaDividendsPerSubnet";
    /// Hotkey on which a coldkey's mining reward of a subnet is staked, if it chose one.
    maybe fn auto_stake_hotkey(coldkey: &AccountId, netuid: u16) -> AccountId
        = "SubtensorModule" / "AutoStakeDestination";
    /// The same for all subnets where the coldkey chose one.
    each fn auto_stake_hotkeys(coldkey: &AccountId) -> u16 => AccountId
        = "SubtensorModule" / "AutoStakeDestination";
    /// Coldkeys that chose a hotkey for their mining reward of a subnet.
    fn auto_stake_coldkeys(hotkey: &AccountId, netuid: u16) -> Vec<AccountId>
        = "SubtensorModule" / "AutoStakeDestinationColdkeys";
    /// Stake weight below which a hotkey may not set weights, in rao.
    fn stake_threshold_rao() -> u64 = "SubtensorModule" / "StakeThreshold";
    /// Factor, in parts of a million, on the least stake that a nominator may have.
    fn nominator_min_stake_factor() -> u64 = "SubtensorModule" / "NominatorMinRequiredStake";
    /// TAO in the pool of a subnet; for the root network, all root stake.
    fn tao_in(netuid: u16) -> Tao = "SubtensorModule" / "SubnetTAO";
}
