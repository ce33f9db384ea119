//! Stake that moves to another coldkey takes its lock along.

use frame_support::ensure;
use sp_runtime::DispatchResult;
use substrate_fixed::types::U64F64;
use taonet_primitives::{AlphaBalance, NetUid};

use super::{
    bucket::{Bucket, from_stored},
    lock::empty_lock,
};
use crate::*;

/// Bit of `AccountFlags` that says that the account takes locked alpha.
pub(crate) const ACCEPTS_LOCKED_ALPHA: u128 = 1;

impl<T: Config> Pallet<T> {
    /// Moves as much of `from`'s lock to `to` as its free stake does not cover of `amount`.
    ///
    /// # Errors
    /// `LockHotkeyMismatch` if `to` has a lock to another hotkey, `AccountRejectsLockedAlpha` if
    /// it does not take locked alpha.
    pub fn transfer_lock(
        from: &T::AccountId,
        to: &T::AccountId,
        netuid: NetUid,
        amount: AlphaBalance,
    ) -> DispatchResult {
        if from == to || amount.is_zero() {
            return Ok(());
        }
        let now = Self::now();
        let rates = Self::lock_rates();
        let Some((hotkey, stored)) = Lock::<T>::iter_prefix((from, netuid)).next() else {
            return Ok(());
        };
        let from_kind = Self::lock_kind(from, netuid, &hotkey);
        let mut giving = from_stored(&stored).roll(now, from_kind, rates).state;
        let existing = Lock::<T>::iter_prefix((to, netuid)).next();
        let to_hotkey = existing.as_ref().map_or(&hotkey, |(hotkey, _)| hotkey);
        let to_kind = Self::lock_kind(to, netuid, to_hotkey);
        let mut taking = existing
            .as_ref()
            .map(|(_, stored)| from_stored(stored).roll(now, to_kind, rates).state);

        let free = Self::total_coldkey_alpha_on_subnet(from, netuid)
            .to_u64()
            .saturating_sub(giving.locked_mass);
        let over = amount.to_u64().saturating_sub(free);
        let mut mass = 0;
        let mut conviction = U64F64::from_bits(0);
        if over > 0 {
            ensure!(*to_hotkey == hotkey, Error::<T>::LockHotkeyMismatch);
            mass = over.min(giving.locked_mass);
            conviction = giving.conviction_of(mass);
            giving = giving.sub(mass, conviction);
            taking = Some(
                taking
                    .unwrap_or_else(|| empty_lock(now))
                    .add(mass, conviction),
            );
        }
        if mass > 0 {
            ensure!(
                AccountFlags::<T>::get(to) & ACCEPTS_LOCKED_ALPHA != 0,
                Error::<T>::AccountRejectsLockedAlpha
            );
        }
        let giving = giving.roll(now, from_kind, rates).state;
        Self::store_lock(from, netuid, &hotkey, &giving);
        if let Some(taking) = taking {
            let taking = taking.roll(now, to_kind, rates).state;
            Self::store_lock(to, netuid, to_hotkey, &taking);
        }
        if mass > 0 {
            let source = Bucket {
                netuid,
                hotkey: hotkey.clone(),
                kind: from_kind,
            };
            Self::reduce_bucket(&source, mass, conviction, now);
            let target = Bucket {
                netuid,
                hotkey: to_hotkey.clone(),
                kind: to_kind,
            };
            let state = Self::bucket_state(&target, now);
            Self::add_to_bucket(&target, &state, mass, conviction, now);
        }
        Ok(())
    }
}
