//! What owners and root decide about epochs and voting power.

#![allow(clippy::unwrap_used, clippy::panic)]

use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;
use taonet_primitives::NetUid;

use crate::{
    neurons::tests::{OWNER, account, go_to, has_event, signed, with_subnet},
    tests::mock::{Balances, RuntimeOrigin, SubtensorModule, System, Test},
    *,
};

const STRANGER: u64 = 200;

/// Subnet 1 far from its epoch, in block 1,000; afterwards the books have to balance.
fn with_owner(test: impl FnOnce(NetUid)) {
    with_subnet(|netuid| {
        TotalIssuance::<Test>::put(Balances::total_issuance());
        go_to(1_000);
        LastEpochBlock::<Test>::insert(netuid, 1_000);
        test(netuid);
        Pallet::<Test>::do_try_state().unwrap();
    });
}

fn root() -> RuntimeOrigin {
    RuntimeOrigin::root()
}

#[test]
fn set_tempo_is_the_owners_alone() {
    with_owner(|netuid| {
        let set = |tempo| SubtensorModule::set_tempo(signed(OWNER), netuid, tempo);
        assert_noop!(
            SubtensorModule::set_tempo(signed(STRANGER), netuid, 400),
            BadOrigin
        );
        assert_noop!(SubtensorModule::set_tempo(root(), netuid, 400), BadOrigin);
        assert_noop!(
            SubtensorModule::set_tempo(signed(OWNER), NetUid::new(9), 400),
            BadOrigin
        );
        assert_noop!(set(359), Error::<Test>::TempoOutOfBounds);
        assert_noop!(set(50_401), Error::<Test>::TempoOutOfBounds);

        go_to(1_355);
        assert_noop!(
            set(400),
            Error::<Test>::AdminActionProhibitedDuringWeightsWindow
        );
        go_to(1_350);
        assert_ok!(set(400));
        assert_eq!(Tempo::<Test>::get(netuid), 400);
        assert_eq!(LastEpochBlock::<Test>::get(netuid), 1_350);
        assert!(has_event(&Event::TempoSet(netuid, 400)));
        go_to(1_350 + 359);
        assert_noop!(set(360), Error::<Test>::TxRateLimitExceeded);
        go_to(1_350 + 360);
        assert_ok!(set(50_400));
        assert_eq!(
            Pallet::<Test>::next_epoch_start_block(netuid),
            Some(1_710 + 50_400)
        );
    });
}

#[test]
fn the_activity_cutoff_follows_the_tempo() {
    with_owner(|netuid| {
        let set =
            |origin, milli| SubtensorModule::set_activity_cutoff_factor(origin, netuid, milli);
        assert_noop!(set(signed(STRANGER), 2_000), BadOrigin);
        for origin in [root(), signed(OWNER)] {
            for milli in [999, 50_001] {
                assert_noop!(
                    set(origin.clone(), milli),
                    Error::<Test>::ActivityCutoffFactorMilliOutOfBounds
                );
            }
        }
        assert_ok!(set(signed(OWNER), 2_500));
        assert_eq!(Pallet::<Test>::activity_cutoff_blocks(netuid), 900);
        assert!(has_event(&Event::ActivityCutoffFactorMilliSet {
            netuid,
            factor_milli: 2_500,
        }));
        assert_noop!(
            set(signed(OWNER), 3_000),
            Error::<Test>::TxRateLimitExceeded
        );
        // Root knows neither limit nor window.
        assert_ok!(set(root(), 3_000));
        go_to(1_359);
        assert_noop!(
            set(signed(OWNER), 1_000),
            Error::<Test>::AdminActionProhibitedDuringWeightsWindow
        );
        assert_ok!(set(root(), 50_000));
        go_to(1_720);
        LastEpochBlock::<Test>::insert(netuid, 1_720);
        assert_ok!(set(signed(OWNER), 1_000));
        assert_eq!(Pallet::<Test>::activity_cutoff_blocks(netuid), 360);
    });
}

