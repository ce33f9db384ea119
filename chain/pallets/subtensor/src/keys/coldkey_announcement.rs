//! Announcing a coldkey swap, making it, withdrawing and disputing it.

use codec::Encode;
use frame_support::{ensure, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::H256;
use sp_runtime::{DispatchResult, Saturating};
use taonet_primitives::TaoBalance;

use crate::*;

impl<T: Config> Pallet<T> {
    /// Announces that the coldkey will be swapped for the one with this hash. The first
    /// announcement costs `KeySwapCost`; it can be replaced once the swap has been possible for a
    /// while.
    ///
    /// # Errors
    /// `ColdkeySwapReannouncedTooEarly`, `NotEnoughBalanceToPaySwapColdKey`.
    pub fn do_announce_coldkey_swap(who: T::AccountId, new_coldkey_hash: H256) -> DispatchResult {
        let now = Self::now_in_blocks();
        match ColdkeySwapAnnouncements::<T>::get(&who) {
            Some((when, _)) => ensure!(
                now >= Self::reannouncement_block(when),
                Error::<T>::ColdkeySwapReannouncedTooEarly
            ),
            None => Self::pay_for_coldkey_swap(&who, T::KeySwapCost::get())?,
        }
        let when = now.saturating_add(ColdkeySwapAnnouncementDelay::<T>::get());
        ColdkeySwapAnnouncements::<T>::insert(&who, (when, new_coldkey_hash));
        Self::deposit_event(Event::ColdkeySwapAnnounced {
            who,
            new_coldkey_hash,
        });
        Ok(())
    }

    /// Makes an announced swap.
    ///
    /// # Errors
    /// `ColdkeySwapAnnouncementNotFound`, `AnnouncedColdkeyHashDoesNotMatch`,
    /// `ColdkeySwapTooEarly`, and those of [`Pallet::swap_coldkeys`].
    pub fn do_swap_coldkey_announced(old: &T::AccountId, new: &T::AccountId) -> DispatchResult {
        let (when, hash) = ColdkeySwapAnnouncements::<T>::take(old)
            .ok_or(Error::<T>::ColdkeySwapAnnouncementNotFound)?;
        ensure!(
            H256(sp_io::hashing::blake2_256(&new.encode())) == hash,
            Error::<T>::AnnouncedColdkeyHashDoesNotMatch
        );
        ensure!(
            Self::now_in_blocks() >= when,
            Error::<T>::ColdkeySwapTooEarly
        );
        Self::swap_coldkeys(old, new)
    }

    /// Swaps a coldkey at once, for root.
    ///
    /// # Errors
    /// `NotEnoughBalanceToPaySwapColdKey`, and those of [`Pallet::swap_coldkeys`].
    pub fn do_swap_coldkey(
        old: &T::AccountId,
        new: &T::AccountId,
        swap_cost: TaoBalance,
    ) -> DispatchResult {
        if !swap_cost.is_zero() {
            Self::pay_for_coldkey_swap(old, swap_cost)?;
        }
        Self::swap_coldkeys(old, new)?;
        ColdkeySwapAnnouncements::<T>::remove(old);
        ColdkeySwapDisputes::<T>::remove(old);
        Ok(())
    }

    /// Disputes the coldkey's announced swap, which stops the coldkey until root resets it.
    ///
    /// # Errors
    /// `ColdkeySwapAnnouncementNotFound`, `ColdkeySwapAlreadyDisputed`.
    pub fn do_dispute_coldkey_swap(coldkey: T::AccountId) -> DispatchResult {
        ensure!(
            ColdkeySwapAnnouncements::<T>::contains_key(&coldkey),
            Error::<T>::ColdkeySwapAnnouncementNotFound
        );
        ensure!(
            !ColdkeySwapDisputes::<T>::contains_key(&coldkey),
            Error::<T>::ColdkeySwapAlreadyDisputed
        );
        ColdkeySwapDisputes::<T>::insert(&coldkey, Self::now_in_blocks());
        Self::deposit_event(Event::ColdkeySwapDisputed { coldkey });
        Ok(())
    }

    /// Forgets the coldkey's announcement and dispute, for root.
    pub fn do_reset_coldkey_swap(who: T::AccountId) {
        ColdkeySwapAnnouncements::<T>::remove(&who);
        ColdkeySwapDisputes::<T>::remove(&who);
        Self::deposit_event(Event::ColdkeySwapReset { who });
    }

    /// Withdraws an announcement, once the swap has been possible for a while.
    ///
    /// # Errors
    /// `ColdkeySwapAnnouncementNotFound`, `ColdkeySwapClearTooEarly`.
    pub fn do_clear_coldkey_swap_announcement(who: T::AccountId) -> DispatchResult {
        let (when, _) = ColdkeySwapAnnouncements::<T>::get(&who)
            .ok_or(Error::<T>::ColdkeySwapAnnouncementNotFound)?;
        ensure!(
            Self::now_in_blocks() >= Self::reannouncement_block(when),
            Error::<T>::ColdkeySwapClearTooEarly
        );
        ColdkeySwapAnnouncements::<T>::remove(&who);
        Self::deposit_event(Event::ColdkeySwapCleared { who });
        Ok(())
    }

    fn now_in_blocks() -> BlockNumberFor<T> {
        frame_system::Pallet::<T>::block_number()
    }

    /// From when on an announcement whose swap is possible at `when` can be replaced or withdrawn.
    fn reannouncement_block(when: BlockNumberFor<T>) -> BlockNumberFor<T> {
        when.saturating_add(ColdkeySwapReannouncementDelay::<T>::get())
    }

    fn pay_for_coldkey_swap(coldkey: &T::AccountId, cost: TaoBalance) -> DispatchResult {
        // The account has to stay alive: it is there until the swap is made.
        ensure!(
            cost <= Self::free_balance(coldkey),
            Error::<T>::NotEnoughBalanceToPaySwapColdKey
        );
        Self::recycle_tao(coldkey, cost)
    }
}
