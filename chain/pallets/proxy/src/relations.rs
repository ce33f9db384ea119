//! Making, ending and finding relations.

use crate::{Config, Error, Event, Pallet, Proxies, ProxyDefinition, RealPaysFee, Relation};
use frame_support::{ensure, traits::ReservableCurrency};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    /// Lets `delegatee` act for `delegator`, who pays the deposit.
    ///
    /// # Errors
    /// `NoSelfProxy`, `Duplicate`, `TooMany`, or that the deposit cannot be paid.
    pub fn add_proxy_delegate(
        delegator: &T::AccountId,
        delegatee: T::AccountId,
        proxy_type: T::ProxyType,
        delay: BlockNumberFor<T>,
    ) -> DispatchResult {
        ensure!(*delegator != delegatee, Error::<T>::NoSelfProxy);
        let relation = ProxyDefinition {
            delegate: delegatee.clone(),
            proxy_type: proxy_type.clone(),
            delay,
        };
        Proxies::<T>::try_mutate(delegator, |(relations, deposit)| -> DispatchResult {
            let Err(place) = relations.binary_search(&relation) else {
                return Err(Error::<T>::Duplicate.into());
            };
            relations
                .try_insert(place, relation)
                .map_err(|_| Error::<T>::TooMany)?;
            let new_deposit = Self::deposit(relations.len());
            Self::adjust_deposit(delegator, *deposit, new_deposit)?;
            *deposit = new_deposit;
            Ok(())
        })?;
        Self::deposit_event(Event::ProxyAdded {
            delegator: delegator.clone(),
            delegatee,
            proxy_type,
            delay,
        });
        Ok(())
    }

    /// Ends a relation, gives its deposit back and ends any payment of the delegate's fees.
    ///
    /// # Errors
    /// `NotFound`, or that a deposit that has become dearer cannot be paid.
    pub fn remove_proxy_delegate(
        delegator: &T::AccountId,
        delegatee: T::AccountId,
        proxy_type: T::ProxyType,
        delay: BlockNumberFor<T>,
    ) -> DispatchResult {
        let relation = ProxyDefinition {
            delegate: delegatee.clone(),
            proxy_type: proxy_type.clone(),
            delay,
        };
        Proxies::<T>::try_mutate_exists(delegator, |entry| -> DispatchResult {
            let (mut relations, old_deposit) = entry.take().ok_or(Error::<T>::NotFound)?;
            let place = relations
                .binary_search(&relation)
                .map_err(|_| Error::<T>::NotFound)?;
            relations.remove(place);
            let new_deposit = Self::deposit(relations.len());
            Self::adjust_deposit(delegator, old_deposit, new_deposit)?;
            *entry = (!relations.is_empty()).then_some((relations, new_deposit));
            Ok(())
        })?;
        RealPaysFee::<T>::remove(delegator, &delegatee);
        Self::deposit_event(Event::ProxyRemoved {
            delegator: delegator.clone(),
            delegatee,
            proxy_type,
            delay,
        });
        Ok(())
    }

    /// Ends all relations of an account and gives the deposit back.
    pub fn remove_all_proxy_delegates(delegator: &T::AccountId) {
        let (relations, deposit) = Proxies::<T>::take(delegator);
        T::Currency::unreserve(delegator, deposit);
        Self::forget_fee_consents(delegator);
        for relation in relations {
            Self::deposit_event(Event::ProxyRemoved {
                delegator: delegator.clone(),
                delegatee: relation.delegate,
                proxy_type: relation.proxy_type,
                delay: relation.delay,
            });
        }
    }

    /// The first relation by which `delegate` acts for `real`, of the given type if one is given.
    ///
    /// # Errors
    /// `NotProxy`.
    pub fn find_proxy(
        real: &T::AccountId,
        delegate: &T::AccountId,
        force_proxy_type: Option<&T::ProxyType>,
    ) -> Result<Relation<T>, Error<T>> {
        let (relations, _) = Proxies::<T>::get(real);
        relations
            .into_iter()
            .find(|relation| {
                relation.delegate == *delegate
                    && force_proxy_type.is_none_or(|wanted| relation.proxy_type == *wanted)
            })
            .ok_or(Error::<T>::NotProxy)
    }

    pub(crate) fn do_set_real_pays_fee(
        real: T::AccountId,
        delegate: T::AccountId,
        pays_fee: bool,
    ) -> DispatchResult {
        Self::find_proxy(&real, &delegate, None)?;
        if pays_fee {
            RealPaysFee::<T>::insert(&real, &delegate, ());
        } else {
            RealPaysFee::<T>::remove(&real, &delegate);
        }
        Self::deposit_event(Event::RealPaysFeeSet {
            real,
            delegate,
            pays_fee,
        });
        Ok(())
    }

    /// Whether `real` pays the fees of what `delegate` does for it.
    pub fn is_real_paying(real: &T::AccountId, delegate: &T::AccountId) -> bool {
        RealPaysFee::<T>::contains_key(real, delegate)
    }

    /// Ends all payments of delegates' fees. There are no more of them than relations.
    pub(crate) fn forget_fee_consents(real: &T::AccountId) {
        let _ = RealPaysFee::<T>::clear_prefix(real, u32::MAX, None);
    }
}
