//! Calls that are announced before they are dispatched.

use crate::{Announcement, Announcements, Config, Error, Event, Pallet, PendingCall};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_announce(
        who: T::AccountId,
        real: T::AccountId,
        call_hash: T::Hash,
    ) -> DispatchResult {
        Self::find_proxy(&real, &who, None)?;
        let announcement = Announcement {
            real: real.clone(),
            call_hash,
            height: frame_system::Pallet::<T>::block_number(),
        };
        Announcements::<T>::try_mutate(&who, |(pending, deposit)| -> DispatchResult {
            pending
                .try_push(announcement)
                .map_err(|_| Error::<T>::TooMany)?;
            let new_deposit = Self::announcement_deposit(pending.len());
            Self::adjust_deposit(&who, *deposit, new_deposit)?;
            *deposit = new_deposit;
            Ok(())
        })?;
        Self::deposit_event(Event::Announced {
            real,
            proxy: who,
            call_hash,
        });
        Ok(())
    }

    /// Removes the announcements of `delegate` that match, and gives their deposit back. Fails
    /// with `NotFound` when there are none.
    pub(crate) fn withdraw_announcements(
        delegate: &T::AccountId,
        matches: impl Fn(&PendingCall<T>) -> bool,
    ) -> DispatchResult {
        Announcements::<T>::try_mutate_exists(delegate, |entry| {
            let (mut pending, old_deposit) = entry.take().ok_or(Error::<T>::NotFound)?;
            let before = pending.len();
            pending.retain(|announcement| !matches(announcement));
            ensure!(pending.len() < before, Error::<T>::NotFound);
            let new_deposit = Self::announcement_deposit(pending.len());
            Self::adjust_deposit(delegate, old_deposit, new_deposit)?;
            *entry = (!pending.is_empty()).then_some((pending, new_deposit));
            Ok(())
        })
    }
}
