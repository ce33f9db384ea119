//! Registering subnets: cost, limits, pruning, what is written.

use super::*;
use frame_support::{assert_noop, assert_ok, traits::fungible::Mutate};
use substrate_fixed::types::{I96F32, U64F64};
use taonet_primitives::{AlphaBalance, NetUid, NetUidStorageIndex, TaoBalance};

fn register(coldkey: u64, hotkey: u64) -> frame_support::dispatch::DispatchResult {
    SubtensorModule::register_network(signed(coldkey), account(hotkey))
}

fn lock_cost() -> u64 {
    u64::from(Pallet::<Test>::network_lock_cost())
}

#[test]
fn a_new_subnet_is_complete() {
    new_test_ext().execute_with(|| {
        add_root();
        go_to(50);
        fund(100, 1_000);
        let cost = lock_cost();
        assert_eq!(cost, 100 * TAO);
        let stake = TotalStake::<Test>::get();
        System::reset_events();
        assert_ok!(SubtensorModule::register_network(signed(100), account(1)));

        let netuid = NetUid::new(1);
        assert!(Pallet::<Test>::subnet_exists(netuid));
        assert_eq!(Pallet::<Test>::all_subnet_netuids(), [NetUid::ROOT, netuid]);
        assert_eq!(TotalNetworks::<Test>::get(), 2);
        assert_eq!(Balances::free_balance(account(100)).to_u64(), 900 * TAO);
        assert_eq!(SubnetOwner::<Test>::get(netuid), account(100));
        assert_eq!(SubnetOwnerHotkey::<Test>::get(netuid), account(1));
        assert_eq!(Pallet::<Test>::uid_for_hotkey(netuid, &account(1)), Some(0));
        assert_eq!(SubnetTAO::<Test>::get(netuid).to_u64(), cost);
        // No other subnet sets a price, so alpha starts at one TAO.
        assert_eq!(SubnetAlphaIn::<Test>::get(netuid).to_u64(), cost);
        assert_eq!(SubnetAlphaOut::<Test>::get(netuid), AlphaBalance::ZERO);
        assert_eq!(SubnetLocked::<Test>::get(netuid).to_u64(), cost);
        assert_eq!(TotalStake::<Test>::get().to_u64() - stake.to_u64(), cost);
        assert_eq!(
            RAORecycledForRegistration::<Test>::get(netuid),
            TaoBalance::ZERO
        );
        assert_eq!(NetworkLastLockCost::<Test>::get().to_u64(), cost);
        assert_eq!(Pallet::<Test>::last_network_registration(), 50);
        assert_eq!(NetworkRegisteredAt::<Test>::get(netuid), 50);
        assert_eq!(RegisteredSubnetCounter::<Test>::get(netuid), 1);
        assert_eq!(SubnetMechanism::<Test>::get(netuid), 1);
        assert_eq!(Tempo::<Test>::get(netuid), 360);
        assert_eq!(LastEpochBlock::<Test>::get(netuid), 49);
        assert_eq!(MaxAllowedUids::<Test>::get(netuid), 256);
        assert_eq!(MaxAllowedValidators::<Test>::get(netuid), 64);
        assert_eq!(MinAllowedWeights::<Test>::get(netuid), 1);
        assert_eq!(ImmunityPeriod::<Test>::get(netuid), 5_000);
        assert_eq!(Burn::<Test>::get(netuid).to_u64(), TAO);
        assert!(Yuma3On::<Test>::get(netuid));
        assert!(!SubnetEmissionEnabled::<Test>::get(netuid));
        assert!(!SubtokenEnabled::<Test>::get(netuid));
        assert!(Kappa::<Test>::contains_key(netuid));
        assert!(ActivityCutoff::<Test>::contains_key(netuid));
        assert!(RegistrationsThisInterval::<Test>::contains_key(netuid));
        assert_eq!(TokenSymbol::<Test>::get(netuid), "α".as_bytes());
        assert_eq!(
            events(),
            [
                Event::RegistrationAllowed(netuid, true),
                Event::MaxAllowedUidsSet(netuid, 256),
                Event::MaxAllowedValidatorsSet(netuid, 64),
                Event::MinAllowedWeightSet(netuid, 1),
                Event::ImmunityPeriodSet(netuid, 5_000),
                Event::SubnetOwnerHotkeySet(netuid, account(1)),
                Event::NetworkAdded(netuid, 1),
            ]
        );
        // The next one costs twice as much.
        assert_eq!(lock_cost(), 200 * TAO);
    });
}

