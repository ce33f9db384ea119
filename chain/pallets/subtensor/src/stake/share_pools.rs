//! Share pools: one per hotkey and subnet, owned by coldkeys in shares.
//!
//! A share or a pool may still lie in the older of two maps. An entry there wins over the newer
//! map, and the first write moves it over.

use crate::pallet::*;
use core::cell::Cell;
use taonet_primitives::{AlphaBalance, NetUid, SwapHandler, TaoBalance};
use taonet_shares::{SafeFloat, SharePool, ShareStore};

/// The stored pool of one hotkey on one subnet.
///
/// It remembers what it has read, since an epoch goes through hundreds of pools: the value, and
/// whether the last share and the denominator came from the older maps, which need no cleaning
/// otherwise.
pub(crate) struct StoredPool<'a, T: Config> {
    hotkey: &'a T::AccountId,
    netuid: NetUid,
    value_rao: Cell<Option<u64>>,
    share_may_be_old: Cell<bool>,
    denominator_may_be_old: Cell<bool>,
}

impl<T: Config> ShareStore for StoredPool<'_, T> {
    type Key = T::AccountId;

    fn value(&self) -> u64 {
        let value_rao = self
            .value_rao
            .get()
            .unwrap_or_else(|| TotalHotkeyAlpha::<T>::get(self.hotkey, self.netuid).to_u64());
        self.value_rao.set(Some(value_rao));
        value_rao
    }

    fn denominator(&self) -> SafeFloat {
        let old = TotalHotkeyShares::<T>::try_get(self.hotkey, self.netuid);
        self.denominator_may_be_old.set(old.is_ok());
        match old {
            Ok(shares) => SafeFloat::from_u64f64(shares).unwrap_or_default(),
            Err(()) => TotalHotkeySharesV2::<T>::get(self.hotkey, self.netuid),
        }
    }

    fn share(&self, coldkey: &T::AccountId) -> Option<SafeFloat> {
        let key = (self.hotkey, coldkey, self.netuid);
        let old = Alpha::<T>::try_get(key);
        self.share_may_be_old.set(old.is_ok());
        match old {
            Ok(shares) => Some(SafeFloat::from_u64f64(shares).unwrap_or_default()),
            Err(()) => AlphaV2::<T>::try_get(key).ok(),
        }
    }

    fn set_value(&mut self, value_rao: u64) {
        self.value_rao.set(Some(value_rao));
        if value_rao == 0 {
            TotalHotkeyAlpha::<T>::remove(self.hotkey, self.netuid);
        } else {
            TotalHotkeyAlpha::<T>::insert(self.hotkey, self.netuid, AlphaBalance::new(value_rao));
        }
    }

    fn set_denominator(&mut self, shares: SafeFloat) {
        if self.denominator_may_be_old.replace(false) {
            TotalHotkeyShares::<T>::remove(self.hotkey, self.netuid);
        }
        if shares.is_zero() {
            TotalHotkeySharesV2::<T>::remove(self.hotkey, self.netuid);
        } else {
            TotalHotkeySharesV2::<T>::insert(self.hotkey, self.netuid, shares);
        }
    }

    fn set_share(&mut self, coldkey: &T::AccountId, shares: SafeFloat) {
        let key = (self.hotkey, coldkey, self.netuid);
        // The pool reads a share before it sets it, so the flag is about this holder.
        if self.share_may_be_old.replace(true) {
            Alpha::<T>::remove(key);
        }
        if shares.is_zero() {
            AlphaV2::<T>::remove(key);
        } else {
            AlphaV2::<T>::insert(key, shares);
        }
    }
}

/// An amount as the signed change that the pools take. Amounts are far below the sign bit: the
/// total supply is 2^54.2 rao.
fn signed(amount: AlphaBalance) -> i64 {
    i64::try_from(amount.to_u64()).unwrap_or(i64::MAX)
}

