//! Announcing, withdrawing and disputing coldkey swaps.

use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;
use sp_runtime::DispatchError;

use super::*;

const DELAY: u64 = 50;
const REANNOUNCEMENT_DELAY: u64 = 10;

fn hash_of(coldkey: u64) -> H256 {
    H256(sp_io::hashing::blake2_256(&key(coldkey).encode()))
}

fn announcing(coldkey: u64) -> Call<Test> {
    Call::announce_coldkey_swap {
        new_coldkey_hash: hash_of(coldkey),
    }
}

fn becoming(coldkey: u64) -> Call<Test> {
    Call::swap_coldkey_announced {
        new_coldkey: key(coldkey),
    }
}

#[test]
fn a_swap_is_announced_paid_for_and_made() {
    world(|| {
        assert_ok!(perform(ALICE, announcing(NEW_COLDKEY)));
        assert_eq!(balance_of(ALICE), 9_999 * TAO);
        assert_eq!(
            ColdkeySwapAnnouncements::<Test>::get(key(ALICE)),
            Some((1 + DELAY, hash_of(NEW_COLDKEY)))
        );
        assert_eq!(
            last_event(),
            Event::ColdkeySwapAnnounced {
                who: key(ALICE),
                new_coldkey_hash: hash_of(NEW_COLDKEY),
            }
        );
        System::set_block_number(DELAY);
        refused(ALICE, becoming(NEW_COLDKEY), "ColdkeySwapTooEarly");
        System::set_block_number(1 + DELAY);
        refused(
            ALICE,
            becoming(NEW_COLDKEY + 1),
            "AnnouncedColdkeyHashDoesNotMatch",
        );
        assert_ok!(perform(ALICE, becoming(NEW_COLDKEY)));
        assert_eq!(balance_of(NEW_COLDKEY), 9_999 * TAO);
        assert_eq!(balance_of(ALICE), 0);
        assert!(!ColdkeySwapAnnouncements::<Test>::contains_key(key(ALICE)));
        assert_eq!(
            last_event(),
            Event::ColdkeySwapped {
                old_coldkey: key(ALICE),
                new_coldkey: key(NEW_COLDKEY),
            }
        );
    });
}

#[test]
fn meanwhile_nothing_else_is_possible() {
    world(|| {
        assert_ok!(perform(ALICE, announcing(NEW_COLDKEY)));
        let calls = [
            Call::unstake_all {
                hotkey: key(HOTKEY),
            },
            swapping(NEW_HOTKEY, None, false),
            Call::schedule_swap_coldkey {
                new_coldkey: key(BOB),
            },
            Call::reset_coldkey_swap {
                coldkey: key(ALICE),
            },
        ];
        for call in &calls {
            refused(ALICE, call.clone(), "ColdkeySwapAnnounced");
        }
        assert_ok!(perform(ALICE, Call::dispute_coldkey_swap {}));
        assert_eq!(ColdkeySwapDisputes::<Test>::get(key(ALICE)), Some(1));
        assert_eq!(
            last_event(),
            Event::ColdkeySwapDisputed {
                coldkey: key(ALICE)
            }
        );
        System::set_block_number(1_000);
        let swap_calls = [
            announcing(BOB),
            becoming(NEW_COLDKEY),
            Call::dispute_coldkey_swap {},
            Call::clear_coldkey_swap_announcement {},
        ];
        for call in calls.iter().chain(&swap_calls) {
            refused(ALICE, call.clone(), "ColdkeySwapDisputed");
        }
        // Behind the guards a second dispute is refused by the call itself.
        assert_noop!(
            SubtensorModule::dispute_coldkey_swap(RuntimeOrigin::signed(key(ALICE))),
            Error::<Test>::ColdkeySwapAlreadyDisputed
        );
        assert_noop!(
            SubtensorModule::reset_coldkey_swap(RuntimeOrigin::signed(key(BOB)), key(ALICE)),
            DispatchError::BadOrigin
        );
        assert_ok!(SubtensorModule::reset_coldkey_swap(
            RuntimeOrigin::root(),
            key(ALICE)
        ));
        assert_eq!(last_event(), Event::ColdkeySwapReset { who: key(ALICE) });
        assert_ok!(add(ALICE, HOTKEY, ONE, TAO));
    });
}

