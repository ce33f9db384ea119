//! Calls inside calls: their guards and their class.

mod chain;

use chain::{account, events, in_first_block, send};
use codec::Encode;
use frame_support::{
    assert_ok,
    dispatch::{DispatchClass, GetDispatchInfo},
};
use pallet_subtensor::{Call, ColdkeySwapAnnouncements, Error, StakeThreshold};
use pallet_utility::{Call as Utility, Event, derivative_account_id};
use sp_runtime::DispatchError;
use taonet_runtime::{Runtime, RuntimeCall, RuntimeEvent, nested::NestedCall};

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

fn nested(calls: impl IntoIterator<Item = RuntimeCall>) -> Vec<NestedCall> {
    calls.into_iter().map(NestedCall::from).collect()
}

fn batch(calls: impl IntoIterator<Item = RuntimeCall>) -> RuntimeCall {
    Utility::batch {
        calls: nested(calls),
    }
    .into()
}

fn error(error: Error<Runtime>) -> DispatchError {
    error.into()
}

fn interrupted() -> Option<(u32, DispatchError)> {
    events().into_iter().find_map(|event| match event {
        RuntimeEvent::Utility(Event::BatchInterrupted { index, error }) => Some((index, error)),
        _ => None,
    })
}

/// The body of the commit knows no minimum stake: only a guard can refuse with this error.
#[test]
fn weights_in_a_batch_need_the_minimum_stake() {
    in_first_block(false, || {
        StakeThreshold::<Runtime>::put(1_000);
        let refused = error(Error::NotEnoughStakeToSetWeights);

        assert_ok!(send("Bob", batch([remark(), commit_weights(), remark()])).expect("valid"));
        assert_eq!(interrupted(), Some((1, refused)));

        let all = Utility::batch_all {
            calls: nested([remark(), commit_weights()]),
        };
        assert_eq!(send("Bob", all).expect("valid"), Err(refused));

        let forced = Utility::force_batch {
            calls: nested([commit_weights(), remark()]),
        };
        assert_ok!(send("Bob", forced).expect("valid"));
        assert!(events().contains(&RuntimeEvent::Utility(Event::ItemFailed { error: refused })));

        StakeThreshold::<Runtime>::put(0);
        let all = Utility::batch_all {
            calls: nested([commit_weights()]),
        };
        let body = send("Bob", all)
            .expect("valid")
            .expect_err("not registered");
        assert_ne!(body, refused);
    });
}

/// The guard looks at the account that the call comes from, not at the signer.
#[test]
fn derived_accounts_are_guarded_themselves() {
    in_first_block(false, || {
        let derived = derivative_account_id(account("Bob"), 3);
        let as_derived = |index| Utility::as_derivative {
            index,
            call: Box::new(remark().into()),
        };
        assert_ok!(send("Bob", as_derived(3)).expect("valid"));
        ColdkeySwapAnnouncements::<Runtime>::insert(derived, (1, sp_core::H256::default()));
        assert_eq!(
            send("Bob", as_derived(3)).expect("valid"),
            Err(error(Error::ColdkeySwapAnnounced))
        );
        assert_ok!(send("Bob", as_derived(4)).expect("valid"));
    });
}

/// Root's calls are not guarded: the commit fails for want of a signer.
#[test]
fn root_is_not_guarded() {
    in_first_block(false, || {
        StakeThreshold::<Runtime>::put(1_000);
        let sudo = pallet_sudo::Call::sudo {
            call: Box::new(batch([commit_weights()])),
        };
        assert_ok!(send("Alice", sudo).expect("valid"));
        assert_eq!(interrupted(), Some((0, DispatchError::BadOrigin)));
    });
}

#[test]
fn a_nested_call_is_encoded_as_itself() {
    let call = remark();
    assert_eq!(NestedCall::from(call.clone()).encode(), call.encode());
}

#[test]
fn what_is_inside_lends_a_batch_no_class() {
    in_first_block(false, || {
        let operational: RuntimeCall = pallet_admin_utils::Call::sudo_set_burn_half_life {
            netuid: 1.into(),
            burn_half_life: 10,
        }
        .into();
        let info = operational.get_dispatch_info();
        assert_eq!(info.class, DispatchClass::Operational);
        let batch = batch([operational]).get_dispatch_info();
        assert_eq!(batch.class, DispatchClass::Normal);
        assert!(batch.call_weight.all_gt(info.call_weight));
    });
}
