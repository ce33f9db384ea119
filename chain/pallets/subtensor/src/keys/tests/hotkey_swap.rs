//! What a swapped hotkey takes along.

use frame_support::{BoundedVec, assert_ok};
use sp_core::H256;
use sp_runtime::PerU16;
use substrate_fixed::types::{I96F32, U64F64};
use taonet_primitives::NetUidStorageIndex;

use super::*;

fn locking(coldkey: u64, hotkey: u64, rao: u64) {
    let call = Call::lock_stake {
        hotkey: key(hotkey),
        netuid: ONE,
        amount: alpha(rao),
    };
    assert_ok!(perform(coldkey, call));
}

#[test]
fn on_one_subnet_the_slot_and_its_stake_follow() {
    swap_world(|| {
        for (coldkey, netuid) in [(ALICE, ONE), (BOB, ONE), (ALICE, TWO)] {
            assert_ok!(add(coldkey, HOTKEY, netuid, 10 * TAO));
        }
        let [old, new] = [HOTKEY, NEW_HOTKEY].map(key);
        let index = NetUidStorageIndex::from(ONE);
        let endpoint = AxonInfo {
            port: 8_091,
            ..AxonInfo::default()
        };
        Axons::<Test>::insert(ONE, &old, endpoint);
        Prometheus::<Test>::insert(ONE, &old, PrometheusInfo::default());
        let certificate = NeuronCertificate {
            public_key: BoundedVec::truncate_from(vec![7]),
            algorithm: 1,
        };
        NeuronCertificates::<Test>::insert(ONE, &old, certificate);
        let commits = std::collections::VecDeque::from([(H256::zero(), 1, 2, 3)]);
        WeightCommits::<Test>::insert(index, &old, &commits);
        LoadedEmission::<Test>::insert(ONE, vec![(old.clone(), 1, 2), (key(2), 3, 4)]);
        ChildkeyTake::<Test>::insert(&old, ONE, PerU16::from_parts(500));
        TotalHotkeyAlphaLastEpoch::<Test>::insert(&old, ONE, alpha(11));
        AlphaDividendsPerSubnet::<Test>::insert(ONE, &old, alpha(12));
        VotingPower::<Test>::insert(ONE, &old, 13);
        let stakes = [ALICE, BOB].map(|coldkey| stake_of(HOTKEY, coldkey, ONE));
        let elsewhere = stake_of(HOTKEY, ALICE, TWO);
        let (issued, balance) = (TotalIssuance::<Test>::get(), balance_of(ALICE));

        assert_ok!(perform(ALICE, swapping(NEW_HOTKEY, Some(ONE), false)));

        assert_eq!(Keys::<Test>::get(ONE, 0), new);
        assert_eq!(Uids::<Test>::get(ONE, &new), Some(0));
        assert_eq!(Uids::<Test>::get(ONE, &old), None);
        assert!(IsNetworkMember::<Test>::get(&new, ONE));
        assert!(!IsNetworkMember::<Test>::contains_key(&old, ONE));
        assert_eq!(Axons::<Test>::get(ONE, &new), Some(endpoint));
        assert!(Prometheus::<Test>::contains_key(ONE, &new));
        assert!(NeuronCertificates::<Test>::contains_key(ONE, &new));
        assert_eq!(WeightCommits::<Test>::get(index, &new), Some(commits));
        for left in [
            Axons::<Test>::contains_key(ONE, &old),
            Prometheus::<Test>::contains_key(ONE, &old),
            NeuronCertificates::<Test>::contains_key(ONE, &old),
            WeightCommits::<Test>::contains_key(index, &old),
            ChildkeyTake::<Test>::contains_key(&old, ONE),
            TotalHotkeyAlphaLastEpoch::<Test>::contains_key(&old, ONE),
            AlphaDividendsPerSubnet::<Test>::contains_key(ONE, &old),
            VotingPower::<Test>::contains_key(ONE, &old),
        ] {
            assert!(!left);
        }
        assert_eq!(
            LoadedEmission::<Test>::get(ONE),
            Some(vec![(new.clone(), 1, 2), (key(2), 3, 4)])
        );
        assert_eq!(ChildkeyTake::<Test>::get(&new, ONE).deconstruct(), 500);
        assert_eq!(TotalHotkeyAlphaLastEpoch::<Test>::get(&new, ONE), alpha(11));
        assert_eq!(AlphaDividendsPerSubnet::<Test>::get(ONE, &new), alpha(12));
        assert_eq!(VotingPower::<Test>::get(ONE, &new), 13);

        assert_eq!([ALICE, BOB].map(|c| stake_of(NEW_HOTKEY, c, ONE)), stakes);
        assert_eq!([ALICE, BOB].map(|c| stake_of(HOTKEY, c, ONE)), [0, 0]);
        assert_eq!(stake_of(HOTKEY, ALICE, TWO), elsewhere);
        assert_eq!(stake_of(NEW_HOTKEY, ALICE, TWO), 0);
        for coldkey in [ALICE, BOB] {
            assert!(StakingHotkeys::<Test>::get(key(coldkey)).contains(&new));
        }
        for hotkey in [&old, &new] {
            assert_eq!(Owner::<Test>::get(hotkey), key(ALICE));
        }
        assert_eq!(
            OwnedHotkeys::<Test>::get(key(ALICE)),
            vec![old.clone(), new.clone()]
        );

        assert_eq!(balance_of(ALICE), balance - TAO / 100);
        assert_eq!(TotalIssuance::<Test>::get(), issued - tao(TAO / 100));
        assert_eq!(
            LastHotkeySwapOnNetuid::<Test>::get(ONE, key(ALICE)),
            FIRST_SWAP_BLOCK
        );
        assert_eq!(
            last_event(),
            Event::HotkeySwappedOnSubnet {
                coldkey: key(ALICE),
                old_hotkey: old,
                new_hotkey: new,
                netuid: ONE,
            }
        );
    });
}

