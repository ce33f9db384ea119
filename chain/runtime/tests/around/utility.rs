//! Batches and other wrappers.

use super::{
    TAO, balance, batch,
    chain::{account, events, free, in_first_block, send},
    filtered, nested, remark, sudo, transfer,
};
use codec::Encode;
use frame_support::{
    assert_noop, assert_ok,
    dispatch::{DispatchClass, GetDispatchInfo},
    weights::Weight,
};
use pallet_utility::{Call, Event};
use sp_runtime::DispatchError;
use taonet_runtime::{
    AccountId, OriginCaller, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, Utility,
    nested::NestedCall,
};

fn happened(event: Event) -> bool {
    events().contains(&RuntimeEvent::Utility(event))
}

/// Pays Eve, and fails when Bob has not got so much.
fn pay(rao: u64) -> RuntimeCall {
    transfer(&account("Eve"), rao)
}

const TOO_MUCH: u64 = u64::MAX / 2;

#[test]
fn a_batch_stops_all_of_it_fails_or_goes_on() {
    in_first_block(false, || {
        let calls = || -> Vec<NestedCall> {
            [pay(TAO), pay(TOO_MUCH), pay(TAO)]
                .into_iter()
                .map(NestedCall::from)
                .collect()
        };
        let before = free("Eve");
        assert_ok!(send("Bob", Call::batch { calls: calls() }).expect("valid"));
        assert_eq!(free("Eve"), before + TAO);
        assert!(events().iter().any(|event| matches!(
            event,
            RuntimeEvent::Utility(Event::BatchInterrupted { index: 1, .. })
        )));

        let all = Call::batch_all { calls: calls() };
        assert!(send("Bob", all).expect("valid").is_err());
        assert_eq!(free("Eve"), before + TAO);

        assert_ok!(send("Bob", Call::force_batch { calls: calls() }).expect("valid"));
        assert_eq!(free("Eve"), before + 3 * TAO);
        assert!(happened(Event::BatchCompletedWithErrors));
    });
}

#[test]
fn a_batch_in_a_batch_is_for_root_only() {
    in_first_block(false, || {
        let twice = batch([batch([remark()])]);
        assert_eq!(send("Bob", twice.clone()).expect("valid"), Err(filtered()));
        // Only one level is looked at.
        let derived = Call::as_derivative {
            index: 0,
            call: nested(batch([remark()])),
        };
        assert_ok!(send("Bob", batch([derived.into()])).expect("valid"));
        sudo(twice);
        assert!(happened(Event::BatchCompleted));
    });
}

#[test]
fn batches_have_a_limit_and_a_signer() {
    in_first_block(false, || {
        let calls = |count| vec![NestedCall::from(remark()); count];
        let bob = || RuntimeOrigin::signed(account("Bob"));
        let too_many = DispatchError::from(pallet_utility::Error::<Runtime>::TooManyCalls);
        assert_ok!(Utility::batch(bob(), calls(10_922)));
        for refused in [
            Utility::batch(bob(), calls(10_923)),
            Utility::batch_all(bob(), calls(10_923)),
            Utility::force_batch(bob(), calls(10_923)),
        ] {
            assert_eq!(refused.map_err(|error| error.error), Err(too_many));
        }
        for refused in [
            Utility::batch(RuntimeOrigin::none(), calls(1)),
            Utility::batch_all(RuntimeOrigin::none(), calls(1)),
            Utility::force_batch(RuntimeOrigin::none(), calls(1)),
            Utility::as_derivative(RuntimeOrigin::none(), 0, nested(remark())),
            Utility::if_else(RuntimeOrigin::none(), nested(remark()), nested(remark())),
        ] {
            assert_eq!(
                refused.map_err(|error| error.error),
                Err(DispatchError::BadOrigin)
            );
        }
    });
}

