//! Delegate takes, their guard, and the codes that the pool answers with.

use frame_support::assert_ok;
use sp_arithmetic::PerU16;

use super::world::*;
use crate::{guards::CustomCode, *};

fn take(parts: u16) -> PerU16 {
    PerU16::from_parts(parts)
}

fn increase(coldkey: u64, parts: u16) -> &'static str {
    name_of(perform(
        coldkey,
        Call::increase_take {
            hotkey: key(HOTKEY),
            take: take(parts),
        },
    ))
}

fn decrease(coldkey: u64, parts: u16) -> &'static str {
    name_of(perform(
        coldkey,
        Call::decrease_take {
            hotkey: key(HOTKEY),
            take: take(parts),
        },
    ))
}

#[test]
fn takes_fall_at_once_and_rise_slowly() {
    world(|| {
        assert_eq!(decrease(ALICE, 7_000), "ok");
        assert_eq!(Delegates::<Test>::get(key(HOTKEY)), take(7_000));
        assert_eq!(decrease(ALICE, 7_000), "DelegateTakeTooLow");
        // A rise has to wait until more blocks than the limit have passed since any change.
        assert_eq!(increase(ALICE, 8_000), "DelegateTxRateLimitExceeded");
        System::set_block_number(2);
        assert_eq!(increase(ALICE, 8_000), "DelegateTxRateLimitExceeded");
        System::set_block_number(3);
        assert_eq!(increase(ALICE, 6_000), "DelegateTakeTooLow");
        assert_eq!(increase(ALICE, 8_000), "ok");
        let raised = Event::TakeIncreased(key(ALICE), key(HOTKEY), take(8_000));
        assert_eq!(events().last(), Some(&raised));
        assert_eq!(decrease(ALICE, 7_500), "ok");
    });
}

#[test]
fn the_guard_refuses_first() {
    world(|| {
        assert_eq!(increase(ALICE, 5_897), "DelegateTakeTooLow");
        assert_eq!(increase(ALICE, 11_797), "DelegateTakeTooHigh");
        assert_eq!(increase(BOB, 8_000), "NonAssociatedColdKey");
        let call = Call::increase_take {
            hotkey: key(99),
            take: take(8_000),
        };
        assert_eq!(name_of(perform(ALICE, call)), "HotKeyAccountNotExists");
        assert!(!Delegates::<Test>::contains_key(key(HOTKEY)));
        assert_ok!(Pallet::<Test>::do_increase_take(
            key(ALICE),
            key(HOTKEY),
            take(11_796)
        ));
    });
}

#[test]
fn refusals_have_codes() {
    let codes = [
        (Error::<Test>::ColdkeySwapAnnounced, 0),
        (Error::<Test>::NotEnoughStakeToSetWeights, 1),
        (Error::<Test>::HotKeyAccountNotExists, 4),
        (Error::<Test>::SettingWeightsTooFast, 6),
        (Error::<Test>::InvalidIpAddress, 11),
        (Error::<Test>::NoWeightsCommitFound, 16),
        (Error::<Test>::ColdkeySwapDisputed, 21),
        (Error::<Test>::DelegateTakeTooHigh, 27),
        (Error::<Test>::InvalidIpType, 255),
    ];
    for (error, code) in codes {
        assert_eq!(CustomCode::from(&error) as u8, code, "{error:?}");
    }
}
