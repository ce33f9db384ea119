//! Child hotkeys: who lends stake to whom.

use super::reads;
use crate::{AccountId, ClientError, StateAt};

/// One end of a relation between hotkeys, and how much of the parent's stake it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The child, or the parent.
    pub hotkey: AccountId,
    /// Share of the parent's stake, as a part of 2^64 - 1.
    pub proportion: u64,
}

impl Relation {
    fn all(pairs: Vec<(u64, AccountId)>) -> Vec<Self> {
        pairs
            .into_iter()
            .map(|(proportion, hotkey)| Self { hotkey, proportion })
            .collect()
    }

    /// The share between 0 and 1.
    #[allow(clippy::cast_precision_loss, reason = "a share for people to read")]
    pub fn share(&self) -> f64 {
        self.proportion as f64 / u64::MAX as f64
    }
}

/// Children that wait for their block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingChildren {
    /// They.
    pub children: Vec<Relation>,
    /// First block in which they can take effect.
    pub applies_at_block: u64,
}

impl StateAt {
    /// Hotkeys to which `hotkey` lends stake in a subnet.
    pub async fn children(
        &self,
        hotkey: &AccountId,
        netuid: u16,
    ) -> Result<Vec<Relation>, ClientError> {
        self.value("SubtensorModule", "ChildKeys", (hotkey, netuid))
            .await
            .map(Relation::all)
    }

    /// The children of `hotkey` in every subnet where it has some.
    pub async fn children_everywhere(
        &self,
        hotkey: &AccountId,
    ) -> Result<Vec<(u16, Vec<Relation>)>, ClientError> {
        let found: Vec<(u16, Vec<(u64, AccountId)>)> = self
            .storage_map("SubtensorModule", "ChildKeys", (hotkey,))
            .await?;
        Ok(found
            .into_iter()
            .filter(|(_, children)| !children.is_empty())
            .map(|(netuid, children)| (netuid, Relation::all(children)))
            .collect())
    }

    /// Hotkeys that lend stake to `hotkey` in a subnet.
    pub async fn parents(
        &self,
        hotkey: &AccountId,
        netuid: u16,
    ) -> Result<Vec<Relation>, ClientError> {
        self.value("SubtensorModule", "ParentKeys", (hotkey, netuid))
            .await
            .map(Relation::all)
    }

    /// Children of `hotkey` that are announced and not yet in effect; `None` if there are none.
    pub async fn pending_children(
        &self,
        hotkey: &AccountId,
        netuid: u16,
    ) -> Result<Option<PendingChildren>, ClientError> {
        let (children, applies_at_block): (Vec<(u64, AccountId)>, u64) = self
            .value("SubtensorModule", "PendingChildKeys", (netuid, hotkey))
            .await?;
        let pending = PendingChildren {
            children: Relation::all(children),
            applies_at_block,
        };
        Ok(Some(pending).filter(|pending| pending.applies_at_block > 0))
    }
}

reads! {
    /// What a child hotkey keeps of what it earns with lent stake.
    fn childkey_take(hotkey: &AccountId, netuid: u16) -> u16 = "SubtensorModule" / "ChildkeyTake";
    /// Least that a child hotkey may keep anywhere.
    fn min_childkey_take() -> u16 = "SubtensorModule" / "MinChildkeyTake";
    /// Least that a child hotkey may keep in a subnet, if that is more.
    fn min_childkey_take_of_subnet(netuid: u16) -> u16
        = "SubtensorModule" / "MinChildkeyTakePerSubnet";
    /// Most that a child hotkey may keep.
    fn max_childkey_take() -> u16 = "SubtensorModule" / "MaxChildkeyTake";
    /// Blocks between announcing children and their taking effect.
    fn pending_children_cooldown_blocks() -> u64 = "SubtensorModule" / "PendingChildKeyCooldown";
    /// Blocks between two raises of a child hotkey's take.
    fn childkey_take_rate_limit_blocks() -> u64 = "SubtensorModule" / "TxChildkeyTakeRateLimit";
    /// Whether stake of the root network behind this hotkey is lent to the owners of subnets.
    fn auto_parent_delegation(hotkey: &AccountId) -> bool
        = "SubtensorModule" / "AutoParentDelegationEnabled";
}
