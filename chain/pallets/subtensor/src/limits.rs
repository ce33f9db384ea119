//! Rate limits: what may not be done too often.
//!
//! A limit counts blocks since the last time. A last block of 0 means "never", so an action of
//! block 0 does not count.

use crate::{Hyperparameter, RateLimitKey, pallet::*};
use frame_support::traits::Get;
use taonet_primitives::NetUid;

/// Blocks between changes of a subnet's owner hotkey.
const OWNER_HOTKEY_LIMIT_BLOCKS: u64 = 50_400;
/// Blocks between changes of the number of mechanisms or their split.
const MECHANISM_LIMIT_BLOCKS: u64 = 7_200;
/// Blocks between trims of a subnet's slots.
const TRIM_LIMIT_BLOCKS: u64 = 216_000;
/// What stands for these two on fast chains.
const FAST_LIMIT_BLOCKS: u64 = 1;
/// Blocks between changes of a hotkey's children.
const CHILDREN_LIMIT_BLOCKS: u64 = 150;
/// Blocks between changes of a subnet's tempo.
const TEMPO_LIMIT_BLOCKS: u64 = 360;

/// Actions with a limit of their own. The number is part of storage keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransactionType {
    /// Setting children.
    SetChildren,
    /// Changing a child-key take.
    SetChildkeyTake,
    /// Anything else; not limited.
    Unknown,
    /// Registering a subnet, counted over all accounts.
    RegisterNetwork,
    /// Changing the version key of weights.
    SetWeightsVersionKey,
    /// Changing a subnet's owner hotkey, counted per subnet.
    SetSNOwnerHotkey,
    /// Changing a hyperparameter as an owner, counted per subnet and hyperparameter.
    OwnerHyperparamUpdate(Hyperparameter),
    /// Changing the number of mechanisms.
    MechanismCountUpdate,
    /// Changing the emission split of mechanisms.
    MechanismEmission,
    /// Trimming slots.
    MaxUidsTrimming,
    /// Buying alpha to burn it.
    AddStakeBurn,
    /// Changing the tempo.
    TempoUpdate,
}

impl TransactionType {
    /// The number in storage keys.
    pub const fn code(self) -> u16 {
        match self {
            Self::SetChildren => 0,
            Self::SetChildkeyTake => 1,
            Self::Unknown => 2,
            Self::RegisterNetwork => 3,
            Self::SetWeightsVersionKey => 4,
            Self::SetSNOwnerHotkey => 5,
            Self::OwnerHyperparamUpdate(_) => 6,
            Self::MechanismCountUpdate => 7,
            Self::MechanismEmission => 8,
            Self::MaxUidsTrimming => 9,
            Self::AddStakeBurn => 10,
            Self::TempoUpdate => 11,
        }
    }

    /// Blocks that have to pass between two such actions on the subnet.
    pub fn limit_blocks<T: Config>(self, netuid: NetUid) -> u64 {
        let tempos = |count: u64| u64::from(Tempo::<T>::get(netuid)).saturating_mul(count);
        match self {
            Self::SetChildren => CHILDREN_LIMIT_BLOCKS,
            Self::SetChildkeyTake => TxChildkeyTakeRateLimit::<T>::get(),
            Self::RegisterNetwork => NetworkRateLimit::<T>::get(),
            Self::SetWeightsVersionKey => tempos(WeightsVersionKeyRateLimit::<T>::get()),
            Self::SetSNOwnerHotkey => OWNER_HOTKEY_LIMIT_BLOCKS,
            Self::OwnerHyperparamUpdate(_) => tempos(OwnerHyperparamRateLimit::<T>::get().into()),
            Self::MechanismCountUpdate | Self::MechanismEmission | Self::MaxUidsTrimming
                if T::FastBlocks::get() =>
            {
                FAST_LIMIT_BLOCKS
            }
            Self::MechanismCountUpdate | Self::MechanismEmission => MECHANISM_LIMIT_BLOCKS,
            Self::MaxUidsTrimming => TRIM_LIMIT_BLOCKS,
            Self::AddStakeBurn => tempos(1),
            Self::TempoUpdate => TEMPO_LIMIT_BLOCKS,
            Self::Unknown => 0,
        }
    }

