//! What each call does when it succeeds.

use frame_support::assert_ok;
use taonet_primitives::{NetUid, SwapHandler};

use super::world::*;
use crate::*;

#[test]
fn adding_buys_alpha_and_pays_the_author() {
    world(|| {
        let author = balance_of(12_345);
        assert_ok!(add(ALICE, HOTKEY, ONE, 100 * TAO));
        let bought = stake_of(HOTKEY, ALICE, ONE);
        assert!(bought > 360 * TAO && bought < 364 * TAO, "{bought}");
        assert_eq!(balance_of(ALICE), 9_900 * TAO);
        let fee = 100 * TAO * 33 / 65_535;
        assert_eq!(balance_of(12_345) - author, fee);
        assert_eq!(SubnetTAO::<Test>::get(ONE).to_u64(), 1_100 * TAO - fee);
        assert_eq!(SubnetAlphaOut::<Test>::get(ONE).to_u64(), bought);
        assert_eq!(
            SubnetAlphaIn::<Test>::get(ONE).to_u64(),
            4_000 * TAO - bought
        );
        assert_eq!(TotalStake::<Test>::get().to_u64(), 100 * TAO);
        assert_eq!(SubnetTaoFlow::<Test>::get(ONE), (100 * TAO - fee) as i64);
        assert_eq!(
            LastColdkeyHotkeyStakeBlock::<Test>::get(key(ALICE), key(HOTKEY)),
            Some(1)
        );
        let event = Event::StakeAdded(
            key(ALICE),
            key(HOTKEY),
            tao(100 * TAO),
            alpha(bought),
            ONE,
            fee,
        );
        assert_eq!(events(), [event]);
        assert!(pallet_swap::PalSwapInitialized::<Test>::get(ONE));
    });
}

#[test]
fn a_stranger_can_stake_on_a_hotkey() {
    world(|| {
        assert_ok!(add(BOB, HOTKEY, ONE, 10 * TAO));
        assert_eq!(
            StakingHotkeys::<Test>::get(key(BOB)),
            [key(OTHER_HOTKEY), key(HOTKEY)]
        );
        assert!(!Delegates::<Test>::contains_key(key(HOTKEY)));
        let call = Call::add_stake_limit {
            hotkey: key(HOTKEY),
            netuid: ONE,
            amount_staked: tao(10 * TAO),
            limit_price: tao(TAO),
            allow_partial: false,
        };
        assert_ok!(perform(BOB, call));
        assert_eq!(Delegates::<Test>::get(key(HOTKEY)).deconstruct(), 11_796);
    });
}

#[test]
fn root_exchanges_one_to_one() {
    world(|| {
        assert_ok!(add(ALICE, HOTKEY, NetUid::ROOT, 50 * TAO));
        assert_eq!(stake_of(HOTKEY, ALICE, NetUid::ROOT), 50 * TAO);
        assert_ok!(remove(ALICE, HOTKEY, NetUid::ROOT, 20 * TAO));
        assert_eq!(stake_of(HOTKEY, ALICE, NetUid::ROOT), 30 * TAO);
        assert_eq!(balance_of(ALICE), 9_970 * TAO);
        assert_eq!(SubnetTAO::<Test>::get(NetUid::ROOT).to_u64(), 30 * TAO);
    });
}

#[test]
fn removing_sells_and_never_profits() {
    world(|| {
        assert_ok!(add(ALICE, HOTKEY, ONE, 100 * TAO));
        let bought = stake_of(HOTKEY, ALICE, ONE);
        // More than is held is cut to what is held.
        assert_ok!(remove(ALICE, HOTKEY, ONE, bought + TAO));
        assert_eq!(stake_of(HOTKEY, ALICE, ONE), 0);
        let back = balance_of(ALICE);
        assert!(
            back < 10_000 * TAO && back > 9_999 * TAO - TAO / 2,
            "{back}"
        );
        assert!(AlphaV2::<Test>::iter().next().is_none());
    });
}

#[test]
fn a_limit_stops_a_purchase_half_way() {
    world(|| {
        let price = Swap::spot_price(ONE);
        let limit = (price.to_num::<f64>() * 1.1e9) as u64;
        let call = |allow_partial| Call::add_stake_limit {
            hotkey: key(HOTKEY),
            netuid: ONE,
            amount_staked: tao(1_000 * TAO),
            limit_price: tao(limit),
            allow_partial,
        };
        assert_eq!(name_of(perform(ALICE, call(false))), "SlippageTooHigh");
        assert_ok!(perform(ALICE, call(true)));
        let spent = 10_000 * TAO - balance_of(ALICE);
        assert!(spent > 48 * TAO && spent < 50 * TAO, "{spent}");
        let reached = Swap::spot_price(ONE).to_num::<f64>() * 1e9;
        assert!(
            (reached - limit as f64).abs() < 10.0,
            "{reached} of {limit}"
        );
    });
}

