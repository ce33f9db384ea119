//! What relations and announcements cost while they last.

use crate::{Announcements, Config, DepositKind, Event, Pallet, Proxies};
use frame_support::traits::{Get, ReservableCurrency};
use sp_runtime::{DispatchError, DispatchResult};
use taonet_primitives::TaoBalance;

/// A base for having any, and a part for each.
fn price(base: TaoBalance, each: TaoBalance, count: usize) -> TaoBalance {
    match u64::try_from(count) {
        Ok(0) => TaoBalance::ZERO,
        Ok(count) => base.saturating_add(each.saturating_mul(TaoBalance::new(count))),
        Err(_) => TaoBalance::MAX,
    }
}

impl<T: Config> Pallet<T> {
    /// Deposit in rao for this many relations.
    pub fn deposit(relations: usize) -> TaoBalance {
        let (base, each) = (T::ProxyDepositBase::get(), T::ProxyDepositFactor::get());
        price(base, each, relations)
    }

    /// Deposit in rao for this many announcements.
    pub(crate) fn announcement_deposit(pending: usize) -> TaoBalance {
        let base = T::AnnouncementDepositBase::get();
        price(base, T::AnnouncementDepositFactor::get(), pending)
    }

    /// Reserves or gives back the difference of two deposits.
    pub(crate) fn adjust_deposit(
        who: &T::AccountId,
        old: TaoBalance,
        new: TaoBalance,
    ) -> DispatchResult {
        if new > old {
            return T::Currency::reserve(who, new.saturating_sub(old));
        }
        // What cannot be given back was taken from the reserve by force; nobody owes it.
        T::Currency::unreserve(who, old.saturating_sub(new));
        Ok(())
    }

    /// Adapts both deposits to the present prices and says whether one changed.
    pub(crate) fn do_poke_deposit(who: &T::AccountId) -> Result<bool, DispatchError> {
        let relations = Proxies::<T>::try_mutate_exists(who, |entry| {
            let Some((relations, deposit)) = entry.as_mut() else {
                return Ok(false);
            };
            let new = Self::deposit(relations.len());
            Self::poke(who, DepositKind::Proxies, deposit, new)
        })?;
        let announcements = Announcements::<T>::try_mutate_exists(who, |entry| {
            let Some((pending, deposit)) = entry.as_mut() else {
                return Ok(false);
            };
            let new = Self::announcement_deposit(pending.len());
            Self::poke(who, DepositKind::Announcements, deposit, new)
        })?;
        Ok(relations || announcements)
    }

    fn poke(
        who: &T::AccountId,
        kind: DepositKind,
        deposit: &mut TaoBalance,
        new_deposit: TaoBalance,
    ) -> Result<bool, DispatchError> {
        let old_deposit = *deposit;
        if old_deposit == new_deposit {
            return Ok(false);
        }
        Self::adjust_deposit(who, old_deposit, new_deposit)?;
        *deposit = new_deposit;
        Self::deposit_event(Event::DepositPoked {
            who: who.clone(),
            kind,
            old_deposit,
            new_deposit,
        });
        Ok(true)
    }
}
