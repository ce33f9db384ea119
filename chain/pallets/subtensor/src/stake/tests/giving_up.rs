//! What giving alpha up and selling all of it refuse.

use frame_support::assert_ok;
use taonet_primitives::NetUid;

use super::world::*;
use crate::*;

const ABSENT: NetUid = NetUid::new(9);

fn recycling(hotkey: u64, netuid: NetUid, rao: u64) -> Call<Test> {
    Call::recycle_alpha {
        hotkey: key(hotkey),
        amount: alpha(rao),
        netuid,
    }
}

fn burning(hotkey: u64, netuid: NetUid, rao: u64) -> Call<Test> {
    Call::burn_alpha {
        hotkey: key(hotkey),
        amount: alpha(rao),
        netuid,
    }
}

fn buying_to_burn(hotkey: u64, netuid: NetUid, rao: u64, limit: Option<u64>) -> Call<Test> {
    Call::add_stake_burn {
        hotkey: key(hotkey),
        netuid,
        amount: tao(rao),
        limit: limit.map(tao),
    }
}

fn selling_all(hotkey: u64, netuid: NetUid, limit: Option<u64>) -> Call<Test> {
    Call::remove_stake_full_limit {
        hotkey: key(hotkey),
        netuid,
        limit_price: limit.map(tao),
    }
}

#[test]
fn recycling_and_burning_refuse_alike() {
    for call in [recycling, burning] {
        world(|| {
            assert_ok!(add(ALICE, HOTKEY, ONE, 100 * TAO));
            refused(ALICE, call(HOTKEY, ABSENT, TAO), "SubnetNotExists");
            refused(
                ALICE,
                call(HOTKEY, NetUid::ROOT, TAO),
                "CannotBurnOrRecycleOnRootSubnet",
            );
            refused(ALICE, call(99, ONE, TAO), "HotKeyAccountNotExists");
            let outside = SubnetAlphaOut::<Test>::get(ONE);
            SubnetAlphaOut::<Test>::insert(ONE, alpha(TAO - 1));
            refused(ALICE, call(HOTKEY, ONE, TAO), "InsufficientLiquidity");
            SubnetAlphaOut::<Test>::insert(ONE, outside);
            SubtokenEnabled::<Test>::insert(ONE, false);
            refused(ALICE, call(HOTKEY, ONE, TAO), "SubtokenDisabled");
        });
    }
}

#[test]
fn locked_alpha_cannot_be_given_up() {
    world(|| {
        assert_ok!(add(ALICE, HOTKEY, ONE, 100 * TAO));
        let held = stake_of(HOTKEY, ALICE, ONE);
        let lock = Call::lock_stake {
            hotkey: key(HOTKEY),
            netuid: ONE,
            amount: alpha(held),
        };
        assert_ok!(perform(ALICE, lock));
        refused(ALICE, recycling(HOTKEY, ONE, TAO), "StakeUnavailable");
        refused(ALICE, burning(HOTKEY, ONE, TAO), "StakeUnavailable");
        refused(ALICE, selling_all(HOTKEY, ONE, None), "StakeUnavailable");
        refused(
            ALICE,
            selling_all(HOTKEY, ONE, Some(1_000)),
            "StakeUnavailable",
        );
        // Unstaking everything leaves out what cannot go.
        let hotkey = key(HOTKEY);
        assert_ok!(perform(ALICE, Call::unstake_all { hotkey }));
        assert_eq!(stake_of(HOTKEY, ALICE, ONE), held);
    });
}

#[test]
fn giving_up_takes_no_more_than_there_is() {
    world(|| {
        assert_ok!(add(ALICE, HOTKEY, ONE, 100 * TAO));
        let held = stake_of(HOTKEY, ALICE, ONE);
        assert_ok!(perform(BOB, recycling(HOTKEY, ONE, TAO)));
        assert!(matches!(
            events().last(),
            Some(Event::AlphaRecycled(_, _, amount, _)) if amount.is_zero()
        ));
        assert_ok!(perform(ALICE, recycling(HOTKEY, ONE, u64::MAX)));
        assert_eq!(stake_of(HOTKEY, ALICE, ONE), 0);
        assert_eq!(
            pallet_alpha_assets::AlphaRecycled::<Test>::get(ONE),
            alpha(held)
        );
    });
}