#[test]
fn a_limit_stops_a_sale_half_way() {
    world(|| {
        assert_ok!(add(ALICE, HOTKEY, ONE, 1_000 * TAO));
        let held = stake_of(HOTKEY, ALICE, ONE);
        let limit = (Swap::spot_price(ONE).to_num::<f64>() * 0.9e9) as u64;
        let call = |allow_partial| Call::remove_stake_limit {
            hotkey: key(HOTKEY),
            netuid: ONE,
            amount_unstaked: alpha(held),
            limit_price: tao(limit),
            allow_partial,
        };
        assert_eq!(name_of(perform(ALICE, call(false))), "SlippageTooHigh");
        assert_ok!(perform(ALICE, call(true)));
        let rest = stake_of(HOTKEY, ALICE, ONE);
        assert!(rest > 0 && rest < held, "{rest}");
        let reached = Swap::spot_price(ONE).to_num::<f64>() * 1e9;
        // The sale stops at the limit; the author's fee is sold after it.
        assert!(
            reached < limit as f64 && reached > limit as f64 * 0.9998,
            "{reached} of {limit}"
        );
        let full = Call::remove_stake_full_limit {
            hotkey: key(HOTKEY),
            netuid: ONE,
            limit_price: None,
        };
        assert_ok!(perform(ALICE, full));
        assert_eq!(stake_of(HOTKEY, ALICE, ONE), 0);
    });
}

#[test]
fn unstaking_all_empties_every_network() {
    world(|| {
        for netuid in [NetUid::ROOT, ONE, TWO] {
            assert_ok!(add(ALICE, HOTKEY, netuid, 10 * TAO));
        }
        assert_ok!(perform(
            ALICE,
            Call::unstake_all {
                hotkey: key(HOTKEY)
            }
        ));
        for netuid in [NetUid::ROOT, ONE, TWO] {
            assert_eq!(stake_of(HOTKEY, ALICE, netuid), 0);
        }
    });
}

#[test]
fn unstaking_all_alpha_ends_on_root() {
    world(|| {
        for netuid in [ONE, TWO] {
            assert_ok!(add(ALICE, HOTKEY, netuid, 10 * TAO));
        }
        let before = balance_of(ALICE);
        assert_ok!(perform(
            ALICE,
            Call::unstake_all_alpha {
                hotkey: key(HOTKEY)
            }
        ));
        assert_eq!(stake_of(HOTKEY, ALICE, ONE), 0);
        let on_root = stake_of(HOTKEY, ALICE, NetUid::ROOT);
        assert!(on_root > 19 * TAO && on_root < 20 * TAO, "{on_root}");
        assert_eq!(balance_of(ALICE), before);
    });
}

#[test]
fn moving_between_hotkeys_swaps_nothing() {
    world(|| {
        assert_ok!(add(ALICE, HOTKEY, ONE, 100 * TAO));
        let held = stake_of(HOTKEY, ALICE, ONE);
        let reserves = (SubnetTAO::<Test>::get(ONE), SubnetAlphaIn::<Test>::get(ONE));
        let call = Call::move_stake {
            origin_hotkey: key(HOTKEY),
            destination_hotkey: key(OTHER_HOTKEY),
            origin_netuid: ONE,
            destination_netuid: ONE,
            alpha_amount: alpha(held),
        };
        assert_ok!(perform(ALICE, call));
        assert_eq!(stake_of(HOTKEY, ALICE, ONE), 0);
        assert_eq!(stake_of(OTHER_HOTKEY, ALICE, ONE), held);
        assert_eq!(
            reserves,
            (SubnetTAO::<Test>::get(ONE), SubnetAlphaIn::<Test>::get(ONE))
        );
        assert!(matches!(events().last(), Some(Event::StakeMoved(..))));
    });
}

#[test]
fn transferring_across_subnets_pays_one_fee() {
    world(|| {
        assert_ok!(add(ALICE, HOTKEY, ONE, 100 * TAO));
        let held = stake_of(HOTKEY, ALICE, ONE);
        let author = balance_of(12_345);
        let call = Call::transfer_stake {
            destination_coldkey: key(BOB),
            hotkey: key(HOTKEY),
            origin_netuid: ONE,
            destination_netuid: TWO,
            alpha_amount: alpha(held),
        };
        assert_ok!(perform(ALICE, call));
        assert_eq!(stake_of(HOTKEY, ALICE, ONE), 0);
        assert!(stake_of(HOTKEY, BOB, TWO) > 350 * TAO);
        assert_eq!(balance_of(ALICE), 9_900 * TAO);
        assert_eq!(balance_of(BOB), 10_000 * TAO);
        let fee = balance_of(12_345) - author;
        // A part of 33 / 65,535 in alpha, sold after the price has fallen by a tenth.
        assert!(fee > 45_000_000 && fee < 46_000_000, "{fee}");
    });
}

