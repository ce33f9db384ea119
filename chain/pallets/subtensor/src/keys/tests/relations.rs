//! Children, parents and followers of a swapped hotkey.

use frame_support::assert_ok;

use super::*;

const CHILD: u64 = 60;
const PARENT: u64 = 61;

fn children_of(hotkey: u64) -> Vec<(u64, AccountId)> {
    ChildKeys::<Test>::get(key(hotkey), ONE)
}

fn parents_of(hotkey: u64) -> Vec<(u64, AccountId)> {
    ParentKeys::<Test>::get(key(hotkey), ONE)
}

fn lend(parent: u64, children: &[(u64, u64)]) {
    let children = children.iter().map(|(part, child)| (*part, key(*child)));
    Pallet::<Test>::apply_children(&key(parent), ONE, children.collect());
}

fn ask(parent: u64, children: &[(u64, u64)]) {
    let children: Vec<_> = children
        .iter()
        .map(|(part, child)| (*part, key(*child)))
        .collect();
    PendingChildKeys::<Test>::insert(ONE, key(parent), (children, 99));
}

#[test]
fn children_and_parents_follow_on_both_ends() {
    swap_world(|| {
        lend(HOTKEY, &[(5, CHILD)]);
        lend(PARENT, &[(6, HOTKEY), (7, OTHER_HOTKEY)]);
        lend(OTHER_HOTKEY, &[(8, NEW_HOTKEY)]);
        assert_ok!(perform(ALICE, swapping(NEW_HOTKEY, Some(ONE), false)));
        assert_eq!(children_of(NEW_HOTKEY), vec![(5, key(CHILD))]);
        assert_eq!(parents_of(CHILD), vec![(5, key(NEW_HOTKEY))]);
        assert_eq!(
            parents_of(NEW_HOTKEY),
            vec![(8, key(OTHER_HOTKEY)), (6, key(PARENT))]
        );
        assert_eq!(
            children_of(PARENT),
            vec![(7, key(OTHER_HOTKEY)), (6, key(NEW_HOTKEY))]
        );
        assert_eq!(children_of(OTHER_HOTKEY), vec![(8, key(NEW_HOTKEY))]);
        // An empty list remains, as everywhere on the network.
        assert!(ChildKeys::<Test>::contains_key(key(HOTKEY), ONE));
        assert!(children_of(HOTKEY).is_empty());
        assert!(!ParentKeys::<Test>::contains_key(key(HOTKEY), ONE));
    });
}

#[test]
fn what_was_asked_for_follows() {
    swap_world(|| {
        ask(HOTKEY, &[(5, CHILD)]);
        ask(PARENT, &[(6, HOTKEY), (7, OTHER_HOTKEY)]);
        assert_ok!(perform(ALICE, swapping(NEW_HOTKEY, Some(ONE), true)));
        let pending = |hotkey| PendingChildKeys::<Test>::get(ONE, key(hotkey));
        assert_eq!(pending(NEW_HOTKEY), (vec![(5, key(CHILD))], 99));
        assert!(!PendingChildKeys::<Test>::contains_key(ONE, key(HOTKEY)));
        assert_eq!(
            pending(PARENT),
            (vec![(7, key(OTHER_HOTKEY)), (6, key(NEW_HOTKEY))], 99)
        );
    });
}

#[test]
fn followers_stake_on_the_new_hotkey() {
    swap_world(|| {
        for coldkey in [ALICE, BOB] {
            let call = Call::set_coldkey_auto_stake_hotkey {
                netuid: ONE,
                hotkey: key(HOTKEY),
            };
            assert_ok!(perform(coldkey, call));
        }
        // One that already follows the new hotkey stays on its list.
        AutoStakeDestination::<Test>::insert(key(77), ONE, key(NEW_HOTKEY));
        AutoStakeDestinationColdkeys::<Test>::insert(key(NEW_HOTKEY), ONE, vec![key(77)]);
        assert_ok!(perform(ALICE, swapping(NEW_HOTKEY, Some(ONE), false)));
        for coldkey in [ALICE, BOB, 77] {
            assert_eq!(
                AutoStakeDestination::<Test>::get(key(coldkey), ONE),
                Some(key(NEW_HOTKEY))
            );
        }
        assert_eq!(
            AutoStakeDestinationColdkeys::<Test>::get(key(NEW_HOTKEY), ONE),
            [77, ALICE, BOB].map(key)
        );
        assert!(!AutoStakeDestinationColdkeys::<Test>::contains_key(
            key(HOTKEY),
            ONE
        ));
    });
}

#[test]
fn circles_are_refused() {
    for setting in [
        // The new hotkey is a child, a parent, or would lend to its own lender.
        || lend(HOTKEY, &[(5, NEW_HOTKEY)]),
        || lend(NEW_HOTKEY, &[(5, HOTKEY)]),
        || {
            lend(HOTKEY, &[(5, CHILD)]);
            lend(CHILD, &[(5, NEW_HOTKEY)]);
        },
        || ask(HOTKEY, &[(5, NEW_HOTKEY)]),
    ] {
        swap_world(|| {
            setting();
            let call = swapping(NEW_HOTKEY, Some(ONE), false);
            assert_eq!(name_of(perform(ALICE, call)), "InvalidChild");
        });
    }
    swap_world(|| {
        lend(CHILD, &[(5, NEW_HOTKEY)]);
        ask(HOTKEY, &[(5, CHILD)]);
        let call = swapping(NEW_HOTKEY, Some(ONE), false);
        assert_eq!(name_of(perform(ALICE, call)), "ChildParentInconsistency");
    });
}
