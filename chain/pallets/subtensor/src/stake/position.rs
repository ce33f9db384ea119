//! Into a position and out of it: TAO to stake, stake to TAO, stake to stake within a subnet.

use crate::pallet::*;
use frame_support::ensure;
use sp_runtime::DispatchError;
use taonet_primitives::{AlphaBalance, AlphaLedger, BlockAuthor, NetUid, SwapHandler, TaoBalance};

/// Who holds stake on which hotkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder<AccountId> {
    /// The owner of the stake.
    pub coldkey: AccountId,
    /// The hotkey it is on.
    pub hotkey: AccountId,
}

impl<T: Config> Pallet<T> {
    /// Buys alpha with the coldkey's TAO and stakes it on the hotkey. Gives back the alpha.
    ///
    /// What a limit leaves unspent stays in the subnet: callers cap the amount beforehand.
    ///
    /// # Errors
    /// `SubnetNotExists`, `InsufficientTaoBalance`, `AmountTooLow` when the TAO buys nothing,
    /// `InsufficientLiquidity` when the alpha is too little for a share, and those of the pools.
    pub fn stake_into(
        hotkey: &T::AccountId,
        coldkey: &T::AccountId,
        netuid: NetUid,
        tao: TaoBalance,
        limit: TaoBalance,
        drop_fees: bool,
    ) -> Result<AlphaBalance, DispatchError> {
        let staked = Self::transfer_tao_to_subnet(netuid, coldkey, tao)?;
        let bought = Self::buy_alpha(netuid, staked, limit, drop_fees)?;
        let alpha = bought.paid_out;
        ensure!(!alpha.is_zero(), Error::<T>::AmountTooLow);
        ensure!(
            Self::share_pool(hotkey, netuid).accepts(alpha.to_u64()),
            Error::<T>::InsufficientLiquidity
        );
        Self::increase_stake_for_hotkey_and_coldkey_on_subnet(hotkey, coldkey, netuid, alpha);
        if !bought.fee_to_author.is_zero() {
            match T::BlockAuthor::author() {
                Some(author) => {
                    Self::transfer_tao_from_subnet(netuid, &author, bought.fee_to_author)?;
                }
                None => {
                    // A fee that cannot be burned stays in the subnet, which harms nobody.
                    let _ = Self::transfer_tao_from_subnet(
                        netuid,
                        &Self::burn_account_id(),
                        bought.fee_to_author,
                    );
                }
            }
        }
        Self::record_tao_inflow(netuid, bought.paid_in);
        Self::note_stake_change(hotkey, coldkey, netuid);
        if netuid.is_root() {
            Self::add_root_stake_watermark(hotkey, coldkey, alpha.to_u64());
            Self::index_root_coldkey(coldkey);
        }
        Self::deposit_event(Event::StakeAdded(
            coldkey.clone(),
            hotkey.clone(),
            staked,
            alpha,
            netuid,
            bought.fee.to_u64(),
        ));
        Ok(alpha)
    }

