//! Changing the terms.

use super::mock::*;
use crate::{Error, Event, MaxContributions};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, DispatchResult};

type Refusal = Error<Test>;

fn minimum(who: RuntimeOrigin, rao: u64) -> DispatchResult {
    Crowdloan::update_min_contribution(who, 0, tao(rao))
}

fn end(who: RuntimeOrigin, block: u64) -> DispatchResult {
    Crowdloan::update_end(who, 0, block)
}

fn cap(who: RuntimeOrigin, rao: u64) -> DispatchResult {
    Crowdloan::update_cap(who, 0, tao(rao))
}

fn most(who: RuntimeOrigin, rao: Option<u64>) -> DispatchResult {
    Crowdloan::set_max_contribution(who, 0, rao.map(tao))
}

#[test]
fn only_the_creator_changes_an_open_crowdloan() {
    let all: [fn(RuntimeOrigin) -> DispatchResult; 4] = [
        |who| minimum(who, 20),
        |who| end(who, 60),
        |who| cap(who, 400),
        |who| most(who, Some(100)),
    ];
    run(|| {
        for change in all {
            assert_noop!(change(origin(CREATOR)), Refusal::InvalidCrowdloanId);
        }
        open();
        for change in all {
            assert_noop!(change(origin(2)), Refusal::InvalidOrigin);
            assert_noop!(change(RuntimeOrigin::root()), DispatchError::BadOrigin);
        }
        fill();
        assert_ok!(Crowdloan::finalize(origin(CREATOR), 0));
        for change in all {
            assert_noop!(change(origin(CREATOR)), Refusal::AlreadyFinalized);
        }
    });
}

#[test]
fn the_least_contribution_stays_within_bounds() {
    run(|| {
        open();
        assert_ok!(most(origin(CREATOR), Some(60)));
        assert_noop!(
            minimum(origin(CREATOR), 9),
            Refusal::MinimumContributionTooLow
        );
        assert_noop!(
            minimum(origin(CREATOR), 61),
            Refusal::MinimumContributionTooHigh
        );
        assert_ok!(minimum(origin(CREATOR), 60));
        let updated = Event::MinContributionUpdated {
            crowdloan_id: 0,
            new_min_contribution: tao(60),
        };
        assert_eq!(last_event(), updated.into());
        assert_noop!(contribute(2, 59), Refusal::ContributionTooLow);
        assert_ok!(contribute(2, 60));
    });
}

#[test]
fn the_end_moves_from_now() {
    run(|| {
        open();
        System::set_block_number(30);
        assert_noop!(end(origin(CREATOR), 30), Refusal::CannotEndInPast);
        assert_noop!(end(origin(CREATOR), 49), Refusal::BlockDurationTooShort);
        assert_noop!(end(origin(CREATOR), 131), Refusal::BlockDurationTooLong);
        assert_ok!(end(origin(CREATOR), 130));
        let updated = Event::EndUpdated {
            crowdloan_id: 0,
            new_end: 130,
        };
        assert_eq!(last_event(), updated.into());
        System::set_block_number(129);
        assert_ok!(contribute(2, 10));
    });
}

#[test]
fn the_cap_is_never_below_what_is_raised() {
    run(|| {
        open();
        assert_ok!(contribute(2, 100));
        assert_noop!(cap(origin(CREATOR), 149), Refusal::CapTooLow);
        assert_ok!(cap(origin(CREATOR), 150));
        let updated = Event::CapUpdated {
            crowdloan_id: 0,
            new_cap: tao(150),
        };
        assert_eq!(last_event(), updated.into());
        assert_noop!(contribute(3, 10), Refusal::CapRaised);
        assert_ok!(Crowdloan::finalize(origin(CREATOR), 0));
        assert_eq!(free(9), ENDOWMENT + 150);
    });
}

#[test]
fn the_limit_leaves_room_for_what_is_there() {
    run(|| {
        open();
        assert_ok!(contribute(CREATOR, 20));
        assert_noop!(
            most(origin(CREATOR), Some(9)),
            Refusal::MaximumContributionTooLow
        );
        // The creator has 70 in it.
        assert_noop!(
            most(origin(CREATOR), Some(69)),
            Refusal::MaximumContributionTooLow
        );
        for limit in [Some(70), None] {
            assert_ok!(most(origin(CREATOR), limit));
            let updated = Event::MaxContributionUpdated {
                crowdloan_id: 0,
                new_max_contribution: limit.map(tao),
            };
            assert_eq!(last_event(), updated.into());
            assert_eq!(MaxContributions::<Test>::get(0), limit.map(tao));
        }
        assert_ok!(minimum(origin(CREATOR), 80));
        assert_noop!(
            most(origin(CREATOR), Some(79)),
            Refusal::MaximumContributionTooLow
        );
    });
}
