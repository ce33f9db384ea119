//! What owners and root do to a living subnet.

use super::*;
use crate::subnets::symbols;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;
use taonet_primitives::{MechId, NetUid, NetUidStorageIndex};

/// Registers subnet 1 without starting it.
fn unstarted(test: impl FnOnce(NetUid)) {
    new_test_ext().execute_with(|| {
        add_root();
        fund(OWNER, 1_000);
        let hotkey = account(OWNER_HOTKEY);
        test(Pallet::<Test>::create_subnet(&account(OWNER), &hotkey, None).unwrap());
    });
}

#[test]
fn start_call_opens_the_subnet_once() {
    unstarted(|netuid| {
        StartCallDelay::<Test>::put(20);
        let start = |who| SubtensorModule::start_call(signed(who), netuid);
        assert_noop!(
            SubtensorModule::start_call(signed(OWNER), NetUid::new(9)),
            Error::<Test>::SubnetNotExists
        );
        assert_noop!(start(200), BadOrigin);
        assert_noop!(
            SubtensorModule::start_call(RuntimeOrigin::root(), netuid),
            BadOrigin
        );
        go_to(20);
        assert_noop!(start(OWNER), Error::<Test>::NeedWaitingMoreBlocksToStarCall);
        go_to(21);
        assert_ok!(start(OWNER));
        assert_eq!(FirstEmissionBlockNumber::<Test>::get(netuid), Some(22));
        assert!(SubtokenEnabled::<Test>::get(netuid));
        assert_eq!(
            events().last(),
            Some(&Event::FirstEmissionBlockNumberSet(netuid, 22))
        );
        assert_noop!(
            start(OWNER),
            Error::<Test>::FirstEmissionBlockNumberAlreadySet
        );
    });
}

#[test]
fn symbols_are_unique() {
    with_subnet(|netuid| {
        let update = |who, symbol: &str| {
            SubtensorModule::update_symbol(signed(who), netuid, symbol.as_bytes().to_vec())
        };
        assert_noop!(update(200, "β"), BadOrigin);
        assert_noop!(update(OWNER, "Z"), Error::<Test>::SymbolDoesNotExist);
        assert_noop!(update(OWNER, "αβ"), Error::<Test>::SymbolDoesNotExist);
        assert_noop!(update(OWNER, ""), Error::<Test>::SymbolDoesNotExist);
        // The default symbol cannot be chosen.
        assert_noop!(update(OWNER, "Τ"), Error::<Test>::SymbolDoesNotExist);
        assert_noop!(update(OWNER, "α"), Error::<Test>::SymbolAlreadyInUse);
        assert_ok!(update(OWNER, "β"));
        assert_eq!(TokenSymbol::<Test>::get(netuid), "β".as_bytes());
        let symbol = "γ".as_bytes().to_vec();
        assert_ok!(SubtensorModule::update_symbol(
            RuntimeOrigin::root(),
            netuid,
            symbol.clone()
        ));
        assert_eq!(
            events().last(),
            Some(&Event::SymbolUpdated { netuid, symbol })
        );
    });
}

#[test]
fn the_symbol_table_is_whole() {
    let all: Vec<Vec<u8>> = (0..symbols::COUNT).map(symbols::symbol).collect();
    assert_eq!(all[0], "Τ".as_bytes());
    assert_eq!(all[1], "α".as_bytes());
    assert_eq!(all[19], b"t");
    assert_eq!(all[438], "\u{db0}".as_bytes());
    for (index, symbol) in all.iter().enumerate() {
        assert_eq!(symbols::index_of(symbol), Some(index as u16));
    }
    assert_eq!(symbols::symbol(439), all[0]);
    assert_eq!(symbols::index_of(&[0xff]), None);
    assert_eq!(crate::subnets::names::fallback_name(1), "apex");
    assert_eq!(crate::subnets::names::fallback_name(438), "ra");
    assert_eq!(crate::subnets::names::fallback_name(439), "unknown");
}

