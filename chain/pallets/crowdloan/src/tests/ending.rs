//! Finalising, refunding and dissolving.

use super::mock::*;
use crate::{
    Call, Contributions, Crowdloans, CurrentCrowdloanId, Error, Event, MaxContributions,
    call_weights,
};
use frame_support::{
    assert_noop, assert_ok,
    dispatch::GetDispatchInfo,
    traits::{Bounded, QueryPreimage},
};
use sp_runtime::DispatchError;

type Refusal = Error<Test>;

fn finalize() -> sp_runtime::DispatchResult {
    Crowdloan::finalize(origin(CREATOR), 0)
}

fn spend() -> RuntimeCall {
    spender::Call::spend { on: account(9) }.into()
}

#[test]
fn the_target_gets_what_was_raised() {
    run(|| {
        open();
        fill();
        // Somebody's gift is not part of it.
        let funds = Crowdloan::funds_account(0);
        assert_ok!(Balances::transfer_keep_alive(origin(4), funds, tao(40)));
        assert_ok!(finalize());
        assert_eq!(last_event(), Event::Finalized { crowdloan_id: 0 }.into());
        assert_eq!((free(9), held(0)), (ENDOWMENT + CAP, 40));
        assert!(crowdloan(0).finalized);
        assert_eq!(contribution(0, 2), Some(100));
    });
}

/// The end of the period is no condition: a full crowdloan can be used at once or later.
#[test]
fn the_call_spends_what_was_raised() {
    run(|| {
        open_with(spend());
        fill();
        let funds = Crowdloan::funds_account(0);
        assert_ok!(Balances::transfer_keep_alive(origin(4), funds, tao(40)));
        System::set_block_number(END + 10);
        assert_ok!(finalize());
        assert_eq!((free(9), held(0)), (ENDOWMENT + CAP, 40));
        assert!(crowdloan(0).finalized);
        assert_eq!(CurrentCrowdloanId::<Test>::get(), None);
        // Outside of a finalisation there is nothing to spend.
        let outside = Spender::spend(origin(CREATOR), account(9));
        assert_noop!(outside, Refusal::InvalidCrowdloanId);
    });
}

#[test]
fn a_finalisation_is_refused() {
    run(|| {
        assert_noop!(finalize(), Refusal::InvalidCrowdloanId);
        open();
        assert_noop!(Crowdloan::finalize(origin(2), 0), Refusal::InvalidOrigin);
        assert_noop!(
            Crowdloan::finalize(RuntimeOrigin::root(), 0),
            DispatchError::BadOrigin
        );
        assert_noop!(finalize(), Refusal::CapNotRaised);
        fill();
        assert_ok!(finalize());
        assert_noop!(finalize(), Refusal::AlreadyFinalized);
    });
}

#[test]
fn a_crowdloan_without_a_purpose_stays_open() {
    run(|| {
        open();
        fill();
        Crowdloans::<Test>::mutate(0, |info| {
            if let Some(info) = info {
                info.target_address = None;
            }
        });
        assert_noop!(finalize(), Refusal::InvalidFinalizationConfig);
    });
}

#[test]
fn a_call_that_fails_changes_nothing() {
    run(|| {
        open_with(frame_system::Call::set_heap_pages { pages: 1 });
        fill();
        assert_noop!(finalize(), DispatchError::BadOrigin);
        assert_ok!(Crowdloan::withdraw(origin(2), 0));
    });
}

#[test]
fn a_call_that_leaves_the_money_fails() {
    run(|| {
        open_with(remark());
        fill();
        assert_noop!(finalize(), Refusal::FundsNotSettled);
        for who in [2, 3] {
            assert_ok!(Crowdloan::withdraw(origin(who), 0));
            assert_eq!(free(who), ENDOWMENT);
        }
    });
}

#[test]
fn a_call_that_is_gone_cannot_run() {
    run(|| {
        open_with(long_remark());
        fill();
        let Some(Bounded::Lookup { hash, .. }) = crowdloan(0).call else {
            panic!("a long call is looked up")
        };
        assert_ok!(Preimage::unrequest_preimage(RuntimeOrigin::root(), hash));
        assert_noop!(finalize(), Refusal::CallUnavailable);
    });
}