    /// Sells the coldkey's alpha on the hotkey and pays the TAO to `beneficiary`. Gives back the
    /// TAO. What a limit leaves unsold stays staked.
    ///
    /// # Errors
    /// `NotEnoughStakeToWithdraw`, and those of the pools and of TAO movements.
    pub fn unstake_from(
        hotkey: &T::AccountId,
        coldkey: &T::AccountId,
        beneficiary: &T::AccountId,
        netuid: NetUid,
        alpha: AlphaBalance,
        limit: TaoBalance,
        drop_fees: bool,
    ) -> Result<TaoBalance, DispatchError> {
        // Selling what is not held would make TAO out of nothing.
        let held = Self::stake_for_hotkey_and_coldkey_on_subnet(hotkey, coldkey, netuid);
        ensure!(held >= alpha, Error::<T>::NotEnoughStakeToWithdraw);
        Self::decrease_stake_for_hotkey_and_coldkey_on_subnet(hotkey, coldkey, netuid, alpha);
        let sold = Self::sell_alpha(netuid, alpha, limit, drop_fees)?;
        let unsold = alpha.saturating_sub(sold.paid_in.saturating_add(sold.fee));
        if !unsold.is_zero() {
            Self::increase_stake_for_hotkey_and_coldkey_on_subnet(hotkey, coldkey, netuid, unsold);
        }
        Self::transfer_tao_from_subnet(netuid, beneficiary, sold.paid_out)?;
        let mut outflow = sold.paid_out;
        match T::BlockAuthor::author() {
            Some(author) => {
                let floor = T::SwapInterface::min_price();
                let fee = Self::sell_alpha(netuid, sold.fee_to_author, floor, true)?;
                Self::transfer_tao_from_subnet(netuid, &author, fee.paid_out)?;
                outflow += fee.paid_out;
            }
            None => T::AlphaAssets::burn(netuid, sold.fee_to_author),
        }
        if netuid.is_root() {
            Self::remove_root_stake_watermark(hotkey, coldkey, alpha.to_u64());
            Self::maybe_unindex_root_coldkey(coldkey);
        }
        Self::record_tao_outflow(netuid, outflow);
        Self::note_stake_change(hotkey, coldkey, netuid);
        Self::deposit_event(Event::StakeRemoved(
            coldkey.clone(),
            hotkey.clone(),
            sold.paid_out,
            sold.paid_in,
            netuid,
            sold.fee.to_u64(),
        ));
        Ok(sold.paid_out)
    }

    /// Moves alpha between two holders on the same subnet, with the lock that it needs. Nothing is
    /// swapped. Gives back its TAO value at the spot price.
    ///
    /// # Errors
    /// `NotEnoughStakeToWithdraw`, `AmountTooLow`, and those of moving a lock.
    pub fn transfer_stake_within_subnet(
        from: &Holder<T::AccountId>,
        to: &Holder<T::AccountId>,
        netuid: NetUid,
        alpha: AlphaBalance,
    ) -> Result<TaoBalance, DispatchError> {
        let held =
            Self::stake_for_hotkey_and_coldkey_on_subnet(&from.hotkey, &from.coldkey, netuid);
        ensure!(held >= alpha, Error::<T>::NotEnoughStakeToWithdraw);
        Self::transfer_lock(&from.coldkey, &to.coldkey, netuid, alpha)?;
        Self::decrease_stake_for_hotkey_and_coldkey_on_subnet(
            &from.hotkey,
            &from.coldkey,
            netuid,
            alpha,
        );
        if netuid.is_root() {
            Self::remove_root_stake_watermark(&from.hotkey, &from.coldkey, alpha.to_u64());
        }
        Self::increase_stake_for_hotkey_and_coldkey_on_subnet(
            &to.hotkey,
            &to.coldkey,
            netuid,
            alpha,
        );
        if netuid.is_root() {
            Self::add_root_stake_watermark(&to.hotkey, &to.coldkey, alpha.to_u64());
        }
        let tao = T::SwapInterface::tao_at_spot(netuid, alpha);
        ensure!(tao >= Self::min_stake(), Error::<T>::AmountTooLow);
        LastColdkeyHotkeyStakeBlock::<T>::insert(&to.coldkey, &to.hotkey, Self::now());
        Self::deposit_event(Event::StakeRemoved(
            from.coldkey.clone(),
            from.hotkey.clone(),
            tao,
            alpha,
            netuid,
            0,
        ));
        Self::deposit_event(Event::StakeAdded(
            to.coldkey.clone(),
            to.hotkey.clone(),
            tao,
            alpha,
            netuid,
            0,
        ));
        Ok(tao)
    }

    fn note_stake_change(hotkey: &T::AccountId, coldkey: &T::AccountId, netuid: NetUid) {
        Self::refresh_lock(coldkey, netuid);
        LastColdkeyHotkeyStakeBlock::<T>::insert(coldkey, hotkey, Self::now());
    }
}
