//! The calls of locks, one refusal after the other, and what each leaves behind.

#![allow(clippy::unwrap_used, clippy::panic)]

use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;
use substrate_fixed::types::U64F64;
use taonet_primitives::{AlphaBalance, NetUid};

use crate::{
    neurons::tests::{
        OWNER, OWNER_HOTKEY, TAO, account, fund, go_to, has_event, signed, with_subnet,
    },
    tests::mock::{Balances, RuntimeOrigin, SubtensorModule, System, Test},
    *,
};

/// Holds stake on [`MINE`]; owns [`MINE`] and [`ALSO_MINE`].
const ALICE: u64 = 200;
/// Holds stake on its own hotkey [`THEIRS`].
const BOB: u64 = 201;
const MINE: u64 = 20;
const ALSO_MINE: u64 = 21;
const THEIRS: u64 = 30;
const NOBODYS: u64 = 99;

const A_DAY: u64 = 7_200;

/// Subnet 1, on which Alice and Bob hold stake; afterwards the books have to balance.
fn with_stakers(test: impl FnOnce(NetUid)) {
    with_subnet(|netuid| {
        for (coldkey, hotkeys) in [(ALICE, vec![MINE, ALSO_MINE]), (BOB, vec![THEIRS])] {
            fund(coldkey, 1_000);
            for hotkey in &hotkeys {
                assert_ok!(Pallet::<Test>::create_account_if_absent(
                    &account(coldkey),
                    &account(*hotkey)
                ));
            }
            TotalIssuance::<Test>::put(Balances::total_issuance());
            let first = account(*hotkeys.first().unwrap());
            assert_ok!(SubtensorModule::add_stake(
                signed(coldkey),
                first,
                netuid,
                (10 * TAO).into()
            ));
        }
        test(netuid);
        Pallet::<Test>::do_try_state().unwrap();
    });
}

fn held(coldkey: u64, netuid: NetUid) -> u64 {
    Pallet::<Test>::total_coldkey_alpha_on_subnet(&account(coldkey), netuid).to_u64()
}

fn lock(coldkey: u64, hotkey: u64, netuid: NetUid, rao: u64) -> sp_runtime::DispatchResult {
    SubtensorModule::lock_stake(signed(coldkey), account(hotkey), netuid, rao.into())
}

fn stored(coldkey: u64, hotkey: u64, netuid: NetUid) -> LockState {
    Lock::<Test>::get((account(coldkey), netuid, account(hotkey))).unwrap()
}

fn later(blocks: u64) {
    go_to(System::block_number() + blocks);
}

#[test]
fn lock_stake_names_its_reason_to_refuse() {
    with_stakers(|netuid| {
        let all = held(ALICE, netuid);
        assert_noop!(
            SubtensorModule::lock_stake(RuntimeOrigin::root(), account(MINE), netuid, 1u64.into()),
            BadOrigin
        );
        assert_noop!(lock(ALICE, MINE, netuid, 0), Error::<Test>::AmountTooLow);
        assert_noop!(
            lock(ALICE, NOBODYS, netuid, TAO),
            Error::<Test>::HotKeyAccountNotExists
        );
        assert_noop!(
            lock(ALICE, MINE, netuid, all + 1),
            Error::<Test>::InsufficientStakeForLock
        );
        // A subnet that does not exist is one without stake.
        assert_noop!(
            lock(ALICE, MINE, NetUid::new(9), TAO),
            Error::<Test>::InsufficientStakeForLock
        );
        assert_ok!(lock(ALICE, MINE, netuid, all));
        assert_noop!(
            lock(ALICE, MINE, netuid, 1),
            Error::<Test>::InsufficientStakeForLock
        );
        assert_noop!(
            lock(ALICE, ALSO_MINE, netuid, 1),
            Error::<Test>::LockHotkeyMismatch
        );
    });
}

#[test]
fn a_lock_holds_stake_back_and_decays() {
    with_stakers(|netuid| {
        let (all, amount) = (held(ALICE, netuid), 4 * TAO);
        // The hotkey need not be one that the stake is on, nor one's own.
        assert_ok!(lock(ALICE, THEIRS, netuid, amount));
        let fresh = LockState {
            locked_mass: AlphaBalance::new(amount),
            conviction: U64F64::from_num(0),
            last_update: System::block_number(),
        };
        assert_eq!(stored(ALICE, THEIRS, netuid), fresh);
        assert!(LockingColdkeys::<Test>::contains_key((
            netuid,
            account(THEIRS),
            account(ALICE)
        )));
        assert_eq!(
            DecayingHotkeyLock::<Test>::get(netuid, account(THEIRS)),
            Some(fresh)
        );
        assert!(has_event(&Event::StakeLocked {
            coldkey: account(ALICE),
            hotkey: account(THEIRS),
            netuid,
            amount: amount.into(),
        }));
        assert_noop!(
            SubtensorModule::remove_stake(
                signed(ALICE),
                account(MINE),
                netuid,
                (all - amount + 1).into()
            ),
            Error::<Test>::StakeUnavailable
        );
        assert_ok!(SubtensorModule::remove_stake(
            signed(ALICE),
            account(MINE),
            netuid,
            (all - amount).into()
        ));

        later(A_DAY);
        let left = Pallet::<Test>::locked_alpha(&account(ALICE), netuid).to_u64();
        assert!(left < amount, "{left}");
        assert!(left > amount / 100 * 99, "{left}");
        // A top-up counts from what is left.
        assert_ok!(lock(ALICE, THEIRS, netuid, 10_000));
        let topped = stored(ALICE, THEIRS, netuid);
        assert_eq!(topped.locked_mass.to_u64(), left + 10_000);
        assert!(topped.conviction > U64F64::from_num(0));
        let sum = DecayingHotkeyLock::<Test>::get(netuid, account(THEIRS)).unwrap();
        assert_eq!(sum.locked_mass, topped.locked_mass);
        assert_eq!(sum.conviction, 0, "the sum lost what the lock gained");
    });
}

