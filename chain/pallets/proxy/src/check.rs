//! What must be true of all relations and announcements.

use crate::{Announcements, Config, Pallet, Proxies, RealPaysFee};
use frame_support::traits::ReservableCurrency;
use taonet_primitives::TaoBalance;

impl<T: Config> Pallet<T> {
    /// Checks what holds after every block:
    ///
    /// 1. Whoever has an entry has a relation in it, or an announcement: there are no empty ones.
    /// 2. The relations of an account are in ascending order, none twice, none to itself.
    /// 3. Announcements are in the order of their blocks, and none is of a block to come.
    /// 4. Deposits are reserved with those who owe them. The first relation of an account without
    ///    a key is its spawner's, of whom the chain knows nothing any more: it is left out.
    /// 5. A real account pays the fees of its delegates only.
    ///
    /// # Errors
    /// Names the first thing that does not hold.
    pub fn check_state() -> Result<(), &'static str> {
        for (real, (relations, deposit)) in Proxies::<T>::iter() {
            if relations.is_empty() {
                return Err("an account without relations has an entry");
            }
            if !relations.is_sorted_by(|one, next| one < next) {
                return Err("relations out of order, or twice");
            }
            if relations.iter().any(|relation| relation.delegate == real) {
                return Err("an account acts for itself");
            }
            let own = deposit.saturating_sub(Self::deposit(1));
            let (_, announced) = Announcements::<T>::get(&real);
            if T::Currency::reserved_balance(&real) < own.saturating_add(announced) {
                return Err("the deposit of relations is not reserved");
            }
        }
        let now = frame_system::Pallet::<T>::block_number();
        for (delegate, (pending, deposit)) in Announcements::<T>::iter() {
            if pending.is_empty() {
                return Err("an account without announcements has an entry");
            }
            if !pending.is_sorted_by_key(|announcement| announcement.height) {
                return Err("announcements out of order");
            }
            if pending.last().is_some_and(|last| last.height > now) {
                return Err("an announcement of a block to come");
            }
            if deposit == TaoBalance::ZERO || T::Currency::reserved_balance(&delegate) < deposit {
                return Err("the deposit of announcements is not reserved");
            }
        }
        for (real, delegate) in RealPaysFee::<T>::iter_keys() {
            if Self::find_proxy(&real, &delegate, None).is_err() {
                return Err("an account pays the fees of somebody who does not act for it");
            }
        }
        Ok(())
    }
}