#[test]
fn everywhere_the_hotkey_is_gone_afterwards() {
    swap_world(|| {
        for (coldkey, netuid) in [(ALICE, ONE), (BOB, ONE), (ALICE, TWO), (BOB, NetUid::ROOT)] {
            assert_ok!(add(coldkey, HOTKEY, netuid, 10 * TAO));
        }
        let [old, new] = [HOTKEY, NEW_HOTKEY].map(key);
        Delegates::<Test>::insert(&old, PerU16::from_parts(7_000));
        AutoParentDelegationEnabled::<Test>::insert(&old, false);
        RootClaimable::<Test>::insert(
            &old,
            std::collections::BTreeMap::from([(ONE, I96F32::from_num(0.5))]),
        );
        RootClaimed::<Test>::insert((ONE, &old, key(BOB)), 77);
        let limit = RateLimitKey::LastTxBlockDelegateTake(old.clone());
        Pallet::<Test>::set_last_rate_limited_block(&limit, 9);
        let stakes = [(ALICE, ONE), (BOB, ONE), (ALICE, TWO), (BOB, NetUid::ROOT)]
            .map(|(coldkey, netuid)| (coldkey, netuid, stake_of(HOTKEY, coldkey, netuid)));
        let total = TotalStake::<Test>::get();
        let balance = balance_of(ALICE);

        let call = Call::swap_hotkey {
            hotkey: old.clone(),
            new_hotkey: new.clone(),
            netuid: None,
        };
        assert_ok!(perform(ALICE, call));

        for (coldkey, netuid, stake) in stakes {
            assert_eq!(stake_of(NEW_HOTKEY, coldkey, netuid), stake);
            assert_eq!(stake_of(HOTKEY, coldkey, netuid), 0);
        }
        assert_eq!(TotalStake::<Test>::get(), total);
        assert_eq!(TotalHotkeyAlpha::<Test>::iter_prefix(&old).count(), 0);
        assert!(!Owner::<Test>::contains_key(&old));
        assert_eq!(Owner::<Test>::get(&new), key(ALICE));
        assert_eq!(OwnedHotkeys::<Test>::get(key(ALICE)), vec![new.clone()]);
        assert_eq!(StakingHotkeys::<Test>::get(key(ALICE)), vec![new.clone()]);
        assert_eq!(
            StakingHotkeys::<Test>::get(key(BOB)),
            vec![key(OTHER_HOTKEY), new.clone()]
        );
        assert_eq!(Uids::<Test>::get(ONE, &new), Some(0));
        assert_eq!(Delegates::<Test>::get(&new).deconstruct(), 7_000);
        assert!(!Delegates::<Test>::contains_key(&old));
        assert!(!AutoParentDelegationEnabled::<Test>::get(&new));
        assert!(!AutoParentDelegationEnabled::<Test>::contains_key(&old));
        assert_eq!(
            RootClaimable::<Test>::get(&new)[&ONE],
            I96F32::from_num(0.5)
        );
        assert!(!RootClaimable::<Test>::contains_key(&old));
        assert_eq!(RootClaimed::<Test>::get((ONE, &new, key(BOB))), 77);
        assert!(!RootClaimed::<Test>::contains_key((ONE, &old, key(BOB))));
        let moved = RateLimitKey::LastTxBlockDelegateTake(new.clone());
        assert_eq!(Pallet::<Test>::last_rate_limited_block(&moved), 9);
        assert!(!LastRateLimitedBlock::<Test>::contains_key(&limit));
        assert_eq!(balance_of(ALICE), balance - TAO);
        assert_eq!(
            LastHotkeySwapOnNetuid::<Test>::get(ONE, key(ALICE)),
            FIRST_SWAP_BLOCK
        );
        assert_eq!(
            last_event(),
            Event::HotkeySwapped {
                coldkey: key(ALICE),
                old_hotkey: old,
                new_hotkey: new,
            }
        );
    });
}