    fn shared_key<T: Config>(self, netuid: NetUid) -> Option<RateLimitKey<T::AccountId>> {
        match self {
            Self::RegisterNetwork => Some(RateLimitKey::NetworkLastRegistered),
            Self::SetSNOwnerHotkey => Some(RateLimitKey::SetSNOwnerHotkey(netuid)),
            Self::OwnerHyperparamUpdate(parameter) => {
                Some(RateLimitKey::OwnerHyperparamUpdate(netuid, parameter))
            }
            _ => None,
        }
    }

    /// Block of the last such action by `key` on the subnet; 0 for never.
    pub fn last_block_on_subnet<T: Config>(self, key: &T::AccountId, netuid: NetUid) -> u64 {
        match self.shared_key::<T>(netuid) {
            Some(shared) => Pallet::<T>::last_rate_limited_block(&shared),
            None => TransactionKeyLastBlock::<T>::get((key, netuid, self.code())),
        }
    }

    /// Records such an action by `key` on the subnet.
    pub fn set_last_block_on_subnet<T: Config>(
        self,
        key: &T::AccountId,
        netuid: NetUid,
        block: u64,
    ) {
        match self.shared_key::<T>(netuid) {
            Some(shared) => Pallet::<T>::set_last_rate_limited_block(&shared, block),
            None => TransactionKeyLastBlock::<T>::insert((key, netuid, self.code()), block),
        }
    }

    /// Whether enough blocks have passed since the last such action by `key` on the subnet.
    pub fn passes_rate_limit_on_subnet<T: Config>(
        self,
        key: &T::AccountId,
        netuid: NetUid,
    ) -> bool {
        has_passed(
            self.last_block_on_subnet::<T>(key, netuid),
            self.limit_blocks::<T>(netuid),
            Pallet::<T>::now(),
        )
    }

    /// The same for actions that belong to no subnet.
    pub fn passes_rate_limit<T: Config>(self, key: &T::AccountId) -> bool {
        self.passes_rate_limit_on_subnet::<T>(key, NetUid::ROOT)
    }
}

fn has_passed(last_block: u64, limit_blocks: u64, now: u64) -> bool {
    last_block == 0 || now.saturating_sub(last_block) >= limit_blocks
}

impl<T: Config> Pallet<T> {
    /// Block of the last action under the key; 0 for never.
    pub fn last_rate_limited_block(key: &RateLimitKey<T::AccountId>) -> u64 {
        LastRateLimitedBlock::<T>::get(key)
    }

    /// Records an action under the key.
    pub fn set_last_rate_limited_block(key: &RateLimitKey<T::AccountId>, block: u64) {
        LastRateLimitedBlock::<T>::insert(key, block);
    }

    /// Forgets the key.
    pub fn remove_last_rate_limited_block(key: &RateLimitKey<T::AccountId>) {
        LastRateLimitedBlock::<T>::remove(key);
    }

    /// Whether `limit_blocks` have passed since the last action under the key.
    pub fn passes_rate_limit(key: &RateLimitKey<T::AccountId>, limit_blocks: u64) -> bool {
        has_passed(
            Self::last_rate_limited_block(key),
            limit_blocks,
            Self::now(),
        )
    }

    /// Whether the coldkey has swapped a hotkey too recently.
    pub fn exceeds_tx_rate_limit(coldkey: &T::AccountId) -> bool {
        let last = Self::last_rate_limited_block(&RateLimitKey::LastTxBlock(coldkey.clone()));
        Self::is_within(last, TxRateLimit::<T>::get())
    }

    /// Whether the hotkey's delegate take has changed too recently to rise.
    pub fn exceeds_delegate_take_limit(hotkey: &T::AccountId) -> bool {
        let key = RateLimitKey::LastTxBlockDelegateTake(hotkey.clone());
        Self::is_within(
            Self::last_rate_limited_block(&key),
            TxDelegateTakeRateLimit::<T>::get(),
        )
    }

    /// The older two limits also refuse in the block in which the time is up.
    fn is_within(last_block: u64, limit_blocks: u64) -> bool {
        limit_blocks != 0
            && last_block != 0
            && Self::now().saturating_sub(last_block) <= limit_blocks
    }
}