impl<T: Config> Pallet<T> {
    pub(crate) fn share_pool(
        hotkey: &T::AccountId,
        netuid: NetUid,
    ) -> SharePool<StoredPool<'_, T>> {
        SharePool(StoredPool {
            hotkey,
            netuid,
            value_rao: Cell::new(None),
            share_may_be_old: Cell::new(true),
            denominator_may_be_old: Cell::new(true),
        })
    }

    /// All stake on the hotkey, by anyone.
    pub fn stake_for_hotkey_on_subnet(hotkey: &T::AccountId, netuid: NetUid) -> AlphaBalance {
        TotalHotkeyAlpha::<T>::get(hotkey, netuid)
    }

    /// What the coldkey's share of the hotkey's pool is worth.
    pub fn stake_for_hotkey_and_coldkey_on_subnet(
        hotkey: &T::AccountId,
        coldkey: &T::AccountId,
        netuid: NetUid,
    ) -> AlphaBalance {
        Self::share_pool(hotkey, netuid).value_of(coldkey).into()
    }

    /// Credits alpha to the coldkey's share.
    pub fn increase_stake_for_hotkey_and_coldkey_on_subnet(
        hotkey: &T::AccountId,
        coldkey: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
    ) {
        // Nothing is credited for nothing, and an epoch has many of these.
        if amount.is_zero() {
            return;
        }
        let mut hotkeys = StakingHotkeys::<T>::get(coldkey);
        if !hotkeys.contains(hotkey) {
            hotkeys.push(hotkey.clone());
            StakingHotkeys::<T>::insert(coldkey, hotkeys);
        }
        Self::share_pool(hotkey, netuid).update_one(coldkey, signed(amount));
    }

    /// Takes alpha from the coldkey's share; does nothing when the share is worth less.
    pub fn decrease_stake_for_hotkey_and_coldkey_on_subnet(
        hotkey: &T::AccountId,
        coldkey: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
    ) {
        let mut pool = Self::share_pool(hotkey, netuid);
        if pool.has_share(coldkey) && pool.value_of(coldkey) >= amount.to_u64() {
            pool.update_one(coldkey, signed(amount).saturating_neg());
        }
    }

    /// Credits alpha to everyone in the hotkey's pool.
    pub fn increase_stake_for_hotkey_on_subnet(
        hotkey: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
    ) {
        if !amount.is_zero() {
            Self::share_pool(hotkey, netuid).update_all(signed(amount));
        }
    }

    /// Takes alpha from everyone in the hotkey's pool.
    pub fn decrease_stake_for_hotkey_on_subnet(
        hotkey: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
    ) {
        Self::share_pool(hotkey, netuid).update_all(signed(amount).saturating_neg());
    }

    /// All alpha of the coldkey on the subnet, over all hotkeys.
    pub fn total_coldkey_alpha_on_subnet(coldkey: &T::AccountId, netuid: NetUid) -> AlphaBalance {
        StakingHotkeys::<T>::get(coldkey)
            .iter()
            .map(|hotkey| Self::stake_for_hotkey_and_coldkey_on_subnet(hotkey, coldkey, netuid))
            .sum()
    }

    /// Alpha of a subnet in and outside of its pool.
    pub fn alpha_issuance(netuid: NetUid) -> AlphaBalance {
        SubnetAlphaIn::<T>::get(netuid).saturating_add(SubnetAlphaOut::<T>::get(netuid))
    }

    /// TAO value at spot prices of all stake on the hotkey.
    pub fn total_stake_for_hotkey(hotkey: &T::AccountId) -> TaoBalance {
        Self::staked_networks()
            .map(|netuid| {
                let alpha = Self::stake_for_hotkey_on_subnet(hotkey, netuid);
                T::SwapInterface::tao_at_spot(netuid, alpha)
            })
            .sum()
    }

    /// TAO value at spot prices of all stake of the coldkey.
    pub fn total_stake_for_coldkey(coldkey: &T::AccountId) -> TaoBalance {
        Self::staked_networks()
            .map(|netuid| {
                let alpha = Self::total_coldkey_alpha_on_subnet(coldkey, netuid);
                T::SwapInterface::tao_at_spot(netuid, alpha)
            })
            .sum()
    }

    /// All networks in the chain's order of iteration, root included.
    pub(crate) fn staked_networks() -> impl Iterator<Item = NetUid> {
        NetworksAdded::<T>::iter().filter_map(|(netuid, added)| added.then_some(netuid))
    }
}
