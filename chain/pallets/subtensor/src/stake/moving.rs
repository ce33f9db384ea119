//! Moving stake between hotkeys, coldkeys and subnets.

use super::position::Holder;
use crate::pallet::*;
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};
use taonet_primitives::{AlphaBalance, NetUid, SwapHandler, TaoBalance};

/// Where stake comes from or goes to.
struct Place<T: Config> {
    holder: Holder<T::AccountId>,
    netuid: NetUid,
}

/// A limit on the ratio of the two subnets' prices, in 10⁻⁹.
struct PriceLimit {
    ratio: TaoBalance,
    allow_partial: bool,
}

impl<T: Config> Pallet<T> {
    /// Moves stake to another hotkey or subnet, same coldkey.
    ///
    /// # Errors
    /// See [`Pallet::move_stake`].
    pub fn do_move_stake(
        coldkey: T::AccountId,
        origin_hotkey: T::AccountId,
        destination_hotkey: T::AccountId,
        origin_netuid: NetUid,
        destination_netuid: NetUid,
        alpha: AlphaBalance,
    ) -> DispatchResult {
        let tao = Self::relocate(
            &Self::place(&coldkey, &origin_hotkey, origin_netuid),
            &Self::place(&coldkey, &destination_hotkey, destination_netuid),
            alpha,
            None,
            false,
        )?;
        Self::deposit_event(Event::StakeMoved(
            coldkey,
            origin_hotkey,
            origin_netuid,
            destination_hotkey,
            destination_netuid,
            tao,
        ));
        Ok(())
    }

    /// Gives stake to another coldkey, same hotkey.
    ///
    /// # Errors
    /// See [`Pallet::transfer_stake`].
    pub fn do_transfer_stake(
        coldkey: T::AccountId,
        destination_coldkey: T::AccountId,
        hotkey: T::AccountId,
        origin_netuid: NetUid,
        destination_netuid: NetUid,
        alpha: AlphaBalance,
    ) -> DispatchResult {
        let tao = Self::relocate(
            &Self::place(&coldkey, &hotkey, origin_netuid),
            &Self::place(&destination_coldkey, &hotkey, destination_netuid),
            alpha,
            None,
            true,
        )?;
        Self::deposit_event(Event::StakeTransferred(
            coldkey,
            destination_coldkey,
            hotkey,
            origin_netuid,
            destination_netuid,
            tao,
        ));
        Ok(())
    }

    /// Moves stake to another subnet, same hotkey and coldkey, optionally under a limit on the
    /// ratio of the prices (with permission to move less).
    ///
    /// # Errors
    /// See [`Pallet::swap_stake_limit`].
    pub fn do_swap_stake(
        coldkey: T::AccountId,
        hotkey: T::AccountId,
        origin_netuid: NetUid,
        destination_netuid: NetUid,
        alpha: AlphaBalance,
        limit: Option<(TaoBalance, bool)>,
    ) -> DispatchResult {
        let tao = Self::relocate(
            &Self::place(&coldkey, &hotkey, origin_netuid),
            &Self::place(&coldkey, &hotkey, destination_netuid),
            alpha,
            limit.map(|(ratio, allow_partial)| PriceLimit {
                ratio,
                allow_partial,
            }),
            false,
        )?;
        Self::deposit_event(Event::StakeSwapped(
            coldkey,
            hotkey,
            origin_netuid,
            destination_netuid,
            tao,
        ));
        Ok(())
    }

    fn place(coldkey: &T::AccountId, hotkey: &T::AccountId, netuid: NetUid) -> Place<T> {
        Place {
            holder: Holder {
                coldkey: coldkey.clone(),
                hotkey: hotkey.clone(),
            },
            netuid,
        }
    }

    fn relocate(
        from: &Place<T>,
        to: &Place<T>,
        alpha: AlphaBalance,
        limit: Option<PriceLimit>,
        is_transfer: bool,
    ) -> Result<TaoBalance, DispatchError> {
        let held = Self::stake_for_hotkey_and_coldkey_on_subnet(
            &from.holder.hotkey,
            &from.holder.coldkey,
            from.netuid,
        );
        let amount = alpha.min(held);
        let max = match &limit {
            Some(limit) if from.netuid != to.netuid => {
                T::SwapInterface::max_move(from.netuid, to.netuid, limit.ratio)?
            }
            _ => amount,
        };
        let must_fill = limit.is_some_and(|limit| !limit.allow_partial);
        Self::validate_move(from, to, amount, max, must_fill, is_transfer)?;
        let moved = amount.min(max);
        if from.netuid == to.netuid {
            return Self::transfer_stake_within_subnet(
                &from.holder,
                &to.holder,
                from.netuid,
                moved,
            );
        }
        Self::move_across(from, to, moved)
    }

    fn validate_move(
        from: &Place<T>,
        to: &Place<T>,
        amount: AlphaBalance,
        max: AlphaBalance,
        must_fill: bool,
        is_transfer: bool,
    ) -> DispatchResult {
        let across = from.netuid != to.netuid;
        ensure!(across || from.holder != to.holder, Error::<T>::SameNetuid);
        for place in [from, to] {
            ensure!(
                NetworksAdded::<T>::get(place.netuid),
                Error::<T>::SubnetNotExists
            );
        }
        for place in [from, to] {
            ensure!(
                SubtokenEnabled::<T>::get(place.netuid),
                Error::<T>::SubtokenDisabled
            );
        }
        for place in [from, to] {
            ensure!(
                Self::hotkey_account_exists(&place.holder.hotkey),
                Error::<T>::HotKeyAccountNotExists
            );
        }
        if across {
            let sold = T::SwapInterface::quote_sell(from.netuid, amount)
                .map_err(|_| Error::<T>::InsufficientLiquidity)?;
            ensure!(sold.paid_out > Self::min_stake(), Error::<T>::AmountTooLow);
            ensure!(!must_fill || amount <= max, Error::<T>::SlippageTooHigh);
        }
        if is_transfer {
            for place in [from, to] {
                ensure!(
                    TransferToggle::<T>::get(place.netuid),
                    Error::<T>::TransferDisallowed
                );
            }
        }
        if across {
            Self::ensure_unlocked(&from.holder.coldkey, from.netuid, amount)?;
        }
        Ok(())
    }

    /// Sells on the origin and buys on the destination. The fee is taken once: where the stake
    /// comes from, unless that is root.
    fn move_across(
        from: &Place<T>,
        to: &Place<T>,
        alpha: AlphaBalance,
    ) -> Result<TaoBalance, DispatchError> {
        let from_root = from.netuid.is_root();
        let tao = Self::unstake_from(
            &from.holder.hotkey,
            &from.holder.coldkey,
            &from.holder.coldkey,
            from.netuid,
            alpha,
            T::SwapInterface::min_price(),
            from_root,
        )?;
        if from.holder.coldkey != to.holder.coldkey {
            Self::transfer_tao(&from.holder.coldkey, &to.holder.coldkey, tao)?;
        }
        if tao >= Self::min_stake() {
            if !Self::coldkey_owns_hotkey(&to.holder.coldkey, &to.holder.hotkey) {
                Self::become_delegate(&to.holder.hotkey);
            }
            Self::stake_into(
                &to.holder.hotkey,
                &to.holder.coldkey,
                to.netuid,
                tao,
                T::SwapInterface::max_price(),
                !from_root,
            )?;
        }
        Ok(tao)
    }
}
