//! Who pays when one acts for another.

use super::{
    batch,
    chain::{account, events, free, in_first_block, send},
    proxy::{add, proxied},
    remark,
};
use frame_support::assert_ok;
use pallet_proxy::Call;
use pallet_transaction_payment::Event;
use taonet_runtime::{AccountId, Runtime, RuntimeCall, RuntimeEvent, proxy::ProxyType};

/// Charlie acts for Bob, Bob for Dave.
fn chain_of_delegates(test: impl FnOnce()) {
    in_first_block(false, || {
        assert_ok!(send("Bob", add("Charlie", ProxyType::Any, 0)).expect("valid"));
        assert_ok!(send("Dave", add("Bob", ProxyType::Any, 0)).expect("valid"));
        assert_ok!(send("Eve", add("Bob", ProxyType::Any, 0)).expect("valid"));
        test();
    });
}

fn agree(real: &str, delegate: &str, pays_fee: bool) {
    let call = Call::<Runtime>::set_real_pays_fee {
        delegate: super::address(&account(delegate)),
        pays_fee,
    };
    assert_ok!(send(real, call).expect("valid"));
}

/// Who paid for the call that Charlie sends.
fn payer(call: impl Into<RuntimeCall>) -> AccountId {
    let names = ["Bob", "Charlie", "Dave", "Eve"];
    let before = names.map(free);
    assert_ok!(send("Charlie", call).expect("valid"));
    let (who, fee) = events()
        .into_iter()
        .rev()
        .find_map(|event| match event {
            RuntimeEvent::TransactionPayment(Event::TransactionFeePaid {
                who, actual_fee, ..
            }) => Some((who, actual_fee.to_u64())),
            _ => None,
        })
        .expect("somebody pays");
    for (name, before) in names.into_iter().zip(before) {
        let expected = if account(name) == who { fee } else { 0 };
        assert_eq!(before - free(name), expected, "{name}");
    }
    who
}

#[test]
fn the_sender_pays_unless_the_real_account_has_agreed() {
    chain_of_delegates(|| {
        let call = || proxied("Bob", remark());
        assert_eq!(payer(call()), account("Charlie"));
        agree("Bob", "Charlie", true);
        assert_eq!(payer(call()), account("Bob"));
        // For what Charlie does himself, Charlie pays.
        assert_eq!(payer(remark()), account("Charlie"));
        agree("Bob", "Charlie", false);
        assert_eq!(payer(call()), account("Charlie"));
    });
}

#[test]
fn the_one_behind_pays_when_both_have_agreed() {
    chain_of_delegates(|| {
        let call = || proxied("Bob", proxied("Dave", remark()));
        agree("Dave", "Bob", true);
        assert_eq!(payer(call()), account("Charlie"));
        agree("Bob", "Charlie", true);
        assert_eq!(payer(call()), account("Dave"));
        agree("Dave", "Bob", false);
        assert_eq!(payer(call()), account("Bob"));
    });
}

#[test]
fn a_batch_for_one_account_may_be_paid_by_it() {
    chain_of_delegates(|| {
        agree("Bob", "Charlie", true);
        agree("Dave", "Bob", true);
        agree("Eve", "Bob", true);
        let inner = |reals: &[&str]| {
            let calls = reals.iter().map(|real| proxied(real, remark()).into());
            proxied("Bob", batch(calls))
        };
        assert_eq!(payer(inner(&["Dave", "Dave"])), account("Dave"));
        assert_eq!(payer(inner(&["Dave", "Eve"])), account("Bob"));
        assert_eq!(payer(inner(&[])), account("Bob"));
        let mixed = batch([proxied("Dave", remark()).into(), remark()]);
        assert_eq!(payer(proxied("Bob", mixed)), account("Bob"));
    });
}

#[test]
fn a_batch_of_proxied_calls_and_announced_ones_are_the_senders() {
    chain_of_delegates(|| {
        agree("Bob", "Charlie", true);
        let wrapped = batch([proxied("Bob", remark()).into()]);
        assert_eq!(payer(wrapped), account("Charlie"));
    });
}