#[test]
fn the_price_after_the_fact_counts_the_work() {
    use frame_support::dispatch::GetDispatchInfo;
    swap_world(|| {
        assert_ok!(add(BOB, HOTKEY, ONE, 10 * TAO));
        let call = Call::<Test>::swap_hotkey {
            hotkey: key(HOTKEY),
            new_hotkey: key(NEW_HOTKEY),
            netuid: Some(ONE),
        };
        let before = call.get_dispatch_info().call_weight;
        let done = frame_support::traits::UnfilteredDispatchable::dispatch_bypass_filter(
            call,
            RuntimeOrigin::signed(key(ALICE)),
        );
        let after = done.unwrap().actual_weight.unwrap();
        assert_eq!(after, call_weights::swapped_hotkey(1, 1));
        assert!(after.all_lte(before), "{after:?} {before:?}");
    });
}

#[test]
fn stake_left_behind_belongs_to_its_stakers_and_the_hotkey_to_no_stranger() {
    swap_world(|| {
        assert_ok!(add(ALICE, HOTKEY, ONE, 10 * TAO));
        let held = stake_of(HOTKEY, ALICE, ONE);
        assert_ok!(perform(ALICE, swapping(NEW_HOTKEY, None, true)));
        assert_eq!(stake_of(HOTKEY, ALICE, ONE), held);
        assert_eq!(stake_of(NEW_HOTKEY, ALICE, ONE), 0);
        assert_eq!(Uids::<Test>::get(ONE, key(NEW_HOTKEY)), Some(0));
        assert_eq!(
            name_of(remove(ALICE, HOTKEY, ONE, TAO)),
            "HotKeyAccountNotExists"
        );
        // Whoever took the hotkey over would command the weight of that stake.
        let adopt = Call::try_associate_hotkey {
            hotkey: key(HOTKEY),
        };
        assert_eq!(name_of(perform(BOB, adopt.clone())), "NonAssociatedColdKey");
        let onto = Call::swap_hotkey {
            hotkey: key(OTHER_HOTKEY),
            new_hotkey: key(HOTKEY),
            netuid: Some(TWO),
        };
        assert_eq!(name_of(perform(BOB, onto)), "NonAssociatedColdKey");
        assert_ok!(perform(ALICE, adopt));
        assert_ok!(remove(ALICE, HOTKEY, ONE, TAO));
    });
}

