//! Giving alpha up.

use crate::pallet::*;
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};
use taonet_primitives::{AlphaBalance, AlphaLedger, NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
    /// Counts alpha that nobody holds as burned. It stays issued.
    pub fn burn_subnet_alpha(netuid: NetUid, amount: AlphaBalance) {
        T::AlphaAssets::burn(netuid, amount);
    }

    /// Takes the coldkey's stake out of the issuance.
    ///
    /// # Errors
    /// See [`Pallet::recycle_alpha`].
    pub fn do_recycle_alpha(
        coldkey: T::AccountId,
        hotkey: T::AccountId,
        amount: AlphaBalance,
        netuid: NetUid,
    ) -> DispatchResult {
        let amount = Self::give_up_stake(&coldkey, &hotkey, amount, netuid)?;
        Self::recycle_subnet_alpha(netuid, amount);
        Self::deposit_event(Event::AlphaRecycled(coldkey, hotkey, amount, netuid));
        Ok(())
    }

    /// Burns the coldkey's stake.
    ///
    /// # Errors
    /// See [`Pallet::burn_alpha`].
    pub fn do_burn_alpha(
        coldkey: T::AccountId,
        hotkey: T::AccountId,
        amount: AlphaBalance,
        netuid: NetUid,
    ) -> DispatchResult {
        let amount = Self::give_up_stake(&coldkey, &hotkey, amount, netuid)?;
        Self::burn_subnet_alpha(netuid, amount);
        Self::deposit_event(Event::AlphaBurned(coldkey, hotkey, amount, netuid));
        Ok(())
    }

    /// Buys alpha and burns it at once.
    ///
    /// # Errors
    /// Those of adding stake and of burning it.
    pub fn do_add_stake_burn(
        coldkey: T::AccountId,
        hotkey: T::AccountId,
        netuid: NetUid,
        amount: TaoBalance,
        limit: Option<TaoBalance>,
    ) -> DispatchResult {
        let alpha = match limit {
            Some(limit) => {
                Self::do_add_stake_limit(&coldkey, &hotkey, netuid, amount, limit, false)?
            }
            None => Self::do_add_stake(&coldkey, &hotkey, netuid, amount)?,
        };
        Self::do_burn_alpha(coldkey, hotkey.clone(), alpha, netuid)?;
        Self::deposit_event(Event::AddStakeBurn {
            netuid,
            hotkey,
            amount,
            alpha,
        });
        Ok(())
    }

    fn give_up_stake(
        coldkey: &T::AccountId,
        hotkey: &T::AccountId,
        amount: AlphaBalance,
        netuid: NetUid,
    ) -> Result<AlphaBalance, DispatchError> {
        ensure!(NetworksAdded::<T>::get(netuid), Error::<T>::SubnetNotExists);
        ensure!(
            !netuid.is_root(),
            Error::<T>::CannotBurnOrRecycleOnRootSubnet
        );
        ensure!(
            SubtokenEnabled::<T>::get(netuid),
            Error::<T>::SubtokenDisabled
        );
        ensure!(
            Self::hotkey_account_exists(hotkey),
            Error::<T>::HotKeyAccountNotExists
        );
        let held = Self::stake_for_hotkey_and_coldkey_on_subnet(hotkey, coldkey, netuid);
        let amount = amount.min(held);
        ensure!(
            SubnetAlphaOut::<T>::get(netuid) >= amount,
            Error::<T>::InsufficientLiquidity
        );
        Self::ensure_unlocked(coldkey, netuid, amount)?;
        Self::decrease_stake_for_hotkey_and_coldkey_on_subnet(hotkey, coldkey, netuid, amount);
        Ok(amount)
    }
}
