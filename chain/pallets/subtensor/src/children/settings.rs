//! Bounds of child-key takes, and who lends its root stake to new subnets.

use crate::*;
use frame_support::{ensure, pallet_prelude::DispatchResult};
use frame_system::{ensure_root, pallet_prelude::OriginFor};
use sp_arithmetic::PerU16;
use taonet_primitives::NetUid;

impl<T: Config> Pallet<T> {
    /// Body of `sudo_set_tx_childkey_take_rate_limit`, in blocks.
    ///
    /// # Errors
    /// `BadOrigin` unless root calls.
    pub fn do_set_tx_childkey_take_rate_limit(
        origin: OriginFor<T>,
        limit_blocks: u64,
    ) -> DispatchResult {
        ensure_root(origin)?;
        TxChildkeyTakeRateLimit::<T>::put(limit_blocks);
        Self::deposit_event(Event::TxChildKeyTakeRateLimitSet(limit_blocks));
        Ok(())
    }

    /// Body of `sudo_set_min_childkey_take`.
    ///
    /// # Errors
    /// `BadOrigin` unless root calls.
    pub fn do_set_min_childkey_take(origin: OriginFor<T>, take: PerU16) -> DispatchResult {
        ensure_root(origin)?;
        MinChildkeyTake::<T>::put(take);
        Self::deposit_event(Event::MinChildKeyTakeSet(take));
        Ok(())
    }

    /// Body of `sudo_set_max_childkey_take`.
    ///
    /// # Errors
    /// `BadOrigin` unless root calls.
    pub fn do_set_max_childkey_take(origin: OriginFor<T>, take: PerU16) -> DispatchResult {
        ensure_root(origin)?;
        MaxChildkeyTake::<T>::put(take);
        Self::deposit_event(Event::MaxChildKeyTakeSet(take));
        Ok(())
    }

    /// Body of `set_auto_parent_delegation_enabled`: whether the hotkey becomes a parent of the
    /// owner's hotkey of every new subnet.
    ///
    /// # Errors
    /// `NonAssociatedColdKey`, `HotKeyNotRegisteredInSubNet` for a hotkey without a seat on root.
    pub fn do_set_auto_parent_delegation_enabled(
        coldkey: &T::AccountId,
        hotkey: T::AccountId,
        enabled: bool,
    ) -> DispatchResult {
        ensure!(
            Self::coldkey_owns_hotkey(coldkey, &hotkey),
            Error::<T>::NonAssociatedColdKey
        );
        ensure!(
            Self::uid_for_hotkey(NetUid::ROOT, &hotkey).is_some(),
            Error::<T>::HotKeyNotRegisteredInSubNet
        );
        AutoParentDelegationEnabled::<T>::insert(&hotkey, enabled);
        Self::deposit_event(Event::AutoParentDelegationEnabledSet { hotkey, enabled });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use frame_support::{assert_noop, assert_ok};
    use sp_arithmetic::PerU16;
    use sp_runtime::DispatchError::BadOrigin;
    use taonet_primitives::NetUid;

    use crate::{
        neurons::tests::{
            OWNER, OWNER_HOTKEY, account, add_neuron, go_to, has_event, signed, with_subnet,
        },
        tests::mock::{RuntimeOrigin, SubtensorModule, Test},
        *,
    };

    #[test]
    fn only_root_bounds_takes() {
        with_subnet(|netuid| {
            let root = RuntimeOrigin::root;
            let take = PerU16::from_parts;
            let owner = || signed(OWNER);
            assert_noop!(
                SubtensorModule::sudo_set_min_childkey_take(owner(), take(1)),
                BadOrigin
            );
            assert_noop!(
                SubtensorModule::sudo_set_max_childkey_take(owner(), take(1)),
                BadOrigin
            );
            assert_noop!(
                SubtensorModule::sudo_set_tx_childkey_take_rate_limit(owner(), 1),
                BadOrigin
            );
            assert_ok!(SubtensorModule::sudo_set_min_childkey_take(
                root(),
                take(100)
            ));
            assert_ok!(SubtensorModule::sudo_set_max_childkey_take(
                root(),
                take(200)
            ));
            assert_ok!(SubtensorModule::sudo_set_tx_childkey_take_rate_limit(
                root(),
                50
            ));
            for event in [
                Event::MinChildKeyTakeSet(take(100)),
                Event::MaxChildKeyTakeSet(take(200)),
                Event::TxChildKeyTakeRateLimitSet(50),
            ] {
                assert!(has_event(&event), "{event:?}");
            }

            let set = |parts| {
                SubtensorModule::set_childkey_take(
                    owner(),
                    account(OWNER_HOTKEY),
                    netuid,
                    take(parts),
                )
            };
            assert_noop!(set(99), Error::<Test>::InvalidChildkeyTake);
            assert_noop!(set(201), Error::<Test>::InvalidChildkeyTake);
            assert_ok!(set(150));
            go_to(50);
            assert_noop!(set(151), Error::<Test>::TxChildkeyTakeRateLimitExceeded);
            go_to(51);
            assert_ok!(set(200));
        });
    }

    #[test]
    fn a_root_validator_can_decline_to_be_a_parent() {
        with_subnet(|_| {
            let set = |who, enabled| {
                let hotkey = account(20);
                SubtensorModule::set_auto_parent_delegation_enabled(signed(who), hotkey, enabled)
            };
            assert_noop!(set(200, false), Error::<Test>::NonAssociatedColdKey);
            assert_ok!(Pallet::<Test>::create_account_if_absent(
                &account(200),
                &account(20)
            ));
            assert_noop!(set(200, false), Error::<Test>::HotKeyNotRegisteredInSubNet);
            add_neuron(NetUid::ROOT, 20, 200);
            assert_noop!(set(OWNER, false), Error::<Test>::NonAssociatedColdKey);
            for enabled in [false, true] {
                assert_ok!(set(200, enabled));
                assert_eq!(
                    AutoParentDelegationEnabled::<Test>::get(account(20)),
                    enabled
                );
                assert!(has_event(&Event::AutoParentDelegationEnabledSet {
                    hotkey: account(20),
                    enabled,
                }));
            }
            assert_noop!(
                SubtensorModule::set_auto_parent_delegation_enabled(
                    RuntimeOrigin::root(),
                    account(20),
                    true
                ),
                BadOrigin
            );
        });
    }
}
