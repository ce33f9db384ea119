//! Proof that the books balance.

use crate::pallet::*;
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::traits::fungible::Inspect;
use sp_runtime::TryRuntimeError;
use taonet_primitives::{AlphaBalance, NetUid};

/// Rounding of share pools may leave their parts this much above or below the whole, in rao per
/// holder.
const ROUNDING_RAO: u64 = 1;

/// Numbers of shares are rounded; a pool loses no more than one part in so many by that.
const SHARE_PRECISION: u64 = 1_000_000_000;

impl<T: Config> Pallet<T> {
    /// Checks what has to hold between any two calls.
    ///
    /// 1. Every dynamic subnet's account holds at least the TAO of its pool.
    /// 2. No more TAO exists than is counted as issued. Less may: dust and what its holder burns
    ///    through the balances pallet stay counted.
    /// 3. A hotkey's pool is worth what its coldkeys' shares are worth, less rounding.
    /// 4. All stake of a subnet lies within its alpha outside of the pool.
    /// 5. Seats and locks are in order: see `check_neurons` and `check_locks`.
    ///
    /// # Errors
    /// Names the first equation that fails.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        Self::check_tao()?;
        Self::check_shares()?;
        Self::check_neurons()?;
        Self::check_locks()
    }

    fn check_tao() -> Result<(), TryRuntimeError> {
        if TotalIssuance::<T>::get() < T::Currency::total_issuance() {
            return Err("more TAO exists than TotalIssuance counts".into());
        }
        for netuid in Self::staked_networks() {
            let account = Self::subnet_account_of(netuid);
            if T::Currency::total_balance(&account) < SubnetTAO::<T>::get(netuid) {
                return Err("a subnet's account holds less TAO than its pool counts".into());
            }
        }
        Ok(())
    }

    fn check_shares() -> Result<(), TryRuntimeError> {
        let mut holders: BTreeMap<(T::AccountId, NetUid), Vec<T::AccountId>> = BTreeMap::new();
        for (hotkey, coldkey, netuid) in AlphaV2::<T>::iter_keys().chain(Alpha::<T>::iter_keys()) {
            holders.entry((hotkey, netuid)).or_default().push(coldkey);
        }
        for ((hotkey, netuid), coldkeys) in holders {
            let total = Self::stake_for_hotkey_on_subnet(&hotkey, netuid);
            let parts: AlphaBalance = coldkeys
                .iter()
                .map(|key| Self::stake_for_hotkey_and_coldkey_on_subnet(&hotkey, key, netuid))
                .sum();
            let count = u64::try_from(coldkeys.len()).unwrap_or(u64::MAX);
            let slack = AlphaBalance::new(count.saturating_mul(ROUNDING_RAO));
            if parts > total.saturating_add(slack) {
                return Err("shares of a hotkey are worth more than its pool".into());
            }
            let lost = total.saturating_sub(parts.saturating_add(slack));
            if lost.to_u64() > total.to_u64() / SHARE_PRECISION {
                return Err("shares of a hotkey are worth less than its pool".into());
            }
        }
        let mut staked: BTreeMap<NetUid, AlphaBalance> = BTreeMap::new();
        for (_, netuid, alpha) in TotalHotkeyAlpha::<T>::iter() {
            *staked.entry(netuid).or_default() += alpha;
        }
        for (netuid, alpha) in staked {
            if NetworksAdded::<T>::get(netuid) && alpha > SubnetAlphaOut::<T>::get(netuid) {
                return Err("more alpha is staked on a subnet than lies outside its pool".into());
            }
        }
        Ok(())
    }
}
