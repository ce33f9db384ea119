//! Who owns which hotkey, and how keys are swapped for others.

use super::reads;
use crate::{AccountId, ClientError, StateAt, Tao};

/// An announced swap of a coldkey for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColdkeySwap {
    /// First block in which it can be made.
    pub executable_at_block: u32,
    /// Blake2-256 of the new coldkey.
    pub new_coldkey_hash: [u8; 32],
}

impl From<(u32, [u8; 32])> for ColdkeySwap {
    fn from((executable_at_block, new_coldkey_hash): (u32, [u8; 32])) -> Self {
        Self {
            executable_at_block,
            new_coldkey_hash,
        }
    }
}

/// An Ethereum address that a neuron proved to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EvmAssociation {
    /// The address.
    pub address: [u8; 20],
    /// Block of the proof.
    pub block: u64,
}

impl StateAt {
    /// Coldkey that owns a hotkey; `None` if the chain does not know the hotkey.
    pub async fn hotkey_owner(&self, hotkey: &AccountId) -> Result<Option<AccountId>, ClientError> {
        let owner: AccountId = self.value("SubtensorModule", "Owner", (hotkey,)).await?;
        Ok(Some(owner).filter(|owner| *owner != [0; 32]))
    }

    /// The announced swap of a coldkey, if there is one.
    pub async fn coldkey_swap_announcement(
        &self,
        coldkey: &AccountId,
    ) -> Result<Option<ColdkeySwap>, ClientError> {
        let found: Option<(u32, [u8; 32])> = self
            .storage("SubtensorModule", "ColdkeySwapAnnouncements", (coldkey,))
            .await?;
        Ok(found.map(ColdkeySwap::from))
    }

    /// All announced swaps of coldkeys.
    pub async fn coldkey_swap_announcements(
        &self,
    ) -> Result<Vec<(AccountId, ColdkeySwap)>, ClientError> {
        let found: Vec<(AccountId, (u32, [u8; 32]))> = self
            .storage_map("SubtensorModule", "ColdkeySwapAnnouncements", ())
            .await?;
        Ok(found
            .into_iter()
            .map(|(coldkey, swap)| (coldkey, swap.into()))
            .collect())
    }

    /// Subnets in which a hotkey is registered, ascending.
    pub async fn netuids_of_hotkey(&self, hotkey: &AccountId) -> Result<Vec<u16>, ClientError> {
        let found: Vec<(u16, bool)> = self
            .storage_map("SubtensorModule", "IsNetworkMember", (hotkey,))
            .await?;
        let mut netuids: Vec<u16> = found
            .into_iter()
            .filter(|(_, member)| *member)
            .map(|(netuid, _)| netuid)
            .collect();
        netuids.sort_unstable();
        Ok(netuids)
    }

    /// The Ethereum address of a neuron, if it has one.
    pub async fn evm_association(
        &self,
        netuid: u16,
        uid: u16,
    ) -> Result<Option<EvmAssociation>, ClientError> {
        let found: Option<([u8; 20], u64)> = self
            .storage("SubtensorModule", "AssociatedEvmAddress", (netuid, uid))
            .await?;
        Ok(found.map(|(address, block)| EvmAssociation { address, block }))
    }

    /// What swapping a hotkey for another costs.
    pub fn hotkey_swap_cost(&self) -> Result<Tao, ClientError> {
        self.constant("SubtensorModule", "KeySwapCost")
    }
}

reads! {
    /// Hotkeys that a coldkey owns.
    fn owned_hotkeys(coldkey: &AccountId) -> Vec<AccountId> = "SubtensorModule" / "OwnedHotkeys";
    /// Hotkeys on which a coldkey has, or had, stake.
    fn staking_hotkeys(coldkey: &AccountId) -> Vec<AccountId>
        = "SubtensorModule" / "StakingHotkeys";
    /// Whether a hotkey is registered in a subnet.
    fn is_registered(hotkey: &AccountId, netuid: u16) -> bool
        = "SubtensorModule" / "IsNetworkMember";
    /// Place of a hotkey in a subnet, if it is registered there.
    maybe fn uid(netuid: u16, hotkey: &AccountId) -> u16 = "SubtensorModule" / "Uids";
    /// Places of all hotkeys of a subnet.
    each fn uids(netuid: u16) -> AccountId => u16 = "SubtensorModule" / "Uids";
    /// Hotkey at a place of a subnet; 32 zeros where there is none.
    fn hotkey_at(netuid: u16, uid: u16) -> AccountId = "SubtensorModule" / "Keys";
    /// Hotkeys of a subnet by place.
    each fn hotkeys(netuid: u16) -> u16 => AccountId = "SubtensorModule" / "Keys";
    /// Block in which a coldkey's swap was disputed, if it was.
    maybe fn coldkey_swap_dispute_block(coldkey: &AccountId) -> u32
        = "SubtensorModule" / "ColdkeySwapDisputes";
    /// All disputed swaps of coldkeys, with the block of the dispute.
    each fn coldkey_swap_disputes() -> AccountId => u32
        = "SubtensorModule" / "ColdkeySwapDisputes";
    /// Blocks between announcing a swap of a coldkey and making it.
    fn coldkey_swap_delay_blocks() -> u32 = "SubtensorModule" / "ColdkeySwapAnnouncementDelay";
    /// Further blocks before an announcement can be replaced or taken back.
    fn coldkey_swap_reannouncement_delay_blocks() -> u32
        = "SubtensorModule" / "ColdkeySwapReannouncementDelay";
    /// Blocks between two swaps of hotkeys of one coldkey.
    fn hotkey_swap_rate_limit_blocks() -> u64 = "SubtensorModule" / "TxRateLimit";
    /// Block of a coldkey's last swap of a hotkey in a subnet; 0 if there was none.
    fn last_hotkey_swap_block(netuid: u16, coldkey: &AccountId) -> u64
        = "SubtensorModule" / "LastHotkeySwapOnNetuid";
    /// Flags of a coldkey; bit 0: it accepts stake that is locked.
    fn account_flags(coldkey: &AccountId) -> u128 = "SubtensorModule" / "AccountFlags";
    /// Ethereum addresses of a subnet's neurons by place, each with the block of its proof.
    each fn evm_associations(netuid: u16) -> u16 => ([u8; 20], u64)
        = "SubtensorModule" / "AssociatedEvmAddress";
}