#[test]
fn swapping_under_a_limit_takes_part_of_the_stake() {
    world(|| {
        assert_ok!(add(ALICE, HOTKEY, ONE, 500 * TAO));
        let held = stake_of(HOTKEY, ALICE, ONE);
        let ratio = Swap::spot_price(ONE) / Swap::spot_price(TWO);
        let limit = (ratio.to_num::<f64>() * 0.8e9) as u64;
        let call = |allow_partial| Call::swap_stake_limit {
            hotkey: key(HOTKEY),
            origin_netuid: ONE,
            destination_netuid: TWO,
            alpha_amount: alpha(held),
            limit_price: tao(limit),
            allow_partial,
        };
        assert_eq!(name_of(perform(ALICE, call(false))), "SlippageTooHigh");
        assert_ok!(perform(ALICE, call(true)));
        let rest = stake_of(HOTKEY, ALICE, ONE);
        assert!(rest > 0 && rest < held, "{rest}");
        assert!(stake_of(HOTKEY, ALICE, TWO) > 0);
    });
}

#[test]
fn recycled_and_burned_alpha_are_counted_apart() {
    world(|| {
        assert_ok!(add(ALICE, HOTKEY, ONE, 100 * TAO));
        let outside = SubnetAlphaOut::<Test>::get(ONE);
        let (hotkey, amount, netuid) = (key(HOTKEY), alpha(10 * TAO), ONE);
        assert_ok!(perform(
            ALICE,
            Call::recycle_alpha {
                hotkey: hotkey.clone(),
                amount,
                netuid
            }
        ));
        assert_eq!(SubnetAlphaOut::<Test>::get(ONE), outside - amount);
        assert_eq!(pallet_alpha_assets::AlphaRecycled::<Test>::get(ONE), amount);
        assert_ok!(perform(
            ALICE,
            Call::burn_alpha {
                hotkey: hotkey.clone(),
                amount,
                netuid
            }
        ));
        assert_eq!(SubnetAlphaOut::<Test>::get(ONE), outside - amount);
        assert_eq!(pallet_alpha_assets::AlphaBurned::<Test>::get(ONE), amount);
        let held = stake_of(HOTKEY, ALICE, ONE);
        let call = Call::add_stake_burn {
            hotkey,
            netuid,
            amount: tao(TAO),
            limit: None,
        };
        assert_ok!(perform(ALICE, call));
        assert_eq!(stake_of(HOTKEY, ALICE, ONE), held);
        assert!(matches!(events().last(), Some(Event::AddStakeBurn { .. })));
    });
}

#[test]
fn small_nominations_are_sold_but_not_those_of_owners() {
    world(|| {
        // The smallest nomination is a hundred times the smallest stake: 0.2 TAO.
        NominatorMinRequiredStake::<Test>::put(100_000_000);
        for coldkey in [ALICE, BOB] {
            assert_ok!(add(coldkey, HOTKEY, ONE, TAO));
            let held = stake_of(HOTKEY, coldkey, ONE);
            assert_ok!(remove(coldkey, HOTKEY, ONE, held - TAO / 10));
        }
        assert_eq!(stake_of(HOTKEY, ALICE, ONE), TAO / 10);
        assert_eq!(stake_of(HOTKEY, BOB, ONE), 0);
    });
}

#[test]
fn an_incentive_destination_can_be_changed() {
    world(|| {
        for (uid, hotkey) in [(0, HOTKEY), (1, OTHER_HOTKEY)] {
            Uids::<Test>::insert(ONE, key(hotkey), uid);
            Keys::<Test>::insert(ONE, uid, key(hotkey));
            IsNetworkMember::<Test>::insert(key(hotkey), ONE, true);
        }
        SubnetworkN::<Test>::insert(ONE, 2);
        let call = |hotkey| Call::set_coldkey_auto_stake_hotkey {
            netuid: ONE,
            hotkey: key(hotkey),
        };
        assert_ok!(perform(ALICE, call(HOTKEY)));
        assert_ok!(perform(ALICE, call(OTHER_HOTKEY)));
        assert_eq!(
            AutoStakeDestination::<Test>::get(key(ALICE), ONE),
            Some(key(OTHER_HOTKEY))
        );
        assert!(AutoStakeDestinationColdkeys::<Test>::get(key(HOTKEY), ONE).is_empty());
        let same = name_of(perform(ALICE, call(OTHER_HOTKEY)));
        assert_eq!(same, "SameAutoStakeHotkeyAlreadySet");
        assert_eq!(
            name_of(perform(ALICE, call(77))),
            "HotKeyNotRegisteredInSubNet"
        );
    });
}

#[test]
fn a_free_hotkey_can_be_associated() {
    world(|| {
        assert_ok!(perform(
            ALICE,
            Call::try_associate_hotkey { hotkey: key(50) }
        ));
        assert_eq!(Owner::<Test>::get(key(50)), key(ALICE));
        assert_ok!(perform(BOB, Call::try_associate_hotkey { hotkey: key(50) }));
        assert_eq!(Owner::<Test>::get(key(50)), key(ALICE));
        let hotkey = Pallet::<Test>::subnet_account_of(ONE);
        let refused = perform(ALICE, Call::try_associate_hotkey { hotkey });
        assert_eq!(name_of(refused), "CannotUseSystemAccount");
    });
}
