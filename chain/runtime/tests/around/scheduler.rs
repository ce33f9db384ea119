//! Calls that root wants later.

use super::{
    chain::{events, in_first_block, send},
    go_to_block, nested, sudo,
};
use frame_support::{
    assert_ok,
    traits::{Bounded, QueryPreimage},
};
use pallet_scheduler::{Agenda, Call, Event};
use pallet_subtensor::TxRateLimit;
use sp_runtime::{DispatchError, DispatchResult};
use taonet_runtime::{Preimage, Runtime, RuntimeCall, RuntimeEvent, pace::NORMAL_SLOT_MS};

fn set_limit(blocks: u64) -> RuntimeCall {
    pallet_admin_utils::Call::sudo_set_tx_rate_limit {
        tx_rate_limit: blocks,
    }
    .into()
}

fn schedule(when: u32, period: Option<(u32, u32)>, call: RuntimeCall) -> Call<Runtime> {
    Call::schedule {
        when,
        maybe_periodic: period,
        priority: 0,
        call: nested(call),
    }
}

/// How the tasks of this block ended.
fn dispatched() -> Vec<DispatchResult> {
    events()
        .into_iter()
        .filter_map(|event| match event {
            RuntimeEvent::Scheduler(Event::Dispatched { result, .. }) => Some(result),
            _ => None,
        })
        .collect()
}

#[test]
fn a_scheduled_call_runs_in_its_block() {
    in_first_block(false, || {
        sudo(schedule(3, Some((2, 2)), set_limit(77)));
        go_to_block(2, NORMAL_SLOT_MS);
        assert_ne!(TxRateLimit::<Runtime>::get(), 77);
        go_to_block(3, NORMAL_SLOT_MS);
        assert_eq!(dispatched(), [Ok(())]);
        assert_eq!(TxRateLimit::<Runtime>::get(), 77);

        // Once more two blocks later.
        sudo(set_limit(1));
        go_to_block(4, NORMAL_SLOT_MS);
        assert!(dispatched().is_empty());
        go_to_block(5, NORMAL_SLOT_MS);
        assert_eq!(TxRateLimit::<Runtime>::get(), 77);
    });
}

#[test]
fn only_root_schedules_and_cancels() {
    in_first_block(false, || {
        let refused = Err(DispatchError::BadOrigin);
        let call = schedule(3, None, set_limit(77));
        assert_eq!(send("Bob", call.clone()).expect("valid"), refused);
        sudo(call);
        let cancel = Call::cancel { when: 3, index: 0 };
        assert_eq!(send("Bob", cancel.clone()).expect("valid"), refused);
        sudo(cancel);
        go_to_block(3, NORMAL_SLOT_MS);
        assert!(dispatched().is_empty());
        assert_ne!(TxRateLimit::<Runtime>::get(), 77);
    });
}

/// A long call waits among the preimages.
#[test]
fn a_long_call_is_kept_as_a_preimage() {
    in_first_block(false, || {
        let long = frame_system::Call::set_storage {
            items: vec![(b"a key".to_vec(), vec![1; 500])],
        };
        sudo(schedule(2, None, long.into()));
        let tasks = Agenda::<Runtime>::get(2);
        let Some(Bounded::Lookup { hash, .. }) = tasks[0].as_ref().map(|task| &task.call) else {
            panic!("the call is looked up")
        };
        assert!(Preimage::len(hash).is_some());
        go_to_block(2, NORMAL_SLOT_MS);
        assert_eq!(dispatched(), [Ok(())]);
        assert_eq!(
            frame_support::storage::unhashed::get_raw(b"a key"),
            Some(vec![1; 500])
        );
    });
}

#[test]
fn a_failure_is_told() {
    in_first_block(false, || {
        // Root has no balance to transfer.
        let signed_only = frame_system::Call::remark_with_event { remark: vec![] };
        sudo(schedule(2, None, signed_only.into()));
        go_to_block(2, NORMAL_SLOT_MS);
        assert_eq!(dispatched(), [Err(DispatchError::BadOrigin)]);
        let again = set_limit(5);
        sudo(schedule(3, None, again));
        go_to_block(3, NORMAL_SLOT_MS);
        assert_eq!(dispatched(), [Ok(())]);
        assert_ok!(send("Bob", super::remark()).expect("valid"));
    });
}
