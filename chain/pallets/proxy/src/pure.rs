//! Accounts without a key.

use crate::{Config, Error, Event, Pallet, Proxies, ProxyDefinition};
use codec::{Decode, Encode};
use frame_support::{BoundedVec, ensure, traits::ReservableCurrency};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_io::hashing::blake2_256;
use sp_runtime::{DispatchResult, traits::TrailingZeroInput};

/// Keeps the derived accounts apart from all others.
const DOMAIN: &[u8; 16] = b"modlpy/proxy____";

/// Block and position of the extrinsic that made an account.
pub(crate) type Birth<T> = (BlockNumberFor<T>, u32);

impl<T: Config> Pallet<T> {
    /// The account that `spawner` makes with these arguments at `birth`, or now.
    ///
    /// # Errors
    /// `InvalidDerivedAccountId` when a hash is no account.
    pub fn pure_account(
        spawner: &T::AccountId,
        proxy_type: &T::ProxyType,
        index: u16,
        birth: Option<(BlockNumberFor<T>, u32)>,
    ) -> Result<T::AccountId, Error<T>> {
        let (height, ext_index) = birth.unwrap_or_else(Self::now);
        let entropy =
            (DOMAIN, spawner, height, ext_index, proxy_type, index).using_encoded(blake2_256);
        T::AccountId::decode(&mut TrailingZeroInput::new(&entropy))
            .map_err(|_| Error::<T>::InvalidDerivedAccountId)
    }

    fn now() -> Birth<T> {
        (
            frame_system::Pallet::<T>::block_number(),
            frame_system::Pallet::<T>::extrinsic_index().unwrap_or_default(),
        )
    }

    pub(crate) fn do_create_pure(
        who: T::AccountId,
        proxy_type: T::ProxyType,
        delay: BlockNumberFor<T>,
        index: u16,
    ) -> DispatchResult {
        let pure = Self::pure_account(&who, &proxy_type, index, None)?;
        ensure!(!Proxies::<T>::contains_key(&pure), Error::<T>::Duplicate);
        let mut relations = BoundedVec::new();
        let relation = ProxyDefinition {
            delegate: who.clone(),
            proxy_type: proxy_type.clone(),
            delay,
        };
        relations
            .try_push(relation)
            .map_err(|_| Error::<T>::TooMany)?;
        let deposit = Self::deposit(relations.len());
        T::Currency::reserve(&who, deposit)?;
        Proxies::<T>::insert(&pure, (relations, deposit));
        Self::deposit_event(Event::PureCreated {
            pure,
            who,
            proxy_type,
            disambiguation_index: index,
        });
        Ok(())
    }

    pub(crate) fn do_kill_pure(
        who: T::AccountId,
        spawner: T::AccountId,
        proxy_type: T::ProxyType,
        index: u16,
        birth: Birth<T>,
    ) -> DispatchResult {
        let pure = Self::pure_account(&spawner, &proxy_type, index, Some(birth))?;
        ensure!(pure == who, Error::<T>::NoPermission);
        let (_, deposit) = Proxies::<T>::take(&who);
        // The spawner reserved for the first relation, the account itself for all later ones.
        let of_spawner = deposit.min(Self::deposit(1));
        T::Currency::unreserve(&spawner, of_spawner);
        T::Currency::unreserve(&who, deposit.saturating_sub(of_spawner));
        Self::forget_fee_consents(&who);
        Self::deposit_event(Event::PureKilled {
            pure: who,
            spawner,
            proxy_type,
            disambiguation_index: index,
        });
        Ok(())
    }
}
