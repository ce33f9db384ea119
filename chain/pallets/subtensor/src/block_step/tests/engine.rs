//! Corners of the block step that the recorded chains do not reach. All start from the recorded
//! three-subnet chain.

use substrate_fixed::types::U64F64;
use taonet_primitives::NetUid;

use super::replay::{account, block, chain_from, next_block, recording};
use crate::{
    tests::mock::{AccountId, RuntimeEvent, System, Test},
    *,
};

const FIRST: NetUid = NetUid::new(1);
const SECOND: NetUid = NetUid::new(2);

fn key(number: u64) -> AccountId {
    account(&number.into())
}

fn with_chain(test: impl FnOnce()) {
    chain_from(&recording("coinbase_quiet_raw_start.json")).execute_with(test);
}

fn has_event(event: Event<Test>) -> bool {
    let event = RuntimeEvent::SubtensorModule(event);
    System::events().iter().any(|record| record.event == event)
}

/// Makes the epoch of a subnet due in the next block.
fn make_due(netuid: NetUid) {
    PendingEpochAt::<Test>::insert(netuid, 1);
}

fn epoch_index(netuid: NetUid) -> u64 {
    SubnetEpochIndex::<Test>::get(netuid)
}

#[test]
fn epochs_over_the_cap_wait_for_the_next_block() {
    with_chain(|| {
        MaxEpochsPerBlock::<Test>::put(1);
        make_due(FIRST);
        make_due(SECOND);
        let before = (epoch_index(FIRST), epoch_index(SECOND));
        next_block();
        assert_eq!(
            (epoch_index(FIRST), epoch_index(SECOND)),
            (before.0 + 1, before.1)
        );
        assert!(has_event(Event::EpochDeferred {
            netuid: SECOND,
            from_block: block(),
            to_block: block() + 1,
        }));
        assert_eq!(PendingEpochAt::<Test>::get(SECOND), block() + 1);
        assert_ne!(LastEpochBlock::<Test>::get(SECOND), block());
        next_block();
        assert_eq!(
            (epoch_index(FIRST), epoch_index(SECOND)),
            (before.0 + 1, before.1 + 1)
        );
        assert_eq!(PendingEpochAt::<Test>::get(SECOND), 0);
    });
}

#[test]
fn a_subnet_with_a_hotkey_twice_skips_its_epoch_and_keeps_its_pots() {
    with_chain(|| {
        make_due(FIRST);
        Keys::<Test>::insert(FIRST, 1, Keys::<Test>::get(FIRST, 0));
        let before = epoch_index(FIRST);
        let pot = PendingServerEmission::<Test>::get(FIRST);
        next_block();
        assert!(has_event(Event::EpochSkipped {
            netuid: FIRST,
            block: block()
        }));
        assert_eq!(epoch_index(FIRST), before + 1);
        assert_eq!(LastEpochBlock::<Test>::get(FIRST), block());
        assert_ne!(LastMechansimStepBlock::<Test>::get(FIRST), block());
        assert!(BlocksSinceLastStep::<Test>::get(FIRST) > 0);
        assert!(PendingServerEmission::<Test>::get(FIRST) > pot);
    });
}

#[test]
fn without_an_emitting_subnet_nothing_is_minted() {
    with_chain(|| {
        for netuid in Pallet::<Test>::non_root_netuids() {
            SubtokenEnabled::<Test>::insert(netuid, false);
        }
        let issuance = TotalIssuance::<Test>::get();
        let balances = crate::tests::mock::Balances::total_issuance();
        let pool = SubnetTAO::<Test>::get(FIRST);
        next_block();
        assert_eq!(TotalIssuance::<Test>::get(), issuance);
        assert_eq!(crate::tests::mock::Balances::total_issuance(), balances);
        assert_eq!(SubnetTAO::<Test>::get(FIRST), pool);
    });
}

#[test]
fn a_disabled_subnet_gets_no_tao_but_its_alpha_goes_on() {
    with_chain(|| {
        SubnetEmissionEnabled::<Test>::insert(FIRST, false);
        let pending = PendingValidatorEmission::<Test>::get(FIRST);
        next_block();
        assert!(SubnetTaoInEmission::<Test>::get(FIRST).is_zero());
        assert!(SubnetExcessTao::<Test>::get(FIRST).is_zero());
        assert!(!SubnetTaoInEmission::<Test>::get(SECOND).is_zero());
        assert!(PendingValidatorEmission::<Test>::get(FIRST) > pending);
    });
}

#[test]
fn the_owners_cut_is_locked_where_the_subnet_wants_that() {
    with_chain(|| {
        make_due(FIRST);
        OwnerCutAutoLockEnabled::<Test>::insert(FIRST, true);
        let (owner, hotkey) = (
            SubnetOwner::<Test>::get(FIRST),
            SubnetOwnerHotkey::<Test>::get(FIRST),
        );
        next_block();
        let lock = Lock::<Test>::get((&owner, FIRST, &hotkey)).unwrap_or_default();
        assert!(!lock.locked_mass.is_zero());
        assert_eq!(lock.conviction, U64F64::from_num(lock.locked_mass.to_u64()));
        assert_eq!(DecayingOwnerLock::<Test>::get(FIRST), Some(lock));
        assert!(LockingColdkeys::<Test>::contains_key((
            FIRST, &hotkey, &owner
        )));
        assert_eq!(
            Pallet::<Test>::locked_alpha(&owner, FIRST),
            lock.locked_mass
        );
        assert!(has_event(Event::StakeLocked {
            coldkey: owner,
            hotkey,
            netuid: FIRST,
            amount: lock.locked_mass,
        }));
    });
}