#[test]
fn the_owners_hotkey_stays_the_owners() {
    swap_world(|| {
        SubnetOwnerHotkey::<Test>::insert(ONE, key(HOTKEY));
        assert_ok!(add(ALICE, HOTKEY, ONE, 10 * TAO));
        locking(ALICE, HOTKEY, TAO);
        let sum = DecayingOwnerLock::<Test>::get(ONE).unwrap();
        assert_ok!(perform(ALICE, swapping(NEW_HOTKEY, Some(ONE), false)));
        assert_eq!(SubnetOwnerHotkey::<Test>::get(ONE), key(NEW_HOTKEY));
        assert!(events().contains(&Event::SubnetOwnerHotkeySet(ONE, key(NEW_HOTKEY))));
        assert_eq!(DecayingOwnerLock::<Test>::get(ONE), Some(sum));
        assert_eq!(
            Pallet::<Test>::convictions(ONE, FIRST_SWAP_BLOCK)[&key(NEW_HOTKEY)],
            U64F64::from_num(TAO)
        );
    });
}

#[test]
fn locks_follow_the_hotkey() {
    swap_world(|| {
        assert_ok!(add(ALICE, HOTKEY, ONE, 10 * TAO));
        assert_ok!(add(BOB, HOTKEY, ONE, 10 * TAO));
        assert_ok!(perform(
            BOB,
            Call::set_perpetual_lock {
                netuid: ONE,
                enabled: true
            }
        ));
        locking(ALICE, HOTKEY, 5 * TAO);
        locking(BOB, HOTKEY, 7 * TAO);
        // Somebody backs the new hotkey already; that conviction must not be lost.
        let other = 102;
        fund(other, 100 * TAO);
        assert_ok!(add(other, OTHER_HOTKEY, ONE, 10 * TAO));
        own(ALICE, NEW_HOTKEY);
        locking(other, NEW_HOTKEY, 3 * TAO);
        // An entry of the index whose lock is gone.
        LockingColdkeys::<Test>::insert((ONE, key(HOTKEY), key(NEW_COLDKEY)), ());
        let block = FIRST_SWAP_BLOCK + 1_000;
        System::set_block_number(block);
        let before = Pallet::<Test>::convictions(ONE, block);

        assert_ok!(perform(ALICE, swapping(NEW_HOTKEY, Some(ONE), false)));

        let after = Pallet::<Test>::convictions(ONE, block);
        assert_eq!(
            after[&key(NEW_HOTKEY)],
            before[&key(HOTKEY)] + before[&key(NEW_HOTKEY)]
        );
        assert!(!after.contains_key(&key(HOTKEY)));
        let perpetual = HotkeyLock::<Test>::get(ONE, key(NEW_HOTKEY)).unwrap();
        assert_eq!(perpetual.locked_mass, alpha(7 * TAO));
        let decaying = DecayingHotkeyLock::<Test>::get(ONE, key(NEW_HOTKEY)).unwrap();
        assert!(decaying.locked_mass > alpha(7 * TAO) && decaying.locked_mass < alpha(8 * TAO));
        for coldkey in [ALICE, BOB] {
            assert!(Lock::<Test>::contains_key((
                key(coldkey),
                ONE,
                key(NEW_HOTKEY)
            )));
            assert!(!Lock::<Test>::contains_key((
                key(coldkey),
                ONE,
                key(HOTKEY)
            )));
        }
        assert_eq!(
            LockingColdkeys::<Test>::iter_key_prefix((ONE, key(HOTKEY))).count(),
            0
        );
        assert_eq!(
            LockingColdkeys::<Test>::iter_key_prefix((ONE, key(NEW_HOTKEY))).count(),
            3
        );
    });
}

#[test]
fn records_of_swaps_are_purged_when_they_have_served() {
    swap_world(|| {
        assert_ok!(perform(ALICE, swapping(NEW_HOTKEY, Some(ONE), false)));
        let kept = || LastHotkeySwapOnNetuid::<Test>::contains_key(ONE, key(ALICE));
        // The turn of subnet 1 comes in blocks 31 and 46 of intervals of 15.
        for (block, stays) in [(31, true), (45, true), (46, false)] {
            Pallet::<Test>::purge_hotkey_swap_records(block, &[ONE]);
            assert_eq!(kept(), stays, "{block}");
        }
    });
}
