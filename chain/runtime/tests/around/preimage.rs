//! Data that is kept for later.

use super::{
    chain::{account, in_first_block, send},
    sudo,
};
use frame_support::{
    assert_ok,
    traits::{QueryPreimage, fungible::InspectHold},
};
use pallet_preimage::{Call, Error, HoldReason};
use sp_runtime::traits::{BlakeTwo256, Hash};
use taonet_runtime::{Balances, Preimage, Runtime, RuntimeHoldReason};

fn held(who: &str) -> u64 {
    let reason = RuntimeHoldReason::Preimage(HoldReason::Preimage);
    Balances::balance_on_hold(&reason, &account(who)).to_u64()
}

#[test]
fn a_preimage_is_kept_for_a_deposit() {
    in_first_block(false, || {
        let bytes = vec![7; 50];
        let hash = BlakeTwo256::hash(&bytes);
        let note = Call::note_preimage { bytes };
        assert_ok!(send("Bob", note.clone()).expect("valid"));
        assert_eq!(Preimage::len(&hash), Some(50));
        assert_eq!(held("Bob"), 104_000_000 + 50 * 1_000_000);
        assert_eq!(
            send("Charlie", note).expect("valid"),
            Err(Error::<Runtime>::AlreadyNoted.into())
        );

        let forget = Call::unnote_preimage { hash };
        assert_eq!(
            send("Charlie", forget.clone()).expect("valid"),
            Err(Error::<Runtime>::NotAuthorized.into())
        );
        assert_ok!(send("Bob", forget).expect("valid"));
        assert_eq!((Preimage::len(&hash), held("Bob")), (None, 0));
    });
}

#[test]
fn root_keeps_preimages_for_nothing() {
    in_first_block(false, || {
        let bytes = vec![8; 50];
        let hash = BlakeTwo256::hash(&bytes);
        sudo(Call::note_preimage { bytes });
        assert_eq!(Preimage::len(&hash), Some(50));
        assert_eq!(held("Alice"), 0);
    });
}