#[test]
fn locks_to_the_owners_hotkey_have_all_conviction_at_once() {
    with_stakers(|netuid| {
        assert_ok!(lock(ALICE, OWNER_HOTKEY, netuid, TAO));
        let lock = stored(ALICE, OWNER_HOTKEY, netuid);
        assert_eq!(lock.conviction, U64F64::from_num(TAO));
        assert_eq!(
            DecayingOwnerLock::<Test>::get(netuid).unwrap().locked_mass,
            TAO.into()
        );
        assert!(!DecayingHotkeyLock::<Test>::contains_key(
            netuid,
            account(OWNER_HOTKEY)
        ));
    });
}

#[test]
fn move_lock_names_its_reason_to_refuse() {
    with_stakers(|netuid| {
        let to =
            |coldkey, hotkey| SubtensorModule::move_lock(signed(coldkey), account(hotkey), netuid);
        assert_noop!(
            SubtensorModule::move_lock(RuntimeOrigin::root(), account(MINE), netuid),
            BadOrigin
        );
        assert_noop!(to(ALICE, NOBODYS), Error::<Test>::HotKeyAccountNotExists);
        assert_noop!(to(ALICE, MINE), Error::<Test>::NoExistingLock);
    });
}

#[test]
fn a_moved_lock_keeps_its_conviction_within_one_coldkey() {
    with_stakers(|netuid| {
        let moved = |hotkey| {
            assert_ok!(SubtensorModule::move_lock(
                signed(ALICE),
                account(hotkey),
                netuid
            ));
            stored(ALICE, hotkey, netuid)
        };
        assert_ok!(SubtensorModule::set_perpetual_lock(
            signed(ALICE),
            netuid,
            true
        ));
        assert_ok!(lock(ALICE, MINE, netuid, 4 * TAO));
        later(A_DAY);
        let grown = Pallet::<Test>::coldkey_lock(&account(ALICE), netuid)
            .unwrap()
            .conviction;
        assert!(grown > 0);

        assert_eq!(moved(ALSO_MINE).conviction, grown);
        assert!(!Lock::<Test>::contains_key((
            account(ALICE),
            netuid,
            account(MINE)
        )));
        assert!(!HotkeyLock::<Test>::contains_key(netuid, account(MINE)));
        let sum = HotkeyLock::<Test>::get(netuid, account(ALSO_MINE)).unwrap();
        assert_eq!((sum.locked_mass.to_u64(), sum.conviction), (4 * TAO, grown));
        assert!(has_event(&Event::LockMoved {
            coldkey: account(ALICE),
            origin_hotkey: account(MINE),
            destination_hotkey: account(ALSO_MINE),
            netuid,
        }));

        // To the same hotkey is allowed.
        assert_eq!(moved(ALSO_MINE).conviction, grown);
        assert_eq!(moved(THEIRS).conviction, 0, "another coldkey's");
        let sum = HotkeyLock::<Test>::get(netuid, account(THEIRS)).unwrap();
        assert_eq!(
            (sum.locked_mass.to_u64(), sum.conviction.to_bits()),
            (4 * TAO, 0)
        );
        // The owner's hotkey gives all conviction at once.
        assert_eq!(moved(OWNER_HOTKEY).conviction, U64F64::from_num(4 * TAO));
        assert!(OwnerLock::<Test>::contains_key(netuid));
        assert!(!HotkeyLock::<Test>::contains_key(netuid, account(THEIRS)));
    });
}