#[test]
fn an_owner_can_order_an_epoch() {
    with_owner(|netuid| {
        let trigger = |who| SubtensorModule::trigger_epoch(signed(who), netuid);
        assert_noop!(trigger(STRANGER), BadOrigin);
        assert_noop!(SubtensorModule::trigger_epoch(root(), netuid), BadOrigin);
        CommitRevealWeightsEnabled::<Test>::insert(netuid, true);
        assert_noop!(
            trigger(OWNER),
            Error::<Test>::DynamicTempoBlockedByCommitReveal
        );
        CommitRevealWeightsEnabled::<Test>::insert(netuid, false);
        go_to(1_351);
        assert_noop!(trigger(OWNER), Error::<Test>::AutoEpochAlreadyImminent);

        go_to(1_100);
        assert_ok!(trigger(OWNER));
        assert_eq!(PendingEpochAt::<Test>::get(netuid), 1_110);
        assert!(has_event(&Event::EpochTriggered {
            netuid,
            by: account(OWNER),
            fires_at: 1_110,
        }));
        assert_noop!(trigger(OWNER), Error::<Test>::EpochTriggerAlreadyPending);
        assert!(Pallet::<Test>::is_in_admin_freeze_window(netuid, 1_100));

        let epochs = SubnetEpochIndex::<Test>::get(netuid);
        go_to(1_109);
        Pallet::<Test>::block_step();
        assert_eq!(SubnetEpochIndex::<Test>::get(netuid), epochs);
        go_to(1_110);
        Pallet::<Test>::block_step();
        assert_eq!(SubnetEpochIndex::<Test>::get(netuid), epochs + 1);
        assert_eq!(LastEpochBlock::<Test>::get(netuid), 1_110);
        assert_eq!(PendingEpochAt::<Test>::get(netuid), 0);

        go_to(1_120);
        assert_noop!(trigger(OWNER), Error::<Test>::TxRateLimitExceeded);
        // A stopped clock takes the order, though it never fires.
        Tempo::<Test>::insert(netuid, 0);
        assert_ok!(trigger(OWNER));
        go_to(1_130);
        Pallet::<Test>::block_step();
        assert_eq!(LastEpochBlock::<Test>::get(netuid), 1_110);
    });
}

#[test]
fn voting_power_is_switched_on_at_once_and_off_with_notice() {
    with_owner(|netuid| {
        let enable = |origin| SubtensorModule::enable_voting_power_tracking(origin, netuid);
        let disable = |origin| SubtensorModule::disable_voting_power_tracking(origin, netuid);
        assert_noop!(enable(signed(STRANGER)), BadOrigin);
        assert_noop!(disable(signed(STRANGER)), BadOrigin);
        assert_noop!(
            disable(signed(OWNER)),
            Error::<Test>::VotingPowerTrackingNotEnabled
        );
        assert_ok!(enable(signed(OWNER)));
        assert!(VotingPowerTrackingEnabled::<Test>::get(netuid));
        assert!(has_event(&Event::VotingPowerTrackingEnabled { netuid }));

        assert_ok!(disable(root()));
        let disable_at_block = 1_000 + 100_800;
        assert!(has_event(&Event::VotingPowerTrackingDisableScheduled {
            netuid,
            disable_at_block,
        }));
        assert_eq!(
            VotingPowerDisableAtBlock::<Test>::get(netuid),
            disable_at_block
        );
        // Enabling again withdraws the notice.
        System::reset_events();
        assert_ok!(enable(root()));
        assert!(!VotingPowerDisableAtBlock::<Test>::contains_key(netuid));
        assert!(has_event(&Event::VotingPowerTrackingEnabled { netuid }));

        assert_ok!(disable(signed(OWNER)));
        VotingPower::<Test>::insert(netuid, account(1), 7);
        go_to(disable_at_block);
        Pallet::<Test>::block_step();
        assert!(has_event(&Event::VotingPowerTrackingDisabled { netuid }));
        assert!(!VotingPowerTrackingEnabled::<Test>::get(netuid));
        assert!(!VotingPowerDisableAtBlock::<Test>::contains_key(netuid));
        assert!(!VotingPower::<Test>::contains_key(netuid, account(1)));
    });
}

#[test]
fn the_smoothing_of_voting_power_is_at_most_one() {
    with_owner(|netuid| {
        let one = 1_000_000_000_000_000_000;
        let set =
            |origin, alpha| SubtensorModule::sudo_set_voting_power_ema_alpha(origin, netuid, alpha);
        assert_noop!(set(signed(OWNER), 1), BadOrigin);
        assert_noop!(
            set(root(), one + 1),
            Error::<Test>::InvalidVotingPowerEmaAlpha
        );
        assert_ok!(set(root(), one));
        assert_eq!(VotingPowerEmaAlpha::<Test>::get(netuid), one);
        assert!(has_event(&Event::VotingPowerEmaAlphaSet {
            netuid,
            alpha: one
        }));
    });
}
