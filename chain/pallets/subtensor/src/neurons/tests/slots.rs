//! Appending, replacing, and choosing whom to replace.

use super::*;
use sp_runtime::PerU16;
use taonet_primitives::{MechId, NetUidStorageIndex};

/// Owner at UID 0 and four neurons of coldkey 200, registered at blocks 10, 20, 30 and 40.
fn five_neurons(netuid: NetUid) {
    for (hotkey, block) in [(10, 10), (11, 20), (12, 30), (13, 40)] {
        go_to(block);
        add_neuron(netuid, hotkey, 200);
    }
    ImmunityPeriod::<Test>::insert(netuid, 100);
    MinNonImmuneUids::<Test>::insert(netuid, 0);
}

#[test]
fn appending_extends_every_vector() {
    with_subnet(|netuid| {
        MechanismCountCurrent::<Test>::insert(netuid, MechId::new(2));
        let second = NetUidStorageIndex::of(netuid, MechId::new(1));
        go_to(7);
        assert_eq!(add_neuron(netuid, 10, 200), 1);
        assert_eq!(SubnetworkN::<Test>::get(netuid), 2);
        assert_eq!(Active::<Test>::get(netuid), [true, true]);
        assert_eq!(Emission::<Test>::get(netuid).len(), 2);
        assert_eq!(Consensus::<Test>::get(netuid).len(), 2);
        assert_eq!(Dividends::<Test>::get(netuid).len(), 2);
        assert_eq!(ValidatorTrust::<Test>::get(netuid).len(), 2);
        assert_eq!(ValidatorPermit::<Test>::get(netuid), [false, false]);
        assert_eq!(
            LastUpdate::<Test>::get(NetUidStorageIndex::from(netuid)),
            [1, 7]
        );
        // The owner was there before the second mechanism.
        assert_eq!(LastUpdate::<Test>::get(second), [0, 7]);
        assert_eq!(Incentive::<Test>::get(second).len(), 1);
        assert_eq!(BlockAtRegistration::<Test>::get(netuid, 1), 7);
        assert!(StakeWeight::<Test>::get(netuid).is_empty());
    });
}

#[test]
fn replacing_resets_the_seat_and_nothing_else() {
    with_subnet(|netuid| {
        five_neurons(netuid);
        let index = NetUidStorageIndex::from(netuid);
        set_emissions(netuid, &[1, 2, 3, 4, 5]);
        let ones: Vec<PerU16> = vec![PerU16::one(); 5];
        Consensus::<Test>::insert(netuid, ones.clone());
        Dividends::<Test>::insert(netuid, ones.clone());
        ValidatorTrust::<Test>::insert(netuid, ones.clone());
        Incentive::<Test>::insert(index, ones);
        ValidatorPermit::<Test>::insert(netuid, vec![true; 5]);
        Active::<Test>::insert(netuid, vec![false; 5]);
        StakeWeight::<Test>::insert(netuid, vec![9; 5]);
        Weights::<Test>::insert(index, 1, vec![(2, 7), (3, 8)]);
        Weights::<Test>::insert(index, 2, vec![(1, 7)]);
        Bonds::<Test>::insert(index, 2, vec![(1, 7)]);
        Bonds::<Test>::insert(index, 1, vec![(2, 7)]);
        Axons::<Test>::insert(netuid, account(11), AxonInfo::default());
        Prometheus::<Test>::insert(netuid, account(11), PrometheusInfo::default());
        NeuronCertificates::<Test>::insert(netuid, account(11), NeuronCertificate::default());
        TotalHotkeyAlpha::<Test>::insert(account(11), netuid, AlphaBalance::new(5));

        Pallet::<Test>::replace_neuron(netuid, 2, &account(50), 99);

        assert_eq!(Pallet::<Test>::uid_for_hotkey(netuid, &account(11)), None);
        assert!(!IsNetworkMember::<Test>::contains_key(account(11), netuid));
        assert_eq!(
            Pallet::<Test>::uid_for_hotkey(netuid, &account(50)),
            Some(2)
        );
        assert_eq!(Pallet::<Test>::hotkey_for_uid(netuid, 2), Some(account(50)));
        assert_eq!(BlockAtRegistration::<Test>::get(netuid, 2), 99);
        assert_eq!(Emission::<Test>::get(netuid)[2], AlphaBalance::ZERO);
        assert_eq!(Emission::<Test>::get(netuid)[1], AlphaBalance::new(2));
        assert_eq!(Consensus::<Test>::get(netuid)[2], PerU16::zero());
        assert_eq!(Dividends::<Test>::get(netuid)[2], PerU16::zero());
        assert_eq!(ValidatorTrust::<Test>::get(netuid)[2], PerU16::zero());
        assert_eq!(Incentive::<Test>::get(index)[2], PerU16::zero());
        assert_eq!(Incentive::<Test>::get(index)[3], PerU16::one());
        assert_eq!(
            ValidatorPermit::<Test>::get(netuid),
            [true, true, false, true, true]
        );
        assert_eq!(
            Active::<Test>::get(netuid),
            [false, false, true, false, false]
        );
        assert_eq!(StakeWeight::<Test>::get(netuid), [9, 9, 0, 9, 9]);
        assert_eq!(LastUpdate::<Test>::get(index)[2], 99);
        assert!(!Weights::<Test>::contains_key(index, 2));
        assert!(!Bonds::<Test>::contains_key(index, 2));
        assert_eq!(Weights::<Test>::get(index, 1), [(2, 0), (3, 8)]);
        assert_eq!(Bonds::<Test>::get(index, 1), [(2, 7)]);
        assert!(Axons::<Test>::get(netuid, account(11)).is_none());
        assert!(Prometheus::<Test>::get(netuid, account(11)).is_none());
        assert!(NeuronCertificates::<Test>::get(netuid, account(11)).is_none());
        let stake = TotalHotkeyAlpha::<Test>::get(account(11), netuid);
        assert_eq!(stake, AlphaBalance::new(5));
        assert_eq!(SubnetworkN::<Test>::get(netuid), 5);
        assert!(Pallet::<Test>::keys_are_unique(
            &Pallet::<Test>::hotkeys_by_uid(netuid)
        ));
    });
}

