//! Calls that are announced first, and deposits that follow the prices.

use super::mock::*;
use crate::{Announcements, DepositKind, Error, Event};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use sp_runtime::DispatchError;
use taonet_primitives::TaoBalance;

type Refusal = Error<Test>;

/// Account 2 acts for account 1 after ten blocks.
fn with_delay(test: impl FnOnce(RuntimeCall)) {
    run(|| {
        assert_ok!(Proxy::add_proxy(origin(1), 2, Kind::Transfer, 10));
        test(transfer(3, 100));
    });
}

fn dispatch(call: &RuntimeCall) -> sp_runtime::DispatchResult {
    Proxy::proxy_announced(origin(5), 2, 1, None, Box::new(call.clone()))
}

#[test]
fn an_announced_call_is_dispatched_after_the_delay() {
    with_delay(|call| {
        assert_noop!(dispatch(&call), Refusal::Unannounced);
        assert_ok!(Proxy::announce(origin(2), 1, hash(&call)));
        let announced = Event::Announced {
            real: 1,
            proxy: 2,
            call_hash: hash(&call),
        };
        assert_eq!(last_event(), announced.into());
        assert_eq!(reserved(2), 7);

        System::set_block_number(10);
        assert_noop!(dispatch(&call), Refusal::Unannounced);
        System::set_block_number(11);
        assert_noop!(dispatch(&transfer(3, 101)), Refusal::Unannounced);
        assert_noop!(
            Proxy::proxy_announced(origin(5), 3, 1, None, Box::new(call.clone())),
            Refusal::NotProxy
        );
        assert_noop!(
            Proxy::proxy_announced(origin(5), 2, 1, Some(Kind::Any), Box::new(call.clone())),
            Refusal::NotProxy
        );
        assert_noop!(
            Proxy::proxy_announced(RuntimeOrigin::none(), 2, 1, None, Box::new(call.clone())),
            DispatchError::BadOrigin
        );
        assert_ok!(dispatch(&call));
        assert_eq!(executed(), Ok(()));
        assert_eq!(free(3), ENDOWMENT + 100);
        assert_eq!((free(2), reserved(2)), (ENDOWMENT, 0));
        assert_noop!(dispatch(&call), Refusal::Unannounced);
    });
}

#[test]
fn the_type_limits_announced_calls_too() {
    with_delay(|_| {
        assert_ok!(Proxy::announce(origin(2), 1, hash(&remark())));
        System::set_block_number(11);
        assert_ok!(dispatch(&remark()));
        let filtered = frame_system::Error::<Test>::CallFiltered.into();
        assert_eq!(executed(), Err(filtered));
    });
}

#[test]
fn an_announcement_is_refused() {
    with_delay(|call| {
        let call_hash = hash(&call);
        assert_noop!(
            Proxy::announce(RuntimeOrigin::root(), 1, call_hash),
            DispatchError::BadOrigin
        );
        assert_noop!(Proxy::announce(origin(3), 1, call_hash), Refusal::NotProxy);
        assert_ok!(Proxy::announce(origin(2), 1, call_hash));
        assert_ok!(Proxy::announce(origin(2), 1, call_hash));
        assert_eq!(reserved(2), 10);
        assert_noop!(Proxy::announce(origin(2), 1, call_hash), Refusal::TooMany);

        assert_ok!(Proxy::add_proxy(origin(1), 9, Kind::Any, 10));
        assert_noop!(
            Proxy::announce(origin(9), 1, call_hash),
            pallet_balances::Error::<Test>::InsufficientBalance
        );
    });
}

#[test]
fn a_delegate_takes_announcements_back() {
    with_delay(|call| {
        let (first, second) = (hash(&call), hash(&remark()));
        assert_noop!(
            Proxy::remove_announcement(origin(2), 1, first),
            Refusal::NotFound
        );
        assert_ok!(Proxy::announce(origin(2), 1, first));
        assert_ok!(Proxy::announce(origin(2), 1, second));
        assert_noop!(
            Proxy::remove_announcement(origin(2), 3, first),
            Refusal::NotFound
        );
        assert_noop!(
            Proxy::remove_announcement(RuntimeOrigin::root(), 1, first),
            DispatchError::BadOrigin
        );
        assert_ok!(Proxy::remove_announcement(origin(2), 1, first));
        assert_eq!(reserved(2), 7);
        let (pending, _) = Announcements::<Test>::get(2);
        assert_eq!(pending.len(), 1);
        assert!(pending[0].is(&1, &second));
        assert_ok!(Proxy::remove_announcement(origin(2), 1, second));
        assert_eq!((free(2), reserved(2)), (ENDOWMENT, 0));
        assert!(!Announcements::<Test>::contains_key(2));
    });
}

#[test]
fn a_real_account_rejects_an_announcement() {
    with_delay(|call| {
        let call_hash = hash(&call);
        assert_ok!(Proxy::announce(origin(2), 1, call_hash));
        for (who, delegate, wanted) in [
            (3, 2, call_hash),
            (1, 3, call_hash),
            (1, 2, hash(&remark())),
        ] {
            assert_noop!(
                Proxy::reject_announcement(origin(who), delegate, wanted),
                Refusal::NotFound
            );
        }
        assert_noop!(
            Proxy::reject_announcement(RuntimeOrigin::root(), 2, call_hash),
            DispatchError::BadOrigin
        );
        assert_ok!(Proxy::reject_announcement(origin(1), 2, call_hash));
        assert_eq!((free(2), reserved(2)), (ENDOWMENT, 0));
        System::set_block_number(11);
        assert_noop!(dispatch(&call), Refusal::Unannounced);
    });
}

#[test]
fn deposits_follow_the_prices_when_poked() {
    with_delay(|call| {
        assert_ok!(Proxy::add_proxy(origin(2), 1, Kind::Any, 0));
        assert_ok!(Proxy::announce(origin(2), 1, hash(&call)));
        assert_eq!(reserved(2), 22);
        let poke = |who| Proxy::poke_deposit(origin(who)).map(|info| info.pays_fee);
        assert_eq!(poke(2), Ok(Pays::Yes));
        assert_eq!(poke(5), Ok(Pays::Yes));
        assert_noop!(
            Proxy::poke_deposit(RuntimeOrigin::root()),
            DispatchError::BadOrigin
        );

        ProxyBase::set(TaoBalance::new(20));
        AnnouncementBase::set(TaoBalance::new(1));
        System::reset_events();
        assert_eq!(poke(2), Ok(Pays::No));
        assert_eq!(reserved(2), 29);
        for (kind, old, new) in [
            (DepositKind::Proxies, 15, 25),
            (DepositKind::Announcements, 7, 4),
        ] {
            let poked = Event::DepositPoked {
                who: 2,
                kind,
                old_deposit: TaoBalance::new(old),
                new_deposit: TaoBalance::new(new),
            };
            System::assert_has_event(poked.into());
        }
        assert_eq!(poke(2), Ok(Pays::Yes));

        ProxyBase::set(TaoBalance::new(5_000));
        assert_noop!(
            Proxy::poke_deposit(origin(2)),
            pallet_balances::Error::<Test>::InsufficientBalance
        );
        ProxyBase::set(TaoBalance::new(10));
        AnnouncementBase::set(TaoBalance::new(4));
        assert_eq!(poke(2), Ok(Pays::No));
        assert_eq!(reserved(2), 22);
    });
}
