//! What a swapped coldkey takes along.

use std::collections::BTreeMap;

use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchResult;
use substrate_fixed::types::I96F32;

use super::*;

fn swap() -> DispatchResult {
    SubtensorModule::swap_coldkey(RuntimeOrigin::root(), key(ALICE), key(NEW_COLDKEY), tao(0))
}

fn lock(coldkey: u64, rao: u64) {
    let call = Call::lock_stake {
        hotkey: key(HOTKEY),
        netuid: ONE,
        amount: alpha(rao),
    };
    assert_ok!(perform(coldkey, call));
}

#[test]
fn everything_changes_hands() {
    swap_world(|| {
        let [old, new] = [ALICE, NEW_COLDKEY].map(key);
        for (hotkey, netuid) in [(HOTKEY, ONE), (OTHER_HOTKEY, TWO), (HOTKEY, NetUid::ROOT)] {
            assert_ok!(add(ALICE, hotkey, netuid, 10 * TAO));
        }
        assert_ok!(add(BOB, HOTKEY, ONE, 10 * TAO));
        SubnetOwner::<Test>::insert(TWO, &old);
        let identity = ChainIdentityV2 {
            name: b"alice".to_vec(),
            ..ChainIdentityV2::default()
        };
        IdentitiesV2::<Test>::insert(&old, &identity);
        let follow = Call::set_coldkey_auto_stake_hotkey {
            netuid: ONE,
            hotkey: key(OTHER_HOTKEY),
        };
        assert_ok!(perform(ALICE, follow));
        // The new coldkey's own choice makes way, on both ends.
        AutoStakeDestination::<Test>::insert(&new, ONE, key(HOTKEY));
        AutoStakeDestinationColdkeys::<Test>::insert(key(HOTKEY), ONE, vec![new.clone()]);
        let position = |coldkey| {
            [(HOTKEY, ONE), (OTHER_HOTKEY, TWO), (HOTKEY, NetUid::ROOT)]
                .map(|(hotkey, netuid)| stake_of(hotkey, coldkey, netuid))
        };
        let (held, bobs, balance) = (position(ALICE), position(BOB), balance_of(ALICE));
        let totals = (TotalStake::<Test>::get(), TotalIssuance::<Test>::get());

        assert_ok!(swap());

        assert_eq!(position(NEW_COLDKEY), held);
        assert_eq!(position(ALICE), [0; 3]);
        assert_eq!(position(BOB), bobs);
        assert_eq!(
            totals,
            (TotalStake::<Test>::get(), TotalIssuance::<Test>::get())
        );
        assert_eq!((balance_of(NEW_COLDKEY), balance_of(ALICE)), (balance, 0));
        assert_eq!(SubnetOwner::<Test>::get(TWO), new);
        assert_eq!(IdentitiesV2::<Test>::get(&new), Some(identity));
        assert!(!IdentitiesV2::<Test>::contains_key(&old));
        assert_eq!(Owner::<Test>::get(key(HOTKEY)), new);
        assert_eq!(OwnedHotkeys::<Test>::get(&new), vec![key(HOTKEY)]);
        assert!(!OwnedHotkeys::<Test>::contains_key(&old));
        let mut staking = StakingHotkeys::<Test>::get(&new);
        staking.sort();
        assert_eq!(staking, [HOTKEY, OTHER_HOTKEY].map(key));
        assert!(!StakingHotkeys::<Test>::contains_key(&old));
        assert_eq!(
            AutoStakeDestination::<Test>::get(&new, ONE),
            Some(key(OTHER_HOTKEY))
        );
        assert!(!AutoStakeDestination::<Test>::contains_key(&old, ONE));
        assert_eq!(
            AutoStakeDestinationColdkeys::<Test>::get(key(OTHER_HOTKEY), ONE),
            vec![new.clone()]
        );
        assert!(AutoStakeDestinationColdkeys::<Test>::get(key(HOTKEY), ONE).is_empty());
        assert!(StakingColdkeys::<Test>::contains_key(&new));
        assert!(!StakingColdkeys::<Test>::contains_key(&old));
        let limit = RateLimitKey::LastTxBlock(new.clone());
        assert_eq!(
            Pallet::<Test>::last_rate_limited_block(&limit),
            FIRST_SWAP_BLOCK
        );
    });
}

#[test]
fn an_identity_of_its_own_stays() {
    world(|| {
        let named = |name: &[u8]| ChainIdentityV2 {
            name: name.to_vec(),
            ..ChainIdentityV2::default()
        };
        IdentitiesV2::<Test>::insert(key(ALICE), named(b"alice"));
        IdentitiesV2::<Test>::insert(key(NEW_COLDKEY), named(b"new"));
        assert_ok!(swap());
        assert_eq!(
            IdentitiesV2::<Test>::get(key(NEW_COLDKEY)),
            Some(named(b"new"))
        );
    });
}

