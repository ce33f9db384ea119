//! Who may change which setting, when, and to what.

mod chain;
mod settings_table;

use chain::{account, events, in_first_block};
use frame_support::{assert_noop, assert_ok};
use pallet_admin_utils::Error;
use pallet_subtensor::{
    Error as Main, Event as MainEvent, ImmunityPeriod, LastEpochBlock, MinNonImmuneUids,
    SubnetOwner, Tempo,
};
use sp_runtime::DispatchError;
use substrate_fixed::types::U64F64;
use taonet_primitives::NetUid;
use taonet_runtime::{AdminUtils, Balance, Runtime, RuntimeEvent, RuntimeOrigin, System};

const FIRST: NetUid = NetUid::new(1);
const MISSING: NetUid = NetUid::new(77);

fn root() -> RuntimeOrigin {
    RuntimeOrigin::root()
}

fn signed(name: &str) -> RuntimeOrigin {
    RuntimeOrigin::signed(account(name))
}

/// Gives subnet 1 to //Bob.
fn owned_by_bob() {
    SubnetOwner::<Runtime>::insert(FIRST, account("Bob"));
}

#[test]
fn root_changes_and_the_main_pallet_announces() {
    in_first_block(false, || {
        assert_ok!(AdminUtils::sudo_set_tempo(root(), FIRST, 50));
        assert_eq!(Tempo::<Runtime>::get(FIRST), 50);
        assert_eq!(LastEpochBlock::<Runtime>::get(FIRST), 1);
        let announced = RuntimeEvent::SubtensorModule(MainEvent::TempoSet(FIRST, 50));
        assert!(events().contains(&announced));
    });
}

#[test]
fn nobody_else_changes_what_is_root_s() {
    in_first_block(false, || {
        owned_by_bob();
        for who in ["Bob", "Charlie"] {
            assert_noop!(
                AdminUtils::sudo_set_kappa(signed(who), FIRST, 1),
                DispatchError::BadOrigin
            );
            assert_noop!(
                AdminUtils::sudo_set_tempo(signed(who), FIRST, 1),
                DispatchError::BadOrigin
            );
            assert_noop!(
                AdminUtils::sudo_set_stake_threshold(signed(who), 1),
                DispatchError::BadOrigin
            );
        }
        assert_noop!(
            AdminUtils::sudo_set_immunity_period(signed("Charlie"), FIRST, 1),
            DispatchError::BadOrigin
        );
    });
}

#[test]
fn an_owner_changes_each_setting_once_per_two_epochs() {
    in_first_block(false, || {
        owned_by_bob();
        let set = |blocks| AdminUtils::sudo_set_immunity_period(signed("Bob"), FIRST, blocks);
        assert_ok!(set(10));
        assert_noop!(set(11), Main::<Runtime>::TxRateLimitExceeded);
        // Another setting has a clock of its own, and root has none.
        assert_ok!(AdminUtils::sudo_set_serving_rate_limit(
            signed("Bob"),
            FIRST,
            3
        ));
        assert_ok!(AdminUtils::sudo_set_immunity_period(root(), FIRST, 12));

        // Two epochs of 100 blocks after block 1; the epochs keep the subnet from freezing.
        LastEpochBlock::<Runtime>::insert(FIRST, 200);
        System::set_block_number(200);
        assert_noop!(set(13), Main::<Runtime>::TxRateLimitExceeded);
        System::set_block_number(201);
        assert_ok!(set(14));
        assert_eq!(ImmunityPeriod::<Runtime>::get(FIRST), 14);
    });
}

#[test]
fn a_refused_change_does_not_count() {
    in_first_block(false, || {
        owned_by_bob();
        let set = |rao| AdminUtils::sudo_set_min_burn(signed("Bob"), FIRST, Balance::new(rao));
        assert_noop!(set(1_000_000_000), Error::<Runtime>::ValueNotInBounds);
        assert_ok!(set(600_000));
    });
}

