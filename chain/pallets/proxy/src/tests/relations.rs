//! Making and ending relations, and who pays the fees.

use super::mock::*;
use crate::{Error, Event, Proxies, ProxyDefinition, RealPaysFee};
use frame_support::{BoundedVec, assert_noop, assert_ok};
use sp_runtime::DispatchError;

type Refusal = Error<Test>;

fn relations(real: u64) -> Vec<(u64, Kind, u64)> {
    Proxies::<Test>::get(real)
        .0
        .into_iter()
        .map(|relation| (relation.delegate, relation.proxy_type, relation.delay))
        .collect()
}

#[test]
fn relations_are_kept_in_order_and_paid_for() {
    run(|| {
        assert_ok!(Proxy::add_proxy(origin(1), 3, Kind::Any, 0));
        assert_eq!(reserved(1), 15);
        assert_ok!(Proxy::add_proxy(origin(1), 2, Kind::Transfer, 7));
        assert_ok!(Proxy::add_proxy(origin(1), 2, Kind::Any, 0));
        assert_eq!(reserved(1), 25);
        assert_eq!(
            relations(1),
            [(2, Kind::Any, 0), (2, Kind::Transfer, 7), (3, Kind::Any, 0)]
        );
        let added = Event::ProxyAdded {
            delegator: 1,
            delegatee: 2,
            proxy_type: Kind::Any,
            delay: 0,
        };
        assert_eq!(last_event(), added.into());
    });
}

#[test]
fn a_relation_is_refused() {
    run(|| {
        assert_noop!(
            Proxy::add_proxy(RuntimeOrigin::root(), 2, Kind::Any, 0),
            DispatchError::BadOrigin
        );
        assert_noop!(
            Proxy::add_proxy(origin(1), 1, Kind::Any, 0),
            Refusal::NoSelfProxy
        );
        assert_ok!(Proxy::add_proxy(origin(1), 2, Kind::Any, 0));
        assert_noop!(
            Proxy::add_proxy(origin(1), 2, Kind::Any, 0),
            Refusal::Duplicate
        );
        assert_ok!(Proxy::add_proxy(origin(1), 3, Kind::Any, 0));
        assert_ok!(Proxy::add_proxy(origin(1), 4, Kind::Any, 0));
        assert_noop!(
            Proxy::add_proxy(origin(1), 5, Kind::Any, 0),
            Refusal::TooMany
        );
        // Account 9 holds nothing.
        assert_noop!(
            Proxy::add_proxy(origin(9), 5, Kind::Any, 0),
            pallet_balances::Error::<Test>::InsufficientBalance
        );
    });
}

#[test]
fn ending_a_relation_gives_its_deposit_back() {
    run(|| {
        assert_ok!(Proxy::add_proxy(origin(1), 2, Kind::Any, 0));
        assert_ok!(Proxy::add_proxy(origin(1), 3, Kind::Transfer, 4));
        for (delegate, kind, delay) in
            [(4, Kind::Any, 0), (3, Kind::Any, 4), (3, Kind::Transfer, 0)]
        {
            assert_noop!(
                Proxy::remove_proxy(origin(1), delegate, kind, delay),
                Refusal::NotFound
            );
        }
        assert_noop!(
            Proxy::remove_proxy(origin(5), 2, Kind::Any, 0),
            Refusal::NotFound
        );
        assert_noop!(
            Proxy::remove_proxy(RuntimeOrigin::none(), 2, Kind::Any, 0),
            DispatchError::BadOrigin
        );

        assert_ok!(Proxy::remove_proxy(origin(1), 3, Kind::Transfer, 4));
        let removed = Event::ProxyRemoved {
            delegator: 1,
            delegatee: 3,
            proxy_type: Kind::Transfer,
            delay: 4,
        };
        assert_eq!(last_event(), removed.into());
        assert_eq!(reserved(1), 15);
        assert_ok!(Proxy::remove_proxy(origin(1), 2, Kind::Any, 0));
        assert_eq!((free(1), reserved(1)), (ENDOWMENT, 0));
        assert!(!Proxies::<Test>::contains_key(1));
    });
}