#[test]
fn a_perpetual_lock_does_not_decay() {
    with_stakers(|netuid| {
        let perpetual = |enabled| {
            assert_ok!(SubtensorModule::set_perpetual_lock(
                signed(ALICE),
                netuid,
                enabled
            ));
            assert!(has_event(&Event::PerpetualLockUpdated {
                coldkey: account(ALICE),
                netuid,
                enabled,
            }));
        };
        let sums = || {
            (
                HotkeyLock::<Test>::get(netuid, account(MINE)).map(|lock| lock.locked_mass),
                DecayingHotkeyLock::<Test>::get(netuid, account(MINE)).map(|lock| lock.locked_mass),
            )
        };
        assert_noop!(
            SubtensorModule::set_perpetual_lock(RuntimeOrigin::root(), netuid, true),
            BadOrigin
        );
        // Without a lock only the flag changes.
        perpetual(true);
        assert_eq!(
            DecayingLock::<Test>::get(account(ALICE), netuid),
            Some(false)
        );
        perpetual(false);
        assert!(!DecayingLock::<Test>::contains_key(account(ALICE), netuid));

        let amount = AlphaBalance::new(4 * TAO);
        assert_ok!(lock(ALICE, MINE, netuid, 4 * TAO));
        assert_eq!(sums(), (None, Some(amount)));
        perpetual(true);
        assert_eq!(sums(), (Some(amount), None));
        later(A_DAY);
        assert_eq!(
            Pallet::<Test>::locked_alpha(&account(ALICE), netuid),
            amount
        );
        perpetual(true);
        assert_eq!(sums(), (Some(amount), None));
        perpetual(false);
        assert_eq!(sums(), (None, Some(amount)));
        later(A_DAY);
        assert!(Pallet::<Test>::locked_alpha(&account(ALICE), netuid) < amount);
    });
}

#[test]
fn locked_alpha_needs_a_willing_receiver() {
    with_stakers(|netuid| {
        let give = |rao: u64| {
            SubtensorModule::transfer_stake(
                signed(ALICE),
                account(BOB),
                account(MINE),
                netuid,
                netuid,
                rao.into(),
            )
        };
        let rejects = |enabled| {
            assert_ok!(SubtensorModule::set_reject_locked_alpha(
                signed(BOB),
                enabled
            ));
            assert!(has_event(&Event::RejectLockedAlphaUpdated {
                coldkey: account(BOB),
                enabled,
            }));
        };
        assert_noop!(
            SubtensorModule::set_reject_locked_alpha(RuntimeOrigin::root(), true),
            BadOrigin
        );
        let all = held(ALICE, netuid);
        assert_ok!(lock(ALICE, MINE, netuid, all - TAO));
        assert_ok!(give(TAO / 2));
        assert_noop!(give(TAO), Error::<Test>::AccountRejectsLockedAlpha);
        rejects(false);
        assert_eq!(AccountFlags::<Test>::get(account(BOB)), 1);
        // A lock of the receiver to another hotkey is in the way.
        assert_ok!(lock(BOB, THEIRS, netuid, TAO));
        assert_noop!(give(TAO), Error::<Test>::LockHotkeyMismatch);
        assert_ok!(SubtensorModule::move_lock(
            signed(BOB),
            account(MINE),
            netuid
        ));
        assert_ok!(give(TAO));
        assert_eq!(
            stored(BOB, MINE, netuid).locked_mass.to_u64(),
            TAO + TAO / 2
        );
        assert_eq!(
            stored(ALICE, MINE, netuid).locked_mass.to_u64(),
            all - TAO - TAO / 2
        );
        rejects(true);
        assert!(!AccountFlags::<Test>::contains_key(account(BOB)));
        assert_noop!(give(TAO), Error::<Test>::AccountRejectsLockedAlpha);
    });
}

#[test]
fn stake_that_is_gone_takes_its_lock_along() {
    with_stakers(|netuid| {
        assert_ok!(lock(ALICE, OWNER_HOTKEY, netuid, 4 * TAO));
        Pallet::<Test>::force_reduce_lock(&account(ALICE), netuid, TAO.into());
        let rest = stored(ALICE, OWNER_HOTKEY, netuid);
        assert_eq!(rest.locked_mass.to_u64(), 3 * TAO);
        assert_eq!(
            DecayingOwnerLock::<Test>::get(netuid).unwrap().locked_mass,
            rest.locked_mass
        );
        Pallet::<Test>::force_reduce_lock(&account(ALICE), netuid, (9 * TAO).into());
        assert_eq!(Lock::<Test>::iter().count(), 0);
        assert_eq!(LockingColdkeys::<Test>::iter().count(), 0);
        assert!(!DecayingOwnerLock::<Test>::contains_key(netuid));
    });
}

#[test]
fn a_dissolved_subnet_leaves_no_lock() {
    with_stakers(|netuid| {
        assert_ok!(lock(ALICE, MINE, netuid, TAO));
        assert_ok!(lock(BOB, OWNER_HOTKEY, netuid, TAO));
        assert_ok!(SubtensorModule::set_perpetual_lock(
            signed(BOB),
            netuid,
            true
        ));
        assert_ok!(SubtensorModule::root_dissolve_network(
            RuntimeOrigin::root(),
            netuid
        ));
        assert_eq!(Lock::<Test>::iter().count(), 0);
        assert_eq!(LockingColdkeys::<Test>::iter().count(), 0);
        assert_eq!(DecayingHotkeyLock::<Test>::iter().count(), 0);
        assert_eq!(OwnerLock::<Test>::iter().count(), 0);
        assert_eq!(DecayingOwnerLock::<Test>::iter().count(), 0);
        assert_eq!(DecayingLock::<Test>::iter().count(), 0);
        assert_eq!(SubnetOwner::<Test>::get(netuid), account(0));
        assert_ne!(account(OWNER), account(0));
    });
}
