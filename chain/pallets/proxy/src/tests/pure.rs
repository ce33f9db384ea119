//! Accounts without a key.

use super::mock::*;
use crate::{Call, Error, Event, Proxies, RealPaysFee};
use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;
use taonet_primitives::TaoBalance;

type Refusal = Error<Test>;

fn create(who: u64, index: u16) -> u64 {
    assert_ok!(Proxy::create_pure(origin(who), Kind::Any, 0, index));
    match last_event() {
        RuntimeEvent::Proxy(Event::PureCreated { pure, .. }) => pure,
        other => panic!("{other:?} makes no account"),
    }
}

fn kill(spawner: u64, index: u16, height: u64) -> Call<Test> {
    Call::kill_pure {
        spawner,
        proxy_type: Kind::Any,
        index,
        height,
        ext_index: 0,
    }
}

fn act(who: u64, real: u64, call: impl Into<RuntimeCall>) {
    assert_ok!(Proxy::proxy(origin(who), real, None, Box::new(call.into())));
}

#[test]
fn the_account_follows_from_who_when_and_what() {
    run(|| {
        System::set_block_number(7);
        System::set_extrinsic_index(3);
        let pure = create(1, 9);
        let entropy = (b"modlpy/proxy____", 1_u64, 7_u64, 3_u32, Kind::Any, 9_u16)
            .using_encoded(sp_io::hashing::blake2_256);
        assert_eq!(pure.to_le_bytes(), entropy[..8]);
        assert_eq!(reserved(1), 15);
        let created = Event::PureCreated {
            pure,
            who: 1,
            proxy_type: Kind::Any,
            disambiguation_index: 9,
        };
        assert_eq!(last_event(), created.into());
        assert_eq!(
            Proxy::pure_account(&1, &Kind::Any, 9, Some((7, 3))).unwrap(),
            pure
        );
    });
}

#[test]
fn one_extrinsic_makes_an_account_once() {
    run(|| {
        let pure = create(1, 0);
        assert_noop!(
            Proxy::create_pure(origin(1), Kind::Any, 0, 0),
            Refusal::Duplicate
        );
        assert_ne!(create(1, 1), pure);
        assert_noop!(
            Proxy::create_pure(origin(9), Kind::Any, 0, 0),
            pallet_balances::Error::<Test>::InsufficientBalance
        );
        assert_noop!(
            Proxy::create_pure(RuntimeOrigin::root(), Kind::Any, 0, 0),
            DispatchError::BadOrigin
        );
    });
}

#[test]
fn a_delegate_spends_for_a_pure_account_and_gives_it_up() {
    run(|| {
        let pure = create(1, 0);
        assert_ok!(Balances::transfer_keep_alive(
            origin(5),
            pure,
            TaoBalance::new(200)
        ));
        act(1, pure, transfer(3, 50));
        assert_eq!(executed(), Ok(()));
        assert_eq!((free(pure), free(3)), (150, ENDOWMENT + 50));

        // A second delegate is paid for by the account itself.
        let add = Call::add_proxy {
            delegate: 4,
            proxy_type: Kind::NoTransfer,
            delay: 0,
        };
        act(1, pure, add);
        assert_eq!((free(pure), reserved(pure)), (145, 5));
        let consent = Call::set_real_pays_fee {
            delegate: 4,
            pays_fee: true,
        };
        act(1, pure, consent);
        assert!(Proxy::is_real_paying(&pure, &4));

        act(1, pure, kill(1, 1, 1));
        assert_eq!(executed(), Err(Refusal::NoPermission.into()));
        assert_noop!(
            Proxy::kill_pure(origin(1), 1, Kind::Any, 0, 1, 0),
            Refusal::NoPermission
        );
        assert_noop!(
            Proxy::kill_pure(RuntimeOrigin::root(), 1, Kind::Any, 0, 1, 0),
            DispatchError::BadOrigin
        );
        act(1, pure, kill(1, 0, 1));
        assert_eq!(executed(), Ok(()));
        let killed = Event::PureKilled {
            pure,
            spawner: 1,
            proxy_type: Kind::Any,
            disambiguation_index: 0,
        };
        System::assert_has_event(killed.into());
        assert_eq!((free(1), reserved(1)), (ENDOWMENT, 0));
        assert_eq!((free(pure), reserved(pure)), (150, 0));
        assert!(!Proxies::<Test>::contains_key(pure));
        assert_eq!(RealPaysFee::<Test>::iter().count(), 0);
    });
}

/// The deposits of the spawner's other affairs stay with him.
#[test]
fn giving_up_an_account_touches_no_other_deposit() {
    run(|| {
        let pure = create(1, 0);
        let other = create(1, 1);
        assert_ok!(Balances::transfer_keep_alive(
            origin(5),
            pure,
            TaoBalance::new(200)
        ));
        let add = Call::add_proxy {
            delegate: 4,
            proxy_type: Kind::Any,
            delay: 0,
        };
        act(1, pure, add);
        act(1, pure, kill(1, 0, 1));
        assert_eq!(reserved(1), 15);
        act(1, other, kill(1, 1, 1));
        assert_eq!(reserved(1), 0);
    });
}
