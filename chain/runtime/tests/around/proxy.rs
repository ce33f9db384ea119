//! Delegates.

use super::{
    TAO, address, balance,
    chain::{account, events, free, in_first_block, send},
    filtered, go_to_block, nested, remark, transfer,
};
use frame_support::assert_ok;
use pallet_proxy::{Call, Event};
use pallet_subtensor::{ColdkeySwapAnnouncements, Error as Main, StakeThreshold};
use sp_runtime::{
    DispatchResult,
    traits::{BlakeTwo256, Hash},
    transaction_validity::InvalidTransaction,
};
use taonet_runtime::{
    Balances, Runtime, RuntimeCall, RuntimeEvent, pace::NORMAL_SLOT_MS, proxy::ProxyType,
};

pub(super) fn add(delegate: &str, proxy_type: ProxyType, delay: u32) -> Call<Runtime> {
    Call::add_proxy {
        delegate: address(&account(delegate)),
        proxy_type,
        delay,
    }
}

pub(super) fn proxied(real: &str, call: impl Into<RuntimeCall>) -> Call<Runtime> {
    Call::proxy {
        real: address(&account(real)),
        force_proxy_type: None,
        call: nested(call),
    }
}

/// How the last call for somebody ended.
pub(super) fn executed() -> DispatchResult {
    events()
        .into_iter()
        .rev()
        .find_map(|event| match event {
            RuntimeEvent::Proxy(Event::ProxyExecuted { result }) => Some(result),
            _ => None,
        })
        .expect("a call was dispatched")
}

/// Charlie has a relation of the type to Bob.
pub(super) fn with(proxy_type: ProxyType, test: impl FnOnce()) {
    in_first_block(false, || {
        assert_ok!(send("Bob", add("Charlie", proxy_type, 0)).expect("valid"));
        test();
    });
}

#[test]
fn a_delegate_transfers_within_his_type() {
    with(ProxyType::SmallTransfer, || {
        assert_eq!(
            Balances::reserved_balance(account("Bob")).to_u64(),
            93_000_000
        );
        let (bob, eve) = (free("Bob"), free("Eve"));
        let small = transfer(&account("Eve"), 499_999_999);
        assert_ok!(send("Charlie", proxied("Bob", small)).expect("valid"));
        assert_eq!(executed(), Ok(()));
        assert_eq!(
            (free("Bob"), free("Eve")),
            (bob - 499_999_999, eve + 499_999_999)
        );

        let large = transfer(&account("Eve"), 500_000_000);
        assert_ok!(send("Charlie", proxied("Bob", large)).expect("valid"));
        assert_eq!(executed(), Err(filtered()));
        assert_eq!(free("Bob"), bob - 499_999_999);
    });
}

#[test]
fn an_announced_call_waits_and_runs() {
    in_first_block(false, || {
        assert_ok!(send("Bob", add("Charlie", ProxyType::Any, 3)).expect("valid"));
        let call = transfer(&account("Eve"), TAO);
        let announce = Call::announce {
            real: address(&account("Bob")),
            call_hash: BlakeTwo256::hash_of(&call),
        };
        assert_ok!(send("Charlie", announce).expect("valid"));
        let reserved = Balances::reserved_balance(account("Charlie")).to_u64();
        assert_eq!(reserved, 36_000_000 + 68_000_000);
        let run = Call::proxy_announced {
            delegate: address(&account("Charlie")),
            real: address(&account("Bob")),
            force_proxy_type: None,
            call: nested(call),
        };
        go_to_block(3, NORMAL_SLOT_MS);
        let early = pallet_proxy::Error::<Runtime>::Unannounced.into();
        assert_eq!(send("Dave", run.clone()).expect("valid"), Err(early));
        go_to_block(4, NORMAL_SLOT_MS);
        let eve = free("Eve");
        assert_ok!(send("Dave", run).expect("valid"));
        assert_eq!(executed(), Ok(()));
        assert_eq!(free("Eve"), eve + TAO);
    });
}

#[test]
fn a_pure_account_lives_through_its_delegate() {
    in_first_block(false, || {
        let create = Call::create_pure {
            proxy_type: ProxyType::Any,
            delay: 0,
            index: 0,
        };
        assert_ok!(send("Bob", create).expect("valid"));
        let pure = events()
            .into_iter()
            .find_map(|event| match event {
                RuntimeEvent::Proxy(Event::PureCreated { pure, .. }) => Some(pure),
                _ => None,
            })
            .expect("an account");
        assert_ok!(send("Bob", transfer(&pure, 5 * TAO)).expect("valid"));
        let spend = Call::proxy {
            real: address(&pure),
            force_proxy_type: None,
            call: nested(transfer(&account("Eve"), TAO)),
        };
        assert_ok!(send("Bob", spend).expect("valid"));
        assert_eq!(balance(&pure), 4 * TAO);
    });
}

/// The guards look at the real account, after the filter of the type.
#[test]
fn the_real_account_is_guarded() {
    with(ProxyType::Any, || {
        let announced = (1, sp_core::H256::default());
        ColdkeySwapAnnouncements::<Runtime>::insert(account("Bob"), announced);
        assert_ok!(send("Charlie", proxied("Bob", remark())).expect("valid"));
        let refused = Main::<Runtime>::ColdkeySwapAnnounced.into();
        assert_eq!(executed(), Err(refused));
    });
}

fn commit_weights() -> RuntimeCall {
    pallet_subtensor::Call::<Runtime>::commit_weights {
        netuid: 1.into(),
        commit_hash: Default::default(),
    }
    .into()
}

/// What is free for the real account is free for its delegate, and only for him.
#[test]
fn free_calls_stay_free_and_closed_to_strangers() {
    with(ProxyType::NonTransfer, || {
        let before = free("Charlie");
        for call in [commit_weights(), super::batch([commit_weights()])] {
            assert_ok!(send("Charlie", proxied("Bob", call)).expect("valid"));
        }
        assert_eq!(free("Charlie"), before);

        let no_delegate = InvalidTransaction::Custom(22).into();
        assert_eq!(
            send("Dave", proxied("Bob", commit_weights())),
            Err(no_delegate)
        );
        // The relation has to be of use for the call, and at once.
        assert_ok!(send("Bob", add("Eve", ProxyType::Staking, 0)).expect("valid"));
        assert_ok!(send("Bob", add("Ferdie", ProxyType::Any, 5)).expect("valid"));
        for who in ["Eve", "Ferdie"] {
            assert_eq!(
                send(who, proxied("Bob", commit_weights())),
                Err(no_delegate)
            );
        }
        // A batch of such calls is looked into as well.
        let wrapped = super::batch([proxied("Bob", commit_weights()).into()]);
        assert_eq!(send("Dave", wrapped.clone()), Err(no_delegate));
        assert_ok!(send("Charlie", wrapped).expect("valid"));

        // What the guards refuse for the real account is refused at the door.
        StakeThreshold::<Runtime>::put(1_000);
        assert_eq!(
            send("Charlie", proxied("Bob", commit_weights())),
            Err(InvalidTransaction::Custom(1).into())
        );
        // A call that is paid for may fail.
        assert!(
            send("Dave", proxied("Bob", remark()))
                .expect("valid")
                .is_err()
        );
    });
}