#[test]
fn buying_to_burn_refuses_what_buying_refuses() {
    world(|| {
        let calls = [
            (buying_to_burn(HOTKEY, ABSENT, TAO, None), "SubnetNotExists"),
            (buying_to_burn(HOTKEY, ONE, 1_000, None), "AmountTooLow"),
            (
                buying_to_burn(HOTKEY, ONE, 20_000 * TAO, None),
                "NotEnoughBalanceToStake",
            ),
            (buying_to_burn(99, ONE, TAO, None), "HotKeyAccountNotExists"),
            (
                buying_to_burn(HOTKEY, NetUid::ROOT, TAO, None),
                "CannotBurnOrRecycleOnRootSubnet",
            ),
            // One TAO buys four alpha; all at once they are dearer than the first.
            (
                buying_to_burn(HOTKEY, ONE, 100 * TAO, Some(TAO / 4 + 1_000)),
                "SlippageTooHigh",
            ),
            (
                buying_to_burn(HOTKEY, ONE, TAO, Some(TAO / 5)),
                "PriceLimitExceeded",
            ),
        ];
        for (call, error) in calls {
            refused(ALICE, call, error);
        }
        SubtokenEnabled::<Test>::insert(ONE, false);
        refused(
            ALICE,
            buying_to_burn(HOTKEY, ONE, TAO, None),
            "SubtokenDisabled",
        );
    });
}

#[test]
fn bought_alpha_is_burned_under_a_limit() {
    world(|| {
        let call = buying_to_burn(HOTKEY, ONE, TAO, Some(TAO));
        assert_ok!(perform(ALICE, call));
        assert_eq!(stake_of(HOTKEY, ALICE, ONE), 0);
        assert_eq!(balance_of(ALICE), 9_999 * TAO);
        let burned = pallet_alpha_assets::AlphaBurned::<Test>::get(ONE);
        assert!(burned > alpha(3 * TAO), "{burned:?}");
        let names: Vec<Event<Test>> = events();
        let [.., added, burn, last] = names.as_slice() else {
            panic!("{names:?}");
        };
        assert!(matches!(added, Event::StakeAdded(..)));
        assert!(matches!(burn, Event::AlphaBurned(..)));
        assert!(matches!(last, Event::AddStakeBurn { amount, alpha, .. }
                if *amount == tao(TAO) && *alpha == burned));
    });
}

#[test]
fn selling_all_refuses_what_selling_refuses() {
    world(|| {
        assert_ok!(add(ALICE, HOTKEY, ONE, 100 * TAO));
        refused(BOB, selling_all(HOTKEY, ONE, None), "AmountTooLow");
        refused(BOB, selling_all(HOTKEY, ONE, Some(1)), "AmountTooLow");
        refused(
            ALICE,
            selling_all(HOTKEY, ABSENT, Some(1)),
            "SubnetNotExists",
        );
        // The purchase has raised the price from 0.25 to 0.3; half-way back is too far for all.
        refused(
            ALICE,
            selling_all(HOTKEY, ONE, Some(280_000_000)),
            "SlippageTooHigh",
        );
        refused(
            ALICE,
            selling_all(HOTKEY, ONE, Some(TAO)),
            "PriceLimitExceeded",
        );
        SubtokenEnabled::<Test>::insert(ONE, false);
        refused(ALICE, selling_all(HOTKEY, ONE, None), "SubtokenDisabled");
        // With a limit the switch is not looked at.
        assert_ok!(perform(ALICE, selling_all(HOTKEY, ONE, Some(1))));
        assert_eq!(stake_of(HOTKEY, ALICE, ONE), 0);
    });
}
