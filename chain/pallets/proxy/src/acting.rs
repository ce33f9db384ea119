//! Dispatching a call for somebody else.

use crate::{Call, Config, Error, Event, LastCallResult, Pallet, Relation};
use frame_support::{
    ensure,
    traits::{InstanceFilter, IsSubType, IsType, OriginTrait},
};
use frame_system::RawOrigin;
use sp_runtime::{
    DispatchResult,
    traits::{Dispatchable, Hash, Saturating, Zero},
};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_proxy(
        who: &T::AccountId,
        real: T::AccountId,
        force_proxy_type: Option<T::ProxyType>,
        call: <T as Config>::RuntimeCall,
    ) -> DispatchResult {
        let relation = Self::find_proxy(&real, who, force_proxy_type.as_ref())?;
        ensure!(relation.delay.is_zero(), Error::<T>::Unannounced);
        Self::act(relation, real, call);
        Ok(())
    }

    pub(crate) fn do_proxy_announced(
        delegate: &T::AccountId,
        real: T::AccountId,
        force_proxy_type: Option<T::ProxyType>,
        call: <T as Config>::RuntimeCall,
    ) -> DispatchResult {
        let relation = Self::find_proxy(&real, delegate, force_proxy_type.as_ref())?;
        let call_hash = T::Hashing::hash_of(&call);
        let now = frame_system::Pallet::<T>::block_number();
        Self::withdraw_announcements(delegate, |pending| {
            pending.is(&real, &call_hash) && now.saturating_sub(pending.height) >= relation.delay
        })
        .map_err(|_| Error::<T>::Unannounced)?;
        Self::act(relation, real, call);
        Ok(())
    }

    /// Dispatches the call as if `real` had signed it, under the relation's limits, and tells how
    /// it ended.
    fn act(relation: Relation<T>, real: T::AccountId, call: <T as Config>::RuntimeCall) {
        let mut origin: T::RuntimeOrigin = RawOrigin::Signed(real.clone()).into();
        origin.add_filter(move |call: &<T as frame_system::Config>::RuntimeCall| {
            let call = <T as Config>::RuntimeCall::from_ref(call);
            Self::is_within(&relation.proxy_type, call)
        });
        let result = call
            .dispatch(origin)
            .map(|_| ())
            .map_err(|failure| failure.error);
        LastCallResult::<T>::insert(&real, result);
        Self::deposit_event(Event::ProxyExecuted { result });
    }

    /// Whether a delegate of this type may have the call dispatched. A relation is never a way to
    /// a more powerful one, nor, short of the default type, to an account without any.
    pub fn is_within(proxy_type: &T::ProxyType, call: &<T as Config>::RuntimeCall) -> bool {
        let harmless = match call.is_sub_type() {
            Some(
                Call::add_proxy {
                    proxy_type: other, ..
                }
                | Call::remove_proxy {
                    proxy_type: other, ..
                },
            ) => proxy_type.is_superset(other),
            Some(Call::remove_proxies { .. } | Call::kill_pure { .. }) => {
                *proxy_type == T::ProxyType::default()
            }
            _ => true,
        };
        harmless && proxy_type.filter(call)
    }
}
