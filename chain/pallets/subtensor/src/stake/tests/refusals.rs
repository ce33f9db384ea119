//! What each call refuses, and that a refused call changes nothing.

use frame_support::assert_ok;
use taonet_primitives::NetUid;

use super::world::*;
use crate::*;

fn adding(hotkey: u64, netuid: NetUid, rao: u64) -> Call<Test> {
    Call::add_stake {
        hotkey: key(hotkey),
        netuid,
        amount_staked: tao(rao),
    }
}

fn removing(hotkey: u64, netuid: NetUid, rao: u64) -> Call<Test> {
    Call::remove_stake {
        hotkey: key(hotkey),
        netuid,
        amount_unstaked: alpha(rao),
    }
}

fn removing_limit(hotkey: u64, netuid: NetUid, rao: u64, limit: u64) -> Call<Test> {
    Call::remove_stake_limit {
        hotkey: key(hotkey),
        netuid,
        amount_unstaked: alpha(rao),
        limit_price: tao(limit),
        allow_partial: false,
    }
}

fn swapping(from: NetUid, to: NetUid, rao: u64) -> Call<Test> {
    Call::swap_stake {
        hotkey: key(HOTKEY),
        origin_netuid: from,
        destination_netuid: to,
        alpha_amount: alpha(rao),
    }
}

#[test]
fn additions() {
    world(|| {
        refused(
            ALICE,
            adding(HOTKEY, NetUid::new(9), TAO),
            "SubnetNotExists",
        );
        refused(ALICE, adding(HOTKEY, ONE, 2_000_000), "AmountTooLow");
        refused(
            ALICE,
            adding(HOTKEY, ONE, 10_001 * TAO),
            "NotEnoughBalanceToStake",
        );
        refused(ALICE, adding(99, ONE, TAO), "HotKeyAccountNotExists");
        refused(
            ALICE,
            adding(HOTKEY, ONE, 1_000_001 * TAO),
            "InsufficientLiquidity",
        );
        let limit = Call::add_stake_limit {
            hotkey: key(HOTKEY),
            netuid: ONE,
            amount_staked: tao(TAO),
            limit_price: tao(TAO / 4),
            allow_partial: true,
        };
        refused(ALICE, limit, "PriceLimitExceeded");
        SubnetAlphaIn::<Test>::insert(TWO, alpha(10));
        refused(ALICE, adding(HOTKEY, TWO, TAO), "InsufficientLiquidity");
        SubtokenEnabled::<Test>::insert(ONE, false);
        refused(ALICE, adding(HOTKEY, ONE, TAO), "SubtokenDisabled");
    });
}

#[test]
fn removals() {
    world(|| {
        assert_ok!(add(ALICE, HOTKEY, ONE, 100 * TAO));
        let held = stake_of(HOTKEY, ALICE, ONE);
        refused(ALICE, removing(HOTKEY, ONE, 0), "AmountTooLow");
        refused(ALICE, removing(HOTKEY, ONE, 1_000), "AmountTooLow");
        refused(BOB, removing(HOTKEY, ONE, TAO), "AmountTooLow");
        refused(
            ALICE,
            removing_limit(HOTKEY, ONE, held + 1, 1_000),
            "NotEnoughStakeToWithdraw",
        );
        refused(
            ALICE,
            removing_limit(HOTKEY, ONE, held, TAO),
            "PriceLimitExceeded",
        );
        let beyond = SubnetAlphaIn::<Test>::get(ONE).to_u64() * 1_000 + 1;
        refused(
            ALICE,
            removing_limit(HOTKEY, ONE, beyond, 1_000),
            "InsufficientLiquidity",
        );
        refused(
            ALICE,
            Call::unstake_all { hotkey: key(99) },
            "HotKeyAccountNotExists",
        );
        refused(
            ALICE,
            Call::unstake_all_alpha { hotkey: key(99) },
            "HotKeyAccountNotExists",
        );
        refused(
            BOB,
            Call::unstake_all_alpha {
                hotkey: key(HOTKEY),
            },
            "AmountTooLow",
        );
        SubtokenEnabled::<Test>::insert(ONE, false);
        refused(ALICE, removing(HOTKEY, ONE, TAO), "SubtokenDisabled");
    });
}

