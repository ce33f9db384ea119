//! Buying a UID: `burned_register`, `register`, `register_limit`.

use super::*;
use frame_support::assert_noop;
use substrate_fixed::types::U64F64;

const BUYER: u64 = 200;
const HOTKEY: u64 = 20;

fn register(netuid: NetUid, buyer: u64, hotkey: u64) -> frame_support::dispatch::DispatchResult {
    SubtensorModule::burned_register(signed(buyer), netuid, account(hotkey))
}

#[test]
fn burned_register_burns_the_price_into_the_pool() {
    with_subnet(|netuid| {
        fund(BUYER, 10);
        let price = u64::from(Burn::<Test>::get(netuid));
        assert_eq!(price, TAO);
        let alpha_out = SubnetAlphaOut::<Test>::get(netuid);
        let tao_before = SubnetTAO::<Test>::get(netuid);
        let stake_before = TotalStake::<Test>::get();
        let subnet_account = Pallet::<Test>::subnet_account_id(netuid).unwrap();
        let account_before = Balances::free_balance(&subnet_account);
        System::reset_events();
        assert_ok!(register(netuid, BUYER, HOTKEY));

        assert_eq!(
            Pallet::<Test>::uid_for_hotkey(netuid, &account(HOTKEY)),
            Some(1)
        );
        assert_eq!(
            Pallet::<Test>::hotkey_for_uid(netuid, 1),
            Some(account(HOTKEY))
        );
        assert!(IsNetworkMember::<Test>::get(account(HOTKEY), netuid));
        assert_eq!(SubnetworkN::<Test>::get(netuid), 2);
        assert_eq!(Balances::free_balance(account(BUYER)).to_u64(), 9 * TAO);
        assert_eq!(
            Balances::free_balance(&subnet_account).to_u64() - account_before.to_u64(),
            price
        );
        // The fee of 33 / 65,535 stays outside the pool but counts as staked.
        let fee = 503_547;
        assert_eq!(
            SubnetTAO::<Test>::get(netuid).to_u64() - tao_before.to_u64(),
            price - fee
        );
        assert_eq!(
            TotalStake::<Test>::get().to_u64() - stake_before.to_u64(),
            price
        );
        assert_eq!(SubnetAlphaOut::<Test>::get(netuid), alpha_out);
        assert_eq!(
            RAORecycledForRegistration::<Test>::get(netuid).to_u64(),
            price
        );
        assert_eq!(RegistrationsThisBlock::<Test>::get(netuid), 1);
        assert_eq!(SubnetTaoFlow::<Test>::get(netuid), price as i64);
        // The default multiplier is 1.26.
        assert_eq!(u64::from(Burn::<Test>::get(netuid)), 1_260_000_000);
        assert_eq!(Owner::<Test>::get(account(HOTKEY)), account(BUYER));
        let events = events();
        let recycled = Event::RAORecycledForRegistrationSet(netuid, TaoBalance::new(price));
        assert_eq!(events[events.len() - 2], recycled);
        assert_eq!(
            events.last(),
            Some(&Event::NeuronRegistered(netuid, 1, account(HOTKEY)))
        );
    });
}

#[test]
fn register_ignores_its_proof_of_work() {
    with_subnet(|netuid| {
        fund(BUYER, 10);
        assert_ok!(SubtensorModule::register(
            signed(BUYER),
            netuid,
            u64::MAX,
            7,
            vec![1, 2, 3],
            account(HOTKEY),
            account(999),
        ));
        assert!(Pallet::<Test>::is_hotkey_registered_on_network(
            netuid,
            &account(HOTKEY)
        ));
        assert_eq!(Owner::<Test>::get(account(HOTKEY)), account(BUYER));
        assert_eq!(Balances::free_balance(account(BUYER)).to_u64(), 9 * TAO);
    });
}

#[test]
fn registration_names_its_reason_to_refuse() {
    with_subnet(|netuid| {
        assert_noop!(
            SubtensorModule::burned_register(RuntimeOrigin::root(), netuid, account(HOTKEY)),
            sp_runtime::DispatchError::BadOrigin
        );
        assert_noop!(
            register(NetUid::ROOT, BUYER, HOTKEY),
            Error::<Test>::RegistrationNotPermittedOnRootSubnet
        );
        assert_noop!(
            register(NetUid::new(9), BUYER, HOTKEY),
            Error::<Test>::SubnetNotExists
        );
        NetworkRegistrationAllowed::<Test>::insert(netuid, false);
        assert_noop!(
            register(netuid, BUYER, HOTKEY),
            Error::<Test>::SubNetRegistrationDisabled
        );
        NetworkRegistrationAllowed::<Test>::insert(netuid, true);
        assert_noop!(
            register(netuid, BUYER, OWNER_HOTKEY),
            Error::<Test>::HotKeyAlreadyRegisteredInSubNet
        );
        assert_noop!(
            register(netuid, BUYER, HOTKEY),
            Error::<Test>::NotEnoughBalanceToStake
        );
        fund(BUYER, 10);
        let subnet_account = Pallet::<Test>::subnet_account_id(netuid).unwrap();
        assert_noop!(
            SubtensorModule::burned_register(signed(BUYER), netuid, subnet_account),
            Error::<Test>::CannotUseSystemAccount
        );
        assert_ok!(Pallet::<Test>::create_account_if_absent(
            &account(300),
            &account(HOTKEY)
        ));
        assert_noop!(
            register(netuid, BUYER, HOTKEY),
            Error::<Test>::NonAssociatedColdKey
        );
        MaxAllowedUids::<Test>::insert(netuid, 0);
        assert_noop!(
            register(netuid, BUYER, 21),
            Error::<Test>::NoNeuronIdAvailable
        );
    });
}