#[test]
fn the_last_blocks_before_an_epoch_are_frozen_for_root_too() {
    in_first_block(false, || {
        let set = || AdminUtils::sudo_set_immunity_period(root(), FIRST, 10);
        System::set_block_number(90);
        assert_ok!(set());
        System::set_block_number(91);
        assert_noop!(
            set(),
            Main::<Runtime>::AdminActionProhibitedDuringWeightsWindow
        );
        // What the epoch does not depend on stays open.
        assert_ok!(AdminUtils::sudo_set_min_non_immune_uids(root(), FIRST, 5));
        assert_eq!(MinNonImmuneUids::<Runtime>::get(FIRST), 5);
    });
}

#[test]
fn subnets_have_to_exist() {
    in_first_block(false, || {
        let missing = Error::<Runtime>::SubnetDoesNotExist;
        assert_noop!(AdminUtils::sudo_set_kappa(root(), MISSING, 1), missing);
        let missing = Error::<Runtime>::SubnetDoesNotExist;
        assert_noop!(AdminUtils::sudo_set_rho(root(), MISSING, 1), missing);
    });
}

#[test]
fn values_have_bounds() {
    in_first_block(false, || {
        let uids = |max| AdminUtils::sudo_set_max_allowed_uids(root(), FIRST, max);
        assert_noop!(
            uids(63),
            Error::<Runtime>::MaxAllowedUidsLessThanMinAllowedUids
        );
        assert_noop!(
            uids(257),
            Error::<Runtime>::MaxAllowedUidsGreaterThanDefaultMaxAllowedUids
        );
        assert_ok!(uids(64));
        assert_noop!(
            AdminUtils::sudo_set_max_allowed_validators(root(), FIRST, 65),
            Error::<Runtime>::MaxValidatorsLargerThanMaxUIds
        );
        assert_noop!(
            AdminUtils::sudo_set_max_burn(root(), FIRST, Balance::new(100_000_000)),
            Error::<Runtime>::ValueNotInBounds
        );
        assert_noop!(
            AdminUtils::sudo_set_commit_reveal_weights_interval(root(), FIRST, 0),
            Main::<Runtime>::RevealPeriodTooSmall
        );
        assert_noop!(
            AdminUtils::sudo_set_commit_reveal_weights_interval(root(), FIRST, 101),
            Main::<Runtime>::RevealPeriodTooLarge
        );
        assert_noop!(
            AdminUtils::sudo_set_burn_half_life(root(), NetUid::ROOT, 5),
            Error::<Runtime>::NotPermittedOnRootSubnet
        );
        assert_noop!(
            AdminUtils::sudo_set_burn_increase_mult(root(), FIRST, U64F64::from_num(4)),
            Error::<Runtime>::InvalidValue
        );
        assert_noop!(
            AdminUtils::sudo_set_alpha_values(root(), FIRST, 2_000, 3_000),
            Main::<Runtime>::LiquidAlphaDisabled
        );
        assert_ok!(AdminUtils::sudo_set_liquid_alpha_enabled(
            root(),
            FIRST,
            true
        ));
        assert_noop!(
            AdminUtils::sudo_set_alpha_values(root(), FIRST, 2_000, 1_637),
            Main::<Runtime>::AlphaHighTooLow
        );
        assert_noop!(
            AdminUtils::sudo_set_alpha_values(root(), FIRST, 3_001, 3_000),
            Main::<Runtime>::AlphaLowOutOfRange
        );
        assert_ok!(AdminUtils::sudo_set_alpha_values(
            root(),
            FIRST,
            2_000,
            3_000
        ));
    });
}

#[test]
fn only_root_sets_a_negative_steepness() {
    in_first_block(false, || {
        owned_by_bob();
        assert_noop!(
            AdminUtils::sudo_set_alpha_sigmoid_steepness(signed("Bob"), FIRST, -1),
            Error::<Runtime>::NegativeSigmoidSteepness
        );
        assert_ok!(AdminUtils::sudo_set_alpha_sigmoid_steepness(
            root(),
            FIRST,
            -1
        ));
    });
}

#[test]
fn retired_calls_say_so() {
    in_first_block(false, || {
        assert_noop!(
            AdminUtils::sudo_set_total_issuance(root(), Balance::ZERO),
            Error::<Runtime>::Deprecated
        );
        assert_noop!(
            AdminUtils::sudo_set_network_pow_registration_allowed(root(), FIRST, true),
            Error::<Runtime>::POWRegistrationDisabled
        );
    });
}