#[test]
fn ending_all_relations_gives_everything_back() {
    run(|| {
        assert_ok!(Proxy::add_proxy(origin(1), 2, Kind::Any, 0));
        assert_ok!(Proxy::add_proxy(origin(1), 3, Kind::Transfer, 4));
        assert_ok!(Proxy::set_real_pays_fee(origin(1), 2, true));
        assert_ok!(Proxy::set_real_pays_fee(origin(1), 3, true));
        System::reset_events();
        assert_noop!(
            Proxy::remove_proxies(RuntimeOrigin::root()),
            DispatchError::BadOrigin
        );
        assert_ok!(Proxy::remove_proxies(origin(1)));
        assert_eq!((free(1), reserved(1)), (ENDOWMENT, 0));
        assert_eq!(RealPaysFee::<Test>::iter().count(), 0);
        let removed = System::events()
            .into_iter()
            .filter(|record| {
                matches!(
                    record.event,
                    RuntimeEvent::Proxy(Event::ProxyRemoved { delegator: 1, .. })
                )
            })
            .count();
        assert_eq!(removed, 2);
        // There is nothing to end any more, which is no error.
        assert_ok!(Proxy::remove_proxies(origin(1)));
    });
}

#[test]
fn the_first_relation_that_fits_is_found() {
    run(|| {
        assert_ok!(Proxy::add_proxy(origin(1), 2, Kind::Transfer, 7));
        assert_ok!(Proxy::add_proxy(origin(1), 2, Kind::NoTransfer, 0));
        let found = |kind: Option<Kind>| Proxy::find_proxy(&1, &2, kind.as_ref());
        let relation = |proxy_type, delay| ProxyDefinition {
            delegate: 2,
            proxy_type,
            delay,
        };
        assert_eq!(found(None).unwrap(), relation(Kind::Transfer, 7));
        assert_eq!(
            found(Some(Kind::NoTransfer)).unwrap(),
            relation(Kind::NoTransfer, 0)
        );
        assert!(matches!(found(Some(Kind::Any)), Err(Error::NotProxy)));
    });
}

#[test]
fn a_real_account_pays_while_it_says_so() {
    run(|| {
        assert_noop!(
            Proxy::set_real_pays_fee(origin(1), 2, true),
            Refusal::NotProxy
        );
        assert_ok!(Proxy::add_proxy(origin(1), 2, Kind::Transfer, 0));
        // The delegate cannot decide that.
        assert_noop!(
            Proxy::set_real_pays_fee(origin(2), 1, true),
            Refusal::NotProxy
        );
        assert_noop!(
            Proxy::set_real_pays_fee(RuntimeOrigin::root(), 2, true),
            DispatchError::BadOrigin
        );
        assert!(!Proxy::is_real_paying(&1, &2));
        for pays_fee in [true, true, false, true] {
            assert_ok!(Proxy::set_real_pays_fee(origin(1), 2, pays_fee));
            let set = Event::RealPaysFeeSet {
                real: 1,
                delegate: 2,
                pays_fee,
            };
            assert_eq!(last_event(), set.into());
            assert_eq!(Proxy::is_real_paying(&1, &2), pays_fee);
        }
        assert_ok!(Proxy::remove_proxy(origin(1), 2, Kind::Transfer, 0));
        assert!(!Proxy::is_real_paying(&1, &2));
    });
}

#[test]
fn the_check_sees_what_does_not_add_up() {
    run(|| {
        let check = Proxy::check_state;
        Proxy::add_proxy_delegate(&1, 2, Kind::Any, 0).unwrap();
        assert_eq!(check(), Ok(()));
        RealPaysFee::<Test>::insert(1, 3, ());
        assert!(check().is_err(), "fees of a stranger");
        RealPaysFee::<Test>::remove(1, 3);

        let entry = Proxies::<Test>::get(1);
        Proxies::<Test>::mutate(1, |(relations, _)| relations[0].delegate = 1);
        assert!(check().is_err(), "a relation to oneself");
        Proxies::<Test>::insert(1, (BoundedVec::default(), entry.1));
        assert!(check().is_err(), "an empty entry");
        Proxies::<Test>::insert(1, (entry.0.clone(), entry.1 + entry.1 + entry.1));
        assert!(check().is_err(), "a deposit that nobody holds");
        Proxies::<Test>::insert(1, entry);
        assert_eq!(check(), Ok(()));
    });
}
