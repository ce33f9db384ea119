//! Locked stake and the conviction that it gives.

use super::reads;
use crate::decode::Fixed;
use crate::{AccountId, Alpha, ClientError, StateAt, record};

/// Bits behind the point of a conviction.
pub const CONVICTION_BITS: u32 = 64;
/// How much a lock weighs in choosing a subnet's owner: rao of alpha, grown with time.
pub type Conviction = Fixed<CONVICTION_BITS>;

record! {
    /// Locked stake.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct StakeLock {
        /// Alpha that cannot be unstaked.
        pub locked_mass: Alpha,
        /// What the lock weighs.
        pub conviction: Conviction,
        /// Block that the two are of.
        pub last_update: u64,
    }
}

record! {
    /// Alpha that a miner put up for its place.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct MinerCollateral {
        /// What is locked now.
        pub locked: Alpha,
        /// What must stay locked.
        pub min_locked: Option<Alpha>,
        /// What it earned.
        pub earned: Option<Alpha>,
    }
}

const SUBTENSOR: &str = "SubtensorModule";
const API: &str = "StakeInfoRuntimeApi";

impl StateAt {
    /// The lock of a coldkey in a subnet as it is in this block, if there is one.
    pub async fn lock(
        &self,
        coldkey: &AccountId,
        netuid: u16,
    ) -> Result<Option<StakeLock>, ClientError> {
        self.runtime_in(netuid, API, "get_coldkey_lock", (coldkey, netuid))
            .await
    }

    /// The locks of a coldkey as they were when they were last changed: subnet, hotkey, lock.
    pub async fn locks_of_coldkey(
        &self,
        coldkey: &AccountId,
    ) -> Result<Vec<(u16, AccountId, StakeLock)>, ClientError> {
        record! {
            struct Lock {
                locked_mass: u64,
                conviction: Conviction,
                last_update: u64,
            }
        }
        let found: Vec<((u16, AccountId), Lock)> =
            self.storage_map(SUBTENSOR, "Lock", (coldkey,)).await?;
        Ok(found
            .into_iter()
            .map(|((netuid, hotkey), lock)| {
                let lock = StakeLock {
                    locked_mass: Alpha::new(netuid, lock.locked_mass),
                    conviction: lock.conviction,
                    last_update: lock.last_update,
                };
                (netuid, hotkey, lock)
            })
            .collect())
    }

    /// What all locks on a hotkey weigh in this block.
    pub async fn conviction(
        &self,
        hotkey: &AccountId,
        netuid: u16,
    ) -> Result<Conviction, ClientError> {
        self.runtime(API, "get_hotkey_conviction", (hotkey, netuid))
            .await
    }

    /// The hotkey with the greatest conviction of a subnet, if any has one.
    pub async fn most_convicted_hotkey(
        &self,
        netuid: u16,
    ) -> Result<Option<AccountId>, ClientError> {
        self.runtime(API, "get_most_convicted_hotkey_on_subnet", (netuid,))
            .await
    }

    /// Whether a coldkey's lock in a subnet fades with time. It does unless its owner made it
    /// perpetual.
    pub async fn is_lock_decaying(
        &self,
        coldkey: &AccountId,
        netuid: u16,
    ) -> Result<bool, ClientError> {
        let stored: Option<bool> = self
            .storage(SUBTENSOR, "DecayingLock", (coldkey, netuid))
            .await?;
        Ok(stored.unwrap_or(true))
    }

    /// Hotkeys and coldkeys of the locks of a subnet.
    pub async fn locking_coldkeys(
        &self,
        netuid: u16,
    ) -> Result<Vec<(AccountId, AccountId)>, ClientError> {
        let found: Vec<((AccountId, AccountId), ())> = self
            .storage_map(SUBTENSOR, "LockingColdkeys", (netuid,))
            .await?;
        Ok(found.into_iter().map(|(keys, ())| keys).collect())
    }
}

reads! {
    /// Perpetual locks on a subnet's hotkeys other than the owner's, added up by hotkey.
    each fn hotkey_locks(netuid: u16) -> AccountId => StakeLock [of netuid]
        = "SubtensorModule" / "HotkeyLock";
    /// Decaying locks on a subnet's hotkeys other than the owner's, added up by hotkey.
    each fn decaying_hotkey_locks(netuid: u16) -> AccountId => StakeLock [of netuid]
        = "SubtensorModule" / "DecayingHotkeyLock";
    /// Perpetual locks on the hotkey of a subnet's owner, added up.
    maybe fn owner_lock(netuid: u16) -> StakeLock [of netuid] = "SubtensorModule" / "OwnerLock";
    /// Decaying locks on the hotkey of a subnet's owner, added up.
    maybe fn decaying_owner_lock(netuid: u16) -> StakeLock [of netuid]
        = "SubtensorModule" / "DecayingOwnerLock";
    /// Whether the owner's part of a subnet's emission is locked as it is paid.
    fn owner_cut_auto_lock(netuid: u16) -> bool = "SubtensorModule" / "OwnerCutAutoLockEnabled";
    /// Time constant with which conviction grows, in blocks.
    fn conviction_maturity_blocks() -> u64 = "SubtensorModule" / "MaturityRate";
    /// Time constant with which decaying locks fade, in blocks.
    fn unlock_blocks() -> u64 = "SubtensorModule" / "UnlockRate";
}
