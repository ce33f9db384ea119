//! Batches of free calls.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod chain;

use chain::{account, free, in_first_block, send, signed};
use codec::{Decode, Encode};
use frame_support::assert_ok;
use pallet_subtensor::{Call, StakeThreshold};
use sp_runtime::{MultiAddress, transaction_validity::InvalidTransaction};
use taonet_runtime::{Balance, Runtime, RuntimeCall, api, nested::NestedCall};

fn remark() -> RuntimeCall {
    frame_system::Call::remark { remark: vec![7] }.into()
}

fn commit_weights() -> RuntimeCall {
    Call::<Runtime>::commit_weights {
        netuid: 1.into(),
        commit_hash: Default::default(),
    }
    .into()
}

fn batch(calls: impl IntoIterator<Item = RuntimeCall>) -> RuntimeCall {
    let calls = calls.into_iter().map(NestedCall::from).collect();
    pallet_utility::Call::batch { calls }.into()
}

/// The fee that the runtime quotes for the call of `who`.
fn quoted(who: &str, call: RuntimeCall) -> u64 {
    let extrinsic = signed(who, call, 0);
    let length = u32::try_from(extrinsic.encoded_size()).expect("short");
    let arguments = (extrinsic, length).encode();
    let answer = api::dispatch("TransactionPaymentApi_query_info", &arguments).expect("known");
    pallet_transaction_payment::RuntimeDispatchInfo::<Balance>::decode(&mut &answer[..])
        .expect("decodes")
        .partial_fee
        .to_u64()
}

#[test]
fn batches_of_free_calls_are_free() {
    in_first_block(false, || {
        let before = free("Bob");
        let free_batch = || batch([commit_weights(), commit_weights()]);
        assert_eq!(quoted("Bob", free_batch()), 0);
        assert_ok!(send("Bob", free_batch()).expect("valid"));
        assert_eq!(free("Bob"), before);

        for paying in [batch([commit_weights(), remark()]), batch([]), remark()] {
            let before = free("Bob");
            let quote = quoted("Bob", paying.clone());
            assert!(quote > 0);
            assert_ok!(send("Bob", paying).expect("valid"));
            assert!(free("Bob") < before);
        }
    });
}

/// Free batches are open to accounts that hold nothing, as free calls are; others are not.
#[test]
fn an_empty_account_may_send_free_batches() {
    in_first_block(false, || {
        assert_ok!(send("Nobody", batch([commit_weights()])).expect("valid"));
        for paying in [batch([remark()]), batch([])] {
            let refused = send("Nobody", paying).expect_err("too poor");
            assert_eq!(refused, InvalidTransaction::Payment.into());
        }
        let dest = MultiAddress::Id(account("Bob"));
        let value = Balance::new(1);
        let transfer = pallet_balances::Call::transfer_keep_alive { dest, value };
        assert!(send("Nobody", batch([transfer.into(), commit_weights()])).is_err());
    });
}

/// Or a stranger could fill blocks with refusals for nothing.
#[test]
fn a_free_batch_whose_first_call_is_refused_stays_outside() {
    in_first_block(false, || {
        StakeThreshold::<Runtime>::put(1_000);
        for who in ["Nobody", "Bob"] {
            let refused = send(who, batch([commit_weights()])).expect_err("refused at the door");
            assert_eq!(refused, InvalidTransaction::Custom(1).into());
        }
    });
}