#[test]
fn locked_stake_stays() {
    world(|| {
        assert_ok!(add(ALICE, HOTKEY, ONE, 100 * TAO));
        let held = stake_of(HOTKEY, ALICE, ONE);
        assert_ok!(Pallet::<Test>::do_lock_stake(
            &key(ALICE),
            &key(HOTKEY),
            ONE,
            alpha(held)
        ));
        refused(ALICE, removing(HOTKEY, ONE, TAO), "StakeUnavailable");
        refused(ALICE, swapping(ONE, TWO, TAO), "StakeUnavailable");
        let (hotkey, amount, netuid) = (key(HOTKEY), alpha(TAO), ONE);
        refused(
            ALICE,
            Call::burn_alpha {
                hotkey,
                amount,
                netuid,
            },
            "StakeUnavailable",
        );
    });
}

#[test]
fn moves() {
    world(|| {
        assert_ok!(add(ALICE, HOTKEY, ONE, 100 * TAO));
        refused(ALICE, swapping(ONE, ONE, TAO), "SameNetuid");
        refused(ALICE, swapping(ONE, NetUid::new(9), TAO), "SubnetNotExists");
        refused(ALICE, swapping(ONE, TWO, 1_000), "AmountTooLow");
        let moving = |hotkey, rao| Call::move_stake {
            origin_hotkey: key(HOTKEY),
            destination_hotkey: key(hotkey),
            origin_netuid: ONE,
            destination_netuid: ONE,
            alpha_amount: alpha(rao),
        };
        refused(ALICE, moving(99, TAO), "HotKeyAccountNotExists");
        refused(ALICE, moving(OTHER_HOTKEY, 1_000), "AmountTooLow");
        let transferring = Call::transfer_stake {
            destination_coldkey: key(BOB),
            hotkey: key(HOTKEY),
            origin_netuid: ONE,
            destination_netuid: TWO,
            alpha_amount: alpha(TAO),
        };
        TransferToggle::<Test>::insert(TWO, false);
        refused(ALICE, transferring, "TransferDisallowed");
        assert_ok!(perform(ALICE, swapping(ONE, TWO, TAO)));
        SubtokenEnabled::<Test>::insert(TWO, false);
        refused(ALICE, swapping(ONE, TWO, TAO), "SubtokenDisabled");
    });
}

#[test]
fn giving_up() {
    world(|| {
        assert_ok!(add(ALICE, HOTKEY, ONE, 100 * TAO));
        let burning = |hotkey, netuid| Call::burn_alpha {
            hotkey: key(hotkey),
            amount: alpha(TAO),
            netuid,
        };
        refused(ALICE, burning(HOTKEY, NetUid::new(9)), "SubnetNotExists");
        refused(
            ALICE,
            burning(HOTKEY, NetUid::ROOT),
            "CannotBurnOrRecycleOnRootSubnet",
        );
        refused(ALICE, burning(99, ONE), "HotKeyAccountNotExists");
        SubtokenEnabled::<Test>::insert(ONE, false);
        refused(ALICE, burning(HOTKEY, ONE), "SubtokenDisabled");
    });
}

#[test]
fn calls_during_an_announced_swap() {
    world(|| {
        ColdkeySwapAnnouncements::<Test>::insert(key(ALICE), (5, sp_core::H256::zero()));
        refused(ALICE, adding(HOTKEY, ONE, TAO), "ColdkeySwapAnnounced");
        ColdkeySwapDisputes::<Test>::insert(key(ALICE), 1);
        refused(ALICE, adding(HOTKEY, ONE, TAO), "ColdkeySwapDisputed");
        assert_ok!(Pallet::<Test>::coldkey_swap_guard(&key(BOB), false));
    });
}

#[test]
fn selling_more_than_is_held() {
    world(|| {
        assert_ok!(add(ALICE, HOTKEY, ONE, 100 * TAO));
        let held = stake_of(HOTKEY, ALICE, ONE);
        let sold = Pallet::<Test>::unstake_from(
            &key(HOTKEY),
            &key(ALICE),
            &key(ALICE),
            ONE,
            alpha(held + 1),
            tao(1_000),
            false,
        );
        assert_eq!(name_of(sold.map(|_| ())), "NotEnoughStakeToWithdraw");
        assert_eq!(stake_of(HOTKEY, ALICE, ONE), held);
    });
}