/// What the call finds is what was raised, and it cannot go round in circles.
#[test]
fn a_call_cannot_change_its_crowdloan() {
    for call in [
        Call::finalize { crowdloan_id: 0 },
        Call::withdraw { crowdloan_id: 0 },
        Call::refund { crowdloan_id: 0 },
        Call::dissolve { crowdloan_id: 0 },
        Call::update_cap {
            crowdloan_id: 0,
            new_cap: tao(5_000),
        },
        Call::update_end {
            crowdloan_id: 0,
            new_end: END,
        },
        Call::update_min_contribution {
            crowdloan_id: 0,
            new_min_contribution: tao(20),
        },
        Call::set_max_contribution {
            crowdloan_id: 0,
            new_max_contribution: None,
        },
    ] {
        run(|| {
            open_with(call);
            fill();
            assert_noop!(finalize(), Refusal::AlreadyFinalizing);
        });
    }
}

#[test]
fn a_refund_pays_some_contributors_at_a_time() {
    run(|| {
        open();
        for who in 2..=6 {
            assert_ok!(contribute(who, 20));
        }
        let weight = |refunded| Some(call_weights::refund(refunded));
        let refund = || Crowdloan::refund(origin(CREATOR), 0).expect("the creator may");
        assert_eq!(refund().actual_weight, weight(3));
        let event = Event::PartiallyRefunded { crowdloan_id: 0 };
        assert_eq!(last_event(), event.into());
        assert_eq!(crowdloan(0).contributors_count, 3);
        assert_eq!(held(0), DEPOSIT + 40);

        assert_eq!(refund().actual_weight, weight(2));
        assert_eq!(last_event(), Event::AllRefunded { crowdloan_id: 0 }.into());
        let info = crowdloan(0);
        assert_eq!(
            (info.raised.to_u64(), info.contributors_count),
            (DEPOSIT, 1)
        );
        assert!((2..=6).all(|who| free(who) == ENDOWMENT));
        assert_eq!(free(CREATOR), ENDOWMENT - DEPOSIT);

        assert_eq!(refund().actual_weight, weight(0));
        let declared = Call::<Test>::refund { crowdloan_id: 0 }.get_dispatch_info();
        assert_eq!(Some(declared.call_weight), weight(3));
    });
}

#[test]
fn exactly_one_batch_of_contributors_is_all() {
    run(|| {
        open();
        for who in 2..=4 {
            assert_ok!(contribute(who, 20));
        }
        assert_ok!(Crowdloan::refund(origin(CREATOR), 0));
        assert_eq!(last_event(), Event::AllRefunded { crowdloan_id: 0 }.into());
    });
}

#[test]
fn what_is_dissolved_leaves_nothing() {
    run(|| {
        open_with(long_remark());
        fill();
        assert_ok!(Crowdloan::set_max_contribution(
            origin(CREATOR),
            0,
            Some(tao(200))
        ));
        let Some(Bounded::Lookup { hash, .. }) = crowdloan(0).call else {
            panic!("a long call is looked up")
        };
        let dissolve = || Crowdloan::dissolve(origin(CREATOR), 0);
        assert_noop!(dissolve(), Refusal::NotReadyToDissolve);
        assert_ok!(Crowdloan::refund(origin(CREATOR), 0));
        assert_ok!(contribute(CREATOR, 30));
        assert_ok!(dissolve());
        assert_eq!(last_event(), Event::Dissolved { crowdloan_id: 0 }.into());
        assert_eq!(free(CREATOR), ENDOWMENT);
        assert!(!Crowdloans::<Test>::contains_key(0));
        assert_eq!(Contributions::<Test>::iter().count(), 0);
        assert_eq!(MaxContributions::<Test>::get(0), None);
        assert_eq!(Preimage::len(&hash), None);
        let funds = Crowdloan::funds_account(0);
        assert!(!frame_system::Account::<Test>::contains_key(funds));
    });
}

#[test]
fn refunds_and_dissolutions_are_refused() {
    run(|| {
        let refund = |who| Crowdloan::refund(who, 0);
        let dissolve = |who| Crowdloan::dissolve(who, 0);
        assert_noop!(refund(origin(CREATOR)), Refusal::InvalidCrowdloanId);
        assert_noop!(dissolve(origin(CREATOR)), Refusal::InvalidCrowdloanId);
        open();
        fill();
        for nobody in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
            assert_noop!(refund(nobody.clone()), DispatchError::BadOrigin);
            assert_noop!(dissolve(nobody), DispatchError::BadOrigin);
        }
        assert_noop!(refund(origin(2)), Refusal::InvalidOrigin);
        assert_noop!(dissolve(origin(2)), Refusal::InvalidOrigin);
        assert_ok!(finalize());
        assert_noop!(refund(origin(CREATOR)), Refusal::AlreadyFinalized);
        assert_noop!(dissolve(origin(CREATOR)), Refusal::AlreadyFinalized);
    });
}
