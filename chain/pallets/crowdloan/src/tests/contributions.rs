//! Money in and out.

use super::mock::*;
use crate::{Crowdloans, Error, Event};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

type Refusal = Error<Test>;

fn withdraw(who: u8) -> sp_runtime::DispatchResult {
    Crowdloan::withdraw(origin(who), 0)
}

fn contributed(who: u8, amount: u64) -> RuntimeEvent {
    Event::Contributed {
        crowdloan_id: 0,
        contributor: account(who),
        amount: tao(amount),
    }
    .into()
}

#[test]
fn contributions_add_up() {
    run(|| {
        open();
        assert_ok!(contribute(2, 100));
        assert_eq!(last_event(), contributed(2, 100));
        assert_ok!(contribute(2, 20));
        assert_ok!(contribute(CREATOR, 30));
        let info = crowdloan(0);
        assert_eq!(
            (info.raised.to_u64(), info.contributors_count),
            (DEPOSIT + 150, 2)
        );
        assert_eq!(contribution(0, 2), Some(120));
        assert_eq!(contribution(0, CREATOR), Some(DEPOSIT + 30));
        assert_eq!((free(2), held(0)), (ENDOWMENT - 120, DEPOSIT + 150));
    });
}

#[test]
fn no_more_is_accepted_than_is_wanted() {
    run(|| {
        open();
        assert_ok!(contribute(2, 240));
        assert_ok!(contribute(3, 500));
        assert_eq!(last_event(), contributed(3, 10));
        assert_eq!(free(3), ENDOWMENT - 10);
        assert_noop!(contribute(4, 10), Refusal::CapRaised);
    });
}

#[test]
fn an_account_contributes_up_to_the_limit() {
    run(|| {
        open();
        assert_ok!(Crowdloan::set_max_contribution(
            origin(CREATOR),
            0,
            Some(tao(60))
        ));
        assert_ok!(contribute(2, 40));
        assert_ok!(contribute(2, 40));
        assert_eq!(last_event(), contributed(2, 20));
        assert_noop!(contribute(2, 40), Refusal::MaxContributionReached);
        assert_ok!(contribute(CREATOR, 40));
        assert_eq!(last_event(), contributed(CREATOR, 10));
    });
}

/// An account may give all that it has, and more than the existential deposit leaves.
#[test]
fn a_contributor_may_be_left_with_nothing() {
    run(|| {
        open();
        assert_ok!(Crowdloan::update_cap(origin(CREATOR), 0, tao(5_000)));
        assert_ok!(contribute(2, ENDOWMENT));
        assert_eq!(free(2), 0);
        assert_ok!(withdraw(2));
        assert_eq!(free(2), ENDOWMENT);
    });
}

#[test]
fn a_contribution_is_refused() {
    run(|| {
        assert_noop!(contribute(2, 100), Refusal::InvalidCrowdloanId);
        open();
        assert_noop!(
            Crowdloan::contribute(RuntimeOrigin::root(), 0, tao(100)),
            DispatchError::BadOrigin
        );
        assert_noop!(contribute(2, 9), Refusal::ContributionTooLow);
        assert_ok!(Crowdloan::update_cap(origin(CREATOR), 0, tao(5_000)));
        assert_noop!(contribute(2, 1_001), Refusal::InsufficientBalance);
        System::set_block_number(END);
        assert_noop!(contribute(2, 100), Refusal::ContributionPeriodEnded);
        System::set_block_number(END - 1);
        assert_ok!(contribute(2, 100));
    });
}

#[test]
fn contributors_are_limited_in_number() {
    run(|| {
        open();
        for who in 2..=6 {
            assert_ok!(contribute(who, 10));
        }
        assert_eq!(crowdloan(0).contributors_count, 6);
        assert_noop!(contribute(7, 10), Refusal::MaxContributorsReached);
        // Those who are in cannot add either.
        assert_noop!(contribute(2, 10), Refusal::MaxContributorsReached);
        assert_ok!(withdraw(6));
        assert_ok!(contribute(2, 10));
    });
}

#[test]
fn contributors_take_back_everything() {
    run(|| {
        open();
        fill();
        // Also after the end.
        System::set_block_number(END + 1);
        assert_ok!(withdraw(2));
        let withdrew = Event::Withdrew {
            crowdloan_id: 0,
            contributor: account(2),
            amount: tao(100),
        };
        assert_eq!(last_event(), withdrew.into());
        assert_eq!((free(2), contribution(0, 2)), (ENDOWMENT, None));
        let info = crowdloan(0);
        assert_eq!((info.raised, info.contributors_count), (tao(200), 2));
        assert_noop!(withdraw(2), Refusal::NoContribution);
    });
}

#[test]
fn the_creator_takes_back_all_but_the_deposit() {
    run(|| {
        open();
        assert_noop!(withdraw(CREATOR), Refusal::DepositCannotBeWithdrawn);
        assert_ok!(contribute(CREATOR, 70));
        assert_ok!(withdraw(CREATOR));
        assert_eq!(free(CREATOR), ENDOWMENT - DEPOSIT);
        assert_eq!(contribution(0, CREATOR), Some(DEPOSIT));
        let info = crowdloan(0);
        assert_eq!(
            (info.raised.to_u64(), info.contributors_count),
            (DEPOSIT, 1)
        );
        assert_noop!(withdraw(CREATOR), Refusal::DepositCannotBeWithdrawn);
    });
}

#[test]
fn a_withdrawal_is_refused() {
    run(|| {
        assert_noop!(withdraw(2), Refusal::InvalidCrowdloanId);
        open();
        assert_noop!(withdraw(2), Refusal::NoContribution);
        assert_noop!(
            Crowdloan::withdraw(RuntimeOrigin::none(), 0),
            DispatchError::BadOrigin
        );
        fill();
        Crowdloans::<Test>::mutate(0, |info| {
            if let Some(info) = info {
                info.finalized = true;
            }
        });
        assert_noop!(withdraw(2), Refusal::AlreadyFinalized);
    });
}
