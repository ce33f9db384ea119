//! What swapping a hotkey refuses, and that a refusal changes nothing.

use frame_support::assert_ok;
use substrate_fixed::types::I96F32;

use super::*;

/// On one subnet, everywhere.
const SCOPES: [Option<NetUid>; 2] = [Some(ONE), None];

#[test]
fn hotkeys_of_others() {
    swap_world(|| {
        for scope in SCOPES {
            refused(
                BOB,
                swapping(NEW_HOTKEY, scope, false),
                "NonAssociatedColdKey",
            );
            own(BOB, 51);
            refused(ALICE, swapping(51, scope, false), "NonAssociatedColdKey");
            refused(
                ALICE,
                swapping(HOTKEY, scope, false),
                "NewHotKeyIsSameWithOld",
            );
        }
        let unsigned =
            Pallet::<Test>::swap_hotkey(RuntimeOrigin::none(), key(HOTKEY), key(NEW_HOTKEY), None);
        assert_eq!(
            unsigned.map_err(|failed| failed.error),
            Err(sp_runtime::DispatchError::BadOrigin)
        );
    });
}

#[test]
fn hotkeys_in_use() {
    swap_world(|| {
        own(ALICE, NEW_HOTKEY);
        // Even having been a member once is too much on that subnet, though not elsewhere.
        IsNetworkMember::<Test>::insert(key(NEW_HOTKEY), ONE, false);
        refused(
            ALICE,
            swapping(NEW_HOTKEY, Some(ONE), false),
            "HotKeyAlreadyRegisteredInSubNet",
        );
        assert_ok!(perform(ALICE, swapping(NEW_HOTKEY, Some(TWO), false)));
        System::set_block_number(2 * FIRST_SWAP_BLOCK);
        Pallet::<Test>::append_neuron(TWO, &key(NEW_HOTKEY), 1);
        refused(
            ALICE,
            swapping(NEW_HOTKEY, None, false),
            "HotKeyAlreadyRegisteredInSubNet",
        );
    });
}

#[test]
fn hotkeys_with_a_past_on_root() {
    let pasts: [fn(); 3] = [
        || {
            let rates = std::collections::BTreeMap::from([(ONE, I96F32::from_num(1))]);
            RootClaimable::<Test>::insert(key(NEW_HOTKEY), rates);
        },
        || {
            own(ALICE, NEW_HOTKEY);
            assert_ok!(add(BOB, NEW_HOTKEY, NetUid::ROOT, TAO));
        },
        || RootClaimed::<Test>::insert((NetUid::ROOT, key(NEW_HOTKEY), key(BOB)), 0),
    ];
    for past in pasts {
        swap_world(|| {
            past();
            for scope in [Some(NetUid::ROOT), None] {
                refused(
                    ALICE,
                    swapping(NEW_HOTKEY, scope, false),
                    "NewHotKeyNotCleanForRootSwap",
                );
            }
            assert_ok!(perform(ALICE, swapping(NEW_HOTKEY, Some(ONE), false)));
        });
    }
}

#[test]
fn swaps_in_quick_succession() {
    swap_world(|| {
        TxRateLimit::<Test>::put(5);
        assert_ok!(perform(ALICE, swapping(NEW_HOTKEY, Some(ONE), false)));
        let back = || Call::swap_hotkey {
            hotkey: key(NEW_HOTKEY),
            new_hotkey: key(51),
            netuid: Some(ONE),
        };
        System::set_block_number(FIRST_SWAP_BLOCK + 5);
        refused(ALICE, back(), "HotKeySetTxRateLimitExceeded");
        System::set_block_number(FIRST_SWAP_BLOCK + 6);
        refused(ALICE, back(), "HotKeySwapOnSubnetIntervalNotPassed");
        let everywhere = Call::swap_hotkey {
            hotkey: key(NEW_HOTKEY),
            new_hotkey: key(51),
            netuid: None,
        };
        refused(ALICE, everywhere, "HotKeySwapOnSubnetIntervalNotPassed");
        System::set_block_number(FIRST_SWAP_BLOCK + 16);
        assert_ok!(perform(ALICE, back()));
    });
}

#[test]
fn swaps_at_the_beginning_of_the_chain() {
    swap_world(|| {
        System::set_block_number(FIRST_SWAP_BLOCK - 1);
        refused(
            ALICE,
            swapping(NEW_HOTKEY, Some(ONE), false),
            "HotKeySwapOnSubnetIntervalNotPassed",
        );
        // Without a record the interval does not count everywhere.
        assert_ok!(perform(ALICE, swapping(NEW_HOTKEY, None, false)));
    });
}

#[test]
fn swaps_that_cannot_be() {
    swap_world(|| {
        refused(
            ALICE,
            swapping(NEW_HOTKEY, Some(NetUid::new(9)), false),
            "SubnetNotExists",
        );
        let system = |netuid| Call::swap_hotkey_v2 {
            hotkey: key(HOTKEY),
            new_hotkey: Pallet::<Test>::subnet_account_of(ONE),
            netuid,
            keep_stake: false,
        };
        for scope in SCOPES {
            refused(ALICE, system(scope), "CannotUseSystemAccount");
        }
        fund(ALICE, TAO / 100 - 1);
        for scope in SCOPES {
            refused(
                ALICE,
                swapping(NEW_HOTKEY, scope, false),
                "NotEnoughBalanceToPaySwapHotKey",
            );
        }
        // The whole balance is there, but the account has to live on.
        fund(ALICE, TAO / 100);
        refused(
            ALICE,
            swapping(NEW_HOTKEY, Some(ONE), false),
            "InsufficientTaoBalance",
        );
    });
}