#[test]
fn an_announcement_can_be_replaced_for_nothing_or_withdrawn_later() {
    world(|| {
        assert_ok!(perform(ALICE, announcing(NEW_COLDKEY)));
        let free = 1 + DELAY + REANNOUNCEMENT_DELAY;
        System::set_block_number(free - 1);
        refused(ALICE, announcing(BOB), "ColdkeySwapReannouncedTooEarly");
        refused(
            ALICE,
            Call::clear_coldkey_swap_announcement {},
            "ColdkeySwapClearTooEarly",
        );
        System::set_block_number(free);
        assert_ok!(perform(ALICE, announcing(NEW_COLDKEY + 1)));
        assert_eq!(balance_of(ALICE), 9_999 * TAO);
        assert_eq!(
            ColdkeySwapAnnouncements::<Test>::get(key(ALICE)),
            Some((free + DELAY, hash_of(NEW_COLDKEY + 1)))
        );
        System::set_block_number(2 * free);
        assert_ok!(perform(ALICE, Call::clear_coldkey_swap_announcement {}));
        assert_eq!(last_event(), Event::ColdkeySwapCleared { who: key(ALICE) });
        assert!(!ColdkeySwapAnnouncements::<Test>::contains_key(key(ALICE)));
    });
}

#[test]
fn without_an_announcement_there_is_nothing_to_do() {
    world(|| {
        for call in [
            becoming(NEW_COLDKEY),
            Call::dispute_coldkey_swap {},
            Call::clear_coldkey_swap_announcement {},
        ] {
            refused(ALICE, call, "ColdkeySwapAnnouncementNotFound");
        }
        let calls: [fn(RuntimeOrigin) -> sp_runtime::DispatchResult; 4] = [
            |origin| SubtensorModule::announce_coldkey_swap(origin, H256::zero()),
            |origin| SubtensorModule::swap_coldkey_announced(origin, key(NEW_COLDKEY)),
            SubtensorModule::dispute_coldkey_swap,
            SubtensorModule::clear_coldkey_swap_announcement,
        ];
        for call in calls {
            assert_noop!(call(RuntimeOrigin::none()), DispatchError::BadOrigin);
        }
    });
}

#[test]
fn the_announcement_has_to_be_affordable() {
    world(|| {
        // The account has to outlive the payment.
        fund(ALICE, TAO);
        refused(
            ALICE,
            announcing(NEW_COLDKEY),
            "NotEnoughBalanceToPaySwapColdKey",
        );
        fund(ALICE, TAO + 1);
        assert_ok!(perform(ALICE, announcing(NEW_COLDKEY)));
        assert_eq!(balance_of(ALICE), 1);
    });
}

#[test]
fn root_swaps_at_once() {
    world(|| {
        let swap = |cost| {
            SubtensorModule::swap_coldkey(
                RuntimeOrigin::root(),
                key(ALICE),
                key(NEW_COLDKEY),
                tao(cost),
            )
        };
        assert_noop!(
            SubtensorModule::swap_coldkey(
                RuntimeOrigin::signed(key(ALICE)),
                key(ALICE),
                key(NEW_COLDKEY),
                tao(0)
            ),
            DispatchError::BadOrigin
        );
        assert_noop!(
            swap(10_000 * TAO),
            Error::<Test>::NotEnoughBalanceToPaySwapColdKey
        );
        assert_ok!(perform(ALICE, announcing(BOB)));
        assert_ok!(perform(ALICE, Call::dispute_coldkey_swap {}));
        assert_ok!(swap(9 * TAO));
        assert_eq!(balance_of(NEW_COLDKEY), 9_990 * TAO);
        assert_eq!(Owner::<Test>::get(key(HOTKEY)), key(NEW_COLDKEY));
        assert!(!ColdkeySwapAnnouncements::<Test>::contains_key(key(ALICE)));
        assert!(!ColdkeySwapDisputes::<Test>::contains_key(key(ALICE)));
    });
}

#[test]
fn the_old_way_is_closed() {
    world(|| {
        for origin in [RuntimeOrigin::none(), RuntimeOrigin::signed(key(ALICE))] {
            assert_noop!(
                SubtensorModule::schedule_swap_coldkey(origin, key(NEW_COLDKEY)),
                Error::<Test>::Deprecated
            );
        }
    });
}
