//! Taking a seat on root.

use super::*;
use frame_support::assert_noop;

const ROOT: NetUid = NetUid::ROOT;

fn register(coldkey: u64, hotkey: u64) -> frame_support::dispatch::DispatchResult {
    RegistrationsThisBlock::<Test>::insert(ROOT, 0);
    RegistrationsThisInterval::<Test>::insert(ROOT, 0);
    SubtensorModule::root_register(signed(coldkey), account(hotkey))
}

fn root_stake(hotkey: u64, rao: u64) {
    TotalHotkeyAlpha::<Test>::insert(account(hotkey), ROOT, AlphaBalance::new(rao));
}

#[test]
fn a_seat_makes_a_delegate() {
    new_test_ext().execute_with(|| {
        add_root();
        assert_ok!(register(200, 20));
        assert_eq!(Pallet::<Test>::uid_for_hotkey(ROOT, &account(20)), Some(0));
        assert_eq!(Owner::<Test>::get(account(20)), account(200));
        assert!(Delegates::<Test>::contains_key(account(20)));
        assert_eq!(RegistrationsThisBlock::<Test>::get(ROOT), 1);
        assert_eq!(RegistrationsThisInterval::<Test>::get(ROOT), 1);
        assert_eq!(
            events().last(),
            Some(&Event::NeuronRegistered(ROOT, 0, account(20)))
        );
    });
}

#[test]
fn root_registration_names_its_reason_to_refuse() {
    new_test_ext().execute_with(|| {
        NetworksAdded::<Test>::remove(ROOT);
        go_to(1);
        assert_noop!(
            SubtensorModule::root_register(signed(200), account(20)),
            Error::<Test>::RootNetworkDoesNotExist
        );
        add_root();
        assert_noop!(
            SubtensorModule::root_register(RuntimeOrigin::root(), account(20)),
            sp_runtime::DispatchError::BadOrigin
        );
        RegistrationsThisBlock::<Test>::insert(ROOT, MaxRegistrationsPerBlock::<Test>::get(ROOT));
        assert_noop!(
            SubtensorModule::root_register(signed(200), account(20)),
            Error::<Test>::TooManyRegistrationsThisBlock
        );
        RegistrationsThisBlock::<Test>::insert(ROOT, 0);
        TargetRegistrationsPerInterval::<Test>::insert(ROOT, 1);
        RegistrationsThisInterval::<Test>::insert(ROOT, 3);
        assert_noop!(
            SubtensorModule::root_register(signed(200), account(20)),
            Error::<Test>::TooManyRegistrationsThisInterval
        );
        RegistrationsThisInterval::<Test>::insert(ROOT, 2);
        assert_ok!(SubtensorModule::root_register(signed(200), account(20)));
        assert!(
            register(200, 20)
                .is_err_and(|error| error == Error::<Test>::HotKeyAlreadyRegisteredInSubNet.into())
        );
        let system_account = Pallet::<Test>::subnet_account_id(ROOT).unwrap();
        RegistrationsThisBlock::<Test>::insert(ROOT, 0);
        RegistrationsThisInterval::<Test>::insert(ROOT, 0);
        assert_noop!(
            SubtensorModule::root_register(signed(200), system_account),
            Error::<Test>::CannotUseSystemAccount
        );
    });
}

#[test]
fn on_a_full_root_only_more_stake_takes_a_seat() {
    new_test_ext().execute_with(|| {
        add_root();
        MaxAllowedUids::<Test>::insert(ROOT, 3);
        for (hotkey, stake) in [(20, 50), (21, 10), (22, 10)] {
            assert_ok!(register(200, hotkey));
            root_stake(hotkey, stake);
        }
        root_stake(23, 10);
        assert_eq!(
            register(200, 23),
            Err(Error::<Test>::StakeTooLowForRoot.into())
        );
        root_stake(23, 11);
        assert_ok!(register(200, 23));
        // Of two seats with the least stake the first one goes.
        assert_eq!(Pallet::<Test>::hotkey_for_uid(ROOT, 1), Some(account(23)));
        assert!(!Pallet::<Test>::is_hotkey_registered_on_network(
            ROOT,
            &account(21)
        ));
        assert_eq!(SubnetworkN::<Test>::get(ROOT), 3);
    });
}

#[test]
fn only_the_owner_seats_a_hotkey() {
    new_test_ext().execute_with(|| {
        add_root();
        assert_ok!(Pallet::<Test>::create_account_if_absent(
            &account(200),
            &account(20)
        ));
        assert_eq!(
            register(201, 20),
            Err(Error::<Test>::NonAssociatedColdKey.into())
        );
        assert!(!Delegates::<Test>::contains_key(account(20)));
        assert_ok!(register(200, 20));
    });
}

#[test]
fn an_existing_delegate_keeps_its_take() {
    new_test_ext().execute_with(|| {
        add_root();
        Delegates::<Test>::insert(account(20), sp_runtime::PerU16::from_parts(77));
        assert_ok!(register(200, 20));
        assert_eq!(
            Delegates::<Test>::get(account(20)),
            sp_runtime::PerU16::from_parts(77)
        );
    });
}