#[test]
fn registration_names_its_reason_to_refuse() {
    new_test_ext().execute_with(|| {
        add_root();
        go_to(50);
        assert_noop!(
            SubtensorModule::register_network(RuntimeOrigin::root(), account(1)),
            sp_runtime::DispatchError::BadOrigin
        );
        assert_ok!(Pallet::<Test>::create_account_if_absent(
            &account(300),
            &account(1)
        ));
        assert_noop!(register(100, 1), Error::<Test>::NonAssociatedColdKey);
        let subnet_account = Pallet::<Test>::subnet_account_of(NetUid::new(7));
        assert_noop!(
            SubtensorModule::register_network(signed(100), subnet_account),
            Error::<Test>::CannotUseSystemAccount
        );
        NetworkRegistrationStartBlock::<Test>::put(51);
        assert_noop!(register(100, 2), Error::<Test>::SubNetRegistrationDisabled);
        NetworkRegistrationStartBlock::<Test>::put(50);
        NetworkRateLimit::<Test>::put(10);
        LastRateLimitedBlock::<Test>::insert(RateLimitKey::NetworkLastRegistered, 41);
        assert_noop!(register(100, 2), Error::<Test>::NetworkTxRateLimitExceeded);
        let call = Call::<Test>::register_network { hotkey: account(2) };
        assert!(matches!(
            Pallet::<Test>::check_call(&account(100), &call),
            Err(Error::NetworkTxRateLimitExceeded)
        ));
        // Only register_network itself is guarded.
        let hotkey = account(2);
        let call = Call::<Test>::register_network_with_identity {
            hotkey,
            identity: None,
        };
        assert!(Pallet::<Test>::check_call(&account(100), &call).is_ok());
        go_to(51);
        SubnetLimit::<Test>::put(0);
        assert_noop!(register(100, 2), Error::<Test>::SubnetLimitReached);
        SubnetLimit::<Test>::put(1);
        assert_noop!(register(100, 2), Error::<Test>::CannotAffordLockCost);
    });
}

#[test]
fn an_invalid_identity_undoes_the_registration() {
    new_test_ext().execute_with(|| {
        add_root();
        fund(100, 1_000);
        let identity = SubnetIdentityV3 {
            subnet_name: vec![b'x'; 257],
            ..Default::default()
        };
        assert_noop!(
            SubtensorModule::register_network_with_identity(
                signed(100),
                account(1),
                Some(identity.clone())
            ),
            Error::<Test>::InvalidIdentity
        );
        let identity = SubnetIdentityV3 {
            subnet_name: vec![b'x'; 256],
            ..Default::default()
        };
        assert_ok!(SubtensorModule::register_network_with_identity(
            signed(100),
            account(1),
            Some(identity.clone())
        ));
        let netuid = NetUid::new(1);
        assert_eq!(SubnetIdentitiesV3::<Test>::get(netuid), Some(identity));
        assert!(has_event(&Event::SubnetIdentitySet(netuid)));
        assert_eq!(Pallet::<Test>::subnet_name(netuid), vec![b'x'; 256]);
    });
}

#[test]
fn a_full_chain_prunes_the_weakest_mature_subnet() {
    new_test_ext().execute_with(|| {
        add_root();
        NetworkImmunityPeriod::<Test>::put(100);
        SubnetLimit::<Test>::put(3);
        let mut netuids = Vec::new();
        for (block, owner) in [(10, 100), (20, 101), (30, 102)] {
            go_to(block);
            netuids.push(subnet(owner, owner + 1_000));
        }
        for (netuid, price) in netuids.iter().zip([5, 3, 3]) {
            SubnetMovingPrice::<Test>::insert(netuid, I96F32::from_num(price));
        }
        fund(200, 1_000_000);
        go_to(109);
        assert_eq!(Pallet::<Test>::subnet_to_prune(), None);
        assert_noop!(register(200, 2_000), Error::<Test>::SubnetLimitReached);
        go_to(110);
        assert_eq!(Pallet::<Test>::subnet_to_prune(), Some(netuids[0]));
        go_to(130);
        // Of two with the lowest price the older one goes.
        assert_eq!(Pallet::<Test>::subnet_to_prune(), Some(netuids[1]));
        // A price below zero counts as zero; a subnet without a priced pool as one.
        SubnetMovingPrice::<Test>::insert(netuids[2], I96F32::from_num(-9));
        assert_eq!(Pallet::<Test>::subnet_to_prune(), Some(netuids[2]));
        SubnetMechanism::<Test>::insert(netuids[2], 0);
        assert_eq!(Pallet::<Test>::subnet_to_prune(), Some(netuids[2]));
        SubnetMechanism::<Test>::insert(netuids[2], 1);
        SubnetMovingPrice::<Test>::insert(netuids[2], I96F32::from_num(3));

        let counter = RegisteredSubnetCounter::<Test>::get(netuids[1]);
        System::reset_events();
        assert_ok!(register(200, 2_000));
        assert_eq!(SubnetOwner::<Test>::get(netuids[1]), account(200));
        assert_eq!(
            RegisteredSubnetCounter::<Test>::get(netuids[1]),
            counter + 1
        );
        assert_eq!(TotalNetworks::<Test>::get(), 4);
        let events = events();
        let removed = events
            .iter()
            .position(|e| *e == Event::NetworkRemoved(netuids[1]));
        let added = events
            .iter()
            .position(|e| *e == Event::NetworkAdded(netuids[1], 1));
        assert!(removed.unwrap() < added.unwrap());
    });
}