#[test]
fn the_owner_hotkey_is_never_replaced() {
    with_subnet(|netuid| {
        Pallet::<Test>::replace_neuron(netuid, 0, &account(50), 99);
        assert_eq!(
            Pallet::<Test>::hotkey_for_uid(netuid, 0),
            Some(account(OWNER_HOTKEY))
        );
        assert_eq!(Pallet::<Test>::uid_for_hotkey(netuid, &account(50)), None);
    });
}

#[test]
fn the_least_earning_mature_neuron_goes_first() {
    with_subnet(|netuid| {
        five_neurons(netuid);
        go_to(500);
        set_emissions(netuid, &[0, 5, 3, 9, 3]);
        assert_eq!(Pallet::<Test>::neuron_to_prune(netuid), Some(2));
        // Among equals the oldest registration, then the lowest UID.
        set_emissions(netuid, &[0, 3, 3, 3, 3]);
        assert_eq!(Pallet::<Test>::neuron_to_prune(netuid), Some(1));
        BlockAtRegistration::<Test>::insert(netuid, 4, 5);
        assert_eq!(Pallet::<Test>::neuron_to_prune(netuid), Some(4));
    });
}

#[test]
fn immune_neurons_go_when_too_few_are_mature() {
    with_subnet(|netuid| {
        five_neurons(netuid);
        set_emissions(netuid, &[0, 5, 3, 9, 2]);
        // At block 125 the neurons of blocks 30 and 40 are still immune.
        go_to(125);
        assert!(Pallet::<Test>::is_in_immunity(netuid, 3, 125));
        assert!(!Pallet::<Test>::is_in_immunity(netuid, 2, 125));
        assert_eq!(Pallet::<Test>::neuron_to_prune(netuid), Some(2));
        MinNonImmuneUids::<Test>::insert(netuid, 2);
        assert_eq!(Pallet::<Test>::neuron_to_prune(netuid), Some(4));
        // Nobody is immune any more, and too few are mature: nobody goes.
        go_to(500);
        MinNonImmuneUids::<Test>::insert(netuid, 4);
        assert_eq!(Pallet::<Test>::neuron_to_prune(netuid), None);
        MinNonImmuneUids::<Test>::insert(netuid, 3);
        assert_eq!(Pallet::<Test>::neuron_to_prune(netuid), Some(4));
    });
}

#[test]
fn owners_keep_as_many_seats_as_the_limit_says() {
    with_subnet(|netuid| {
        for (hotkey, block) in [(10, 10), (11, 20)] {
            go_to(block);
            add_neuron(netuid, hotkey, OWNER);
        }
        let immune = || Pallet::<Test>::owner_immune_hotkeys(netuid);
        assert_eq!(immune(), [account(OWNER_HOTKEY)]);
        ImmuneOwnerUidsLimit::<Test>::insert(netuid, 2);
        assert_eq!(immune(), [account(OWNER_HOTKEY), account(10)]);
        // The designated hotkey comes first, whatever its age.
        SubnetOwnerHotkey::<Test>::insert(netuid, account(11));
        assert_eq!(immune(), [account(11), account(OWNER_HOTKEY)]);
        ImmuneOwnerUidsLimit::<Test>::insert(netuid, 1);
        assert_eq!(immune(), [account(11)]);
        // An unregistered one does not count.
        SubnetOwnerHotkey::<Test>::insert(netuid, account(77));
        assert_eq!(immune(), [account(OWNER_HOTKEY)]);
    });
}

#[test]
fn look_ups() {
    with_subnet(|netuid| {
        five_neurons(netuid);
        assert_eq!(Pallet::<Test>::subnetwork_n(netuid), 5);
        assert!(Pallet::<Test>::is_hotkey_registered_on_any_network(
            &account(10)
        ));
        assert!(!Pallet::<Test>::is_hotkey_registered_on_any_network(
            &account(99)
        ));
        assert_eq!(Pallet::<Test>::hotkey_for_uid(netuid, 5), None);
        assert!(Pallet::<Test>::keys_are_unique(
            &Pallet::<Test>::hotkeys_by_uid(netuid)
        ));
        Keys::<Test>::insert(netuid, 1, account(OWNER_HOTKEY));
        assert!(!Pallet::<Test>::keys_are_unique(
            &Pallet::<Test>::hotkeys_by_uid(netuid)
        ));
    });
}
