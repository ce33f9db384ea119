//! Accounts that several people have together.

use super::{
    TAO, address, balance,
    chain::{account, events, free, in_first_block, send},
    filtered, nested, remark, sudo, transfer,
};
use frame_support::{assert_ok, dispatch::GetDispatchInfo};
use pallet_multisig::{Call, Event, Multisigs, Timepoint};
use pallet_subtensor::{ColdkeySwapAnnouncements, Error as Main};
use sp_runtime::DispatchResult;
use taonet_runtime::{AccountId, Balances, Multisig, Runtime, RuntimeCall, RuntimeEvent, System};

/// Two of Bob, Charlie and Dave.
fn joint() -> AccountId {
    Multisig::multi_account_id(&members(&["Bob", "Charlie", "Dave"]), 2)
}

fn members(names: &[&str]) -> Vec<AccountId> {
    let mut members: Vec<_> = names.iter().map(|name| account(name)).collect();
    members.sort();
    members
}

/// `who` approves the call, and it is dispatched when he is the second.
fn approve(who: &str, call: &RuntimeCall, first: Option<Timepoint<u32>>) {
    let others: Vec<_> = ["Bob", "Charlie", "Dave"]
        .into_iter()
        .filter(|name| *name != who)
        .collect();
    let approval = Call::as_multi {
        threshold: 2,
        other_signatories: members(&others),
        maybe_timepoint: first,
        call: nested(call.clone()),
        max_weight: call.get_dispatch_info().call_weight,
    };
    assert_ok!(send(who, approval).expect("valid"));
}

/// Bob asks, Charlie agrees.
fn decide(call: RuntimeCall) -> DispatchResult {
    let timepoint = Multisig::timepoint();
    let timepoint = Timepoint {
        index: System::extrinsic_index().unwrap_or(timepoint.index),
        ..timepoint
    };
    approve("Bob", &call, None);
    approve("Charlie", &call, Some(timepoint));
    events()
        .into_iter()
        .rev()
        .find_map(|event| match event {
            RuntimeEvent::Multisig(Event::MultisigExecuted { result, .. }) => Some(result),
            _ => None,
        })
        .expect("two are enough")
}

fn funded(test: impl FnOnce()) {
    in_first_block(false, || {
        assert_ok!(send("Bob", transfer(&joint(), 10 * TAO)).expect("valid"));
        test();
    });
}

#[test]
fn two_of_three_spend_what_they_have_together() {
    funded(|| {
        let before = free("Eve");
        let call = transfer(&account("Eve"), TAO);
        let timepoint = Timepoint {
            height: 1,
            index: System::extrinsic_index().expect("in a block"),
        };
        approve("Dave", &call, None);
        let reserved = Balances::reserved_balance(account("Dave")).to_u64();
        assert_eq!(reserved, 132_000_000 + 2 * 32_000_000);
        assert_eq!(free("Eve"), before);

        approve("Bob", &call, Some(timepoint));
        assert_eq!(free("Eve"), before + TAO);
        assert_eq!(balance(&joint()), 9 * TAO);
        assert_eq!(Balances::reserved_balance(account("Dave")).to_u64(), 0);
        assert_eq!(Multisigs::<Runtime>::iter().count(), 0);
    });
}

#[test]
fn one_of_two_acts_at_once() {
    in_first_block(false, || {
        let joint = Multisig::multi_account_id(&members(&["Bob", "Charlie"]), 1);
        assert_ok!(send("Bob", transfer(&joint, TAO)).expect("valid"));
        let call = Call::as_multi_threshold_1 {
            other_signatories: members(&["Charlie"]),
            call: nested(transfer(&account("Eve"), TAO / 2)),
        };
        assert_ok!(send("Bob", call).expect("valid"));
        assert_eq!(balance(&joint), TAO / 2);
    });
}

#[test]
fn strangers_and_single_voices_do_nothing() {
    funded(|| {
        let call = Call::as_multi_threshold_1 {
            other_signatories: members(&["Charlie", "Dave"]),
            call: nested(transfer(&account("Eve"), TAO)),
        };
        // One of three is another account, which has nothing.
        assert!(send("Bob", call).expect("valid").is_err());
        assert_eq!(balance(&joint()), 10 * TAO);
    });
}

/// The guard looks at the joint account.
#[test]
fn a_joint_account_is_guarded() {
    funded(|| {
        ColdkeySwapAnnouncements::<Runtime>::insert(joint(), (1, sp_core::H256::default()));
        let refused = Main::<Runtime>::ColdkeySwapAnnounced.into();
        assert_eq!(decide(remark()), Err(refused));
        ColdkeySwapAnnouncements::<Runtime>::remove(joint());
        assert_eq!(decide(remark()), Ok(()));
    });
}

/// In safe mode people can still agree, but only on what is allowed then.
#[test]
fn safe_mode_reaches_into_joint_decisions() {
    funded(|| {
        sudo(pallet_safe_mode::Call::force_enter {});
        assert_eq!(decide(transfer(&account("Eve"), TAO)), Err(filtered()));
        assert_eq!(decide(remark()), Ok(()));
        let dest = address(&joint());
        let value = TAO.into();
        let direct = pallet_balances::Call::transfer_keep_alive { dest, value };
        assert_eq!(send("Bob", direct).expect("valid"), Err(filtered()));
    });
}