#[test]
fn coldkeys_with_a_neuron_may_have_an_identity() {
    with_subnet(|_| {
        let set = |who, url: usize, description: usize| {
            SubtensorModule::set_identity(
                signed(who),
                b"name".to_vec(),
                vec![b'u'; url],
                vec![],
                vec![],
                vec![],
                vec![b'd'; description],
                vec![],
            )
        };
        assert_noop!(set(200, 0, 0), Error::<Test>::HotKeyNotRegisteredInNetwork);
        assert_noop!(set(OWNER, 257, 0), Error::<Test>::InvalidIdentity);
        assert_noop!(set(OWNER, 0, 1_025), Error::<Test>::InvalidIdentity);
        assert_ok!(set(OWNER, 256, 1_024));
        assert_eq!(
            IdentitiesV2::<Test>::get(account(OWNER)).unwrap().name,
            b"name"
        );
        assert_eq!(
            events().last(),
            Some(&Event::ChainIdentitySet(account(OWNER)))
        );
        assert_noop!(
            SubtensorModule::set_identity(
                RuntimeOrigin::root(),
                vec![],
                vec![],
                vec![],
                vec![],
                vec![],
                vec![],
                vec![]
            ),
            BadOrigin
        );
    });
}

#[test]
fn only_the_owner_describes_a_subnet() {
    with_subnet(|netuid| {
        let set = |who, name: usize, contact: usize| {
            SubtensorModule::set_subnet_identity(
                signed(who),
                netuid,
                vec![b'n'; name],
                vec![],
                vec![b'c'; contact],
                vec![],
                vec![],
                vec![],
                vec![],
                vec![],
            )
        };
        assert_noop!(set(200, 1, 1), Error::<Test>::NotSubnetOwner);
        assert_noop!(set(OWNER, 257, 0), Error::<Test>::InvalidIdentity);
        assert_noop!(set(OWNER, 0, 1_025), Error::<Test>::InvalidIdentity);
        assert_eq!(Pallet::<Test>::subnet_name(netuid), b"apex");
        assert_ok!(set(OWNER, 0, 1_024));
        assert_eq!(Pallet::<Test>::subnet_name(netuid), b"apex");
        assert_ok!(set(OWNER, 3, 0));
        assert_eq!(Pallet::<Test>::subnet_name(netuid), b"nnn");
        assert_eq!(events().last(), Some(&Event::SubnetIdentitySet(netuid)));
    });
}

#[test]
fn the_owner_hotkey_changes_rarely() {
    with_subnet(|netuid| {
        go_to(10);
        let set = |origin, netuid, hotkey: u64| {
            Pallet::<Test>::do_set_owner_hotkey(origin, netuid, &account(hotkey))
        };
        assert_noop!(set(signed(200), netuid, 7), BadOrigin);
        assert_noop!(
            set(RuntimeOrigin::root(), NetUid::new(9), 7),
            Error::<Test>::SubnetNotExists
        );
        assert_ok!(set(signed(OWNER), netuid, 7));
        assert_eq!(SubnetOwnerHotkey::<Test>::get(netuid), account(7));
        assert_eq!(
            events().last(),
            Some(&Event::SubnetOwnerHotkeySet(netuid, account(7)))
        );
        go_to(50_409);
        assert_noop!(
            set(RuntimeOrigin::root(), netuid, 8),
            Error::<Test>::TxRateLimitExceeded
        );
        go_to(50_410);
        let system = Pallet::<Test>::subnet_account_of(netuid);
        // The record of the limit is undone with the call; this function runs inside one.
        let refused = frame_support::storage::with_storage_layer(|| {
            Pallet::<Test>::do_set_owner_hotkey(signed(OWNER), netuid, &system)
        });
        assert_eq!(refused, Err(Error::<Test>::CannotUseSystemAccount.into()));
        assert_ok!(set(RuntimeOrigin::root(), netuid, 8));
    });
}