#[test]
fn a_derived_account_is_a_hash() {
    in_first_block(false, || {
        let hash =
            (b"modlpy/utilisuba", account("Bob"), 5_u16).using_encoded(sp_io::hashing::blake2_256);
        let derived = AccountId::new(hash);
        assert_ok!(send("Bob", transfer(&derived, 2 * TAO)).expect("valid"));
        let call = Call::as_derivative {
            index: 5,
            call: nested(pay(TAO)),
        };
        assert_ok!(send("Bob", call).expect("valid"));
        assert_eq!(balance(&derived), TAO);
    });
}

#[test]
fn the_second_choice_is_taken_when_the_first_fails() {
    in_first_block(false, || {
        let choose = |main| Call::if_else {
            main: nested(main),
            fallback: nested(pay(TAO)),
        };
        let before = free("Eve");
        assert_ok!(send("Bob", choose(remark())).expect("valid"));
        assert!(happened(Event::IfElseMainSuccess));
        assert_eq!(free("Eve"), before);
        assert_ok!(send("Bob", choose(pay(TOO_MUCH))).expect("valid"));
        assert_eq!(free("Eve"), before + TAO);
        assert!(events().iter().any(|event| matches!(
            event,
            RuntimeEvent::Utility(Event::IfElseFallbackCalled { .. })
        )));
    });
}

#[test]
fn root_acts_as_anybody() {
    in_first_block(false, || {
        let as_bob = || {
            let bob = frame_system::RawOrigin::Signed(account("Bob"));
            Box::new(OriginCaller::system(bob))
        };
        let dispatch_as = |call| Call::dispatch_as {
            as_origin: as_bob(),
            call: nested(call),
        };
        let refused = Err(DispatchError::BadOrigin);
        assert_eq!(send("Eve", dispatch_as(pay(TAO))).expect("valid"), refused);
        let (bob, eve) = (free("Bob"), free("Eve"));
        sudo(dispatch_as(pay(TAO)));
        assert_eq!(free("Bob"), bob - TAO);
        assert!(free("Eve") == eve + TAO);
        assert!(happened(Event::DispatchedAs { result: Ok(()) }));
        // This one tells its caller of a failure.
        assert_noop!(
            Utility::dispatch_as_fallible(RuntimeOrigin::root(), as_bob(), nested(pay(TOO_MUCH))),
            sp_runtime::ArithmeticError::Underflow
        );
    });
}

#[test]
fn a_batch_weighs_what_is_in_it_and_a_little_more() {
    let inner = remark().get_dispatch_info().call_weight;
    let three = batch([remark(), remark(), remark()]).get_dispatch_info();
    let own = Weight::from_parts(19_446_696 + 2 * 25_000_000 + 3 * 5_450_264, 3_983);
    assert_eq!(three.call_weight, own + inner + inner + inner);
}

#[test]
fn wrappers_are_ordinary_whatever_is_in_them() {
    let operational = || -> RuntimeCall {
        pallet_admin_utils::Call::sudo_set_burn_half_life {
            netuid: 1.into(),
            burn_half_life: 10,
        }
        .into()
    };
    assert_eq!(
        operational().get_dispatch_info().class,
        DispatchClass::Operational
    );
    let root = || Box::new(OriginCaller::system(frame_system::RawOrigin::Root));
    let wrapped: [Call<Runtime>; 8] = [
        Call::batch {
            calls: vec![*nested(operational())],
        },
        Call::batch_all {
            calls: vec![*nested(operational())],
        },
        Call::force_batch {
            calls: vec![*nested(operational())],
        },
        Call::as_derivative {
            index: 0,
            call: nested(operational()),
        },
        Call::dispatch_as {
            as_origin: root(),
            call: nested(operational()),
        },
        Call::dispatch_as_fallible {
            as_origin: root(),
            call: nested(operational()),
        },
        Call::with_weight {
            call: nested(operational()),
            weight: Weight::zero(),
        },
        Call::if_else {
            main: nested(operational()),
            fallback: nested(operational()),
        },
    ];
    in_first_block(false, || {
        for call in wrapped {
            let class = RuntimeCall::from(call).get_dispatch_info().class;
            assert_eq!(class, DispatchClass::Normal);
        }
    });
}
