//! Calls for somebody else.

use super::mock::*;
use crate::{Call, Error, LastCallResult};
use frame_support::{
    assert_noop, assert_ok,
    dispatch::{DispatchClass, GetDispatchInfo, Pays},
    traits::Hooks,
};
use sp_runtime::DispatchError;

type Refusal = Error<Test>;

fn filtered() -> DispatchError {
    frame_system::Error::<Test>::CallFiltered.into()
}

fn act(who: u64, real: u64, call: RuntimeCall) -> sp_runtime::DispatchResult {
    Proxy::proxy(origin(who), real, None, Box::new(call))
}

#[test]
fn a_delegate_moves_the_money_of_the_real_account() {
    run(|| {
        assert_ok!(Proxy::add_proxy(origin(1), 2, Kind::Any, 0));
        assert_ok!(act(2, 1, transfer(3, 100)));
        assert_eq!(executed(), Ok(()));
        assert_eq!(
            (free(1), free(2), free(3)),
            (ENDOWMENT - 115, ENDOWMENT, ENDOWMENT + 100)
        );
        assert_eq!(LastCallResult::<Test>::get(1), Some(Ok(())));
    });
}

#[test]
fn a_failure_is_told_and_undone() {
    run(|| {
        assert_ok!(Proxy::add_proxy(origin(1), 2, Kind::Any, 0));
        let all = pallet_utility::Call::batch_all {
            calls: vec![transfer(3, 100), transfer(3, 10_000)],
        };
        assert_ok!(act(2, 1, all.into()));
        let error = executed().expect_err("there is not that much");
        assert_eq!(free(3), ENDOWMENT);
        assert_eq!(LastCallResult::<Test>::get(1), Some(Err(error)));

        // The next block does not know of it.
        Proxy::on_finalize(1);
        assert_eq!(LastCallResult::<Test>::iter().count(), 0);
    });
}

#[test]
fn nobody_acts_without_a_fitting_relation() {
    run(|| {
        assert_noop!(act(2, 1, remark()), Refusal::NotProxy);
        assert_ok!(Proxy::add_proxy(origin(1), 2, Kind::Any, 0));
        assert_noop!(act(3, 1, remark()), Refusal::NotProxy);
        assert_noop!(act(1, 2, remark()), Refusal::NotProxy);
        let forced = |kind| Proxy::proxy(origin(2), 1, Some(kind), Box::new(remark()));
        assert_noop!(forced(Kind::Transfer), Refusal::NotProxy);
        assert_ok!(forced(Kind::Any));
        assert_ok!(Proxy::add_proxy(origin(1), 3, Kind::Any, 1));
        assert_noop!(act(3, 1, remark()), Refusal::Unannounced);
        assert_noop!(
            Proxy::proxy(RuntimeOrigin::root(), 1, None, Box::new(remark())),
            DispatchError::BadOrigin
        );
    });
}

#[test]
fn the_type_limits_the_call_and_what_is_in_it() {
    run(|| {
        assert_ok!(Proxy::add_proxy(origin(1), 2, Kind::Transfer, 0));
        assert_ok!(act(2, 1, remark()));
        assert_eq!(executed(), Err(filtered()));
        assert_ok!(act(2, 1, transfer(3, 1)));
        assert_eq!(executed(), Ok(()));

        let batch = pallet_utility::Call::batch {
            calls: vec![transfer(3, 1), remark(), transfer(3, 1)],
        };
        assert_ok!(act(2, 1, batch.into()));
        let interrupted = pallet_utility::Event::BatchInterrupted {
            index: 1,
            error: filtered(),
        };
        System::assert_has_event(interrupted.into());
        assert_eq!(free(3), ENDOWMENT + 2);
    });
}

/// Who may not transfer cannot get there by way of a more powerful relation.
#[test]
fn power_does_not_grow() {
    run(|| {
        assert_ok!(Proxy::add_proxy(origin(1), 2, Kind::NoTransfer, 0));
        assert_ok!(Proxy::add_proxy(origin(1), 5, Kind::Any, 0));
        let add = |proxy_type| Call::add_proxy {
            delegate: 3,
            proxy_type,
            delay: 0,
        };
        let remove = |proxy_type| Call::remove_proxy {
            delegate: 5,
            proxy_type,
            delay: 0,
        };
        let kill = Call::kill_pure {
            spawner: 2,
            proxy_type: Kind::Any,
            index: 0,
            height: 1,
            ext_index: 0,
        };
        for refused in [
            add(Kind::Any),
            add(Kind::Transfer),
            remove(Kind::Any),
            Call::remove_proxies {},
            kill.clone(),
        ] {
            assert_ok!(act(2, 1, refused.into()));
            assert_eq!(executed(), Err(filtered()));
        }
        assert_ok!(act(2, 1, add(Kind::NoTransfer).into()));
        assert_eq!(executed(), Ok(()));

        assert_ok!(act(5, 1, kill.into()));
        assert_eq!(executed(), Err(Refusal::NoPermission.into()));
        assert_ok!(act(5, 1, Call::remove_proxies {}.into()));
        assert_eq!(executed(), Ok(()));
        assert_eq!(reserved(1), 0);
    });
}

#[test]
fn a_wrapped_call_lends_its_weight_but_not_its_class() {
    let operational: RuntimeCall = frame_system::Call::set_heap_pages { pages: 1 }.into();
    let inner = operational.get_dispatch_info();
    assert_eq!(inner.class, DispatchClass::Operational);
    let proxy: RuntimeCall = Call::proxy {
        real: 1,
        force_proxy_type: None,
        call: Box::new(operational.clone()),
    }
    .into();
    let announced: RuntimeCall = Call::proxy_announced {
        delegate: 2,
        real: 1,
        force_proxy_type: None,
        call: Box::new(operational),
    }
    .into();
    for call in [proxy, announced] {
        let info = call.get_dispatch_info();
        assert_eq!(info.class, DispatchClass::Normal);
        assert_eq!(info.pays_fee, Pays::Yes);
        assert!(info.call_weight.all_gt(inner.call_weight));
    }
}
