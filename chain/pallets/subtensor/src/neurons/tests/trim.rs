//! Shrinking a subnet.

use super::*;
use frame_support::assert_noop;
use sp_runtime::PerU16;
use taonet_primitives::{MechId, NetUidStorageIndex};

/// Owner at UID 0 and five neurons (hotkeys 10 to 14), all past immunity.
fn six_neurons(netuid: NetUid) {
    for hotkey in 10..=14 {
        add_neuron(netuid, hotkey, 200);
    }
    ImmunityPeriod::<Test>::insert(netuid, 100);
    MinAllowedUids::<Test>::insert(netuid, 1);
    go_to(1_000);
}

fn trim(netuid: NetUid, max: u16) -> frame_support::dispatch::DispatchResult {
    Pallet::<Test>::trim_to_max_allowed_uids(netuid, max)
}

#[test]
fn the_bounds_are_checked() {
    with_subnet(|netuid| {
        six_neurons(netuid);
        assert_noop!(trim(NetUid::new(9), 3), Error::<Test>::SubnetNotExists);
        MinAllowedUids::<Test>::insert(netuid, 3);
        assert_noop!(trim(netuid, 2), Error::<Test>::InvalidValue);
        let max = MaxAllowedUids::<Test>::get(netuid);
        assert_noop!(trim(netuid, max + 1), Error::<Test>::InvalidValue);
        // Enough room: only the limit changes.
        assert_ok!(trim(netuid, 6));
        assert_eq!(SubnetworkN::<Test>::get(netuid), 6);
        assert_eq!(MaxAllowedUids::<Test>::get(netuid), 6);
    });
}

#[test]
fn too_many_immune_neurons_block_it() {
    with_subnet(|netuid| {
        six_neurons(netuid);
        // Four of five seats are protected: exactly 80 %.
        for uid in 1..=3 {
            BlockAtRegistration::<Test>::insert(netuid, uid, 950);
        }
        assert_eq!(
            trim(netuid, 5),
            Err(Error::<Test>::TrimmingWouldExceedMaxImmunePercentage.into())
        );
        BlockAtRegistration::<Test>::insert(netuid, 3, 1);
        assert_ok!(trim(netuid, 5));
    });
}

#[test]
fn survivors_close_ranks() {
    with_subnet(|netuid| {
        MechanismCountCurrent::<Test>::insert(netuid, MechId::new(2));
        six_neurons(netuid);
        let main = NetUidStorageIndex::from(netuid);
        let second = NetUidStorageIndex::of(netuid, MechId::new(1));
        // UID 5 is immune, UID 0 belongs to the owner; of the rest 2 and 4 earn least.
        BlockAtRegistration::<Test>::insert(netuid, 5, 999);
        set_emissions(netuid, &[0, 30, 10, 40, 10, 0]);
        Dividends::<Test>::insert(netuid, (0..6).map(PerU16::from_parts).collect::<Vec<_>>());
        LastUpdate::<Test>::insert(second, vec![100, 101, 102, 103, 104, 105]);
        StakeWeight::<Test>::insert(netuid, vec![1, 2, 3]);
        Weights::<Test>::insert(second, 3, vec![(1, 11), (2, 22), (5, 55)]);
        Weights::<Test>::insert(main, 4, vec![(1, 1)]);
        Bonds::<Test>::insert(main, 5, vec![(3, 33), (4, 44)]);
        AssociatedEvmAddress::<Test>::insert(netuid, 3, (sp_core::H160::repeat_byte(3), 1));
        AssociatedEvmAddress::<Test>::insert(netuid, 2, (sp_core::H160::repeat_byte(2), 1));
        Axons::<Test>::insert(netuid, account(11), AxonInfo::default());
        AlphaDividendsPerSubnet::<Test>::insert(netuid, account(11), AlphaBalance::new(1));
        LastHotkeyEmissionOnNetuid::<Test>::insert(account(11), netuid, AlphaBalance::new(1));

        assert_ok!(trim(netuid, 4));

        assert_eq!(SubnetworkN::<Test>::get(netuid), 4);
        let keys: Vec<_> = (0..5)
            .map(|uid| Pallet::<Test>::hotkey_for_uid(netuid, uid))
            .collect();
        let expected = [1, 10, 12, 14].map(|k| Some(account(k)));
        assert_eq!(keys[..4], expected);
        assert_eq!(keys[4], None);
        for uid in 0..4 {
            let hotkey = Pallet::<Test>::hotkey_for_uid(netuid, uid).unwrap();
            assert_eq!(Pallet::<Test>::uid_for_hotkey(netuid, &hotkey), Some(uid));
        }
        assert_eq!(Uids::<Test>::iter_prefix(netuid).count(), 4);
        assert!(!IsNetworkMember::<Test>::contains_key(account(11), netuid));
        assert!(!IsNetworkMember::<Test>::contains_key(account(13), netuid));
        let dividends = [0, 1, 3, 5].map(PerU16::from_parts);
        assert_eq!(Dividends::<Test>::get(netuid), dividends);
        assert_eq!(
            Emission::<Test>::get(netuid),
            [0, 30, 40, 0].map(AlphaBalance::new)
        );
        assert_eq!(LastUpdate::<Test>::get(second), [100, 101, 103, 105]);
        assert_eq!(StakeWeight::<Test>::get(netuid), [1, 2, 0, 0]);
        assert_eq!(Weights::<Test>::get(second, 2), [(1, 11), (3, 55)]);
        assert_eq!(Bonds::<Test>::get(main, 3), [(2, 33)]);
        for uid in 3..6 {
            assert!(!Weights::<Test>::contains_key(second, uid));
            assert!(!Weights::<Test>::contains_key(main, uid));
        }
        assert_eq!(BlockAtRegistration::<Test>::get(netuid, 3), 999);
        assert_eq!(BlockAtRegistration::<Test>::iter_prefix(netuid).count(), 4);
        let evm = AssociatedEvmAddress::<Test>::get(netuid, 2).map(|(address, _)| address);
        assert_eq!(evm, Some(sp_core::H160::repeat_byte(3)));
        assert_eq!(AssociatedEvmAddress::<Test>::iter_prefix(netuid).count(), 1);
        assert!(Axons::<Test>::get(netuid, account(11)).is_none());
        assert!(!AlphaDividendsPerSubnet::<Test>::contains_key(
            netuid,
            account(11)
        ));
        assert!(!LastHotkeyEmissionOnNetuid::<Test>::contains_key(
            account(11),
            netuid
        ));
    });
}