#[test]
fn a_full_subnet_of_protected_neurons_refuses() {
    with_subnet(|netuid| {
        fund(BUYER, 10);
        MaxAllowedUids::<Test>::insert(netuid, 1);
        // The only neuron is the owner's.
        assert_noop!(
            register(netuid, BUYER, HOTKEY),
            Error::<Test>::NoNeuronIdAvailable
        );
    });
}

#[test]
fn register_limit_stops_at_the_price() {
    with_subnet(|netuid| {
        fund(BUYER, 10);
        let register_limit = |netuid, limit| {
            SubtensorModule::register_limit(signed(BUYER), netuid, account(HOTKEY), limit)
        };
        assert_noop!(
            register_limit(NetUid::ROOT, TAO),
            Error::<Test>::RegistrationNotPermittedOnRootSubnet
        );
        assert_noop!(
            register_limit(NetUid::new(9), TAO),
            Error::<Test>::SubnetNotExists
        );
        assert_noop!(
            register_limit(netuid, TAO - 1),
            Error::<Test>::RegistrationPriceLimitExceeded
        );
        assert_ok!(register_limit(netuid, TAO));
        assert_noop!(
            SubtensorModule::register_limit(RuntimeOrigin::none(), netuid, account(HOTKEY), TAO),
            sp_runtime::DispatchError::BadOrigin
        );
    });
}

#[test]
fn swap_errors_surface() {
    with_subnet(|netuid| {
        fund(BUYER, 10);
        SubnetAlphaIn::<Test>::insert(netuid, AlphaBalance::new(1));
        assert!(register(netuid, BUYER, HOTKEY).is_err());
        assert_eq!(Balances::free_balance(account(BUYER)).to_u64(), 10 * TAO);
    });
}

#[test]
fn the_price_halves_and_stays_in_its_bounds() {
    with_subnet(|netuid| {
        assert_eq!(BurnHalfLife::<Test>::get(netuid), 360);
        for block in 2..=361 {
            Pallet::<Test>::update_registration_prices(
                block,
                &Pallet::<Test>::all_subnet_netuids(),
            );
        }
        assert_eq!(u64::from(Burn::<Test>::get(netuid)), 499_999_865);

        MinBurn::<Test>::insert(netuid, TaoBalance::new(499_999_000));
        Pallet::<Test>::update_registration_prices(362, &Pallet::<Test>::all_subnet_netuids());
        assert_eq!(u64::from(Burn::<Test>::get(netuid)), 499_999_000);
        BurnIncreaseMult::<Test>::insert(netuid, U64F64::from_num(3));
        MaxBurn::<Test>::insert(netuid, TaoBalance::new(TAO));
        Pallet::<Test>::bump_registration_price(netuid);
        assert_eq!(u64::from(Burn::<Test>::get(netuid)), TAO);
        // A multiplier below one does not lower the price.
        BurnIncreaseMult::<Test>::insert(netuid, U64F64::from_num(0));
        Pallet::<Test>::bump_registration_price(netuid);
        assert_eq!(u64::from(Burn::<Test>::get(netuid)), TAO);
    });
}

#[test]
fn the_block_hook_resets_the_counters() {
    with_subnet(|netuid| {
        RegistrationsThisBlock::<Test>::insert(netuid, 5);
        RegistrationsThisBlock::<Test>::insert(NetUid::ROOT, 5);
        RegistrationsThisInterval::<Test>::insert(netuid, 5);
        RegistrationsThisInterval::<Test>::insert(NetUid::ROOT, 5);
        go_to(50);
        Pallet::<Test>::update_registration_prices(50, &Pallet::<Test>::all_subnet_netuids());
        assert_eq!(RegistrationsThisBlock::<Test>::get(netuid), 0);
        assert_eq!(RegistrationsThisBlock::<Test>::get(NetUid::ROOT), 0);
        assert_eq!(RegistrationsThisInterval::<Test>::get(netuid), 5);
        assert_eq!(RegistrationsThisInterval::<Test>::get(NetUid::ROOT), 5);
        // Root's tempo is 100 and its epoch clock never advances.
        go_to(100);
        Pallet::<Test>::update_registration_prices(100, &Pallet::<Test>::all_subnet_netuids());
        assert_eq!(RegistrationsThisInterval::<Test>::get(NetUid::ROOT), 0);
        assert_eq!(RegistrationsThisInterval::<Test>::get(netuid), 5);
    });
}