#[test]
fn root_dividends_cannot_be_claimed_a_second_time() {
    world(|| {
        assert_ok!(add(ALICE, HOTKEY, NetUid::ROOT, 10 * TAO));
        // The hotkey has earned half an alpha of subnet 1 for each TAO on root; the coldkey,
        // which has no stake on that subnet, claims its part.
        let earned = BTreeMap::from([(ONE, I96F32::from_num(0.5))]);
        RootClaimable::<Test>::insert(key(HOTKEY), earned);
        SubnetAlphaOut::<Test>::insert(ONE, alpha(5 * TAO));
        let claim = Call::claim_root {
            subnets: [ONE].into(),
        };
        assert_ok!(perform(ALICE, claim.clone()));
        let owed =
            |coldkey| Pallet::<Test>::root_owed(&key(HOTKEY), &key(coldkey), ONE).to_num::<i64>();
        assert_eq!(owed(ALICE), 0);
        let claimed = RootClaimed::<Test>::get((ONE, key(HOTKEY), key(ALICE)));
        assert!(claimed > 0);

        assert_ok!(swap());

        assert_eq!(owed(NEW_COLDKEY), 0);
        let moved = RootClaimed::<Test>::get((ONE, key(HOTKEY), key(NEW_COLDKEY)));
        assert_eq!(moved, claimed);
        assert!(!RootClaimed::<Test>::contains_key((
            ONE,
            key(HOTKEY),
            key(ALICE)
        )));
        let before = stake_of(HOTKEY, NEW_COLDKEY, NetUid::ROOT);
        assert_ok!(perform(NEW_COLDKEY, claim));
        assert_eq!(stake_of(HOTKEY, NEW_COLDKEY, NetUid::ROOT), before);
    });
}

#[test]
fn locks_and_choices_follow() {
    world(|| {
        assert_ok!(add(ALICE, HOTKEY, ONE, 10 * TAO));
        assert_ok!(add(BOB, HOTKEY, ONE, 10 * TAO));
        let perpetual = Call::set_perpetual_lock {
            netuid: ONE,
            enabled: true,
        };
        assert_ok!(perform(ALICE, perpetual));
        assert_ok!(perform(
            ALICE,
            Call::set_reject_locked_alpha { enabled: false }
        ));
        lock(ALICE, 5 * TAO);
        lock(BOB, 3 * TAO);
        System::set_block_number(1_000);
        let before = Pallet::<Test>::convictions(ONE, 1_000);
        assert_ok!(swap());
        assert_eq!(Pallet::<Test>::convictions(ONE, 1_000), before);
        let [old, new] = [ALICE, NEW_COLDKEY].map(key);
        let moved = Lock::<Test>::get((&new, ONE, key(HOTKEY))).unwrap();
        assert_eq!(moved.locked_mass, alpha(5 * TAO));
        assert_eq!(Lock::<Test>::iter_prefix((&old,)).count(), 0);
        assert!(LockingColdkeys::<Test>::contains_key((
            ONE,
            key(HOTKEY),
            &new
        )));
        assert!(!LockingColdkeys::<Test>::contains_key((
            ONE,
            key(HOTKEY),
            &old
        )));
        assert_eq!(DecayingLock::<Test>::get(&new, ONE), Some(false));
        assert!(!DecayingLock::<Test>::contains_key(&old, ONE));
        assert_eq!(AccountFlags::<Test>::get(&new), 1);
        assert!(!AccountFlags::<Test>::contains_key(&old));
        assert_eq!(
            HotkeyLock::<Test>::get(ONE, key(HOTKEY))
                .unwrap()
                .locked_mass,
            alpha(5 * TAO)
        );
    });
}

#[test]
fn the_new_coldkey_has_to_be_fresh() {
    world(|| {
        own(NEW_COLDKEY, 70);
        assert_noop!(swap(), Error::<Test>::ColdKeyAlreadyAssociated);
        StakingHotkeys::<Test>::remove(key(NEW_COLDKEY));
        assert_ok!(swap());
        assert_eq!(
            OwnedHotkeys::<Test>::get(key(NEW_COLDKEY)),
            [70, HOTKEY].map(key)
        );
    });
    world(|| {
        own(BOB, NEW_COLDKEY);
        assert_noop!(swap(), Error::<Test>::NewColdKeyIsHotkey);
    });
    world(|| {
        let live = LockState {
            locked_mass: alpha(1_000),
            last_update: 1,
            ..LockState::default()
        };
        Lock::<Test>::insert((key(NEW_COLDKEY), ONE, key(HOTKEY)), live);
        assert_noop!(swap(), Error::<Test>::ActiveLockExists);
        // One that has run out makes way.
        let dead = LockState {
            locked_mass: alpha(10),
            ..live
        };
        Lock::<Test>::insert((key(NEW_COLDKEY), ONE, key(HOTKEY)), dead);
        assert_ok!(swap());
        assert_eq!(Lock::<Test>::iter_prefix((key(NEW_COLDKEY),)).count(), 0);
    });
}