#[test]
fn enough_conviction_takes_an_old_subnet_over() {
    with_chain(|| {
        let (old_coldkey, old_hotkey) = (
            SubnetOwner::<Test>::get(FIRST),
            SubnetOwnerHotkey::<Test>::get(FIRST),
        );
        let king = key(11);
        let alpha_out = SubnetAlphaOut::<Test>::get(FIRST).to_u64();
        System::set_block_number(NetworkRegisteredAt::<Test>::get(FIRST) + 2_629_800);
        let lock = LockState {
            locked_mass: alpha_out.into(),
            conviction: U64F64::from_num(alpha_out / 5),
            last_update: block(),
        };
        HotkeyLock::<Test>::insert(FIRST, &king, lock);
        let owner_lock = LockState {
            conviction: U64F64::from_num(7_000),
            ..lock
        };
        OwnerLock::<Test>::insert(
            FIRST,
            LockState {
                locked_mass: 7_000u64.into(),
                ..owner_lock
            },
        );
        next_block();
        let new_coldkey = Owner::<Test>::get(&king);
        assert_eq!(SubnetOwner::<Test>::get(FIRST), new_coldkey);
        assert_eq!(SubnetOwnerHotkey::<Test>::get(FIRST), king);
        assert_eq!(HotkeyLock::<Test>::get(FIRST, &king), None);
        let now_owner = OwnerLock::<Test>::get(FIRST).unwrap_or_default();
        assert_eq!(now_owner.locked_mass.to_u64(), alpha_out);
        assert_eq!(now_owner.conviction, U64F64::from_num(alpha_out));
        let was_owner = HotkeyLock::<Test>::get(FIRST, &old_hotkey).unwrap_or_default();
        assert_eq!(was_owner.locked_mass.to_u64(), 7_000);
        assert!(has_event(Event::SubnetOwnerChanged {
            netuid: FIRST,
            old_coldkey,
            new_coldkey,
        }));
    });
}

#[test]
fn a_young_subnet_keeps_its_owner() {
    with_chain(|| {
        make_due(FIRST);
        let owner = SubnetOwner::<Test>::get(FIRST);
        let alpha_out = SubnetAlphaOut::<Test>::get(FIRST);
        HotkeyLock::<Test>::insert(
            FIRST,
            key(11),
            LockState {
                locked_mass: alpha_out,
                conviction: U64F64::from_num(alpha_out.to_u64()),
                last_update: block(),
            },
        );
        next_block();
        assert_eq!(SubnetOwner::<Test>::get(FIRST), owner);
    });
}

#[test]
fn voting_power_follows_the_stake_of_permit_holders_until_it_is_switched_off() {
    with_chain(|| {
        make_due(FIRST);
        VotingPowerTrackingEnabled::<Test>::insert(FIRST, true);
        VotingPower::<Test>::insert(FIRST, key(999), 5);
        next_block();
        for (uid, permit) in (0u16..).zip(ValidatorPermit::<Test>::get(FIRST)) {
            let hotkey = Keys::<Test>::get(FIRST, uid);
            let stake = Pallet::<Test>::stake_weights_for_hotkey(&hotkey, FIRST).0;
            let power = VotingPower::<Test>::get(FIRST, hotkey);
            assert_eq!(power > 0, permit && stake > 300, "uid {uid}");
        }
        assert_eq!(VotingPower::<Test>::get(FIRST, key(999)), 0);
        VotingPowerDisableAtBlock::<Test>::insert(FIRST, block());
        make_due(FIRST);
        next_block();
        assert!(has_event(Event::VotingPowerTrackingDisabled {
            netuid: FIRST
        }));
        assert_eq!(VotingPower::<Test>::iter_prefix(FIRST).count(), 0);
    });
}

#[test]
fn pending_children_are_applied_when_the_epoch_fires() {
    with_chain(|| {
        make_due(FIRST);
        let children = vec![(10u64, key(12)), (20u64, key(11))];
        PendingChildKeys::<Test>::insert(FIRST, key(10), (children.clone(), block()));
        PendingChildKeys::<Test>::insert(SECOND, key(20), (vec![(1u64, key(21))], block()));
        next_block();
        assert_eq!(
            ChildKeys::<Test>::get(key(10), FIRST),
            vec![(20, key(11)), (10, key(12))]
        );
        assert_eq!(ParentKeys::<Test>::get(key(11), FIRST), vec![(20, key(10))]);
        assert_eq!(ParentKeys::<Test>::get(key(12), FIRST), vec![(10, key(10))]);
        assert!(!PendingChildKeys::<Test>::contains_key(FIRST, key(10)));
        assert!(
            PendingChildKeys::<Test>::contains_key(SECOND, key(20)),
            "no epoch there"
        );
        assert!(has_event(Event::SetChildren(key(10), FIRST, children)));

        // A child that is a parent too is refused; the entry goes all the same.
        Pallet::<Test>::apply_children(&key(11), FIRST, vec![(1, key(10))]);
        assert!(ChildKeys::<Test>::get(key(11), FIRST).is_empty());
        Pallet::<Test>::apply_children(&key(10), FIRST, vec![(u64::MAX, key(11)), (1, key(12))]);
        assert_eq!(
            ChildKeys::<Test>::get(key(10), FIRST).len(),
            2,
            "more than a whole"
        );
        Pallet::<Test>::apply_children(&key(10), FIRST, vec![(5, key(11))]);
        assert_eq!(ParentKeys::<Test>::get(key(11), FIRST), vec![(5, key(10))]);
        assert!(!ParentKeys::<Test>::contains_key(key(12), FIRST));
        Pallet::<Test>::apply_children(&key(10), FIRST, vec![]);
        assert!(!ChildKeys::<Test>::contains_key(key(10), FIRST));
        assert!(!ParentKeys::<Test>::contains_key(key(11), FIRST));
    });
}