#[test]
fn mechanism_counts_are_bounded_and_dropped_rows_cleared() {
    with_subnet(|netuid| {
        let set = |count: u8| Pallet::<Test>::set_mechanism_count(netuid, MechId::new(count));
        assert_noop!(
            Pallet::<Test>::set_mechanism_count(NetUid::new(9), MechId::new(1)),
            Error::<Test>::MechanismDoesNotExist
        );
        assert_noop!(set(0), Error::<Test>::InvalidValue);
        assert_noop!(set(3), Error::<Test>::InvalidValue);
        assert_noop!(set(2), Error::<Test>::TooManyUIDsPerMechanism);
        MaxAllowedUids::<Test>::insert(netuid, 128);
        assert_ok!(set(2));
        assert_eq!(Pallet::<Test>::mechanism_count(netuid), 2);
        let second = NetUidStorageIndex::of(netuid, MechId::new(1));
        assert_eq!(
            Pallet::<Test>::mechanism_indices(netuid),
            [netuid.into(), second]
        );

        let split =
            |parts: Option<Vec<u16>>| Pallet::<Test>::set_mechanism_emission_split(netuid, parts);
        assert_noop!(split(Some(vec![])), Error::<Test>::InvalidValue);
        assert_noop!(split(Some(vec![1, 2])), Error::<Test>::InvalidValue);
        assert_noop!(split(Some(vec![65_533, 1, 1])), Error::<Test>::InvalidValue);
        assert_ok!(split(Some(vec![65_535])));
        assert_ok!(split(Some(vec![5_535, 60_000])));
        let stored = MechanismEmissionSplit::<Test>::get(netuid);
        assert_eq!(stored, Some(vec![5_535, 60_000]));

        Weights::<Test>::insert(second, 0, vec![(0, 1)]);
        Bonds::<Test>::insert(second, 0, vec![(0, 1)]);
        Incentive::<Test>::insert(second, vec![sp_runtime::PerU16::one()]);
        LastUpdate::<Test>::insert(second, vec![5u64]);
        Weights::<Test>::insert(NetUidStorageIndex::from(netuid), 0, vec![(0, 1)]);
        assert_ok!(set(1));
        assert!(!Weights::<Test>::contains_key(second, 0));
        assert!(!Bonds::<Test>::contains_key(second, 0));
        assert!(!Incentive::<Test>::contains_key(second));
        assert!(!LastUpdate::<Test>::contains_key(second));
        assert!(Weights::<Test>::contains_key(
            NetUidStorageIndex::from(netuid),
            0
        ));
        assert_eq!(MechanismEmissionSplit::<Test>::get(netuid), None);
        assert_ok!(split(None));
        assert_noop!(
            Pallet::<Test>::set_mechanism_emission_split(NetUid::new(9), None),
            Error::<Test>::MechanismDoesNotExist
        );

        assert_noop!(
            Pallet::<Test>::set_max_mechanism_count(MechId::new(0)),
            Error::<Test>::InvalidValue
        );
        assert_noop!(
            Pallet::<Test>::set_max_mechanism_count(MechId::new(17)),
            Error::<Test>::InvalidValue
        );
        assert_ok!(Pallet::<Test>::set_max_mechanism_count(MechId::new(16)));
        assert_noop!(
            Pallet::<Test>::set_owner_immune_neuron_limit(netuid, 0),
            Error::<Test>::InvalidValue
        );
        assert_noop!(
            Pallet::<Test>::set_owner_immune_neuron_limit(netuid, 11),
            Error::<Test>::InvalidValue
        );
        assert_ok!(Pallet::<Test>::set_owner_immune_neuron_limit(netuid, 10));
        assert_eq!(ImmuneOwnerUidsLimit::<Test>::get(netuid), 10);
    });
}