#[test]
fn numbers_and_symbols_are_the_first_free_ones() {
    new_test_ext().execute_with(|| {
        add_root();
        let first = subnet(100, 1);
        let second = subnet(100, 2);
        let third = subnet(100, 3);
        assert_eq!([first, second, third].map(u16::from), [1, 2, 3]);
        TokenSymbol::<Test>::insert(first, "δ".as_bytes().to_vec());
        assert_ok!(SubtensorModule::root_dissolve_network(
            RuntimeOrigin::root(),
            second
        ));
        assert_eq!(subnet(100, 4), second);
        assert_eq!(TokenSymbol::<Test>::get(second), "β".as_bytes());
        // δ, the natural symbol of 4, is taken, α is free.
        let fourth = subnet(100, 5);
        assert_eq!(u16::from(fourth), 4);
        assert_eq!(TokenSymbol::<Test>::get(fourth), "α".as_bytes());
    });
}

#[test]
fn the_median_price_sizes_the_pool() {
    new_test_ext().execute_with(|| {
        add_root();
        for hotkey in 1..=3 {
            subnet(100, hotkey);
        }
        let set_price = |netuid: u16, price: u64| {
            SubnetTAO::<Test>::insert(NetUid::new(netuid), TaoBalance::new(price * TAO));
            SubnetAlphaIn::<Test>::insert(NetUid::new(netuid), AlphaBalance::new(TAO));
        };
        set_price(1, 4);
        set_price(2, 2);
        set_price(3, 16);
        assert_eq!(
            Pallet::<Test>::median_subnet_alpha_price(),
            U64F64::from_num(4)
        );
        SubnetAlphaIn::<Test>::insert(NetUid::new(1), AlphaBalance::ZERO);
        assert_eq!(
            Pallet::<Test>::median_subnet_alpha_price(),
            U64F64::from_num(9)
        );
        let cost = lock_cost();
        let netuid = subnet(100, 4);
        assert_eq!(SubnetTAO::<Test>::get(netuid).to_u64(), cost);
        assert_eq!(SubnetAlphaIn::<Test>::get(netuid).to_u64(), cost / 9);
    });
}

#[test]
fn the_cost_doubles_and_falls() {
    new_test_ext().execute_with(|| {
        add_root();
        NetworkLockReductionInterval::<Test>::put(1_000);
        go_to(100);
        subnet(100, 1);
        assert_eq!(lock_cost(), 200 * TAO);
        go_to(350);
        assert_eq!(lock_cost(), 175 * TAO);
        go_to(5_000);
        assert_eq!(lock_cost(), 100 * TAO);
    });
}

#[test]
fn root_validators_become_parents() {
    new_test_ext().execute_with(|| {
        add_root();
        for (uid, hotkey) in [(0u16, 20u64), (1, 21), (2, 22), (3, 1)] {
            let coldkey = if hotkey == 1 { 100 } else { 200 };
            assert_eq!(add_neuron(NetUid::ROOT, hotkey, coldkey), uid);
            let stake = if hotkey == 22 { 5 } else { 50 };
            TotalHotkeyAlpha::<Test>::insert(
                account(hotkey),
                NetUid::ROOT,
                AlphaBalance::new(stake),
            );
        }
        AutoParentDelegationEnabled::<Test>::insert(account(21), false);
        StakeThreshold::<Test>::put(10);
        let netuid = subnet(100, 1);
        let child = vec![(u64::MAX, account(1))];
        assert_eq!(ChildKeys::<Test>::get(account(20), netuid), child);
        assert!(ChildKeys::<Test>::get(account(21), netuid).is_empty());
        assert!(ChildKeys::<Test>::get(account(22), netuid).is_empty());
        assert!(ChildKeys::<Test>::get(account(1), netuid).is_empty());
        let parents = ParentKeys::<Test>::get(account(1), netuid);
        assert_eq!(parents, [(u64::MAX, account(20))]);
        assert!(has_event(&Event::SetChildren(account(20), netuid, child)));
        let record = TransactionKeyLastBlock::<Test>::get((account(20), netuid, 0));
        assert_eq!(record, Pallet::<Test>::now());
    });
}

#[test]
fn mechanism_rows_start_with_the_owner() {
    with_subnet(|netuid| {
        let index = NetUidStorageIndex::from(netuid);
        assert_eq!(Incentive::<Test>::get(index).len(), 1);
        assert_eq!(LastUpdate::<Test>::get(index), [1]);
    });
}

#[test]
fn an_account_left_below_keep_alive_locks_less() {
    new_test_ext().execute_with(|| {
        add_root();
        let cost = lock_cost();
        Balances::set_balance(&account(100), TaoBalance::new(cost));
        assert_ok!(register(100, 1));
        let netuid = NetUid::new(1);
        let existential = u64::from(<Balances as frame_support::traits::fungible::Inspect<
            AccountId,
        >>::minimum_balance());
        assert_eq!(
            SubnetLocked::<Test>::get(netuid).to_u64(),
            cost - existential
        );
        // The pool is never opened with less than the minimum.
        assert_eq!(SubnetTAO::<Test>::get(netuid).to_u64(), cost);
    });
}
